import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { may } from '#app/domain/people/permissions.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { dayFrom, idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { seeOutliers } from '#app/use-cases/territory/see-outliers.server.ts';
import { campaignName } from '../../_campaign/campaign.ts';
import { FoldedLinks } from '../../_campaign/folded-links.tsx';
import { MunicipalityTabs } from '../../_campaign/municipality-tabs.tsx';
import { OutliersTable } from './outliers-table.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, (speech) => (data ? titleOf(data, speech) : speech.t.checks.outliers.link));

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { searchParams } = new URL(request.url);
  const municipality = searchParams.get('municipality');
  const seen = await answer(() =>
    seeOutliers(ctx, {
      campaignId: idFrom(params.campaignId),
      municipalityId: municipality === null ? undefined : idFrom(municipality),
      asOf: dayFrom(searchParams.get('date')),
    }),
  );
  const { campaign, dates, date, items } = seen;
  return {
    ...seen,
    campaign: {
      id: campaign.id,
      order: campaign.order,
      asksForProblems: campaign.asksForProblems,
      asksForPlan: campaign.asksForPlan,
      closing: campaign.closing,
      scope: campaign.scope,
    },
    dates: dates.map(({ asOf }) => asOf),
    date: date?.asOf ?? null,
    items: items.map(({ id, number, title }) => ({ id, number, title })),
    seesRegion: may.seeRegion(ctx.user, { regionId: seen.region.id }),
  };
}

export type OutliersShown = ReturnType<typeof useLoaderData<typeof loader>>;

/** Which figures of which schools stand out on a date: a reason to ask. */
export default function Outliers() {
  const shown = useLoaderData<typeof loader>();
  const speech = useText();
  const { t, format } = speech;
  const words = t.checks.outliers;
  const { campaign, region, municipality, municipalities, dates, date, compared, fewest, outliers, total } = shown;
  const at = { date: date ?? undefined, municipality: municipality?.id };
  return (
    <Page
      breadcrumbs={[
        { text: region.name, href: shown.seesRegion ? paths.region(campaign.id) : undefined },
        ...(municipality
          ? [{ text: municipality.name, href: paths.municipalityReports(campaign.id, municipality.id) }]
          : []),
        { text: words.link },
      ]}
      caption={campaignName(campaign, speech)}
      title={titleOf(shown, speech)}
      lead={compared >= fewest && words.lead(format.integer(compared), compared)}
    >
      {municipality && <MunicipalityTabs campaign={campaign} municipalityId={municipality.id} now="outliers" />}
      <FoldedLinks
        label={words.dates}
        earlier={words.earlierDates}
        options={dates.map((day) => ({
          href: paths.outliers(campaign.id, { ...at, date: day }),
          text: format.day(day),
          current: day === date,
        }))}
      />
      {municipalities.length > 1 && (
        <details open={municipality !== null}>
          <summary>{municipality?.name ?? words.wholeRegion}</summary>
          <FilterLinks
            label={words.territory}
            options={[
              {
                href: paths.outliers(campaign.id, { date: at.date }),
                text: words.wholeRegion,
                current: municipality === null,
              },
              ...municipalities.map(({ id, name }) => ({
                href: paths.outliers(campaign.id, { date: at.date, municipality: id }),
                text: name,
                current: id === municipality?.id,
              })),
            ]}
          />
        </details>
      )}
      {total > 0 ? (
        <>
          <OutliersTable shown={shown} />
          {total > outliers.length && <p>{words.shown(format.integer(outliers.length), format.integer(total))}</p>}
          <p>{words.rules}</p>
        </>
      ) : (
        <Nothing shown={shown} />
      )}
    </Page>
  );
}

/** Why the list is empty: no date, no report, too few of them, or nothing to ask about. */
function Nothing({ shown: { date, compared, fewest } }: { shown: OutliersShown }) {
  const { t, format } = useText();
  const words = t.checks.outliers;
  if (!date) return <State kind="noData">{words.noDates}</State>;
  if (compared === 0) return <State kind="noData">{words.noFilings}</State>;
  if (compared < fewest) {
    return (
      <State kind="noData" title={words.tooFewTitle}>
        {words.tooFew(format.integer(compared), compared, format.integer(fewest))}
      </State>
    );
  }
  return (
    <>
      <p>{words.nothing}</p>
      <p>{words.rules}</p>
    </>
  );
}

function titleOf({ date, compared, fewest, total }: OutliersShown, { t, format }: Speech): string {
  const words = t.checks.outliers;
  if (!date || compared < fewest) return words.link;
  return total === 0 ? words.noneTitle(format.day(date)) : words.title(format.integer(total), total, format.day(date));
}
