/** The steps of a plan: rows come and go, and the fields of those that stay keep their names and text. */
import { useEffect, useRef, useState } from 'react';
import { mostSteps } from '#app/domain/territory/plan.ts';
import { useText } from '#app/text/index.tsx';
import { Button } from '#app/ui/button.tsx';
import { DateField, FieldGroup, NumberField } from '#app/ui/field.tsx';
import { useHydrated } from '#app/ui/use-hydrated.ts';
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
  const hydrated = useHydrated();
  const [rows, setRows] = useState(initial);
  const [focused, setFocused] = useState<number | 'add'>();
  const box = useRef<HTMLDivElement>(null);

  // A new row is begun at its first field; after a removal the focus stays near.
  useEffect(() => {
    const place = focused === 'add' ? '[data-add] button' : `[data-row="${focused}"] input`;
    if (focused !== undefined) box.current?.querySelector<HTMLElement>(place)?.focus();
  }, [focused]);

  return (
    <div ref={box}>
      {rows.map((row, at) => {
        const step = words.step(format.integer(at + 1));
        return (
          <div key={row} data-row={row}>
            <FieldGroup legend={step} inRow>
              <DateField {...field(`steps:${row}:by`)} label={words.by} hint="" />
              <NumberField {...field(`steps:${row}:schools`)} label={words.schools} maxLength={20} />
              {hydrated && rows.length > 1 && (
                <Button
                  type="button"
                  look="quiet"
                  onClick={() => {
                    setRows(rows.filter((other) => other !== row));
                    setFocused('add');
                  }}
                >
                  {words.removeRow(step)}
                </Button>
              )}
            </FieldGroup>
          </div>
        );
      })}
      {rows.length >= mostSteps ? (
        <p>{words.full(format.integer(mostSteps))}</p>
      ) : (
        <p data-add>
          {hydrated ? (
            <Button
              type="button"
              look="secondary"
              onClick={() => {
                setRows([...rows, nextOf(rows)]);
                setFocused(nextOf(rows));
              }}
            >
              {words.addRow}
            </Button>
          ) : (
            <Button look="secondary" name="intent" value="addRow" formAction="#steps">
              {words.addRow}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
