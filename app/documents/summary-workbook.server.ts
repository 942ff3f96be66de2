/** The month's Excel summary (MO-3.2): the page's figures, down to the school, with the method they were made by. */
import { formatDay, formatMonth } from '#app/text/format.ts';
import { everywhere } from '#app/text/ru/everywhere.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import { type Made, type SummaryToWrite, summarySheets, summaryTitle } from './summary-sheets.ts';
import { workbookStream } from './workbook.server.ts';

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The file as it is being written; nothing of it waits for the end. */
export function summaryWorkbook(summary: SummaryToWrite, made: Made): ReadableStream<Uint8Array> {
  const { kind, number, date } = summary.order;
  const title = summaryTitle(summary);
  const facts = {
    title,
    creator: everywhere.product,
    created: made.now,
    header: `${title}. ${words.totals.orderName(kind, number, formatDay(date, 'ru'))}`,
    footer: summary.demo ? words.demo : '',
    page: words.page,
    of: words.of,
  };
  return workbookStream(facts, summarySheets(summary, made));
}

/** A name that people recognise in their downloads, without what file systems refuse. */
export function summaryFileName({ totals, order, region, source }: SummaryToWrite): string {
  const name = words.fileName({
    month: formatMonth(totals.month, 'ru'),
    asOf: formatDay(totals.asOf, 'ru'),
    region,
    order: order.number,
    edition: source.kind === 'edition' ? source.number : null,
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return `${name.replace(/[\\/:*?"<>|\u0000-\u001f\u007f]+/g, '-').slice(0, 150)}.xlsx`;
}
