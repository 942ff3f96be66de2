import { coverageForecast } from '#app/charts/forecast.ts';
import { coverageLine } from '#app/charts/line.ts';
import { addDays, type Day, type Month } from '#app/domain/calendar.ts';
import type { Share } from '#app/domain/orders/order.ts';
import { reaches } from '#app/domain/territory/coverage.ts';
import { paceDays } from '#app/domain/territory/forecast.ts';
import { useText } from '#app/text/index.tsx';
import { ChartFigure } from '#app/ui/charts/index.tsx';

type CoverageFiguresProps = {
  months: readonly { month: Month; asOf: Day; covered: Share; municipalitiesMet?: Share; source: 'edition' | 'live' }[];
  now: { day: Day; covered: Share };
  target: { threshold: Share; by: Day } | null;
  plan?: readonly { by: Day; covered: Share }[];
  /** The forecast speaks of this one share: it is no answer where each municipality must reach the target by itself. */
  withForecast: boolean;
  href: (at: Month | Day) => string;
  behind: (month: Month) => string;
};

/** Coverage by month against the target and the plan, and where the present pace leads while the target's day is still to come. */
export function CoverageFigures({ months, now, target, plan, withForecast, href, behind }: CoverageFiguresProps) {
  const speech = useText();
  const line = coverageLine({ months, covered: now.covered, target, plan, href, behind }, speech);
  const past = months.map(({ asOf, covered }) => ({ day: asOf, covered }));
  // The last month's end that is some weeks ago: a pace of days would say nothing.
  const since = past.findLast(({ day }) => day <= addDays(now.day, -(paceDays - 7)));
  const open = withForecast && target && since && now.day < target.by && !reaches(now.covered, target.threshold);
  return (
    <>
      <ChartFigure chart={line} />
      {open && (
        <ChartFigure
          chart={coverageForecast(
            { past, since, now, target: { share: target.threshold, by: target.by }, href },
            speech,
          )}
        />
      )}
    </>
  );
}
