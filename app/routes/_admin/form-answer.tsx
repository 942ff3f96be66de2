import type { ReactNode } from 'react';
import { rowOf } from '#app/domain/own.ts';
import type { Refusal } from '#app/domain/refusal.ts';
import { useText } from '#app/text/index.tsx';
import { fieldWords, refusalWords } from '#app/text/refusal-words.ts';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { fieldId } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';

type Answer = { refusal: Refusal; typed: Record<string, string> };
/** The form only comes back with what was typed. */
type Returned = { refusal?: undefined; typed: Record<string, string> };

export type FormState = {
  /** What a control of this name shows: what was typed, else what is stored; and what is wrong with it. */
  field(name: string): { name: string; defaultValue: string; error?: string };
  /** For the hidden field `version`. */
  version: string;
  /** Above the form. */
  summary: ReactNode;
};

/**
 * A form with what the server answered to it. When somebody else had saved meanwhile, each field that differs says what is
 * stored now, and the next sending is meant to replace it. Of the screen's own words, `faults` are those for its faults,
 * `choices` those for the values of its lists, and `labels` name its fields where the faults stand together.
 */
export function useFormAnswer(
  answer: Answer | Returned | undefined,
  current: Record<string, string> = {},
  own: { faults?: Record<string, string>; choices?: Record<string, string>; labels?: Record<string, string> } = {},
): FormState {
  const speech = useText();
  const { t } = speech;
  const { refusal, typed = {} } = answer ?? {};
  const faults = refusal?.kind === 'fields' ? refusal.faults : [];
  const conflict = faults.some(({ field }) => field === 'version');
  const errors = new Map(
    conflict
      ? Object.entries(current)
          .filter(([name, value]) => name !== 'version' && (rowOf(typed, name) ?? value) !== value)
          .map(([name, value]) => [name, t.admin.conflict.now(storedWords(value))])
      : faults.map(({ field, code, about }) => {
          const words = fieldWords(code, speech, own.faults ?? t.admin.faults);
          return [field, about ? `${words} ${about}` : words];
        }),
  );

  function storedWords(value: string): string {
    if (value === 'yes') return t.everywhere.form.yes;
    if (value === 'no') return t.everywhere.form.no;
    return rowOf(own.choices ?? {}, value) ?? (value || t.admin.conflict.empty);
  }

  const lines = [...errors].map(([field, text]) => {
    const label = own.labels?.[field];
    return { href: `#${fieldId(field)}`, text: label ? `${label}: ${text}` : text };
  });
  const words = refusal && refusal.kind !== 'fields' ? refusalWords(refusal, speech) : undefined;
  return {
    field: (name) => ({ name, defaultValue: typed[name] ?? current[name] ?? '', error: errors.get(name) }),
    version: (conflict ? current.version : (typed.version ?? current.version)) ?? '',
    summary: (
      <>
        {conflict && (
          <Notice kind="warning" title={t.admin.conflict.title} announce="alert">
            <p>{t.admin.conflict.text}</p>
          </Notice>
        )}
        {words && (
          <Notice kind="problem" title={words.title} announce="alert">
            <p>{words.text}</p>
          </Notice>
        )}
        {!conflict && <ErrorSummary title={t.everywhere.form.errorsTitle} errors={lines} />}
      </>
    ),
  };
}

/** For pages with several forms: the answer belongs to the one that was sent. */
export function answerTo(intent: string, answer: Answer | undefined): Answer | undefined {
  return answer?.typed.intent === intent ? answer : undefined;
}
