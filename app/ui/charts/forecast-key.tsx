import type { ForecastChart } from '#app/charts/chart.ts';
import css from './charts.module.css';

/** The two ways on from now: told apart by their strokes, and by colour only then. */
export const forecastLines = {
  pace: { stroke: 'var(--accent)', strokeWidth: 3, strokeDasharray: '2 6', strokeLinecap: 'round' },
  needed: { stroke: 'var(--ink)', strokeWidth: 2, strokeDasharray: '2 4' },
} as const;

/** What the two say, over the picture: on a narrow one there is no room beside them. */
export function ForecastKey({ chart: { pace, needed } }: { chart: ForecastChart }) {
  const lines = [
    { look: 'needed' as const, label: needed?.label },
    { look: 'pace' as const, label: pace?.label },
  ].filter(({ label }) => label !== undefined);
  if (lines.length === 0) return null;
  return (
    <ul className={css.key}>
      {lines.map(({ look, label }) => (
        <li key={look}>
          <svg viewBox="0 0 32 8" width="32" height="8" aria-hidden="true">
            <line x1="2" x2="30" y1="4" y2="4" {...forecastLines[look]} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
