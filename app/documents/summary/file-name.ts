import { fileName } from '#app/domain/organisations/file.ts';
import type { SummaryFile } from '#app/domain/territory/summary-file.ts';
import { formatDay, formatMonth } from '#app/text/format.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';

/** A name that people recognise in their downloads, without what file systems refuse. */
export function summaryFileName(
  { totals, order, region, municipality, source }: SummaryFile,
  ending: 'xlsx' | 'csv' | 'json',
): string {
  const name = words.fileName({
    month: formatMonth(totals.month, 'ru'),
    asOf: formatDay(totals.asOf, 'ru'),
    place: municipality ?? region,
    order: order.number,
    edition: source.kind === 'edition' ? source.number : null,
  });
  return fileName(name, `.${ending}`);
}
