/** Numbers, dates and times as people write them. Pure: the language and the zone are arguments. */
import { type Lang, localeOf } from './lang.ts';
import { plural } from './plural.ts';

const nbsp = '\u00a0';

const numbers = {
  ru: new Intl.NumberFormat(localeOf.ru, { maximumFractionDigits: 0 }),
  en: new Intl.NumberFormat(localeOf.en, { maximumFractionDigits: 0 }),
};

/** 1234 → «1 234», with a no-break space. */
export function formatInteger(n: number, lang: Lang): string {
  return numbers[lang].format(n).replace(/\s/g, nbsp);
}

/** '4.7' → «4,7». */
function formatDecimal(text: string, lang: Lang): string {
  return lang === 'ru' ? text.replace('.', ',') : text;
}

/** '74.96' → «74,96 %». The figure is made and rounded elsewhere; here it is only dressed. */
export function formatPercentText(text: string, lang: Lang): string {
  return lang === 'ru' ? `${formatDecimal(text, lang)}${nbsp}%` : `${text}%`;
}

/** A percentage as `coverage` makes it; a dash when there is no base. */
export function formatPercent(percent: { text: string } | null, lang: Lang): string {
  return percent ? formatPercentText(percent.text, lang) : '–';
}

/** «734 из 1 404». */
export function formatShare(n: number, of: number, lang: Lang): string {
  const between = lang === 'ru' ? 'из' : 'of';
  return `${formatInteger(n, lang)} ${between} ${formatInteger(of, lang)}`;
}

/** '2012-09-01' → «01.09.2012»; in English «1 Sep 2012», which no one can read month first. */
export function formatDay(day: string, lang: Lang): string {
  const [year, month, date] = day.split('-');
  return lang === 'ru'
    ? `${date}.${month}.${year}`
    : dateText(day, lang, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** '2012-09-01' → «1 сентября 2012 года». */
export function formatLongDay(day: string, lang: Lang): string {
  const dayAndMonth = dateText(day, lang, { day: 'numeric', month: 'long' }).replace(' ', nbsp);
  return `${dayAndMonth}${nbsp}${day.slice(0, 4)}${lang === 'ru' ? `${nbsp}года` : ''}`;
}

/** '2012-09' → «сентябрь 2012». */
export function formatMonth(month: string, lang: Lang): string {
  return `${dateText(`${month}-01`, lang, { month: 'long' })} ${month.slice(0, 4)}`;
}

/** '2012-09' → «сен 2012», for the axis of a chart. */
export function formatShortMonth(month: string, lang: Lang): string {
  return `${dateText(`${month}-01`, lang, { month: 'short' }).replace('.', '').slice(0, 3)} ${month.slice(0, 4)}`;
}

/** A calendar date has no zone: it is read and written in UTC, so that no zone can move it. */
function dateText(day: string, lang: Lang, parts: Intl.DateTimeFormatOptions): string {
  return dateFormat(lang, 'UTC', parts).format(new Date(`${day}T00:00:00Z`));
}

/** An instant on the wall clock of the zone, with the offset in force then: «14.11.2026, 14:05». */
export function formatDateTime(instant: string | Date, zone: string, lang: Lang): string {
  const at = new Date(instant);
  return `${formatDay(isoDay(at, zone), lang)}, ${formatTime(at, zone)}`;
}

function isoDay(at: Date, zone: string): string {
  const day = dateFormat('en', zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => day.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** «14:05». */
export function formatTime(instant: string | Date, zone: string): string {
  return dateFormat('ru', zone, { hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}

/** How far off a due day is: «через 3 дня», «завтра», «сегодня», «просрочено на 2 дня». The due day is still in time. */
export function formatDue(due: string, today: string, lang: Lang): string {
  const days = Math.round((Date.parse(due) - Date.parse(today)) / 86_400_000);
  const many = formatDays(Math.abs(days), lang);
  if (lang === 'ru') {
    if (days === 0) return 'сегодня';
    if (days === 1) return 'завтра';
    return days > 0 ? `через ${many}` : `просрочено на ${many}`;
  }
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  return days > 0 ? `in ${many}` : `${many} overdue`;
}

/** «2 дня», «5 дней». */
export function formatDays(days: number, lang: Lang): string {
  const word = lang === 'ru' ? plural.ru(days, 'день', 'дня', 'дней') : plural.en(days, 'day', 'days');
  return `${formatInteger(days, lang)}${nbsp}${word}`;
}

/** The formatters of one reader: language and zone said once. */
export function formatIn(lang: Lang, zone: string) {
  return {
    integer: (n: number) => formatInteger(n, lang),
    decimal: (text: string) => formatDecimal(text, lang),
    percentText: (text: string) => formatPercentText(text, lang),
    percent: (percent: { text: string } | null) => formatPercent(percent, lang),
    share: (n: number, of: number) => formatShare(n, of, lang),
    day: (day: string) => formatDay(day, lang),
    longDay: (day: string) => formatLongDay(day, lang),
    month: (month: string) => formatMonth(month, lang),
    shortMonth: (month: string) => formatShortMonth(month, lang),
    dateTime: (instant: string | Date) => formatDateTime(instant, zone, lang),
    /** The date of an instant on the wall calendar of the zone. */
    dayOf: (instant: string | Date) => formatDay(isoDay(new Date(instant), zone), lang),
    time: (instant: string | Date) => formatTime(instant, zone),
    due: (due: string, today: string) => formatDue(due, today, lang),
    days: (days: number) => formatDays(days, lang),
  };
}
export type Format = ReturnType<typeof formatIn>;

const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(lang: Lang, zone: string, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${lang} ${zone} ${Object.keys(parts)} ${Object.values(parts)}`;
  let format = dateFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(localeOf[lang], { ...parts, timeZone: zone, hourCycle: 'h23' });
    dateFormats.set(key, format);
  }
  return format;
}
