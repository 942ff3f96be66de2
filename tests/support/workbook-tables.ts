/** The tables of a workbook as a reader finds them: rows by the words over their columns. */
import exceljs from 'exceljs';

export type Value = string | number | null;
export type Row = Record<string, Value>;

export async function workbookOf(file: ReadableStream<Uint8Array>): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load((await bytesOf(file)) as unknown as exceljs.Buffer);
  return workbook;
}

export async function bytesOf(file: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export function sheetOf(workbook: exceljs.Workbook, name: string): exceljs.Worksheet {
  const sheet = workbook.getWorksheet(name);
  if (!sheet) throw new RangeError(`No sheet ${name}`);
  return sheet;
}

/** The lines of a sheet as it is printed: days as ISO text, no-break spaces as plain ones; what a merged cell covers repeats it. */
export function linesOf(sheet: exceljs.Worksheet): Value[][] {
  return Array.from({ length: sheet.rowCount }, (_, row) =>
    Array.from({ length: sheet.columnCount }, (_, column) =>
      cellValue(sheet.getRow(row + 1).getCell(column + 1).value),
    ),
  );
}

function cellValue(value: exceljs.CellValue): Value {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'number') return value;
  return value === null || value === undefined ? null : String(value).replaceAll('\u00a0', ' ');
}

/** A sheet that is one table: its heads are the lines that stay in sight. A group's head and its column's are «group: head». */
export function tableOf(sheet: exceljs.Worksheet): Row[] {
  const heads = (sheet.views[0] as { ySplit?: number } | undefined)?.ySplit ?? 1;
  return rowsUnder(linesOf(sheet), heads);
}

/** Rows under so many lines of heads. */
export function rowsUnder(lines: Value[][], heads: number): Row[] {
  const names = (lines[0] ?? []).map((_, column) => {
    const own = lines.slice(0, heads).map((line) => String(line[column] ?? ''));
    return [...new Set(own)].map(itemHead).join(': ');
  });
  if (new Set(names).size < names.length) throw new RangeError(`Two columns of one name: ${names.join(' | ')}`);
  return lines.slice(heads).map((line) => Object.fromEntries(names.map((name, at) => [name, line[at] ?? null])));
}

/** «5.1 Охват: педагогические работники…» is the form's line 5.1, however its title is cut. */
function itemHead(head: string): string {
  return head.replace(/^(\d+(?:\.\d+)?) \D.*$/s, 'строка $1');
}

/** CSV with semicolons as a Russian Excel reads it; figures stay text. */
function csvOf(content: Buffer): string[][] {
  const text = content.toString('utf8').replace(/^\ufeff/, '');
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^;"\r\n]*))(;|\r\n|$)/g)) {
    if (quoted === undefined && plain === '' && end === '') break;
    rows.at(-1)?.push((quoted?.replaceAll('""', '"') ?? plain ?? '').replaceAll('\u00a0', ' '));
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

export function csvRows(content: Buffer): Row[] {
  const [heads = [], ...rows] = csvOf(content);
  return rowsUnder([heads.map((head) => itemAndColumn(head)), ...rows], 1);
}

function itemAndColumn(head: string): string {
  const at = head.lastIndexOf(': ');
  return at < 0 ? head : `${itemHead(head.slice(0, at))}${head.slice(at)}`;
}
