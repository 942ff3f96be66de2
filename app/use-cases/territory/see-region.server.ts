import { type Day, type Month, monthOf, monthsUpTo, type Zone } from '#app/domain/calendar.ts';
import { firstSummaryMonth } from '#app/domain/job.ts';
import { type Closing, dayInForce, isClosed, lastDayOf, momentInForce } from '#app/domain/orders/campaign.ts';
import { type Ladder, laddersOf } from '#app/domain/orders/ladder.ts';
import {
  bandsTargets,
  type CoverageTarget,
  coverageTarget,
  coverageTargets,
  type Order,
  problemsForm,
  type Share,
  type Stage,
} from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import { plannedTarget } from '#app/domain/territory/plan.ts';
import type { At, FullSummary, Source, Summary, SummaryTotals } from '#app/domain/territory/summary.ts';
import { type Campaign, campaignsOfRegion } from '#db/queries/campaigns.ts';
import {
  type EditionRow,
  editionPoints,
  editionProblems,
  editionSchools,
  editionsOfMonth,
  editionTotals,
} from '#db/queries/editions.ts';
import type { Db } from '#db/schema.ts';
import { consult, found, refuse, today, type UserContext } from '../context.server.ts';
import { problemsOfSummary } from '../problems/summary-problems.server.ts';
import { type Bands, bandsOf } from './bands.server.ts';
import { fullSummary } from './full-summary.server.ts';
import {
  type CampaignScope,
  editionAt,
  loadCampaign,
  ownerOf,
  refuseBeforeStart,
  seenWhole,
  sourceOf,
  summaryAt,
} from './summary.server.ts';
import { type TerritoryNow, territoryNow } from './territory-now.server.ts';

export type CampaignHead = {
  id: number;
  order: Pick<Order, 'id' | 'kind' | 'number' | 'date' | 'title' | 'authority'>;
  /** The region, or the one municipality that the order was opened for. */
  scope: { id: number; kind: Campaign['scopeKind']; name: string };
  movedByYears: number;
  target: CoverageTarget | null;
  /** Its coverage targets beyond the first. */
  further: CoverageTarget[];
  firstMonth: Month;
  closing: Closing | null;
  /** The order's stages at which schools can stand. */
  stages: Pick<Stage, 'id' | 'title'>[];
  /** All of its ladders, the stages among them. */
  ladders: Pick<Ladder, 'id' | 'title'>[];
  /** Schools name their problems in its reports. */
  asksForProblems: boolean;
  /** Each municipality approves a plan of its coverage. */
  asksForPlan: boolean;
};

export function headOf(campaign: Campaign, zone: Zone): CampaignHead {
  const { order, openedAt, movedByYears, closing, scopeId, scopeKind, scopeName } = campaign;
  const { id: orderId, kind, number, date, title, authority } = order;
  return {
    id: campaign.id,
    order: { id: orderId, kind, number, date, title, authority },
    scope: { id: scopeId, kind: scopeKind, name: scopeName },
    movedByYears,
    target: coverageTarget(order),
    further: coverageTargets(order).slice(1),
    stages: order.stages.filter(({ reached }) => reached).map(({ id, title }) => ({ id, title })),
    ladders: laddersOf(order).map(({ id, title }) => ({ id, title })),
    firstMonth: firstSummaryMonth({ order, openedAt }, zone),
    closing,
    asksForProblems: problemsForm(order) !== null,
    asksForPlan: plannedTarget(order) !== null,
  };
}

/** A month on the chart: its edition, or for the running month the state of today. */
export type MonthPoint = {
  month: Month;
  asOf: Day;
  covered: Share;
  /** Of the region alone. */
  municipalitiesMet?: Share;
  source: 'edition' | 'live';
};

export type RegionView = {
  campaigns: CampaignHead[];
  campaign: CampaignHead;
  at: At;
  /** Months that can be asked for, oldest first; the last one is the running month. */
  months: Month[];
  source: Source;
  /** All editions of the month shown, the newest first; none of a single day. */
  editions: EditionRow[];
  totals: SummaryTotals;
  /** What today's municipalities change, where the page shows them. */
  territory: TerritoryNow | null;
  history: MonthPoint[];
  bands: Bands[];
};

/**
 * What people are busy with comes first: campaigns that have begun before those to come, those of the whole region before
 * those of one municipality, the newest before the older ones, closed ones last.
 */
export function byUrgency(campaigns: CampaignHead[], on: Day): CampaignHead[] {
  const rank = ({ firstMonth, scope, closing }: CampaignHead) =>
    Number(isClosed({ closing }, on)) * 4 + Number(firstMonth > monthOf(on)) * 2 + Number(scope.kind !== 'region');
  return [...campaigns].sort((a, b) => rank(a) - rank(b));
}

