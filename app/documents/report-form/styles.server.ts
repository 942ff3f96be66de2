/** How the cells of the form look: the paper's black lines on white, and a pale fill where something is to be typed. */
import type exceljs from 'exceljs';
import type { Input, Label } from './item-layout.ts';
import { columns, type Layout } from './layout.ts';

const font: Partial<exceljs.Font> = { name: 'Times New Roman', family: 1, size: 11 };
const line: Partial<exceljs.Border> = { style: 'thin', color: { argb: 'FF000000' } };
const fill = (argb: string): exceljs.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
const center = { vertical: 'middle', horizontal: 'center', wrapText: true } as const;
const top = { vertical: 'top', horizontal: 'left', wrapText: true } as const;

/** The first cell of a share that is larger than its whole. */
export const overBase: Partial<exceljs.Style> = {
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF8CBC6' }, bgColor: { argb: 'FFF8CBC6' } },
};

export function inputStyle({ kind }: Input): Partial<exceljs.Style> {
  return {
    font,
    fill: fill('FFFFF7D6'),
    alignment: kind === 'text' ? top : center,
    protection: { locked: false },
    numFmt: { text: '@', list: '@', count: '0', date: 'dd.mm.yyyy' }[kind],
  };
}

export function labelStyle(look: Label['look']): Partial<exceljs.Style> {
  switch (look) {
    case 'order':
      return { font: { ...font, size: 10 }, alignment: { vertical: 'middle', horizontal: 'right', wrapText: true } };
    case 'heading':
      return { font: { ...font, size: 13, bold: true }, alignment: center };
    case 'warning':
      return { font: { ...font, size: 10, bold: true, color: { argb: 'FFA4262C' } }, alignment: center };
    case 'head':
      return { font: { ...font, bold: true }, alignment: center };
    case 'number':
      return { font, alignment: { vertical: 'top', horizontal: 'center' } };
    case 'section':
      return { font: { ...font, bold: true }, alignment: top };
    case 'hint':
    case 'small':
      return { font: { ...font, size: 9, italic: true, color: { argb: 'FF404040' } }, alignment: center };
    case 'percent':
      return { font, alignment: center, numFmt: '0.0%' };
    case 'subtitle':
      return { font: { ...font, size: 12, bold: true }, alignment: { ...center, horizontal: 'left' } };
    case 'note':
      return { font: { ...font, size: 10 }, alignment: top };
    case 'sign':
      return { font, alignment: { vertical: 'bottom', horizontal: 'left' } };
    default:
      return { font, alignment: top };
  }
}

/** Black lines around each block of rows and between number, words and answer; what is to be typed is framed. */
export function drawLines(worksheet: exceljs.Worksheet, { blocks, inputs }: Layout): void {
  const draw = (row: number, column: number, sides: Partial<exceljs.Borders>) => {
    const cell = worksheet.getCell(row, column);
    cell.border = { ...cell.border, ...sides };
  };
  for (const { first, last } of blocks) {
    for (let row = first; row <= last; row++) {
      for (const column of [1, 2, columns.answer]) draw(row, column, { left: line });
      draw(row, columns.last, { right: line });
    }
    for (let column = 1; column <= columns.last; column++) {
      draw(first, column, { top: line });
      draw(last, column, { bottom: line });
    }
  }
  for (const { row, bottom, left, right } of inputs) {
    for (let at = row; at <= bottom; at++) {
      draw(at, left, { left: line });
      draw(at, right, { right: line });
    }
    for (let column = left; column <= right; column++) {
      draw(row, column, { top: line });
      draw(bottom, column, { bottom: line });
    }
  }
}
