/** What the browser draws with recharts; the server's part of a chart never imports this. */
import { createRoot } from 'react-dom/client';
import type { BandsChart as Bands, ForecastChart as Forecast, LineChart as Line } from '#app/charts/chart.ts';
import { BandsChart } from './bands-chart.tsx';
import { ForecastChart } from './forecast-chart.tsx';
import { LineChart } from './line-chart.tsx';

export type DrawnChart = Line | Bands | Forecast;

/** Draws the chart whose description the element carries. */
export function draw(place: HTMLElement): void {
  const chart = JSON.parse(place.dataset.chart ?? '') as DrawnChart;
  createRoot(place).render(<Drawn chart={chart} />);
}

function Drawn({ chart }: { chart: DrawnChart }) {
  switch (chart.kind) {
    case 'line':
      return <LineChart chart={chart} />;
    case 'bands':
      return <BandsChart chart={chart} />;
    case 'forecast':
      return <ForecastChart chart={chart} />;
  }
}
