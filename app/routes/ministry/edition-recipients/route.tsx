import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields, oneOf } from '#app/http/form-fields.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Button } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import type { UserContext } from '#app/use-cases/context.server.ts';
import { addRecipient, removeRecipient, sendBySelf } from '#app/use-cases/editions/keep-recipients.server.ts';
import { type RecipientsView, seeRecipients } from '#app/use-cases/editions/see-editions.server.ts';
import { useFormAnswer } from '../../_admin/form-answer.tsx';
import { listQuery } from '../../_admin/list-query.server.ts';
import { campaignName } from '../../_campaign/campaign.ts';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.archive.recipients.title);

const outcomes = ['added', 'removed', 'saved'] as const;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const view = await answer(() => seeRecipients(ctx, idFrom(params.campaignId)));
  return { ...view, done: listQuery(request).choice('done', outcomes) };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const campaignId = idFrom(params.campaignId);
  const typed = await formFields(request);
  const result = await attempt(() => act(ctx, campaignId, typed));
  if ('refusal' in result) return refusedWith(result.refusal, typed);
  return redirect(paths.editionRecipients(campaignId, result.done));
}

async function act(
  ctx: UserContext,
  campaignId: number,
  typed: Record<string, string>,
): Promise<(typeof outcomes)[number]> {
  switch (oneOf(typed.intent, ['add', 'remove', 'bySelf'])) {
    case 'remove':
      await removeRecipient(ctx, { campaignId, recipientId: idFrom(typed.recipient) });
      return 'removed';
    case 'bySelf':
      await sendBySelf(ctx, { campaignId, bySelf: typed.bySelf === 'on' });
      return 'saved';
    case 'add':
      await addRecipient(ctx, { campaignId, typed });
      return 'added';
  }
}

type Recipient = RecipientsView['recipients'][number];

/** To whom the editions of a campaign are sent, and whether by a button or by themselves. */
export default function EditionRecipients() {
  const { campaign, recipients, bySelf, done } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const speech = useText();
  const { t } = speech;
  const words = t.archive.recipients;
  const { field, summary } = useFormAnswer(result, {}, { faults: { ...t.admin.faults, taken: words.taken } });
  const columns: Column<Recipient>[] = [
    { key: 'name', head: words.name, rowHeader: true, cell: ({ name }) => name },
    { key: 'email', head: words.email, cell: ({ email }) => email },
    {
      key: 'remove',
      head: <span className="visually-hidden">{words.remove}</span>,
      cell: ({ id, name }) => (
        <form method="post">
          <input type="hidden" name="recipient" value={id} />
          <Button look="quiet" name="intent" value="remove">
            {words.remove}
            <span className="visually-hidden"> {name}</span>
          </Button>
        </form>
      ),
    },
  ];
  const said = { added: words.added, removed: words.removed, saved: words.bySelf.saved };
  return (
    <Page
      caption={campaignName(campaign, speech)}
      title={words.title}
      lead={words.lead}
      breadcrumbs={[
        { text: campaignName(campaign, speech), href: paths.region(campaign.id) },
        { text: t.archive.title, href: paths.editions(campaign.id) },
        { text: words.title },
      ]}
    >
      {done && !result && <Notice kind="success" title={said[done]} announce="status" />}
      {summary}
      <Table
        caption={words.caption}
        captionHidden
        columns={columns}
        rows={recipients}
        rowKey={({ id }) => id}
        empty={words.none}
      />
      <h2>{words.new}</h2>
      <form method="post" noValidate key={recipients.length}>
        <TextField {...field('name')} label={words.name} hint={words.nameHint} maxLength={200} />
        <TextField {...field('email')} label={words.email} inputMode="email" autoComplete="off" maxLength={200} />
        <Button name="intent" value="add">
          {words.add}
        </Button>
      </form>
      <h2>{words.bySelf.title}</h2>
      <p>{bySelf ? words.bySelf.on : words.bySelf.off}</p>
      <form method="post">
        <input type="hidden" name="bySelf" value={bySelf ? 'off' : 'on'} />
        <Button look="secondary" name="intent" value="bySelf">
          {bySelf ? words.bySelf.turnOff : words.bySelf.turnOn}
        </Button>
      </form>
    </Page>
  );
}
