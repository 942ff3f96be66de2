import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { percentOf } from '#app/domain/territory/coverage.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { atFrom, idFrom, noSuchPage } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { bandText } from '#app/text/band-words.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Page } from '#app/ui/page.tsx';
import { today } from '#app/use-cases/context.server.ts';
import { seeBehindTarget } from '#app/use-cases/territory/see-behind-target.server.ts';
import { atText, campaignName } from '../../_campaign/campaign.ts';
import { Exclusions } from '../../_campaign/exclusions.tsx';
import { SourceLine } from '../../_campaign/source-line.tsx';
import { OutsideSchools } from '../behind/schools.tsx';
import { Municipalities } from './municipalities.tsx';
import { Schools } from './schools.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, (speech) => (data ? titleOf(data, speech) : speech.t.behind.link));

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { searchParams } = new URL(request.url);
  const municipality = searchParams.get('municipality');
  const seen = await answer(() =>
    seeBehindTarget(ctx, {
      campaignId: idFrom(params.campaignId),
      figure: params.figure ?? noSuchPage(),
      at: atFrom(searchParams.get('at'), today(ctx)),
      municipalityId: municipality === null ? undefined : idFrom(municipality),
    }),
  );
  const { id, order, scope } = seen.campaign;
  return { ...seen, campaign: { id, order, scope }, today: today(ctx) };
}

export type BehindTargetShown = ReturnType<typeof useLoaderData<typeof loader>>;

/** What a target's figure is made of: down to the municipality, down to the school, with what each is judged by. */
export default function BehindTarget() {
  const shown = useLoaderData<typeof loader>();
  const speech = useText();
  const { t } = speech;
  const { campaign, at, figure, whole } = shown;
  const shownAt = at.day ?? at.month;
  const names = shown.of === 'region' ? new Map(shown.municipalities.map(({ id, name }) => [id, name])) : null;
  return (
    <Page
      breadcrumbs={[
        ...(shown.seesRegion
          ? [{ text: t.everywhere.navigation.coverage, href: paths.region(campaign.id, shownAt) }]
          : []),
        ...(shown.of === 'municipality'
          ? [{ text: shown.name, href: paths.municipalityCoverage(campaign.id, shown.municipalityId, shownAt) }]
          : []),
        { text: t.behind.link },
      ]}
      caption={`${shown.name}. ${campaignName(campaign, speech)}, ${atText(at, speech)}`}
      title={titleOf(shown, speech)}
      lead={<span lang="ru">{shown.title}</span>}
    >
      <p>{t.targets.behind.what[figure.kind]}</p>
      {whole.day && <p>{t.targets.behind.thenShare(shareText(whole.day.evening, shown, speech))}</p>}
      <SourceLine source={shown.source} at={at} asOf={shown.asOf} today={shown.today} />
      {whole.share &&
        (shown.of === 'region' ? (
          <>
            <Municipalities shown={shown} />
            <h2>{t.region.excluded.caption}</h2>
            <Exclusions
              excluded={shown.excluded.map((one) => ({ ...one, municipality: names?.get(one.municipalityId) }))}
            />
          </>
        ) : (
          <>
            <Schools shown={shown} />
            <OutsideSchools outside={shown.outside} />
          </>
        ))}
    </Page>
  );
}

type Share = { n: number; of: number };

/** «734 из 1 404 (52,3 %)». */
function shareText(share: Share, { threshold }: BehindTargetShown, { format }: Speech): string {
  return `${format.share(share.n, share.of)} (${format.percent(percentOf(share, threshold ? [threshold] : []))})`;
}

function titleOf(shown: BehindTargetShown, speech: Speech): string {
  const { figure, whole, by, band } = shown;
  const { t, format } = speech;
  const words = t.targets.behind;
  if (figure.kind === 'day' && !whole.share) return words.notOver;
  if (figure.kind === 'corridor' && !band) return words.noCorridor;
  const name = {
    met: words.met,
    day: words.day(by ? format.day(by) : ''),
    corridor: words.corridor(band ? bandText(band, speech) : ''),
  }[figure.kind];
  return whole.share ? `${name}: ${shareText(whole.share, shown, speech)}` : t.behind.noFigure(name);
}
