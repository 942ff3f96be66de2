/** Sheets as an Excel file, sent while it is written. */
import type { EventEmitter } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type exceljs from 'exceljs';
import { withoutUnreadable } from '#app/domain/readable-text.ts';
import { columnLetters, numberFormat } from './cell-format.ts';
import { type Cell, type Line, type Look, linesOf, type Sheet, sum } from './table.ts';
import { type SheetWriter, WorkbookWithDrawings } from './workbook-drawings.server.ts';

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export type WorkbookFacts = {
  title: string;
  creator: string;
  created: Date;
  /** At the top of each printed page, beside the sheet's name. */
  header: string;
  footer: string;
  /** «стр. », « из ». */
  page: string;
  of: string;
};

/** So many lines are written between two looks at whether the reader keeps up; others are served meanwhile. */
const linesPerTurn = 100;
/** What a landscape page of A4 holds legibly; wider sheets are printed on several, side by side. */
const charactersPerPage = 240;

export function workbookStream(facts: WorkbookFacts, sheets: readonly Sheet[]): ReadableStream<Uint8Array> {
  const out = new PassThrough();
  write(out, facts, sheets).catch((error) => out.destroy(error));
  return Readable.toWeb(out) as ReadableStream<Uint8Array>;
}

async function write(out: PassThrough, facts: WorkbookFacts, sheets: readonly Sheet[]) {
  const workbook = new WorkbookWithDrawings(out, sheets);
  Object.assign(workbook, {
    title: facts.title,
    creator: facts.creator,
    lastModifiedBy: facts.creator,
    created: facts.created,
    modified: facts.created,
    views: [{ x: 0, y: 0, width: 24_000, height: 14_000, firstSheet: 0, activeTab: 0, visibility: 'visible' }],
  });
  const styles = styleBook();

  for (const sheet of sheets) {
    const worksheet = workbook.addWorksheet(sheet.name, optionsOf(sheet, facts)) as SheetWriter;
    worksheet.columns = sheet.widths.map((width) => ({ width }));
    const rows = { first: 0, last: 0 };
    let number = 0;
    for await (const line of sheet.lines) {
      number++;
      if (line.look === 'row') {
        rows.first ||= number;
        rows.last = number;
      }
      writeLine(worksheet, number, line, sheet.widths, styles);
      workbook.keepShown(sheet, number, line);
      if (number % linesPerTurn === 0 && !(await keepUp(out, worksheet))) return;
    }
    if (sheet.filter && rows.last > 0) {
      const { lines } = sheet.frozen;
      worksheet.autoFilter = { from: { row: lines, column: 1 }, to: { row: rows.last, column: sheet.widths.length } };
    }
    const barred = rows.last > 0 ? (sheet.bars ?? []) : [];
    const ranges = barred.map((at) => columnLetters(at + 1)).map((at) => `${at}${rows.first}:${at}${rows.last}`);
    workbook.addTo(worksheet, sheet, ranges);
    worksheet.commit();
    if (!(await keepUp(out))) return;
  }
  await workbook.commit();
}

function writeLine(worksheet: exceljs.Worksheet, number: number, line: Line, widths: number[], styles: StyleBook) {
  const row = worksheet.getRow(number);
  const tall = line.tall ?? tallest(line, widths);
  if (tall > 1) row.height = 15 * tall + 3;
  for (const [at, cell] of line.cells.entries()) {
    if (cell === undefined) continue;
    const target = row.getCell(at + 1);
    target.value = contentOf(cell);
    target.style = styles(line.look, cell);
  }
  for (const { left, right, lines } of line.merges ?? []) {
    worksheet.mergeCells(number, left + 1, number + lines - 1, right + 1);
  }
  row.commit();
}

/** Excel fits the height of a row by itself, LibreOffice doesn't. */
function tallest({ look, cells }: Line, widths: number[]): number {
  if (look === 'free' || look === 'warning') return 1;
  const bold = look === 'head' || look === 'total';
  let tall = 1;
  for (const [at, cell] of cells.entries()) {
    if (cell?.kind === 'text') tall = Math.max(tall, linesOf(cell.text, widths[at] ?? 0, bold));
  }
  return tall;
}

/** Waits for the zip, while a sheet is open, and for the reader; false once the reader has gone away. */
async function keepUp(out: PassThrough, open?: SheetWriter): Promise<boolean> {
  await nextTurn();
  for (const pipe of open?.stream.pipes ?? []) if (pipe._writableState.needDrain) await drained(pipe, out);
  if (out.writableNeedDrain) await drained(out, out);
  return !out.destroyed;
}

/** Or the reader has gone away. */
function drained(full: EventEmitter, out: PassThrough): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      full.off('drain', go);
      out.off('close', go);
      resolve();
    };
    full.on('drain', go);
    out.on('close', go);
    if (out.destroyed) go();
  });
}

