import { sql } from 'kysely';
import type { ExportStatus } from '#app/domain/export.ts';
import type { Db, Trx } from '../schema.ts';

export type Export = {
  id: number;
  campaignId: number;
  userId: number;
  shownAt: string;
  edition: number | null;
  askedAt: Date;
  status: ExportStatus;
  finishedAt: Date | null;
  expiresAt: Date | null;
  name: string | null;
  size: number;
};

const columns = [
  'id',
  'campaign_id as campaignId',
  'user_id as userId',
  'shown_at as shownAt',
  'edition',
  'asked_at as askedAt',
  'status',
  'finished_at as finishedAt',
  'expires_at as expiresAt',
  'name',
  'size',
] as const;

/** How many of a person's files the page lists; older ones are gone by then. */
const mostListed = 50;

/** The person's files, the newest first. */
export async function exportsOf(db: Db, userId: number): Promise<Export[]> {
  return db
    .selectFrom('exports')
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .limit(mostListed)
    .select(columns)
    .execute();
}

export async function exportById(db: Db, id: number): Promise<Export | undefined> {
  return db.selectFrom('exports').where('id', '=', id).select(columns).executeTakeFirst();
}

type Asked = { campaignId: number; userId: number; shownAt: string; edition: number | null; at: Date };

/** Answers the id; the same file of the same person that is still in the making is not asked for twice. */
export async function insertExport(trx: Trx, { at, ...ask }: Asked): Promise<number> {
  const waiting = await trx
    .selectFrom('exports')
    .where('user_id', '=', ask.userId)
    .where('campaign_id', '=', ask.campaignId)
    .where('shown_at', '=', ask.shownAt)
    .where('edition', 'is not distinct from', ask.edition)
    .where('status', 'in', ['waiting', 'running'])
    .select('id')
    .executeTakeFirst();
  if (waiting) return waiting.id;
  const { id } = await trx
    .insertInto('exports')
    .values({
      campaign_id: ask.campaignId,
      user_id: ask.userId,
      shown_at: ask.shownAt,
      edition: ask.edition,
      asked_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Without a sign of life for so long, the process that made it is taken for dead. */
const silentMinutes = 2;

/** The next file that waits or that a dead process left, now in the making by whoever asks; what there was of it is gone. */
export async function claimExport(trx: Trx, { mostAttempts }: { mostAttempts: number }): Promise<Export | undefined> {
  const { rows } = await sql<{ id: number }>`
    select id from exports
    where attempts < ${mostAttempts} and (status = 'waiting'
      or (status = 'running' and heartbeat_at < clock_timestamp() - make_interval(mins => ${silentMinutes})))
    order by id limit 1 for update skip locked`.execute(trx);
  const id = rows[0]?.id;
  if (id === undefined) return undefined;
  await trx.deleteFrom('export_parts').where('export_id', '=', id).execute();
  return trx
    .updateTable('exports')
    .where('id', '=', id)
    .set({
      status: 'running',
      attempts: sql`attempts + 1`,
      heartbeat_at: sql`clock_timestamp()`,
      size: 0,
    })
    .returning(columns)
    .executeTakeFirst();
}

/** One piece more, and a sign of life. */
export async function addPart(db: Db, exportId: number, ordinal: number, content: Buffer): Promise<void> {
  await sql`
    with part as (insert into export_parts (export_id, ordinal, content) values (${exportId}, ${ordinal}, ${content}))
    update exports set heartbeat_at = clock_timestamp(), size = size + ${content.length} where id = ${exportId}`.execute(
    db,
  );
}

export async function finishExport(
  trx: Trx,
  id: number,
  end: { status: 'ready'; name: string; at: Date; expiresAt: Date } | { status: 'failed'; at: Date },
): Promise<void> {
  await trx
    .updateTable('exports')
    .where('id', '=', id)
    .set({
      status: end.status,
      finished_at: end.at,
      ...(end.status === 'ready' && { name: end.name, expires_at: end.expiresAt }),
    })
    .execute();
}

/** Those that no process finished in as many attempts as there are. */
export async function failAbandoned(trx: Trx, { mostAttempts, at }: { mostAttempts: number; at: Date }): Promise<void> {
  await sql`
    update exports set status = 'failed', finished_at = ${at}
    where status = 'running' and attempts >= ${mostAttempts}
      and heartbeat_at < clock_timestamp() - make_interval(mins => ${silentMinutes})`.execute(trx);
}

export async function partOf(db: Db, exportId: number, ordinal: number): Promise<Buffer | undefined> {
  const part = await db
    .selectFrom('export_parts')
    .where('export_id', '=', exportId)
    .where('ordinal', '=', ordinal)
    .select('content')
    .executeTakeFirst();
  return part?.content;
}

/** Deletes what could be fetched until then, and what failed before. Answers how many. */
export async function deleteExpired(
  trx: Trx,
  { now, failedBefore }: { now: Date; failedBefore: Date },
): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom('exports')
    .where((eb) =>
      eb.or([
        eb('expires_at', '<=', now),
        eb.and([eb('status', '=', 'failed'), eb('finished_at', '<=', failedBefore)]),
      ]),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
