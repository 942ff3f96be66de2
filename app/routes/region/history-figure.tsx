import { coverageLine } from '#app/charts/line.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { ChartFigure } from '#app/ui/charts/index.tsx';
import type { RegionFigures } from './region-figures.ts';

/** Coverage by month against the target; each point opens its month. */
export function HistoryFigure({ figures: { campaign, covered, history } }: { figures: RegionFigures }) {
  const chart = coverageLine(
    {
      months: history,
      covered,
      target: campaign.target,
      href: (month) => paths.region(campaign.id, month),
      behind: (month) => paths.behind(campaign.id, 'covered', { at: month }),
    },
    useText(),
  );
  return <ChartFigure chart={chart} />;
}
