import type { LoaderFunctionArgs } from '@remix-run/node';
import { exploredCsv, exploredName, exploredWorkbook } from '#app/documents/explored.server.ts';
import { workbookType } from '#app/documents/workbook.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { download } from '#app/http/download.server.ts';
import { idFrom, noSuchPage } from '#app/http/params.server.ts';
import { explore } from '#app/use-cases/territory/explore.server.ts';

/** What the page of the same address shows, as a file. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const search = new URL(request.url).searchParams;
  const explored = await answer(() => explore(ctx, { campaignId: idFrom(params.campaignId), search }));
  const name = exploredName(explored);
  if (params.format === 'csv') {
    const type = 'text/csv; charset=utf-8';
    return download(exploredCsv(explored), { type, name: `${name}.csv`, plainName: 'pokazateli.csv' });
  }
  if (params.format !== 'xlsx') return noSuchPage();
  const workbook = exploredWorkbook(explored, { now: ctx.now });
  return download(workbook, { type: workbookType, name: `${name}.xlsx`, plainName: 'pokazateli.xlsx' });
}
