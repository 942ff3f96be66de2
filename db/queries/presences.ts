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
export function presentAt(db: Db, ask: { reportId: number; butUserId: number; since: Date }) {
  return db
    .selectFrom('presences as p')
    .innerJoin('users as u', 'u.id', 'p.user_id')
    .where('p.report_id', '=', ask.reportId)
    .where('p.user_id', '<>', ask.butUserId)
    .where('p.seen_at', '>=', ask.since)
    .select('u.name')
    .orderBy('u.name')
    .orderBy('u.id');
}

/** Forgets whoever was last seen more than a day before. */
export function forgetPresences(trx: Trx, now: Date) {
  const dayBefore = new Date(now.getTime() - 24 * 3_600_000);
  return trx.deleteFrom('presences').where('seen_at', '<', dayBefore);
}
