/** When which job runs, and for what; `jobs/timetable.ts` says what it does. Cron expressions are read in the region's zone. */
import { type Day, dayIn, type Month, monthOf, monthsBetween, parseDay, parseMonth, type Zone } from './calendar.ts';
import { firstMonth, type Order } from './order.ts';

export type JobStatus = 'requested' | 'running' | 'succeeded' | 'failed';

export type ScheduledJob = {
  name: string;
  cron: string;
  /** What one run is for. A missed month is caught up, each one; of missed days only today is. */
  every: 'month' | 'day';
};

export const schedule = [
  { name: 'open-reporting-dates', cron: '5 0 * * *', every: 'day' },
  { name: 'compile-summary', cron: '15 0 1 * *', every: 'month' },
] as const satisfies ScheduledJob[];

export type JobName = (typeof schedule)[number]['name'];

/** The job with this name, or null: names come from forms. */
export function jobNamed(name: string): (typeof schedule)[number] | null {
  return schedule.find((job) => job.name === name) ?? null;
}

/**
 * The periods that should have been run by now, oldest first: months since the first campaign began up to and without the
 * running one; of days, today.
 */
export function duePeriods(
  job: Pick<ScheduledJob, 'every'>,
  campaigns: { order: Order; openedAt: Date }[],
  zone: Zone,
  today: Day,
): (Day | Month)[] {
  if (job.every === 'day') return [today];
  // Months before a campaign was opened had nobody to report in them.
  const starts = campaigns.map(({ order, openedAt }) => {
    const opened = monthOf(dayIn(zone, openedAt));
    return firstMonth(order) > opened ? firstMonth(order) : opened;
  });
  const first = starts.sort()[0];
  return first ? monthsBetween(first, monthOf(today)) : [];
}

/** The period as a job of this kind takes it, up to today; null when it is none or has not begun. */
export function parsePeriod(job: Pick<ScheduledJob, 'every'>, text: string, today: Day): Day | Month | null {
  const period = job.every === 'month' ? parseMonth(text) : parseDay(text);
  return period !== null && period <= (job.every === 'month' ? monthOf(today) : today) ? period : null;
}
