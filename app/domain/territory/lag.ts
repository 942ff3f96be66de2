/** How long schools take to file and coordinators to review, in working days. */
import type { Day } from '../calendar.ts';
import { workingDaysBetween } from '../working-days.ts';

/** The days that the lags of one filing are counted from and to. */
export type FilingDays = {
  /** The report could be filed once its date had opened in a campaign that had been opened. */
  opens: Day;
  campaignOpened: Day;
  /** When the filing before it was returned; null for a first filing, and for an amendment begun by the school itself. */
  returned: Day | null;
  filed: Day;
  /** null while nobody has decided. */
  reviewed: Day | null;
  amendment: boolean;
};

/**
 * From the opening to a first filing, from the return to a repeated one; null for an amendment that nobody waited for.
 */
export function filingLag({ opens, campaignOpened, returned, filed, amendment }: FilingDays): number | null {
  if (returned !== null) return workingDaysBetween(returned, filed);
  return amendment ? null : workingDaysBetween(opens > campaignOpened ? opens : campaignOpened, filed);
}

/** From the filing to the decision, or to today while it waits. */
export function reviewLag({ filed, reviewed }: FilingDays, today: Day): number {
  return workingDaysBetween(filed, reviewed ?? today);
}

/** Of so many lags the middle and the longest one; of an even number the lower of the two in the middle. */
export type LagSummary = { n: number; median: number; longest: number };

export function lagSummary(lags: readonly number[]): LagSummary | null {
  const sorted = [...lags].sort((a, b) => a - b);
  const median = sorted[Math.ceil(sorted.length / 2) - 1];
  const longest = sorted.at(-1);
  return median === undefined || longest === undefined ? null : { n: sorted.length, median, longest };
}
