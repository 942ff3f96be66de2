import type { Explained } from '#app/domain/reports/check.ts';
import type { Form } from '#app/domain/reports/form.ts';
import { useText } from '#app/text/index.tsx';
import css from './explanations.module.css';
import { findingText } from './finding.ts';

type ExplanationsProps = {
  form: Pick<Form, 'items'>;
  /** Of one filing. */
  explained: readonly Explained[];
  /** An item, `problems`, or null: the report as a whole. */
  of: string | null;
};

/** What the soft checks found at a line when the report was filed, and the school's sentence about it. */
export function Explanations({ form, explained, of }: ExplanationsProps) {
  const speech = useText();
  const own = explained.filter(({ found }) => found.item === of);
  if (own.length === 0) return null;
  return (
    <div className={css.explanations}>
      {own.map(({ found, explanation }) => (
        <p key={found.key}>
          <span className={css.found}>{findingText(found, form, speech)}</span>
          <span className={css.label}>{speech.t.checks.explanation}: </span>
          <span lang="ru">{explanation}</span>
        </p>
      ))}
    </div>
  );
}
