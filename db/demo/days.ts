import { addDays, type Day, daysBetween, startOf, type Zone } from '#app/domain/calendar.ts';
import type { Random } from './random.ts';

function isWorkday(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && day.slice(5) > '01-08';
}

/** A working day within both ends, or where there is none, any. */
export function someDay(random: Random, from: Day, to: Day): Day {
  const all = Array.from({ length: Math.max(1, daysBetween(from, to) + 1) }, (_, at) => addDays(from, at));
  const working = all.filter(isWorkday);
  return random.pick(working.length > 0 ? working : all);
}

/** The working day that comes so many working days after. */
export function workdaysAfter(day: Day, count: number): Day {
  let at = day;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    if (isWorkday(at)) left -= 1;
  }
  return at;
}

export function laterOf(a: Day, b: Day): Day {
  return a > b ? a : b;
}

/** Instants within the working hours of a day in the zone. */
export function officeHours(zone: Zone): (day: Day, random: Random) => Date {
  const starts = new Map<Day, number>();
  return (day, random) => {
    const start = starts.get(day) ?? startOf(day, zone).getTime();
    starts.set(day, start);
    return new Date(start + random.whole(8 * 3600 + 1800, 17 * 3600 + 2700) * 1000);
  };
}
