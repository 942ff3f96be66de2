/** Who signs: the office on the left, the name on the right, room for the hand between; below, small, who wrote the note. */
import {
  AlignmentType,
  BorderStyle,
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
import type { NoteToWrite } from './word.server.ts';

/** In twips; together as wide as the text. */
const widths = [4655, 1700, 3000] as const;
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };

export function signatureBlock({
  position,
  name,
  author,
  phone,
  date,
}: NoteToWrite['signature']): (Paragraph | Table)[] {
  const cell = (at: 0 | 1 | 2, text: string, alignment: (typeof AlignmentType)[keyof typeof AlignmentType]) =>
    new TableCell({
      width: { size: widths[at], type: WidthType.DXA },
      verticalAlign: VerticalAlign.BOTTOM,
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
      children: [new Paragraph({ alignment, keepNext: true, spacing: { line: 276 }, children: [new TextRun(text)] })],
    });
  // A name stays on one line with its initials.
  const signed = (name || words.name).replaceAll(' ', '\u00a0');
  return [
    new Paragraph({ keepNext: true, spacing: { before: 360, line: 240 }, children: [] }),
    new Table({
      layout: TableLayoutType.FIXED,
      borders: noBorders,
      columnWidths: [...widths],
      width: { size: widths.reduce((sum: number, width) => sum + width, 0), type: WidthType.DXA },
      rows: [
        new TableRow({
          cantSplit: true,
          children: [
            cell(0, position || words.position, AlignmentType.LEFT),
            cell(1, '', AlignmentType.CENTER),
            cell(2, signed, AlignmentType.RIGHT),
          ],
        }),
      ],
    }),
    new Paragraph({ keepNext: author !== '', spacing: { before: 240, line: 240 }, children: [new TextRun(date)] }),
    ...(author
      ? [
          new Paragraph({
            keepLines: true,
            spacing: { before: 360, line: 240 },
            children: [
              new TextRun({ text: author, size: 20 }),
              ...(phone ? [new TextRun({ text: phone, size: 20, break: 1 })] : []),
            ],
          }),
        ]
      : []),
  ];
}
