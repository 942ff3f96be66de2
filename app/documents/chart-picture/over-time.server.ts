/** Pictures over time: days from left to right, 0 to 100 % from below. */
import type { BandsChart, DatedRow, ForecastChart, Level, LineChart, Step, Tick } from '#app/charts/chart.ts';
import { formatPercentText } from '#app/text/format.ts';
import { widthOf } from './letters.server.ts';
import { colours, sizes } from './look.ts';
import { type Box, element, type Markup } from './svg.ts';
import { type Label, labels, words } from './words.server.ts';

type Place = { x: number; y: number };
type Plot = Box & { x0: number; at: (day: string, percent: number) => Place };

const small = { size: sizes.small };
const label = { size: sizes.small, bold: true };
/** How far the last step of a plan is drawn: it has no end of its own. */
const lastStepDays = 15;
/** Between the ends of the axis and the first and last day. */
const inset = 28;

const dayOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
const percentOf = ({ n, of }: Level['share']) => (n * 100) / of;

/** A share over time against the line it should reach, and the steps towards it. */
export function linePicture({ rows, ticks, target, plan }: LineChart, box: Box): Markup[] {
  const lastStep = plan.at(-1);
  const end = Math.max(...rows.map(({ day }) => dayOf(day)), lastStep ? dayOf(lastStep.day) + lastStepDays : 0);
  const plot = plotIn(box, [...rows, ...plan].map(({ day }) => dayOf(day)).concat(rows.length > 0 ? end : []));
  const levels = levelsOf(plan, plot, end);
  const steps = levels.flatMap(({ from, to }) => [from, to]);
  const facts = factPlaces(rows, plot);
  const wanted = [
    ...targetLabels(target, plot),
    ...levels.map(({ step, from, to }) => endLabel(step.label, [from, to], { optional: step !== lastStep })).reverse(),
    ...factLabels(facts),
  ];
  return [
    ...axes(plot, ticks),
    ...targetMarks(target, plot),
    line(steps, { stroke: colours.edge, 'stroke-width': 2 }),
    ...factMarks(facts),
    ...labels(
      wanted,
      [...along(targetEnds(target, plot)), ...along(steps), ...along(facts), ...around(facts)],
      box,
      label,
    ),
  ];
}

/** What was expected by which day as shaded corridors, with the fact on them. */
export function bandsPicture({ rows, ticks, corridors }: BandsChart, box: Box): Markup[] {
  const plot = plotIn(
    box,
    ticks.map(({ day }) => dayOf(day)),
  );
  const boxes = corridors.map(({ start, end, from, to, label: text }) => {
    const [left, right] = [plot.at(start, to), plot.at(end, from)];
    return { text, x: left.x, y: left.y, width: right.x - left.x, height: Math.max(2, right.y - left.y) };
  });
  const facts = factPlaces(rows, plot);
  const wanted: Label[] = boxes.map(({ text, x, y, width, height }) => ({
    text,
    at: [
      { x, y: y - 6, anchor: 'start' },
      { x: x + width, y: y - 6, anchor: 'end' },
      { x, y: y + height + 16, anchor: 'start' },
      { x: x + width, y: y + height + 16, anchor: 'end' },
    ],
  }));
  return [
    ...axes(plot, ticks),
    ...boxes.map(({ text, ...corridor }) =>
      element('rect', { ...corridor, fill: colours.corridor, stroke: colours.corridorEdge }),
    ),
    ...factMarks(facts),
    ...labels([...wanted, ...factLabels(facts)], [...along(facts), ...around(facts)], box, label),
  ];
}

