/**
 * What is said in a workbook's XML of places and amounts, held to what Excel itself can say, before exceljs goes through
 * it cell by cell: an area of billions, a column number of billions, would keep it busy for ever or take all memory.
 */
import type { FileRefusal } from '#app/domain/import.ts';
import type { Packed } from '../archive.server.ts';

/** Our largest form has some 2,000 cells; a sheet with more is none of ours, and exceljs is slow on it. */
const mostCells = 50_000;
/** Everything that begins with `<`, in all parts together: what costs the time of reading. */
const mostTags = 500_000;
/** Of merged areas, names, tables and checks together, in cells. */
const mostArea = 200_000;
const mostColumns = 16_384;
const mostRows = 1_048_576;
const mostSheets = 60_000;

/** Elements whose attributes exceljs counts by. */
const counted = 'c|col|row|sheet|mergeCell|dataValidation|table|comment|definedName';
const opened = new RegExp(`<(?:${counted})[\\s/>]`, 'g');
/** As every program writes them: nothing in them is hidden from whoever reads them without a parser. */
const plain = new RegExp(`<(${counted})((?:\\s+[\\w:.-]+="[^"<]*")*)\\s*/?>`, 'g');
const named = /<definedName[\s>]/g;
const name = /<definedName((?:\s+[\w:.-]+="[^"<]*")*)\s*>([^<]*)<\/definedName\s*>/g;

/** Why the parts of a workbook are not given to exceljs; undefined when they may be. */
export function refusalOfStructure(packed: readonly Packed[]): FileRefusal | undefined {
  let tags = 0;
  let cells = 0;
  let area = 0;
  for (const { bytes } of packed) {
    const xml = bytes.toString('utf8');
    for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', at + 1)) {
      if (++tags > mostTags) return 'tooLarge';
    }
    let unread = countOf(xml, opened);
    for (const [, element, attributes = ''] of xml.matchAll(plain)) {
      unread--;
      if (element === 'c' && ++cells > mostCells) return 'tooLarge';
      const taken = areaTaken(element ?? '', attributes);
      if (taken === undefined) return 'broken';
      area += taken;
      if (area > mostArea) return 'tooLarge';
    }
    if (unread !== 0 || countOf(xml, named) !== countOf(xml, name)) return 'broken';
  }
}

/**
 * The workbook's part with the names of plain ranges alone, as many as can be gone through: exceljs keeps no others, but
 * tries to read them.
 */
export function withPlainNames({ name: part, bytes }: Packed): Packed {
  if (!/xl\/workbook\.xml/.test(part)) return { name: part, bytes };
  let left = mostArea;
  const kept = bytes.toString('utf8').replace(name, (whole, _attributes, text: string) => {
    const range = /^(?:[^&$:,]|&(?!#))*!(.*)$/.exec(text)?.[1] ?? '';
    const isTitles = /^\$\d{1,7}:\$\d{1,7}$/.test(range);
    const area = isTitles ? 0 : areaOf(range.replaceAll('$', ''));
    if (area === undefined || area > left) return '';
    left -= area;
    return whole;
  });
  return { name: part, bytes: Buffer.from(kept) };
}

/** How many cells the element makes exceljs go through beside its own; undefined when it says what Excel can't. */
function areaTaken(element: string, attributes: string): number | undefined {
  const upTo = (most: number, ...of: string[]) => {
    const texts = of.map((attribute) => new RegExp(`\\s${attribute}="([^"]*)"`).exec(attributes)?.[1]);
    return texts.every((text = '1') => /^\d{1,9}$/.test(text) && Number(text) <= most) ? 0 : undefined;
  };
  switch (element) {
    case 'col':
      return upTo(mostColumns, 'min', 'max');
    case 'row':
      return upTo(mostRows, 'r');
    case 'sheet':
      return upTo(mostSheets, 'sheetId');
    case 'definedName':
      return 0;
    default: {
      const said = [...attributes.matchAll(/\s(?:sqref|ref|r)="([^"]*)"/g)].map(([, places = '']) => places);
      const areas = said.flatMap((places) => places.split(/\s+/).filter(Boolean)).map(areaOf);
      if (areas.includes(undefined)) return undefined;
      return element === 'c' ? 0 : areas.reduce<number>((sum, cells = 0) => sum + cells, 0);
    }
  }
}

/** How many cells `A1` or `A1:C7` takes; undefined when it is neither. */
function areaOf(range: string): number | undefined {
  const [, left, top, right = left, bottom = top] =
    /^([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?$/.exec(range) ?? [];
  const [columns, rows] = [
    [column(left), column(right)],
    [Number(top), Number(bottom)],
  ] as const;
  if (!columns.every((at) => at >= 1 && at <= mostColumns) || !rows.every((at) => at >= 1 && at <= mostRows)) return;
  return (1 + Math.abs(columns[1] - columns[0])) * (1 + Math.abs(rows[1] - rows[0]));
}

function column(letters = ''): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

function countOf(text: string, pattern: RegExp): number {
  let count = 0;
  for (const _ of text.matchAll(pattern)) count++;
  return count;
}
