import type { Day } from '#app/domain/calendar.ts';
import type { DecisionKind } from '#app/domain/reports/decision.ts';
import {
  lastDayFor,
  type ReportState,
  type ReportTerms,
  reportCan,
  type Standing,
} from '#app/domain/reports/report.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { TaskList } from '#app/ui/task-list.tsx';
import { StandingTag } from '../../_report/standing-tag.tsx';
import { becauseText } from '../../_terms/decision-words.ts';

type SchoolReport = ReportState &
  ReportTerms & {
    id: number;
    asOf: Day;
    originalDue: Day;
    standing: Standing;
    locked: boolean;
    behind: { kind: DecisionKind; reason: string } | null;
  };

/** Its school can file it today. */
export function isOpen(report: ReportState & { locked: boolean }): boolean {
  return reportCan.file(report) && !report.locked;
}

/** It was owed, and can't be filed any more. */
export function isMissed(report: Pick<SchoolReport, keyof ReportState | 'locked' | 'notRequired'>): boolean {
  return reportCan.file(report) && report.locked && report.notRequired === null;
}

type ClosedReportsProps = { campaigns: readonly { reports: readonly SchoolReport[] }[]; municipality: string };

/** What waits no more: locked by its days, or not required; each with the reason. */
export function ClosedReports({ campaigns, municipality }: ClosedReportsProps) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.calendar;
  const closed = campaigns
    .flatMap(({ reports }) => reports)
    .filter((report) => reportCan.file(report) && report.locked);
  if (closed.length === 0) return null;
  const whyOf = (report: SchoolReport) => {
    const { notRequired } = report;
    if (notRequired === 'decision') return report.behind && becauseText(report.behind, report, speech);
    if (notRequired !== null) return words.because.notRequired(words.notOwed[notRequired]);
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
          title: t.school.report(format.day(report.asOf)),
          hint: whyOf(report),
          status: <StandingTag standing={report.standing} />,
        }))}
      />
    </details>
  );
}
