/** Runs what is due exactly once across all processes: a run is a row, and its primary key is the lock. */
import cron from 'node-cron';
import type { Logger } from 'pino';
import { dayIn } from '#app/domain/calendar.ts';
import { missedPeriods, nextRun } from '#app/domain/job.ts';
import { clock as clockActor } from '#app/domain/people/people.ts';
import { againAfter } from '#app/domain/retry.ts';
import type { Mailer } from '#app/mail/smtp.server.ts';
import { consult } from '#app/use-cases/context.server.ts';
import { workOnImports } from '#app/use-cases/imports/work-on-imports.server.ts';
import { type ExportWork, workOnExports } from '#app/use-cases/territory/exports.server.ts';
import { isGone, logFailure } from '#db/away.ts';
import { campaignsOfRegion } from '#db/queries/campaigns.ts';
import { fail, finish, interrupt, keepAlive, LostClaim } from '#db/queries/claims.ts';
import { type ClaimedRun, claimOf, claimRun, latestRuns, noteLook, takeRun } from '#db/queries/job-runs.ts';
import { type RegionRow, regions } from '#db/queries/organisations.ts';
import type { Door } from '#db/schema.ts';
import { Found } from './found.ts';
import { sendLetters } from './send-letters.ts';
import { type Job, timetable } from './timetable.ts';

export type Runner = {
  db: Door;
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
  /** Whether the process is about to end: what has been begun is finished, nothing more is begun. */
  isStopping?: () => boolean;
};

const died = 'Прервано: процесс, выполнявший задание, остановился';

/** Runs every missed period of these jobs, in all regions, oldest first. A failure is recorded and does not stop the rest. */
export async function catchUp(runner: Runner, jobs: Job[] = runner.jobs ?? timetable): Promise<void> {
  const { db, clock } = runner;
  for (const region of await regions(db)) {
    const ctx = { db, user: clockActor, now: clock.now() };
    const campaigns = await consult(ctx, ({ db }) => campaignsOfRegion(db, region.id));
    for (const job of jobs) {
      const latest = await latestRuns(db, region.id, job.name);
      for (const period of missedPeriods(job, campaigns, latest, region.zone, clock.now())) {
        if (runner.isStopping?.()) return;
        const key = { regionId: region.id, job: job.name, period };
        const before = latest.find((run) => run.period === period)?.attempt ?? 0;
        const run = await claimRun(db, key, before, clock.now());
        if (run) await execute(runner, job, run);
      }
    }
  }
}

/** Takes up what a person asked for, what a dead process left behind, and what failed and is to be tried again by now. */
export async function takeUp(runner: Runner): Promise<void> {
  const { db, clock, jobs = timetable } = runner;
  const names = jobs.map(({ name }) => name);
  for (const { id: regionId, zone } of await regions(db)) {
    while (!runner.isStopping?.()) {
      const now = clock.now();
      const run = await takeRun(db, { regionId, jobs: names, today: dayIn(zone, now), now, died });
      const job = jobs.find(({ name }) => name === run?.job);
      if (!run || !job) break;
      await execute(runner, job, run);
    }
  }
}

/**
 * Runs one period now, whatever the timetable says: `npm run job`. Takes what was asked for and nobody took, and what a
 * dead process left. Throws what the job throws.
 */
export async function runNow(runner: Runner, job: Job, region: RegionRow, period: string): Promise<string> {
  const { db, clock } = runner;
  const key = { regionId: region.id, job: job.name, period };
  const now = clock.now();
  const taken = await takeRun(db, { ...key, jobs: [job.name], today: dayIn(region.zone, now), now, died });
  if (taken) return execute(runner, job, taken, { rethrow: true });
  const last = (await latestRuns(db, region.id, job.name)).find((run) => run.period === period);
  const run = last?.status === 'running' ? undefined : await claimRun(db, key, last?.attempt ?? 0, now);
  if (!run) throw new Error('Это задание уже выполняет другой процесс');
  return execute(runner, job, run, { rethrow: true });
}

/** Carries out a run that this process has claimed, and records what came of it. */
export async function execute(
  { db, clock, log, origin, archiveDir }: Runner,
  job: Job,
  run: ClaimedRun,
  options?: { rethrow: true },
): Promise<string> {
  const claim = claimOf(run);
  const alive = keepAlive(db, claim, () => void noteLook(db).catch(() => {}));
  try {
    const result = await job.run({ db, user: clockActor, now: clock.now(), origin, archiveDir, claim }, run);
    await finish(db, claim, { status: 'succeeded', result, finished_at: clock.now() });
    log.info(run, 'job run succeeded');
    return result;
  } catch (error) {
    const result = error instanceof Error ? error.message : String(error);
    const ended = { status: 'failed', result, finished_at: clock.now() };
    if (isGone(error)) await interrupt(db, claim, clock.now(), ended);
    else if (!(error instanceof LostClaim)) {
      const final = error instanceof Found;
      const again = final ? null : againAfter(job.pauses ?? [], run.failures + 1, clock.now());
      await fail(db, claim, again, ended);
    }
    logFailure(log, error, 'job run failed', run);
    if (options?.rethrow) throw error;
    return result;
  } finally {
    alive.stop();
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
    await noteLook(runner.db);
  };
}

/**
 * Keeps to the timetable until stopped. node-cron ticks on the machine's clock; what is due is asked of ours, so that a
 * rehearsed December compiles November. Letters and imported files go their own ways beside the jobs: none waits for
 * another, and files, which people wait for, are looked for each second. Stopping waits for the run, the letter and the file at work.
 */
export function startScheduler(given: Runner): { stop(): Promise<void> } {
  let stopped = false;
  const isStopping = () => stopped;
  const runner = { ...given, isStopping };
  const { log, makeFile } = runner;
  const unhurried = [
    inTurn(timetableLook(runner), log, 'scheduler tick failed'),
    inTurn(() => sendLetters(runner, isStopping), log, 'sending letters failed'),
  ];
  const awaited = [
    inTurn(() => workOnImports(runner, isStopping), log, 'working on imports failed'),
    ...(makeFile ? [inTurn(() => workOnExports({ ...runner, makeFile }, isStopping), log, 'making files failed')] : []),
  ];
  const ticking = [
    { ways: unhurried, seconds: '*/5' },
    { ways: awaited, seconds: '*' },
  ].map(({ ways, seconds }) => {
    const tick = () => {
      if (!stopped) for (const { again } of ways) again();
    };
    tick();
    // A tick missed on a busy machine is no news: the next one asks for all that is due.
    return cron.schedule(`${seconds} * * * * *`, tick, { suppressMissedWarning: true });
  });
  return {
    async stop() {
      stopped = true;
      await Promise.all(ticking.map((one) => one.destroy()));
      await Promise.all([...unhurried, ...awaited].map(({ done }) => done()));
      runner.mailer?.close();
    },
  };
}

/** One after another: while one is at work, one more waits for it and no third. */
function inTurn(act: () => Promise<unknown>, log: Logger, failed: string) {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    again() {
      if (waiting > 1) return;
      waiting++;
      last = last
        .then(act)
        .catch((error) => logFailure(log, error, failed))
        .finally(() => waiting--);
    },
    done: () => last,
  };
}
