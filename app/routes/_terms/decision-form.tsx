import type { ReactNode } from 'react';
import { acceptedEndings, largestFile } from '#app/domain/organisations/file.ts';
import type { Refusal } from '#app/domain/refusal.ts';
import { type DecisionKind, decisionReasons } from '#app/domain/reports/decision.ts';
import { useText } from '#app/text/index.tsx';
import { Button } from '#app/ui/button.tsx';
import { Choice, DateField, FileField, TextField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { useFormAnswer } from '../_admin/form-answer.tsx';
import { reasonText } from './decision-words.ts';

type DecisionFormProps = {
  kind: DecisionKind;
  /** What the form posts as its intent. */
  intent: string;
  submit: string;
  /** Before the names of its controls, where the page has another such form: «exempt:». */
  prefix?: string;
  /** The decision in force, which this one is to replace. */
  current: { id: number } | null;
  answer: { refusal: Refusal; typed: Record<string, string> } | undefined;
  children?: ReactNode;
};

/** A decision as it is made: its days, the reason from the list, and the document if there is one. */
export function DecisionForm({ kind, intent, submit, prefix = '', current, answer, children }: DecisionFormProps) {
  const speech = useText();
  const { t } = speech;
  const words = t.calendar;
  const overtaken = isOvertaken(answer?.refusal);
  const faults = answer && !overtaken ? namedByField(answer, prefix) : undefined;
  const { field: named, summary } = useFormAnswer(
    overtaken && answer ? { ...answer, refusal: { kind: 'fields', faults: [] } } : faults,
    {},
    { faults: words.faults },
  );
  const field = (name: string) => named(prefix + name);
  // A browser fills a file control by nobody's hand but the person's.
  const { defaultValue: _lost, ...fileField } = field('file');
  const optional = (label: string) => `${label} (${t.everywhere.form.optional})`;
  return (
    <>
      {overtaken && <Overtaken />}
      {summary}
      <form method="post" encType="multipart/form-data" noValidate>
        <input type="hidden" name={`${prefix}version`} value={current?.id ?? 0} />
        {children}
        {kind !== 'notRequired' && (
          <>
            <DateField {...field('due')} label={words.fields.due} />
            <DateField {...field('fileUntil')} label={optional(words.fields.fileUntil)} hint={words.fields.along} />
            <DateField {...field('changeUntil')} label={optional(words.fields.changeUntil)} hint={words.fields.along} />
          </>
        )}
        <Choice
          {...field('reason')}
          label={words.reason}
          options={decisionReasons[kind].map((reason) => ({
            value: reason,
            label: capital(reasonText(kind, reason, speech)),
          }))}
        />
        <TextField
          {...field('document')}
          label={optional(words.document)}
          hint={words.fields.documentHint}
          maxLength={300}
          autoComplete="off"
        />
        <FileField
          {...fileField}
          label={optional(words.fields.file)}
          hint={words.fields.fileHint}
          accept={acceptedEndings}
          largest={largestFile}
        />
        <TextField {...field('note')} label={optional(words.fields.note)} maxLength={500} autoComplete="off" />
        <Button name="intent" value={intent}>
          {submit}
        </Button>
      </form>
    </>
  );
}

/** Somebody else has decided or revoked meanwhile: what is in force now stands on the page. */
export function isOvertaken(refusal: Refusal | undefined): boolean {
  return refusal?.kind === 'fields' && refusal.faults.some(({ field }) => field === 'version');
}

export function Overtaken() {
  const { t } = useText();
  return (
    <Notice kind="warning" announce="alert">
      <p>{t.calendar.overtaken}</p>
    </Notice>
  );
}

/** At the controls as the page names them; a reason is chosen, not filled in. */
function namedByField<A extends { refusal: Refusal }>(answer: A, prefix: string): A {
  const { refusal } = answer;
  if (refusal.kind !== 'fields') return answer;
  const faults = refusal.faults.map(({ field, code }) => ({
    field: prefix + field,
    code: field === 'reason' && code === 'missing' ? 'noReason' : code,
  }));
  return { ...answer, refusal: { ...refusal, faults } };
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
