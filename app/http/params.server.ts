import { data } from '@remix-run/node';
import { type Day, type Month, monthOf, parseDay, parseMonth } from '#app/domain/calendar.ts';
import type { At } from '#app/domain/territory/summary.ts';

/** A URL that asks for nothing that can exist. */
export function noSuchPage(): never {
  throw data(null, { status: 404 });
}

/** An id from the URL; anything but a whole number that fits the column answers 404. */
export function idFrom(param: string | undefined): number {
  return param && /^[1-9]\d{0,8}$/.test(param) ? Number(param) : noSuchPage();
}

/** `?at=` as a month or a day; without it the running month. */
export function atFrom(text: string | null, today: Day): At {
  if (text === null) return { month: monthOf(today) };
  const month = parseMonth(text);
  if (month) return month > monthOf(today) ? noSuchPage() : { month };
  const day = parseDay(text);
  return !day || day > today ? noSuchPage() : { month: monthOf(day), day };
}

/** `?territory=now`: by the municipalities of today; anything else is as good as none. */
export function territoryFrom(text: string | null): Pick<At, 'territory'> {
  return text === 'now' ? { territory: text } : {};
}

/** A month from the URL, no later than the running one. */
export function monthFrom(param: string | undefined, today: Day): Month {
  const month = parseMonth(param ?? '');
  return month && month <= monthOf(today) ? month : noSuchPage();
}

/** `?edition=` as an edition's number, if it is there. */
export function editionFrom(text: string | null): number | undefined {
  return text === null ? undefined : idFrom(text);
}

/** `?page=` of a long list; without it the first. */
export function pageFrom(text: string | null): number {
  return /^[1-9]\d{0,4}$/.test(text ?? '1') ? Number(text ?? 1) : noSuchPage();
}

/** `?date=` as a day, if it is there. */
export function dayFrom(text: string | null): Day | undefined {
  return text === null ? undefined : (parseDay(text) ?? noSuchPage());
}

/** `?date=` as the reporting date of that day, and of that form where it names one (see `dateKey`). */
export function dateKeyFrom(text: string | null): { asOf?: Day; formId?: string } {
  const [, asOf = null, , formId] = /^([^.]*)(\.(.+))?$/s.exec(text ?? '') ?? [];
  return text === null ? {} : { asOf: dayFrom(asOf ?? ''), formId };
}

/** `?filing=` as one of the report's filings; without it the one that stands, or undefined for the school's newer draft. */
export function filingFrom<T extends { ordinal: number }>(
  search: URLSearchParams,
  { draft, filings, standingFiling }: { draft: object | null; filings: T[]; standingFiling: T | null },
): T | undefined {
  const wanted = search.get('filing');
  if (wanted === null) return draft ? undefined : (standingFiling ?? undefined);
  return filings.find(({ ordinal }) => String(ordinal) === wanted) ?? noSuchPage();
}
