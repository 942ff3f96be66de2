/** What the open page says of an edition: figures of territories alone, no school and no person. */
import type { Month } from '../calendar.ts';
import { coverageTarget, type Order, type Share } from '../orders/order.ts';
import { compareShares, percentOf } from './coverage.ts';
import type { SummaryTotals, TerritoryFigures } from './summary.ts';

/** n of N, and the percentage as text with a point, made where all percentages are made; null without a base. */
export type OpenShare = Share & { percent: string | null };

export type OpenTerritory = {
  name: string;
  covered: OpenShare;
  target: 'met' | 'missed' | 'pending' | null;
  reported: OpenShare;
  onTime: OpenShare;
};

export type OpenFigures = {
  month: Month;
  asOf: string;
  edition: number;
  readAt: string;
  sha256: string;
  region: OpenTerritory;
  municipalitiesMet: OpenShare;
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
    municipalities: [...counted]
      .sort((a, b) => compareShares(b.covered, a.covered))
      .map((line) => territory(line.name, line, line.target)),
  };
}
