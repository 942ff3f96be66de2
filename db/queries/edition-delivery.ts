/** Who vouches for editions, and to whom they went. */
import { sql } from 'kysely';
import type { Month } from '#app/domain/calendar.ts';
import type { Changes, SchoolChange, Since } from '#app/domain/editions/changes.ts';
import type { EditionPoint } from '#app/domain/editions/edition.ts';
import type { Db, Trx } from '../schema.ts';

export type DeliveredEdition = {
  id: number;
  month: Month;
  number: number;
  readAt: Date;
  complete: boolean;
  point: EditionPoint;
  /** Null: the scheduler. */
  author: string | null;
  sha256: string;
  approvedAt: Date | null;
  approvedBy: string | null;
  /** When it first went to anybody, and to how many addresses by now. */
  sentAt: Date | null;
  recipients: number;
};

/** The editions of these months, the newest first. */
export async function deliveredEditions(
  db: Db,
  campaignId: number,
  months: { from: Month; to: Month },
): Promise<DeliveredEdition[]> {
  return db
    .selectFrom('editions as e')
    .leftJoin('edition_approvals as a', 'a.edition_id', 'e.id')
    .leftJoin('users as u', 'u.id', 'a.by')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('edition_sendings')
          .whereRef('edition_id', '=', 'e.id')
          .select(({ fn }) => [fn.min<Date | null>('at').as('sentAt'), fn.countAll<number>().as('recipients')])
          .as('s'),
      (join) => join.onTrue(),
    )
    .where('e.campaign_id', '=', campaignId)
    .where('e.month', '>=', months.from)
    .where('e.month', '<=', months.to)
    .orderBy('e.month', 'desc')
    .orderBy('e.number', 'desc')
    .select(['e.id', 'e.month', 'e.number', 'e.read_at as readAt', 'e.complete', 'e.point'])
    .select([
      'a.at as approvedAt',
      'u.name as approvedBy',
      's.sentAt',
      sql<number>`coalesce(s.recipients, 0)`.as('recipients'),
    ])
    .select([sql<string | null>`e.head->>'author'`.as('author'), sql<string>`encode(e.sha256, 'hex')`.as('sha256')])
    .execute();
}

/** What each of the editions says has changed since the one before of its month, else since the month before. */
export async function changesOfEditions(db: Db, ids: readonly number[]): Promise<Map<number, Changes>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('edition_lines')
    .distinctOn('edition_id')
    .where('edition_id', 'in', ids)
    .where('kind', '=', 'changes')
    .orderBy('edition_id')
    .orderBy('ordinal')
    .select(['edition_id as id', 'line'])
    .execute();
  return new Map(rows.flatMap(({ id, line }) => (line.changes ? [[id, line.changes]] : [])));
}

/** `id`: its place in the document. */
export type LineOfChange = { id: number; change: SchoolChange };

/** The schools of which something differs since the other edition, a stretch of them by their place in the document. */
export async function changedSchools(
  db: Db,
  editionId: number,
  ask: { since: Since; direction: 'asc' | 'desc'; from?: number; limit: number },
): Promise<LineOfChange[]> {
  let query = db
    .selectFrom('edition_lines')
    .where('edition_id', '=', editionId)
    .where('kind', '=', 'change')
    .where(sql<boolean>`line->'change'->>'since' = ${ask.since}`);
  if (ask.from !== undefined) query = query.where('ordinal', ask.direction === 'asc' ? '>' : '<', ask.from);
  const rows = await query
    .orderBy('ordinal', ask.direction)
    .limit(ask.limit)
    .select(['ordinal as id', 'line'])
    .execute();
  return rows.flatMap(({ id, line }) => (line.change ? [{ id, change: line.change }] : []));
}

/** Whoever is first vouches for it; whoever comes later changes nothing. */
export async function insertApproval(trx: Trx, editionId: number, by: { id: number; at: Date }): Promise<boolean> {
  const result = await trx
    .insertInto('edition_approvals')
    .values({ edition_id: editionId, at: by.at, by: by.id })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

// ---------------------------------------------------------------------------------------------------------- recipients

export type Recipient = { id: number; name: string; email: string };

export async function recipientsOf(db: Db, campaignId: number): Promise<Recipient[]> {
  return db
    .selectFrom('edition_recipients')
    .where('campaign_id', '=', campaignId)
    .orderBy('name')
    .orderBy('id')
    .select(['id', 'name', 'email'])
    .execute();
}

export async function insertRecipient(
  trx: Trx,
  recipient: { campaignId: number; name: string; email: string },
  by: { id: number; at: Date },
): Promise<void> {
  const { campaignId, ...named } = recipient;
  await trx
    .insertInto('edition_recipients')
    .values({ ...named, campaign_id: campaignId, added_at: by.at, added_by: by.id })
    .execute();
}

/** Answers whom; undefined when somebody else was quicker. What has been sent stays known. */
export async function deleteRecipient(trx: Trx, campaignId: number, id: number): Promise<Recipient | undefined> {
  return trx
    .deleteFrom('edition_recipients')
    .where('campaign_id', '=', campaignId)
    .where('id', '=', id)
    .returning(['id', 'name', 'email'])
    .executeTakeFirst();
}

/** Whether editions go out by themselves once they are vouched for. */
export async function sendsBySelf(db: Db, campaignId: number): Promise<boolean> {
  const row = await db
    .selectFrom('campaigns')
    .where('id', '=', campaignId)
    .select('sends_editions as sends')
    .executeTakeFirst();
  return row?.sends === true;
}

export async function setSendsBySelf(trx: Trx, campaignId: number, sends: boolean): Promise<void> {
  await trx.updateTable('campaigns').set({ sends_editions: sends }).where('id', '=', campaignId).execute();
}

// ------------------------------------------------------------------------------------------------------------ sendings

/** Notes that the edition goes to them; answers those to whom it has not gone before. */
export async function insertSendings(
  trx: Trx,
  editionId: number,
  recipients: readonly Recipient[],
  by: { id: number; at: Date },
): Promise<{ name: string; email: string }[]> {
  if (recipients.length === 0) return [];
  return trx
    .insertInto('edition_sendings')
    .values(recipients.map(({ name, email }) => ({ edition_id: editionId, name, email, at: by.at, by: by.id })))
    .onConflict((conflict) => conflict.doNothing())
    .returning(['name', 'email'])
    .execute();
}

export async function noteLetter(trx: Trx, editionId: number, email: string, letterId: number): Promise<void> {
  await trx
    .updateTable('edition_sendings')
    .set({ letter_id: letterId })
    .where('edition_id', '=', editionId)
    .where('email', '=', email)
    .execute();
}

/** To whom the edition went, by whom, and how its letters fare. */
export async function sendingsOf(db: Db, editionId: number) {
  return db
    .selectFrom('edition_sendings as s')
    .innerJoin('users as u', 'u.id', 's.by')
    .leftJoin('letters as l', 'l.id', 's.letter_id')
    .where('s.edition_id', '=', editionId)
    .orderBy('s.at')
    .orderBy('s.name')
    .select(['s.name', 's.email', 's.at', 'u.name as by'])
    .select([
      'l.sent_at as sentAt',
      'l.next_attempt_at as nextAttemptAt',
      sql<Date>`coalesce(l.written_at, s.at)`.as('writtenAt'),
    ])
    .execute();
}
