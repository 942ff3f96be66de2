import type { Day } from './calendar.ts';

/** `due`: owed, nothing saved yet. The row exists before anyone types. */
export const reportStatuses = ['due', 'draft', 'filed', 'returned', 'accepted'] as const;
export type ReportStatus = (typeof reportStatuses)[number];

const allowedIn = {
  save: ['due', 'draft', 'returned'],
  file: ['due', 'draft', 'returned'],
  accept: ['filed'],
  return: ['filed'],
} as const satisfies Record<string, readonly ReportStatus[]>;
export type ReportAction = keyof typeof allowedIn;

/** What may happen to a report in its status: `reportCan.accept(report)`. */
export const reportCan = Object.fromEntries(
  Object.entries(allowedIn).map(([action, statuses]) => [
    action,
    ({ status }: { status: ReportStatus }) => (statuses as readonly ReportStatus[]).includes(status),
  ]),
) as Record<ReportAction, (report: { status: ReportStatus }) => boolean>;

/** How a report stands for the one who waits for it: `late` is overdue and never filed. */
export const standings = ['late', 'filed', 'returned', 'draft', 'notDue', 'accepted'] as const;
export type Standing = (typeof standings)[number];

/** The due day itself is still in time. A returned report keeps its word whatever the date: it has been filed once. */
export function standingOf(report: { status: ReportStatus; due: Day }, today: Day): Standing {
  if (report.status === 'filed' || report.status === 'returned' || report.status === 'accepted') return report.status;
  if (report.due < today) return 'late';
  return report.status === 'draft' ? 'draft' : 'notDue';
}

/** Whether a filing on that day came after the due day. */
export function isLate(filedOn: Day, due: Day): boolean {
  return filedOn > due;
}

/** The number a school quotes: the report's own, and which filing of it: «10423-2». */
export function filingNumber(reportId: number, ordinal: number): string {
  return `${reportId}-${ordinal}`;
}
