import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { summaryFile } from '#app/documents/summary-file.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { atFrom, idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Link } from '#app/ui/link.tsx';
import { LookAgain } from '#app/ui/look-again.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { today } from '#app/use-cases/context.server.ts';
import { askExport, seeExports, workOnExports } from '#app/use-cases/territory/exports.server.ts';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.exports.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const files = await seeExports(ctx);
  return {
    files: files.map(({ id, shownAt, edition, askedAt, status, expiresAt, size }) => ({
      id,
      shownAt,
      edition,
      askedAt,
      status: expiresAt && expiresAt <= ctx.now ? ('failed' as const) : status,
      expiresAt,
      size,
    })),
  };
}

/** Asks for a file, and begins to make it in this process unless another is quicker. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { campaign, at = '', edition } = await formFields(request);
  const asked = {
    campaignId: idFrom(campaign),
    at: atFrom(at, today(ctx)),
    edition: edition ? idFrom(edition) : undefined,
  };
  await answer(() => askExport(ctx, asked));
  context.background((stopping) => workOnExports({ ...context, makeFile: summaryFile }, stopping));
  return redirect(paths.exports());
}

type File = ReturnType<typeof useLoaderData<typeof loader>>['files'][number];

/** What the person has asked for, and how far it has got. */
export default function Exports() {
  const { files } = useLoaderData<typeof loader>();
  const { t, format } = useText();
  const words = t.exports;
  const working = files.some(({ status }) => status === 'waiting' || status === 'running');
  const name = ({ shownAt, edition }: File) => {
    const said = shownAt.length > 7 ? words.onDay(format.day(shownAt)) : words.summary(format.month(shownAt));
    return edition === null ? said : `${said}, ${words.edition(format.integer(edition))}`;
  };
  const columns: Column<File>[] = [
    { key: 'file', head: words.file, rowHeader: true, cell: name },
    { key: 'asked', head: words.asked, nowrap: true, cell: ({ askedAt }) => format.dateTime(askedAt) },
    {
      key: 'state',
      head: words.state,
      cell: (file) => {
        const { id, status, expiresAt, size } = file;
        if (status === 'failed') return `${words.states.failed}. ${words.again}`;
        const megabytes = words.size(format.decimal((size / 1_000_000).toFixed(1)));
        if (status !== 'ready' || !expiresAt)
          return size > 0 ? `${words.states[status]}: ${megabytes}` : words.states[status];
        // The last instant before it expires names the last day.
        const last = new Date(new Date(expiresAt).getTime() - 1);
        return (
          <>
            <Link href={paths.exportFile(id)}>
              {words.download}
              <span className="visually-hidden">: {name(file)}</span>
            </Link>
            {`, ${megabytes}, ${words.until(format.dayOf(last))}`}
          </>
        );
      },
    },
  ];
  return (
    <Page title={words.title} lead={words.lead}>
      {working && <LookAgain every={3} />}
      {files.length === 0 ? (
        <State kind="noData">{words.none}</State>
      ) : (
        <>
          {working && <State kind="computing" />}
          <Table caption={words.caption} captionHidden columns={columns} rows={files} rowKey={({ id }) => id} />
        </>
      )}
    </Page>
  );
}
