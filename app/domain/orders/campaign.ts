/** The life of a campaign: opened, and closed from a day on. */
import { addDays, type Day, firstDay, lastDay, type Month, monthOf } from '../calendar.ts';

/** From the day `on` nothing is owed any more; the document says so, in requisites and in a reason. */
export type Closing = { on: Day; document: string; reason: string };

type Closable = { closing: Closing | null };

/** The day of closing itself is closed: nobody owes, files or is reminded on it. */
export function isClosed({ closing }: Closable, on: Day): boolean {
  return closing !== null && closing.on <= on;
}

/** That day, or the last one on which the campaign was in force: figures speak of no later one. */
export function dayInForce({ closing }: Closable, on: Day): Day {
  return closing !== null && closing.on <= on ? addDays(closing.on, -1) : on;
}

/** The same of a month: the last one that a summary is made of. */
export function monthInForce({ closing }: Closable, of: Month): Month {
  const last = closing && monthOf(addDays(closing.on, -1));
  return last !== null && last < of ? last : of;
}

/** What is shown for that moment: of a closed campaign nothing later than its last day. */
export function momentInForce<A extends { month: Month; day?: Day }>(campaign: Closable, at: A): A {
  const month = monthInForce(campaign, at.month);
  return { ...at, month, ...(at.day && { day: dayInForce(campaign, at.day) }) };
}

/** The last day that a month's figures can speak of: its own, today while it runs, the campaign's last. */
export function lastDayOf(campaign: Closable, month: Month, today: Day): Day {
  const last = dayInForce(campaign, lastDay(month) < today ? lastDay(month) : today);
  return last < firstDay(month) ? firstDay(month) : last;
}
