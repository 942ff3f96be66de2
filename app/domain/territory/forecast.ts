/** Whether a target is made in time at the pace of the last weeks, and at what pace it would be. */
import { addDays, type Day, daysBetween } from '../calendar.ts';
import type { CoverageTarget, Share } from '../orders/order.ts';
import { stillNeeded } from './target.ts';

/** How many days back the present pace of a coverage is reckoned from: four whole weeks. */
export const paceDays = 28;

/** The coverage at the end of a day. */
export type Covered = { day: Day; covered: Share };

export type ForecastFacts = {
  /** Where the last weeks begin, and where they have led to. */
  since: Covered;
  now: Covered;
  target: { share: CoverageTarget['threshold']; by: Day };
};

/** Schools per week as a fraction: `{ n: 14, of: 3 }` is 4⅔; a loss has a negative n. */
export type Pace = { n: number; of: number };

export type Forecast = {
  /** How many more schools the target takes, of those that count now; 0 when it is met. */
  stillNeeded: number;
  /** The pace of the last weeks; null when they are less than a day. */
  pace: Pace | null;
  /** The pace that makes the target on its very day; null when nothing is needed, or that day is over. */
  paceNeeded: Pace | null;
  /** When the target would be made at the present pace: today when it is met, null when never. */
  madeOn: Day | null;
  /** Made by the end of the target's day. */
  inTime: boolean;
};

/** What lies further off than a century is not a forecast. */
const farthest = 36_525;

/**
 * A straight line, and nothing cleverer: the schools gained from the end of `since` to the end of `now`, per week, go on
 * being gained. A school counts when it is whole, so the target is made at the end of the first day on which the whole
 * schools gained are as many as are needed. The base is that of `now`: schools to be opened or closed are not foreseen.
 * Days are counted from the end of one to the end of another, so the target's own day is still there to be used. Both
 * paces are fractions and are compared as such; the target is made in time just when the present pace is not below the
 * one that is needed.
 */
export function forecastOf({ since, now, target }: ForecastFacts): Forecast {
  const needed = stillNeeded(now.covered, target.share);
  const met = needed === 0 && now.covered.of > 0;
  const days = daysBetween(since.day, now.day);
  const left = daysBetween(now.day, target.by);
  const gained = now.covered.n - since.covered.n;
  const madeOn = met ? now.day : dayOfGain(now.day, needed, { gained, days });
  return {
    stillNeeded: needed,
    pace: days > 0 ? { n: gained * 7, of: days } : null,
    paceNeeded: needed > 0 && left > 0 ? { n: needed * 7, of: left } : null,
    madeOn,
    inTime: met || (madeOn !== null && madeOn <= target.by),
  };
}

function dayOfGain(from: Day, needed: number, { gained, days }: { gained: number; days: number }): Day | null {
  if (needed === 0 || gained <= 0 || days <= 0) return null;
  const ahead = Math.ceil((needed * days) / gained);
  return ahead <= farthest ? addDays(from, ahead) : null;
}

/**
 * Paces as decimal texts with a point, rounded half up to one decimal; to more where two that differ would look alike.
 * Without a trailing zero: «10», «4.5».
 */
export function paceTexts(paces: readonly Pace[]): string[] {
  for (let digits = 1; ; digits++) {
    const scale = 10 ** digits;
    const rounded = paces.map(({ n, of }) => Math.floor((n * scale * 2 + of) / (2 * of)));
    const honest = paces.every((a, at) =>
      paces.every((b, other) => (rounded[at] === rounded[other]) === (a.n * b.of === b.n * a.of)),
    );
    if (honest || digits === mostDigits) {
      return rounded.map((whole) => (whole / scale).toFixed(digits).replace(/\.?0+$/, ''));
    }
  }
}

const mostDigits = 4;