/** Text stays text whatever it begins with: exceljs makes formulas of objects only. Dates are counted in UTC. */
function contentOf(cell: NonNullable<Cell> | null): exceljs.CellValue {
  switch (cell?.kind) {
    case 'text':
      return withoutUnreadable(cell.text);
    case 'count':
      return cell.n;
    case 'percent':
      return cell.share.n / cell.share.of;
    case 'day':
      return new Date(`${cell.day}T00:00:00Z`);
    default:
      return null;
  }
}

function optionsOf({ widths, frozen, onePage }: Sheet, facts: WorkbookFacts): Partial<exceljs.AddWorksheetOptions> {
  const said = (words: string) => words.replaceAll('&', '&&');
  const { columns, lines } = frozen;
  return {
    views: lines > 0 ? [{ state: 'frozen', xSplit: columns, ySplit: lines }] : [{ showGridLines: false }],
    pageSetup: {
      paperSize: 9,
      orientation: onePage ? 'portrait' : 'landscape',
      fitToPage: true,
      fitToWidth: onePage ? 1 : Math.ceil(sum(widths) / charactersPerPage),
      fitToHeight: onePage ? 1 : 0,
      pageOrder: 'overThenDown',
      margins: { left: 0.4, right: 0.4, top: 0.7, bottom: 0.6, header: 0.3, footer: 0.3 },
      ...(lines > 0 && { printTitlesRow: `1:${lines}` }),
      ...(columns > 0 && { printTitlesColumn: `A:${columnLetters(columns)}` }),
    },
    headerFooter: {
      oddHeader: `&L&9${said(facts.header)}&R&9&A`,
      oddFooter: `&L&9${said(facts.footer)}&R&9${said(facts.page)}&P${said(facts.of)}&N`,
    },
  };
}

// ------------------------------------------------------------------------------------------------------------ styles

type StyleBook = (look: Look, cell: NonNullable<Cell> | null) => Partial<exceljs.Style>;

const line: Partial<exceljs.Border> = { style: 'thin', color: { argb: 'FFBFC5CC' } };
const box = { top: line, left: line, bottom: line, right: line };
const tones = { good: 'FF1B6E3C', bad: 'FFA4262C' };
const fill = (argb: string): exceljs.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });

/** One object per kind of cell, however many there are: exceljs recognises a style by its identity. */
function styleBook(): StyleBook {
  const made = new Map<string, Partial<exceljs.Style>>();
  return (look, cell) => {
    const tone = cell?.kind === 'text' ? (cell.tone ?? '') : '';
    const key = `${look} ${cell?.kind} ${numberFormat(cell)} ${tone}`;
    let style = made.get(key);
    if (!style) {
      style = styleOf(look, cell);
      made.set(key, style);
    }
    return style;
  };
}

function styleOf(look: Look, cell: NonNullable<Cell> | null): Partial<exceljs.Style> {
  const isText = cell === null || cell.kind === 'text';
  const tone = cell?.kind === 'text' && cell.tone;
  const font = { name: 'Calibri', family: 2, size: 11, ...(tone && { color: { argb: tones[tone] } }) };
  const style: Partial<exceljs.Style> = {
    font,
    alignment: { vertical: 'top', horizontal: isText ? 'left' : 'right', wrapText: isText },
    ...(!isText && { numFmt: numberFormat(cell) }),
  };
  const boxed = { border: box, alignment: { ...style.alignment, ...(isText && { indent: 1 }) } };
  switch (look) {
    case 'title':
      return {
        ...style,
        font: { ...font, size: 15, bold: true },
        alignment: { vertical: 'middle', horizontal: 'left' },
      };
    case 'lead':
      return {
        ...style,
        font: { ...font, size: 13, bold: true },
        alignment: { vertical: 'top', horizontal: 'left', wrapText: true },
      };
    case 'section':
      return { ...style, font: { ...font, size: 12, bold: true } };
    case 'warning':
      return { ...style, font: { ...font, bold: true, color: { argb: tones.bad } }, alignment: { horizontal: 'left' } };
    case 'free':
      return { ...style, alignment: { vertical: 'top', horizontal: 'left' } };
    case 'label':
      return { ...style, alignment: { vertical: 'top', horizontal: 'left', wrapText: true } };
    case 'head':
      return {
        ...style,
        border: box,
        fill: fill('FFE9EEF4'),
        font: { ...font, bold: true },
        alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
      };
    case 'total':
      return { ...style, ...boxed, fill: fill('FFF4F6F8'), font: { ...font, bold: true } };
    case 'row':
      return { ...style, ...boxed };
  }
}
