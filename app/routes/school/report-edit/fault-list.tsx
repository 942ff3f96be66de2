import type { Fault, Form, Typed } from '#app/domain/reports/form.ts';
import { useText } from '#app/text/index.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { fieldId } from '#app/ui/field.tsx';
import { nameOf } from './item-name.ts';

/** What can't be read in the form, named by its lines; `typed` tells the rows that the table of problems has. */
export function FaultList({ form, faults, typed }: { form: Form; faults: readonly Fault[]; typed: Typed }) {
  const { t, format } = useText();
  const words = t.report.edit;
  const rows = [...new Set(Object.keys(typed).map(problemRow))].filter((row) => row >= 0).sort((a, b) => a - b);
  const placeOf = ({ field, item }: Fault) =>
    item === 'problems'
      ? words.problem(format.integer(rows.indexOf(problemRow(field)) + 1))
      : words.item(nameOf(form, item));
  return (
    <ErrorSummary
      title={t.everywhere.form.errorsTitle}
      errors={faults.map((fault) => ({
        href: `#${fieldId(fault.field)}`,
        text: `${placeOf(fault)}: ${t.refusals.faults[fault.code]}`,
      }))}
    />
  );
}

function problemRow(field: string): number {
  return Number(/^problems:(\d+):/.exec(field)?.[1] ?? -1);
}
