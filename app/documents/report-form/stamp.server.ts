/** What a form's file says of itself, on a sheet that people don't see. Whoever changes it can only change their own file. */
import { createHash } from 'node:crypto';
import type exceljs from 'exceljs';
import { parseDay } from '#app/domain/calendar.ts';
import type { FormStamp } from '#app/domain/imports/import.ts';
import { type Form, hasField, type Typed } from '#app/domain/reports/form.ts';
import { areSizes, type Sizes, templateVersion } from './layout.ts';

const sheet = 'svodka';
const mark = 'Сводка: форма отчёта';
/** A cell holds 32,767 characters at most. */
const chunk = 30_000;

/** Two forms with the same hash ask for the same in the same words. */
export function hashOf({ items, problems, columns, heading, note }: Form): string {
  const sorted = (_key: string, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  const definition = JSON.stringify({ items, problems, columns, heading, note }, sorted);
  return createHash('sha256').update(definition).digest('hex').slice(0, 32);
}

export function writeStamp(workbook: exceljs.Workbook, form: Form, stamp: FormStamp, sizes: Sizes): void {
  const worksheet = workbook.addWorksheet(sheet, { state: 'veryHidden' });
  const { base, ...facts } = stamp;
  const filled = JSON.stringify(base);
  const rows = [
    mark,
    templateVersion,
    hashOf(form),
    // Numbers as text: no program that saves the file anew reformats them.
    JSON.stringify(facts),
    JSON.stringify(sizes),
    ...(filled.match(new RegExp(`[\\s\\S]{1,${chunk}}`, 'g')) ?? []),
  ];
  for (const [at, value] of rows.entries()) {
    const cell = worksheet.getCell(at + 1, 1);
    cell.numFmt = '@';
    cell.value = escaped(String(value));
  }
}

/** `_x0041_` in a cell's text reads as «A» unless its underscore is written the same way. */
export function escaped(text: string): string {
  return text.replace(/_(?=x[0-9A-F]{4}_)/g, '_x005F_');
}

export type Stamped = { template: string; hash: string; stamp: FormStamp; sizes: Sizes };

/** Undefined when the mark isn't there, null when it is but the rest can't be read. */
export function readStamp(workbook: exceljs.Workbook): Stamped | null | undefined {
  const worksheet = workbook.getWorksheet(sheet);
  const text = (row: number) => worksheet?.getCell(row, 1).text ?? '';
  if (text(1) !== mark) return undefined;
  try {
    const { reportId, schoolId, campaignId, formId, asOf, version } = JSON.parse(text(4));
    const day = parseDay(String(asOf));
    const whole = [reportId, schoolId, campaignId, version].every((id) => Number.isInteger(id) && id >= 0);
    if (!whole || typeof formId !== 'string' || !day) return null;
    let filled = '';
    for (let row = 6; text(row) !== ''; row++) filled += text(row);
    const base = JSON.parse(filled) as unknown;
    if (!isTyped(base)) return null;
    const stamp = { reportId, schoolId, campaignId, formId, asOf: day, version, base };
    return { template: text(2), hash: text(3), stamp, sizes: JSON.parse(text(5)) as Sizes };
  } catch {
    return null;
  }
}

function isTyped(value: unknown): value is Typed {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((text) => typeof text === 'string' && !/\0|\p{Cs}/u.test(text))
  );
}

/** Whether the file was made by this form's template, and nothing in its stamp speaks of another. */
export function fits({ template, hash, stamp, sizes }: Stamped, form: Form): boolean {
  return (
    template === String(templateVersion) &&
    hash === hashOf(form) &&
    typeof sizes === 'object' &&
    sizes !== null &&
    areSizes(form, sizes) &&
    Object.keys(stamp.base).every((field) => hasField(form, field))
  );
}
