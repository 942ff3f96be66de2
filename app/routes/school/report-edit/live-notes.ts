/** What stands at the form's lines and changes while somebody types: faults, what filing will ask, what differs. */
import type { Warning } from '#app/domain/reports/check.ts';
import type { Fault, Form } from '#app/domain/reports/form.ts';
import type { Format, Text } from '#app/text/index.tsx';
import { fieldId } from '#app/ui/field-id.ts';
import { findingText } from '../../_report/finding.ts';
import { copyOf } from './live-models.ts';

/** Says at each field what can't be read there, and no more what could not be read `before`. */
export function showErrors(faults: readonly Fault[], before: readonly Fault[], words: Record<string, string>): void {
  for (const { control } of controlsOf(before)) unmark(control);
  for (const { control, code } of controlsOf(faults)) mark(control, words[code] ?? '');
}

function controlsOf(faults: readonly Fault[]) {
  return faults.flatMap(({ field, code }) => {
    const control = document.getElementById(fieldId(field));
    return control ? [{ control, code }] : [];
  });
}

function mark(control: HTMLElement, text: string): void {
  const id = `${control.id}-error`;
  const error = copyOf('error', { text });
  const { faulty = '' } = error.dataset;
  error.id = id;
  delete error.dataset.faulty;
  const { box, label } = aroundOf(control);
  const hint = label && document.getElementById(`${control.id}-hint`);
  if (label) (hint ?? label).after(error);
  else box?.prepend(error);
  box?.classList.add(faulty);
  control.setAttribute('aria-invalid', 'true');
  describe(control, [hint?.id, id]);
}

function unmark(control: HTMLElement): void {
  document.getElementById(`${control.id}-error`)?.remove();
  const { box } = aroundOf(control);
  const faulty = copyOf('error').dataset.faulty ?? '';
  box?.classList.remove(faulty);
  control.removeAttribute('aria-invalid');
  describe(control, [document.getElementById(`${control.id}-hint`)?.id]);
}

function describe(control: HTMLElement, ids: (string | undefined)[]): void {
  const described = ids.filter(Boolean).join(' ');
  if (described) control.setAttribute('aria-describedby', described);
  else control.removeAttribute('aria-describedby');
}

/** The box of a field, and what its message follows; over a single box to tick it comes first. */
function aroundOf(control: HTMLElement): { box: Element | null | undefined; label: Element | null | undefined } {
  const { type } = control as HTMLInputElement;
  if (type === 'radio') {
    const group = control.closest('fieldset');
    return { box: group?.parentElement, label: group?.querySelector('legend') };
  }
  const box = type === 'checkbox' ? control.parentElement?.parentElement : control.parentElement;
  return { box, label: type === 'checkbox' ? null : box?.querySelector(':scope > label') };
}

/** Says at each line what filing the saved answers would ask. */
export function showAsked(
  warnings: readonly Warning[],
  form: Form,
  speech: { t: Pick<Text, 'checks'>; format: Format },
): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-soft]')) {
    for (const old of place.querySelectorAll('[data-asked]')) old.remove();
    const own = warnings.filter(({ item }) => item === place.dataset.soft);
    place.append(...own.map((found) => copyOf('asked', { text: findingText(found, form, speech) })));
    place.hidden = place.childElementCount === 0;
  }
}

/** Marks the lines whose answers differ from the last report's. */
export function markChanged(items: readonly string[]): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-changed]')) {
    const isChanged = items.includes(place.dataset.changed ?? '');
    if (isChanged === place.childElementCount > 0) continue;
    place.replaceChildren(...(isChanged ? [copyOf('changed')] : []));
  }
}
