import type { Day } from '#app/domain/calendar.ts';
import type { Share } from '#app/domain/orders/order.ts';
import type { Actor } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import type { At, SummaryTotals } from '#app/domain/territory/summary.ts';
import { type Replaced, replacedSchools } from '#db/queries/placed.ts';
import type { Db } from '#db/schema.ts';
import { type CampaignScope, liveSummary } from './summary.server.ts';

/** What differs between the territory as it was on the day shown and as it is organised now. */
export type TerritoryNow = {
  /** Schools that stand in another municipality now; `opens` is whether the viewer may open the school's page. */
  replaced: (Omit<Replaced, 'ownId'> & { opens: boolean })[];
  /** The municipalities whose coverage differs by that. */
  differing: { id: number; name: string; was: Share; now: Share }[];
};

/**
 * How the figures shown, counted by today's municipalities, differ from the same figures by those of their own day; null for
 * a page that shows the latter.
 */
export async function territoryNow(
  db: Db,
  viewer: Actor,
  scope: CampaignScope,
  { at, today, totals }: { at: At; today: Day; totals: SummaryTotals },
): Promise<TerritoryNow | null> {
  if (at.territory !== 'now') return null;
  const { month, asOf, municipalities } = totals;
  const municipalityIds = scope.municipalities.map(({ id }) => id);
  const ask = { campaignId: scope.campaign.id, asOf, placedOn: today, municipalityIds };
  const replaced = await replacedSchools(db, viewer, ask);
  const { totals: then } = await liveSummary(db, viewer, scope, { month, asOf, items: [] });
  const coveredThen = new Map(then.municipalities.map(({ id, covered }) => [id, covered]));
  return {
    replaced: replaced.map(({ ownId, ...school }) => {
      const at = { schoolId: school.id, municipalityId: ownId, regionId: scope.region.id };
      return { ...school, opens: may.seeSchool(viewer, at) };
    }),
    differing: municipalities.flatMap(({ id, name, covered: now }) => {
      const was = coveredThen.get(id) ?? { n: 0, of: 0 };
      return was.n === now.n && was.of === now.of ? [] : [{ id, name, was, now }];
    }),
  };
}
