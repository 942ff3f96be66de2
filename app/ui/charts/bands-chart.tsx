import { type LabelProps, Line, LineChart, ReferenceArea, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useText } from '#app/text/index.tsx';
import css from './charts.module.css';
import { axis, type ChartPoint, lastWithValue, PointLink, PointNote, tick } from './point-link.tsx';

/** From `start` to `end` the share is expected between `from` and `to` percent; `label` is written into it. */
export type Corridor = { start: string; end: string; from: number; to: number; label: string };

export type BandsChartProps = {
  corridors: readonly Corridor[];
  /** Oldest first; `day` is a calendar date, `value` in percent. */
  points: readonly (ChartPoint & { day: string })[];
};

const at = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
const dayAt = (value: number) => new Date(value * 86_400_000).toISOString().slice(0, 10);

/** What was expected by which day, as shaded corridors, with the fact on them. */
export function BandsChart({ corridors, points }: BandsChartProps) {
  const { format } = useText();
  const last = lastWithValue(points);
  const edges = corridors.flatMap(({ start, end }) => [at(start), at(end)]);
  const days = [...edges, ...points.map(({ day }) => at(day))];
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        data={points.map((point) => ({ ...point, at: at(point.day) }))}
        margin={{ top: 32, right: 24, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <XAxis
          dataKey="at"
          type="number"
          scale="linear"
          domain={[Math.min(...days), Math.max(...days)]}
          ticks={[...new Set(edges)].sort((a, b) => a - b)}
          tickFormatter={(value: number) => format.day(dayAt(value))}
          axisLine={axis}
          tickLine={false}
          tick={tick}
          tickMargin={8}
          padding={{ left: 40, right: 40 }}
          minTickGap={16}
        />
        <YAxis
          domain={[0, 100]}
          ticks={[0, 25, 50, 75, 100]}
          tickFormatter={(value: number) => format.percentText(String(value))}
          width={64}
          axisLine={false}
          tickLine={false}
          tick={tick}
        />
        {corridors.map(({ start, end, from, to, label }) => (
          <ReferenceArea
            key={`${start} ${from}`}
            x1={at(start)}
            x2={at(end)}
            y1={from}
            y2={to}
            fill="var(--corridor)"
            fillOpacity={1}
            stroke="var(--corridor-edge)"
            label={({ viewBox }: LabelProps) => <CorridorLabel box={viewBox} text={label} />}
          />
        ))}
        <Tooltip
          cursor={axis}
          isAnimationActive={false}
          content={({ payload }) => <PointNote point={payload?.[0]?.payload as ChartPoint | undefined} />}
        />
        <Line
          dataKey="value"
          type="linear"
          stroke="var(--accent)"
          strokeWidth={3}
          isAnimationActive={false}
          activeDot={false}
          dot={({ key, cx, cy, payload, index }) => (
            <PointLink key={key} x={cx} y={cy} point={payload as ChartPoint} showValue={index === last} />
          )}
        />
      </LineChart>
    </ResponsiveContainer>
  );
}

/** Over the corridor, where the fact does not run. */
function CorridorLabel({ box, text }: { box: LabelProps['viewBox']; text: string }) {
  if (!box || !('x' in box)) return null;
  const { x = 0, y = 0, width = 0 } = box as { x?: number; y?: number; width?: number };
  // Over a narrow corridor the words run out to the left, where earlier and lower corridors leave room.
  const narrow = width < 80;
  return (
    <text x={narrow ? x + width : x} y={y - 8} textAnchor={narrow ? 'end' : 'start'} className={css.label}>
      {text}
    </text>
  );
}
