import type { LoaderFunctionArgs } from '@remix-run/node';
import { summaryCsv } from '#app/documents/summary/csv.server.ts';
import { summaryFileName } from '#app/documents/summary/file-name.ts';
import { summaryJson } from '#app/documents/summary/json.server.ts';
import { summaryWorkbook } from '#app/documents/summary/workbook.server.ts';
import { workbookType } from '#app/documents/workbook.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { download } from '#app/http/download.server.ts';
import { atFrom, idFrom, noSuchPage } from '#app/http/params.server.ts';
import { today } from '#app/use-cases/context.server.ts';
import { readSummaryFile } from '#app/use-cases/territory/summary-file.server.ts';

const files = {
  xlsx: { type: workbookType, write: summaryWorkbook },
  csv: { type: 'text/csv; charset=utf-8', write: summaryCsv },
  json: { type: 'application/json', write: summaryJson },
};
const endings = Object.keys(files) as (keyof typeof files)[];

/** The month's summary as a file, of the region or of one municipality; the address ends in its kind. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { pathname, searchParams } = new URL(request.url);
  const ending = endings.find((one) => pathname.endsWith(`.${one}`)) ?? noSuchPage();
  const { type, write } = files[ending];
  const number = searchParams.get('edition');
  const ask = {
    campaignId: idFrom(params.campaignId),
    at: atFrom(params.at ?? noSuchPage(), today(ctx)),
    edition: number === null ? undefined : idFrom(number),
    municipalityId: params.municipalityId === undefined ? undefined : idFrom(params.municipalityId),
  };
  const file = await answer(() => readSummaryFile(ctx, ask));
  return download(write(file, { now: ctx.now, zone: ctx.user.region.zone }), {
    type,
    name: summaryFileName(file, ending),
    plainName: `svodka-${params.at}.${ending}`,
  });
}
