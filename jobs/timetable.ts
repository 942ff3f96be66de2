/** What each job of the schedule (app/domain/job.ts) does. */
import type { Day, Month } from '#app/domain/calendar.ts';
import { type JobName, type ScheduledJob, schedule } from '#app/domain/job.ts';
import type { clock } from '#app/domain/people/people.ts';
import type { Claim } from '#db/queries/claims.ts';
import { begunAt, type RunKey } from '#db/queries/job-runs.ts';
import type { Door } from '#db/schema.ts';
import { checkArchives } from './check-archive.ts';
import { compileMonth } from './compile-summary.ts';
import { forgetImported } from './forget-imports.ts';
import { openDates } from './open-reporting-dates.ts';
import { remindAll } from './remind.ts';
import { sealAndCheck } from './seal-audit.ts';
import { writeDigests } from './write-letters.ts';

/** `origin`: the address people type, for links in letters; `archiveDir`: the folder of the second copies, where there is one. */
export type JobContext = {
  db: Door;
  user: typeof clock;
  now: Date;
  origin: string;
  archiveDir?: string;
  /** Every transaction of the run is undone when the run is in other hands by then. */
  claim?: Claim;
};
export type Job = ScheduledJob & {
  /** Does the work and says in a sentence what was done. */
  run(ctx: JobContext, at: RunKey & { attempt: number }): Promise<string>;
};

const run: Record<JobName, Job['run']> = {
  'open-reporting-dates': (ctx, at) => openDates(ctx, { regionId: at.regionId, day: at.period as Day }),
  remind: (ctx, at) => remindAll(ctx, { regionId: at.regionId, day: at.period as Day }),
  'write-letters': (ctx, at) => writeDigests(ctx, { regionId: at.regionId, day: at.period as Day }),
  'compile-summary': async (ctx, at) =>
    compileMonth(ctx, { regionId: at.regionId, month: at.period as Month, since: await begunAt(ctx.db, at) }),
  'forget-imports': (ctx, at) => forgetImported(ctx, at),
  'seal-audit': (ctx) => sealAndCheck(ctx),
  'check-archive': (ctx, at) => checkArchives(ctx, at),
};

export const timetable: Job[] = schedule.map((job) => ({ ...job, run: run[job.name] }));
