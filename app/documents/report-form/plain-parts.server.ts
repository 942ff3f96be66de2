/**
 * A workbook as exceljs can read it, whoever wrote it: its sheets, strings and styles alone, spelled in one way. Drawings,
 * charts, comments, tables, names, extensions are left out, since exceljs breaks on many of them and none holds an answer.
 */
import type { Packed } from '../archive.server.ts';
import { officeRelationship, xmlPart } from '../xml.ts';
import { columnNumber, type Tag, type Tally, Unfit, walk } from './structure.server.ts';

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const packageRelationship = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Of a sheet: what its cells say, and how the form looks, for the file that goes back with remarks. */
const ofSheet = new Set([
  'sheetPr',
  'sheetViews',
  'sheetFormatPr',
  'cols',
  'sheetData',
  'sheetProtection',
  'mergeCells',
  'dataValidations',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
]);
const ofStyles = new Set(['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs', 'cellStyles']);

/** The part that a package's workbook stands in; undefined when the zip is no package of a workbook. */
export function workbookPart(packed: readonly Packed[]): Packed | undefined {
  const root = partNamed(packed, '_rels/.rels');
  try {
    const target = root && relationsOf(root, '', fresh()).find(({ kind }) => kind === 'officeDocument')?.target;
    const part = partNamed(packed, target ?? 'xl/workbook.xml');
    return part && /\.xml$/i.test(part.name) && isWorkbook(part) ? part : undefined;
  } catch {
    return partNamed(packed, 'xl/workbook.xml');
  }
}

function isWorkbook({ name, bytes }: Packed): boolean {
  return (
    plainName(name).toLowerCase() === 'xl/workbook.xml' || /<(\w+:)?workbook\s/.test(bytes.toString('utf8', 0, 4096))
  );
}

/** The parts that are given to exceljs. Throws `Unfit`, or whatever the parser says of XML that is none. */
export function plainParts(packed: readonly Packed[], workbook: Packed): Packed[] {
  const tally = fresh();
  const { sheets, date1904 } = bookOf(workbook, tally);
  const folder = folderOf(workbook.name);
  const rels = partNamed(packed, `${folder}_rels/${plainName(workbook.name).slice(folder.length)}.rels`);
  if (!rels) throw new Unfit('broken');
  const relations = relationsOf(rels, folder, tally);
  const named = (kind: string) => {
    const relation = relations.find((relation) => relation.kind === kind);
    return relation && partNamed(packed, relation.target);
  };
  const parts: { name: string; kind: string; content: string }[] = [];
  const listed: string[] = [];
  for (const { name, id, state } of sheets) {
    const relation = relations.find((relation) => relation.id === id && relation.kind === 'worksheet');
    const part = relation && partNamed(packed, relation.target);
    if (!part) continue;
    const at = listed.length + 1;
    const content = copied(part, 'worksheet', ofSheet, tally);
    parts.push({ name: `worksheets/sheet${at}.xml`, kind: 'worksheet', content });
    listed.push(`<sheet sheetId="${at}" ${attributesOf({ name, state, 'r:id': `rId${at}` })}/>`);
  }
  if (listed.length === 0) throw new Unfit('broken');
  const styles = named('styles');
  const strings = named('sharedStrings');
  if (styles)
    parts.push({ name: 'styles.xml', kind: 'styles', content: copied(styles, 'styleSheet', ofStyles, tally) });
  if (strings) {
    const content = copied(strings, 'sst', new Set(['si']), tally);
    parts.push({ name: 'sharedStrings.xml', kind: 'sharedStrings', content });
  }
  const book = `<workbook ${main} xmlns:r="${officeRelationship}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`;
  return [
    part('_rels/.rels', relationships([{ kind: 'officeDocument', name: 'xl/workbook.xml' }])),
    part('xl/workbook.xml', book),
    part('xl/_rels/workbook.xml.rels', relationships(parts)),
    ...parts.map(({ name, content }) => part(`xl/${name}`, content)),
  ];
}

function fresh(): Tally {
  return { tags: 0, cells: 0, area: 0 };
}

function part(name: string, content: string): Packed {
  return { name, bytes: Buffer.from(xmlPart(content)) };
}

function relationships(parts: readonly { kind: string; name: string }[]): string {
  const list = parts.map(
    ({ kind, name }, at) => `<Relationship Id="rId${at + 1}" Type="${officeRelationship}/${kind}" Target="${name}"/>`,
  );
  return `<Relationships xmlns="${packageRelationship}">${list.join('')}</Relationships>`;
}

/** Some programs write the names of parts with other slashes or in other letters than they call them by. */
function plainName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '');
}

