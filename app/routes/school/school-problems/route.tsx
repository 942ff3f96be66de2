import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { idFrom, noSuchPage } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { seeSchoolProblems } from '#app/use-cases/problems/see-problems.server.ts';
import { orderName } from '../../_campaign/campaign.ts';
import { LedgerTable } from '../../_problem/ledger-table.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t }) => [t.problems.school.title, data?.school.name].filter(Boolean).join(' – '));

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { school, ledgers, sees } = await answer(() => seeSchoolProblems(ctx, idFrom(params.schoolId)));
  const wanted = new URL(request.url).searchParams.get('campaign');
  const ledger = wanted === null ? ledgers[0] : ledgers.find(({ campaignId }) => campaignId === idFrom(wanted));
  if (wanted !== null && !ledger) return noSuchPage();
  return {
    school: { id: school.schoolId, name: school.name },
    campaigns: ledgers.map(({ campaignId, order }) => ({ id: campaignId, order })),
    ledger: ledger ?? null,
    sees,
  };
}

/** Everything that a school has named as a problem under one order, and what became of it. */
export default function SchoolProblems() {
  const { school, campaigns, ledger, sees } = useLoaderData<typeof loader>();
  const speech = useText();
  const words = speech.t.problems;
  return (
    <Page
      breadcrumbs={[{ text: school.name, href: paths.school(school.id) }, { text: words.school.title }]}
      caption={<span lang="ru">{school.name}</span>}
      title={words.school.title}
    >
      {campaigns.length > 1 && (
        <FilterLinks
          label={speech.t.region.campaigns}
          options={campaigns.map(({ id, order }) => ({
            href: paths.schoolProblems(school.id, id),
            text: orderName(order, speech),
            current: id === ledger?.campaignId,
          }))}
        />
      )}
      {!ledger ? (
        <State kind="noData" title={words.notAsked}>
          {words.notAskedText}
        </State>
      ) : (
        <>
          <h2>{orderName(ledger.order, speech)}</h2>
          {ledger.problems.length === 0 ? (
            <State kind="noData" title={words.school.none} />
          ) : (
            <LedgerTable campaignId={ledger.campaignId} problems={ledger.problems} seesOthers={sees.municipality} />
          )}
        </>
      )}
    </Page>
  );
}
