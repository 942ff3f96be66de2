/** When which job runs, and for what; `jobs/timetable.ts` says what it does. Cron expressions are read in the region's zone. */
import {
  addDays,
  addMonths,
  type Day,
  dayIn,
  endOf,
  firstDay,
  instantOf,
  lastDay,
  type Month,
  monthOf,
  monthsBetween,
  parseDay,
  parseMonth,
  type Zone,
} from './calendar.ts';
import { firstMonth, type Order } from './orders/order.ts';

export type JobStatus = 'requested' | 'running' | 'succeeded' | 'failed';

/** The two kinds of schedule that there are: a minute and an hour of every day, or of one day of the month. */
export type Cron = `${number} ${number} ${number | '*'} * *`;

export type ScheduledJob = {
  name: string;
  cron: Cron;
  /** What one run is for. A missed month is caught up, each one; of missed days only today is. */
  every: 'month' | 'day';
  /** Minutes until a run that failed is tried again, after its first failure, its second …; then it is given up. */
  pauses?: readonly number[];
  /** Reads or writes so much that it has no place beside the pages. */
  heavy?: true;
};

/** A passing fault is over within the hour, an outage within the day; of a day the next one comes anyway. */
const ofDay = [5, 30, 120] as const;
const ofMonth = [5, 15, 60, 240, 720, 1440] as const;

export const schedule = [
  { name: 'open-reporting-dates', cron: '5 0 * * *', every: 'day', pauses: ofDay },
  { name: 'remind', cron: '30 6 * * *', every: 'day', pauses: ofDay },
  { name: 'write-letters', cron: '30 7 * * *', every: 'day', pauses: ofDay },
  { name: 'compile-summary', cron: '15 0 1 * *', every: 'month', pauses: ofMonth, heavy: true },
  { name: 'forget-imports', cron: '40 3 * * *', every: 'day', pauses: ofDay },
  { name: 'seal-audit', cron: '10 4 * * *', every: 'day', pauses: ofDay, heavy: true },
  { name: 'check-archive', cron: '20 2 * * *', every: 'day', pauses: ofDay, heavy: true },
] as const satisfies ScheduledJob[];

export type JobName = (typeof schedule)[number]['name'];

/** The job with this name, or null: names come from forms. */
export function jobNamed(name: string): (typeof schedule)[number] | null {
  return schedule.find((job) => job.name === name) ?? null;
}

type Begun = { order: Order; openedAt: Date };

/** The first month of a campaign's summaries: its order's, unless it was opened later and nobody had to report before. */
export function firstSummaryMonth({ order, openedAt }: Begun, zone: Zone): Month {
  const opened = monthOf(dayIn(zone, openedAt));
  return firstMonth(order) > opened ? firstMonth(order) : opened;
}

/**
 * The periods that should have been run by now, oldest first: months since the first campaign began up to and without the
 * running one; of days, today.
 */
export function duePeriods(
  job: Pick<ScheduledJob, 'every'>,
  campaigns: Begun[],
  zone: Zone,
  today: Day,
): (Day | Month)[] {
  if (job.every === 'day') return [today];
  const first = campaigns.map((campaign) => firstSummaryMonth(campaign, zone)).sort()[0];
  return first ? monthsBetween(first, monthOf(today)) : [];
}

/**
 * Those of them that still wait for their run. A run counts when it began after the month was over: a month compiled by
 * hand while it ran is compiled once more. A failed run counts too: it is tried again by its own pauses. A day waits
 * for its hour: nobody gets the morning's letters from a server that starts at night.
 */
export function missedPeriods(
  job: ScheduledJob,
  campaigns: Begun[],
  latest: { job: string; period: string; status: JobStatus; startedAt: Date | null }[],
  zone: Zone,
  now: Date,
): (Day | Month)[] {
  const today = dayIn(zone, now);
  if (job.every === 'day' && now < timeOn(today, job.cron, zone)) return [];
  const runs = new Map(latest.filter((run) => run.job === job.name).map((run) => [run.period, run]));
  return duePeriods(job, campaigns, zone, today).filter((period) => {
    const run = runs.get(period);
    if (!run) return true;
    if (run.startedAt === null || run.status === 'requested') return false;
    return job.every === 'month' && run.startedAt < endOf(lastDay(period as Month), zone);
  });
}

/** When the minute and hour of an expression come on that day. */
function timeOn(day: Day, cron: Cron, zone: Zone): Date {
  const [minute = 0, hour = 0] = cron.split(' ').map(Number);
  return instantOf(day, hour * 60 + minute, zone);
}

/** When the job's minute comes next after `now`; of a monthly one on its day of the month, of a daily one every day. */
export function nextRun({ cron }: Pick<ScheduledJob, 'cron'>, zone: Zone, now: Date): Date {
  const ofMonth = Number(cron.split(' ')[2]);
  const today = dayIn(zone, now);
  if (Number.isNaN(ofMonth)) {
    const at = timeOn(today, cron, zone);
    return at > now ? at : timeOn(addDays(today, 1), cron, zone);
  }
  const inMonth = (month: Month) => timeOn(addDays(firstDay(month), ofMonth - 1), cron, zone);
  const at = inMonth(monthOf(today));
  return at > now ? at : inMonth(addMonths(monthOf(today), 1));
}

/** The period as a job of this kind takes it, up to today; null when it is none or has not begun. */
export function parsePeriod(job: Pick<ScheduledJob, 'every'>, text: string, today: Day): Day | Month | null {
  const period = job.every === 'month' ? parseMonth(text) : parseDay(text);
  return period !== null && period <= (job.every === 'month' ? monthOf(today) : today) ? period : null;
}
