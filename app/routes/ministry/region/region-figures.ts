/** What the region's page shows of its use case's answer: no figures by item, no schools. */
import { compareShares } from '#app/domain/territory/coverage.ts';
import type { MunicipalityLine } from '#app/domain/territory/summary.ts';
import { stillNeeded } from '#app/domain/territory/target.ts';
import type { TargetDay } from '#app/domain/territory/target-day.ts';
import { targetsShown } from '#app/text/target-words.ts';
import type { RegionView } from '#app/use-cases/territory/see-region.server.ts';
import { stagesShown } from '../../_campaign/campaign.ts';
import { clockFigures } from '../../_campaign/clocks.tsx';

export const sortings = ['coverage', 'name', 'needed', 'reported'] as const;
export type Sorting = { sort: (typeof sortings)[number]; order: 'asc' | 'desc' };
export const bestFirst: Sorting = { sort: 'coverage', order: 'desc' };

/** `?sort=needed&order=desc`; anything else is the order the page begins with. */
export function sortingFrom(params: URLSearchParams): Sorting {
  const sort = sortings.find((name) => name === params.get('sort'));
  return sort ? { sort, order: params.get('order') === 'desc' ? 'desc' : 'asc' } : bestFirst;
}

export type MunicipalityRow = Pick<
  MunicipalityLine,
  'id' | 'name' | 'covered' | 'reported' | 'target' | 'stillNeeded'
> & {
  /** How it stood on the target's own day, once that is over. */
  day?: TargetDay;
};

const byKey = {
  coverage: (a: MunicipalityRow, b: MunicipalityRow) => compareShares(a.covered, b.covered),
  needed: (a: MunicipalityRow, b: MunicipalityRow) => a.stillNeeded - b.stillNeeded,
  reported: (a: MunicipalityRow, b: MunicipalityRow) => compareShares(withBase(a.reported), withBase(b.reported)),
} as const;

const withBase = (share: { n: number; of: number }) => (share.of > 0 ? share : { n: 0, of: 1 });

/** The rows come in the order of their names and keep it among equals; who has no schools is last by any figure. */
export function sorted(rows: readonly MunicipalityRow[], { sort, order }: Sorting): MunicipalityRow[] {
  if (sort === 'name') return order === 'asc' ? [...rows] : [...rows].reverse();
  const sign = order === 'asc' ? 1 : -1;
  const counted = rows.filter(({ covered }) => covered.of > 0).sort((a, b) => sign * byKey[sort](a, b));
  return [...counted, ...rows.filter(({ covered }) => covered.of === 0)];
}

const mostNamed = 5;

export function regionFigures(view: RegionView, sorting: Sorting) {
  const { campaigns, campaign, at, months, source, editions, totals, territory, history, bands } = view;
  const { asOf, region, municipalitiesMet, excluded, excused } = totals;
  const rows = totals.municipalities.map(
    ({ id, name, covered, reported, target, stillNeeded, targets }): MunicipalityRow => ({
      id,
      name,
      covered,
      reported,
      target,
      stillNeeded,
      day: targets?.[0]?.day,
    }),
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return {
    campaigns: campaigns.map(({ id, order, scope }) => ({ id, order, scope })),
    campaign: {
      id: campaign.id,
      order: campaign.order,
      asksForProblems: campaign.asksForProblems,
      asksForPlan: campaign.asksForPlan,
      ladders: campaign.ladders,
      closing: campaign.closing,
      scope: campaign.scope,
      movedByYears: campaign.movedByYears,
      target: targetOf(view),
    },
    at,
    months,
    source,
    editions: editions.map(({ number, readAt, complete }) => ({ number, readAt, complete })),
    asOf,
    schoolsWithReport: totals.schoolsWithReport,
    covered: region.covered,
    reported: region.reported,
    onTime: region.onTime,
    clocks: clockFigures(region),
    excused: (excused ?? []).map(({ reportId, name, municipalityId, asOf, reason, document }) => ({
      reportId,
      school: name,
      municipality: names.get(municipalityId),
      asOf,
      reason,
      document,
    })),
    target: region.target,
    stages: stagesShown(campaign.stages, region.stages),
    municipalitiesMet,
    // Where each municipality must reach the target by itself, the lacks add up; a surplus elsewhere does not help.
    stillNeeded:
      campaign.target?.per === 'region'
        ? stillNeeded(region.covered, campaign.target.threshold)
        : rows.reduce((sum, row) => sum + row.stillNeeded, 0),
    furthest: sorted(rows, { sort: 'coverage', order: 'asc' })
      .filter(({ target }) => target !== null && target !== 'met')
      .slice(0, mostNamed),
    municipalities: sorted(rows, sorting),
    sorting,
    excluded: excluded.map(({ id, name, municipalityId, reason }) => ({
      id,
      name,
      reason,
      municipality: names.get(municipalityId),
    })),
    territory,
    history,
    bands,
    targets: targetsShown(
      [...(campaign.target ? [campaign.target] : []), ...campaign.further],
      region,
      totals.targetsMet,
    ),
    corridors: region.corridors,
  };
}

function targetOf({ campaign: { target } }: RegionView) {
  return target && { threshold: target.threshold, per: target.per, by: target.by };
}

export type RegionFigures = ReturnType<typeof regionFigures>;
