import { lastDayFor } from '#app/domain/reports/report.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { reportDay } from '#app/text/report-day.ts';
import { Link } from '#app/ui/link.tsx';
import { TaskList } from '#app/ui/task-list.tsx';
import { StandingTag } from '../../_report/standing-tag.tsx';
import { becauseText } from '../../_terms/decision-words.ts';
import type { ReportShown } from './school-shown.ts';

/** It was owed, and can't be filed any more, although its order is in force. */
export function isMissed({ notRequired, standing }: Pick<ReportShown, 'notRequired' | 'standing'>): boolean {
  return notRequired === null && standing !== 'unfiled';
}

type ClosedReportsProps = { schoolId: number; closed: readonly ReportShown[]; municipality: string };

/** What waits no more: locked by its days, or not required; each with the reason. */
export function ClosedReports({ schoolId, closed, municipality }: ClosedReportsProps) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.calendar;
  if (closed.length === 0) return null;
  const whyOf = (report: ReportShown) => {
    const { notRequired } = report;
    if (notRequired === 'decision') return report.behind && becauseText(report.behind, report, speech);
    if (notRequired !== null) return words.because.notRequired(words.notOwed[notRequired]);
    if (report.standing === 'unfiled' && report.closedOn) return t.campaign.closed.since(format.day(report.closedOn));
    const never = report.status === 'due' || report.status === 'draft';
    return words.locked[never ? 'file' : 'change'](format.day(lastDayFor(report)));
  };
  return (
    <details>
      <summary>{words.closed.title(format.integer(closed.length))}</summary>
      {closed.some(isMissed) && <p>{words.locked.help(municipality)}</p>}
      <TaskList
        tasks={closed.map((report) => ({
          key: String(report.id),
          href: paths.terms(report.id),
          title: t.school.report(reportDay(report, format)),
          hint: whyOf(report),
          status: <StandingTag standing={report.standing} />,
        }))}
      />
      <p>
        {words.closed.older} <Link href={paths.schoolReports(schoolId)}>{t.school.all.title}</Link>
      </p>
    </details>
  );
}
