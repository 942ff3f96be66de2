/** How a coverage target stood on its own day: as was known that evening, as is known by now, and when it was reached later. */
import { addDays, type Day } from '../calendar.ts';
import type { CoverageTarget, Share } from '../orders/order.ts';
import { reaches } from './coverage.ts';

/**
 * So many general-education schools counted in one municipality on the days `from`… and without `to`, none of them before the
 * target's day. `coveredThen`: covered on that day by what had been filed by its end; `coveredFrom` is by what is known now.
 */
export type Span = {
  municipalityId: number;
  from: Day;
  to: Day;
  coveredThen: boolean;
  coveredFrom: Day | null;
  schools: number;
};

/** `later`: after its day, and not yet by what is known of the day itself. */
export type DayState = 'inTime' | 'later' | 'missed';

export type TargetDay = {
  by: Day;
  /** By the filings that counted before the end of the day. */
  evening: Share;
  /** The same day by the newest filings: who said later «used since before» counts. */
  known: Share;
  /** By what is known now; null where no school counted on the day. */
  state: DayState | null;
  /** The day on which it was reached, where that was later. */
  reachedOn: Day | null;
};

/** In how many municipalities, of those with schools on the day. */
export type DayMet = { evening: Share; known: Share; later: number };

/** `asOf` is the last day that can be spoken of. */
export function targetDay(
  spans: readonly Span[],
  { by, threshold }: Pick<CoverageTarget, 'by' | 'threshold'>,
  asOf: Day,
): TargetDay {
  const counted = spans.filter(({ from }) => from <= by);
  const of = schoolsOf(counted);
  const evening = { n: schoolsOf(counted.filter(({ coveredThen }) => coveredThen)), of };
  const known = { n: schoolsOf(counted.filter(({ coveredFrom }) => coveredFrom !== null && coveredFrom <= by)), of };
  if (of === 0) return { by, evening, known, state: null, reachedOn: null };
  if (reaches(known, threshold)) return { by, evening, known, state: 'inTime', reachedOn: null };
  const reachedOn = reachedAfter(spans, { by, threshold, asOf });
  return { by, evening, known, state: reachedOn ? 'later' : 'missed', reachedOn };
}

export function dayMet(days: readonly TargetDay[], threshold: Share): DayMet {
  const counted = days.filter(({ state }) => state !== null);
  const of = counted.length;
  return {
    evening: { n: counted.filter(({ evening }) => reaches(evening, threshold)).length, of },
    known: { n: counted.filter(({ state }) => state === 'inTime').length, of },
    later: counted.filter(({ state }) => state === 'later').length,
  };
}

/** The first day after `by` on which enough of the schools that counted then were covered. */
function reachedAfter(
  spans: readonly Span[],
  { by, threshold, asOf }: { by: Day; threshold: Share; asOf: Day },
): Day | null {
  const changes = new Map<Day, Share>();
  const change = (day: Day, n: number, of: number) => {
    const on = changes.get(day) ?? { n: 0, of: 0 };
    changes.set(day, { n: on.n + n, of: on.of + of });
  };
  for (const { from, to, coveredFrom, schools } of spans) {
    change(from, 0, schools);
    change(to, 0, -schools);
    const since = coveredFrom === null ? to : coveredFrom > from ? coveredFrom : from;
    if (since >= to) continue;
    change(since, schools, 0);
    change(to, -schools, 0);
  }
  // The day after the target's may differ from it by nothing, and is looked at all the same.
  change(addDays(by, 1), 0, 0);
  const share = { n: 0, of: 0 };
  for (const [day, { n, of }] of [...changes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    share.n += n;
    share.of += of;
    if (day > by && day <= asOf && reaches(share, threshold)) return day;
  }
  return null;
}

function schoolsOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { schools }) => sum + schools, 0);
}
