import type { CellCode } from '#app/domain/imports/import.ts';
import type { Form } from '#app/domain/reports/form.ts';
import type { Speech } from '#app/text/index.tsx';

/** «строка 6.1», or the table of problems. */
export function placeOf({ items }: Pick<Form, 'items'>, itemId: string, { t }: Pick<Speech, 't'>): string {
  const item = items.find(({ id }) => id === itemId);
  return item ? t.imports.file.line(item.number) : t.imports.file.problems;
}

/** The lines' numbers, one after another. */
export function placesOf({ items }: Pick<Form, 'items'>, itemIds: readonly string[], { t }: Pick<Speech, 't'>): string {
  return itemIds.map((id) => items.find((item) => item.id === id)?.number ?? t.imports.file.problems).join(', ');
}

export function cellText(code: CellCode, { t }: Pick<Speech, 't'>): string {
  const words: Partial<Record<CellCode, string>> = { ...t.refusals.faults, ...t.imports.cells };
  return words[code] ?? code;
}
