/** The form of the order as an Excel file, filled with what is known, to be filled in further without a connection. */
import exceljs from 'exceljs';
import { type Day, dayIn, parseTypedDay, type Zone } from '#app/domain/calendar.ts';
import type { FormStamp } from '#app/domain/imports/import.ts';
import type { Order } from '#app/domain/orders/order.ts';
import { fileName } from '#app/domain/organisations/file.ts';
import { withoutUnreadable } from '#app/domain/readable-text.ts';
import type { Form, Typed } from '#app/domain/reports/form.ts';
import { formatDay } from '#app/text/format.ts';
import { everywhere } from '#app/text/ru/everywhere.ts';
import { reportForm as words } from '#app/text/ru/report-form.ts';
import { addGuide } from './guide.server.ts';
import type { Input, Label } from './item-layout.ts';
import { columns, type Layout, layoutOf, sizesFor, widths } from './layout.ts';
import { escaped, writeStamp } from './stamp.server.ts';
import { drawLines, inputStyle, labelStyle, overBase } from './styles.server.ts';
import { validationOf } from './validation.server.ts';

export type FormToWrite = {
  form: Form;
  order: Pick<Order, 'kind' | 'number' | 'date'>;
  organisation: string;
  asOf: Day;
  demo: boolean;
  /** What the cells are filled with, as typed; it also goes into the stamp. */
  typed: Typed;
  stamp: Omit<FormStamp, 'base'>;
};

export async function reportForm(of: FormToWrite, made: { now: Date; zone: Zone }): Promise<Buffer> {
  const { form, order, typed } = of;
  const asOf = formatDay(of.asOf, 'ru');
  const sizes = sizesFor(form, typed);
  const orderName = words.orderName(order.kind, order.number, formatDay(order.date, 'ru'));
  const heading = { organisation: of.organisation, asOf, order: orderName, demo: of.demo };
  const layout = layoutOf(form, sizes, heading, typed);

  const workbook = new exceljs.Workbook();
  Object.assign(workbook, { creator: everywhere.product, created: made.now, modified: made.now, title: form.title });
  const worksheet = workbook.addWorksheet(words.sheets.form, {
    properties: { defaultRowHeight: 15 },
    views: [{ showGridLines: false, activeCell: 'C5' }],
    pageSetup: pageSetupOf(layout),
    headerFooter: { oddFooter: footerOf(`${of.organisation}, ${asOf}`) },
  });
  worksheet.columns = widths.map((width) => ({ width }));
  for (const [row, height] of layout.heights) worksheet.getRow(row).height = height;
  for (const label of layout.labels) writeLabel(worksheet, label);
  for (const input of layout.inputs) writeInput(worksheet, input, typed[input.field] ?? '');
  drawLines(worksheet, layout);
  await worksheet.protect('', { selectLockedCells: true, selectUnlockedCells: true, formatRows: false });
  addGuide(workbook, { organisation: of.organisation, asOf, made: formatDay(dayIn(made.zone, made.now), 'ru') });
  writeStamp(workbook, form, { ...of.stamp, base: typed }, sizes);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** A name that people recognise among other files; `mark` tells apart what would be called the same. */
export function formFileName(of: { organisation: string; asOf: Day; order: Pick<Order, 'number'> }, mark = ''): string {
  const { organisation, order } = of;
  const name = words.fileName({ organisation, asOf: formatDay(of.asOf, 'ru'), order: order.number });
  return fileName(name, `${mark}.xlsx`);
}

function writeLabel(worksheet: exceljs.Worksheet, label: Label) {
  const { row, left, text, look } = label;
  merge(worksheet, label, labelStyle(look));
  const cell = worksheet.getCell(row, left);
  if (look === 'percent') {
    const [n, of] = [
      worksheet.getCell(row, columns.answer).address,
      worksheet.getCell(row, columns.answer + 2).address,
    ];
    const counted = `AND(ISNUMBER(${n}),ISNUMBER(${of}),${of}>0)`;
    cell.value = { formula: `IF(${counted},${n}/${of},"")`, date1904: false };
    worksheet.addConditionalFormatting({
      ref: n,
      rules: [
        {
          type: 'expression',
          priority: 1,
          formulae: [`AND(ISNUMBER(${n}),ISNUMBER(${of}),${n}>${of})`],
          style: overBase,
        },
      ],
    });
  } else if (text !== '') {
    cell.value = text;
  }
}

function writeInput(worksheet: exceljs.Worksheet, input: Input, text: string) {
  merge(worksheet, input, inputStyle(input));
  const cell = worksheet.getCell(input.row, input.left);
  cell.value = cellValue(input, text);
  cell.dataValidation = validationOf(input);
}

/** As Excel would hold it had a person typed it there; what can't be read stays text. */
function cellValue({ kind, options }: Input, text: string): exceljs.CellValue {
  const day = kind === 'date' ? parseTypedDay(text) : null;
  if (day) return new Date(`${day}T00:00:00Z`);
  if (kind === 'count' && /^\d{1,15}$/.test(text)) return Number(text);
  const option = options?.find(({ value }) => value === text);
  const said = escaped(withoutUnreadable(option?.text ?? text));
  return said === '' ? null : said;
}

/** Each cell keeps a style of its own, since the lines around a merged area stand in the cells at its edges. */
function merge(worksheet: exceljs.Worksheet, area: Label | Input, style: Partial<exceljs.Style>) {
  const { row, bottom, left, right } = area;
  for (let at = row; at <= bottom; at++) {
    for (let column = left; column <= right; column++) worksheet.getCell(at, column).style = { ...style };
  }
  if (row !== bottom || left !== right) worksheet.mergeCellsWithoutStyle(row, left, bottom, right);
}

function pageSetupOf({ head, last }: Layout): Partial<exceljs.PageSetup> {
  return {
    paperSize: 9,
    orientation: 'portrait',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    margins: { left: 0.6, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    printTitlesRow: `${head}:${head}`,
    printArea: `A1:H${last}`,
  };
}

function footerOf(text: string): string {
  return `&L&8${text.replaceAll('&', '&&').slice(0, 150)}&R&8${words.page}&P${words.of}&N`;
}
