/** The month's Excel summary (MO-3.2): the page's figures, down to the school, with the method they were made by. */
import type { SummaryFile } from '#app/domain/territory/summary-file.ts';
import { everywhere } from '#app/text/ru/everywhere.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import { workbookStream } from '../workbook.server.ts';
import { type Made, summarySheets } from './sheets.ts';
import { orderName, summaryTitle } from './totals-sheet.ts';

/** The file as it is being written; nothing of it waits for the end. */
export function summaryWorkbook(file: SummaryFile, made: Made): ReadableStream<Uint8Array> {
  const title = summaryTitle(file);
  const facts = {
    title,
    creator: everywhere.product,
    created: made.now,
    header: `${title}. ${orderName(file)}`,
    footer: file.demo ? words.demo : '',
    page: words.page,
    of: words.of,
  };
  return workbookStream(facts, summarySheets(file, made));
}
