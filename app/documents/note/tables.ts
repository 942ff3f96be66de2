/** The tables of the note: its key figures, and what an earlier edition had otherwise. */
import {
  AlignmentType,
  type ITableCellOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { noteWords as words } from '#app/text/ru/note-words.ts';
import type { NoteToWrite, ShownSection } from './word.server.ts';

/** In twips; all columns together are as wide as the text. */
const widths = { label: 4155, figure: 2600 };

export function figuresTable({ months, lines }: NonNullable<ShownSection['table']>): (Paragraph | Table)[] {
  const [before, now] = months;
  const heads = [words.keyFigures.figure, ...(before ? [before] : []), now];
  return [
    caption(words.keyFigures.caption),
    tableOf(
      before ? [widths.label, widths.figure, widths.figure] : [widths.label + widths.figure, widths.figure],
      heads,
      lines.map((line) => [line.label, ...(before ? [line.before ?? '–'] : []), line.now]),
    ),
    new Paragraph({ spacing: { line: 240 }, children: [] }),
  ];
}

export function changesTable({ since, lines }: NonNullable<NoteToWrite['changed']>): (Paragraph | Table)[] {
  return [
    new Paragraph({
      heading: 'Heading2',
      keepNext: true,
      spacing: { before: 480, after: 60, line: 240 },
      children: [new TextRun({ text: words.changed.title(since), bold: true })],
    }),
    ...(lines.length > 0
      ? [
          tableOf(
            [widths.label, widths.figure, widths.figure],
            [words.keyFigures.figure, words.changed.was, words.changed.now],
            lines.map(({ name, was, now }) => [name, was, now]),
          ),
        ]
      : [new Paragraph({ spacing: { line: 240 }, children: [new TextRun({ text: words.changed.none, size: 24 })] })]),
  ];
}

function caption(text: string): Paragraph {
  return new Paragraph({
    keepNext: true,
    spacing: { before: 160, after: 60, line: 240 },
    children: [new TextRun({ text, size: 24 })],
  });
}

function tableOf(columns: readonly number[], heads: readonly string[], rows: readonly string[][]): Table {
  const cell = (text: string, at: number, { head, last }: { head: boolean; last: boolean }) => {
    const options: Omit<ITableCellOptions, 'children'> = {
      width: { size: columns[at] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: 40, bottom: 40, left: 100, right: 100 },
    };
    return new TableCell({
      ...options,
      children: [
        new Paragraph({
          alignment: head || at > 0 ? AlignmentType.CENTER : AlignmentType.LEFT,
          // The table stays on one page: its rows hold on to the next one.
          keepNext: !last,
          spacing: { line: 240 },
          children: [new TextRun({ text, size: 24, bold: head })],
        }),
      ],
    });
  };
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: [...columns],
    width: { size: columns.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: heads.map((text, at) => cell(text, at, { head: true, last: false })),
      }),
      ...rows.map(
        (row, index) =>
          new TableRow({
            cantSplit: true,
            children: row.map((text, at) => cell(text, at, { head: false, last: index === rows.length - 1 })),
          }),
      ),
    ],
  });
}
