/** The fields of the form as they stand on the page: read, filled, counted. Plain functions on the server's HTML. */
import type { Typed } from '#app/domain/reports/form.ts';
import { formatPercent } from '#app/text/format.ts';
import { isLang } from '#app/text/lang.ts';
import { type LiveRows, liveRows } from '#app/ui/live-rows.ts';
import { rowsOf } from './rows-of.ts';
import { shownDay } from './shown-day.ts';
import { typedShare } from './typed-share.ts';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export type LiveFields = {
  /** Puts this text into an item's fields. */
  give(item: string, typed: Typed): void;
};

/** Rows come and go, shares are counted as they are typed. */
export function liveFields(form: HTMLFormElement): LiveFields {
  const tables = new Map<string, LiveRows>();
  for (const table of form.querySelectorAll<HTMLElement>('[data-table]')) {
    const box = table.querySelector<HTMLElement>('[data-rows]');
    if (box) tables.set(table.dataset.table ?? '', liveRows(box));
  }
  const ages = agesIn(form);
  form.addEventListener('input', ({ target }) => countShare((target as Element).closest('[data-share]')));

  return {
    give(item, typed) {
      tables.get(item)?.show(rowsOf(typed, item));
      for (const control of controlsOf(form, item)) fill(control, typed[control.name]);
      if (item === 'problems') showAges(form, ages);
      for (const share of form.querySelectorAll('[data-share]')) countShare(share);
    },
  };
}

/** The fields of the order's form; the page's own have no colon in their names. */
export function typedIn(form: HTMLFormElement): Typed {
  const fields = [...new FormData(form)].filter(([name]) => name.includes(':'));
  return Object.fromEntries(fields.map(([name, value]) => [name, String(value)]));
}

function controlsOf(form: HTMLFormElement, item: string): Control[] {
  return ([...form.elements] as Control[]).filter(({ name }) => name?.startsWith(`${item}:`));
}

function fill(control: Control, text = ''): void {
  if (control.type === 'radio' || control.type === 'checkbox') {
    const box = control as HTMLInputElement;
    box.checked = box.value === text;
  } else {
    control.value = shownDay({ defaultValue: text }).defaultValue;
  }
}

function countShare(share: Element | null): void {
  const output = share?.querySelector('output');
  if (!share || !output) return;
  const [n, of] = [...share.querySelectorAll('input')].map(({ value }) => value);
  const { lang } = document.documentElement;
  output.textContent = formatPercent(typedShare(n, of), isLang(lang) ? lang : 'ru');
}

const keyFields = 'input[name^="problems:"][name$=":key"]';

/** How old a problem is stands beside it, by its key. */
function agesIn(form: HTMLFormElement): Map<string, Element> {
  const keys = [...form.querySelectorAll<HTMLInputElement>(keyFields)];
  return new Map(
    keys.flatMap((key): [string, Element][] => {
      const age = key.parentElement?.querySelector('[data-age]');
      return key.value && age ? [[key.value, age]] : [];
    }),
  );
}

function showAges(form: HTMLFormElement, ages: ReadonlyMap<string, Element>): void {
  for (const key of form.querySelectorAll<HTMLInputElement>(keyFields)) {
    const age = ages.get(key.value);
    if (age) key.after(age);
  }
}
