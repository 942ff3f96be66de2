import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { may } from '#app/domain/people/permissions.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { today } from '#app/use-cases/context.server.ts';
import { seePlan } from '#app/use-cases/territory/see-plans.server.ts';
import { orderName, thresholdText } from '../../_campaign/campaign.ts';
import { MunicipalityTabs } from '../../_campaign/municipality-tabs.tsx';
import { Earlier } from './earlier.tsx';
import { Facts } from './facts.tsx';
import { Steps } from './steps.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, (speech) => (data ? `${titleOf(data, speech)} – ${data.municipality.name}` : speech.t.plans.tab));

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const ask = { campaignId: idFrom(params.campaignId), municipalityId: idFrom(params.municipalityId) };
  const { campaign, target, ...seen } = await answer(() => seePlan(ctx, ask));
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
    target: { threshold: target.threshold, by: target.by },
    seesRegion: may.seeRegion(ctx.user, seen.municipality),
    today: today(ctx),
  };
}

export type PlanShown = ReturnType<typeof useLoaderData<typeof loader>>;

/** The municipality's plan against what has come of it, and the versions before it. */
export default function Plan() {
  const shown = useLoaderData<typeof loader>();
  const speech = useText();
  const { t } = speech;
  const { municipality, campaign, plan, mayKeep, seesRegion } = shown;
  const { municipalityId } = municipality;
  const words = t.plans.plan;
  return (
    <Page
      breadcrumbs={[
        { text: municipality.region, href: seesRegion ? paths.region(campaign.id) : undefined },
        { text: municipality.name },
      ]}
      caption={`${municipality.name}. ${orderName(campaign.order, speech)}`}
      title={titleOf(shown, speech)}
      actions={
        <>
          {mayKeep && (
            <LinkButton href={paths.editPlan(campaign.id, municipalityId)}>
              {plan ? words.change : words.enter}
            </LinkButton>
          )}
          {seesRegion && (
            <LinkButton look="secondary" href={paths.plans(campaign.id)}>
              {words.toAll}
            </LinkButton>
          )}
        </>
      }
    >
      <MunicipalityTabs campaign={campaign} municipalityId={municipalityId} now="plan" />
      {plan ? (
        <>
          <Done />
          <Short shown={shown} />
          <Facts shown={shown} plan={plan} />
          <Steps shown={shown} />
          <Earlier versions={shown.earlier} />
        </>
      ) : (
        <NoPlan shown={shown} />
      )}
    </Page>
  );
}

/** What has just happened. */
function Done() {
  const { t } = useText();
  const [params] = useSearchParams();
  const words = t.plans.plan;
  switch (params.get('done')) {
    case 'saved':
      return (
        <Notice kind="success" announce="status" title={words.saved}>
          <p>{words.savedText}</p>
        </Notice>
      );
    case 'unchanged':
      return (
        <Notice announce="status" title={words.unchanged}>
          <p>{words.unchangedText}</p>
        </Notice>
      );
    default:
      return null;
  }
}

/** A warning, not a refusal: the municipality may have its reasons. */
function Short({ shown: { short, target } }: { shown: PlanShown }) {
  const { t, format } = useText();
  if (!short) return null;
  const words = t.plans.short;
  const threshold = thresholdText(target.threshold, format);
  return (
    <Notice kind="warning" title={words.title}>
      <p>
        {short.kind === 'tooFew'
          ? words.tooFew(format.integer(short.missing), short.missing, threshold)
          : words.tooLate(threshold, format.day(short.by), format.day(target.by))}
      </p>
    </Notice>
  );
}

function NoPlan({ shown: { term, mayKeep, covered, target } }: { shown: PlanShown }) {
  const { t, format } = useText();
  const words = t.plans.plan;
  const share = t.region.covered(
    format.share(covered.n, covered.of),
    covered.of,
    format.percent(percentOf(covered, [target.threshold])),
  );
  return (
    <>
      <State kind="noData" title={words.noneTitle}>
        {term ? words.noneUntil(format.day(term)) : words.none} {mayKeep ? words.noneOurs : words.noneTheirs}
      </State>
      <p>
        {words.today}: {share}.
      </p>
    </>
  );
}

function titleOf({ plan, state, next }: PlanShown, { t, format }: Speech): string {
  const words = t.plans.titles;
  if (!plan) return words.none;
  if (!state) return words.notYet(format.day(next?.by ?? ''));
  return state.kind === 'asPlanned' ? words.asPlanned : words[state.kind](format.integer(state.by), state.by);
}
