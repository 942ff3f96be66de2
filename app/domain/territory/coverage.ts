/** n of N, and the one place where a percentage is made. */
import type { Share } from '../orders/order.ts';

/** Negative when `a` is the smaller share. Compared as fractions: 1124 of 1500 is less than 75 %. Both need a base. */
export function compareShares(a: Share, b: Share): number {
  return a.n * b.of - b.n * a.of;
}

/** An empty base reaches no threshold: nothing of nothing is not 75 %. */
export function reaches(share: Share, threshold: Share): boolean {
  return share.of > 0 && compareShares(share, threshold) >= 0;
}

const naught: Share = { n: 0, of: 1 };
const whole: Share = { n: 1, of: 1 };
/** Enough for the parents of a region; shares of more than that are exact in whole numbers up to here. */
const mostDigits = 6;

/** The share in percent as a decimal text with a point, and how many digits it has after it. */
export type Percent = { text: string; digits: number };

/**
 * Rounded half up, once, to one decimal. Where rounding would put the figure on the other side of a threshold it is
 * read against, or hide that something is not nothing and not everything, more digits are shown: 74.96 % of a 75 %
 * target is «74.96», not «75.0». Null when there is no base.
 */
export function percentOf(share: Share, against: readonly Share[] = []): Percent | null {
  if (share.of === 0) return null;
  for (let digits = 1; ; digits++) {
    const scale = 10 ** digits;
    const rounded = Math.floor((share.n * 100 * scale * 2 + share.of) / (2 * share.of));
    const shown: Share = { n: rounded, of: 100 * scale };
    const honest = [naught, whole, ...against].every(
      (mark) => Math.sign(compareShares(shown, mark)) === Math.sign(compareShares(share, mark)),
    );
    if (honest || digits === mostDigits) return { text: (rounded / scale).toFixed(digits), digits };
  }
}

export function sumOfShares(shares: Iterable<Share>): Share {
  const sum = { n: 0, of: 0 };
  for (const { n, of } of shares) {
    sum.n += n;
    sum.of += of;
  }
  return sum;
}
