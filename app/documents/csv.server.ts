/** A table as CSV in the way that Excel in Russian opens by a click: UTF-8 with its mark, semicolons, decimal commas; percent as a number. */
import { Readable } from 'node:stream';
import { percentOf } from '#app/domain/territory/coverage.ts';
import { formatDay } from '#app/text/format.ts';
import type { Cell, Column } from './table.ts';

export function csvStream<R>(
  columns: readonly Column<R>[],
  rows: Iterable<R> | AsyncIterable<R>,
): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(textOf(columns, rows))) as ReadableStream<Uint8Array>;
}

async function* textOf<R>(columns: readonly Column<R>[], rows: Iterable<R> | AsyncIterable<R>) {
  const heads = columns.map(({ head, group }) => quoted(group === undefined ? head : `${group}: ${head}`));
  yield Buffer.from(`\ufeff${heads.join(';')}\r\n`);
  for await (const row of rows) yield Buffer.from(`${columns.map(({ cell }) => fieldOf(cell(row))).join(';')}\r\n`);
}

function fieldOf(cell: Cell): string {
  switch (cell?.kind) {
    case 'text':
      return quoted(cell.text);
    case 'count':
      return String(cell.n);
    case 'percent':
      return percentOf(cell.share)?.text.replace('.', ',') ?? '';
    case 'day':
      return formatDay(cell.day, 'ru');
    default:
      return '';
  }
}

/** Spaces, and what nobody sees, may stand before it; full-width signs are read as the narrow ones. */
const formula = /^[\s\p{C}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** An apostrophe before what Excel would take for a formula: such a file is opened without being looked at first. */
function quoted(words: string): string {
  const safe = formula.test(words) ? `'${words}` : words;
  return /[;"\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
