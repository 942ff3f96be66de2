/** The seals over the audit: what each holds, and the rows as they stand now. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db, Door, Trx } from '../schema.ts';

export type SealHead = { number: number; sealedAt: Date; from: Date; until: Date; rows: number; hash: string };
/** Audit id → SHA-256 of the row. */
export type Fingerprints = Record<string, string>;

/** A row of the audit by its fingerprint, and the seal that it says it belongs to. */
export type SealedRow = { id: number; seal: number | null; at: Date; fingerprint: string };

const head = ['number', 'sealed_at as sealedAt', 'from_at as from', 'until_at as until', 'rows'] as const;

function seals(db: Door) {
  return db.selectFrom('audit_seals').select([...head, sql<string>`encode(hash, 'hex')`.as('hash')]);
}

export async function lastSeal(db: Door): Promise<SealHead | undefined> {
  return seals(db).orderBy('number', 'desc').limit(1).executeTakeFirst();
}

/** The newest seals first. */
export async function newestSeals(db: Db, limit: number): Promise<SealHead[]> {
  return seals(db).orderBy('number', 'desc').limit(limit).execute();
}

/** One seal with the fingerprints that it took; undefined where the chain has none of that number. */
export async function sealNumbered(
  db: Door,
  number: number,
): Promise<(SealHead & { fingerprints: Fingerprints }) | undefined> {
  return seals(db).where('number', '=', number).select('fingerprints').executeTakeFirst();
}

export async function countUnsealed(db: Db): Promise<number> {
  const { unsealed } = await db
    .selectFrom('audit')
    .where('seal', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('unsealed'))
    .executeTakeFirstOrThrow();
  return unsealed;
}

/** Held until the transaction ends: of two who seal at once the second finds nothing left. */
export async function holdSeals(trx: Trx): Promise<void> {
  await sql`lock table audit_seals in share row exclusive mode`.execute(trx);
}

/** The oldest rows that no seal holds yet; one that was committed late comes with the next seal. */
export async function unsealedRows(trx: Trx, limit: number): Promise<SealedRow[]> {
  const { rows } = await sql<RowText>`${textOfRows} where a.seal is null order by a.id limit ${limit}`.execute(trx);
  return rows.map(fingerprinted);
}

/** The rows that say they belong to the seal, and those that it took, wherever they say they belong. */
export async function rowsOfSeal(db: Door, number: number, ids: readonly number[]): Promise<SealedRow[]> {
  const { rows } = await sql<RowText>`
    ${textOfRows} where a.seal = ${number}
    union
    ${textOfRows} where a.id = any(${ids}::bigint[])`.execute(db);
  return rows.map(fingerprinted);
}

export async function insertSeal(
  trx: Trx,
  { hash, sealedAt, from, until, ...seal }: SealHead & { fingerprints: Fingerprints },
): Promise<void> {
  const { number, fingerprints, rows } = seal;
  await trx
    .insertInto('audit_seals')
    .values({
      ...{ number, rows, sealed_at: sealedAt, from_at: from, until_at: until },
      fingerprints: JSON.stringify(fingerprints),
      hash: Buffer.from(hash, 'hex'),
    })
    .execute();
  const ids = Object.keys(fingerprints).map(Number);
  await sql`update audit set seal = ${number} where id = any(${ids}::bigint[])`.execute(trx);
}

type RowText = { id: number; seal: number | null; at: Date; text: string };

/** Everything that a row says, as one text: jsonb has one spelling, and the instant is written out to the microsecond. */
const textOfRows = sql`
  select a.id, a.seal, a.at, jsonb_build_array(a.id, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), a.actor_id,
    a.actor_role, a.action, a.subject, a.subject_id, a.organisation_id, a.changes, a.details)::text as text
  from audit a`;

function fingerprinted({ text, ...row }: RowText): SealedRow {
  return { ...row, fingerprint: createHash('sha256').update(text).digest('hex') };
}
