/** What people are told, when, and how it is known that they have been told. */
import { addDays, type Day } from '../calendar.ts';
import { workingDaysBetween } from '../working-days.ts';

/** To its school: how far the due day is. Each is one day's news, in the order of a report's life. */
const dueKinds = ['opened', 'dueIn7', 'dueIn1', 'overdue'] as const;
export type DueKind = (typeof dueKinds)[number];

/** To the person whose second factor it is, whoever did it: who hears of it and did nothing knows that somebody else did. */
const factorKinds = ['factorOn', 'factorOff', 'factorReset', 'recoveryUsed'] as const;
export type FactorKind = (typeof factorKinds)[number];

/** All that this release knows of; a newer one that runs beside it may have told of more. */
export const noticeKinds = [
  ...dueKinds,
  // To the municipality's coordinators.
  'filed',
  'reviewerIdle',
  // To the school.
  'returned',
  'accepted',
  'reminder',
  'moved',
  'handedOver',
  ...factorKinds,
  // To the person who asked for it.
  'fileReady',
  // To the administrators and analysts: what does not go by itself any more.
  'jobFailed',
  'lettersStuck',
  'letterGivenUp',
  'schedulerAway',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** They ask for something that is owed: of a campaign that is closed nobody is told them, nor in a letter that still waits. */
export const owingKinds = [
  ...dueKinds,
  'filed',
  'reviewerIdle',
  'returned',
  'reminder',
  'moved',
] as const satisfies NoticeKind[];

/** What the sentence of a notice needs, as it was when it was said. */
export type NoticeDetails = {
  due?: Day;
  fileUntil?: Day;
  changeUntil?: Day;
  /** Which filing of the report. */
  ordinal?: number;
  /** Nothing is owed for the date any more. */
  notRequired?: true;
  /** How many reports wait, and the day on which the oldest of them was filed. */
  reports?: number;
  since?: Day;
  /** A file that was made, and the last day on which it can be fetched. */
  file?: string;
  until?: Day;
  /** A job by its name in the schedule, and the month or day that it was to do. */
  job?: string;
  period?: string;
};

/** How a person wants to hear of it; the product shows it always. */
export const letterChoices = ['atOnce', 'daily', 'none'] as const;
export type LetterChoice = (typeof letterChoices)[number];

/** Days of which notices are still to be given, both inclusive. */
export type Stretch = { from: Day; to: Day };

/** A missed run is caught up this far back; what was due earlier is no news any more. */
const longestLookBack = 14;

/**
 * What a run of today looks at: everything since the day of the last run that succeeded, with that day itself, since it may
 * have brought something after the run. Without an earlier run today alone.
 */
export function stretchSince(lastRun: Day | null, today: Day): Stretch {
  const earliest = addDays(today, -longestLookBack);
  if (lastRun === null || lastRun > today) return { from: today, to: today };
  return { from: lastRun > earliest ? lastRun : earliest, to: today };
}

/**
 * The one notice that a report owed and not filed calls for at the end of the stretch: the latest of its moments, when it
 * fell into the stretch; what a later moment has overtaken is not said any more. `opens` is the day from which it can be
 * filled. The due day itself is still in time: `overdue` comes the day after.
 */
export function dueNotice({ opens, due }: { opens: Day; due: Day }, { from, to }: Stretch): DueKind | null {
  const moments: Record<DueKind, Day> = {
    opened: opens,
    dueIn7: addDays(due, -7),
    dueIn1: addDays(due, -1),
    overdue: addDays(due, 1),
  };
  const reached = dueKinds.filter((kind) => moments[kind] <= to);
  const latest = reached.reduce<DueKind | null>((a, b) => (a && moments[a] > moments[b] ? a : b), null);
  return latest && opens <= to && moments[latest] >= from ? latest : null;
}

/** By the due day, so that a moved one is told of again. */
export function dueKey(kind: DueKind, report: { id: number; due: Day }): string {
  return kind === 'opened' ? `opened:${report.id}` : `${kind}:${report.id}:${report.due}`;
}

/** A filing that has waited this many working days is idle; so long, too, its coordinators are left in peace after a notice. */
const idleWorkingDays = 5;

/** Whether so many working days have gone by since the day. */
export function isIdleSince(day: Day, today: Day): boolean {
  return workingDaysBetween(day, today) >= idleWorkingDays;
}

/** The latest day of filing that is idle today. */
export function idleFrom(today: Day): Day {
  let day = today;
  while (!isIdleSince(day, today)) day = addDays(day, -1);
  return day;
}
