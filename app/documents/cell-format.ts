/** How Excel names cells and formats numbers. */
import type { Cell } from './table.ts';

/** 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
  const rest = (column - 1) % 26;
  const before = (column - 1 - rest) / 26;
  return (before > 0 ? columnLetters(before) : '') + String.fromCharCode(65 + rest);
}

/** Undefined for text, which is never read as a number. */
export function numberFormat(cell: Cell): string | undefined {
  switch (cell?.kind) {
    case 'count':
      return cell.signed ? '+#,##0;-#,##0;0' : '#,##0';
    case 'percent':
      return `0.${'0'.repeat(cell.digits)}%`;
    case 'day':
      return 'dd.mm.yyyy';
    default:
      return undefined;
  }
}
