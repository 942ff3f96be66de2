import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Button, ButtonRow } from '#app/ui/button.tsx';
import { NumberField, Select } from '#app/ui/field.tsx';
import { Link } from '#app/ui/link.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import {
  type CampaignLine,
  type CampaignPreview,
  openCampaignFrom,
  previewFrom,
  publish,
  seeCampaigns,
} from '#app/use-cases/orders/manage-campaigns.server.ts';
import { useFormAnswer } from '../../_admin/form-answer.tsx';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.admin.campaigns.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { searchParams } = new URL(request.url);
  const chosen = {
    order: searchParams.get('order') ?? '',
    scope: searchParams.get('scope') ?? '',
    years: searchParams.get('years') ?? '0',
  };
  const view = await answer(() => seeCampaigns(ctx, { preview: previewFrom(chosen.order, chosen.years) }));
  return { ...view, chosen, done: doneFrom(searchParams) };
}

const things = ['opened', 'published', 'withdrawn', 'recalled'] as const;

/** What has just happened. */
function doneFrom(search: URLSearchParams) {
  return things.find((thing) => thing === search.get('done')) ?? null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const typed = await formFields(request);
  if ('published' in typed) {
    const { published } = await answer(() => publish(ctx, typed));
    return redirect(paths.campaigns({ done: published ? 'published' : 'withdrawn' }));
  }
  const result = await attempt(() => openCampaignFrom(ctx, typed));
  if ('refusal' in result) return refusedWith(result.refusal, typed);
  return redirect(paths.campaigns({ done: 'opened' }));
}

export default function Campaigns() {
  const { campaigns, orders, scopes, preview, chosen, done } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const speech = useText();
  const { t, format } = speech;
  const words = t.admin.campaigns;
  const { field, summary } = useFormAnswer(result, { ...chosen, scope: chosen.scope || String(scopes.region.id) });
  const columns: Column<CampaignLine>[] = [
    {
      key: 'order',
      head: words.order,
      rowHeader: true,
      cell: ({ id, order }) => (
        <>
          <Link href={paths.order(id)}>{words.orderName({ ...order, date: format.day(order.date) })}</Link>
          <br />
          <small>{order.authority}</small>
        </>
      ),
    },
    { key: 'scope', head: words.scope, cell: ({ scope }) => scope },
    {
      key: 'moved',
      head: words.moved,
      cell: ({ movedByYears }) => (movedByYears === 0 ? words.asWritten : words.movedBy(movedByYears)),
    },
    {
      key: 'opened',
      head: words.openedAt,
      cell: ({ openedAt }) => format.dateTime(openedAt),
    },
    { key: 'life', head: t.campaign.life.state, cell: (campaign) => <Life campaign={campaign} /> },
    { key: 'open', head: t.openPage.setting.head, cell: (campaign) => <Publishing campaign={campaign} /> },
  ];
  return (
    <Page title={words.title}>
      {done && !result && <Notice kind="success" title={doneWords(done, speech)} announce="status" />}
      {summary}
      <Table
        caption={words.opened}
        captionHidden
        columns={columns}
        rows={campaigns}
        rowKey={({ id }) => id}
        empty={words.none}
      />
      <h2>{words.new}</h2>
      <p>{words.newText}</p>
      <form method="post" noValidate>
        <Select
          {...field('order')}
          label={words.order}
          placeholder={words.chooseOrder}
          options={orders.map((order) => ({
            value: order.id,
            label: `${words.orderName({ ...order, date: format.day(order.date) })} (${order.authority})`,
          }))}
        />
        <Select
          {...field('scope')}
          label={words.scope}
          hint={words.scopeHint}
          options={[scopes.region, ...scopes.municipalities].map(({ id, name }) => ({
            value: String(id),
            label: name,
          }))}
        />
        <NumberField {...field('years')} label={words.years} hint={words.yearsHint} maxLength={2} />
        {preview && <Preview preview={preview} speech={speech} />}
        <ButtonRow>
          <Button>{words.open}</Button>
          <Button look="secondary" formMethod="get">
            {words.preview}
          </Button>
        </ButtonRow>
      </form>
    </Page>
  );
}

function doneWords(done: (typeof things)[number], { t }: Speech): string {
  if (done === 'opened') return t.admin.campaigns.done;
  return done === 'recalled' ? t.campaign.life.withdrawn : t.openPage.setting.done[done];
}

/** Whether it is in force, and the way to its end. */
function Life({ campaign: { id, order, closing } }: { campaign: CampaignLine }) {
  const { t, format } = useText();
  const words = t.campaign.life;
  const name = t.admin.campaigns.orderName({ ...order, date: format.day(order.date) });
  return (
    <>
      <p>{closing ? t.campaign.closed.tag(format.day(closing.on)) : words.open}</p>
      <Link href={paths.campaign(id)}>
        {closing ? words.linkClosed : words.link}
        <span className="visually-hidden">: {name}</span>
      </Link>
    </>
  );
}

/** Whether everybody sees the campaign's figures, and the button that changes it. */
function Publishing({ campaign: { id, order, published, mayPublish } }: { campaign: CampaignLine }) {
  const { t, format } = useText();
  const words = t.openPage.setting;
  const name = t.admin.campaigns.orderName({ ...order, date: format.day(order.date) });
  return (
    <form method="post">
      <input type="hidden" name="campaign" value={id} />
      <p>{published ? <Link href={paths.openPage(id)}>{words.open}</Link> : words.closed}</p>
      {mayPublish && (
        <Button look="secondary" name="published" value={published ? 'no' : 'yes'}>
          {published ? words.withdraw : words.publish}
          <span className="visually-hidden">{words.about(name)}</span>
        </Button>
      )}
    </form>
  );
}

function Preview({ preview, speech: { t, format } }: { preview: CampaignPreview; speech: Speech }) {
  const words = t.admin.campaigns;
  const name = words.orderName({ ...preview.order, date: format.day(preview.order.date) });
  return (
    <Notice title={`${words.previewTitle}: ${name}`} announce="status">
      <ul>
        {preview.forms.map(({ title, reporting, from }) => (
          <li key={title}>
            {title}: {words[reporting](format.longDay(from))}
          </li>
        ))}
        {preview.targets.map(({ title, by }) => (
          <li key={title}>
            {title}: {words.target(format.longDay(by))}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
