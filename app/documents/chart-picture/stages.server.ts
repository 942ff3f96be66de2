/** One row cut into stages, and under it stage by stage, each part where it lies in the row above. */
import type { Row, StagesChart } from '#app/charts/chart.ts';
import { formatInteger } from '#app/text/format.ts';
import { charts } from '#app/text/ru/charts.ts';
import { widthOf, wrapped } from './letters.server.ts';
import { colours, sizes } from './look.ts';
import { type Box, element, type Markup } from './svg.ts';
import { paragraph, tallOf, words } from './words.server.ts';

const look = { size: sizes.text };
const space = 10;
const thick = 16;

export function stagesPicture({ rows }: StagesChart, box: Box): Markup[] {
  const whole = rows[0]?.share?.of ?? 0;
  const figure = Math.max(0, ...rows.map(({ text }) => widthOf(text, look)));
  const longest = Math.max(widthOf(charts.stages.row, look), ...rows.map(({ label }) => widthOf(label, look)));
  const name = Math.min(longest + 1, (box.width - figure) / 2);
  const left = box.x + name + space;
  const bar = box.width - name - figure - 2 * space;
  const needed = rows.map(({ label }) => tallOf(wrapped(label, name, look).length, look.size) + 8);
  const first = 34;
  // Rows stand apart as far as there is room, and not further than belongs together.
  const spare = box.height - first - needed.reduce((sum, tall) => sum + tall, 0);
  const apart = Math.max(0, Math.min(12, spare / Math.max(1, rows.length)));
  const from = startsOf(rows);
  const part = (row: Row, at: number, y: number) => {
    const n = row.share?.n ?? 0;
    return n > 0 && whole > 0
      ? [
          element('rect', {
            x: left + (bar * (from[at] ?? 0)) / whole,
            y,
            width: (bar * n) / whole,
            height: thick,
            fill: colours.accent,
            stroke: colours.page,
          }),
        ]
      : [];
  };
  let y = box.y + first;
  return [
    words(box.x, box.y + 15, charts.stages.row, { ...look, bold: true }),
    ground(left, box.y + 3, bar),
    ...rows.flatMap((row, at) => part(row, at, box.y + 3)),
    words(left + bar + space + figure, box.y + 15, formatInteger(whole, 'ru'), { ...look, bold: true, anchor: 'end' }),
    ...rows.flatMap((row, at) => {
      const top = y;
      y += (needed[at] ?? 0) + apart;
      return [
        ...paragraph({ x: box.x, y: top, width: name }, row.label, look).marks,
        ground(left, top, bar),
        ...part(row, at, top),
        words(left + bar + space + figure, top + 13, row.text, { ...look, anchor: 'end' }),
      ];
    }),
  ];
}

/** Each part begins where the one before it ends. */
function startsOf(rows: readonly Row[]): number[] {
  let before = 0;
  return rows.map(({ share }) => {
    const start = before;
    before += share?.n ?? 0;
    return start;
  });
}

function ground(x: number, y: number, width: number): Markup {
  return element('rect', { x, y, width, height: thick, fill: colours.faint, stroke: colours.line });
}
