import { type Day, daysBetween } from './calendar.ts';

/** Non-working holidays of art. 112 of the Labour Code (ТК РФ), month and date: 1–8 January and six more. */
const holidays = [
  ...['01-01', '01-02', '01-03', '01-04', '01-05', '01-06', '01-07', '01-08'],
  ...['02-23', '03-08', '05-01', '05-09', '06-12', '11-04'],
];

/** A Monday before every day that can be named. */
const firstMonday = '1899-12-25' as Day;

/**
 * How many working days lie after `from` up to and with `to`: 0 on the same day, 1 from a Friday to the next Monday,
 * 0 when `to` is earlier. Monday to Friday without the holidays of art. 112 ТК РФ. The Government's yearly transfers of
 * days off are not considered, nor are regional holidays; the January holidays are today's also for 2012.
 */
export function workingDaysBetween(from: Day, to: Day): number {
  if (to <= from) return 0;
  return weekdaysUpTo(to) - weekdaysUpTo(from) - holidaysBetween(from, to);
}

/** Whether people are at work on that day, by the same calendar. */
export function isWorkingDay(on: Day): boolean {
  return isWeekday(on) && !holidays.includes(on.slice(5));
}

/** Mondays to Fridays from the first Monday up to and with the day. */
function weekdaysUpTo(on: Day): number {
  const days = daysBetween(firstMonday, on);
  return Math.floor(days / 7) * 5 + Math.min((days % 7) + 1, 5);
}

function isWeekday(on: Day): boolean {
  return daysBetween(firstMonday, on) % 7 < 5;
}

/** Those that fall on a weekday, after `from` up to and with `to`. */
function holidaysBetween(from: Day, to: Day): number {
  let count = 0;
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    for (const date of holidays) {
      const on = `${year}-${date}` as Day;
      if (on > from && on <= to && isWeekday(on)) count++;
    }
  }
  return count;
}
