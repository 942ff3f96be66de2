import type { NoteSection } from '#app/domain/editions/note.ts';
import { useText } from '#app/text/index.tsx';
import { Notice } from '#app/ui/notice.tsx';

type TextWarningsProps = {
  note: {
    sections: { section: NoteSection; heading: string; numbers: string[]; gone: string[] }[];
    turned: NoteSection[];
  };
};

/** What the person who writes the note should look at; nothing of it keeps the note from being saved. */
export function TextWarnings({ note: { sections, turned } }: TextWarningsProps) {
  const { t } = useText();
  const numbered = sections.filter(({ numbers }) => numbers.length > 0);
  const gone = sections.flatMap((section) => section.gone);
  const headings = sections.filter(({ section }) => turned.includes(section)).map(({ heading }) => heading);
  return (
    <>
      {headings.length > 0 && (
        <Notice kind="warning" title={t.note.turned.title}>
          <p>
            {t.note.turned.text}
            <span lang="ru">{headings.join(', ')}</span>.
          </p>
        </Notice>
      )}
      {gone.length > 0 && (
        <Notice kind="warning" title={t.note.gone.title}>
          <p lang="ru">{gone.join(', ')}</p>
          <p>{t.note.gone.text}</p>
        </Notice>
      )}
      {numbered.length > 0 && (
        <Notice kind="warning" title={t.note.numbers.title}>
          <ul>
            {numbered.map(({ section, heading, numbers }) => (
              <li key={section} lang="ru">
                {t.note.numbers.line(heading, numbers.join(', '))}
              </li>
            ))}
          </ul>
          <p>{t.note.numbers.text}</p>
        </Notice>
      )}
    </>
  );
}
