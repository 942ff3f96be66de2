import type { ReactNode } from 'react';
import { explanationField, type Warning } from '#app/domain/reports/check.ts';
import type { Form } from '#app/domain/reports/form.ts';
import { useText } from '#app/text/index.tsx';
import { fieldId, TextArea } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import type { ReturnHint } from '#app/use-cases/reports/see-report.server.ts';
import { findingPlace, findingText, hintText } from '../../_report/finding.ts';
import css from './asking.module.css';

export type Asking = {
  form: Pick<Form, 'items' | 'problems'>;
  warnings: readonly Warning[];
  /** What stands in the fields, and what is wrong with it, both by field. */
  sentences: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
};

/** The questions about one line (`problems`, or null: the whole report), each with its field; null where there is none. */
export function questionsOf(asking: Asking, of: string | null) {
  const own = asking.warnings.filter(({ item }) => item === of);
  return own.length === 0 ? null : own.map((found) => <Question key={found.key} found={found} asking={asking} />);
}

/** What reports come back for at this line, and the questions about it. */
export function UnderItem({ hint, children }: { hint: ReturnHint | undefined; children: ReactNode }) {
  const speech = useText();
  return (
    <>
      {hint && <p className={css.hint}>{hintText(hint, speech)}</p>}
      {children}
    </>
  );
}

function Question({ found, asking: { form, sentences, errors } }: { found: Warning; asking: Asking }) {
  const speech = useText();
  const words = speech.t.checks.ask;
  const name = explanationField(found.key);
  return (
    <div className={css.question}>
      <p>{findingText(found, form, speech)}</p>
      <TextArea
        name={name}
        label={words.label}
        hint={words.hint}
        defaultValue={sentences[name]}
        error={errors[name]}
        rows={2}
        required
      />
    </div>
  );
}

/** Above the answers: how many questions there are and where they stand. While answers are missing they only announce themselves. */
export function QuestionsAhead({ form, warnings, now }: Pick<Asking, 'form' | 'warnings'> & { now: boolean }) {
  const speech = useText();
  const words = speech.t.checks.ask;
  if (warnings.length === 0) return null;
  return (
    <Notice kind="warning" title={(now ? words.title : words.later)(speech.format.integer(warnings.length))}>
      <ul className={css.list}>
        {warnings.map((found) => {
          const text = `${findingPlace(found, form, speech)}. ${findingText(found, form, speech)}`;
          return (
            <li key={found.key}>{now ? <a href={`#${fieldId(explanationField(found.key))}`}>{text}</a> : text}</li>
          );
        })}
      </ul>
    </Notice>
  );
}
