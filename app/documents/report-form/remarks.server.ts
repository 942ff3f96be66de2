/** The same file back, with what is wrong said in the cells themselves and once more as a list. */
import type exceljs from 'exceljs';
import type { FileRefusal } from '#app/domain/imports/import.ts';
import { withoutUnreadable } from '#app/domain/readable-text.ts';
import { reportForm as words } from '#app/text/ru/report-form.ts';
import { openWorkbook } from './open.server.ts';

/** `cell` as in a fault (`Отчёт!E14`), `line` as people call it («Строка 6.1»). */
export type CellRemark = { cell: string; line: string; text: string };

const red: exceljs.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF8B4AE' } };

/** Keeps whatever else stands in the file, as far as exceljs does. */
export async function fileWithRemarks(
  bytes: Buffer,
  remarks: readonly CellRemark[],
): Promise<Buffer | { refusal: FileRefusal }> {
  const workbook = await openWorkbook(bytes);
  if (typeof workbook === 'string') return { refusal: workbook };
  for (const remark of remarks) {
    const cell = cellAt(workbook, remark.cell);
    if (!cell) continue;
    // Cells of a loaded workbook share their styles: each gets its own before it is changed.
    cell.style = { ...cell.style, fill: red };
    cell.note = noteOf(withoutUnreadable(remark.text));
  }
  addList(workbook, remarks);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function cellAt(workbook: exceljs.Workbook, place: string): exceljs.Cell | undefined {
  const [sheet, address] = sheetAndAddress(place);
  return /^[A-Z]{1,3}\d{1,7}$/.test(address) ? workbook.getWorksheet(sheet)?.getCell(address).master : undefined;
}

/** A sheet's own name may have a «!» in it. */
function sheetAndAddress(place: string): [string, string] {
  const at = place.lastIndexOf('!');
  return [place.slice(0, Math.max(at, 0)), place.slice(at + 1)];
}

function noteOf(text: string): exceljs.Comment {
  const font = { name: 'Calibri', size: 10 };
  return {
    texts: [
      { font: { ...font, bold: true }, text: `${words.remarks.author}: ` },
      { font, text },
    ],
  };
}

function addList(workbook: exceljs.Workbook, remarks: readonly CellRemark[]) {
  const { remarks: said, sheets } = words;
  const earlier = workbook.getWorksheet(sheets.remarks);
  if (earlier) workbook.removeWorksheet(earlier.id);
  const worksheet = workbook.addWorksheet(sheets.remarks, {
    pageSetup: { paperSize: 9, orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  worksheet.columns = [{ width: 12 }, { width: 10 }, { width: 20 }, { width: 80 }];
  worksheet.addRow([said.intro]).font = { italic: true };
  worksheet.addRow([said.sheet, said.cell, said.line, said.remark]).font = { bold: true };
  for (const { cell, line, text } of remarks) {
    const [sheet, address] = sheetAndAddress(cell);
    const row = worksheet.addRow([sheet, address, line, withoutUnreadable(text)]);
    row.alignment = { vertical: 'top', wrapText: true };
  }
}
