import type { LoaderFunctionArgs } from '@remix-run/node';
import { formFileName, reportForm } from '#app/documents/report-form/write.server.ts';
import { zipStream } from '#app/documents/zip.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { download } from '#app/http/download.server.ts';
import { dayFrom, idFrom, noSuchPage } from '#app/http/params.server.ts';
import { formatDay } from '#app/text/format.ts';
import type { UserContext } from '#app/use-cases/context.server.ts';
import { formsOfMunicipality, seeReportForm } from '#app/use-cases/reports/see-report-form.server.ts';

/** The forms of all schools of a municipality for one date, packed while they are made. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const where = { campaignId: idFrom(params.campaignId), municipalityId: idFrom(params.municipalityId) };
  const asOf = dayFrom(new URL(request.url).searchParams.get('date')) ?? noSuchPage();
  const forms = await answer(() => formsOfMunicipality(ctx, { ...where, asOf }));
  return download(zipStream(filesOf(ctx, forms)), {
    type: 'application/zip',
    name: `Формы отчётов на ${formatDay(asOf, 'ru')}.zip`,
    plainName: `forms-${asOf}.zip`,
  });
}

async function* filesOf(ctx: UserContext, forms: { reportId: number }[]) {
  for (const { reportId } of forms) {
    const form = await seeReportForm(ctx, reportId);
    const bytes = await reportForm(form, { now: ctx.now, zone: ctx.user.region.zone });
    // Two schools of one name are told apart by their reports.
    yield { name: formFileName(form, ` (${reportId})`), bytes };
  }
}
