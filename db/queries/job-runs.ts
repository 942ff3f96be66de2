import { sql } from 'kysely';
import type { Door } from '../schema.ts';
import { abandoned, type Claim } from './claims.ts';

/** What a run is for: a job's month or day in a region. */
export type RunKey = { regionId: number; job: string; period: string };
export type JobRun = RunKey & {
  attempt: number;
  status: 'requested' | 'running' | 'succeeded' | 'failed';
  startedAt: Date | null;
  finishedAt: Date | null;
  result: string | null;
  /** How often it has failed since somebody asked for it, or since the timetable did. */
  failures: number;
  /** Of a failed one: when it is tried again. */
  nextAttemptAt: Date | null;
};
export type ClaimedRun = RunKey & { attempt: number; failures: number };

export function claimOf({ regionId, job, period, attempt }: RunKey & { attempt: number }): Claim {
  return { kind: 'run', key: { region_id: regionId, job, period }, attempt };
}

const columns = [
  'region_id as regionId',
  'job',
  'period',
  'attempt',
  'status',
  'started_at as startedAt',
  'finished_at as finishedAt',
  'result',
  'failures',
  'next_attempt_at as nextAttemptAt',
] as const;

/** The newest attempt for each period of a job, the latest period first. */
export async function latestRuns(db: Door, regionId: number, job?: string): Promise<JobRun[]> {
  let query = db.selectFrom('job_runs').distinctOn(['job', 'period']).where('region_id', '=', regionId);
  if (job !== undefined) query = query.where('job', '=', job);
  return query.orderBy('job').orderBy('period', 'desc').orderBy('attempt', 'desc').select(columns).execute();
}

/** The latest period of the job that has succeeded, before the one given. */
export async function lastSucceeded(
  db: Door,
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
 * Takes the period for this process, as its next attempt after `afterAttempt` (0: the first). Undefined when another
 * process has taken it: the primary key is the lock.
 */
export async function claimRun(
  db: Door,
  key: RunKey,
  afterAttempt: number,
  startedAt: Date,
): Promise<ClaimedRun | undefined> {
  const attempt = afterAttempt + 1;
  const result = await db
    .insertInto('job_runs')
    .values({
      region_id: key.regionId,
      job: key.job,
      period: key.period,
      attempt,
      status: 'running',
      started_at: startedAt,
      heartbeat_at: sql<Date>`now()`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n ? { ...key, attempt, failures: 0 } : undefined;
}

/** Asks for one more run of the period, its failures counted anew; whichever process runs jobs takes it. False when it is asked for or at work already. */
export async function requestRun(db: Door, key: RunKey, requestedBy: number): Promise<boolean> {
  const { rows } = await sql`
    insert into job_runs (region_id, job, period, attempt, status, requested_by)
    select ${key.regionId}, ${key.job}, ${key.period}, coalesce(max(attempt), 0) + 1, 'requested', ${requestedBy}
    from job_runs where region_id = ${key.regionId} and job = ${key.job} and period = ${key.period}
    having coalesce(bool_and(status in ('succeeded', 'failed')), true)
    on conflict do nothing
    returning 1`.execute(db);
  return rows.length === 1;
}

/**
 * Takes one run of the region for this process: what a dead process left, what somebody asked for, what failed and is to be
 * tried again by now; of days only today is tried again. One at a time: what is taken shows life only while it is at work.
 */
export async function takeRun(
  db: Door,
  ask: { regionId: number; jobs: readonly string[]; period?: string; today: string; now: Date; died: string },
): Promise<ClaimedRun | undefined> {
  const { rows } = await sql<ClaimedRun>`
    with mine as (
      select region_id, job, period, attempt, status from job_runs r
      where region_id = ${ask.regionId} and job = any(${ask.jobs}) and (${ask.period ?? null}::text is null or period = ${ask.period ?? null})
        and case status
          when 'running' then ${abandoned}
          when 'requested' then true
          when 'failed' then next_attempt_at <= ${ask.now} and (length(period) = 7 or period = ${ask.today})
          else false end
        and status in ('requested', 'running', 'failed')
        and not exists (select from job_runs n where n.region_id = r.region_id and n.job = r.job and n.period = r.period
          and n.attempt > r.attempt)
      order by period, attempt limit 1 for update skip locked
    ), asked as (
      update job_runs r set status = 'running', started_at = ${ask.now}, heartbeat_at = clock_timestamp()
      from mine m where m.status = 'requested' and (r.region_id, r.job, r.period, r.attempt) = (m.region_id, m.job, m.period, m.attempt)
      returning r.*
    ), dead as (
      update job_runs r set status = 'failed', result = ${ask.died}, finished_at = ${ask.now}
      from mine m where m.status = 'running' and (r.region_id, r.job, r.period, r.attempt) = (m.region_id, m.job, m.period, m.attempt)
      returning r.region_id, r.job, r.period, r.attempt, r.failures, r.interruptions + 1 as interruptions
    ), again as (
      insert into job_runs (region_id, job, period, attempt, status, started_at, heartbeat_at, failures, interruptions)
      select region_id, job, period, attempt + 1, 'running', ${ask.now}, clock_timestamp(), failures, interruptions from (
        select * from dead
        union all
        select r.region_id, r.job, r.period, r.attempt, r.failures, r.interruptions from job_runs r
        join mine m on m.status = 'failed' and (r.region_id, r.job, r.period, r.attempt) = (m.region_id, m.job, m.period, m.attempt)
      ) before
      on conflict do nothing
      returning *
    )
    select region_id as "regionId", job, period, attempt, failures from asked
    union all select region_id, job, period, attempt, failures from again`.execute(db);
  return rows[0];
}

/**
 * When the run's first attempt began: of those that were tried again after a failure or a death. What somebody asks for anew, or
 * what follows a success, begins anew.
 */
export async function begunAt(db: Door, run: RunKey & { attempt: number }): Promise<Date> {
  const { begun } = await db
    .selectFrom('job_runs as r')
    .leftJoin('job_runs as b', (join) =>
      join
        .onRef('b.region_id', '=', 'r.region_id')
        .onRef('b.job', '=', 'r.job')
        .onRef('b.period', '=', 'r.period')
        .on(sql<boolean>`b.attempt = r.attempt - 1`),
    )
    .where('r.region_id', '=', run.regionId)
    .where('r.job', '=', run.job)
    .where('r.period', '=', run.period)
    .where('r.attempt', '<=', run.attempt)
    .where(sql<boolean>`(b.attempt is null or b.status = 'succeeded' or r.requested_by is not null)`)
    .orderBy('r.attempt', 'desc')
    .limit(1)
    .select('r.started_at as begun')
    .executeTakeFirstOrThrow();
  if (!begun) throw new Error('Asked of a run that nobody has begun');
  return begun;
}

export type RunOfList = JobRun & { requestedBy: string | null };

/** Every attempt of a job, the latest period first; `before` a run, those that follow it in the list. */
export async function runsOfJob(
  db: Door,
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
export async function whoAsked(db: Door, run: RunKey & { attempt: number }): Promise<number | null> {
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

/** The scheduler has looked at the timetable, or is at work on what it found there: told by the database's own clock. */
export async function noteLook(db: Door): Promise<void> {
  await sql`insert into scheduler_looks (looked_at) values (now())
    on conflict (one) do update set looked_at = excluded.looked_at`.execute(db);
}
