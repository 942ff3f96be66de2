import type { ShownPiece } from '#app/documents/note/text-runs.ts';
import { useText } from '#app/text/index.tsx';
import css from './note-text.module.css';

type NoteTextProps = {
  note: {
    sections: { section: string; heading: string; paragraphs: ShownPiece[][] }[];
    signature: { position: string; name: string; author: string; phone: string };
  };
};

/** The note as it is read; a figure that an earlier edition had otherwise says so in its place. Always in Russian. */
export function NoteText({ note: { sections, signature } }: NoteTextProps) {
  return (
    <article lang="ru" className={css.note}>
      {sections
        .filter(({ paragraphs }) => paragraphs.length > 0)
        .map(({ section, heading, paragraphs }) => (
          <section key={section} aria-labelledby={`note-${section}`}>
            <h2 id={`note-${section}`}>{heading}</h2>
            {paragraphs.map((pieces, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a text of paragraphs has no other order
              <p key={at}>
                {pieces.map((piece, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: nor have the pieces of one
                  <NotePiece key={place} piece={piece} />
                ))}
              </p>
            ))}
          </section>
        ))}
      {(signature.position || signature.name) && (
        <p className={css.signature}>
          <span>{signature.position}</span>
          <span>{signature.name}</span>
        </p>
      )}
      {signature.author && (
        <p className={css.author}>
          {signature.author}
          {signature.phone && `, ${signature.phone}`}
        </p>
      )}
    </article>
  );
}

function NotePiece({ piece }: { piece: ShownPiece }) {
  const { t } = useText();
  if (typeof piece === 'string') return piece;
  if (piece.was === undefined) return <span className={css.figure}>{piece.text}</span>;
  return (
    <>
      <mark className={css.changed}>{piece.text}</mark>{' '}
      <span className={css.was}>({piece.was === null ? t.note.changed.wasNot : t.note.changed.inText(piece.was)})</span>
    </>
  );
}