/** The line up to now; from there the present pace, and the pace that makes the target by its day. */
export function forecastPicture({ past, ticks, target, pace, needed }: ForecastChart, box: Box): Markup[] {
  const plot = plotIn(
    box,
    [...past, target, ...(pace ? [pace] : [])].map(({ day }) => dayOf(day)),
  );
  const facts = factPlaces(past, plot);
  const from = facts.at(-1);
  const goal = plot.at(target.day, percentOf(target.share));
  const end = pace && plot.at(pace.day, percentOf(pace.share));
  const atPace = from && end ? [from, end] : [];
  const toGoal = from && needed ? [from, goal] : [];
  const wanted = [
    ...targetLabels(target, plot),
    ...factLabels(facts).slice(0, 1),
    ...(needed && from ? [endLabel(needed.label, [from, goal])] : []),
    ...(pace && from && end ? [endLabel(pace.label, [from, end], { fill: colours.accent })] : []),
    ...factLabels(facts).slice(1),
  ];
  return [
    ...axes(plot, ticks),
    ...targetMarks(target, plot),
    line([goal, { x: goal.x, y: plot.y + plot.height }], { stroke: colours.edge, 'stroke-width': 1 }),
    line(toGoal, { stroke: colours.ink, 'stroke-width': 2, 'stroke-dasharray': '2 4' }),
    line(atPace, { stroke: colours.accent, 'stroke-width': 3, 'stroke-dasharray': '0.1 6', 'stroke-linecap': 'round' }),
    element('circle', { cx: goal.x, cy: goal.y, r: 5, fill: colours.page, stroke: colours.ink, 'stroke-width': 2 }),
    ...factMarks(facts),
    ...labels(
      wanted,
      [
        ...along(targetEnds(target, plot)),
        ...along(facts),
        ...along(atPace),
        ...along(toGoal),
        ...around([...facts, goal]),
      ],
      box,
      label,
    ),
  ];
}

// --------------------------------------------------------------------------------------------------------------- axes

function plotIn(box: Box, days: readonly number[]): Plot {
  const x0 = box.x + 46;
  const inner = { x: x0 + inset, y: box.y + 22, width: box.x + box.width - x0 - 2 * inset, height: box.height - 46 };
  const [first, last] = [Math.min(...days), Math.max(...days)];
  return {
    ...inner,
    x0,
    at: (day, percent) => ({
      // A single day stands in the middle.
      x: inner.x + inner.width * (last > first ? (dayOf(day) - first) / (last - first) : 0.5),
      y: inner.y + inner.height * (1 - percent / 100),
    }),
  };
}

function axes(plot: Plot, ticks: readonly Tick[]): Markup[] {
  const right = plot.x + plot.width + inset;
  const bottom = plot.y + plot.height;
  const grid = [0, 25, 50, 75, 100].flatMap((percent) => {
    const y = bottom - (plot.height * percent) / 100;
    const stroke = percent === 0 ? colours.edge : colours.line;
    return [
      element('line', { x1: plot.x0, x2: right, y1: y, y2: y, stroke }),
      words(plot.x0 - 8, y + 4, formatPercentText(String(percent), 'ru'), {
        ...small,
        fill: colours.muted,
        anchor: 'end',
      }),
    ];
  });
  return [...grid, ...dayTicks(plot, ticks, right)];
}

/** The last day is always named, and of the others those that leave room. */
function dayTicks(plot: Plot, ticks: readonly Tick[], right: number): Markup[] {
  const marks: Markup[] = [];
  let free = right + 16;
  for (const { day, text } of [...ticks].sort((a, b) => (a.day < b.day ? 1 : -1))) {
    const width = widthOf(text, small);
    const left = Math.min(plot.at(day, 0).x - width / 2, right + 4 - width);
    if (left + width > free - 12) continue;
    free = left;
    marks.push(words(left, plot.y + plot.height + 18, text, { ...small, fill: colours.muted }));
  }
  return marks;
}

// -------------------------------------------------------------------------------------------------------------- marks

type Fact = Place & { row: DatedRow };

function factPlaces(rows: readonly DatedRow[], plot: Plot): Fact[] {
  return rows.flatMap((row) =>
    row.share && row.share.of > 0 ? [{ row, ...plot.at(row.day, percentOf(row.share)) }] : [],
  );
}

