/** A school's form as a file, and what people do to it in Excel. */
import exceljs from 'exceljs';
import { openReportForm } from '#app/documents/report-form/read.server.ts';
import { reportForm } from '#app/documents/report-form/write.server.ts';
import { kg } from '#app/orders/kg.ts';
import { mo } from '#app/orders/mo.ts';
import type { UserContext } from '#app/use-cases/context.server.ts';
import { seeReportForm } from '#app/use-cases/reports/see-report-form.server.ts';

/** Downloaded by that person. */
export async function formFile(ctx: UserContext, reportId: number): Promise<Buffer> {
  return reportForm(await seeReportForm(ctx, reportId), { now: ctx.now, zone: ctx.user.region.zone });
}

export type Cells = Record<string, exceljs.CellValue>;

/**
 * The file with these answers typed in, by field (`6.1:n`); a date is a Date, a choice is the word of the list. Looking for
 * the cells takes longer than typing: who fills many empty forms of one kind says where they are.
 */
export async function typedInto(bytes: Buffer, answers: Cells, known?: Places): Promise<Buffer> {
  const places = known ?? (await placesOf(bytes));
  return changedFile(bytes, (workbook) => {
    for (const [field, value] of Object.entries(answers)) {
      const place = places[field];
      if (place === undefined) throw new RangeError(`No cell for ${field}`);
      formSheet(workbook).getCell(place).value = value;
    }
  });
}

type Places = Record<string, string>;

/** Field → address on the form's sheet. */
export async function placesOf(bytes: Buffer): Promise<Places> {
  const opened = await openReportForm(bytes);
  if ('refusal' in opened) throw new Error(opened.refusal);
  for (const form of [...kg.forms, ...mo.forms]) {
    const read = opened.read(form);
    if ('cells' in read) {
      return Object.fromEntries(Object.entries(read.cells).map(([field, cell]) => [field, cell.split('!')[1] ?? '']));
    }
  }
  throw new Error('A form of no order');
}

/** The file saved again by Excel after something was done to it. */
export async function changedFile(bytes: Buffer, change: (workbook: exceljs.Workbook) => void): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  change(workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

export function formSheet(workbook: exceljs.Workbook): exceljs.Worksheet {
  const sheet = workbook.getWorksheet('Отчёт');
  if (!sheet) throw new RangeError('No sheet «Отчёт»');
  return sheet;
}
