/**
 * A workbook's XML as a parser reads it, held to what Excel itself can say, before exceljs goes through it cell by cell:
 * an area of billions, a column number of billions, would keep it busy for ever or take all memory.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { FileRefusal } from '#app/domain/imports/import.ts';

/** Our largest form has some 2,000 cells; a sheet with more is none of ours, and exceljs is slow on it. */
const mostCells = 50_000;
/** Of all parts together: what costs the time of reading. */
const mostTags = 500_000;
/** Of merged areas and checks together, in cells. */
const mostArea = 200_000;
const mostColumns = 16_384;
const mostRows = 1_048_576;
/** Names of elements are looked up through all that they stand in. */
const deepest = 40;

/** Why the workbook is left unread. */
export class Unfit extends Error {
  readonly refusal: FileRefusal;
  constructor(refusal: FileRefusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

/** What the parts of one workbook take together. */
export type Tally = { tags: number; cells: number; area: number };

/** An element without its prefix; of its attributes those without one, and `r:id`. */
export type Tag = { name: string; attributes: Record<string, string> };
export type Visitor = {
  /** Whether what is in the element is looked at too. */
  open(tag: Tag): boolean;
  text?(text: string): void;
  close?(name: string): void;
};

const ecma = 'http://schemas.openxmlformats.org';
/** What Excel writes when it saves as "Strict Open XML". */
const strict = 'http://purl.oclc.org/ooxml';
const relation = new Set([`${ecma}/officeDocument/2006/relationships`, `${strict}/officeDocument/relationships`]);
const read = new Set([
  `${ecma}/spreadsheetml/2006/main`,
  `${strict}/spreadsheetml/main`,
  `${ecma}/package/2006/relationships`,
]);

/** Shows the visitor every element of a spreadsheet; those of other namespaces are passed over with all that is in them. */
export function walk(bytes: Buffer, visitor: Visitor, tally: Tally): void {
  const parser = new SaxesParser({ xmlns: true });
  let depth = 0;
  let passedOver = 0;
  parser.on('opentag', (tag) => {
    if (++tally.tags > mostTags) throw new Unfit('tooLarge');
    if (++depth > deepest) throw new Unfit('broken');
    if (passedOver > 0) return;
    const plain = read.has(tag.uri) && plainTag(tag);
    if (plain) count(plain, tally);
    if (!plain || !visitor.open(plain)) passedOver = depth;
  });
  parser.on('closetag', ({ local }) => {
    if (passedOver === 0) visitor.close?.(local);
    else if (passedOver === depth) passedOver = 0;
    depth--;
  });
  const text = (text: string) => {
    if (passedOver === 0) visitor.text?.(text);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  parser.write(new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)).close();
}

function plainTag({ local, attributes }: SaxesTagNS): Tag {
  const plain: Tag['attributes'] = {};
  for (const { local, prefix, uri, value } of Object.values(attributes)) {
    if (prefix === '' && local !== 'xmlns') plain[local] = value;
    else if (local === 'id' && relation.has(uri)) plain['r:id'] = value;
  }
  return { name: local, attributes: plain };
}

function count(tag: Tag, tally: Tally) {
  if (tag.name === 'c' && ++tally.cells > mostCells) throw new Unfit('tooLarge');
  const taken = areaTaken(tag);
  if (taken === undefined) throw new Unfit('broken');
  tally.area += taken;
  if (tally.area > mostArea) throw new Unfit('tooLarge');
}

/** How many cells the element makes exceljs go through beside its own; undefined when it says what Excel can't. */
function areaTaken({ name, attributes }: Tag): number | undefined {
  const upTo = (most: number, ...texts: (string | undefined)[]) =>
    texts.every((text = '1') => /^[1-9]\d{0,8}$/.test(text) && Number(text) <= most) ? 0 : undefined;
  const { min, max, r, ref, sqref } = attributes;
  switch (name) {
    case 'col':
      return upTo(mostColumns, min, max);
    case 'row':
      return upTo(mostRows, r);
    case 'c':
      return r === undefined || areaOf(r) === 1 ? 0 : undefined;
    case 'mergeCell':
    case 'dataValidation': {
      const areas = [ref, sqref].flatMap((places = '') => places.split(/\s+/).filter(Boolean)).map(areaOf);
      if (areas.includes(undefined)) return undefined;
      return areas.reduce<number>((sum, cells = 0) => sum + cells, 0);
    }
    default:
      return 0;
  }
}

/** How many cells `A1` or `A1:C7` takes; undefined when it is neither. */
function areaOf(range: string): number | undefined {
  const [, left, top, right = left, bottom = top] =
    /^([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?$/.exec(range) ?? [];
  const columns = [columnNumber(left), columnNumber(right)] as const;
  const rows = [Number(top), Number(bottom)] as const;
  if (!columns.every((at) => at >= 1 && at <= mostColumns) || !rows.every((at) => at >= 1 && at <= mostRows)) return;
  return (1 + Math.abs(columns[1] - columns[0])) * (1 + Math.abs(rows[1] - rows[0]));
}

/** 1 for `A`, 28 for `AB`. */
export function columnNumber(letters = ''): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}
