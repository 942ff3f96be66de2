import { Line } from 'recharts';
import type { DatedRow } from '#app/charts/chart.ts';
import type { Point } from './axes.tsx';
import { PointLink } from './point-link.tsx';

/** The line of what has been reached; its last point carries its figure. */
export function FactLine({ rows }: { rows: readonly DatedRow[] }) {
  const last = rows.findLastIndex(({ share }) => share !== null && share.of > 0);
  return (
    <Line
      dataKey="value"
      type="linear"
      stroke="var(--accent)"
      strokeWidth={3}
      isAnimationActive={false}
      activeDot={false}
      dot={({ key, cx, cy, payload, index }) => (
        <PointLink key={key} x={cx} y={cy} row={(payload as Point).row} showValue={index === last} />
      )}
    />
  );
}
