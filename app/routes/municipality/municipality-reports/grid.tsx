import { reportHeat } from '#app/charts/heat.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { ChartFigure } from '#app/ui/charts/index.tsx';
import type { ReportsShown } from './reports-shown.ts';

type GridProps = {
  grid: NonNullable<ReportsShown['grid']>;
  /** How many dates there are. */
  all: number;
  href: (date: ReportsShown['dates'][number] | undefined) => string;
};

/** Schools × dates: who has reported and when. */
export function Grid({ grid: { dates, rows }, all, href }: GridProps) {
  const speech = useText();
  const { t, format } = speech;
  const schools = rows.map(({ cells, ...school }) => ({
    ...school,
    cells: cells.map(({ reportId, ...cell }) => ({
      ...cell,
      href: reportId === undefined ? undefined : paths.report(reportId),
    })),
  }));
  return (
    <>
      <ChartFigure chart={reportHeat({ dates, schools, href: (at) => href(dates[at]) }, speech)} />
      {dates.length < all && <p>{t.review.municipality.grid.lastDates(format.integer(dates.length))}</p>}
    </>
  );
}
