/** A paragraph of the note as runs of text; a figure that an earlier edition had otherwise is marked, and a comment says how. */
import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  type ICommentOptions,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx';

/** Words, or a figure's text; `was` where it has changed, null when there was no such figure. */
export type ShownPiece = string | { text: string; was?: string | null };

export type Marks = {
  /** The id of a comment that says what stood there before. */
  mark(was: string | null): number;
  comments(author: string, date: Date): ICommentOptions[];
};

export function marksOf(words: (was: string | null) => string): Marks {
  const marked: (string | null)[] = [];
  return {
    mark: (was) => marked.push(was) - 1,
    comments: (author, date) =>
      marked.map((was, id) => ({
        id,
        author,
        date,
        children: [new Paragraph({ spacing: { line: 240 }, children: [new TextRun({ text: words(was), size: 20 })] })],
      })),
  };
}

export function textRuns(pieces: readonly ShownPiece[], marks: Marks): ParagraphChild[] {
  return pieces.flatMap((piece): ParagraphChild[] => {
    if (typeof piece === 'string') return [new TextRun(piece)];
    if (piece.was === undefined) return [new TextRun(piece.text)];
    const id = marks.mark(piece.was);
    return [
      new CommentRangeStart(id),
      new TextRun({ text: piece.text, highlight: 'yellow' }),
      new CommentRangeEnd(id),
      new TextRun({ children: [new CommentReference(id)] }),
    ];
  });
}
