import type { LoaderFunctionArgs } from '@remix-run/node';
import { summaryFileName, summaryWorkbook, workbookType } from '#app/documents/summary-workbook.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { download } from '#app/http/download.server.ts';
import { atFrom, idFrom, noSuchPage } from '#app/http/params.server.ts';
import { today } from '#app/use-cases/context.server.ts';
import { seeSummary } from '#app/use-cases/see-region.server.ts';

/** The month's Excel summary. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const campaignId = idFrom(params.campaignId);
  const at = atFrom(params.at ?? noSuchPage(), today(ctx));
  const number = new URL(request.url).searchParams.get('edition');
  const edition = number === null ? undefined : idFrom(number);
  const summary = await answer(() => seeSummary(ctx, { campaignId, at, edition }));
  const workbook = summaryWorkbook(summary, { now: ctx.now, zone: ctx.user.region.zone });
  return download(workbook, {
    type: workbookType,
    name: summaryFileName(summary),
    plainName: `svodka-${params.at}.xlsx`,
  });
}
