import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Link } from '#app/ui/link.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { seeProblems } from '#app/use-cases/problems/see-problems.server.ts';
import { campaignName } from '../../_campaign/campaign.ts';
import { MunicipalityTabs } from '../../_campaign/municipality-tabs.tsx';
import { Filters } from './filters.tsx';
import { Group } from './group.tsx';
import { Groups } from './groups.tsx';
import { type ProblemsShown, problemsQuery, problemsShown } from './problems-shown.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, (speech) => (data ? titleOf(data, speech) : speech.t.problems.title));

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const query = problemsQuery(new URL(request.url).searchParams, idFrom);
  const ask = { ...query, campaignId: idFrom(params.campaignId) };
  return problemsShown(await answer(() => seeProblems(ctx, ask)), query, ctx.user);
}

/** Which problems schools have, the most frequent first, and with which system; one group opens to its schools by name. */
export default function Problems() {
  const shown = useLoaderData<typeof loader>();
  const speech = useText();
  const { t } = speech;
  const words = t.problems;
  const { campaign, campaigns, municipality, group, groups, seesRegion } = shown;
  const place = municipality?.name;
  const name = campaignName(campaign, speech);
  return (
    <Page
      breadcrumbs={[
        { text: shown.region, href: seesRegion ? paths.region(campaign.id) : undefined },
        ...(municipality
          ? [{ text: municipality.name, href: paths.municipalityReports(campaign.id, municipality.id) }]
          : []),
        { text: words.title, href: group ? paths.problems(campaign.id, backTo(shown)) : undefined },
      ]}
      caption={place ? `${place}. ${name}` : name}
      title={titleOf(shown, speech)}
      lead={!group && shown.hasAny ? words.lead : undefined}
    >
      {municipality && !group && (
        <MunicipalityTabs
          campaign={{ ...campaign, asksForProblems: shown.asked }}
          municipalityId={municipality.id}
          now="problems"
        />
      )}
      {campaigns.length > 1 && !group && (
        <FilterLinks
          label={t.region.campaigns}
          options={campaigns.map((one) => ({
            href: paths.problems(one.id, { municipality: shown.filter.municipality }),
            text: campaignName(one, speech),
            current: one.id === campaign.id,
          }))}
        />
      )}
      {!shown.asked ? (
        <State kind="noData" title={words.notAsked}>
          {words.notAskedText}
        </State>
      ) : !shown.hasAny && shown.filter.system === undefined && !shown.filter.like ? (
        <State kind="noData" title={words.noneYet}>
          {words.noneYetText}
        </State>
      ) : (
        <>
          <Filters shown={shown} />
          {group && <Group shown={shown} group={group} />}
          {groups && groups.rows.length > 0 && <Groups shown={shown} groups={groups} />}
          {shown.problems === 0 && (
            <State
              kind="nothingFound"
              action={<Link href={paths.problems(campaign.id, { state: 'all' })}>{words.clear}</Link>}
            >
              {words.found}
            </State>
          )}
        </>
      )}
    </Page>
  );
}

/** The list that a group was opened from. */
function backTo({ filter: { like: _one, ...filter } }: ProblemsShown) {
  return filter;
}

function titleOf({ group, asked, hasAny, ...shown }: ProblemsShown, { t, format }: Speech): string {
  const words = t.problems;
  if (group) return group.wording;
  if (!asked || !hasAny) return words.title;
  const what = words.headings[shown.filter.state];
  return shown.problems === 0
    ? `${what}: ${format.integer(0)}`
    : words.heading(what, format.integer(shown.problems), format.integer(shown.schools), shown.schools);
}
