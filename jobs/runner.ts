/** Runs what is due exactly once across all processes: a run is a row, and its primary key is the lock. */
import cron from 'node-cron';
import type { Logger } from 'pino';
import { dayIn, type Zone } from '#app/domain/calendar.ts';
import { duePeriods } from '#app/domain/job.ts';
import { clock as clockActor } from '#app/domain/people.ts';
import { campaignsOfRegion } from '#db/queries/campaigns.ts';
import {
  beat,
  claimRequested,
  claimRun,
  finishRun,
  heartbeatSeconds,
  latestRuns,
  type RunKey,
  takeOverAbandoned,
} from '#db/queries/job-runs.ts';
import { type RegionRow, regions } from '#db/queries/organisations.ts';
import type { Db } from '#db/schema.ts';
import { type Job, timetable } from './timetable.ts';

export type Runner = { db: Db; clock: { now(): Date }; log: Logger; jobs?: Job[] };

/** A run whose process died is taken up again this many times before a person has to look. */
const mostAttempts = 3;
const abandoned = 'Прервано: процесс, выполнявший задание, остановился';

/** The periods of a job that should have run by now and have no row, oldest first. */
export async function missedPeriods(db: Db, region: RegionRow, job: Job, now: Date): Promise<string[]> {
  const today = dayIn(region.zone, now);
  const seen = new Set((await latestRuns(db, region.id, job.name)).map(({ period }) => period));
  const periods = duePeriods(job, await campaignsOfRegion(db, region.id), region.zone, today);
  return periods.filter((period) => !seen.has(period));
}

/** Runs every missed period of these jobs, in all regions, oldest first. A failure is recorded and does not stop the rest. */
export async function catchUp(runner: Runner, jobs: Job[] = runner.jobs ?? timetable): Promise<void> {
  for (const region of await regions(runner.db)) {
    for (const job of jobs) {
      for (const period of await missedPeriods(runner.db, region, job, runner.clock.now())) {
        const key = { regionId: region.id, job: job.name, period };
        if (await claimRun(runner.db, key, 0, runner.clock.now())) await execute(runner, job, { ...key, attempt: 1 });
      }
    }
  }
}

/** Takes up what a person asked for and what a dead process left behind. */
export async function takeUp(runner: Runner): Promise<void> {
  const { db, clock, log, jobs = timetable } = runner;
  const takeover = { at: clock.now(), result: abandoned, mostAttempts };
  for (const run of await takeOverAbandoned(db, takeover)) {
    log.warn({ job: run.job, period: run.period, attempt: run.attempt }, 'abandoned job run taken over');
    const job = jobs.find(({ name }) => name === run.job);
    if (job) await execute(runner, job, run);
  }
  for (const region of await regions(db)) {
    const run = await claimRequested(db, region.id, clock.now());
    const job = run && jobs.find(({ name }) => name === run.job);
    if (run && job) await execute(runner, job, run);
  }
}

/** Runs one period now, whatever the timetable says: `npm run job`. Throws what the job throws. */
export async function runNow(runner: Runner, job: Job, region: RegionRow, period: string): Promise<string> {
  const key = { regionId: region.id, job: job.name, period };
  const last = (await latestRuns(runner.db, region.id, job.name)).find((run) => run.period === period);
  const busy = last?.status === 'running' || last?.status === 'requested';
  if (busy || !(await claimRun(runner.db, key, last?.attempt ?? 0, runner.clock.now()))) {
    throw new Error('Это задание уже выполняет другой процесс');
  }
  return execute(runner, job, { ...key, attempt: (last?.attempt ?? 0) + 1 }, { rethrow: true });
}

async function execute(
  { db, clock, log }: Runner,
  job: Job,
  run: RunKey & { attempt: number },
  options?: { rethrow: true },
): Promise<string> {
  const key = { regionId: run.regionId, job: run.job, period: run.period, attempt: run.attempt };
  const heart = setInterval(() => void beat(db, key).catch(() => {}), heartbeatSeconds * 1000);
  try {
    const result = await job.run({ db, user: clockActor, now: clock.now() }, key);
    await finishRun(db, key, { status: 'succeeded', result, finishedAt: clock.now() });
    log.info(key, 'job run succeeded');
    return result;
  } catch (error) {
    const result = error instanceof Error ? error.message : String(error);
    await finishRun(db, key, { status: 'failed', result, finishedAt: clock.now() });
    log.error({ ...key, err: error }, 'job run failed');
    if (options?.rethrow) throw error;
    return result;
  } finally {
    clearInterval(heart);
  }
}

/**
 * Catches up, then keeps to the timetable until stopped. node-cron ticks on the machine's clock; which jobs are due is asked
 * of ours, so that a rehearsed December compiles November. Stopping waits for the run at work.
 */
export function startScheduler(runner: Runner): { stop(): Promise<void> } {
  const jobs = runner.jobs ?? timetable;
  const expressions = new Map<string, (at: Date) => boolean>();
  const isDue = (job: Job, zone: Zone, minute: Date) => {
    const key = `${job.cron} ${zone}`;
    const matches = expressions.get(key) ?? cronMatcher(job.cron, zone);
    expressions.set(key, matches);
    return matches(minute);
  };
  let lastMinute = 0;
  let stopped = false;
  let work: Promise<void> = catchUp(runner).catch((error) => runner.log.error({ err: error }, 'catch-up failed'));

  const tick = async () => {
    await takeUp(runner);
    const minute = Math.floor(runner.clock.now().getTime() / 60_000);
    if (minute === lastMinute) return;
    lastMinute = minute;
    const zones = new Set((await regions(runner.db)).map(({ zone }) => zone));
    const due = jobs.filter((job) => [...zones].some((zone) => isDue(job, zone, new Date(minute * 60_000))));
    if (due.length > 0) await catchUp(runner, due);
  };
  const ticking = cron.schedule('*/5 * * * * *', () => {
    if (!stopped) work = work.then(tick).catch((error) => runner.log.error({ err: error }, 'scheduler tick failed'));
  });
  return {
    async stop() {
      stopped = true;
      await ticking.destroy();
      await work;
    },
  };
}

function cronMatcher(expression: string, zone: Zone): (at: Date) => boolean {
  const task = cron.createTask(expression, () => {}, { timezone: zone });
  return (at) => task.match(at);
}
