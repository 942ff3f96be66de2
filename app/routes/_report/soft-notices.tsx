import type { Warning } from '#app/domain/reports/check.ts';
import type { Form } from '#app/domain/reports/form.ts';
import { useText } from '#app/text/index.tsx';
import type { ReturnHint } from '#app/use-cases/reports/see-report.server.ts';
import css from './explanations.module.css';
import { findingText, hintText } from './finding.ts';

type SoftNoticesProps = {
  form: Pick<Form, 'items'>;
  /** An item, or `problems`. */
  of: string;
  /** What filing the saved answers would ask. */
  warnings: readonly Warning[];
  hints: readonly ReturnHint[];
};

/** Beside the fields of a line: what reports come back for here, and what filing will ask about it. */
export function SoftNotices({ form, of, warnings, hints }: SoftNoticesProps) {
  const speech = useText();
  const { t } = speech;
  const own = warnings.filter(({ item }) => item === of);
  const hint = hints.find(({ item }) => item === of);
  if (own.length === 0 && !hint) return null;
  return (
    <div className={`${css.explanations} ${css.beforeFields}`}>
      {hint && <p>{hintText(hint, speech)}</p>}
      {own.map((found) => (
        <p key={found.key}>
          <span className={css.label}>{t.checks.ask.soon}: </span>
          {findingText(found, form, speech)}
        </p>
      ))}
    </div>
  );
}
