import type { Day } from '#app/domain/calendar.ts';
import type { DecisionKind } from '#app/domain/reports/decision.ts';
import {
  isLocked,
  isOver,
  lastDayFor,
  type ReportState,
  type ReportTerms,
  reportCan,
} from '#app/domain/reports/report.ts';
import { useText } from '#app/text/index.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { becauseText } from './decision-words.ts';

type TermsNoteProps = {
  report: ReportState & ReportTerms & { originalDue: Day };
  behind: { kind: DecisionKind; reason: string; document: string | null } | null;
  school: { municipality: string };
  today: Day;
};

/** Why a report's days are not the order's, and that it is locked: nothing while it is as ordered and open. */
export function TermsNote({ report, behind, school, today }: TermsNoteProps) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.calendar;
  const { notRequired, closedOn } = report;
  const over = closedOn !== null && isOver(report, today);
  const locked = !over && notRequired === null && reportCan.save(report) && isLocked(report, today);
  const never = report.status === 'due' || report.status === 'draft';
  return (
    <>
      {behind && (
        <Notice title={becauseText(behind, report, speech)}>
          {behind.document && <p lang="ru">{behind.document}</p>}
        </Notice>
      )}
      {notRequired !== null && notRequired !== 'decision' && (
        <Notice title={words.because.notRequired(words.notOwed[notRequired])} />
      )}
      {over && <Notice title={speech.t.campaign.closed.since(format.day(closedOn))}>{t.campaign.closed.rest}</Notice>}
      {locked && (
        <Notice kind="warning" title={words.locked[never ? 'file' : 'change'](format.day(lastDayFor(report)))}>
          <p>{words.locked.help(school.municipality)}</p>
        </Notice>
      )}
    </>
  );
}