/** Those that the viewer sees all of: the region's and its municipalities', or those that were opened for the own municipality. */
export function campaignsOfViewer(ctx: UserContext): Promise<CampaignHead[]> {
  return consult(ctx, async (ctx) => {
    const { user } = ctx;
    if (user.reach === 'school') return refuse({ kind: 'notFound' });
    const { id, zone } = user.region;
    const campaigns = (await campaignsOfRegion(ctx.db, id)).filter((campaign) =>
      may.seeMunicipality(user, ownerOf({ campaign, region: user.region })),
    );
    if (user.reach === 'municipality' && campaigns.length === 0) return refuse({ kind: 'notFound' });
    return byUrgency(
      campaigns.map((campaign) => headOf(campaign, zone)),
      today(ctx),
    );
  });
}

/** The region against its target: this month's figures, how they came about, every municipality, the bands with the fact. */
export function seeRegion(ctx: UserContext, ask: { campaignId: number; at: At }): Promise<RegionView> {
  return consult(ctx, async (ctx) => {
    const campaigns = await campaignsOfViewer(ctx);
    const campaign = found(
      campaigns.find(({ id }) => id === ask.campaignId),
      () => true,
    );
    const on = today(ctx);
    const at = momentInForce(campaign, ask.at);
    const scope = await loadCampaign(ctx.db, ask.campaignId);
    const items = bandsTargets(scope.campaign.order).map(({ item }) => item);
    const view = { at, today: on, items, only: 'totals' } as const;
    const { totals, source } = await summaryAt(ctx.db, ctx.user, scope, view);
    const points = await editionPoints(ctx.db, ask.campaignId);
    return {
      campaigns,
      campaign,
      at,
      months: monthsUpTo(campaign.firstMonth, dayInForce(campaign, on)),
      source,
      editions: at.day || at.territory ? [] : await editionsOfMonth(ctx.db, ask.campaignId, at.month),
      totals,
      territory: await territoryNow(ctx.db, ctx.user, scope, { at, today: on, totals }),
      history: historyOf(points, isRunning(campaign, { totals, source }, on) ? totals : null),
      bands: await bandsOf(
        ctx,
        scope,
        totals.asOf,
        // A single day is counted by itself.
        at.day ? [] : points.flatMap(({ bands }) => bands ?? []),
      ),
    };
  });
}

/** What the page shows is the state of today, or of the last day of a campaign whose last month has no edition yet. */
export function isRunning(
  campaign: Pick<Campaign, 'closing'>,
  { totals, source }: { totals: Pick<SummaryTotals, 'asOf'>; source: Source },
  on: Day,
): boolean {
  return source.kind === 'live' && totals.asOf === dayInForce(campaign, on);
}

/** The months that have an edition, and today's state when that is what the page shows. */
function historyOf(editions: Awaited<ReturnType<typeof editionPoints>>, running: SummaryTotals | null): MonthPoint[] {
  const frozen = editions
    .filter(({ month }) => month !== running?.month)
    .map(({ bands, municipalities, ...edition }): MonthPoint => ({ ...edition, source: 'edition' }));
  if (!running) return frozen;
  const { month, asOf, municipalitiesMet, region } = running;
  return [...frozen, { month, asOf, covered: region.covered, municipalitiesMet, source: 'live' }];
}

/** What the month's Excel and note are made of: the edition once there is one, with everything that pages may leave out. */
export function seeSummary(
  ctx: UserContext,
  ask: { campaignId: number; at: At; edition?: number },
): Promise<FullSummary & { source: Source; order: Order; region: string; demo: boolean }> {
  return consult(ctx, async (ctx) => {
    const scope = await seenWhole(ctx, ask.campaignId);
    const { order } = scope.campaign;
    const told = { order, region: scope.region.name, demo: scope.region.demo };
    const asked = { ...ask, at: momentInForce(scope.campaign, ask.at), today: today(ctx) };
    const edition = await editionAt(ctx.db, scope, asked);
    if (!edition) {
      refuseBeforeStart(scope, asked);
      const { at } = asked;
      const asOf = at.day ?? lastDayOf(scope.campaign, at.month, asked.today);
      const live = await fullSummary(ctx.db, ctx.user, scope, { month: at.month, asOf, readAt: ctx.now });
      return { ...live, source: { kind: 'live' }, ...told };
    }
    const summary = {
      totals: await editionTotals(ctx.db, edition.id),
      schools: await editionSchools(ctx.db, edition.id),
    };
    return {
      ...summary,
      problems: await problemsOfEdition(ctx.db, scope, edition, summary),
      source: sourceOf(edition),
      ...told,
    };
  });
}

/** Those that it has kept. An edition of the first release kept none: its problems are gathered from what schools had filed by then. */
async function problemsOfEdition(db: Db, scope: CampaignScope, edition: EditionRow, summary: Summary) {
  if (!problemsForm(scope.campaign.order)) return undefined;
  if (edition.head.format > 1) return editionProblems(db, edition.id);
  return problemsOfSummary(db, scope, { ...summary, readAt: edition.readAt });
}
