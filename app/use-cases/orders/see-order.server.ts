import type { Order } from '#app/domain/orders/order.ts';
import type { User } from '#app/domain/people/people.ts';
import { type Campaign, campaignsOfMunicipality, campaignsOfRegion, campaignsOfSchool } from '#db/queries/campaigns.ts';
import { schoolPlace } from '#db/queries/organisations.ts';
import { type ReportingDate, reportingDates } from '#db/queries/reports.ts';
import type { Db } from '#db/schema.ts';
import { consult, found, today, type UserContext } from '../context.server.ts';

export type SeenOrder = { campaignId: number; order: Order; movedByYears: number; dates: ReportingDate[] };

/** An order as the campaign carries it out, for everybody whom it binds and for the region. */
export function seeOrder(ctx: UserContext, campaignId: number): Promise<SeenOrder> {
  return consult(ctx, async (ctx) => {
    const campaigns = await campaignsSeenBy(ctx.db, ctx);
    const { id, order, movedByYears } = found(
      campaigns.find((campaign) => campaign.id === campaignId),
      () => true,
    );
    return { campaignId: id, order, movedByYears, dates: await reportingDates(ctx.db, id) };
  });
}

/** The region sees all of its campaigns; a municipality and a school those that bind them. */
export async function campaignsSeenBy(db: Db, ctx: { user: User; now: Date }): Promise<Campaign[]> {
  const { user } = ctx;
  switch (user.reach) {
    case 'school': {
      const school = await schoolPlace(db, user.schoolId, today(ctx));
      return school ? campaignsOfSchool(db, school) : [];
    }
    case 'municipality':
      return campaignsOfMunicipality(db, { municipalityId: user.municipalityId, regionId: user.region.id }, today(ctx));
    case 'region':
      return campaignsOfRegion(db, user.region.id);
  }
}
