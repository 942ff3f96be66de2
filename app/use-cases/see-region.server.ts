import { addMonths, type Day, type Month, monthOf, monthsBetween } from '#app/domain/calendar.ts';
import {
  bandsTarget,
  type CoverageTarget,
  coverageTarget,
  firstMonth,
  type Order,
  type Share,
} from '#app/domain/order.ts';
import { may } from '#app/domain/permissions.ts';
import type { At, Source, Summary, SummaryTotals } from '#app/domain/summary.ts';
import { type Campaign, campaignsOfRegion } from '#db/queries/campaigns.ts';
import { type EditionPoint, editionPoints } from '#db/queries/editions.ts';
import { type Bands, bandsOf } from './bands.server.ts';
import { found, today, type UserContext } from './context.server.ts';
import { liveSummary, loadCampaign, summaryAt } from './summary.server.ts';

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
  bands: Bands | null;
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
  const editions = await editionPoints(ctx.db, ask.campaignId);
  return {
    campaigns,
    campaign,
    at: ask.at,
    months: monthsBetween(campaign.firstMonth, addMonths(monthOf(on), 1)),
    source,
    totals,
    schoolsWithReport: schools.filter(({ last }) => last !== null).length,
    history: historyOf(editions, running),
    bands: await bandsOf(
      ctx,
      scope,
      totals.asOf,
      editions.flatMap(({ bands }) => bands ?? []),
    ),
  };
}

function historyOf(editions: EditionPoint[], running: SummaryTotals): MonthPoint[] {
  const { month, asOf, municipalitiesMet, region } = running;
  return [
    ...editions
      .filter((edition) => edition.month < month)
      .map((edition): MonthPoint => ({ ...edition, source: 'edition' })),
    { month, asOf, covered: region.covered, municipalitiesMet, source: 'live' },
  ];
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
