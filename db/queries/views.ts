import type { Db, Trx } from '../schema.ts';

export type View = { id: number; name: string; query: string };

/** What the person has kept of a campaign, by name. */
export async function viewsOf(db: Db, of: { campaignId: number; userId: number }): Promise<View[]> {
  return db
    .selectFrom('views')
    .where('campaign_id', '=', of.campaignId)
    .where('user_id', '=', of.userId)
    .select(['id', 'name', 'query'])
    .orderBy('name')
    .execute();
}

/** Keeps the question under the name; a name that the person has already given now means this question. */
export async function keepView(
  trx: Trx,
  view: { campaignId: number; userId: number; name: string; query: string; at: Date },
): Promise<number> {
  const { id } = await trx
    .insertInto('views')
    .values({
      campaign_id: view.campaignId,
      user_id: view.userId,
      name: view.name,
      query: view.query,
      saved_at: view.at,
    })
    .onConflict((on) => on.constraint('views_name').doUpdateSet({ query: view.query, saved_at: view.at }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Answers whether there was one: nobody removes another's. */
export async function removeView(trx: Trx, of: { id: number; campaignId: number; userId: number }): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('views')
    .where('id', '=', of.id)
    .where('campaign_id', '=', of.campaignId)
    .where('user_id', '=', of.userId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
