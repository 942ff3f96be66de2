/**
 * The charts as pages use them: a description in, the picture with its sentence and its table out. Bars, signs and stages
 * are drawn on the server; a picture over time is drawn in the browser once the page is there (`drawn.tsx`).
 */
import type { ReactNode } from 'react';
import type { Chart } from '#app/charts/chart.ts';
import { FigureBlock } from '../figure-block.tsx';
import { ChartBox } from './chart-box.tsx';
import { FiguresTable, type SortOf } from './figures-table.tsx';
import { ForecastKey } from './forecast-key.tsx';
import { HeatTable } from './heat-table.tsx';
import { StagesRow } from './stages-row.tsx';

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
          <ChartBox chart={chart} />
          {chart.kind === 'forecast' && chart.method && <p>{chart.method}</p>}
        </Figure>
      );
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
