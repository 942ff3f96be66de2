/**
 * Where each answer of a form stands on the sheet. It follows from the form and from how many rows its tables have, so that
 * a file that comes back is read by the places it was written with.
 */
import { type Form, fillBlanks, longest, mostRows, type Typed } from '#app/domain/reports/form.ts';
import { reportForm as words } from '#app/text/ru/report-form.ts';
import { linesOf, sum } from '../table.ts';
import { type Input, inputsOfItem, inputsOfProblem, type Label } from './item-layout.ts';

/** Changes whenever answers move to other cells: a file of an earlier number is refused as old. */
export const templateVersion = 1;

/** By item id, or `problems`: of a table, how many sheet rows each line takes; of a long text, how many it takes itself. */
export type Sizes = Record<string, number[]>;

export type Layout = {
  inputs: Input[];
  labels: Label[];
  /** In points, by sheet row from 1. */
  heights: Map<number, number>;
  /** Rows that belong together: a line is drawn around each. */
  blocks: { first: number; last: number }[];
  /** The row with the order's columns, repeated on every printed page. */
  head: number;
  last: number;
};

/** In characters: №, the item's words, and the six parts that an answer is made of. */
export const widths = [6, 44, 10, 4.5, 10, 12, 9, 17];
export const columns = { answer: 3, last: 8 };

const pointsPerLine = 14;
/** Excel makes no row taller than 409 points. */
const mostLines = 26;
const spareActs = 2;
const leastActs = 3;
const spareProblems = 3;

/** How many rows the tables and long texts need for what they are filled with, and a few to spare. */
export function sizesFor(form: Form, typed: Typed): Sizes {
  const sizes: Sizes = {};
  const rowsNeeded = (text: string | undefined, left: number, right: number) =>
    Math.ceil(linesIn(text ?? '', left, right) / mostLines);
  for (const item of form.items) {
    if (item.kind === 'longText') {
      sizes[item.id] = [rowsNeeded(typed[`${item.id}:text`], columns.answer, columns.last)];
    }
    if (item.kind === 'acts') {
      const rows = Math.min(mostRows, Math.max(leastActs, usedRows(typed, item.id) + spareActs));
      sizes[item.id] = Array.from({ length: rows }, () => 1);
    }
  }
  if (form.problems) {
    const rows = Math.min(mostRows, usedRows(typed, 'problems') + spareProblems);
    sizes.problems = Array.from({ length: rows }, (_, row) =>
      Math.max(
        rowsNeeded(typed[`problems:${row}:text`], 2, 2),
        rowsNeeded(typed[`problems:${row}:how`], 6, columns.last),
      ),
    );
  }
  return sizes;
}

function usedRows(typed: Typed, prefix: string): number {
  const rows = Object.keys(typed)
    .filter((field) => field.startsWith(`${prefix}:`) && typed[field] !== '')
    .map((field) => Number(field.slice(prefix.length + 1).split(':')[0]) + 1);
  return Math.max(0, ...rows.filter(Number.isInteger));
}

/** Whether sizes read from a file can be those of a form of ours. */
export function areSizes(form: Form, sizes: Sizes): boolean {
  const tables = [
    ...form.items.filter(({ kind }) => kind === 'acts' || kind === 'longText').map(({ id }) => id),
    ...(form.problems ? ['problems'] : []),
  ];
  return (
    Object.keys(sizes).length === tables.length &&
    tables.every((id) => {
      const rows = sizes[id];
      return (
        Array.isArray(rows) &&
        rows.length >= 1 &&
        rows.length <= mostRows &&
        rows.every((height) => Number.isInteger(height) && height >= 1 && height <= 100)
      );
    })
  );
}

export type Heading = {
  organisation: string;
  /** As people write it. */
  asOf: string;
  order: string;
  demo: boolean;
};

/** The sheet from its first row to the signature; `typed` decides how tall rows are, nothing else. */
export function layoutOf(form: Form, sizes: Sizes, heading: Heading, typed: Typed = {}): Layout {
  const inputs: Input[] = [];
  const labels: Label[] = [];
  const blocks: Layout['blocks'] = [];
  let row = 1;
  const label = (text: string, look: Label['look'], left: number, right: number, bottom = row) =>
    labels.push({ row, bottom, left, right, text, look });
  const wide = (text: string, look: Label['look']) => {
    label(text, look, 1, columns.last);
    row++;
  };
  const headOf = (...texts: readonly string[]) => {
    for (const [at, text] of texts.entries()) label(text, 'head', at + 1, at < 2 ? at + 1 : columns.last);
    blocks.push({ first: row, last: row });
    row++;
  };

  wide(heading.order, 'order');
  wide(fillBlanks(form.heading, { organisation: heading.organisation, asOf: heading.asOf }), 'heading');
  if (heading.demo) label(words.demo, 'warning', 1, columns.last);
  row++;
  const head = row;
  headOf(...form.columns);
  for (const item of form.items) {
    const block = inputsOfItem(item, row, sizes[item.id] ?? []);
    inputs.push(...block.inputs);
    labels.push(...block.labels);
    label(`${item.number}.`, 'number', 1, 1);
    const look = item.kind === 'heading' ? 'section' : 'title';
    label(fillBlanks(item.title, { organisation: heading.organisation }), look, 2, 2);
    const own = row + block.rows - block.ownLines;
    blocks.push({ first: row, last: own - 1 });
    row += block.rows;
    for (let line = own; line < row; line++) blocks.push({ first: line, last: line });
  }
  if (form.problems) {
    row++;
    wide(form.problems.title, 'subtitle');
    headOf(form.columns[0], ...form.problems.columns);
    for (const [at, height] of (sizes.problems ?? []).entries()) {
      const bottom = row + height - 1;
      label(`${at + 1}.`, 'number', 1, 1, bottom);
      inputs.push(...inputsOfProblem(at, row, bottom));
      blocks.push({ first: row, last: bottom });
      row = bottom + 1;
    }
  }
  if (form.note) {
    row++;
    wide(form.note, 'note');
  }
  row++;
  label(words.signature, 'sign', 1, 2);
  label(words.signatureLine, 'sign', 3, columns.last);
  row++;
  label(words.signatureHint, 'small', 3, columns.last);
  return { inputs, labels, blocks, head, last: row, heights: heightsOf(inputs, labels, typed) };
}

/** Each row as tall as its words and what is filled in need: neither Excel nor LibreOffice does it for merged cells. */
function heightsOf(inputs: Input[], labels: Label[], typed: Typed): Map<number, number> {
  const lines = new Map<number, number>();
  const need = (row: number, count: number) => lines.set(row, Math.max(lines.get(row) ?? 1, count));
  for (const { row, left, right, text, look } of labels) {
    const large = { heading: 1.25, subtitle: 1.1, sign: 2, head: 1.2 }[look as string] ?? 1;
    need(row, linesIn(text, left, right, look !== 'hint' && look !== 'title') * large);
  }
  for (const { row, bottom, left, right, field, most } of inputs) {
    const least = most === longest.text && row === bottom ? 3 : 1;
    const count = Math.max(least, linesIn(typed[field] ?? '', left, right));
    for (let at = row; at <= bottom; at++) need(at, count / (bottom - row + 1));
  }
  return new Map([...lines].map(([row, count]) => [row, Math.min(409, Math.ceil(pointsPerLine * count) + 4)]));
}

/** Letters of the form's font are narrower than those that `linesOf` reckons with. */
function linesIn(text: string, left: number, right: number, bold = false): number {
  return linesOf(text, sum(widths.slice(left - 1, right)) * 1.18, bold);
}
