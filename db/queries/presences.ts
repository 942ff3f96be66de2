/** Who has a report's form open. A heartbeat, not an act: nothing of it is in the audit, and it is soon forgotten. */
import type { Db, Trx } from '../schema.ts';

export async function notePresence(trx: Trx, seen: { reportId: number; userId: number; at: Date }): Promise<void> {
  await trx
    .insertInto('presences')
    .values({ report_id: seen.reportId, user_id: seen.userId, seen_at: seen.at })
    .onConflict((conflict) => conflict.columns(['report_id', 'user_id']).doUpdateSet({ seen_at: seen.at }))
    .execute();
}

/** Names of the others seen since then, in their order. */
export async function presentAt(db: Db, ask: { reportId: number; butUserId: number; since: Date }): Promise<string[]> {
  const rows = await db
    .selectFrom('presences as p')
    .innerJoin('users as u', 'u.id', 'p.user_id')
    .where('p.report_id', '=', ask.reportId)
    .where('p.user_id', '<>', ask.butUserId)
    .where('p.seen_at', '>=', ask.since)
    .select('u.name')
    .orderBy('u.name')
    .orderBy('u.id')
    .execute();
  return rows.map(({ name }) => name);
}

/** Forgets whoever was last seen more than a day before. */
export async function forgetPresences(trx: Trx, now: Date): Promise<void> {
  const dayBefore = new Date(now.getTime() - 24 * 3_600_000);
  await trx.deleteFrom('presences').where('seen_at', '<', dayBefore).execute();
}
