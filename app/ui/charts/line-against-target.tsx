import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useText } from '#app/text/index.tsx';
import css from './charts.module.css';
import { axis, type ChartPoint, lastWithValue, PointLink, PointNote, tick } from './point-link.tsx';

export type LineAgainstTargetProps = {
  /** Oldest first; `value` is in percent, null where there are no figures. */
  points: readonly ChartPoint[];
  /** `label` is written on the line itself: «Цель 75 %». */
  target?: { value: number; label: string };
};

/** A share over time, from 0 to 100 %, against the line it should reach. */
export function LineAgainstTarget({ points, target }: LineAgainstTargetProps) {
  const { format } = useText();
  const last = lastWithValue(points);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={[...points]} margin={{ top: 28, right: 24, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="label"
          axisLine={axis}
          tickLine={false}
          tick={tick}
          tickMargin={8}
          padding={{ left: 24, right: 24 }}
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
        {target && (
          <ReferenceLine
            y={target.value}
            stroke="var(--ink)"
            strokeWidth={2}
            strokeDasharray="8 4"
            label={{ value: target.label, position: 'insideBottomLeft', offset: 8, className: css.label }}
          />
        )}
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
