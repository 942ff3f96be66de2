import { sql } from 'kysely';
import type { Db } from '../schema.ts';

/** What a run is for: a job's month or day in a region. */
export type RunKey = { regionId: number; job: string; period: string };
export type JobRun = RunKey & {
  attempt: number;
  status: 'requested' | 'running' | 'succeeded' | 'failed';
  startedAt: Date | null;
  finishedAt: Date | null;
  result: string | null;
};

/** A running row whose process has said nothing for this long belongs to a process that died. */
const silence = sql`interval '90 seconds'`;
/** How often a process at work says so; several times within the silence. */
export const heartbeatSeconds = 15;

const columns = [
  'region_id as regionId',
  'job',
  'period',
  'attempt',
  'status',
  'started_at as startedAt',
  'finished_at as finishedAt',
  'result',
] as const;

/** The newest attempt for each period of a job, the latest period first. */
export async function latestRuns(db: Db, regionId: number, job?: string): Promise<JobRun[]> {
  let query = db.selectFrom('job_runs').distinctOn(['job', 'period']).where('region_id', '=', regionId);
  if (job !== undefined) query = query.where('job', '=', job);
  return query.orderBy('job').orderBy('period', 'desc').orderBy('attempt', 'desc').select(columns).execute();
}

/** The latest period of the job that has succeeded, before the one given. */
export async function lastSucceeded(
  db: Db,
  { regionId, job }: Pick<RunKey, 'regionId' | 'job'>,
  before: string,
): Promise<string | null> {
  const { period } = await db
    .selectFrom('job_runs')
    .where('region_id', '=', regionId)
    .where('job', '=', job)
    .where('status', '=', 'succeeded')
    .where('period', '<', before)
    .select(({ fn }) => fn.max<string | null>('period').as('period'))
    .executeTakeFirstOrThrow();
  return period;
}

/**
 * Takes the period for this process, as its next attempt after `afterAttempt` (0: the first). False when another
 * process has taken it: the primary key is the lock.
 */
export async function claimRun(db: Db, key: RunKey, afterAttempt: number, startedAt: Date): Promise<boolean> {
  const result = await db
    .insertInto('job_runs')
    .values({
      region_id: key.regionId,
      job: key.job,
      period: key.period,
      attempt: afterAttempt + 1,
      status: 'running',
      started_at: startedAt,
      heartbeat_at: sql<Date>`now()`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Asks for one more run of the period; whichever process runs jobs takes it. False when it is asked for or at work already. */
export async function requestRun(db: Db, key: RunKey, requestedBy: number): Promise<boolean> {
  const { rows } = await sql`
    insert into job_runs (region_id, job, period, attempt, status, requested_by)
    select ${key.regionId}, ${key.job}, ${key.period}, coalesce(max(attempt), 0) + 1, 'requested', ${requestedBy}
    from job_runs where region_id = ${key.regionId} and job = ${key.job} and period = ${key.period}
    having coalesce(bool_and(status in ('succeeded', 'failed')), true)
    on conflict do nothing
    returning 1`.execute(db);
  return rows.length === 1;
}

/** Takes the oldest requested run of the region, or of the one period asked for, if there is one. */
export async function claimRequested(
  db: Db,
  { regionId, job, period }: Pick<RunKey, 'regionId'> & Partial<RunKey>,
  startedAt: Date,
): Promise<JobRun | undefined> {
  return db
    .updateTable('job_runs')
    .set({ status: 'running', started_at: startedAt, heartbeat_at: sql<Date>`now()` })
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('region_id', 'job', 'period', 'attempt'),
        'in',
        selectFrom('job_runs')
          .where('region_id', '=', regionId)
          .where('status', '=', 'requested')
          .$if(job !== undefined, (query) => query.where('job', '=', job ?? ''))
          .$if(period !== undefined, (query) => query.where('period', '=', period ?? ''))
          .orderBy('period')
          .limit(1)
          .forUpdate()
          .skipLocked()
          .select(['region_id', 'job', 'period', 'attempt'])
          .$asTuple('region_id', 'job', 'period', 'attempt'),
      ),
    )
    .returning(columns)
    .executeTakeFirst();
}

export async function beat(db: Db, key: RunKey & { attempt: number }): Promise<void> {
  await ofRun(db, key).set({ heartbeat_at: sql<Date>`now()` }).execute();
}

export async function finishRun(
  db: Db,
  key: RunKey & { attempt: number },
  outcome: { status: 'succeeded' | 'failed'; result: string; finishedAt: Date },
): Promise<void> {
  await ofRun(db, key)
    .set({ status: outcome.status, result: outcome.result, finished_at: outcome.finishedAt })
    .where('status', '=', 'running')
    .execute();
}

function ofRun(db: Db, key: RunKey & { attempt: number }) {
  return db
    .updateTable('job_runs')
    .where('region_id', '=', key.regionId)
    .where('job', '=', key.job)
    .where('period', '=', key.period)
    .where('attempt', '=', key.attempt);
}

/**
 * Marks the runs of dead processes as failed, with that said, and takes each for this process as its next attempt, up
 * to `mostAttempts`. One statement: nobody can die between the two.
 */
export async function takeOverAbandoned(
  db: Db,
  ask: { at: Date; result: string; mostAttempts: number; only?: RunKey },
): Promise<JobRun[]> {
  const only = ask.only
    ? sql<boolean>`region_id = ${ask.only.regionId} and job = ${ask.only.job} and period = ${ask.only.period}`
    : sql<boolean>`true`;
  const { rows } = await sql<JobRun>`
    with dead as (
      update job_runs set status = 'failed', result = ${ask.result}, finished_at = ${ask.at}
      where status = 'running' and heartbeat_at < now() - ${silence} and ${only}
      returning region_id, job, period, attempt
    )
    insert into job_runs (region_id, job, period, attempt, status, started_at, heartbeat_at)
    select region_id, job, period, attempt + 1, 'running', ${ask.at}, now() from dead where attempt < ${ask.mostAttempts}
    on conflict do nothing
    returning region_id as "regionId", job, period, attempt, status, started_at as "startedAt",
      finished_at as "finishedAt", result`.execute(db);
  return rows;
}

export type RunOfList = JobRun & { requestedBy: string | null };

/** Every attempt of a job, the latest period first; `before` a run, those that follow it in the list. */
export async function runsOfJob(
  db: Db,
  regionId: number,
  job: string,
  { before, limit }: { before?: { period: string; attempt: number }; limit: number },
): Promise<RunOfList[]> {
  let query = db
    .selectFrom('job_runs')
    .leftJoin('users', 'users.id', 'job_runs.requested_by')
    .where('region_id', '=', regionId)
    .where('job', '=', job);
  if (before) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('period', 'attempt'), '<', tuple(before.period, before.attempt)),
    );
  }
  return query
    .orderBy('period', 'desc')
    .orderBy('attempt', 'desc')
    .limit(limit)
    .select([...columns, 'users.name as requestedBy'])
    .execute();
}

/** Who asked for the run; null when the timetable did. */
export async function whoAsked(db: Db, run: RunKey & { attempt: number }): Promise<number | null> {
  const row = await db
    .selectFrom('job_runs')
    .where('region_id', '=', run.regionId)
    .where('job', '=', run.job)
    .where('period', '=', run.period)
    .where('attempt', '=', run.attempt)
    .select('requested_by as by')
    .executeTakeFirst();
  return row?.by ?? null;
}
