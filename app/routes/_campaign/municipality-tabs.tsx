import type { Day, Month } from '#app/domain/calendar.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { FilterLinks } from '#app/ui/filter-links.tsx';

type MunicipalityTabsProps = {
  campaignId: number;
  municipalityId: number;
  now: 'coverage' | 'reports';
  at?: Month | Day;
};

/** The two pages of a municipality under one order. */
export function MunicipalityTabs({ campaignId, municipalityId, now, at }: MunicipalityTabsProps) {
  const { t } = useText();
  const words = t.region.municipality;
  return (
    <FilterLinks
      label={words.tabs}
      options={[
        {
          href: paths.municipalityReports(campaignId, municipalityId),
          text: words.reports,
          current: now === 'reports',
        },
        {
          href: paths.municipalityCoverage(campaignId, municipalityId, at),
          text: words.coverage,
          current: now === 'coverage',
        },
      ]}
    />
  );
}
