import { municipalityBars } from '#app/charts/bars.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { ChartFigure } from '#app/ui/charts/index.tsx';
import type { RegionFigures, Sorting } from './region-figures.ts';

/** What each column of the table sorts by, and how it begins. */
const sortings: Record<string, Sorting> = {
  label: { sort: 'name', order: 'asc' },
  percent: { sort: 'coverage', order: 'desc' },
  needed: { sort: 'needed', order: 'desc' },
  reported: { sort: 'reported', order: 'asc' },
};

/** Every municipality as a bar with the target as a rule across it; a row opens its schools. */
export function MunicipalitiesFigure({ figures }: { figures: RegionFigures }) {
  const speech = useText();
  const { campaign, municipalities, municipalitiesMet, at, sorting } = figures;
  const shownAt = at.day ?? at.month;
  const sort = (column: string) => {
    const by = sortings[column];
    if (!by) return undefined;
    const now = sorting.sort === by.sort ? sorting.order : undefined;
    const order = now ? (now === 'asc' ? 'desc' : 'asc') : by.order;
    return {
      href: `${paths.region(campaign.id, shownAt, { territory: at.territory, sort: by.sort, order })}#municipalities`,
      now: now && (now === 'asc' ? ('ascending' as const) : ('descending' as const)),
    };
  };
  const chart = municipalityBars(
    {
      municipalities,
      municipalitiesMet,
      target: campaign.target,
      inOrder: true,
      href: (id) => paths.municipalityCoverage(campaign.id, id, shownAt, at.territory),
      behind: (id) => paths.behind(campaign.id, 'covered', { at: shownAt, municipality: id, territory: at.territory }),
    },
    speech,
  );
  return (
    <div id="municipalities">
      <ChartFigure chart={chart} sort={sort} />
    </div>
  );
}
