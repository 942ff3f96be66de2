/** Columns → rows → sheet, as data: what the cells say. How a sheet becomes a file is the workbook's business. */
import type { Day } from '#app/domain/calendar.ts';
import type { Share } from '#app/domain/orders/order.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';

export type Tone = 'good' | 'bad';

/** `null` is an empty cell; `undefined` is covered by a merged one. */
export type Cell =
  | { kind: 'text'; text: string; tone?: Tone }
  /** `signed`: a difference, with its plus. */
  | { kind: 'count'; n: number; signed?: true }
  | { kind: 'percent'; share: Share; digits: number }
  | { kind: 'day'; day: Day }
  | null
  | undefined;

export type Look = 'title' | 'lead' | 'section' | 'warning' | 'label' | 'head' | 'row' | 'total' | 'free';

/** `merges` begin on this line: from column to column (0-based, inclusive), over so many lines. */
export type Line = {
  look: Look;
  cells: Cell[];
  merges?: { left: number; right: number; lines: number }[];
  /** In lines of text, where a merged cell decides; else it follows from what the cells say. */
  tall?: number;
};

export type Sheet = {
  name: string;
  /** In characters. */
  widths: number[];
  /** Those that come one by one are written as they come, however many. */
  lines: Iterable<Line> | AsyncIterable<Line>;
  /** What stays in sight, and is repeated on each printed page. */
  frozen: { columns: number; lines: number };
  /** Whether the rows can be filtered by the last of the frozen lines. */
  filter: boolean;
  /** Printed upright on one page of A4; other sheets lie, as many pages as they need. */
  onePage?: boolean;
  /** Columns of shares, 0-based, whose rows show a bar from zero to the whole. */
  bars?: number[];
  charts?: SheetChart[];
  pictures?: SheetPicture[];
};

/** Cells of one column on any sheet of the file, as Excel counts: from 1, the last included. */
export type CellRange = { sheet: string; column: number; from: number; to: number };

/** Over cells of its own sheet, 0-based; the last column and line are no longer covered. */
export type Place = { left: number; top: number; right: number; bottom: number };

/** Drawn by the program that opens the file: lines over the categories, or a bar for each, from the first down. */
export type SheetChart = {
  kind: 'line' | 'bars';
  title: string;
  categories: CellRange;
  /** `target` is a dashed line without points; `paler` are the bars, by place, that stand back. */
  series: { name: string; values: CellRange; target?: boolean; paler?: number[] }[];
  at: Place;
};

/** PNG; `says` is read out to those who don't see it. */
export type SheetPicture = { png: Buffer; says: string; at: Place };

export type Column<R> = {
  head: string;
  /** Neighbours of one group share a heading. */
  group?: string;
  /** In characters; a range is fitted to what the rows say. */
  width: number | { least: number; most: number };
  /** A share that is drawn as a bar too. */
  bar?: boolean;
  cell: (row: R) => Cell;
};

// ---------------------------------------------------------------------------------------------------- cells, columns

export function text(value: string | null, tone?: Tone): Cell {
  return value === null || value === '' ? null : { kind: 'text', text: value, tone };
}

export function count(n: number | undefined): Cell {
  return n === undefined ? null : { kind: 'count', n };
}

export function day(value: Day | undefined): Cell {
  return value === undefined ? null : { kind: 'day', day: value };
}

/** The fraction itself; only how many digits are shown follows the marks that it is read against. */
export function percent(share: Share | undefined, against: readonly Share[] = []): Cell {
  const shown = share && percentOf(share, against);
  return shown ? { kind: 'percent', share, digits: shown.digits } : null;
}

export function textColumn<R>(
  head: string,
  width: Column<R>['width'],
  value: (row: R) => string | null,
  tone?: (row: R) => Tone | undefined,
): Column<R> {
  return { head, width, cell: (row) => text(value(row), tone?.(row)) };
}

export function countColumn<R>(head: string, value: (row: R) => number | undefined): Column<R> {
  return { head, width: 10, cell: (row) => count(value(row)) };
}

export function dayColumn<R>(head: string, value: (row: R) => Day | undefined): Column<R> {
  return { head, width: 12.5, cell: (row) => day(value(row)) };
}

/** n, N and % under one heading. */
export function shareColumns<R>(
  group: string,
  heads: { n: string; of: string; percent: string },
  value: (row: R) => Share | undefined,
  against: readonly Share[] = [],
): Column<R>[] {
  return [
    { ...countColumn<R>(heads.n, (row) => value(row)?.n), group },
    { ...countColumn<R>(heads.of, (row) => value(row)?.of), group },
    { head: heads.percent, width: 9.5, cell: (row) => percent(value(row), against), group },
  ];
}

// ------------------------------------------------------------------------------------------------------------- sheet

