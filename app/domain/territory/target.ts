import type { Day } from '../calendar.ts';
import type { Band, CoverageTarget, Share } from '../orders/order.ts';
import { reaches } from './coverage.ts';

/** `pending`: not reached yet, and the day by which it must be has not passed. */
export type TargetState = 'met' | 'missed' | 'pending';

/** The target's state at the end of `asOf`; the day `by` itself is still in time. */
export function targetState(share: Share, target: Pick<CoverageTarget, 'threshold' | 'by'>, asOf: Day): TargetState {
  if (reaches(share, target.threshold)) return 'met';
  return asOf < target.by ? 'pending' : 'missed';
}

/** How many more of the N are needed to reach the threshold; 0 when it is reached. */
export function stillNeeded(share: Share, threshold: Share): number {
  return Math.max(0, Math.ceil((threshold.n * share.of) / threshold.of) - share.n);
}

/** `ahead`: more than the corridor asks for. */
export type BandState = 'behind' | 'within' | 'ahead';

/** Bounds are whole percent, both inclusive; what lies between two bands (40.5 %) is ahead of the lower one. */
export function bandState(share: Share, band: Pick<Band, 'from' | 'to'>): BandState {
  if (!reaches(share, { n: band.from, of: 100 })) return 'behind';
  return reaches(share, { n: band.to, of: 100 }) && share.n * 100 !== band.to * share.of ? 'ahead' : 'within';
}

/** The band that must have been reached by the end of `on`; null before the first. */
export function bandInForce(bands: readonly Band[], on: Day): Band | null {
  return bands.findLast((band) => band.by <= on) ?? null;
}

/** The band to be reached next; null when the last one is in force. */
export function nextBand(bands: readonly Band[], on: Day): Band | null {
  return bands.find((band) => band.by > on) ?? null;
}
