/** All that a month's edition, workbook and note speak of: the summary with what only they need. */
import { addDays, type Day, dayIn, endOf, firstDay, type Month, startOf } from '#app/domain/calendar.ts';
import type { Share } from '#app/domain/orders/order.ts';
import type { Actor } from '#app/domain/people/people.ts';
import { paceDays } from '#app/domain/territory/forecast.ts';
import { plannedTarget } from '#app/domain/territory/plan.ts';
import type { FullSummary, MunicipalityDetails } from '#app/domain/territory/summary.ts';
import type { CorridorCounts } from '#app/domain/territory/target-figures.ts';
import { coordinatorsOf, returnsByReason } from '#db/queries/coverage.ts';
import { type MunicipalityPlan, plansOfCampaign } from '#db/queries/plans.ts';
import type { Db } from '#db/schema.ts';
import { problemsOfSummary } from '../problems/summary-problems.server.ts';
import { bandFacts } from './bands.server.ts';
import { type CampaignScope, liveSummary } from './summary.server.ts';

const none: Share = { n: 0, of: 0 };
const noSchools: CorridorCounts = { behind: 0, within: 0, ahead: 0, silent: 0 };

/**
 * The scope as of the end of `asOf`, or as it is while that day still runs. Nothing that happened at `readAt` or later
 * is in it; bands whose day is not over by then are no facts yet.
 */
export async function fullSummary(
  db: Db,
  viewer: Actor,
  scope: CampaignScope,
  { month, asOf, readAt }: { month: Month; asOf: Day; readAt: Date },
): Promise<FullSummary> {
  const { campaign, region, municipalities } = scope;
  const summary = await liveSummary(db, viewer, scope, { month, asOf, readAt, today: dayIn(region.zone, readAt) });
  const earlier = addDays(asOf, -paceDays);
  const before = await liveSummary(db, viewer, scope, { month, asOf: earlier, items: [] });
  const bands = await bandFacts({ db, user: viewer }, scope, { asOf, readAt });
  const municipalityIds = municipalities.map(({ id }) => id);
  const end = endOf(asOf, region.zone);
  const until = readAt < end ? readAt : end;
  const returns = await returnsByReason(db, {
    campaignId: campaign.id,
    municipalityIds,
    asOf,
    from: startOf(firstDay(month), region.zone),
    until,
  });
  const coordinators = await coordinatorsOf(db, municipalityIds);
  const asked = plannedTarget(campaign.order) !== null;
  const plans = asked ? await plansOfCampaign(db, viewer, { campaignId: campaign.id, until }) : [];
  const coveredBefore = new Map(before.totals.municipalities.map(({ id, covered }) => [id, covered]));
  const details = municipalities.map(
    ({ id }): MunicipalityDetails => ({
      id,
      coordinators: coordinators.filter(({ municipalityId }) => municipalityId === id).map(({ name }) => name),
      returns: returns.filter(({ municipalityId }) => municipalityId === id).map(({ reason, n }) => ({ reason, n })),
      before: coveredBefore.get(id) ?? none,
      plan: planOf(plans.find(({ municipalityId }) => municipalityId === id)),
      bands:
        bands?.map(
          ({ region, municipalities: days }) => days.get(id) ?? { ...region, fact: none, schools: noSchools },
        ) ?? [],
    }),
  );
  const totals = {
    ...summary.totals,
    before: { asOf: earlier, covered: before.totals.region.covered },
    ...(bands && { bands: bands.map(({ region }) => region) }),
    details,
  };
  const problems = await problemsOfSummary(db, scope, { totals, schools: summary.schools, readAt });
  return { totals, schools: summary.schools, problems };
}

function planOf(plan: MunicipalityPlan | undefined): MunicipalityDetails['plan'] {
  return plan ? { number: plan.number, date: plan.date, steps: plan.steps } : null;
}
