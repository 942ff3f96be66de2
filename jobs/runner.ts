/** Runs what is due exactly once across all processes: a run is a row, and its primary key is the lock. */
import cron from 'node-cron';
import type { Logger } from 'pino';
import { missedPeriods, nextRun } from '#app/domain/job.ts';
import { clock as clockActor } from '#app/domain/people.ts';
import type { Mailer } from '#app/mail/smtp.server.ts';
import { type ExportWork, workOnExports } from '#app/use-cases/exports.server.ts';
import { workOnImports } from '#app/use-cases/work-on-imports.server.ts';
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
import { sendLetters } from './send-letters.ts';
import { type Job, timetable } from './timetable.ts';

export type Runner = {
  db: Db;
  clock: { now(): Date };
  log: Logger;
  /** The address people type, for links in letters. */
  origin: string;
  /** Without one, letters stay in the outbox. */
  mailer?: Mailer;
  /** The folder of the editions' second copies. */
  archiveDir?: string;
  /** Makes files that people have asked for; without it they wait for a process that can. */
  makeFile?: ExportWork['makeFile'];
  jobs?: Job[];
};

/** A run whose process died is taken up again this many times before a person has to look. */
const mostAttempts = 3;
const abandoned = 'Прервано: процесс, выполнявший задание, остановился';

/** Runs every missed period of these jobs, in all regions, oldest first. A failure is recorded and does not stop the rest. */
export async function catchUp(runner: Runner, jobs: Job[] = runner.jobs ?? timetable): Promise<void> {
  const { db, clock } = runner;
  for (const region of await regions(db)) {
    const campaigns = await campaignsOfRegion(db, region.id);
    for (const job of jobs) {
      const latest = await latestRuns(db, region.id, job.name);
      for (const period of missedPeriods(job, campaigns, latest, region.zone, clock.now())) {
        const key = { regionId: region.id, job: job.name, period };
        const before = latest.find((run) => run.period === period)?.attempt ?? 0;
        if (await claimRun(db, key, before, clock.now())) await execute(runner, job, { ...key, attempt: before + 1 });
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
    const run = await claimRequested(db, { regionId: region.id }, clock.now());
    const job = run && jobs.find(({ name }) => name === run.job);
    if (run && job) await execute(runner, job, run);
  }
}

/**
 * Runs one period now, whatever the timetable says: `npm run job`. Takes what was asked for and nobody took, and what a
 * dead process left. Throws what the job throws.
 */
export async function runNow(runner: Runner, job: Job, region: RegionRow, period: string): Promise<string> {
  const { db, clock } = runner;
  const key = { regionId: region.id, job: job.name, period };
  const requested = await claimRequested(db, key, clock.now());
  if (requested) return execute(runner, job, requested, { rethrow: true });
  const taken = await takeOverAbandoned(db, { at: clock.now(), result: abandoned, mostAttempts, only: key });
  if (taken[0]) return execute(runner, job, taken[0], { rethrow: true });
  const last = (await latestRuns(db, region.id, job.name)).find((run) => run.period === period);
  const attempt = last?.attempt ?? 0;
  if (last?.status === 'running' || !(await claimRun(db, key, attempt, clock.now()))) {
    throw new Error('Это задание уже выполняет другой процесс');
  }
  return execute(runner, job, { ...key, attempt: attempt + 1 }, { rethrow: true });
}

async function execute(
  { db, clock, log, origin, archiveDir }: Runner,
  job: Job,
  run: RunKey & { attempt: number },
  options?: { rethrow: true },
): Promise<string> {
  const key = { regionId: run.regionId, job: run.job, period: run.period, attempt: run.attempt };
  const heart = setInterval(() => void beat(db, key).catch(() => {}), heartbeatSeconds * 1000);
  try {
    const result = await job.run({ db, user: clockActor, now: clock.now(), origin, archiveDir }, key);
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
 * One look at the timetable after another. The first catches up with everything; each later one with the jobs that have
 * become due since the last look that succeeded, so that a minute that was slept through is not lost.
 */
export function timetableLook(runner: Runner): () => Promise<void> {
  const jobs = runner.jobs ?? timetable;
  let looked = new Date(0);
  return async () => {
    const now = runner.clock.now();
    const since = looked;
    const zones = [...new Set((await regions(runner.db)).map(({ zone }) => zone))];
    const due = jobs.filter((job) => zones.some((zone) => nextRun(job, zone, since) <= now));
    if (due.length > 0) await catchUp(runner, due);
    looked = now;
    await takeUp(runner);
  };
}

/**
 * Keeps to the timetable until stopped. node-cron ticks on the machine's clock; what is due is asked of ours, so that a
 * rehearsed December compiles November. Letters and imported files go their own ways beside the jobs: none waits for
 * another. Stopping waits for the run, the letter and the file at work.
 */
export function startScheduler(runner: Runner): { stop(): Promise<void> } {
  const look = timetableLook(runner);
  let stopped = false;
  let work = Promise.resolve();
  let post = Promise.resolve();
  let imports: Promise<unknown> = Promise.resolve();
  let files: Promise<unknown> = Promise.resolve();
  const tick = () => {
    if (stopped) return;
    work = work.then(look).catch((error) => runner.log.error({ err: error }, 'scheduler tick failed'));
    post = post
      .then(() => sendLetters(runner, () => stopped))
      .catch((error) => runner.log.error({ err: error }, 'sending letters failed'));
    imports = imports
      .then(() => workOnImports(runner, () => stopped))
      .catch((error) => runner.log.error({ err: error }, 'working on imports failed'));
    const { makeFile } = runner;
    if (!makeFile) return;
    files = files
      .then(() => workOnExports({ ...runner, makeFile }, () => stopped))
      .catch((error) => runner.log.error({ err: error }, 'making files failed'));
  };
  tick();
  const ticking = cron.schedule('*/5 * * * * *', tick);
  return {
    async stop() {
      stopped = true;
      await ticking.destroy();
      await Promise.all([work, post, imports, files]);
      runner.mailer?.close();
    },
  };
}
