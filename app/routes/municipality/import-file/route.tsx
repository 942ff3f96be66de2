import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { reportDay } from '#app/text/report-day.ts';
import { Page } from '#app/ui/page.tsx';
import { seeImportFile } from '#app/use-cases/imports/see-import.server.ts';
import { FileView } from '../../_import/file-view.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t }) => [t.imports.file.title, data?.school.name].filter(Boolean).join(' – '));

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  return answer(() => seeImportFile(ctx, { importId: idFrom(params.importId), fileId: idFrom(params.fileId) }));
}

/** One file of a coordinator's folder. */
export default function ImportFile() {
  const shown = useLoaderData<typeof loader>();
  const { t, format } = useText();
  const words = t.imports.file;
  return (
    <Page
      title={words.title}
      caption={`${shown.school.name} · ${t.report.title(reportDay({ asOf: shown.asOf, formName: shown.form.name }, format))}`}
      lead={(shown.read.outcome ? words.leadDone : words.lead)(shown.file.name)}
      breadcrumbs={[{ href: paths.import(shown.importId), text: t.imports.many.title }, { text: shown.school.name }]}
    >
      <FileView shown={shown} />
    </Page>
  );
}
