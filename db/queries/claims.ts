/**
 * How a piece of work is taken in hand by one process of many, kept, and given back: a job's run, a letter, an imported file,
 * a file made in the background. Who claims gets the number of the attempt, and every later write names it: when the work
 * has been taken over meanwhile, the number has moved on, and the write of who slept is refused.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Door, Trx } from '../schema.ts';

/** Of each kind its table, the column of its number, and how a row says that somebody has it in hand. */
const kinds = {
  run: { table: 'job_runs', number: 'attempt', inHand: sql<SqlBool>`status = 'running'` },
  letter: {
    table: 'letters',
    number: 'attempts',
    inHand: sql<SqlBool>`(heartbeat_at is not null and sent_at is null)`,
  },
  importFile: { table: 'import_files', number: 'attempts', inHand: sql<SqlBool>`heartbeat_at is not null` },
  export: { table: 'exports', number: 'attempts', inHand: sql<SqlBool>`status = 'running'` },
} as const;
type Kind = keyof typeof kinds;

export type Claim = { kind: Kind; key: Record<string, string | number>; attempt: number };

/** The work is in other hands: whoever gets this stops, and touches it no more. */
export class LostClaim extends Error {
  constructor({ kind, key, attempt }: Claim) {
    super(`Taken over by another process: ${kind} ${JSON.stringify(key)}, attempt ${attempt}`);
  }
}

/** How often a process at work shows life; several times within the silence. */
const heartbeatSeconds = 15;

/**
 * How long nothing is heard of a process until it counts as dead. What has killed its process before is left alone for
 * longer each time, up to six hours: it is always taken up again, and never hot in a loop.
 */
const silence = sql`(interval '90 seconds' * power(4, least(interruptions, 4)))`;

/** Its process said nothing for so long that it is dead, by the database's own clock. */
export const abandoned = sql<SqlBool>`heartbeat_at < now() - ${silence}`;

type Columns = Record<string, unknown>;

function assignments(values: Columns): RawBuilder<unknown>[] {
  return Object.entries(values).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
}

/**
 * Takes the next row of the kind that `open` speaks of: one that nobody has in hand and whose time has come, or one that a
 * dead process left. Answers what the row says then, with the claim; `set` is written with it.
 */
export async function claimNext<T>(
  db: Door,
  kind: Exclude<Kind, 'run'>,
  ask: {
    open: RawBuilder<SqlBool>;
    order?: RawBuilder<unknown>;
    now: Date;
    set?: Columns;
    columns: RawBuilder<unknown>;
  },
): Promise<(T & { claim: Claim }) | undefined> {
  const { table, inHand } = kinds[kind];
  const { rows } = await sql<T & { claim_id: number; claim_attempt: number }>`
    update ${sql.table(table)} set attempts = attempts + 1, heartbeat_at = clock_timestamp(),
      interruptions = interruptions + (${inHand})::int${sql.join(
        assignments(ask.set ?? {}).map((one) => sql`, ${one}`),
        sql``,
      )}
    where id = (
      select id from ${sql.table(table)}
      where ${ask.open} and case when ${inHand} then ${abandoned}
        else (next_attempt_at is null or next_attempt_at <= ${ask.now}) end
      order by ${ask.order ?? sql`id`} limit 1 for update skip locked
    )
    returning id as claim_id, attempts as claim_attempt, ${ask.columns}`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const { claim_id, claim_attempt, ...rest } = row;
  return { ...(rest as T), claim: { kind, key: { id: claim_id }, attempt: claim_attempt } };
}

/** The row, while it is still in the hands of who holds the claim. */
export function held({ kind, key, attempt }: Claim): RawBuilder<SqlBool> {
  const { number, inHand } = kinds[kind];
  const all = Object.entries({ ...key, [number]: attempt }).map(
    ([column, value]) => sql`${sql.ref(column)} = ${value}`,
  );
  return sql<SqlBool>`${sql.join(all, sql` and `)} and ${inHand}`;
}

async function update(db: Door, claim: Claim, sets: RawBuilder<unknown>[]): Promise<boolean> {
  const { table } = kinds[claim.kind];
  const done = await sql`update ${sql.table(table)} set ${sql.join(sets)} where ${held(claim)}`.execute(db);
  return done.numAffectedRows === 1n;
}

/** A sign of life; false when the work is in other hands. */
export async function heartbeat(db: Door, claim: Claim): Promise<boolean> {
  return update(db, claim, [sql`heartbeat_at = clock_timestamp()`]);
}

/** Shows life until told to stop. */
export function keepAlive(db: Door, claim: Claim, also: () => void = () => {}): { stop(): void } {
  let underWay = false;
  const heart = setInterval(() => {
    also();
    // One waits while a transaction of the work itself holds the row; a second would take one more connection and tell no more.
    if (underWay) return;
    underWay = true;
    // One that fails is followed by another: what counts is the silence.
    heartbeat(db, claim)
      .catch(() => {})
      .finally(() => {
        underWay = false;
      });
  }, heartbeatSeconds * 1000);
  return { stop: () => clearInterval(heart) };
}

/**
 * The last thing a transaction of claimed work does: all it wrote is undone when the work is in other hands, and nobody can
 * take it over between this and the commit. It is a sign of life too, since others wait while the row is held.
 */
export async function fence(trx: Trx, claim: Claim): Promise<void> {
  if (!(await heartbeat(trx, claim))) throw new LostClaim(claim);
}

async function giveBack(db: Door, claim: Claim, sets: RawBuilder<unknown>[]): Promise<void> {
  if (!(await update(db, claim, [...sets, sql`heartbeat_at = null`]))) throw new LostClaim(claim);
}

/** It is done, for good or ill: the columns say how. */
export async function finish(db: Door, claim: Claim, set: Columns): Promise<void> {
  await giveBack(db, claim, assignments(set));
}

/** It failed, and is tried again then; null: it is given up. */
export async function fail(db: Door, claim: Claim, nextAttemptAt: Date | null, set: Columns): Promise<void> {
  await giveBack(db, claim, [
    sql`failures = failures + 1`,
    sql`next_attempt_at = ${nextAttemptAt}`,
    ...assignments(set),
  ]);
}

/**
 * The ground under the work went away: no failure of it, but each time a longer pause. Nothing is done when it is in hand no more:
 * the word that it was finished may have come through, and only the answer to it been lost.
 */
export async function interrupt(db: Door, claim: Claim, now: Date, set: Columns): Promise<void> {
  await update(db, claim, [
    sql`interruptions = interruptions + 1`,
    sql`next_attempt_at = ${now}::timestamptz + ${silence}`,
    sql`heartbeat_at = null`,
    ...assignments(set),
  ]);
}