function partNamed(packed: readonly Packed[], name: string): Packed | undefined {
  const wanted = plainName(name).toLowerCase();
  return packed.find((part) => plainName(part.name).toLowerCase() === wanted);
}

function folderOf(name: string): string {
  return plainName(name).replace(/[^/]*$/, '');
}

type Relation = { id: string; kind: string; target: string };

function relationsOf(part: Packed, folder: string, tally: Tally): Relation[] {
  const relations: Relation[] = [];
  const open = ({ name, attributes }: Tag) => {
    const { Id: id, Type: type, Target: target, TargetMode: mode } = attributes;
    if (name !== 'Relationship' || !id || !type || !target || mode === 'External') return true;
    relations.push({ id, kind: type.replace(/^.*\//, ''), target: resolved(target, folder) });
    return true;
  };
  walk(part.bytes, { open }, tally);
  return relations;
}

/** From the root when it begins with a slash, else from the folder of the part that says it. */
function resolved(target: string, folder: string): string {
  const { pathname } = new URL(target.replaceAll('\\', '/'), `part:///${folder}`);
  return decodeURIComponent(pathname.slice(1));
}

type Book = { sheets: { name: string; id: string; state: string }[]; date1904: boolean };

function bookOf(part: Packed, tally: Tally): Book {
  const book: Book = { sheets: [], date1904: false };
  const open = ({ name, attributes }: Tag) => {
    if (name === 'workbookPr') book.date1904 = ['1', 'true', 'on'].includes(attributes.date1904 ?? '');
    if (name === 'sheet') {
      const { name = '', state = 'visible', 'r:id': id = '' } = attributes;
      book.sheets.push({ name, id, state });
    }
    return true;
  };
  walk(part.bytes, { open }, tally);
  return book;
}

/** The part with those of its root's children alone, in the one spelling that exceljs knows. */
function copied(part: Packed, root: string, kept: ReadonlySet<string>, tally: Tally): string {
  const out: string[] = [];
  const stack: string[] = [];
  const places = placesOf();
  let isDay = false;
  const open = ({ name, attributes }: Tag) => {
    const parent = stack.at(-1);
    if (parent === undefined && name !== root) throw new Unfit('broken');
    if (name === 'extLst' || (stack.length === 1 && !kept.has(name))) return false;
    if (isString(stack)) {
      // Of a string its letters alone; signs of how to pronounce it are none of them.
      if (name === 'rPh' || name === 'rPr') return false;
      stack.push(name);
      return true;
    }
    stack.push(name);
    if (name === 'row') places.row(attributes);
    if (name === 'c') {
      places.cell(attributes);
      isDay = attributes.t === 'd';
      if (isDay) attributes.t = 'str';
    }
    const inner = name === 'si' || name === 'is' ? '<t xml:space="preserve">' : '';
    out.push(`<${name} ${parent === undefined ? main : attributesOf(attributes)}>${inner}`);
    return true;
  };
  const text = (text: string) => {
    const parent = stack.at(-1);
    if (!parent || (isString(stack) && parent !== 't')) return;
    // A day as Strict Open XML has it: 2026-08-12T00:00:00.
    out.push(signsOf(isDay && parent === 'v' ? text.replace(/T.*$/s, '') : text));
  };
  const close = (name: string) => {
    stack.pop();
    if (!isString(stack)) out.push(name === 'si' || name === 'is' ? `</t></${name}>` : `</${name}>`);
  };
  walk(part.bytes, { open, text, close }, tally);
  return out.join('');
}

function isString(stack: readonly string[]): boolean {
  return stack.includes('si') || stack.includes('is');
}

/** Rows and cells may leave out where they stand: then each comes after the one before. */
function placesOf() {
  let row = 0;
  let column = 0;
  return {
    row(attributes: Tag['attributes']) {
      row = attributes.r ? Number(attributes.r) : row + 1;
      column = 0;
      attributes.r = String(row);
    },
    cell(attributes: Tag['attributes']) {
      column = attributes.r ? columnNumber(attributes.r.replace(/\d+$/, '')) : column + 1;
      attributes.r ??= `${lettersOf(column)}${row}`;
    },
  };
}

function lettersOf(column: number): string {
  return column > 0 ? lettersOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26)) : '';
}

function attributesOf(attributes: Record<string, string>): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}="${signsOf(value)}"`)
    .join(' ');
}

const signs = /[&<>"\r\n\t]/g;

function signsOf(text: string): string {
  return text.replace(signs, (sign) => `&#${sign.charCodeAt(0)};`);
}
