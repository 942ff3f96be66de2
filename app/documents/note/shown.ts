/** A note as it is read, on the page and in Word alike: its figures' values in their places, what an earlier edition had beside them. */
import {
  figuresOf,
  looseNumbers,
  type NoteSection,
  noteSections,
  type Piece,
  type SavedNote,
} from '#app/domain/editions/note.ts';
import type { NoteFacts } from '#app/domain/editions/note-figures.ts';
import { noteWords as words } from '#app/text/ru/note-words.ts';
import type { ShownPiece } from './text-runs.ts';
import { labelOf, textIn } from './tokens.ts';

export type ShownNote = {
  sections: {
    section: NoteSection;
    heading: string;
    paragraphs: ShownPiece[][];
    /** Numbers that somebody has typed among the words. */
    numbers: string[];
    /** Figures that a person's text speaks of and the edition has not. */
    gone: string[];
  }[];
  /** Each figure of the note that an earlier edition had otherwise. */
  changed: { name: string; was: string; now: string }[];
};

type ToShow = { content: Pick<SavedNote, 'sections'>; facts: NoteFacts; before: NoteFacts | null };

/** They speak of the edition itself, so they are others in each. */
const ofEdition = ['edition', 'read', 'editionBefore', 'differs'];

export function shownNote({ content, facts, before }: ToShow): ShownNote {
  const was = ({ figure, as, capital }: Exclude<Piece, string>, now: string): string | null | undefined => {
    if (!before || ofEdition.includes(figure)) return undefined;
    const earlier = textIn(before, { figure, as, ...(capital && { capital }) });
    return earlier === now ? undefined : earlier;
  };
  const shown = (piece: Piece): ShownPiece => {
    if (typeof piece === 'string') return piece;
    const text = textIn(facts, piece) ?? words.gone(labelOf(facts, piece.figure));
    const earlier = was(piece, text);
    return earlier === undefined ? { text } : { text, was: earlier };
  };
  const changed = new Map<string, ShownNote['changed'][number]>();
  for (const figure of noteSections.flatMap((section) => figuresOf(content.sections[section]))) {
    const now = textIn(facts, figure);
    const earlier = now === null ? undefined : was(figure, now);
    if (now === null || earlier === undefined || changed.has(figure.figure)) continue;
    changed.set(figure.figure, { name: labelOf(facts, figure.figure), was: earlier ?? '–', now });
  }
  return {
    sections: noteSections.map((section) => {
      const paragraphs = content.sections[section];
      return {
        section,
        heading: words.sections[section],
        paragraphs: paragraphs.map((pieces) => pieces.map(shown)),
        numbers: looseNumbers(paragraphs),
        gone: figuresOf(paragraphs)
          .filter((figure) => textIn(facts, figure) === null)
          .map(({ figure }) => labelOf(facts, figure)),
      };
    }),
    changed: [...changed.values()],
  };
}
