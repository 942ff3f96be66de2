import type exceljs from 'exceljs';
import { parseTypedDay } from '#app/domain/calendar.ts';
import type { CellCode } from '#app/domain/imports/import.ts';
import { isReadable } from '#app/domain/readable-text.ts';
import { readTypedCount } from '#app/domain/reports/typed-count.ts';
import type { Input } from './item-layout.ts';

/** A cell of the form as a person would have typed it into the page, or why it can't be said. */
export function valueIn(cell: exceljs.Cell, { kind, options }: Input): { text: string } | { code: CellCode } {
  const { value } = cell;
  if (value === null || value === undefined) return { text: '' };
  if (typeof value === 'boolean') return { code: 'logical' };
  if (value instanceof Date) return kind === 'date' ? dayOf(value) : { code: 'dateHere' };
  if (typeof value === 'number') return { text: digitsOf(value) };
  if (typeof value === 'object') {
    if ('error' in value) return { code: 'errorValue' };
    // Not even what it came to: it may have been reckoned from another file, or not at all.
    if ('formula' in value || 'sharedFormula' in value) return { code: 'formula' };
  }
  const text = textOfCell(cell).replace(/\r\n?/g, '\n').trim();
  // Excel writes any character as `_x0000_`, also those that no database keeps.
  if (!isReadable(text)) return { code: 'unreadable' };
  switch (kind) {
    case 'date':
      return { text: parseTypedDay(text) ?? text };
    case 'list':
      return { text: options?.find((option) => plain(option.text) === plain(text))?.value ?? text };
    case 'count':
      return { text: countText(text) };
    default:
      return { text };
  }
}

/** The text of a cell that is no formula, whatever its looks and links. */
export function textOfCell({ value }: exceljs.Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object' && !(value instanceof Date)) {
    if ('richText' in value) return value.richText.map(({ text }) => text).join('');
    if ('text' in value) return textOfCell({ value: value.text as exceljs.CellValue } as exceljs.Cell);
    if ('formula' in value || 'sharedFormula' in value) return '';
    if ('error' in value) return value.error;
  }
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}

/** The day on which the moment lies: times of day are of no interest. */
function dayOf(value: Date): { text: string } | { code: CellCode } {
  if (Number.isNaN(value.getTime())) return { code: 'errorValue' };
  const text = value.toISOString().slice(0, 10);
  return parseTypedDay(text) ? { text } : { code: 'noSuchDate' };
}

function countText(text: string): string {
  const count = readTypedCount(text);
  return typeof count === 'number' ? digitsOf(count) : text;
}

/** Without an exponent, so that a number too large reads as just that. */
function digitsOf(value: number): string {
  if (!Number.isInteger(value)) return String(value).replace('.', ',');
  return Math.abs(value) < 1e15 ? String(value) : BigInt(value).toString();
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();
}
