/** Tables of a form (acts, problems): the rows that hold something and an empty one; more by a button, without JavaScript by saving. */
import type { ReactNode } from 'react';
import { mostRows, type Typed } from '#app/domain/reports/form.ts';
import { useText } from '#app/text/index.tsx';
import { Rows } from '#app/ui/rows.tsx';
import { rowsOf } from './rows-of.ts';

type TableRowsProps = {
  typed: Typed;
  /** The item's id, or `problems`. */
  prefix: string;
  /** What a row is called, by its place, from 1. */
  legend: (place: string) => string;
  /** The fields of a row, by the number in their names. */
  children: (row: number) => ReactNode;
};

export function TableRows({ typed, prefix, legend, children }: TableRowsProps) {
  const { t, format } = useText();
  const { addRow, removeRow, fullTable } = t.draft;
  return (
    <div data-table={prefix}>
      <Rows
        rows={rowsOf(typed, prefix)}
        most={mostRows}
        legend={legend}
        words={{
          add: addRow,
          remove: removeRow,
          full: fullTable(format.integer(mostRows)),
          withoutScript: t.report.edit.moreRows,
        }}
      >
        {children}
      </Rows>
    </div>
  );
}
