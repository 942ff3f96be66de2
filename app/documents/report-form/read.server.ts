/** A filled-in form back from Excel: what its cells say as typed text, and what is wrong with them, each at its cell. */
import type exceljs from 'exceljs';
import type { CellCode, CellFault, CellNote, FileRefusal, FormRead, FormStamp } from '#app/domain/imports/import.ts';
import { withoutUnreadable } from '#app/domain/readable-text.ts';
import type { Form, Typed } from '#app/domain/reports/form.ts';
import { reportForm as words } from '#app/text/ru/report-form.ts';
import { textOfCell, valueIn } from './cell.server.ts';
import type { Input, Label } from './item-layout.ts';
import { type Layout, layoutOf } from './layout.ts';
import { openWorkbook } from './open.server.ts';
import { fits, readStamp } from './stamp.server.ts';
import { columnNumber } from './structure.server.ts';

/** `cells` says where each field stands, in the form's order: `Отчёт!E14`. */
export type ReadCells = FormRead & { cells: Record<string, string> };
export type OpenedForm = { stamp: FormStamp; read(form: Form): ReadCells | { refusal: FileRefusal } };

/** So many words are said of what was typed beside the form. */
const mostNotes = 20;

/**
 * Opens a file that may be anything. Whose form it is stands in its stamp; the caller, who knows what is owed, gives the
 * form to read it by.
 */
export async function openReportForm(bytes: Buffer): Promise<OpenedForm | { refusal: FileRefusal }> {
  const workbook = await openWorkbook(bytes);
  if (typeof workbook === 'string') return { refusal: workbook };
  const stamped = readStamp(workbook);
  if (stamped === undefined) return { refusal: 'notOurForm' };
  if (stamped === null) return { refusal: 'broken' };
  return {
    stamp: stamped.stamp,
    read(form) {
      if (!fits(stamped, form)) return { refusal: 'oldTemplate' };
      // Only places are asked for, with all that can stand there.
      const layout = layoutOf(form, stamped.sizes, { organisation: '', asOf: '', order: '', demo: true });
      const named = workbook.getWorksheet(words.sheets.form);
      // People give the sheet another name: the form is known by its lines.
      const worksheet = [...(named ? [named] : []), ...workbook.worksheets].find((sheet) => isInPlace(sheet, layout));
      if (!worksheet) return { refusal: named ? 'moved' : 'noSheet' };
      return { stamp: stamped.stamp, ...cellsOf(worksheet, layout, stamped.stamp.base) };
    },
  };
}

/** The numbers of the lines still stand where they were: no row has been put in or taken out. */
function isInPlace(worksheet: exceljs.Worksheet, { labels }: Layout): boolean {
  return labels
    .filter(({ look }) => look === 'number')
    .every(
      ({ row, left, text }) => textOfCell(worksheet.getCell(row, left)).replace(/\.$/, '') === text.replace(/\.$/, ''),
    );
}

function cellsOf(worksheet: exceljs.Worksheet, layout: Layout, base: Typed): Omit<ReadCells, 'stamp'> {
  const typed: Typed = {};
  const cells: Record<string, string> = {};
  const faults: CellFault[] = [];
  const merged = foreignMerges(worksheet, layout);
  for (const input of layout.inputs) {
    const { field, item } = input;
    const cell = worksheet.getCell(input.row, input.left);
    cells[field] = address(cell);
    const value = merged(input) ? { code: 'merged' as CellCode } : valueIn(cell, input);
    if ('code' in value) faults.push({ cell: address(cell), field, item, code: value.code });
    else if (value.text !== '') typed[field] = value.text;
  }
  return { typed: { ...typed, ...unshown(layout, base, typed) }, cells, faults, notes: besideForm(worksheet, layout) };
}

/** What a row carries without showing it, such as a problem's key: stays with the row while something stands in it. */
function unshown({ inputs }: Layout, base: Typed, typed: Typed): Typed {
  const shown = new Set(inputs.map(({ field }) => field));
  const rowOf = (field: string) => field.slice(0, field.lastIndexOf(':') + 1);
  const rows = new Set(Object.keys(typed).map(rowOf));
  return Object.fromEntries(Object.entries(base).filter(([field]) => !shown.has(field) && rows.has(rowOf(field))));
}

type Area = Pick<Input, 'row' | 'bottom' | 'left' | 'right'>;

/** Whether somebody merged the input with others; a merge of ours that was taken apart does no harm. */
function foreignMerges(worksheet: exceljs.Worksheet, { inputs }: Layout): (input: Input) => boolean {
  const own = new Set(inputs.map((input) => JSON.stringify(areaOnly(input))));
  const foreign = (worksheet.model.merges ?? []).map(areaOf).filter((area) => !own.has(JSON.stringify(area)));
  return (input) => foreign.some((area) => overlap(area, input));
}

function areaOnly({ row, bottom, left, right }: Area): Area {
  return { row, bottom, left, right };
}

function areaOf(range: string): Area {
  const [from = '', to = from] = range.split(':');
  const place = (text: string) => {
    const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(text) ?? [];
    return { row: Number(row), column: columnNumber(letters) };
  };
  const [start, end] = [place(from), place(to)];
  return { row: start.row, bottom: end.row, left: start.column, right: end.column };
}

function overlap(a: Area, b: Area): boolean {
  return a.row <= b.bottom && b.row <= a.bottom && a.left <= b.right && b.left <= a.right;
}

/** What stands in cells that are none of the form's: it would be lost, so the person is told. */
function besideForm(worksheet: exceljs.Worksheet, { inputs, labels }: Layout): CellNote[] {
  const ours = new Set<string>();
  for (const { row, left } of [...inputs, ...labels] satisfies (Input | Label)[]) ours.add(`${row}:${left}`);
  const notes: CellNote[] = [];
  worksheet.eachRow((row, number) => {
    row.eachCell((cell, column) => {
      if (notes.length >= mostNotes || ours.has(`${number}:${column}`) || (cell.isMerged && cell.master !== cell))
        return;
      const text = withoutUnreadable(textOfCell(cell)).trim();
      if (text !== '') notes.push({ cell: address(cell), text: withoutUnreadable(text.slice(0, 100)) });
    });
  });
  return notes;
}

function address(cell: exceljs.Cell): string {
  return `${cell.worksheet.name}!${cell.address}`;
}
