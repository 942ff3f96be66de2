/** Tables of a form (acts, problems): rows come and go, and the fields of those that stay keep their names and text. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { mostRows, type Typed } from '#app/domain/reports/form.ts';
import { useText } from '#app/text/index.tsx';
import { Button } from '#app/ui/button.tsx';
import { FieldGroup } from '#app/ui/field.tsx';
import { useHydrated } from '#app/ui/use-hydrated.ts';
import css from './answer-fields.module.css';

type TableRowsProps = {
  typed: Typed;
  /** The item's id, or `problems`. */
  prefix: string;
  /** What a row is called, by its place, from 0. */
  legend: (place: number) => string;
  /** The fields of a row, by the number in their names. */
  children: (row: number) => ReactNode;
};

/** The rows that hold something and an empty one; more by a button, without JavaScript by saving. */
export function TableRows({ typed, prefix, legend, children }: TableRowsProps) {
  const { t, format } = useText();
  const hydrated = useHydrated();
  const [rows, setRows] = useState(() => rowsOf(typed, prefix));
  const box = useRef<HTMLDivElement>(null);
  const [added, setAdded] = useState<number>();
  const count = useRef(rows.length);
  const last = rows.at(-1) ?? -1;

  // A removed field types nothing any more; a new row is begun at its first field.
  useEffect(() => {
    if (rows.length < count.current) {
      box.current?.dispatchEvent(new Event('input', { bubbles: true }));
      box.current?.querySelector<HTMLElement>('[data-add] button')?.focus();
    }
    count.current = rows.length;
  }, [rows]);
  useEffect(() => {
    const group = box.current?.querySelector(`[data-row="${added}"]`);
    group?.querySelector<HTMLElement>('input:not([type=hidden]), textarea')?.focus();
  }, [added]);

  return (
    <div ref={box}>
      {rows.map((row, place) => (
        <div key={row} data-row={row}>
          <FieldGroup legend={legend(place)}>
            {children(row)}
            {hydrated && rows.length > 1 && (
              <Button type="button" look="quiet" onClick={() => setRows(rows.filter((other) => other !== row))}>
                {t.draft.removeRow(legend(place))}
              </Button>
            )}
          </FieldGroup>
        </div>
      ))}
      {!hydrated && <p className={css.note}>{t.report.edit.moreRows}</p>}
      {hydrated && last + 1 >= mostRows && <p className={css.note}>{t.draft.fullTable(format.integer(mostRows))}</p>}
      {hydrated && last + 1 < mostRows && (
        <p data-add>
          <Button
            type="button"
            look="secondary"
            onClick={() => {
              setRows([...rows, last + 1]);
              setAdded(last + 1);
            }}
          >
            {t.draft.addRow}
          </Button>
        </p>
      )}
    </div>
  );
}

/** The rows that hold something, and an empty one after them. */
function rowsOf(typed: Typed, prefix: string): number[] {
  const filled = Object.keys(typed).flatMap((field) => {
    const match = field.startsWith(`${prefix}:`) && /^(\d+):/.exec(field.slice(prefix.length + 1));
    return match && typed[field] !== '' ? [Number(match[1])] : [];
  });
  const rows = [...new Set(filled)].sort((a, b) => a - b);
  const next = (rows.at(-1) ?? -1) + 1;
  return next < mostRows ? [...rows, next] : rows;
}