/**
 * `total` closes the table outside of its filter; `empty` is said instead of rows. Rows that come one by one can't be
 * looked at beforehand: their columns are as wide as they may be.
 */
export function tableSheet<R>(
  name: string,
  columns: Column<R>[],
  rows: readonly R[] | AsyncIterable<R>,
  { keys, total, empty }: { keys: number; total?: Cell[]; empty?: string },
): Sheet {
  const widths = columns.map((column) => widthOf(column, Symbol.asyncIterator in rows ? null : rows));
  const head = headLines(columns, widths);
  const empties = columns.slice(1).map(() => undefined);
  async function* lines(): AsyncGenerator<Line> {
    yield* head;
    let isEmpty = true;
    for await (const row of rows) {
      isEmpty = false;
      yield { look: 'row', cells: columns.map(({ cell }) => cell(row)) };
    }
    if (isEmpty && empty) yield { look: 'free', cells: [text(empty), ...empties] };
    if (total) yield { look: 'total', cells: total };
  }
  return {
    name,
    widths,
    lines: { [Symbol.asyncIterator]: lines },
    frozen: { columns: keys, lines: head.length },
    filter: true,
    bars: columns.flatMap(({ bar }, at) => (bar ? [at] : [])),
  };
}

/** One line of headings, or two when some columns are grouped; a column without a group is as tall as both. */
function headLines(columns: Column<never>[], widths: number[]): Line[] {
  const heads = columns.map(({ head }) => text(head));
  if (columns.every(({ group }) => group === undefined)) {
    const tall = Math.max(...columns.map(({ head }, at) => linesOf(head, widths[at] ?? 0, true)));
    return [{ look: 'head', cells: heads, tall }];
  }
  const upper: Line = { look: 'head', cells: [], merges: [], tall: 1 };
  const lower: Line = { look: 'head', cells: [], tall: 1 };
  for (let left = 0; left < columns.length; ) {
    const group = columns[left]?.group;
    let right = left;
    while (group !== undefined && columns[right + 1]?.group === group) right++;
    const width = sum(widths.slice(left, right + 1));
    if (group === undefined) {
      upper.merges?.push({ left, right, lines: 2 });
      upper.cells.push(heads[left]);
      lower.cells.push(undefined);
      upper.tall = Math.max(upper.tall ?? 1, linesOf(columns[left]?.head ?? '', width, true) - 1);
    } else {
      if (right > left) upper.merges?.push({ left, right, lines: 1 });
      upper.cells.push(text(group), ...Array<Cell>(right - left).fill(undefined));
      lower.cells.push(...heads.slice(left, right + 1));
      upper.tall = Math.max(upper.tall ?? 1, linesOf(group, width, true));
      for (let at = left; at <= right; at++) {
        lower.tall = Math.max(lower.tall ?? 1, linesOf(columns[at]?.head ?? '', widths[at] ?? 0, true));
      }
    }
    left = right + 1;
  }
  return [upper, lower];
}

function widthOf<R>({ head, width, cell }: Column<R>, rows: readonly R[] | null): number {
  if (typeof width === 'number') return width;
  if (!rows) return width.most;
  let longest = Math.max(...head.split(' ').map((word) => word.length));
  for (const row of rows) {
    const said = cell(row);
    if (said?.kind === 'text' && said.text.length > longest) longest = said.text.length;
  }
  return Math.min(width.most, Math.max(width.least, longest + 3));
}

/**
 * How many lines the words take in a column of that width, which is counted in digits. Only an estimate, since the
 * reader's fonts are not ours: rather a line too many than a text cut off.
 */
export function linesOf(words: string, width: number, bold = false): number {
  const room = Math.max(1, width - 2.2) / (bold ? 1.1 : 1);
  if (words.length * widest <= room && !words.includes('\n')) return 1;
  return sum(words.split('\n').map((paragraph) => wrapped(paragraph.split(' ').map(lengthOf), room)));
}

const space = 0.5;
const widest = 1.6;

/** In digits of the font, for Russian letters of the usual ones. */
function lengthOf(word: string): number {
  let length = 0;
  for (const sign of word) {
    length += /[жшщюмыфw]/.test(sign)
      ? 1.4
      : /[ЖШЩЮМЫФДW]/.test(sign)
        ? widest
        : /[.,:;()«»'"!|]/.test(sign)
          ? 0.6
          : /\p{Lu}/u.test(sign)
            ? 1.15
            : 1;
  }
  return length;
}

function wrapped(lengths: number[], room: number): number {
  let lines = 1;
  let used = 0;
  for (const length of lengths) {
    if (used > 0 && used + space + length > room) {
      lines++;
      used = 0;
    }
    used += (used > 0 ? space : 0) + length;
    lines += Math.max(0, Math.ceil(used / room) - 1);
    if (used > room) used %= room;
  }
  return lines;
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
