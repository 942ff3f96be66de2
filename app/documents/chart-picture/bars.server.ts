/** Sorted bars in as many columns as it takes for all of them to be read: 73 municipalities on a sheet of A4. */
import type { BarsChart, Row } from '#app/charts/chart.ts';
import { formatInteger } from '#app/text/format.ts';
import { charts } from '#app/text/ru/charts.ts';
import { sum } from '../table.ts';
import { widthOf, wrapped } from './letters.server.ts';
import { colours } from './look.ts';
import { stateKey, stateShape } from './states.server.ts';
import { type Box, element, type Markup } from './svg.ts';
import { paragraph, tallOf, words } from './words.server.ts';

/** How the rows may be set, the most legible first. */
const settings = [
  { columns: 1, size: 13 },
  { columns: 1, size: 12 },
  { columns: 1, size: 11 },
  { columns: 2, size: 12 },
  { columns: 2, size: 11 },
  { columns: 2, size: 10 },
  { columns: 2, size: 9 },
  { columns: 3, size: 9 },
];
const smallest = { columns: 2, size: 9 };
/** Between columns, and between the parts of a row. */
const gap = 24;
const space = 8;
/** A bar shorter than that shows nothing. */
const shortestBar = 56;
/** What names leave to the bars where they would rather be longer. */
const goodBar = 90;
const shape = 12;
const mostApart = 8;

type BarRow = BarsChart['rows'][number];
type Setting = (typeof settings)[number];
type Set = Setting & { name: number; figure: number; bar: number; column: number; tall: (row: Row) => number };

export function barsPicture(chart: BarsChart, box: Box): Markup[] {
  const { rows, target } = chart;
  const key = stateKey(rows, box);
  const head = target ? 20 : 0;
  const inner = { ...box, y: box.y + head, height: box.height - head - key.height };
  const found = settings
    .map((setting) => setIn(setting, rows, inner.width))
    .find((set) => set.bar >= shortestBar && columnsOf(rows, set, inner.height).length <= set.columns);
  if (found) {
    const columns = columnsOf(rows, found, inner.height);
    const tallest = Math.max(0, ...columns.map((column) => sum(column.map(found.tall))));
    // What room is left goes between the rows, as far as they still belong together.
    const apart = Math.min(mostApart, (inner.height - tallest) / Math.max(1, ...columns.map(({ length }) => length)));
    const set = { ...found, tall: (row: Row) => found.tall(row) + apart };
    const below = Math.max(0, ...columns.map((column) => sum(column.map(set.tall))));
    return [...columnMarks(chart, columns, set, inner), ...key.marks(inner.y + below + 6)];
  }
  // More than a picture holds: the first of them, and it is said how many there are.
  const set = setIn(smallest, rows, inner.width);
  const shown = columnsOf(rows, set, inner.height - 16).slice(0, set.columns);
  const note = charts.shown(formatInteger(shown.flat().length, 'ru'), formatInteger(rows.length, 'ru'));
  return [
    ...columnMarks(chart, shown, set, inner),
    words(inner.x, inner.y + inner.height - 4, note, { size: 12, fill: colours.muted }),
    ...key.marks(inner.y + inner.height),
  ];
}

function setIn({ columns, size }: Setting, rows: readonly BarRow[], width: number): Set {
  const column = (width - (columns - 1) * gap) / columns;
  const figure = Math.max(0, ...rows.map(({ text }) => widthOf(text, { size })));
  const longest = Math.max(0, ...rows.map(({ label }) => widthOf(label, { size })));
  const name = Math.min(longest + 1, Math.max(column * 0.4, column - figure - 3 * space - shape - goodBar));
  const bar = column - name - figure - 3 * space - shape;
  const tall = ({ label }: Row) => tallOf(wrapped(label, name, { size }).length, size) + 3;
  return { columns, size, name, figure, bar, column, tall };
}

/** Columns that are filled from above, as even as they can be. */
function columnsOf(rows: readonly BarRow[], { columns, tall }: Set, height: number): BarRow[][] {
  const all = sum(rows.map(tall));
  for (let most = Math.min(height, all / columns); ; most = Math.min(height, most + 8)) {
    const filled = filledTo(rows, tall, most);
    if (filled.length <= columns || most >= height) return filled;
  }
}

function filledTo(rows: readonly BarRow[], tall: Set['tall'], height: number): BarRow[][] {
  const columns: BarRow[][] = [];
  let used = Infinity;
  for (const row of rows) {
    if (used + tall(row) > height) {
      columns.push([]);
      used = 0;
    }
    columns.at(-1)?.push(row);
    used += tall(row);
  }
  return columns;
}

function columnMarks({ target }: BarsChart, columns: readonly BarRow[][], set: Set, box: Box): Markup[] {
  return columns.flatMap((rows, at) => {
    const x = box.x + at * (set.column + gap);
    let y = box.y;
    const marks = rows.flatMap((row) => {
      const tall = set.tall(row);
      y += tall;
      return rowMarks(row, set, { x, y: y - tall, width: set.column, height: tall });
    });
    if (!target) return marks;
    const left = barLeft(set, x) + (set.bar * target.share.n) / target.share.of;
    const rule = { x1: left, x2: left, y1: box.y - 4, y2: y, stroke: colours.ink, 'stroke-width': 2 };
    const label = words(left, box.y - 8, target.label, { size: 12, bold: true, anchor: 'middle' });
    return [...marks, element('line', rule), label];
  });
}

const barLeft = ({ name }: Set, x: number) => x + name + space;

function rowMarks(row: BarRow, set: Set, box: Box): Markup[] {
  const { size, name, figure, bar } = set;
  const left = barLeft(set, box.x);
  const middle = box.y + box.height / 2;
  const thick = Math.min(12, size);
  const part = row.share && row.share.of > 0 ? row.share.n / row.share.of : 0;
  const look = row.met ? { fill: colours.accent } : { fill: colours.accentPale, stroke: colours.accent };
  return [
    ...paragraph(
      { x: box.x, y: middle - tallOf(wrapped(row.label, name, { size }).length, size) / 2, width: name },
      row.label,
      { size },
    ).marks,
    element('rect', {
      x: left,
      y: middle - thick / 2,
      width: bar,
      height: thick,
      fill: colours.faint,
      stroke: colours.line,
    }),
    element('rect', { x: left, y: middle - thick / 2, width: bar * part, height: thick, ...look }),
    words(left + bar + space + figure, middle + size * 0.34, row.share?.of ? row.text : row.percent, {
      size,
      anchor: 'end',
    }),
    ...(row.state ? [stateShape(row.state.tone, left + bar + 2 * space + figure, middle - shape / 2, shape)] : []),
  ];
}
