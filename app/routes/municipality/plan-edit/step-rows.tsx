/** The steps of a plan: rows come and go, and the fields of those that stay keep their names and text. */
import { mostSteps } from '#app/domain/territory/plan.ts';
import { useText } from '#app/text/index.tsx';
import { DateField, NumberField } from '#app/ui/field.tsx';
import { Rows } from '#app/ui/rows.tsx';
import type { FormState } from '../../_admin/form-answer.tsx';

/** A first plan begins with as many. */
const fewest = 3;

/** The numbers of the rows that fields are there for, and empty ones up to the fewest. */
export function rowsOf(typed: Record<string, string>): number[] {
  const rows = Object.keys(typed).flatMap((field) => {
    const row = /^steps:(\d{1,3}):by$/.exec(field)?.[1];
    return row === undefined ? [] : [Number(row)];
  });
  const sorted = [...new Set(rows)].sort((a, b) => a - b);
  while (sorted.length < fewest) sorted.push(nextOf(sorted));
  return sorted;
}

function nextOf(rows: readonly number[]): number {
  return (rows.at(-1) ?? -1) + 1;
}

/** What was typed, and an empty row after it. */
export function withRow(typed: Record<string, string>): Record<string, string> {
  const rows = rowsOf(typed);
  return rows.length < mostSteps ? { ...typed, [`steps:${nextOf(rows)}:by`]: '' } : typed;
}

type StepRowsProps = { initial: number[]; field: FormState['field'] };

/** More rows by a button: at once where scripts run, else by the server. */
export function StepRows({ initial, field }: StepRowsProps) {
  const { t, format } = useText();
  const words = t.plans.edit;
  return (
    <Rows
      alone
      inRow
      rows={initial}
      most={mostSteps}
      fullBy="count"
      legend={words.step}
      words={{ add: words.addRow, remove: words.removeRow, full: words.full(format.integer(mostSteps)) }}
      addByServer={{ name: 'intent', value: 'addRow', formAction: '#steps' }}
    >
      {(row) => (
        <>
          <DateField {...field(`steps:${row}:by`)} label={words.by} hint="" />
          <NumberField {...field(`steps:${row}:schools`)} label={words.schools} maxLength={20} />
        </>
      )}
    </Rows>
  );
}
