import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { oneOf } from '#app/http/form-fields.server.ts';
import { idFrom, noSuchPage } from '#app/http/params.server.ts';
import { fileOf, uploadFrom } from '#app/http/uploads.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Link } from '#app/ui/link.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { moveDate, revoke } from '#app/use-cases/reports/decide-dates.server.ts';
import { seeCalendar } from '#app/use-cases/reports/see-calendar.server.ts';
import { answerTo } from '../../_admin/form-answer.tsx';
import { listQuery } from '../../_admin/list-query.server.ts';
import { orderName } from '../../_campaign/campaign.ts';
import { ClosingNotice } from '../../_campaign/closing.tsx';
import { isOvertaken, Overtaken } from '../../_terms/decision-form.tsx';
import { DateInDetail } from './date-in-detail.tsx';
import { Dates } from './dates.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, (speech) =>
    data ? `${speech.t.calendar.title} – ${orderName(data.order, speech)}` : speech.t.calendar.title,
  );

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const query = listQuery(request);
  const { dates, ...view } = await answer(() => seeCalendar(ctx, idFrom(params.campaignId)));
  const asked = query.id('date');
  return {
    ...view,
    dates: dates.map(({ moves: _moves, schools, ...date }) => ({ ...date, schools: schools.length })),
    date: asked === undefined ? null : (dates.find(({ id }) => id === asked) ?? noSuchPage()),
    done: query.choice('done', ['moved', 'revoked']),
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const campaignId = idFrom(params.campaignId);
  const upload = await uploadFrom(request);
  const typed = upload.fields;
  const date = typed.date ?? listQuery(request).id('date')?.toString();
  const revoking = oneOf(typed.intent, ['move', 'revoke']) === 'revoke';
  const result = await attempt<unknown>(() =>
    revoking
      ? revoke(ctx, { decisionId: idFrom(typed.decision) })
      : moveDate(ctx, { reportingDateId: idFrom(date), typed, file: fileOf(upload, 'file') }),
  );
  if ('refusal' in result) return refusedWith(result.refusal, typed);
  return redirect(paths.calendar(campaignId, { date, done: revoking ? 'revoked' : 'moved' }));
}

/** Every reporting date of a campaign with its three days, and what was decided about them. */
export default function Calendar() {
  const { campaignId, order, closing, dates, date, mayMove, done } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const speech = useText();
  const { t } = speech;
  const words = t.calendar;
  return (
    <Page
      caption={orderName(order, speech)}
      title={words.title}
      lead={words.lead}
      breadcrumbs={[{ text: orderName(order, speech), href: paths.order(campaignId) }, { text: words.title }]}
    >
      <ClosingNotice closing={closing} />
      {done && !result && <Notice kind="success" title={words.done[done]} announce="status" />}
      {result?.typed.intent === 'revoke' && isOvertaken(result.refusal) && <Overtaken />}
      {dates.length === 0 ? (
        <State kind="noData">{words.none}</State>
      ) : (
        <Dates campaignId={campaignId} dates={dates} now={date?.id} />
      )}
      <p>
        <Link href={paths.history('calendar', campaignId)}>{t.history.link}</Link>
      </p>
      {date && <DateInDetail key={date.id} date={date} mayMove={mayMove} answer={answerTo('move', result)} />}
    </Page>
  );
}
