import type { Day, Month } from '#app/domain/calendar.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import type { CampaignHead } from '#app/use-cases/territory/see-region.server.ts';
import { ClosingNotice } from './closing.tsx';

type MunicipalityTabsProps = {
  campaign: Pick<CampaignHead, 'id' | 'asksForProblems' | 'asksForPlan' | 'closing'> & { scope: { id: number } };
  municipalityId: number;
  now: 'plan' | 'coverage' | 'reports' | 'queue' | 'calls' | 'problems' | 'outliers';
  at?: Month | Day;
};

/** That the campaign is closed, where it is; the pages of a municipality under one order, and the days of its reports. */
export function MunicipalityTabs({ campaign, municipalityId, now, at }: MunicipalityTabsProps) {
  const { id: campaignId, asksForProblems, asksForPlan, closing, scope } = campaign;
  const { t } = useText();
  const words = t.region.municipality;
  return (
    <>
      <ClosingNotice closing={closing} />
      <FilterLinks
        label={words.tabs}
        options={[
          {
            href: paths.municipalityReports(campaignId, municipalityId),
            text: words.reports,
            current: now === 'reports',
          },
          {
            href: paths.queue(campaignId, municipalityId),
            text: t.everywhere.navigation.review,
            current: now === 'queue',
          },
          { href: paths.calls(campaignId, municipalityId), text: t.calls.tab, current: now === 'calls' },
          {
            href: paths.municipalityCoverage(campaignId, municipalityId, at),
            text: words.coverage,
            current: now === 'coverage',
          },
          ...(asksForPlan
            ? [{ href: paths.plan(campaignId, municipalityId), text: t.plans.tab, current: now === 'plan' }]
            : []),
          ...(asksForProblems
            ? [
                {
                  href: paths.problems(campaignId, { municipality: String(municipalityId) }),
                  text: t.problems.tab,
                  current: now === 'problems',
                },
              ]
            : []),
          {
            href: paths.outliers(campaignId, { municipality: municipalityId }),
            text: t.checks.outliers.link,
            current: now === 'outliers',
          },
          { href: paths.calendar(campaignId), text: t.calendar.link },
          // An order of the municipality's own: its people compile, check and send what comes of it.
          ...(scope.id === municipalityId ? [{ href: paths.region(campaignId), text: words.whole }] : []),
        ]}
      />
    </>
  );
}
