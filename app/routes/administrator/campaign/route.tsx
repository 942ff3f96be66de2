import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields, oneOf } from '#app/http/form-fields.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Button, ButtonRow } from '#app/ui/button.tsx';
import { DateField, TextField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { SummaryList } from '#app/ui/summary-list.tsx';
import {
  closeCampaign,
  reopenCampaign,
  seeCampaignLife,
  withdrawCampaign,
} from '#app/use-cases/orders/end-campaign.server.ts';
import { answerTo, useFormAnswer } from '../../_admin/form-answer.tsx';
import { ClosingNotice } from '../../_campaign/closing.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, (speech) => (data ? nameOf(data, speech) : speech.t.admin.campaigns.title));

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const done = new URL(request.url).searchParams.get('done');
  const life = await answer(() => seeCampaignLife(ctx, idFrom(params.campaignId)));
  return { ...life, done: (['closed', 'reopened'] as const).find((one) => one === done) ?? null };
}

const acts = { close: closeCampaign, reopen: reopenCampaign, withdraw: withdrawCampaign } as const;

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const campaignId = idFrom(params.campaignId);
  const typed = await formFields(request);
  const intent = oneOf(typed.intent, ['close', 'reopen', 'withdraw']);
  const result = await attempt(() => acts[intent](ctx, { campaignId, typed }));
  if ('refusal' in result) return refusedWith(result.refusal, typed);
  if (intent === 'withdraw') return redirect(paths.campaigns({ done: 'recalled' }));
  return redirect(paths.campaign(campaignId, intent === 'close' ? 'closed' : 'reopened'));
}

type Life = ReturnType<typeof useLoaderData<typeof loader>>;

/** How a campaign ends: what is open under it, and what each way of ending it means. */
export default function CampaignLife() {
  const life = useLoaderData<typeof loader>();
  const speech = useText();
  const { t } = speech;
  const words = t.campaign.life;
  return (
    <Page
      title={nameOf(life, speech)}
      caption={life.scope}
      breadcrumbs={[{ text: t.admin.campaigns.title, href: paths.campaigns() }]}
    >
      {life.done && <Notice kind="success" title={words[life.done]} announce="status" />}
      <ClosingNotice closing={life.closing} />
      <SummaryList rows={rowsOf(life, speech)} />
      {life.closing ? <Reopening life={life} /> : <Closing life={life} />}
      {!life.closing && <Withdrawing life={life} />}
    </Page>
  );
}

function nameOf({ order }: Pick<Life, 'order'>, { t, format }: Speech): string {
  return t.admin.campaigns.orderName({ ...order, date: format.day(order.date) });
}

function rowsOf({ traces, openedAt }: Life, { t, format }: Speech) {
  const words = t.campaign.life;
  const count = (n: number) => (n === 0 ? words.none : format.integer(n));
  return [
    { key: 'opened', term: words.opened, value: format.dateTime(openedAt) },
    {
      key: 'unfiled',
      term: words.unfiled,
      value:
        traces.open === 0
          ? words.none
          : words.unfiledValue(format.integer(traces.open), traces.open, format.integer(traces.begun)),
    },
    { key: 'returned', term: words.returned, value: count(traces.returned) },
    { key: 'waiting', term: words.waiting, value: count(traces.waiting) },
    {
      key: 'filed',
      term: words.lastFiled,
      value: traces.lastFiled ? format.day(traces.lastFiled) : words.none,
    },
    {
      key: 'edition',
      term: words.lastEdition,
      value: traces.lastEdition ? format.month(traces.lastEdition) : words.none,
    },
  ];
}

function useAnswer(intent: string, current: Record<string, string> = {}) {
  const words = useText().t.campaign.life;
  return useFormAnswer(answerTo(intent, useActionData<typeof action>()), current, { faults: words.faults });
}

function Closing({ life: { traces, closesFrom } }: { life: Life }) {
  const { t, format } = useText();
  const words = t.campaign.life;
  const { field, summary } = useAnswer('close');
  return (
    <section>
      <h2>{words.close}</h2>
      {summary}
      <p>{words.closeText}</p>
      {traces.open > 0 && <p>{words.closeLeft(format.integer(traces.open), traces.open)}</p>}
      <form method="post" noValidate>
        <DateField {...field('on')} label={words.day} hint={words.dayHint(format.day(closesFrom))} />
        <TextField
          {...field('document')}
          label={words.document}
          hint={words.documentHint}
          maxLength={300}
          autoComplete="off"
        />
        <TextField {...field('reason')} label={words.reason} maxLength={500} autoComplete="off" />
        <ButtonRow>
          <Button look="danger" name="intent" value="close">
            {words.close}
          </Button>
        </ButtonRow>
      </form>
    </section>
  );
}

function Reopening({ life: { closing, again } }: { life: Life }) {
  const { t, format } = useText();
  const words = t.campaign.life;
  const { field, summary } = useAnswer('reopen');
  if (!closing || !again) return null;
  const { open, overdue, dates, months } = again;
  return (
    <section>
      <h2>{words.reopen}</h2>
      {summary}
      <p>{words.reopenText}</p>
      <ul>
        <li>{words.againOwed(format.integer(open), open)}</li>
        {overdue > 0 && <li>{words.againOverdue(format.integer(overdue), overdue)}</li>}
        <li>{dates.length > 0 ? words.againDates(dates.map(format.day).join(', ')) : words.againNoDates}</li>
        {months.length > 0 && <li>{words.againMonths(months.map(format.month).join(', '))}</li>}
      </ul>
      <form method="post" noValidate>
        <input type="hidden" name="since" value={closing.on} />
        <TextField {...field('reason')} label={words.reopenReason} maxLength={500} autoComplete="off" />
        <ButtonRow>
          <Button look="danger" name="intent" value="reopen">
            {words.reopen}
          </Button>
        </ButtonRow>
      </form>
    </section>
  );
}

function Withdrawing({ life: { traces, mayWithdraw } }: { life: Life }) {
  const { t, format } = useText();
  const words = t.campaign.life;
  const { field, summary } = useAnswer('withdraw');
  return (
    <section>
      <h2>{words.withdraw}</h2>
      {summary}
      {mayWithdraw ? (
        <>
          <p>{words.withdrawText}</p>
          {traces.begun > 0 && <p>{words.withdrawBegun(format.integer(traces.begun), traces.begun)}</p>}
          <form method="post" noValidate>
            <TextField {...field('reason')} label={words.withdrawReason} maxLength={500} autoComplete="off" />
            <ButtonRow>
              <Button look="danger" name="intent" value="withdraw">
                {words.withdraw}
              </Button>
            </ButtonRow>
          </form>
        </>
      ) : (
        <p>{words.withdrawNot}</p>
      )}
    </section>
  );
}
