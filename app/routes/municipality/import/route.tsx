import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields, oneOf } from '#app/http/form-fields.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { pageTitle } from '#app/text/page-title.ts';
import { confirmFolder } from '#app/use-cases/imports/import-folder.server.ts';
import { confirmReportImport } from '#app/use-cases/imports/import-report.server.ts';
import { seeImportFile, seeImportFolder } from '#app/use-cases/imports/see-import.server.ts';
import { workOnImports } from '#app/use-cases/imports/work-on-imports.server.ts';
import { FolderResult } from './folder-result.tsx';
import { folderShown } from './folder-shown.ts';
import { ReportFile } from './report-file.tsx';

export const meta: MetaFunction<typeof loader> = ({ matches }) => pageTitle(matches, ({ t }) => t.imports.file.title);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const importId = idFrom(params.importId);
  const folder = await answer(() => seeImportFolder(ctx, importId));
  if (folder) return { folder: folderShown(folder), file: null };
  return { folder: null, file: await answer(() => seeImportFile(ctx, { importId })) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const importId = idFrom(params.importId);
  const { version, intent: said, ...typed } = await formFields(request);
  // The school's own page has one button, without a word.
  const intent = said === undefined ? undefined : oneOf(said, ['save', 'file']);
  if (intent !== undefined) {
    const result = await attempt(() => confirmFolder(ctx, { importId, how: intent }));
    if ('refusal' in result) return refusedWith(result.refusal, typed);
    context.background((stopping) => workOnImports(context, stopping));
    return redirect(paths.import(importId));
  }
  if (!/^\d{1,9}$/.test(version ?? '')) {
    await answer(() => seeImportFolder(ctx, importId));
    throw data(null, { status: 400 });
  }
  const choices: Record<string, 'file' | 'draft'> = Object.create(null);
  for (const [field, choice] of Object.entries(typed)) {
    if (field.startsWith('keep:') && (choice === 'file' || choice === 'draft')) choices[field.slice(5)] = choice;
  }
  const result = await attempt(() => confirmReportImport(ctx, { importId, version: Number(version), choices }));
  if ('refusal' in result) return refusedWith(result.refusal, typed);
  const { reportId, outcome, version: saved } = result.done;
  return redirect(outcome.kind === 'saved' ? paths.editReport(reportId, saved) : paths.import(importId));
}

/** A school's dry run, or a coordinator's folder with a result for each file. */
export default function Import() {
  const { folder, file } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (folder) return <FolderResult shown={folder} refusal={refused?.refusal} />;
  return file && <ReportFile shown={file} refused={refused} />;
}
