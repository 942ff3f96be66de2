/** Calendar dates, months and the terms of an order. Pure: the clock and the zone are arguments. */

declare const brand: unique symbol;
/** A calendar date `2012-09-01`: no time, no zone; compares and sorts as text. */
export type Day = string & { readonly [brand]: 'Day' };
/** A calendar month `2012-09`, the half-open range from its first day to the first day of the next. */
export type Month = string & { readonly [brand]: 'Month' };
/** An IANA zone name. Offsets are looked up for the instant asked about: Moscow was UTC+4 in 2012, UTC+3 since 2014. */
export type Zone = string & { readonly [brand]: 'Zone' };

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The day written as `2012-09-01`, or null when there is no such date (`2012-02-30`) or it lies outside 1900–2199. */
export function parseDay(text: string): Day | null {
  const match = dayPattern.exec(text);
  if (!match) return null;
  const date = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) return null;
  const year = Number(match[1]);
  return year >= 1900 && year < 2200 ? (text as Day) : null;
}

const monthNames = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');

/**
 * A day as people in Russia type it (`1.9.2012`, `01.09.2012 г.`, `1 сентября 2012 года`) or as a browser's date field sends
 * it. What is written like a date but isn't on the calendar is `noSuchDate`; anything else has to be written anew, also
 * `09/01/2012`, which is another day in another country.
 */
export function readTypedDay(text: string): { day: Day } | { fault: 'noSuchDate' | 'notADate' } {
  const typed = text
    .replace(/[\s«»"]+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/ ?(г\.?|года?)$/, '');
  const [, day = '', word = '', year = ''] =
    /^(\d{1,2}) ?\. ?(\d{1,2}) ?\. ?(\d{4})$/.exec(typed) ?? /^(\d{1,2}) ([а-я]+) (\d{4})$/.exec(typed) ?? [];
  const month = /^\d/.test(word) ? word : String(monthNames.indexOf(word) + 1);
  const iso = day && month !== '0' ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : typed;
  if (!dayPattern.test(iso)) return { fault: 'notADate' };
  const read = parseDay(iso);
  return read ? { day: read } : { fault: 'noSuchDate' };
}

/** The same, or null for whatever is no day. */
export function parseTypedDay(text: string): Day | null {
  const read = readTypedDay(text);
  return 'day' in read ? read.day : null;
}

/** A day known to be right: for literals. Throws on anything else. */
export function day(text: string): Day {
  const parsed = parseDay(text);
  if (!parsed) throw new RangeError(`Not a calendar date: ${text}`);
  return parsed;
}

export function parseMonth(text: string): Month | null {
  return monthPattern.test(text) && text >= '1900' && text < '2200' ? (text as Month) : null;
}

/** A month known to be right: for literals. Throws on anything else. */
export function month(text: string): Month {
  const parsed = parseMonth(text);
  if (!parsed) throw new RangeError(`Not a month: ${text}`);
  return parsed;
}

export function addDays(from: Day, days: number): Day {
  const date = new Date(`${from}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10) as Day;
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The same date in another year; 29 February becomes 28 February where the year has none. */
export function addYears(from: Day, years: number): Day {
  const moved = `${String(Number(from.slice(0, 4)) + years).padStart(4, '0')}${from.slice(4)}`;
  return parseDay(moved) ?? day(`${moved.slice(0, 8)}28`);
}

export function addMonths(from: Month, months: number): Month {
  const date = new Date(`${from}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 7) as Month;
}

export function monthOf(of: Day): Month {
  return of.slice(0, 7) as Month;
}

export function firstDay(of: Month): Day {
  return `${of}-01` as Day;
}

/** The last day that still belongs to the month. */
export function lastDay(of: Month): Day {
  return addDays(firstDay(addMonths(of, 1)), -1);
}

/** Months from `from` up to and without `until`. */
export function monthsBetween(from: Month, until: Month): Month[] {
  const months: Month[] = [];
  for (let at = from; at < until; at = addMonths(at, 1)) months.push(at);
  return months;
}

/** Months from `first` up to and with the running one; the running one alone while `first` is still to come. */
export function monthsUpTo(first: Month, today: Day): Month[] {
  const running = monthOf(today);
  return first < running ? monthsBetween(first, addMonths(running, 1)) : [running];
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wallClock(instant: Date, zone: Zone): { day: Day; asUtc: number } {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, part.value]));
  const date = `${parts.year?.padStart(4, '0')}-${parts.month}-${parts.day}` as Day;
  return {
    day: date,
    asUtc: Date.parse(`${date}T${parts.hour}:${parts.minute}:${parts.second}Z`),
  };
}

