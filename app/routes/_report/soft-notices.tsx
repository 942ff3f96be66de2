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
  const own = warnings.filter(({ item }) => item === of);
  const hint = hints.find(({ item }) => item === of);
  return (
    <div className={`${css.explanations} ${css.beforeFields}`} hidden={own.length === 0 && !hint} data-soft={of}>
      {hint && <p>{hintText(hint, speech)}</p>}
      {own.map((found) => (
        <SoonAsked key={found.key}>{findingText(found, form, speech)}</SoonAsked>
      ))}
    </div>
  );
}

/** One thing that filing will ask about; the form's script copies it. */
export function SoonAsked({ children }: { children?: string }) {
  const { t } = useText();
  return (
    <p data-asked>
      <span className={css.label}>{t.checks.ask.soon}: </span>
      <span data-slot="text">{children}</span>
    </p>
  );
}
