/**
 * A report while it is being typed: everything is kept, what can be read as answers and what can't, and two people's
 * text can be told apart and put together item by item. The server and the page read by the same rules.
 */
import type { Day } from '../calendar.ts';
import { type Answers, changedItems, type Fault, type Form, readAnswers, type Typed, writeAnswers } from './form.ts';

/** `unread`: all the text of those items in which something can't be read, by field. */
export type Draft = { answers: Answers; unread: Typed };

/** The item that a field belongs to, or `problems`: `6.1:n` → `6.1`. */
export function itemOf(field: string): string {
  return field.split(':', 1)[0] ?? '';
}

/**
 * Typed text → what is kept of it: nothing typed is lost. The answers hold only what has no fault (an n above its N is none),
 * and the faults name the fields as they were typed. `today` bounds the dates of documents.
 */
export function readDraft(form: Form, typed: Typed, today: Day): Draft & { faults: Fault[] } {
  const { answers: readable, faults } = readAnswers(form, typed, today);
  if (faults.length === 0) return { answers: readable, unread: {}, faults };
  const faulty = new Set(faults.map(({ field }) => field));
  const faultless = where(typed, (field) => !faulty.has(field));
  const { answers } = readAnswers(form, faultless, today);
  const items = new Set(faults.map(({ item }) => item));
  const unread = where(typed, (field) => items.has(itemOf(field)));
  return { answers, unread: withoutEmptyRows(form, unread), faults };
}

/** The text that the form's fields show for a draft. */
export function draftText(form: Form, { answers, unread }: Draft): Typed {
  const items = new Set(Object.keys(unread).map(itemOf));
  return { ...where(writeAnswers(form, answers), (field) => !items.has(itemOf(field))), ...unread };
}

/** What a draft says today: what could not be read may be read by now (the day of a document has come). */
export function readAgain(form: Form, draft: Draft, today: Day): Draft & { faults: Fault[] } {
  if (Object.keys(draft.unread).length === 0) return { ...draft, faults: [] };
  return readDraft(form, draftText(form, draft), today);
}

/** Ids of the items (and `problems`) in which two drafts differ, in the form's order. */
export function differingItems(form: Form, a: Draft, b: Draft): string[] {
  const differing = new Set(changedItems(form, a.answers, b.answers));
  for (const field of Object.keys({ ...a.unread, ...b.unread })) {
    // A problem that has got its key meanwhile still says the same.
    if (!field.endsWith(':key') && (a.unread[field] ?? '') !== (b.unread[field] ?? '')) differing.add(itemOf(field));
  }
  return [...form.items.map(({ id }) => id), 'problems'].filter((id) => differing.has(id));
}

/** The text with these items as they stand in another one. */
export function takeItems(typed: Typed, items: readonly string[], from: Typed): Typed {
  return {
    ...where(typed, (field) => !items.includes(itemOf(field))),
    ...where(from, (field) => items.includes(itemOf(field))),
  };
}

export type Merged = {
  /** Mine, with what only the others changed. */
  typed: Typed;
  /** Items taken over from them. */
  taken: string[];
  /** Items that both changed, each differently: mine stand in `typed`. */
  conflicts: string[];
};

/** Two people started from `base`: what each changed alone is kept. */
export function mergeText(form: Form, today: Day, text: { base: Typed; mine: Typed; theirs: Typed }): Merged {
  const read = (typed: Typed) => readDraft(form, typed, today);
  const [base, mine, theirs] = [read(text.base), read(text.mine), read(text.theirs)];
  const changedByMe = differingItems(form, base, mine);
  const changedByThem = differingItems(form, base, theirs);
  const differing = differingItems(form, mine, theirs);
  const taken = changedByThem.filter((id) => !changedByMe.includes(id));
  return {
    typed: takeItems(text.mine, taken, text.theirs),
    taken,
    conflicts: changedByThem.filter((id) => changedByMe.includes(id) && differing.includes(id)),
  };
}

/** Lines end as a browser reads them; what no database keeps (NUL, half a surrogate pair) leaves its mark. */
function keepable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\0|\p{Cs}/gu, '\ufffd');
}

/** Rows as they are shown again: from 0 and without gaps, like those of the answers. */
function withoutEmptyRows(form: Form, typed: Typed): Typed {
  const tables = new Set(['problems', ...form.items.filter(({ kind }) => kind === 'acts').map(({ id }) => id)]);
  const fields = Object.entries(typed).map(([field, text]) => {
    const [, item = '', row, part = ''] = /^([^:]+):(\d+):(.*)$/.exec(field) ?? [];
    const inRow = tables.has(item) && row !== undefined;
    return { field, item, part, row: inRow ? Number(row) : null, text: keepable(text) };
  });
  const filledRows = (of: string) =>
    fields.flatMap(({ item, row, part, text }) =>
      item === of && row !== null && part !== 'key' && text !== '' ? [row] : [],
    );
  const places = new Map([...tables].map((item) => [item, [...new Set(filledRows(item))].sort((a, b) => a - b)]));
  return Object.fromEntries(
    fields.flatMap(({ field, item, part, row, text }): [string, string][] => {
      if (row === null) return [[field, text]];
      const at = places.get(item)?.indexOf(row) ?? -1;
      return at < 0 ? [] : [[`${item}:${at}:${part}`, text]];
    }),
  );
}

function where(typed: Typed, wanted: (field: string) => boolean): Typed {
  return Object.fromEntries(Object.entries(typed).filter(([field]) => wanted(field)));
}
