/** The audit under seals: what is written is closed once a night, and whoever changes it afterwards is found out. */
import { createHash } from 'node:crypto';
import type { Clock } from '#app/domain/people/people.ts';
import {
  type Fingerprints,
  holdSeals,
  insertSeal,
  lastSeal,
  rowsOfSeal,
  type SealHead,
  sealNumbered,
  unsealedRows,
} from '#db/queries/seals.ts';
import type { Door } from '#db/schema.ts';
import { type Context, consult, transact } from '../context.server.ts';

/** Rows of one seal: what is held in memory at once. */
const mostRows = 10_000;

/** Seals all rows that no seal holds yet, and answers how many, with the last seal that stands then. */
export async function sealAudit(
  ctx: Context<Clock>,
  { perSeal = mostRows }: { perSeal?: number } = {},
): Promise<{ sealed: number; last: SealHead | null }> {
  let sealed = 0;
  for (;;) {
    const rows = await sealNext(ctx, perSeal);
    sealed += rows;
    if (rows < perSeal) return { sealed, last: (await consult(ctx, ({ db }) => lastSeal(db))) ?? null };
  }
}

async function sealNext(ctx: Context<Clock>, perSeal: number): Promise<number> {
  return transact(ctx, async ({ trx, now }) => {
    await holdSeals(trx);
    const rows = await unsealedRows(trx, perSeal);
    if (rows.length === 0) return 0;
    const previous = await lastSeal(trx);
    const times = rows.map(({ at }) => at.getTime());
    const seal = {
      number: (previous?.number ?? 0) + 1,
      sealedAt: now,
      from: new Date(Math.min(...times)),
      until: new Date(Math.max(...times)),
      rows: rows.length,
      fingerprints: Object.fromEntries(rows.map(({ id, fingerprint }) => [id, fingerprint])),
    };
    await insertSeal(trx, { ...seal, hash: hashOf(seal, previous?.hash) });
    return rows.length;
  });
}

/** What does not agree with the seals, by number of the seal and of the row. */
export type Finding =
  /** The row says something else than it did, is not there any more, or was put among those of the seal later. */
  | { kind: 'changed' | 'missing' | 'added'; seal: number; row: number }
  /** The seal itself is not the one that was made, or is not there. */
  | { kind: 'sealChanged' | 'sealMissing'; seal: number };

export type Check = { seals: number; rows: number; findings: Finding[] };

/** Whoever rewrites a whole night has changed each of its rows: beyond so many the first ones say enough. */
const mostFindings = 100;

/** Reads every seal and every row that it holds, from the first on. */
export async function checkAudit(db: Door): Promise<Check> {
  const last = await lastSeal(db);
  const check: Check = { seals: last?.number ?? 0, rows: 0, findings: [] };
  let previous: string | undefined;
  for (let number = 1; number <= check.seals && check.findings.length < mostFindings; number++) {
    const seal = await sealNumbered(db, number);
    if (!seal) {
      check.findings.push({ kind: 'sealMissing', seal: number });
      previous = undefined;
      continue;
    }
    // After a seal that is gone nothing is known of its hash; what is there counts on from what it says.
    const isWhole = previous === undefined && number > 1 ? true : hashOf(seal, previous) === seal.hash;
    if (!isWhole) check.findings.push({ kind: 'sealChanged', seal: number });
    previous = seal.hash;
    check.rows += seal.rows;
    check.findings.push(...(await findingsIn(db, seal)));
  }
  return { ...check, findings: check.findings.slice(0, mostFindings) };
}

async function findingsIn(db: Door, { number, fingerprints }: { number: number; fingerprints: Fingerprints }) {
  const ids = Object.keys(fingerprints).map(Number);
  const standing = new Map((await rowsOfSeal(db, number, ids)).map((row) => [row.id, row]));
  const findings: Finding[] = [];
  for (const id of ids) {
    const row = standing.get(id);
    if (!row) findings.push({ kind: 'missing', seal: number, row: id });
    else if (row.fingerprint !== fingerprints[id] || row.seal !== number) {
      findings.push({ kind: 'changed', seal: number, row: id });
    }
    standing.delete(id);
  }
  for (const id of standing.keys()) findings.push({ kind: 'added', seal: number, row: id });
  return findings;
}

/** Over the seal before, what this one says of itself, and every fingerprint in the order of ids. */
function hashOf(seal: Omit<SealHead, 'hash'> & { fingerprints: Fingerprints }, previous = ''): string {
  const { number, sealedAt, from, until, rows, fingerprints } = seal;
  const hash = createHash('sha256');
  hash.update(JSON.stringify([previous, number, sealedAt, from, until, rows]));
  const ids = Object.keys(fingerprints).map(Number);
  for (const id of ids.sort((a, b) => a - b)) hash.update(`\n${id} ${fingerprints[id]}`);
  return hash.digest('hex');
}
