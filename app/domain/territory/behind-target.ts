/** What is behind a figure of one target: the schools that meet it, that met it on its day, that lie where in its corridor. */
import type { Day } from '../calendar.ts';
import { type Band, bandsTargets, coverageTargets, type Order, type Share, type Target } from '../orders/order.ts';
import type { Outside } from './denominator.ts';
import type { Exclusion, SchoolLine, Summary, SummaryTotals } from './summary.ts';
import { bandInForce } from './target.ts';
import type { TargetDay } from './target-day.ts';
import {
  type CorridorCounts,
  type CorridorState,
  corridorShare,
  corridorState,
  figuresOfTarget,
  meets,
} from './target-figures.ts';

/** `met`: a coverage target today; `day`: the same on its own day; `corridor`: by the corridor in force. */
export type TargetFigure = { kind: 'met' | 'day' | 'corridor'; target: string };

/** As it stands in addresses: `day-in-use`. */
export function targetFigureName({ kind, target }: TargetFigure): string {
  return `${kind}-${target}`;
}

export function targetFigureNamed(name: string, order: Order): (TargetFigure & { of: Target }) | null {
  const all = [
    ...coverageTargets(order).flatMap((of) => [
      { kind: 'met' as const, target: of.id, of },
      { kind: 'day' as const, target: of.id, of },
    ]),
    ...bandsTargets(order).map((of) => ({ kind: 'corridor' as const, target: of.id, of })),
  ];
  return all.find((figure) => targetFigureName(figure) === name) ?? null;
}

/** What a territory brings: the share that meets it, with the day's figures or the schools by corridor. */
export type TargetPart = { share: Share | null; day?: TargetDay; schools?: CorridorCounts };

export function targetPart(
  line: Pick<SummaryTotals['region'], 'targets' | 'corridors'>,
  { kind, target }: TargetFigure,
): TargetPart {
  if (kind === 'corridor') {
    const schools = line.corridors?.find(({ id }) => id === target)?.schools;
    if (!schools) return { share: null };
    const { behind, silent, within, ahead } = schools;
    return { share: { n: within + ahead, of: behind + silent + within + ahead }, schools };
  }
  const figures = figuresOfTarget(line, { id: target });
  if (kind === 'met') return { share: figures?.covered ?? null };
  return { share: figures?.day?.known ?? null, day: figures?.day };
}

export type TargetSchool = {
  id: number;
  name: string;
  meets: boolean;
  last: { reportId: number; asOf: Day } | null;
  /** Of the target's day: whether it met it by what was known that evening, and from which day by what is known now. */
  day?: { evening: boolean; since: Day | null };
  /** Of a corridor: its own share, and where that lies. */
  corridor?: { share: Share | null; state: CorridorState };
};

/** The schools of one municipality's summary by a target of today, or by the corridor in force. */
export function schoolsBehind(
  { totals, schools }: Summary,
  { kind, of }: { kind: TargetFigure['kind']; of: Target },
  order: Order,
): TargetSchool[] {
  const first = coverageTargets(order)[0]?.id === of.id;
  const band = of.kind === 'bands' ? bandInForce(of.bands, totals.asOf) : null;
  return schools.flatMap((school): TargetSchool[] => {
    const { id, name } = school;
    if (kind === 'met') return [{ id, name, meets: meets(school, of.id, first), last: lastOf(school) }];
    if (of.kind !== 'bands' || !band) return [];
    const share = corridorShare(school, order, of);
    const state = corridorState(share, band);
    const reached = state === 'within' || state === 'ahead';
    return [{ id, name, meets: reached, last: lastOf(school), corridor: { share, state } }];
  });
}

/** The corridor that a page of the day judges by. */
export function bandBehind(target: Target, asOf: Day): Band | null {
  return target.kind === 'bands' ? bandInForce(target.bands, asOf) : null;
}

export function outsideOf(excluded: readonly Exclusion[]): Outside[] {
  return excluded.map(({ id, name, reason }) => ({ id, name, why: reason }));
}

function lastOf({ last }: SchoolLine): TargetSchool['last'] {
  return last && { reportId: last.reportId, asOf: last.asOf };
}
