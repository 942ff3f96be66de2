import type { Fault, FaultCode, Form, Typed } from '#app/domain/reports/form.ts';
import type { Format, Text } from '#app/text/index.tsx';
import { fieldId } from '#app/ui/field-id.ts';
import { nameOf } from './item-name.ts';

/** What can't be read in the form, named by its lines, each leading to its field; `typed` tells the rows that the table of problems has. */
export function faultLines(
  { form, faults, typed }: { form: Form; faults: readonly Fault[]; typed: Typed },
  faultWords: Record<FaultCode, string>,
  { t, format }: { t: Pick<Text, 'report'>; format: Format },
): { href: string; text: string }[] {
  const words = t.report.edit;
  const rows = [...new Set(Object.keys(typed).map(problemRow))].filter((row) => row >= 0).sort((a, b) => a - b);
  const placeOf = ({ field, item }: Fault) =>
    item === 'problems'
      ? words.problem(format.integer(rows.indexOf(problemRow(field)) + 1))
      : words.item(nameOf(form, item));
  return faults.map((fault) => ({
    href: `#${fieldId(fault.field)}`,
    text: `${placeOf(fault)}: ${faultWords[fault.code]}`,
  }));
}

function problemRow(field: string): number {
  return Number(/^problems:(\d+):/.exec(field)?.[1] ?? -1);
}
