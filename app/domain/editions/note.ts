/**
 * The analytic note of an edition (MO-3.2) as data: words, which a person may change, and figures, which stay bound to the
 * edition. A figure is its name and the form in which it is shown; its value is looked up, never typed.
 */

export const noteSections = [
  'basis',
  'result',
  'changes',
  'municipalities',
  'causes',
  'timeliness',
  'proposals',
] as const;
export type NoteSection = (typeof noteSections)[number];

/** `covered` in the form `percent`; `capital` where it begins a sentence. */
export type Figure = { figure: string; as: string; capital?: true };
export type Piece = string | Figure;
export type Paragraph = Piece[];
export type Sections = Record<NoteSection, Paragraph[]>;

export const signatureLines = ['position', 'name', 'author', 'phone'] as const;
/** Who signs, in the words of the paper, and who wrote it. */
export type Signature = Record<(typeof signatureLines)[number], string>;
export const noSignature: Signature = { position: '', name: '', author: '', phone: '' };

/** A note as somebody saved it. `edited`: the sections whose text is theirs and not the draft's. */
export type SavedNote = { sections: Sections; edited: NoteSection[]; signature: Signature };

/** How many characters a section may have while it is typed. */
export const longestSection = 20_000;

/** A piece of a text with figures in square brackets: `figure` is what stands between them. */
type Typed = { words: string } | { figure: string };

/** `На [31 августа] – [52,3 %]` → its words and figures; a bracket without its pair is a word. */
function tokens(line: string): Typed[] {
  return line
    .split(/(\[[^[\]]*\])/)
    .filter((part) => part !== '')
    .map((part) => (/^\[.*\]$/.test(part) ? { figure: part.slice(1, -1) } : { words: part }));
}

/** Which figure is meant by a text in brackets; null when the edition has none that reads so. */
export type FigureNamed = (text: string) => Figure | null;

/** A section as it was typed, a paragraph a line. `unknown`: what stands in brackets and is no figure of the edition. */
export function readSection(typed: string, figureNamed: FigureNamed): { paragraphs: Paragraph[]; unknown: string[] } {
  const unknown: string[] = [];
  const paragraphs = typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) =>
      tokens(line).flatMap((token): Piece[] => {
        if ('words' in token) return [token.words];
        const figure = figureNamed(token.figure);
        if (!figure) unknown.push(token.figure);
        return figure ? [figure] : [];
      }),
    );
  return { paragraphs, unknown };
}

/** The section as it is typed: the reverse of `readSection`. */
export function writeSection(paragraphs: readonly Paragraph[], textOf: (figure: Figure) => string): string {
  const piece = (one: Piece) => (typeof one === 'string' ? one.replace(/[[\]]/g, '') : `[${textOf(one)}]`);
  return paragraphs.map((paragraph) => paragraph.map(piece).join('')).join('\n');
}

export function figuresOf(paragraphs: readonly Paragraph[]): Figure[] {
  return paragraphs.flat().filter((piece) => typeof piece !== 'string');
}

/** The figures of each section that stand nowhere in the new text any more, each once. */
export function lostFigures(before: Sections, after: Sections): { section: NoteSection; figures: Figure[] }[] {
  const kept = new Set(noteSections.flatMap((section) => figuresOf(after[section])).map(({ figure }) => figure));
  return noteSections.flatMap((section) => {
    const lost = new Map(
      figuresOf(before[section])
        .filter(({ figure }) => !kept.has(figure))
        .map((one) => [one.figure, one]),
    );
    return lost.size > 0 ? [{ section, figures: [...lost.values()] }] : [];
  });
}

/** Numbers among a section's words: they are nobody's figures, and stay when the edition's figures change. */
export function looseNumbers(paragraphs: readonly Paragraph[]): string[] {
  const words = paragraphs.flat().filter((piece) => typeof piece === 'string');
  return words.flatMap((piece) => piece.match(/\d+(?:[\s\u00a0.,:/]\d+)*(?:[\s\u00a0]?%)?/g) ?? []);
}

export function samePieces(a: readonly Paragraph[], b: readonly Paragraph[]): boolean {
  return JSON.stringify(a.map(joined)) === JSON.stringify(b.map(joined));
}

/** The words without the figures' values: when a draft says something else here, the facts have turned. */
function joined(paragraph: Paragraph): Piece[] {
  const pieces: Piece[] = [];
  for (const piece of paragraph) {
    const last = pieces.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') pieces[pieces.length - 1] = last + piece;
    else pieces.push(piece);
  }
  return pieces.map((piece) => (typeof piece === 'string' ? piece.replace(/\s+/g, ' ') : piece));
}

/** A saved note on another edition: what the person wrote stays, the rest is drafted anew from its figures. */
export function carriedTo(saved: SavedNote, draft: Sections): SavedNote {
  const sections = Object.fromEntries(
    noteSections.map((section) => [section, saved.edited.includes(section) ? saved.sections[section] : draft[section]]),
  ) as Sections;
  return { ...saved, sections };
}
