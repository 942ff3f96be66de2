/** By which day a month's edition must have gone out, and whether it has (MO-3.2). */
import {
  addDays,
  addMonths,
  type Day,
  dayIn,
  daysBetween,
  firstDay,
  lastDay,
  type Month,
  type Zone,
} from '../calendar.ts';
import type { Order } from '../orders/order.ts';

/** The last day on which the month's edition is sent in time: of the next month, from the order's measure that has it handed in. */
export function handInDay({ measures }: Pick<Order, 'measures'>, month: Month): Day | null {
  const measure = measures.find(({ term, result }) => term.kind === 'monthly' && result !== null);
  if (measure?.term.kind !== 'monthly') return null;
  const next = addMonths(month, 1);
  const due = addDays(firstDay(next), measure.term.dueDay - 1);
  return due < lastDay(next) ? due : lastDay(next);
}

export type HandIn =
  /** The month is not over. */
  | { state: 'running'; due: Day | null }
  /** The order names no day. */
  | { state: 'sent' | 'open'; due: null }
  | { state: 'onTime'; due: Day }
  /** `days` after the day, or left up to it: 0 on the day itself. */
  | { state: 'late' | 'overdue' | 'waiting'; due: Day; days: number };

/** `sentAt`: when a complete edition of the month first went out. The day itself is still in time, to its end in the region's zone. */
export function handInOf(
  order: Pick<Order, 'measures'>,
  month: Month,
  { sentAt, now, zone }: { sentAt: Date | null; now: Date; zone: Zone },
): HandIn {
  const due = handInDay(order, month);
  const today = dayIn(zone, now);
  if (today <= lastDay(month)) return { state: 'running', due };
  if (due === null) return { state: sentAt ? 'sent' : 'open', due };
  const on = sentAt ? dayIn(zone, sentAt) : today;
  const late = on > due;
  if (sentAt) return late ? { state: 'late', due, days: daysBetween(due, on) } : { state: 'onTime', due };
  return { state: late ? 'overdue' : 'waiting', due, days: Math.abs(daysBetween(due, on)) };
}
