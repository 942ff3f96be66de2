import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { explore, forgetExploration, keepExploration } from '#app/use-cases/territory/explore.server.ts';
import { campaignName } from '../../_campaign/campaign.ts';
import { ClosingNotice } from '../../_campaign/closing.tsx';
import { Asking } from './asking.tsx';
import { FigureTables } from './figure-tables.tsx';
import { Views } from './views.tsx';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.explore.title);

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const search = new URL(request.url).searchParams;
  const explored = await answer(() => explore(ctx, { campaignId: idFrom(params.campaignId), search }));
  const { id, order, scope, closing } = explored.campaign;
  const done = (['kept', 'removed'] as const).find((thing) => thing === search.get('done')) ?? null;
  return { ...explored, campaign: { id, order, scope, closing }, done };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const campaignId = idFrom(params.campaignId);
  const typed = await formFields(request);
  const here = new URL(request.url).searchParams;
  if (typed.remove !== undefined) {
    const viewId = idFrom(typed.remove);
    await answer(() => forgetExploration(ctx, { campaignId, viewId }));
    here.set('done', 'removed');
    return redirect(paths.explore(campaignId, here.toString()));
  }
  const result = await attempt(() => keepExploration(ctx, { campaignId, typed }));
  if ('refusal' in result) return refusedWith(result.refusal, typed);
  return redirect(paths.explore(campaignId, `${result.done.query}&done=kept`));
}

export type ExploredShown = ReturnType<typeof useLoaderData<typeof loader>>;

/** Indicators by month and by group of schools, as an analyst asks for them. */
export default function Explore() {
  const shown = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const speech = useText();
  const { t } = speech;
  const words = t.explore;
  const { campaign, query, months, done } = shown;
  return (
    <Page
      breadcrumbs={[{ text: t.everywhere.navigation.coverage, href: paths.region(campaign.id) }, { text: words.title }]}
      caption={`${shown.region}. ${campaignName(campaign, speech)}`}
      title={words.title}
      lead={words.lead}
      actions={
        months.length > 0 && (
          <>
            <LinkButton look="secondary" href={paths.exploreFile(campaign.id, 'xlsx', query)}>
              {words.excel}
            </LinkButton>
            <LinkButton look="secondary" href={paths.exploreFile(campaign.id, 'csv', query)}>
              {words.csv}
            </LinkButton>
          </>
        )
      }
    >
      <ClosingNotice closing={campaign.closing} />
      {done && !result && <Notice kind="success" title={words.views[done]} announce="status" />}
      <Asking shown={shown} />
      {months.length === 0 ? <State kind="nothingFound">{words.nothing}</State> : <FigureTables shown={shown} />}
      <Views shown={shown} result={result} />
    </Page>
  );
}
