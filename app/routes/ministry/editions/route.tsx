import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { parseMonth } from '#app/domain/calendar.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields, oneOf } from '#app/http/form-fields.server.ts';
import { idFrom, noSuchPage } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { refusalWords } from '#app/text/refusal-words.ts';
import { Button, LinkButton } from '#app/ui/button.tsx';
import { Link } from '#app/ui/link.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { Pager } from '#app/ui/table.tsx';
import { requestCheck } from '#app/use-cases/editions/check-archive.server.ts';
import { seeEditions } from '#app/use-cases/editions/see-editions.server.ts';
import { publishCampaign } from '#app/use-cases/orders/manage-campaigns.server.ts';
import { listQuery } from '../../_admin/list-query.server.ts';
import { campaignName } from '../../_campaign/campaign.ts';
import { ClosingNotice } from '../../_campaign/closing.tsx';
import { handInTitle } from '../../_editions/words.ts';
import { Copies } from './copies.tsx';
import { Months } from './months.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, (speech) =>
    data?.last ? handInTitle(data.last.handIn, data.last.month, speech) : speech.t.archive.title,
  );

const outcomes = ['requested', 'published', 'withdrawn'] as const;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const query = listQuery(request);
  const asked = query.text('before');
  const before = asked === undefined ? undefined : (parseMonth(asked) ?? noSuchPage());
  const view = await answer(() => seeEditions(ctx, { campaignId: idFrom(params.campaignId), before }));
  const hasSecondCopy = context.config.archiveDir !== undefined;
  return { ...view, hasSecondCopy, done: query.choice('done', outcomes) };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const campaignId = idFrom(params.campaignId);
  const typed = await formFields(request);
  const intent = oneOf(typed.intent, ['check', 'publish']);
  const result = await attempt(async () => {
    if (intent === 'check') await requestCheck(ctx, { campaignId });
    else await publishCampaign(ctx, { campaignId, typed });
  });
  if (result && 'refusal' in result) return refusedWith(result.refusal, typed);
  const published = typed.published === 'yes' ? 'published' : 'withdrawn';
  return redirect(paths.editions(campaignId, { done: intent === 'check' ? 'requested' : published }));
}

/** Which month's edition has gone out, and whether in time; and whether both copies of all of them are sound. */
export default function Editions() {
  const view = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const speech = useText();
  const { t, format } = speech;
  const { campaign, months, earlier, last, recipients, checking, done } = view;
  const words = t.archive;
  const refused = result && refusalWords(result.refusal, speech);
  const due = last?.handIn.due;
  return (
    <Page
      caption={`${words.title}. ${campaignName(campaign, speech)}`}
      title={last ? handInTitle(last.handIn, last.month, speech) : words.title}
      lead={due ? words.handIn.lead(format.longDay(due)) : words.handIn.noDue}
      breadcrumbs={[{ text: campaignName(campaign, speech), href: paths.region(campaign.id) }, { text: words.title }]}
      actions={
        view.rights.handIn && (
          <LinkButton look="secondary" href={paths.editionRecipients(campaign.id)}>
            {words.recipients.link(format.integer(recipients))}
          </LinkButton>
        )
      }
    >
      <ClosingNotice closing={campaign.closing} />
      {refused && (
        <Notice kind="problem" title={refused.title} announce="alert">
          <p>{refused.text}</p>
        </Notice>
      )}
      {done && !result && !(done === 'requested' && checking) && (
        <Notice
          kind="success"
          title={done === 'requested' ? words.copies.requested : t.openPage.setting.done[done]}
          announce="status"
        />
      )}
      <Months campaignId={campaign.id} months={months} />
      <Pager next={earlier && paths.editions(campaign.id, { before: earlier })} />
      {view.rights.publish && <Publishing view={view} />}
      <Copies view={view} />
    </Page>
  );
}

/** Whether everybody sees the figures of territories: its owner's people decide. */
function Publishing({ view: { campaign, published } }: { view: { campaign: { id: number }; published: boolean } }) {
  const words = useText().t.openPage.setting;
  return (
    <section>
      <h2>{words.head}</h2>
      <p>{published ? <Link href={paths.openPage(campaign.id)}>{words.open}</Link> : words.closed}</p>
      <form method="post">
        <input type="hidden" name="published" value={published ? 'no' : 'yes'} />
        <Button look="secondary" name="intent" value="publish">
          {published ? words.withdraw : words.publish}
        </Button>
      </form>
    </section>
  );
}
