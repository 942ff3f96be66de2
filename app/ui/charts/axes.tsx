/** What the pictures over time have in common: days from left to right, 0 to 100 % from below. */
import type { LabelProps } from 'recharts';
import { Tooltip, XAxis, YAxis } from 'recharts';
import type { DatedRow, Level, Tick } from '#app/charts/chart.ts';
import { formatPercentText } from '#app/text/format.ts';
import css from './charts.module.css';
import { langOfPage } from './lang-of-page.ts';
import { PointNote } from './point-link.tsx';

/** Colours as attributes: recharts draws parts of an axis outside the element that would carry a class. */
const tick = { fill: 'var(--muted)', fontSize: 14 };
const axis = { stroke: 'var(--edge)' };
const percents = [0, 25, 50, 75, 100];

/** A day as a number, so that distances on the axis are those of the calendar. */
export const at = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** Where a share lies on the axis of percent. */
export const height = ({ share }: Pick<Level, 'share'>) => (share.n * 100) / share.of;

/** A row as a point of the line; null leaves a gap. */
export const pointOf = (row: DatedRow) => ({
  row,
  at: at(row.day),
  value: row.share && row.share.of > 0 ? height({ share: row.share }) : null,
});
export type Point = ReturnType<typeof pointOf>;

type DayAxisProps = {
  /** All that must be in sight. */
  days: readonly number[];
  ticks: readonly Tick[];
};

export function DayAxis({ days, ticks }: DayAxisProps) {
  const texts = new Map(ticks.map(({ day, text }) => [at(day), text]));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  // A single day stands in the middle.
  const around = first === last ? 15 : 0;
  return (
    <XAxis
      dataKey="at"
      type="number"
      scale="linear"
      domain={[first - around, last + around]}
      ticks={[...texts.keys()].sort((a, b) => a - b)}
      tickFormatter={(value: number) => texts.get(value) ?? ''}
      axisLine={axis}
      tickLine={false}
      tick={tick}
      tickMargin={8}
      padding={{ left: 40, right: 40 }}
      minTickGap={16}
    />
  );
}

export function PercentAxis() {
  const lang = langOfPage();
  return (
    <YAxis
      domain={[0, 100]}
      ticks={percents}
      tickFormatter={(value: number) => formatPercentText(String(value), lang)}
      width={64}
      axisLine={false}
      tickLine={false}
      tick={tick}
    />
  );
}

/** What hovers beside the pointer: the figures of the nearest point. */
export function PointTooltip() {
  return (
    <Tooltip
      cursor={axis}
      isAnimationActive={false}
      content={({ payload }) => <PointNote row={(payload?.[0]?.payload as Point | undefined)?.row} />}
    />
  );
}

/** How the line to be reached is drawn wherever there is one. */
export const targetLine = { stroke: 'var(--ink)', strokeWidth: 2, strokeDasharray: '8 4' };
export const targetLabel = (target: Level) =>
  ({ value: target.label, position: 'insideBottomLeft', offset: 8, className: css.label }) as const;

type EndLabelProps = { box: LabelProps['viewBox']; text: string; above: boolean };

/** At the right end of a line, over or under it. */
export function EndLabel({ box, text, above }: EndLabelProps) {
  if (!box || !('x' in box)) return null;
  const {
    x = 0,
    y = 0,
    width = 0,
    height: tall = 0,
  } = box as Record<'x' | 'y' | 'width' | 'height', number | undefined>;
  return (
    <text x={x + width} y={above ? y - 8 : y + tall + 20} textAnchor="end" className={css.label}>
      {text}
    </text>
  );
}