/**
 * The date on the wall calendar in the zone at that instant. Found between the starts of days, which are looked up once:
 * asking Intl for each of a thousand instants would take longer than the query that brought them.
 */
export function dayIn(zone: Zone, instant: Date): Day {
  const utc = instant.toISOString().slice(0, 10) as Day;
  if (instant < startOf(utc, zone)) return addDays(utc, -1);
  const next = addDays(utc, 1);
  return instant < startOf(next, zone) ? utc : next;
}

const starts = new Map<string, number>();

/** The instant at which the day begins in the zone: its midnight, or the first instant after clocks jump over that. */
export function startOf(of: Day, zone: Zone): Date {
  const key = `${of} ${zone}`;
  let start = starts.get(key);
  if (start === undefined) {
    start = instantOf(of, 0, zone).getTime();
    starts.set(key, start);
  }
  return new Date(start);
}

const dayLong = 86_400_000;

/**
 * The instant at which the wall clock first shows so many minutes after the day's midnight; where clocks jump forward over
 * that, the first instant after the jump. Where they go back it comes twice, and the first time counts.
 */
export function instantOf(of: Day, minutes: number, zone: Zone): Date {
  const wall = Date.parse(`${of}T00:00:00Z`) + minutes * 60_000;
  const offsets = [wall - dayLong, wall + dayLong].map((near) => offsetAt(new Date(near), zone));
  const shown = offsets
    .map((offset) => wall - offset)
    .sort((a, b) => a - b)
    .find((at) => wallClock(new Date(at), zone).asUtc === wall);
  if (shown !== undefined) return new Date(shown);
  // In the gap: the jump lies between the two instants that the offsets of either side give.
  const [before = 0, after = 0] = offsets;
  let [early, late] = [wall - after, wall - before];
  while (late - early > 1000) {
    const middle = Math.round((early + late) / 2000) * 1000;
    if (offsetAt(new Date(middle), zone) === before) early = middle;
    else late = middle;
  }
  return new Date(late);
}

/** The instant at which the day is over: an act counts as done on the day when it happened before this instant. */
export function endOf(of: Day, zone: Zone): Date {
  return startOf(addDays(of, 1), zone);
}

function offsetAt(instant: Date, zone: Zone): number {
  return wallClock(instant, zone).asUtc - Math.floor(instant.getTime() / 1000) * 1000;
}

/** By when, or how often, a measure is to be done. Dates are inclusive: the due day itself is still in time. */
export type Term =
  | { kind: 'on'; day: Day }
  | { kind: 'until'; day: Day }
  | { kind: 'from'; day: Day }
  | { kind: 'months'; from: Month; to: Month }
  | { kind: 'constantly' }
  | { kind: 'weekly' }
  | { kind: 'monthly'; dueDay: number }
  | { kind: 'quarterly' };

/** For which dates a form is filled: a list from the order, or the last day of each month or quarter from a month on. */
export type Reporting =
  | { kind: 'dates'; dates: Day[] }
  | { kind: 'monthly'; from: Month }
  | { kind: 'quarterly'; from: Month };

/** The reporting dates that fall within `from`…`to`, both inclusive, oldest first. */
export function reportingDays(rule: Reporting, from: Day, to: Day): Day[] {
  if (rule.kind === 'dates') return rule.dates.filter((date) => date >= from && date <= to);
  return monthsBetween(rule.from, addMonths(monthOf(to), 1))
    .filter((at) => rule.kind === 'monthly' || Number(at.slice(5)) % 3 === 0)
    .map(lastDay)
    .filter((date) => date >= from && date <= to);
}
