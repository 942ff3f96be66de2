/** What becomes of each report: who files when, whom the coordinators answer, and how soon. */
import { addDays, type Day, daysBetween } from '#app/domain/calendar.ts';
import type { Path } from './adoption.ts';
import { laterOf, someDay, workdaysAfter } from './days.ts';
import type { History, ReportingDateRow } from './history.ts';
import { type Random, randomOf } from './random.ts';
import type { School } from './territory.ts';

/** What becomes of one report, before it is known what has come to pass by today. */
export type Plan = {
  /** The day of the first filing; null: never. */
  filed: Day | null;
  /** Begun on that day and not filed. */
  begun: Day | null;
  /** null: nobody has looked at it. */
  reviewed: Day | null;
  returned: boolean;
  refiled: Day | null;
  accepted: Day | null;
  /** When the accepted report was corrected, and the correction accepted (null: not yet). */
  amended?: { filed: Day; accepted: Day | null };
};

/** How soon a school reports: most in time, some a few days late, some not at all. */
const habits = {
  punctual: { late: 0.03, never: 0.01 },
  slow: { late: 0.4, never: 0.08 },
  silent: { late: 0.25, never: 0.45 },
};

/** What is to become of the school's report for the date; the same draws in the same order every time. */
export function planOf(history: History, school: School, path: Path, date: ReportingDateRow, random: Random): Plan {
  const { dates, today, shown } = history;
  // What opens with the order and is due much later is done while the order is new.
  const due = date.due >= today && daysBetween(date.opens, today) > 60 ? addDays(date.opens, 40) : date.due;
  const open = due >= today;
  const habit = habits[habitOf(school, path)];
  // A school reports in time what it is proud of (or has to own up to): so the coverage of the plans is what is measured.
  const turned = [path.since, path.stopped].findLast((day) => day !== null && isFirstSince(dates, date, day)) ?? null;
  const drawn = random.next();
  const never = turned === null && drawn < habit.never;
  const late = turned === null && !never && drawn < habit.never + habit.late;
  const earliest = laterOf(laterOf(addDays(due, -12), date.opens), turned ?? date.opens);
  const filed = never
    ? null
    : late
      ? someDay(random, addDays(due, 1), addDays(due, 12))
      : someDay(random, earliest, due);
  const soon = filed === null ? random.chance(open ? 0.15 : 0.3) : random.chance(0.35);
  const lastBegun = filed && filed <= today ? addDays(filed, -1) : addDays(today < due ? today : due, -1);
  const near = lastBegun >= date.opens && daysBetween(lastBegun, filed ?? lastBegun) < 12;
  const begun = soon && near ? someDay(random, laterOf(addDays(lastBegun, -6), date.opens), lastBegun) : null;

  const inShown = school.municipality === shown.municipality;
  const isLast = dates.findLast((candidate) => candidate.due < today) === date && daysBetween(due, today) < 60;
  const plan = withReview(filed, begun, random, { returned: random.chance(inShown ? 0.14 : 0.07) });
  if (school === shown.school) return planOfShown(history, date, plan, random);
  if (inShown && school.id === shown.school.id + 1) return planOfNeighbour(history, date, plan);
  // So that the coordinator of the demo always has something to read.
  return inShown && isLast && school.id % 4 === 1 ? { ...plan, reviewed: null } : plan;
}

function withReview(filed: Day | null, begun: Day | null, random: Random, { returned }: { returned: boolean }): Plan {
  const reviewed = filed && !random.chance(0.03) ? workdaysAfter(filed, random.whole(1, 8)) : null;
  const refiled = reviewed && returned && random.chance(0.8) ? workdaysAfter(reviewed, random.whole(1, 6)) : null;
  const accepted = refiled && workdaysAfter(refiled, random.whole(1, 5));
  return { filed, begun, reviewed, returned: returned && reviewed !== null, refiled, accepted };
}

/** The demo's director: one report corrected and accepted, the last monthly one returned and waiting, the running one begun. */
function planOfShown({ order, dates, today }: History, date: ReportingDateRow, plan: Plan, random: Random): Plan {
  const past = dates.filter(({ due }) => due < today);
  const nth = past.length - 1 - past.indexOf(date);
  if (date.due >= today) {
    const begun = someDay(random, addDays(today, -3), addDays(today, -1));
    return withReview(null, begun >= date.opens ? begun : null, random, { returned: false });
  }
  const filed = someDay(random, addDays(date.due, -5), addDays(date.due, -3));
  const returned = order.id === 'MO' && nth <= 1;
  const reviewed = workdaysAfter(filed, 1);
  const refiled = returned && nth === 1 ? workdaysAfter(reviewed, 2) : null;
  const accepted = refiled && workdaysAfter(refiled, 1);
  const amended = order.id === 'MO' && nth === 2 ? amendedAfter(reviewed, 2) : undefined;
  return { ...plan, filed, begun: null, reviewed, returned, refiled, accepted, amended };
}

/** A school beside it corrects its last accepted report: the demo's coordinator has that to read, too. */
function planOfNeighbour({ order, dates, today }: History, date: ReportingDateRow, plan: Plan): Plan {
  const last = dates.findLast(({ due }) => addDays(due, 14) < today);
  if (order.id !== 'MO' || date !== last) return plan;
  const filed = laterOf(addDays(date.due, -4), date.opens);
  const reviewed = workdaysAfter(filed, 2);
  const amended = amendedAfter(reviewed, null);
  return { filed, begun: null, reviewed, returned: false, refiled: null, accepted: null, amended };
}

function amendedAfter(reviewed: Day, workdays: number | null): Plan['amended'] {
  const filed = workdaysAfter(reviewed, 3);
  return { filed, accepted: workdays === null ? null : workdaysAfter(filed, workdays) };
}

function isFirstSince(dates: ReportingDateRow[], date: ReportingDateRow, day: Day): boolean {
  return dates.find(({ as_of }) => as_of >= day) === date;
}

function habitOf(school: School, path: Path): keyof typeof habits {
  const random = randomOf('habit', school.id);
  const stuck = path.kind === 'stuck';
  const drawn = random.next();
  return drawn < (stuck ? 0.2 : 0.04) ? 'silent' : drawn < (stuck ? 0.5 : 0.22) ? 'slow' : 'punctual';
}
