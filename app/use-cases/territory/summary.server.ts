/** The figures of a campaign, live or from an edition: pages, jobs, Excel and note all come through here. */
import { type Day, dayIn, endOf, firstDay, type Month, monthOf } from '#app/domain/calendar.ts';
import { firstSummaryMonth } from '#app/domain/job.ts';
import { lastDayOf, momentInForce } from '#app/domain/orders/campaign.ts';
import {
  bandsTargets,
  type CoverageTarget,
  coverageTarget,
  coverageTargets,
  decidingForm,
  figureItems,
  type Order,
} from '#app/domain/orders/order.ts';
import type { Actor } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import {
  type At,
  type SchoolFact,
  type Source,
  type Summary,
  type SummaryTotals,
  summarise,
} from '#app/domain/territory/summary.ts';
import type { Span } from '#app/domain/territory/target-day.ts';
import { byName } from '#db/queries/by-name.ts';
import { type Campaign, campaignById } from '#db/queries/campaigns.ts';
import { excusedReports, schoolFacts } from '#db/queries/coverage.ts';
import { type EditionRow, editionOf, editionSchools, editionTotals } from '#db/queries/editions.ts';
import { municipalitiesOfScope, type RegionRow, regionOf } from '#db/queries/organisations.ts';
import { type TargetDayAsk, targetDaySpans } from '#db/queries/target-day.ts';
import type { Db } from '#db/schema.ts';
import { found, refuse } from '../context.server.ts';

export type CampaignScope = {
  campaign: Campaign;
  region: RegionRow;
  municipalities: { id: number; name: string }[];
};

/** Before its first month a campaign has nothing to count; its page of today says so. */
export function refuseBeforeStart({ campaign, region }: CampaignScope, { at, today }: { at: At; today: Day }): void {
  if (at.month < monthOf(today) && at.month < firstSummaryMonth(campaign, region.zone)) refuse({ kind: 'notFound' });
}

export async function loadCampaign(db: Db, campaignId: number): Promise<CampaignScope> {
  const campaign = await campaignById(db, campaignId);
  const region = campaign && (await regionOf(db, campaign.scopeId));
  if (!campaign || !region) return refuse({ kind: 'notFound' });
  return { campaign, region, municipalities: await municipalitiesOfScope(db, campaign.scopeId) };
}

/** Whose a campaign is: the region's, or of the one municipality that it was opened for. Who sees that, sees all of it. */
export function ownerOf({ campaign, region }: Pick<CampaignScope, 'campaign' | 'region'>) {
  const municipalityId = campaign.scopeKind === 'municipality' ? campaign.scopeId : null;
  return { regionId: region.id, municipalityId, ownerId: campaign.scopeId };
}

/** The campaign for whoever sees all of it: the region, and of a municipal order that municipality's coordinator. */
export async function seenWhole(ctx: { db: Db; user: Actor }, campaignId: number): Promise<CampaignScope> {
  const scope = await loadCampaign(ctx.db, campaignId);
  return found(scope, (one) => may.seeMunicipality(ctx.user, ownerOf(one)));
}

/**
 * Folds the scope as of the end of `asOf`, its schools placed as on that day or on `placedOn`. Without `items` all figures of the deciding form are read; a page that
 * shows few of them names those. With `today` the targets whose day is over by then are told by that day too.
 */
export async function liveSummary(
  db: Db,
  viewer: Actor,
  { campaign, region, municipalities }: CampaignScope,
  {
    month,
    asOf,
    readAt,
    items,
    placedOn,
    today,
  }: { month: Month; asOf: Day; readAt?: Date; items?: string[]; placedOn?: Day; today?: Day },
): Promise<Summary> {
  const { order } = campaign;
  const end = endOf(asOf, region.zone);
  const until = readAt && readAt < end ? readAt : end;
  const formId = decidingForm(order)?.id ?? null;
  const asked = {
    campaignId: campaign.id,
    formId,
    municipalityIds: municipalities.map(({ id }) => id),
    asOf,
    placedOn,
    dueFrom: firstDay(month),
  };
  const rows = await schoolFacts(db, viewer, {
    ...asked,
    until,
    items: items ?? figureItems(order).map(({ id }) => id),
    further: coverageTargets(order).slice(1),
    elsewhere: bandsTargets(order).filter(({ form }) => form !== formId),
  });
  // Whoever lists the schools wants their figures too; a page of totals does not wait for the order of names.
  if (!items) {
    const place = new Map(municipalities.map(({ id }, at) => [id, at]));
    const placeOf = ({ municipalityId }: { municipalityId: number }) => place.get(municipalityId) ?? 0;
    rows.sort((a, b) => placeOf(a) - placeOf(b) || byName(a, b));
  }
  const facts = rows.map(
    ({
      reportId,
      lastAsOf,
      filedAt,
      late,
      system,
      coveredFrom,
      stages,
      figures,
      metFrom,
      shares,
      ...row
    }): SchoolFact => {
      const filed = reportId !== null && lastAsOf !== null && filedAt !== null;
      return {
        ...row,
        last: filed
          ? { reportId, asOf: lastAsOf, filedOn: dayIn(region.zone, filedAt), late: late === true, system, coveredFrom }
          : null,
        stages: stages ?? {},
        figures: figures ?? {},
        ...(metFrom && { metFrom }),
        ...(shares && { shares }),
      };
    },
  );
  const excused = (await excusedReports(db, viewer, asked)).sort(byName);
  const spans = new Map<string, Span[]>();
  if (placedOn === undefined && today !== undefined) {
    for (const target of daysOver(order, { asOf, today })) {
      spans.set(
        target.id,
        await targetDaySpans(db, viewer, targetDayAsk({ campaign, region, municipalities }, target, { asOf, until })),
      );
    }
  }
  return summarise(order, municipalities, facts, { month, asOf, items }, excused, spans);
}

