import { type Day, type Month, monthOf } from '#app/domain/calendar.ts';
import { duePeriods, type JobName, jobNamed, missedPeriods, parsePeriod, schedule } from '#app/domain/job.ts';
import { campaignsOfRegion } from '#db/queries/campaigns.ts';
import { latestRuns, type RunOfList, requestRun, runsOfJob } from '#db/queries/job-runs.ts';
import { consult, refuse, today, transact, type UserContext } from '../context.server.ts';
import { administered, refuseField } from '../typed-fields.server.ts';

/** Runs shown at once: of every job, and of the one that was asked for. */
const few = 5;
const many = 50;

export type JobView = (typeof schedule)[number] & {
  runs: RunOfList[];
  /** Where the list goes on. */
  next: { period: string; attempt: number } | null;
  /** Periods that nobody has run yet although their time has come, oldest first. */
  missed: string[];
};

export type JobsView = {
  jobs: JobView[];
  /** Something is asked for or at work: the page looks again by itself. */
  busy: boolean;
  /** Months that can be compiled, the running one first. */
  months: Month[];
};

/** The timetable with what came of it; of one job with all of its runs. */
export async function seeJobs(
  ctx: UserContext,
  ask: { job?: JobName; before?: { period: string; attempt: number } } = {},
): Promise<JobsView> {
  administered(ctx);
  return jobsOf(ctx, ask);
}

/** The same for a caller that has checked who asks. */
export function jobsOf(
  ctx: UserContext,
  ask: { job?: JobName; before?: { period: string; attempt: number } } = {},
): Promise<JobsView> {
  return consult(ctx, async (ctx) => {
    const { region } = ctx.user;
    const on = today(ctx);
    const campaigns = await campaignsOfRegion(ctx.db, region.id);
    const latest = await latestRuns(ctx.db, region.id);
    const limit = ask.job ? many : few;
    const jobs: JobView[] = [];
    for (const job of schedule.filter(({ name }) => !ask.job || name === ask.job)) {
      const runs = await runsOfJob(ctx.db, region.id, job.name, { before: ask.before, limit: limit + 1 });
      const shown = runs.slice(0, limit);
      const missed = missedPeriods(job, campaigns, latest, region.zone, ctx.now);
      jobs.push({ ...job, runs: shown, next: (runs.length > limit && shown.at(-1)) || null, missed });
    }
    const busy = latest.some(({ status }) => status === 'requested' || status === 'running');
    const ended = duePeriods({ every: 'month' }, campaigns, region.zone, on) as Month[];
    return { jobs, busy, months: [monthOf(on), ...ended.reverse()] };
  });
}

/** Asks for one more run; whichever process runs jobs takes it within seconds. */
export async function requestJobRun(ctx: UserContext, ask: { job: string; period: string }): Promise<void> {
  await transact(ctx, async (write) => {
    administered(write);
    const { trx, user, audit } = write;
    const regionId = user.region.id;
    const job = jobNamed(ask.job);
    if (!job) return refuseField('job', 'notAChoice');
    const period: Day | Month | null = parsePeriod(job, ask.period, today(write));
    if (!period) return refuseField('period', job.every === 'month' ? 'noSuchMonth' : 'noSuchDate');
    if (!(await requestRun(trx, { regionId, job: job.name, period }, user.id))) return refuse({ kind: 'jobRunning' });
    const details = { job: job.name, period };
    await audit({ action: 'job.runAgain', subject: 'job', subjectId: null, organisationId: regionId, details });
  });
}
