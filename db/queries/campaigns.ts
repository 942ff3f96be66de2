import type { Day } from '#app/domain/calendar.ts';
import type { Order } from '#app/domain/order.ts';
import type { Db, Trx } from '../schema.ts';

export type Campaign = {
  id: number;
  orderId: string;
  scopeId: number;
  order: Order;
  movedByYears: number;
  openedAt: Date;
  closedOn: Day | null;
};

function campaigns(db: Db) {
  return db
    .selectFrom('campaigns')
    .select([
      'id',
      'order_id as orderId',
      'scope_id as scopeId',
      'definition as order',
      'moved_by_years as movedByYears',
      'opened_at as openedAt',
      'closed_on as closedOn',
    ])
    .orderBy('id');
}

export async function campaignById(db: Db, id: number): Promise<Campaign | undefined> {
  return campaigns(db).where('id', '=', id).executeTakeFirst();
}

/** Campaigns that bind any of these organisations: a school is bound by its own municipality's and its region's. */
export async function campaignsOfScopes(db: Db, scopeIds: number[]): Promise<Campaign[]> {
  return campaigns(db).where('scope_id', 'in', scopeIds).execute();
}

/** Every campaign of a region: its own and those of its municipalities. */
export async function campaignsOfRegion(db: Db, regionId: number): Promise<Campaign[]> {
  return campaigns(db)
    .where((eb) =>
      eb.or([
        eb('scope_id', '=', regionId),
        eb(
          'scope_id',
          'in',
          eb
            .selectFrom('placements')
            .where('parent_id', '=', regionId)
            .where('until', 'is', null)
            .select('organisation_id'),
        ),
      ]),
    )
    .execute();
}

export async function insertCampaign(
  trx: Trx,
  campaign: { order: Order; scopeId: number; movedByYears: number; openedAt: Date },
): Promise<number> {
  const { id } = await trx
    .insertInto('campaigns')
    .values({
      order_id: campaign.order.id,
      scope_id: campaign.scopeId,
      definition: JSON.stringify(campaign.order),
      moved_by_years: campaign.movedByYears,
      opened_at: campaign.openedAt,
      closed_on: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
