/** The figures of a campaign, live or from an edition: pages, jobs, Excel and note all come through here. */
import { type Day, dayIn, endOf, firstDay, lastDay, type Month, monthOf } from '#app/domain/calendar.ts';
import { shareItems } from '#app/domain/form.ts';
import { firstSummaryMonth } from '#app/domain/job.ts';
import { decidingForm } from '#app/domain/order.ts';
import type { Actor } from '#app/domain/people.ts';
import { type At, type SchoolFact, type Source, type Summary, summarise } from '#app/domain/summary.ts';
import { byName } from '#db/queries/by-name.ts';
import { type Campaign, campaignById } from '#db/queries/campaigns.ts';
import { excusedReports, schoolFacts } from '#db/queries/coverage.ts';
import { editionOf } from '#db/queries/editions.ts';
import { municipalitiesOfScope, type RegionRow, regionOf } from '#db/queries/organisations.ts';
import type { Db } from '#db/schema.ts';
import { refuse } from './context.server.ts';

export type CampaignScope = {
  campaign: Campaign;
  region: RegionRow;
  municipalities: { id: number; name: string }[];
};

/** The first month that the campaign's figures speak of. */
function startOfSummaries({ campaign, region }: CampaignScope): Month {
  return firstSummaryMonth(campaign, region.zone);
}

export async function loadCampaign(db: Db, campaignId: number): Promise<CampaignScope> {
  const campaign = await campaignById(db, campaignId);
  const region = campaign && (await regionOf(db, campaign.scopeId));
  if (!campaign || !region) return refuse({ kind: 'notFound' });
  return { campaign, region, municipalities: await municipalitiesOfScope(db, campaign.scopeId) };
}

/**
 * Folds the scope as of the end of `asOf`. Without `items` all figures of the deciding form are read; a page that
 * shows few of them names those.
 */
export async function liveSummary(
  db: Db,
  viewer: Actor,
  { campaign, region, municipalities }: CampaignScope,
  { month, asOf, items }: { month: Month; asOf: Day; items?: string[] },
): Promise<Summary> {
  const form = decidingForm(campaign.order);
  const asked = {
    campaignId: campaign.id,
    formId: form.id,
    municipalityIds: municipalities.map(({ id }) => id),
    asOf,
    dueFrom: firstDay(month),
  };
  const rows = await schoolFacts(db, viewer, {
    ...asked,
    until: endOf(asOf, region.zone),
    items: items ?? shareItems(form).map(({ id }) => id),
  });
  // Whoever lists the schools wants their figures too; a page of totals does not wait for the order of names.
  if (!items) rows.sort(byName);
  const facts = rows.map(({ reportId, lastAsOf, filedAt, late, system, coveredFrom, figures, ...row }): SchoolFact => {
    const filed = reportId !== null && lastAsOf !== null && filedAt !== null;
    return {
      ...row,
      last: filed
        ? { reportId, asOf: lastAsOf, filedOn: dayIn(region.zone, filedAt), late: late === true, system, coveredFrom }
        : null,
      figures: figures ?? {},
    };
  });
  const excused = (await excusedReports(db, viewer, asked)).sort(byName);
  return summarise(campaign.order, municipalities, facts, { month, asOf }, excused);
}

/** The last day that a month's figures can speak of: its own last day, or today while it runs. */
export function asOfMonth(month: Month, today: Day): Day {
  return lastDay(month) < today ? lastDay(month) : today;
}

/** The state asked for: the month's newest edition once the month is over, else counted live. */
export async function summaryAt(
  db: Db,
  viewer: Actor,
  scope: CampaignScope,
  ask: { at: At; today: Day; municipalityId?: number; items?: string[]; edition?: number; only?: 'totals' },
): Promise<Summary & { source: Source }> {
  const { at, today, municipalityId } = ask;
  // Before its first month a campaign has nothing to count; its page of today says so.
  if (at.month < monthOf(today) && at.month < startOfSummaries(scope)) return refuse({ kind: 'notFound' });
  const only = (summary: Summary): Summary => {
    if (municipalityId === undefined) return summary;
    const { totals, schools } = summary;
    return {
      totals: {
        ...totals,
        municipalities: totals.municipalities.filter(({ id }) => id === municipalityId),
        excluded: totals.excluded.filter((exclusion) => exclusion.municipalityId === municipalityId),
        excused: totals.excused?.filter((one) => one.municipalityId === municipalityId),
      },
      schools: schools.filter((school) => school.municipalityId === municipalityId),
    };
  };
  if (!at.day && (at.month < monthOf(today) || ask.edition !== undefined)) {
    const { edition: number, only: part } = ask;
    const which = { campaignId: scope.campaign.id, month: at.month, number, only: part };
    const edition = await editionOf(db, which);
    if (edition) {
      const { totals, schools, number, readAt, complete } = edition;
      return {
        ...only({ totals, schools }),
        source: { kind: 'edition', number, readAt: readAt.toISOString(), complete },
      };
    }
  }
  if (ask.edition !== undefined) return refuse({ kind: 'notFound' });
  const municipalities = scope.municipalities.filter(({ id }) => municipalityId === undefined || id === municipalityId);
  const asOf = at.day ?? asOfMonth(at.month, today);
  const live = { month: at.month, asOf, items: ask.items };
  return { ...(await liveSummary(db, viewer, { ...scope, municipalities }, live)), source: { kind: 'live' } };
}
