/** What the open page says of an edition: figures of territories alone, no school and no person. */
import type { Day, Month } from '../calendar.ts';
import { coverageTarget, coverageTargets, type Order, type Share } from '../orders/order.ts';
import { compareShares, percentOf } from './coverage.ts';
import type { SummaryTotals, TerritoryFigures } from './summary.ts';
import type { TargetDay } from './target-day.ts';

/** n of N, and the percentage as text with a point, made where all percentages are made; null without a base. */
export type OpenShare = Share & { percent: string | null };

/** A coverage target on its own day, once that is over: as was known that evening and as is known by the edition's day. */
export type OpenDay = Omit<TargetDay, 'evening' | 'known'> & { evening: OpenShare; known: OpenShare };

/** Any coverage target in a territory. */
export type OpenTarget = {
  id: string;
  covered: OpenShare;
  state: 'met' | 'missed' | 'pending' | null;
  day: OpenDay | null;
};

export type OpenTerritory = {
  name: string;
  covered: OpenShare;
  target: 'met' | 'missed' | 'pending' | null;
  reported: OpenShare;
  onTime: OpenShare;
  /** Every coverage target, the first of them told above too; none in editions made before they were kept. */
  targets: OpenTarget[];
};

export type OpenFigures = {
  month: Month;
  asOf: Day;
  edition: number;
  readAt: string;
  sha256: string;
  region: OpenTerritory;
  municipalitiesMet: OpenShare;
  /** In how many municipalities each target is met, and was on its day. */
  targetsMet: { id: string; met: OpenShare; day: { evening: OpenShare; known: OpenShare; later: number } | null }[];
  /** The highest coverage first. */
  municipalities: OpenTerritory[];
};

export function openFigures(
  order: Order,
  region: string,
  totals: SummaryTotals,
  edition: { number: number; readAt: string; sha256: string },
): OpenFigures {
  const threshold = coverageTarget(order)?.threshold;
  const share = ({ n, of }: Share, against: Share[] = []): OpenShare => ({
    n,
    of,
    percent: percentOf({ n, of }, against)?.text ?? null,
  });
  const territory = (name: string, line: TerritoryFigures, target: OpenTerritory['target']): OpenTerritory => ({
    name,
    covered: share(line.covered, threshold ? [threshold] : []),
    target,
    reported: share(line.reported),
    onTime: share(line.onTime),
    targets: (line.targets ?? []).map(({ id, covered, state, day }) => {
      const own = coverageTargets(order).find((one) => one.id === id);
      const marks = own ? [own.threshold] : [];
      return {
        id,
        covered: share(covered, marks),
        state,
        day: day ? { ...day, evening: share(day.evening, marks), known: share(day.known, marks) } : null,
      };
    }),
  });
  const { month, asOf } = totals;
  const counted = totals.municipalities.filter(({ covered }) => covered.of > 0);
  return {
    month,
    asOf,
    edition: edition.number,
    readAt: edition.readAt,
    sha256: edition.sha256,
    region: territory(region, totals.region, totals.region.target),
    municipalitiesMet: share(totals.municipalitiesMet),
    targetsMet: (totals.targetsMet ?? []).map(({ id, met, day }) => ({
      id,
      met: share(met),
      day: day ? { evening: share(day.evening), known: share(day.known), later: day.later } : null,
    })),
    municipalities: [...counted]
      .sort((a, b) => compareShares(b.covered, a.covered))
      .map((line) => territory(line.name, line, line.target)),
  };
}
