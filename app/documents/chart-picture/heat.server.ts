/** Names × dates as a table of signs, with how many stand well under each date. */
import type { HeatChart, HeatTone } from '#app/charts/chart.ts';
import { formatInteger, formatShare } from '#app/text/format.ts';
import { charts } from '#app/text/ru/charts.ts';
import { widthOf, wrapped } from './letters.server.ts';
import { colours, sizes } from './look.ts';
import { type Flow, flow } from './states.server.ts';
import { type Box, element, type Markup } from './svg.ts';
import { paragraph, tallOf, words } from './words.server.ts';

const tones: Record<HeatTone, { fill: string; ink: string; edge?: string; dashed?: boolean }> = {
  good: { fill: colours.goodFaint, ink: colours.good },
  warning: { fill: colours.warningFaint, ink: colours.warning },
  bad: { fill: colours.bad, ink: colours.onBad },
  waiting: { fill: colours.accentFaint, ink: colours.accent },
  neutral: { fill: colours.page, ink: colours.muted, edge: colours.line },
  out: { fill: colours.page, ink: colours.muted, edge: colours.line, dashed: true },
};

const small = { size: sizes.small };
/** How large names and signs may be, the largest first. */
const sizesOfRows = [13, 12, 11, 10, 9];
const widestCell = 60;

export function heatPicture(chart: HeatChart, box: Box): Markup[] {
  const { rows, lines } = chart;
  const key = signKey(chart, box);
  const head = tallOf(2, small.size) + 4;
  const foot = tallOf(3, small.size) + 12;
  const room = box.height - head - foot - key.height;
  const settings = sizesOfRows.map((size) => setIn(size, chart, box.width));
  const tallOfAll = ({ tall }: Set) => lines.reduce((sum, { label }) => sum + tall(label), 0);
  const set = settings.find((one) => tallOfAll(one) <= room) ?? (settings.at(-1) as Set);
  const cut = tallOfAll(set) > room;
  const marks: Markup[] = [];
  let y = box.y + head;
  let shown = 0;
  for (const line of lines) {
    const tall = set.tall(line.label);
    if (y + tall > box.y + head + room - (cut ? 18 : 0)) break;
    marks.push(...lineMarks(line, set, { x: box.x, y, width: box.width, height: tall }));
    y += tall;
    shown++;
  }
  if (cut) {
    const note = charts.shown(formatInteger(shown, 'ru'), formatInteger(lines.length, 'ru'));
    marks.push(words(box.x, y + 14, note, { ...small, fill: colours.muted }));
    y += 18;
  }
  return [
    words(box.x, box.y + head - 8, chart.of, { ...small, bold: true }),
    ...rows.flatMap(({ label }, at) => {
      const lines = [label.slice(0, -5), label.slice(-4)];
      return centred(lines, box.x + set.left(at), box.y, set.cell, true);
    }),
    rule(box, box.y + head - 2),
    ...marks,
    rule(box, y + 1),
    words(box.x, y + 16, chart.heads.share, { ...small, bold: true }),
    ...rows.flatMap(({ share, percent }, at) =>
      share ? centred([...shareLines(share, set.cell), percent], box.x + set.left(at), y + 3, set.cell) : [],
    ),
    ...key.marks(y + foot),
  ];
}

type Set = { size: number; name: number; cell: number; left: (at: number) => number; tall: (label: string) => number };

function setIn(size: number, { lines, rows }: HeatChart, width: number): Set {
  const longest = Math.max(0, ...lines.map(({ label }) => widthOf(label, { size })));
  const least = rows.length * 36;
  const name = Math.max(Math.min(longest + 12, width - least), width * 0.2);
  const cell = Math.min(widestCell, (width - name) / Math.max(1, rows.length));
  return {
    size,
    name: name - 12,
    cell,
    left: (at) => name + at * cell,
    tall: (label) => tallOf(wrapped(label, name - 12, { size }).length, size) + 4,
  };
}

function lineMarks({ label, cells }: HeatChart['lines'][number], set: Set, box: Box): Markup[] {
  const { size, cell } = set;
  return [
    ...paragraph({ x: box.x, y: box.y + 2, width: set.name }, label, { size }).marks,
    ...cells.flatMap((one, at) => {
      if (!one) return [];
      const { fill, ink, edge, dashed } = tones[one.tone];
      const x = box.x + set.left(at);
      const look = { fill, stroke: edge, 'stroke-dasharray': dashed ? '3 2' : undefined };
      return [
        element('rect', { x: x + 2, y: box.y + 1, width: cell - 4, height: box.height - 2, ...look }),
        words(x + cell / 2, box.y + box.height / 2 + size * 0.34, one.sign, {
          size,
          bold: true,
          fill: ink,
          anchor: 'middle',
        }),
      ];
    }),
  ];
}

function centred(lines: readonly string[], x: number, y: number, width: number, bold = false): Markup[] {
  return lines.map((line, at) =>
    words(x + width / 2, y + (at + 1) * small.size * 1.2, line, { ...small, bold, anchor: 'middle' }),
  );
}

/** «12 из 15», in two lines where the column is narrow. */
function shareLines({ n, of }: { n: number; of: number }, width: number): string[] {
  const text = formatShare(n, of, 'ru');
  return widthOf(text, small) <= width - 4
    ? [text]
    : [text.slice(0, text.lastIndexOf('из') - 1), text.slice(text.lastIndexOf('из'))];
}

function rule({ x, width }: Box, y: number): Markup {
  return element('line', { x1: x, x2: x + width, y1: y, y2: y, stroke: colours.edge });
}

function signKey({ signs, notes }: HeatChart, box: Pick<Box, 'x' | 'width'>): Flow {
  const things = [
    ...signs.map(({ sign, word, tone }) => ({
      width: 32 + widthOf(word, small),
      marks: (x: number, y: number) => {
        const { fill, ink, edge, dashed } = tones[tone];
        const look = { fill, stroke: edge, 'stroke-dasharray': dashed ? '3 2' : undefined };
        return [
          element('rect', { x, y: y + 1, width: 24, height: 18, ...look }),
          words(x + 12, y + 14, sign, { ...small, bold: true, fill: ink, anchor: 'middle' }),
          words(x + 32, y + 14, word, small),
        ];
      },
    })),
    ...notes.map((note) => ({
      width: widthOf(note, small),
      marks: (x: number, y: number) => [words(x, y + 14, note, small)],
    })),
  ];
  return flow(things, box, 24);
}
