import { type LabelProps, LineChart, ReferenceArea, ResponsiveContainer } from 'recharts';
import type { BandsChart as Description } from '#app/charts/chart.ts';
import { at, DayAxis, PercentAxis, PointTooltip, pointOf } from './axes.tsx';
import css from './charts.module.css';
import { FactLine } from './fact-line.tsx';

/** What was expected by which day, as shaded corridors, with the fact on them. */
export function BandsChart({ chart: { rows, ticks, corridors } }: { chart: Description }) {
  const facts = rows.filter(({ share }) => share !== null);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        data={facts.map(pointOf)}
        margin={{ top: 32, right: 24, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <DayAxis days={ticks.map(({ day }) => at(day))} ticks={ticks} />
        <PercentAxis />
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
        <PointTooltip />
        <FactLine rows={facts} />
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
