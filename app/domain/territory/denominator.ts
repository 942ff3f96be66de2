/** What is behind a percentage: the schools that make up its n and its N, and those outside of it with the reason. */
import type { Day } from '../calendar.ts';
import { figureItems, type Order, type Share } from '../orders/order.ts';
import type {
  ClockShares,
  Exclusion,
  Excused,
  SchoolLine,
  Summary,
  SummaryTotals,
  TerritoryFigures,
} from './summary.ts';

export const clockFigures = [
  'reported',
  'onTime',
  'onTimeOriginally',
  'accepted',
  'acceptedOnTime',
] as const satisfies readonly (keyof ClockShares)[];
type Clock = (typeof clockFigures)[number];

/** Covered schools, reports by a clock, the sums of one item, schools at one stage. */
export type Figure =
  | { kind: 'covered' }
  | { kind: 'reports'; clock: Clock }
  | { kind: 'item'; item: string }
  | { kind: 'stage'; stage: string };

/** As it stands in addresses: `covered`, `onTime`, `item-5.1`, `stage-in-use`. */
export function figureName(figure: Figure): string {
  if (figure.kind === 'covered') return 'covered';
  if (figure.kind === 'reports') return figure.clock;
  return figure.kind === 'item' ? `item-${figure.item}` : `stage-${figure.stage}`;
}

/** The figure of that name, or null when the order has no such figure. */
export function figureNamed(name: string, order: Order): Figure | null {
  const all: Figure[] = [
    { kind: 'covered' },
    ...clockFigures.map((clock) => ({ kind: 'reports' as const, clock })),
    ...figureItems(order).map(({ id }) => ({ kind: 'item' as const, item: id })),
    ...order.stages.filter(({ reached }) => reached).map(({ id }) => ({ kind: 'stage' as const, stage: id })),
  ];
  return all.find((figure) => figureName(figure) === name) ?? null;
}

/** Null where an edition made before does not have the figure, and where nobody gave it. */
export function shareOf(line: TerritoryFigures, figure: Figure): Share | null {
  switch (figure.kind) {
    case 'covered':
      return line.covered;
    case 'reports':
      return line[figure.clock] ?? null;
    case 'item': {
      const sum = line.figures[figure.item];
      return sum ? { n: sum.n, of: sum.of } : null;
    }
    case 'stage': {
      const at = line.stages?.find(({ id }) => id === figure.stage);
      return at ? { n: at.schools, of: line.covered.of } : null;
    }
  }
}

const counts = {
  reported: 'filed',
  onTime: 'onTime',
  onTimeOriginally: 'onTimeOriginally',
  accepted: 'accepted',
  acceptedOnTime: 'acceptedOnTime',
} as const satisfies Record<Clock, keyof SchoolLine>;

/** What a school brings to the figure; null when it is outside of its N. */
export function partOf(school: SchoolLine, figure: Figure): Share | null {
  switch (figure.kind) {
    case 'covered':
      return { n: Number(school.covered), of: 1 };
    case 'stage':
      return { n: Number(school.stage === figure.stage), of: 1 };
    case 'reports':
      return school.owed > 0 ? { n: school[counts[figure.clock]] ?? 0, of: school.owed } : null;
    case 'item':
      return school.figures[figure.item] ?? null;
  }
}

/** Why a school is outside of a figure's N. */
export type Why =
  | Exclusion['reason']
  /** A decision says that its report is not required; with its reason and document. */
  | 'excused'
  /** No report of its falls due within the period. */
  | 'notDue'
  | 'neverFiled'
  /** Its last report leaves the item blank. */
  | 'noFigure';

export type Outside = {
  id: number;
  name: string;
  why: Why;
  excused?: Pick<Excused, 'reportId' | 'asOf' | 'reason' | 'document'>;
};
export type Inside = { id: number; name: string; part: Share; last: { reportId: number; asOf: Day } | null };
export type Behind = { share: Share; inside: Inside[]; outside: Outside[] };

/**
 * The schools of one municipality's summary behind the figure. The parts of those inside add up to the share, n and N. A
 * school that owes one report and is excused from another is inside, and named outside for that other.
 */
export function behind({ totals, schools }: Summary, figure: Figure): Behind {
  const inside: Inside[] = [];
  const outside: Outside[] = totals.excluded.map(({ id, name, reason }) => ({ id, name, why: reason }));
  const excused = figure.kind === 'reports' ? (totals.excused ?? []) : [];
  for (const { id, name, reportId, asOf, reason, document } of excused) {
    outside.push({ id, name, why: 'excused', excused: { reportId, asOf, reason, document } });
  }
  for (const school of schools) {
    const { id, name, last } = school;
    const part = partOf(school, figure);
    if (part) inside.push({ id, name, part, last: last && { reportId: last.reportId, asOf: last.asOf } });
    else if (!excused.some((one) => one.id === id)) outside.push({ id, name, why: whyOutside(school, figure) });
  }
  const share = { n: 0, of: 0 };
  for (const { part } of inside) {
    share.n += part.n;
    share.of += part.of;
  }
  return { share, inside, outside };
}

function whyOutside({ last }: SchoolLine, { kind }: Figure): Why {
  if (kind === 'reports') return 'notDue';
  return last ? 'noFigure' : 'neverFiled';
}

/** How many schools of the territory are outside of the figure's N, over those that are outside of the denominator anyway. */
export function outsideCount(line: TerritoryFigures, figure: Figure): number | null {
  if (figure.kind !== 'item') return null;
  return line.covered.of - (line.figures[figure.item]?.schools ?? 0);
}

export type MunicipalityPart = { id: number; name: string; share: Share | null; outside: number | null };

/** The municipalities behind a region's figure, in the summary's order. */
export function municipalityParts(totals: SummaryTotals, figure: Figure): MunicipalityPart[] {
  return totals.municipalities.map((line) => ({
    id: line.id,
    name: line.name,
    share: shareOf(line, figure),
    outside: outsideCount(line, figure),
  }));
}
