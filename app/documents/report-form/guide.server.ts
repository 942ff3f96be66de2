import type exceljs from 'exceljs';
import { reportForm as words } from '#app/text/ru/report-form.ts';

/** The second sheet: how to fill in the first without a connection, and what it was made for. */
export function addGuide(workbook: exceljs.Workbook, of: { organisation: string; asOf: string; made: string }): void {
  const { title, steps, school, asOf, made } = words.guide;
  const worksheet = workbook.addWorksheet(words.sheets.guide, {
    views: [{ showGridLines: false }],
    pageSetup: { paperSize: 9, orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  worksheet.columns = [{ width: 18 }, { width: 78 }];
  const font = { name: 'Times New Roman', family: 1, size: 12 };
  const add = (left: string, right: string, lines = 1) => {
    const row = worksheet.addRow([left, right]);
    row.font = font;
    row.alignment = { vertical: 'top', horizontal: 'left', wrapText: true };
    row.height = 17 * lines;
  };
  worksheet.addRow([title]).font = { ...font, size: 14, bold: true };
  add('', '');
  for (const [at, step] of steps.entries()) add(`${at + 1}.`, step, Math.ceil(step.length / 70));
  add('', '');
  add(school, of.organisation, Math.ceil(of.organisation.length / 70));
  add(asOf, of.asOf);
  add(made, of.made);
  worksheet.protect('', { selectLockedCells: true });
}
