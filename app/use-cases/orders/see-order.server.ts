import type { Closing } from '#app/domain/orders/campaign.ts';
import { formsOf, type Order } from '#app/domain/orders/order.ts';
import type { User } from '#app/domain/people/people.ts';
import { type Campaign, campaignsOfMunicipality, campaignsOfRegion, campaignsOfSchool } from '#db/queries/campaigns.ts';
import { type ReportingDate, reportingDates } from '#db/queries/reports.ts';
import { type StatementCounts, statementCounts } from '#db/queries/statements.ts';
import { alone } from '#db/queries/together.ts';
import type { Db } from '#db/schema.ts';
import { consult, found, today, type UserContext } from '../context.server.ts';

export type SeenOrder = {
  campaignId: number;
  order: Order;
  movedByYears: number;
  closing: Closing | null;
  dates: ReportingDate[];
  /** By measure or form of municipalities, how far it has got among those whom the viewer sees; absent until it is owed. */
  stated: Record<string, StatementCounts>;
};

/** An order as the campaign carries it out, for everybody whom it binds and for the region. */
export function seeOrder(ctx: UserContext, campaignId: number): Promise<SeenOrder> {
  return consult(ctx, async (ctx) => {
    const campaigns = await campaignsSeenBy(ctx.db, ctx);
    const { id, order, movedByYears, closing } = found(
      campaigns.find((campaign) => campaign.id === campaignId),
      () => true,
    );
    const formIds = formsOf(order)
      .filter(({ filledBy }) => filledBy === 'municipality')
      .map(({ id: formId }) => formId)
      .concat(order.measures.flatMap((measure) => (measure.statement ? [measure.id] : [])));
    const counts = await statementCounts(ctx.db, ctx.user, { campaignId: id, formIds, on: today(ctx) });
    const dates = await reportingDates(ctx.db, id);
    return { campaignId: id, order, movedByYears, closing, dates, stated: Object.fromEntries(counts) };
  });
}

/** The region sees all of its campaigns; a municipality and a school those that bind them. */
export async function campaignsSeenBy(db: Db, ctx: { user: User; now: Date }): Promise<Campaign[]> {
  const { user } = ctx;
  switch (user.reach) {
    case 'school':
      return alone(db, campaignsOfSchool(db, user.schoolId, today(ctx)));
    case 'municipality':
      return alone(db, campaignsOfMunicipality(db, user.municipalityId, today(ctx)));
    case 'region':
      return campaignsOfRegion(db, user.region.id);
  }
}
