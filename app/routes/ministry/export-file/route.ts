import type { LoaderFunctionArgs } from '@remix-run/node';
import { workbookType } from '#app/documents/workbook.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { download } from '#app/http/download.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { readExport } from '#app/use-cases/territory/exports.server.ts';

/** A file that was made in the background. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { name, shownAt, content } = await answer(() => readExport(ctx, idFrom(params.exportId)));
  return download(content, { type: workbookType, name, plainName: `svodka-${shownAt}.xlsx` });
}
