/** The schools of the month's summary as a table for any program: the columns and the values of the workbook's sheet. */
import type { SummaryFile } from '#app/domain/territory/summary-file.ts';
import { csvStream } from '../csv.server.ts';
import { schoolColumns } from './schools-sheet.ts';

export function summaryCsv(file: SummaryFile): ReadableStream<Uint8Array> {
  return csvStream(schoolColumns(file), file.schools);
}
