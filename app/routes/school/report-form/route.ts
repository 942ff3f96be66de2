import type { LoaderFunctionArgs } from '@remix-run/node';
import { formFileName, reportForm } from '#app/documents/report-form/write.server.ts';
import { workbookType } from '#app/documents/workbook.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { download } from '#app/http/download.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { seeReportForm } from '#app/use-cases/reports/see-report-form.server.ts';

/** A report's form as an Excel file, filled with what is known. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const form = await answer(() => seeReportForm(ctx, idFrom(params.reportId)));
  const bytes = await reportForm(form, { now: ctx.now, zone: ctx.user.region.zone });
  return download(bytes, {
    type: workbookType,
    name: formFileName(form),
    plainName: `report-${params.reportId}.xlsx`,
  });
}
