import { endOf } from '#app/domain/calendar.ts';
import { problemsForm } from '#app/domain/orders/order.ts';
import { ledgerOf } from '#app/domain/problems/problem.ts';
import { groupsOf, type ProblemGroup } from '#app/domain/problems/problem-groups.ts';
import type { Summary } from '#app/domain/territory/summary.ts';
import { problemsOfSchools } from '#db/queries/problems.ts';
import type { Db } from '#db/schema.ts';
import type { CampaignScope } from '../territory/summary.server.ts';

/**
 * The problems of a summary's schools as they stood at the end of its day, like ones together; undefined where the order
 * asks for none. Those that count are those that had counted at `readAt`.
 */
export async function problemsOfSummary(
  db: Db,
  { campaign, region }: Pick<CampaignScope, 'campaign' | 'region'>,
  { totals, schools, readAt }: Summary & { readAt: Date },
): Promise<ProblemGroup[] | undefined> {
  const form = problemsForm(campaign.order);
  if (!form) return undefined;
  const end = endOf(totals.asOf, region.zone);
  const reports = await problemsOfSchools(db, {
    campaignId: campaign.id,
    formId: form.id,
    schoolIds: schools.map(({ id }) => id),
    until: readAt < end ? readAt : end,
  });
  const systems = new Map<number, string[]>();
  for (const { schoolId, system } of reports) {
    if (system !== null) systems.set(schoolId, [...(systems.get(schoolId) ?? []), system]);
  }
  const reporting = schools.map(({ id, municipalityId }) => ({ id, municipalityId, systems: systems.get(id) ?? [] }));
  return groupsOf(ledgerOf(reports, totals.asOf), reporting);
}