function factMarks(facts: readonly Fact[]): Markup[] {
  return [
    line(facts, { stroke: colours.accent, 'stroke-width': 3 }),
    ...facts.map(({ x, y }) =>
      element('circle', { cx: x, cy: y, r: 4.5, fill: colours.page, stroke: colours.accent, 'stroke-width': 3 }),
    ),
  ];
}

/** The newest figure first: it is the one that must be read. */
function factLabels(facts: readonly Fact[]): Label[] {
  return facts
    .map(
      ({ x, y, row }, at): Label => ({
        text: row.percent,
        at: [
          { x, y: y - 10, anchor: 'middle' },
          { x, y: y + 20, anchor: 'middle' },
          { x: x + 10, y: y + 4, anchor: 'start' },
          { x: x - 10, y: y + 4, anchor: 'end' },
          { x: x - 4, y: y - 10, anchor: 'end' },
          { x: x + 4, y: y + 18, anchor: 'start' },
        ],
        optional: at < facts.length - 1,
      }),
    )
    .reverse();
}

function targetEnds(target: Level | null, plot: Plot): Place[] {
  if (!target) return [];
  const y = plot.y + plot.height * (1 - percentOf(target.share) / 100);
  return [
    { x: plot.x0, y },
    { x: plot.x + plot.width + inset, y },
  ];
}

function targetMarks(target: Level | null, plot: Plot): Markup[] {
  return [line(targetEnds(target, plot), { stroke: colours.ink, 'stroke-width': 2, 'stroke-dasharray': '8 4' })];
}

/** On the line itself, wherever along it nothing else runs. */
function targetLabels(target: Level | null, plot: Plot): Label[] {
  const [left, right] = targetEnds(target, plot);
  if (!target || !left || !right) return [];
  const { y } = left;
  const xs = [plot.x0 + 8, plot.x0 + 0.25 * plot.width, plot.x0 + 0.5 * plot.width];
  return [
    {
      text: target.label,
      at: [
        ...xs.map((x) => ({ x, y: y - 6, anchor: 'start' as const })),
        ...xs.map((x) => ({ x, y: y + 16, anchor: 'start' as const })),
        { x: right.x, y: y - 6, anchor: 'end' },
      ],
    },
  ];
}

/** Each step from its day to the next one's, and the last one to the end. */
function levelsOf(plan: readonly Step[], plot: Plot, end: number): { step: Step; from: Place; to: Place }[] {
  const right = plot.at(new Date(end * 86_400_000).toISOString().slice(0, 10), 0).x;
  return plan.map((step, index) => {
    const from = plot.at(step.day, percentOf(step.share));
    const next = plan[index + 1];
    return { step, from, to: { x: next ? plot.at(next.day, 0).x : right, y: from.y } };
  });
}

/** At the end of a line, over or under it. */
function endLabel(
  text: string,
  [from, to]: readonly [Place, Place],
  look: Pick<Label, 'fill' | 'optional'> = {},
): Label {
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  return {
    text,
    ...look,
    at: [to, middle].flatMap(({ x, y }) =>
      [-10, 22, 40, 58, 76, -28].map((below) => ({ x: x - 6, y: y + below, anchor: 'end' as const })),
    ),
  };
}

function line(through: readonly Place[], look: Record<string, string | number>): Markup {
  const points = through.map(({ x, y }) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' ');
  return element('polyline', { points, fill: 'none', ...look });
}

/** Small boxes along a line, so that no label is written across it. */
function along(through: readonly Place[]): Box[] {
  return through.slice(1).flatMap((to, at) => {
    const from = through[at] ?? to;
    const count = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 4);
    return Array.from({ length: count + 1 }, (_, step) => {
      const part = count === 0 ? 0 : step / count;
      return { x: from.x + (to.x - from.x) * part - 2, y: from.y + (to.y - from.y) * part - 2, width: 4, height: 4 };
    });
  });
}

function around(points: readonly Place[]): Box[] {
  return points.map(({ x, y }) => ({ x: x - 6, y: y - 6, width: 12, height: 12 }));
}