/** The coverage targets whose own day is over, on a page that speaks of `asOf`. */
export function daysOver(order: Order, { asOf, today }: { asOf: Day; today: Day }): CoverageTarget[] {
  return coverageTargets(order).filter(({ by }) => by <= asOf && by < today);
}

export function targetDayAsk(
  { campaign, region, municipalities }: CampaignScope,
  { id, form, by }: CoverageTarget,
  { asOf, until }: { asOf: Day; until: Date },
): TargetDayAsk {
  return {
    campaignId: campaign.id,
    municipalityIds: municipalities.map((one) => one.id),
    target: { id, form, by, first: id === coverageTarget(campaign.order)?.id },
    ends: endOf(by, region.zone),
    asOf,
    until,
  };
}

/**
 * The edition that a page of the month shows: the one asked for by number, else the newest once the month is over. Undefined
 * while there is none, of a single day, and by today's municipalities: they are counted live.
 */
export async function editionAt(
  db: Db,
  scope: CampaignScope,
  { at, today, edition: number }: { at: At; today: Day; edition?: number },
): Promise<EditionRow | undefined> {
  if (at.day || at.territory || (at.month >= monthOf(today) && number === undefined)) return undefined;
  const edition = await editionOf(db, { campaignId: scope.campaign.id, month: at.month, number });
  return edition ?? (number === undefined ? undefined : refuse({ kind: 'notFound' }));
}

export function sourceOf({ id, number, readAt, complete }: EditionRow): Source {
  return { kind: 'edition', id, number, readAt: readAt.toISOString(), complete };
}

/** The totals as far as they speak of one municipality; the region's own stay. */
export function totalsOf(totals: SummaryTotals, municipalityId: number): SummaryTotals {
  return {
    ...totals,
    municipalities: totals.municipalities.filter(({ id }) => id === municipalityId),
    excluded: totals.excluded.filter((exclusion) => exclusion.municipalityId === municipalityId),
    excused: totals.excused?.filter((one) => one.municipalityId === municipalityId),
    details: totals.details?.filter(({ id }) => id === municipalityId),
  };
}

/** The state asked for: the month's newest edition once the month is over, else counted live. */
export async function summaryAt(
  db: Db,
  viewer: Actor,
  scope: CampaignScope,
  asked: { at: At; today: Day; municipalityId?: number; items?: string[]; edition?: number; only?: 'totals' },
): Promise<Summary & { source: Source }> {
  const ask = { ...asked, at: momentInForce(scope.campaign, asked.at) };
  const { at, today, municipalityId } = ask;
  refuseBeforeStart(scope, ask);
  const edition = await editionAt(db, scope, ask);
  if (edition) {
    const totals = await editionTotals(db, edition.id);
    return {
      totals: municipalityId === undefined ? totals : totalsOf(totals, municipalityId),
      schools: ask.only ? [] : await editionSchools(db, edition.id, { municipalityId }),
      source: sourceOf(edition),
    };
  }
  const municipalities = scope.municipalities.filter(({ id }) => municipalityId === undefined || id === municipalityId);
  const asOf = at.day ?? lastDayOf(scope.campaign, at.month, today);
  const placedOn = at.territory === 'now' ? today : undefined;
  const live = { month: at.month, asOf, items: ask.items, placedOn, today };
  return { ...(await liveSummary(db, viewer, { ...scope, municipalities }, live)), source: { kind: 'live' } };
}
