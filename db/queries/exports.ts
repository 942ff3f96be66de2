import { type SqlBool, sql } from 'kysely';
import type { ExportStatus } from '#app/domain/territory/export.ts';
import type { Db, Door, Trx } from '../schema.ts';
import { type Claim, claimNext, held, LostClaim } from './claims.ts';

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

/** The next file that waits or that a dead process left, now in the making by whoever asks; what there was of it is gone. */
export async function claimExport(
  trx: Trx,
  now: Date,
): Promise<(Export & { failures: number; claim: Claim }) | undefined> {
  const claimed = await claimNext<Export & { failures: number }>(trx, 'export', {
    open: sql<SqlBool>`status in ('waiting', 'running')`,
    now,
    set: { status: 'running', size: 0 },
    columns: sql`id, campaign_id as "campaignId", user_id as "userId", shown_at as "shownAt", edition, asked_at as "askedAt",
      status, finished_at as "finishedAt", expires_at as "expiresAt", name, size, failures`,
  });
  if (claimed) await trx.deleteFrom('export_parts').where('export_id', '=', claimed.id).execute();
  return claimed;
}

/** One piece more, and a sign of life; refused when another process makes the file by now. */
export async function addPart(db: Door, claim: Claim, ordinal: number, content: Buffer): Promise<void> {
  const { numAffectedRows } = await sql`
    with mine as (
      update exports set heartbeat_at = clock_timestamp(), size = size + ${content.length} where ${held(claim)} returning id
    )
    insert into export_parts (export_id, ordinal, content) select id, ${ordinal}, ${content} from mine`.execute(db);
  if (numAffectedRows !== 1n) throw new LostClaim(claim);
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
