/** The charts as pages use them; recharts itself comes in a chunk of its own, after the page. */
import { lazy } from 'react';
import type { BandsChartProps } from './bands-chart.tsx';
import { LazyChart } from './lazy-chart.tsx';
import type { LineAgainstTargetProps } from './line-against-target.tsx';

const Line = lazy(async () => ({ default: (await import('./line-against-target.tsx')).LineAgainstTarget }));
const Bands = lazy(async () => ({ default: (await import('./bands-chart.tsx')).BandsChart }));

export function LineAgainstTarget(props: LineAgainstTargetProps) {
  return (
    <LazyChart>
      <Line {...props} />
    </LazyChart>
  );
}

export function BandsChart(props: BandsChartProps) {
  return (
    <LazyChart>
      <Bands {...props} />
    </LazyChart>
  );
}
