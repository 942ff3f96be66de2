import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { userContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { noticeWords } from '#app/text/notice-words.ts';
import { pageTitle } from '#app/text/page-title.ts';
import { Button } from '#app/ui/button.tsx';
import { Link } from '#app/ui/link.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { type Column, Pager, Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { listNotices, markNoticesRead } from '#app/use-cases/notices/notices.server.ts';
import { listQuery } from '../../_admin/list-query.server.ts';
import { orderName } from '../../_campaign/campaign.ts';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.notices.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  return listNotices(ctx, listQuery(request).page);
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { upTo } = await formFields(request);
  await markNoticesRead(ctx, idFrom(upTo));
  return redirect(paths.notices());
}

/** What the person was told; the unread stand out by a word. */
export default function Notices() {
  const { rows, unread, previous, next } = useLoaderData<typeof loader>();
  const speech = useText();
  const { t, format } = speech;
  const words = t.notices;
  const newest = rows[0];
  const columns: Column<(typeof rows)[number]>[] = [
    {
      key: 'what',
      head: words.what,
      rowHeader: true,
      grow: true,
      cell: (notice) => (
        <>
          {!notice.readAt && (
            <>
              <Tag tone="waiting">{words.new}</Tag>{' '}
            </>
          )}
          <Link href={paths.notice(notice.id)}>{noticeWords(notice, speech).sentence}</Link>
          {notice.order && (
            <>
              <br />
              <small lang="ru">{orderName(notice.order, speech)}</small>
            </>
          )}
        </>
      ),
    },
    { key: 'when', head: words.when, cell: ({ at }) => format.dateTime(at) },
  ];
  return (
    <Page
      title={words.title}
      lead={unread === 0 ? words.lead.none : words.lead.unread(format.integer(unread), unread)}
      actions={<Link href={paths.account()}>{words.howToGet}</Link>}
    >
      {rows.length === 0 ? (
        <State kind="noData">{words.empty}</State>
      ) : (
        <>
          {unread > 0 && newest && (
            <form method="post">
              <input type="hidden" name="upTo" value={newest.id} />
              <p>
                <Button look="secondary">{words.markRead}</Button>
              </p>
            </form>
          )}
          <Table caption={words.caption} captionHidden columns={columns} rows={rows} rowKey={({ id }) => id} />
          <Pager
            previous={previous && paths.notices({ before: String(previous.before) })}
            next={next && paths.notices({ after: String(next.after) })}
          />
        </>
      )}
    </Page>
  );
}
