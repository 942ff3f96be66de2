/**
 * The charts as pages use them: a description in, the picture with its sentence and its table out. Bars, signs and stages
 * are drawn on the server; recharts comes in a chunk of its own, after the page.
 */
import { lazy, type ReactNode } from 'react';
import type { BandsChart, Chart, ForecastChart, LineChart } from '#app/charts/chart.ts';
import { FigureBlock } from '../figure-block.tsx';
import { FiguresTable, type SortOf } from './figures-table.tsx';
import { ForecastKey } from './forecast-key.tsx';
import { HeatTable } from './heat-table.tsx';
import { LazyChart } from './lazy-chart.tsx';
import { StagesRow } from './stages-row.tsx';

const Line = lazy(async () => ({ default: (await import('./line-chart.tsx')).LineChart }));
const Bands = lazy(async () => ({ default: (await import('./bands-chart.tsx')).BandsChart }));
const Forecast = lazy(async () => ({ default: (await import('./forecast-chart.tsx')).ForecastChart }));

type ChartFigureProps = {
  chart: Chart;
  /** Of the columns of its table. */
  sort?: SortOf;
};

export function ChartFigure({ chart, sort }: ChartFigureProps) {
  const table = <FiguresTable chart={chart} sort={sort} />;
  switch (chart.kind) {
    case 'bars':
      return <Figure chart={chart}>{table}</Figure>;
    case 'heat':
      return (
        <Figure chart={chart}>
          <HeatTable chart={chart} />
        </Figure>
      );
    case 'stages':
      return (
        <Figure chart={chart}>
          <StagesRow chart={chart} />
        </Figure>
      );
    default:
      return (
        <Figure chart={chart} table={table} tableOpen={chart.kind === 'bands'}>
          {chart.kind === 'forecast' && <ForecastKey chart={chart} />}
          <LazyChart summary={chart.summary}>
            <Drawn chart={chart} />
          </LazyChart>
          {chart.kind === 'forecast' && chart.method && <p>{chart.method}</p>}
        </Figure>
      );
  }
}

function Drawn({ chart }: { chart: LineChart | BandsChart | ForecastChart }) {
  switch (chart.kind) {
    case 'line':
      return <Line chart={chart} />;
    case 'bands':
      return <Bands chart={chart} />;
    case 'forecast':
      return <Forecast chart={chart} />;
  }
}

type FigureProps = { chart: Chart; children: ReactNode; table?: ReactNode; tableOpen?: boolean };

function Figure({ chart: { title, quote, base }, ...content }: FigureProps) {
  return (
    <FigureBlock
      title={title}
      base={
        <>
          {quote && <span lang="ru">{quote}. </span>}
          {base}
        </>
      }
      {...content}
    />
  );
}
