import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { dayFrom, idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { seeLadder } from '#app/use-cases/orders/see-ladder.server.ts';
import { listQuery } from '../../_admin/list-query.server.ts';
import { orderName } from '../../_campaign/campaign.ts';
import { ClosingNotice } from '../../_campaign/closing.tsx';
import { Schools } from './schools.tsx';
import { Municipalities, Steps } from './steps.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t }) => data?.ladder.title ?? t.orders.ladder.one);

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const query = listQuery(request);
  const asked = {
    on: dayFrom(new URL(request.url).searchParams.get('on')),
    municipality: query.id('municipality'),
    step: query.text('step'),
    show: query.choice('show', ['met', 'unmet', 'stuck']),
  };
  const { municipality: municipalityId, ...rest } = asked;
  const place = { campaignId: idFrom(params.campaignId), ladderId: params.ladderId ?? '', municipalityId };
  return { ...(await answer(() => seeLadder(ctx, { ...place, ...rest, ...query.page }))), asked };
}

export type LadderShown = ReturnType<typeof useLoaderData<typeof loader>>;

/** A ladder of the order: how many schools stand where, by territory and by name, and what their next step lacks. */
export default function LadderPage() {
  const shown = useLoaderData<typeof loader>();
  const speech = useText();
  const { t, format } = speech;
  const words = t.orders.ladder;
  const { campaignId, order, ladder, steps, whole, on, asked } = shown;
  const last = steps.at(-1);
  const at = (ask: typeof asked) => paths.ladder(campaignId, ladder.id, ask);
  const days = [...new Set(steps.flatMap(({ by }) => (by && by < shown.today ? [by] : [])))];
  return (
    <Page
      caption={orderName(order, speech)}
      title={<span lang="ru">{ladder.title}</span>}
      breadcrumbs={[{ text: orderName(order, speech), href: paths.order(campaignId) }, { text: ladder.title }]}
      lead={
        last && whole.schools > 1
          ? words.lead(format.share(whole.at.at(-1) ?? 0, whole.schools), last.title)
          : undefined
      }
    >
      <ClosingNotice closing={shown.closing} />
      <FilterLinks
        label={words.onDay}
        options={[
          { href: at({ ...asked, on: undefined }), text: words.today, current: on === shown.today },
          ...days.map((day) => ({ href: at({ ...asked, on: day }), text: format.day(day), current: day === on })),
        ]}
      />
      {whole.schools === 0 ? (
        <State kind="noData">{words.noSchools}</State>
      ) : (
        <>
          {whole.stuck > 0 && <p>{words.late(format.share(whole.stuck, whole.schools))}</p>}
          <p>{words.counted}</p>
          {whole.schools === 1 && <Schools shown={shown} at={at} />}
          <Steps shown={shown} at={at} />
          {shown.territories.length > 1 && <Municipalities shown={shown} at={at} />}
          {whole.schools > 1 && <Schools shown={shown} at={at} />}
        </>
      )}
    </Page>
  );
}
