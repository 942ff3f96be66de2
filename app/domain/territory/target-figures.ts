/** Every target of an order in a territory: how many schools meet it, how it stood on its day, who is below which corridor. */
import type { Day } from '../calendar.ts';
import {
  type BandsTarget,
  bandsTargets,
  type CoverageTarget,
  coverageTargets,
  decidingForm,
  type Order,
  type Share,
} from '../orders/order.ts';
import { sumOfShares } from './coverage.ts';
import type { BandDay, SchoolLine } from './summary.ts';
import { type BandState, bandInForce, bandState, stillNeeded, type TargetState, targetState } from './target.ts';
import { type DayMet, type Span, type TargetDay, targetDay } from './target-day.ts';

/** A coverage target in a territory. */
export type TargetFigures = {
  id: string;
  covered: Share;
  /** Null in a municipality without schools. */
  state: TargetState | null;
  stillNeeded: number;
  /** Once its day is over. */
  day?: TargetDay;
};

/** In how many municipalities a coverage target is met, of those with schools. */
export type TargetMet = { id: string; met: Share; day?: DayMet };

/** `silent`: its last report says nothing of the item, or there is none. */
export type CorridorState = BandState | 'silent';
export const corridorStates = ['behind', 'silent', 'within', 'ahead'] as const satisfies readonly CorridorState[];

/** How many of the schools that count lie where, each by its own share. */
export type CorridorCounts = Record<CorridorState, number>;

/** By the corridor in force: the sum's share, and the schools by their own. */
export type CorridorFigures = { id: string; by: Day; share: Share; schools: CorridorCounts };

/** Spans by the target's id, of those whose day is over. */
export type SpansOf = ReadonlyMap<string, readonly Span[]>;

export function coverageFigures(
  schools: readonly SchoolLine[],
  spans: SpansOf,
  { order, asOf, whole }: { order: Order; asOf: Day; whole: boolean },
): TargetFigures[] {
  return coverageTargets(order).map((target, at) => {
    const { id } = target;
    const covered = { n: schools.filter((school) => meets(school, id, at === 0)).length, of: schools.length };
    const own = spans.get(id);
    return {
      id,
      covered,
      state: whole || covered.of > 0 ? targetState(covered, target, asOf) : null,
      stillNeeded: stillNeeded(covered, target.threshold),
      ...(own && { day: targetDay(own, target, asOf) }),
    };
  });
}

/** Whether a school's line says that it meets the target; of the first one it says so by itself. */
export function meets(school: Pick<SchoolLine, 'covered' | 'targets'>, id: string, first: boolean): boolean {
  return first ? school.covered : (school.targets?.includes(id) ?? false);
}

/** Of each target whose first day has come, as far as its item is among the `items` that were read; without those all were. */
export function corridorFigures(
  schools: readonly SchoolLine[],
  { order, asOf, items }: { order: Order; asOf: Day; items?: readonly string[] },
): CorridorFigures[] {
  const formId = decidingForm(order)?.id;
  return bandsTargets(order).flatMap((target) => {
    const band = bandInForce(target.bands, asOf);
    if (!band || (items && target.form === formId && !items.includes(target.item))) return [];
    const counts: CorridorCounts = { behind: 0, within: 0, ahead: 0, silent: 0 };
    const shares = schools.map((school) => corridorShare(school, order, target));
    for (const share of shares) counts[corridorState(share, band)] += 1;
    const share = sumOfShares(shares.filter((one) => one !== null));
    return [{ id: target.id, by: band.by, share, schools: counts }];
  });
}

/** A school's own share of the corridor's item; null while it has said none. */
export function corridorShare(
  school: Pick<SchoolLine, 'figures' | 'shares'>,
  order: Order,
  target: BandsTarget,
): Share | null {
  const own = target.form === decidingForm(order)?.id ? school.figures[target.item] : school.shares?.[target.id];
  return own && own.of > 0 ? own : null;
}

export function corridorState(share: Share | null, band: { from: number; to: number }): CorridorState {
  return share ? bandState(share, band) : 'silent';
}

/** The figures of a coverage target; undefined in editions made before they were kept. */
export function figuresOfTarget(
  { targets }: { targets?: TargetFigures[] },
  target: Pick<CoverageTarget, 'id'>,
): TargetFigures | undefined {
  return targets?.find(({ id }) => id === target.id);
}

/** The days of one corridor: editions made before there could be several say nothing of whose they are, and mean the first. */
export function bandDaysOf(days: readonly BandDay[], { id }: BandsTarget, first: BandsTarget | null): BandDay[] {
  return days.filter(({ target = first?.id }) => target === id);
}
