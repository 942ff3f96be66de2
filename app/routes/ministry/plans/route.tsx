import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { type PlanLine, seePlans } from '#app/use-cases/territory/see-plans.server.ts';
import { campaignName } from '../../_campaign/campaign.ts';
import { ClosingNotice } from '../../_campaign/closing.tsx';
import { PlansTable } from './plans-table.tsx';

/** Which lines a filter shows. */
const filters = {
  all: () => true,
  none: ({ standing }: PlanLine) => standing === 'none',
  late: ({ standing }: PlanLine) => standing === 'late',
  behind: ({ state }: PlanLine) => state?.kind === 'behind',
  short: ({ short }: PlanLine) => short !== null,
};
type Filter = keyof typeof filters;
const filterNames = Object.keys(filters) as Filter[];

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, (speech) => (data ? titleOf(data, speech) : speech.t.plans.all.link));

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { campaign, target, term, lines } = await answer(() => seePlans(ctx, idFrom(params.campaignId)));
  const asked = new URL(request.url).searchParams.get('show');
  const filter = filterNames.find((name) => name === asked) ?? 'all';
  const standing = (of: PlanLine['standing']) => lines.filter((line) => line.standing === of).length;
  return {
    campaign: { id: campaign.id, order: campaign.order, scope: campaign.scope, closing: campaign.closing },
    region: ctx.user.region.name,
    target: { threshold: target.threshold },
    term,
    filter,
    counts: filterNames.map((name) => ({ name, lines: lines.filter(filters[name]).length })),
    municipalities: lines.length,
    inTime: standing('inTime'),
    approved: lines.length - standing('none'),
    lines: lines.filter(filters[filter]),
  };
}

export type PlansShown = ReturnType<typeof useLoaderData<typeof loader>>;

/** Which municipalities have an approved plan, since when, and how it goes. */
export default function Plans() {
  const shown = useLoaderData<typeof loader>();
  const speech = useText();
  const { t, format } = speech;
  const { campaign, region, term, filter, counts } = shown;
  const words = t.plans.all;
  return (
    <Page
      breadcrumbs={[{ text: region, href: paths.region(campaign.id) }, { text: words.link }]}
      caption={campaignName(campaign, speech)}
      title={titleOf(shown, speech)}
      lead={term && words.lead(format.day(term))}
    >
      <ClosingNotice closing={campaign.closing} />
      {shown.municipalities === 0 ? (
        <State kind="noData">{words.noMunicipalities}</State>
      ) : (
        <>
          <FilterLinks
            label={words.filter}
            options={counts.map(({ name, lines }) => ({
              href: paths.plans(campaign.id, name === 'all' ? undefined : name),
              text: words.filters[name],
              count: format.integer(lines),
              current: name === filter,
            }))}
          />
          <PlansTable shown={shown} />
        </>
      )}
    </Page>
  );
}

function titleOf({ approved, municipalities, inTime, term }: PlansShown, { t, format }: Speech): string {
  const words = t.plans.all;
  const share = format.share(approved, municipalities);
  return term ? words.title(share, municipalities, format.integer(inTime)) : words.noTermTitle(share, municipalities);
}
