/** The analytic note as a Word document on A4, laid out as office practice has it (ГОСТ Р 7.0.97-2016). */
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  ImageRun,
  type ISectionPropertiesOptions,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import { noteWords as words } from '#app/text/ru/note-words.ts';
import { signatureBlock } from './signature.ts';
import { changesTable, figuresTable } from './tables.ts';
import { type Marks, marksOf, type ShownPiece, textRuns } from './text-runs.ts';

export const noteType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export type NotePicture = { png: Buffer; width: number; height: number; caption: string };
/** A line of the table of key figures: the month before, this month. */
export type KeyFigureLine = { label: string; before: string | null; now: string };
export type ShownSection = {
  heading: string;
  paragraphs: ShownPiece[][];
  /** Each paragraph under a number of its own. */
  numbered: boolean;
  table?: { months: [string | null, string]; lines: KeyFigureLine[] };
  picture?: NotePicture;
};

export type NoteToWrite = {
  /** Under the heading: what the note is about, a line each. */
  about: string[];
  title: string;
  creator: string;
  /** Above all, where the figures are not final or not real. */
  warnings: string[];
  sections: ShownSection[];
  signature: { position: string; name: string; author: string; phone: string; date: string };
  /** Figures that an earlier edition had otherwise; each is marked in the text too. */
  changed: { since: string; lines: { name: string; was: string; now: string }[] } | null;
  footer: string;
  now: Date;
};

const millimetre = 56.7;
const mm = (length: number) => Math.round(length * millimetre);

const page: ISectionPropertiesOptions = {
  titlePage: true,
  page: {
    size: { width: mm(210), height: mm(297) },
    margin: { left: mm(30), right: mm(15), top: mm(20), bottom: mm(20), header: mm(10), footer: mm(8) },
  },
};
const textWidth = 210 - 30 - 15;

export async function noteDocument(note: NoteToWrite): Promise<Buffer> {
  const marks = marksOf(words.was);
  const children = [
    ...heading(note),
    ...note.sections.flatMap((section, at) => sectionOf(section, note.sections.slice(0, at), marks)),
    ...signatureBlock(note.signature),
    ...(note.changed ? changesTable(note.changed) : []),
  ];
  const footer = new Footer({ children: [small(note.footer)] });
  const document = new Document({
    title: note.title,
    creator: note.creator,
    styles: {
      default: {
        document: {
          run: { font: 'Times New Roman', size: 28, language: { value: 'ru-RU' } },
          paragraph: { spacing: { line: 360, before: 0, after: 0 } },
        },
        heading1: { run: { bold: true, size: 28, color: '000000' } },
        heading2: { run: { bold: true, size: 28, color: '000000' } },
      },
    },
    numbering: {
      config: [
        {
          reference: 'proposals',
          levels: [
            {
              level: 0,
              format: LevelFormat.DECIMAL,
              text: '%1.',
              style: { paragraph: { indent: { left: 0, firstLine: mm(12.5) } } },
            },
          ],
        },
      ],
    },
    comments: { children: marks.comments(note.creator, note.now) },
    sections: [
      {
        properties: page,
        headers: { first: new Header({ children: [] }), default: new Header({ children: [pageNumber()] }) },
        footers: { first: footer, default: footer },
        children,
      },
    ],
  });
  return Packer.toBuffer(document);
}

function heading({ about, warnings }: NoteToWrite): Paragraph[] {
  const centred = (text: string, bold: boolean) =>
    new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text, bold })] });
  return [
    ...warnings.map(
      (text) =>
        new Paragraph({
          alignment: AlignmentType.RIGHT,
          spacing: { line: 240, after: 120 },
          children: [new TextRun({ text, italics: true, size: 24 })],
        }),
    ),
    new Paragraph({
      heading: 'Heading1',
      alignment: AlignmentType.CENTER,
      spacing: { after: 120 },
      children: [new TextRun({ text: words.title.toUpperCase(), bold: true })],
    }),
    ...about.map((line) => centred(line, false)),
    new Paragraph({ children: [] }),
  ];
}

function sectionOf(section: ShownSection, earlier: readonly ShownSection[], marks: Marks) {
  const { heading, paragraphs, numbered, table, picture } = section;
  const pictures = earlier.filter((one) => one.picture).length;
  return [
    new Paragraph({
      heading: 'Heading2',
      keepNext: true,
      indent: { firstLine: mm(12.5) },
      spacing: { before: 240, after: 60 },
      children: [new TextRun({ text: heading, bold: true })],
    }),
    ...paragraphs.map(
      (pieces) =>
        new Paragraph({
          alignment: AlignmentType.JUSTIFIED,
          ...(numbered ? { numbering: { reference: 'proposals', level: 0 } } : { indent: { firstLine: mm(12.5) } }),
          children: textRuns(pieces, marks),
        }),
    ),
    ...(table ? figuresTable(table) : []),
    ...(picture ? pictureOf(picture, pictures + 1) : []),
  ];
}

function pictureOf({ png, width, height, caption }: NotePicture, number: number): Paragraph[] {
  // At 96 dots to the inch, as wide as the text.
  const shown = (textWidth / 25.4) * 96;
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      // Said in full: by an absent rule some readers take the height of a line for exact, and cut the picture to it.
      spacing: { line: 240, lineRule: LineRuleType.AUTO, before: 160, after: 60 },
      children: [
        new ImageRun({
          type: 'png',
          data: png,
          transformation: { width: Math.round(shown), height: Math.round((shown * height) / width) },
          altText: { name: caption, title: caption, description: caption },
        }),
      ],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { line: 240, after: 160 },
      children: [new TextRun({ text: words.picture(number, caption), size: 24 })],
    }),
  ];
}

function pageNumber(): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: 240 },
    children: [new TextRun({ children: [PageNumber.CURRENT], size: 24 })],
  });
}

function small(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: 240 },
    children: [new TextRun({ text, size: 14, color: '555555' })],
  });
}
