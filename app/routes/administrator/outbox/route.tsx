import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Button } from '#app/ui/button.tsx';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { Pager } from '#app/ui/table.tsx';
import { retryLetters, seeOutbox } from '#app/use-cases/notices/letters.server.ts';
import { listQuery } from '../../_admin/list-query.server.ts';
import { Letters } from './letters.tsx';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.notices.outbox.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const query = listQuery(request);
  const show = query.choice('show', ['unsent']);
  const outbox = await answer(() => seeOutbox(ctx, { ...query.page, unsent: show === 'unsent' }));
  return { ...outbox, show, hasServer: context.config.mail !== undefined, retried: Number(query.text('done')) || 0 };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { retried } = await answer(() => retryLetters(ctx));
  return redirect(paths.outbox({ show: 'unsent', done: String(retried) }));
}

/** Every letter, to whom, and what became of it. */
export default function Outbox() {
  const { rows, previous, next, counts, show, hasServer, retried } = useLoaderData<typeof loader>();
  const { t, format } = useText();
  const words = t.notices.outbox;
  return (
    <Page title={words.title}>
      {!hasServer && (
        <Notice kind="warning" title={words.noServer}>
          <p>{words.noServerText}</p>
        </Notice>
      )}
      {retried > 0 && <Notice kind="success" title={words.retried(retried)} announce="status" />}
      {counts.failed > 0 && (
        <Notice kind="problem" title={words.failed(counts.failed)}>
          <p>{words.failedText}</p>
          <form method="post">
            <Button look="secondary">{words.retry}</Button>
          </form>
        </Notice>
      )}
      <FilterLinks
        label={words.show}
        options={[
          { href: paths.outbox(), text: words.all, count: format.integer(counts.all), current: !show },
          {
            href: paths.outbox({ show: 'unsent' }),
            text: words.unsent,
            count: format.integer(counts.unsent),
            current: show === 'unsent',
          },
        ]}
      />
      <Letters letters={rows} empty={show ? words.emptyUnsent : words.empty} />
      <Pager
        previous={previous && paths.outbox({ show, before: String(previous.before) })}
        next={next && paths.outbox({ show, after: String(next.after) })}
      />
    </Page>
  );
}
