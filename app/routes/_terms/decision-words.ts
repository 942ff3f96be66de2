import { rowOf } from '#app/domain/own.ts';
import type { DecisionKind } from '#app/domain/reports/decision.ts';
import type { Speech } from '#app/text/index.tsx';

/** The words of a code from the list of reasons; the code itself, should the list have lost it. */
export function reasonText(kind: DecisionKind, reason: string, { t }: Pick<Speech, 't'>): string {
  const words: Record<string, string> = t.calendar.reasons[kind];
  return rowOf(words, reason) ?? reason;
}

type Behind = { kind: DecisionKind; reason: string };
type Days = { due: string; originalDue: string };

/** Why the days are what they are: «Срок продлён до 25.10.2012: сбой в системе или связи; было 20.10.2012». */
export function becauseText({ kind, reason }: Behind, { due, originalDue }: Days, speech: Speech): string {
  const { t, format } = speech;
  const words = t.calendar;
  const why = reasonText(kind, reason, speech);
  if (kind === 'notRequired') return words.because.notRequired(why);
  const said = words.because[kind](format.day(due), why);
  return due === originalDue ? said : `${said}; ${words.was(format.day(originalDue))}`;
}
