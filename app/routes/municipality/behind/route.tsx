import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { percentOf } from '#app/domain/territory/coverage.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { atFrom, idFrom, noSuchPage, territoryFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { figureText } from '#app/text/figure-words.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Page } from '#app/ui/page.tsx';
import { today } from '#app/use-cases/context.server.ts';
import { seeBehind } from '#app/use-cases/territory/see-behind.server.ts';
import { atText, campaignName } from '../../_campaign/campaign.ts';
import { ClosingNotice } from '../../_campaign/closing.tsx';
import { Exclusions } from '../../_campaign/exclusions.tsx';
import { SourceLine } from '../../_campaign/source-line.tsx';
import { ExcusedSchools } from '../../_terms/excused-schools.tsx';
import { Municipalities } from './municipalities.tsx';
import { InsideSchools, OutsideSchools } from './schools.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, (speech) => (data ? titleOf(data, speech) : speech.t.behind.link));

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { searchParams } = new URL(request.url);
  const municipality = searchParams.get('municipality');
  const seen = await answer(() =>
    seeBehind(ctx, {
      campaignId: idFrom(params.campaignId),
      figure: params.figure ?? noSuchPage(),
      at: { ...atFrom(searchParams.get('at'), today(ctx)), ...territoryFrom(searchParams.get('territory')) },
      municipalityId: municipality === null ? undefined : idFrom(municipality),
    }),
  );
  const { id, order, scope, closing, target } = seen.campaign;
  // Of a whole region nobody is named but those who are left out: names of schools stand on the municipalities' pages.
  return { ...seen, campaign: { id, order, scope, closing, threshold: target?.threshold }, today: today(ctx) };
}

export type BehindShown = ReturnType<typeof useLoaderData<typeof loader>>;

/** What a percentage is made of: n, N, who is in and who is out, and why. */
export default function BehindFigure() {
  const shown = useLoaderData<typeof loader>();
  const speech = useText();
  const { t } = speech;
  const { campaign, at, figure } = shown;
  const shownAt = at.day ?? at.month;
  const names = shown.of === 'region' ? new Map(shown.municipalities.map(({ id, name }) => [id, name])) : null;
  return (
    <Page
      breadcrumbs={[
        ...(shown.seesRegion
          ? [
              {
                text: t.everywhere.navigation.coverage,
                href: paths.region(campaign.id, shownAt, { territory: at.territory }),
              },
            ]
          : []),
        ...(shown.of === 'municipality'
          ? [
              {
                text: shown.name,
                href: paths.municipalityCoverage(campaign.id, shown.municipalityId, shownAt, at.territory),
              },
            ]
          : []),
        { text: t.behind.link },
      ]}
      caption={`${shown.name}. ${campaignName(campaign, speech)}, ${atText(at, speech)}`}
      title={titleOf(shown, speech)}
      lead={t.behind.what[figure.kind]}
    >
      <ClosingNotice closing={campaign.closing} />
      <SourceLine source={shown.source} at={at} asOf={shown.asOf} today={shown.today} />
      {shown.of === 'region' ? (
        <>
          <Municipalities shown={shown} />
          <ExcusedSchools
            schools={
              figure.kind === 'reports'
                ? shown.excused.map(({ name, municipalityId, ...one }) => ({
                    ...one,
                    school: name,
                    municipality: names?.get(municipalityId),
                  }))
                : []
            }
          />
          <h2>{t.region.excluded.caption}</h2>
          <Exclusions
            excluded={shown.excluded.map((one) => ({ ...one, municipality: names?.get(one.municipalityId) }))}
          />
        </>
      ) : (
        <>
          <InsideSchools shown={shown} />
          <OutsideSchools outside={shown.outside} />
        </>
      )}
    </Page>
  );
}

/** «Охват школ: 734 из 1 404 (52,3 %)». */
function titleOf(shown: BehindShown, speech: Speech): string {
  const { t, format } = speech;
  const name = figureText(shown.figure, shown, t);
  const { share, figure, campaign } = shown;
  if (!share || share.of === 0) return t.behind.noFigure(name);
  const against = figure.kind === 'covered' && campaign.threshold ? [campaign.threshold] : [];
  return t.behind.title(name, format.share(share.n, share.of), format.percent(percentOf(share, against)));
}
