import { CartesianGrid, LineChart, ReferenceDot, ReferenceLine, ResponsiveContainer } from 'recharts';
import type { ForecastChart as Description } from '#app/charts/chart.ts';
import { at, DayAxis, height, PercentAxis, PointTooltip, pointOf, targetLabel, targetLine } from './axes.tsx';
import { FactLine } from './fact-line.tsx';
import { forecastLines } from './forecast-key.tsx';

/** The line up to now; from there the present pace, and the pace that makes the target by its day. */
export function ForecastChart({ chart }: { chart: Description }) {
  const { past, ticks, target, pace } = chart;
  const now = past.at(-1);
  const from = now?.share && { x: at(now.day), y: height({ share: now.share }) };
  const goal = { x: at(target.day), y: height(target) };
  const end = pace && { x: at(pace.day), y: height(pace) };
  const days = [...past.map(({ day }) => at(day)), goal.x, ...(end ? [end.x] : [])];
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        data={past.map(pointOf)}
        margin={{ top: 28, right: 24, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <DayAxis days={days} ticks={ticks} />
        <PercentAxis />
        <ReferenceLine y={goal.y} {...targetLine} label={targetLabel(target)} />
        <ReferenceLine x={goal.x} stroke="var(--edge)" />
        {chart.needed && from && <ReferenceLine segment={[from, goal]} {...forecastLines.needed} />}
        {from && end && <ReferenceLine segment={[from, end]} {...forecastLines.pace} />}
        <ReferenceDot x={goal.x} y={goal.y} r={6} fill="var(--page)" stroke="var(--ink)" strokeWidth={2} />
        <PointTooltip />
        <FactLine rows={past} />
      </LineChart>
    </ResponsiveContainer>
  );
}
