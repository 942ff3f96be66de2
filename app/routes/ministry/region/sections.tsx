import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import type { RegionFigures } from './region-figures.ts';

/** What else there is to look at under this order. */
export function Sections({ figures: { campaign } }: { figures: RegionFigures }) {
  const { t } = useText();
  return (
    <FilterLinks
      label={t.region.sections}
      options={[
        { href: paths.editions(campaign.id), text: t.archive.link },
        { href: paths.explore(campaign.id), text: t.explore.title },
        ...(campaign.asksForPlan ? [{ href: paths.plans(campaign.id), text: t.plans.all.link }] : []),
        ...(campaign.asksForProblems ? [{ href: paths.problems(campaign.id), text: t.problems.title }] : []),
        { href: paths.outliers(campaign.id), text: t.checks.outliers.link },
        { href: paths.exports(), text: t.exports.title },
      ]}
    />
  );
}
