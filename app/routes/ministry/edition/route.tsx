import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { parseMonth } from '#app/domain/calendar.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields, oneOf } from '#app/http/form-fields.server.ts';
import { idFrom, noSuchPage } from '#app/http/params.server.ts';
import { composeEditionLetter } from '#app/mail/edition-letter.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { refusalWords } from '#app/text/refusal-words.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { approveEdition, type ComposeEdition, sendEdition } from '#app/use-cases/editions/hand-in-edition.server.ts';
import { seeEdition } from '#app/use-cases/editions/see-editions.server.ts';
import { listQuery } from '../../_admin/list-query.server.ts';
import { campaignName } from '../../_campaign/campaign.ts';
import { ClosingNotice } from '../../_campaign/closing.tsx';
import { editionName, handInText, handInTones } from '../../_editions/words.ts';
import { EditionChanges } from './changes.tsx';
import { EditionFacts } from './facts.tsx';
import { Sending } from './sending.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, (speech) => (data ? editionName(data.edition, speech) : speech.t.archive.title));

function askFrom(params: LoaderFunctionArgs['params']) {
  const month = parseMonth(params.month ?? '') ?? noSuchPage();
  return { campaignId: idFrom(params.campaignId), month, number: idFrom(params.number) };
}

const outcomes = ['approved', 'approvedAndSent', 'sent'] as const;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const query = listQuery(request);
  const since = query.choice('since', ['edition', 'month'] as const);
  const view = await answer(() => seeEdition(ctx, { ...askFrom(params), since, page: query.page }));
  return { ...view, hasMailServer: context.config.mail !== undefined, done: query.choice('done', outcomes) };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const ask = askFrom(params);
  const typed = await formFields(request);
  const { origin } = context.config;
  const compose: ComposeEdition = (edition, to) => composeEditionLetter(edition, to, origin);
  const approving = oneOf(typed.intent, ['approve', 'send']) === 'approve';
  const result = await attempt(() => (approving ? approveEdition : sendEdition)(ctx, ask, compose));
  if ('refusal' in result) return refusedWith(result.refusal, typed);
  const done = approving ? (result.done.sent > 0 ? 'approvedAndSent' : 'approved') : 'sent';
  return redirect(paths.edition(ask.campaignId, ask.month, ask.number, { done }));
}

/** One edition: what it is, what has changed in it by name, and what became of it. */
export default function Edition() {
  const view = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const speech = useText();
  const { t } = speech;
  const words = t.archive;
  const { campaign, edition, handIn, done } = view;
  const refused = result && refusalWords(result.refusal, speech);
  const said = {
    approved: words.approve.approved,
    approvedAndSent: words.approve.approvedAndSent,
    sent: words.send.sent,
  };
  return (
    <Page
      caption={campaignName(campaign, speech)}
      title={editionName(edition, speech)}
      breadcrumbs={[
        { text: campaignName(campaign, speech), href: paths.region(campaign.id, edition.month) },
        { text: words.title, href: paths.editions(campaign.id) },
        { text: editionName(edition, speech) },
      ]}
      actions={
        <>
          <LinkButton look="secondary" href={paths.note(campaign.id, edition.month, { edition: edition.number })}>
            {t.note.link}
          </LinkButton>
          <LinkButton look="secondary" href={paths.summaryWorkbook(campaign.id, edition.month, edition.number)}>
            {words.page.workbook}
          </LinkButton>
          <LinkButton look="secondary" href={paths.editionDocument(campaign.id, edition.month, edition.number)}>
            {words.page.document}
          </LinkButton>
        </>
      }
    >
      <ClosingNotice closing={campaign.closing} />
      {refused && (
        <Notice kind="problem" title={refused.title} announce="alert">
          <p>{refused.text}</p>
        </Notice>
      )}
      {done && !result && <Notice kind="success" title={said[done]} announce="status" />}
      <p>
        <Tag tone={handInTones[handIn.state]}>{handInText(handIn, speech)}</Tag>{' '}
        {handIn.due && words.handIn.due(speech.format.day(handIn.due))}
      </p>
      {!edition.complete && (
        <Notice kind="warning" title={words.provisional}>
          {<p>{words.page.provisionalText}</p>}
        </Notice>
      )}
      <Sending view={view} />
      <EditionFacts view={view} />
      <EditionChanges view={view} />
    </Page>
  );
}
