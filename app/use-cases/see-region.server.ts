import { addMonths, type Day, type Month, monthOf, monthsBetween } from '#app/domain/calendar.ts';
import { sumOfShares } from '#app/domain/coverage.ts';
import {
  type Band,
  bandsTarget,
  type CoverageTarget,
  coverageTarget,
  firstMonth,
  type Order,
  type Share,
} from '#app/domain/order.ts';
import { may } from '#app/domain/permissions.ts';
import type { At, Source, Summary, SummaryTotals } from '#app/domain/summary.ts';
import { type BandState, bandState } from '#app/domain/target.ts';
import { type Campaign, campaignsOfRegion } from '#db/queries/campaigns.ts';
import { latestTotals } from '#db/queries/editions.ts';
import { found, today, type UserContext } from './context.server.ts';
import { type CampaignScope, liveSummary, loadCampaign, summaryAt } from './summary.server.ts';

export type CampaignHead = {
  id: number;
  order: Pick<Order, 'id' | 'kind' | 'number' | 'date' | 'title' | 'authority'>;
  /** The region, or the one municipality that the order was opened for. */
  scope: { id: number; kind: Campaign['scopeKind']; name: string };
  movedByYears: number;
  target: CoverageTarget | null;
  firstMonth: Month;
};

export function headOf({ id, order, movedByYears, scopeId, scopeKind, scopeName }: Campaign): CampaignHead {
  const { id: orderId, kind, number, date, title, authority } = order;
  return {
    id,
    order: { id: orderId, kind, number, date, title, authority },
    scope: { id: scopeId, kind: scopeKind, name: scopeName },
    movedByYears,
    target: coverageTarget(order),
    firstMonth: firstMonth(order),
  };
}

/** A month on the chart: its edition, or for the running month the state of today. */
export type MonthPoint = {
  month: Month;
  asOf: Day;
  covered: Share;
  municipalitiesMet: Share;
  source: 'edition' | 'live';
};
export type BandFact = { band: Band; asOf: Day | null; fact: Share | null; state: BandState | null };

export type RegionView = {
  campaigns: CampaignHead[];
  campaign: CampaignHead;
  at: At;
  /** Months that can be asked for, oldest first; the last one is the running month. */
  months: Month[];
  source: Source;
  totals: SummaryTotals;
  /** Schools of the denominator that have ever filed: none means that there is nothing to show yet. */
  schoolsWithReport: number;
  history: MonthPoint[];
  bands: { title: string; item: string; facts: BandFact[] } | null;
};

/** The campaigns of the region: those that bind it whole, then those of single municipalities. */
export async function campaignsOfViewer(ctx: UserContext): Promise<CampaignHead[]> {
  found(ctx.user.region, (region) => may.seeRegion(ctx.user, { regionId: region.id }));
  const campaigns = (await campaignsOfRegion(ctx.db, ctx.user.region.id)).map(headOf);
  return campaigns.sort((a, b) => Number(a.scope.kind !== 'region') - Number(b.scope.kind !== 'region'));
}

/** The region against its target: this month's figures, how they came about, every municipality, the bands with the fact. */
export async function seeRegion(ctx: UserContext, ask: { campaignId: number; at: At }): Promise<RegionView> {
  const campaigns = await campaignsOfViewer(ctx);
  const campaign = found(
    campaigns.find(({ id }) => id === ask.campaignId),
    () => true,
  );
  const on = today(ctx);
  const scope = await loadCampaign(ctx.db, ask.campaignId);
  const item = bandsTarget(scope.campaign.order)?.item;
  const items = item === undefined ? [] : [item];
  const { totals, schools, source } = await summaryAt(ctx.db, ctx.user, scope, { at: ask.at, today: on, items });
  const isToday = source.kind === 'live' && totals.asOf === on;
  const running = isToday
    ? totals
    : (await liveSummary(ctx.db, ctx.user, scope, { month: monthOf(on), asOf: on, items: [] })).totals;
  return {
    campaigns,
    campaign,
    at: ask.at,
    months: monthsBetween(campaign.firstMonth, addMonths(monthOf(on), 1)),
    source,
    totals,
    schoolsWithReport: schools.filter(({ last }) => last !== null).length,
    history: await historyOf(ctx, scope, running),
    bands: await bandsOf(ctx, scope, totals.asOf),
  };
}

async function historyOf(ctx: UserContext, scope: CampaignScope, running: SummaryTotals): Promise<MonthPoint[]> {
  const point = (totals: SummaryTotals, source: MonthPoint['source']): MonthPoint => ({
    month: totals.month,
    asOf: totals.asOf,
    covered: totals.region.covered,
    municipalitiesMet: totals.municipalitiesMet,
    source,
  });
  const editions = await latestTotals(ctx.db, scope.campaign.id);
  return [
    ...editions.filter(({ month }) => month < running.month).map(({ totals }) => point(totals, 'edition')),
    point(running, 'live'),
  ];
}

/** Each band with the share of the scope's schools as of the end of its day; no fact yet for days to come. */
export async function bandsOf(ctx: UserContext, scope: CampaignScope, asOf: Day): Promise<RegionView['bands']> {
  const target = bandsTarget(scope.campaign.order);
  if (!target) return null;
  const facts: BandFact[] = [];
  for (const band of target.bands) {
    if (band.by > asOf) {
      facts.push({ band, asOf: null, fact: null, state: null });
      continue;
    }
    const at = { month: monthOf(band.by), asOf: band.by, items: [target.item] };
    const fact = shareOfItem(await liveSummary(ctx.db, ctx.user, scope, at), target.item);
    facts.push({ band, asOf: band.by, fact, state: bandState(fact, band) });
  }
  return { title: target.title, item: target.item, facts };
}

function shareOfItem({ schools }: Summary, item: string): Share {
  return sumOfShares(schools.flatMap(({ figures }) => figures[item] ?? []));
}

/** What the month's Excel and note are made of: the edition once there is one, with everything that pages may leave out. */
export async function seeSummary(
  ctx: UserContext,
  ask: { campaignId: number; at: At; edition?: number },
): Promise<Summary & { source: Source; order: Order; region: string; demo: boolean }> {
  const scope = await loadCampaign(ctx.db, ask.campaignId);
  found(scope.region, ({ id }) => may.seeRegion(ctx.user, { regionId: id }));
  const summary = await summaryAt(ctx.db, ctx.user, scope, { at: ask.at, today: today(ctx), edition: ask.edition });
  return { ...summary, order: scope.campaign.order, region: scope.region.name, demo: scope.region.demo };
}
