import type { LoaderFunctionArgs } from '@remix-run/node';
import { fileWithRemarks } from '#app/documents/report-form/remarks.server.ts';
import { workbookType } from '#app/documents/workbook.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { download } from '#app/http/download.server.ts';
import { idFrom, noSuchPage } from '#app/http/params.server.ts';
import { speechOf } from '#app/text/index.tsx';
import { uploadedFile } from '#app/use-cases/imports/see-import.server.ts';
import { cellText, placeOf } from '../../_import/words.ts';

/** The uploaded file with its faults marked. It is in Russian: it goes back to the school. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const ask = { importId: idFrom(params.importId), fileId: idFrom(params.fileId) };
  const { name, bytes, form, faults } = await answer(() => uploadedFile(ctx, ask));
  const speech = speechOf('ru');
  const remarks = faults.map(({ cell, item, code }) => ({
    cell,
    line: placeOf(form, item, speech),
    text: cellText(code, speech),
  }));
  const marked = await fileWithRemarks(bytes, remarks);
  if ('refusal' in marked) return noSuchPage();
  return download(marked, {
    type: workbookType,
    name: name.replace(/(\.xlsx)?$/i, ' – замечания.xlsx'),
    plainName: `remarks-${ask.fileId}.xlsx`,
  });
}
