import { useText } from '#app/text/index.tsx';
import { Checkbox, TextArea } from '#app/ui/field.tsx';
import css from './section-field.module.css';

type SectionFieldProps = {
  section: { section: string; heading: string; own: boolean; draft: string | null };
  field: { name: string; defaultValue: string; error?: string };
  /** The figures that are missing from what was typed. */
  lost: string | undefined;
};

/** One section of the note as text; who takes a figure out on purpose says so, and a section can go back to its draft. */
export function SectionField({ section: { section, heading, own, draft }, field, lost }: SectionFieldProps) {
  const { t } = useText();
  const words = t.note.editor;
  return (
    <div className={css.section}>
      <TextArea
        {...field}
        lang="ru"
        label={<span lang="ru">{heading}</span>}
        hint={words.paragraphs}
        rows={rowsOf(field.defaultValue)}
        spellCheck
      />
      {lost && (
        <Checkbox name={`without:${section}`} value={lost} label={words.without} hint={words.withoutHint(lost)} />
      )}
      {draft !== null && (
        <details>
          <summary>{words.draftNow}</summary>
          <p lang="ru" className={css.draft}>
            {draft}
          </p>
        </details>
      )}
      {own && <Checkbox name={`redraft:${section}`} label={words.redraft} hint={words.redraftHint} />}
    </div>
  );
}

/** Room for the whole text, at about eighty characters a line. */
function rowsOf(text: string): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 80)), 0);
  return Math.min(Math.max(lines + 1, 3), 24);
}
