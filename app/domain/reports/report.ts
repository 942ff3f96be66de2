import type { Day } from '../calendar.ts';
import type { Terms } from './decision.ts';

/** `due`: owed, nothing saved yet. The row exists before anyone types. */
export const reportStatuses = ['due', 'draft', 'filed', 'returned', 'accepted'] as const;
export type ReportStatus = (typeof reportStatuses)[number];

/** Why a school owes nothing for a date although a row is there: a decision, or the register as of that day. */
export type NotRequired = 'decision' | 'notOpenYet' | 'closed' | 'notGeneral' | 'outOfScope';

/** Where a report is. An accepted one may have an amendment beside it: being written, or filed and waiting. */
export type ReportState = { status: ReportStatus; amendment: 'draft' | 'filed' | null };

/** What decides besides where it is: its days, and whether it is owed at all. */
export type ReportTerms = Terms & {
  notRequired: NotRequired | null;
  /** From that day on nothing is owed under its campaign; null while that is open. */
  closedOn: Day | null;
};

const allowedIn = {
  save: ['due', 'draft', 'returned', 'amending'],
  file: ['due', 'draft', 'returned', 'amending'],
  accept: ['filed', 'amended'],
  return: ['filed', 'amended'],
  amend: ['accepted'],
  dropAmendment: ['amending'],
} as const;
export type ReportAction = keyof typeof allowedIn;

type Step = ReportStatus | 'amending' | 'amended';

function stepOf({ status, amendment }: ReportState): Step {
  if (amendment === null) return status;
  return amendment === 'draft' ? 'amending' : 'amended';
}

/** What may happen to a report where it is: `reportCan.accept(report)`. Whether its days allow it is `isLocked`'s to say. */
export const reportCan = Object.fromEntries(
  Object.entries(allowedIn).map(([action, steps]) => [
    action,
    (report: ReportState) => (steps as readonly Step[]).includes(stepOf(report)),
  ]),
) as Record<ReportAction, (report: ReportState) => boolean>;

/**
 * Whether its days are over: a report that was never filed locks after its last day to file, any other after its last day
 * to change. Both days are still in time. What isn't required is locked too, and all of a campaign that is closed.
 */
export function isLocked(report: ReportState & ReportTerms, today: Day): boolean {
  if (report.notRequired !== null || isOver(report, today)) return true;
  return today > lastDayFor(report);
}

/** Its campaign is closed. */
export function isOver({ closedOn }: Pick<ReportTerms, 'closedOn'>, today: Day): boolean {
  return closedOn !== null && closedOn <= today;
}

/** The last day on which the school can still file it, or file it anew. */
export function lastDayFor({ status, fileUntil, changeUntil }: ReportState & Terms): Day {
  return status === 'due' || status === 'draft' ? fileUntil : changeUntil;
}

/** How a report stands for the one who waits for it: `late` is overdue and never filed, `unfiled` was owed when its campaign was closed. */
export const standings = [
  'late',
  'unfiled',
  'filed',
  'returned',
  'draft',
  'notDue',
  'accepted',
  'notRequired',
] as const;
export type Standing = (typeof standings)[number];

/**
 * The due day itself is still in time. A returned report keeps its word whatever the date: it has been filed once. An
 * amendment that waits stands as filed: there is something to review.
 */
export function standingOf(
  report: ReportState & Pick<ReportTerms, 'due' | 'notRequired' | 'closedOn'>,
  today: Day,
): Standing {
  const { status, amendment } = report;
  if (status === 'filed' || amendment === 'filed') return 'filed';
  if (status === 'returned' || status === 'accepted') return status;
  if (report.notRequired !== null) return 'notRequired';
  if (isOver(report, today)) return 'unfiled';
  if (report.due < today) return 'late';
  return status === 'draft' ? 'draft' : 'notDue';
}

/** The number a school quotes: the report's own, and which filing of it: «10423-2». */
export function filingNumber(reportId: number, ordinal: number): string {
  return `${reportId}-${ordinal}`;
}
