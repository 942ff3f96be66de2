import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { useText } from '#app/text/index.tsx';
import { Button } from './button.tsx';
import { FieldGroup } from './field.tsx';
import { Script } from './script.tsx';

type RowsProps = {
  /** The numbers in the names of the rows' fields. */
  rows: readonly number[];
  most: number;
  /** Of what there are `most`: rows, or numbers that rows may bear. */
  fullBy?: 'count' | 'number';
  /** What a row is called, by its place, from 1, as it is written. */
  legend: (place: string) => string;
  words: { add: string; remove: (legend: string) => string; full: string; withoutScript?: string };
  inRow?: boolean;
  /** Where the server adds a row: what the button sends. Else it is there for scripts alone. */
  addByServer?: Pick<ButtonHTMLAttributes<HTMLButtonElement>, 'name' | 'value' | 'formAction'>;
  /** Whether the rows come to life by themselves, and not with the form that they are part of. */
  alone?: boolean;
  children: (row: number) => ReactNode;
};

/** In the row that scripts copy; no field has it. */
const model = -1;

/** Rows of fields that come and go: those that stay keep their names and text. */
export function Rows({ rows, most, fullBy = 'number', legend, words, inRow, addByServer, alone, children }: RowsProps) {
  const { format } = useText();
  const parts = { legend, remove: words.remove, inRow, children };
  const isFull = (fullBy === 'count' ? rows.length : (rows.at(-1) ?? -1) + 1) >= most;
  return (
    <div data-rows={most} data-full-by={fullBy}>
      {rows.map((row, at) => (
        <Row key={row} row={row} place={format.integer(at + 1)} {...parts} />
      ))}
      <template data-row-model="">
        <Row row={model} place="" {...parts} />
      </template>
      {words.withoutScript && <p data-without-script>{words.withoutScript}</p>}
      <p hidden={!addByServer || !isFull} data-full>
        {words.full}
      </p>
      <p>
        <Button
          type={addByServer ? 'submit' : 'button'}
          look="secondary"
          hidden={!addByServer || isFull}
          data-add-row
          {...addByServer}
        >
          {words.add}
        </Button>
      </p>
      {alone && <Script name="rows" />}
    </div>
  );
}

type RowProps = Pick<RowsProps, 'legend' | 'inRow' | 'children'> & {
  row: number;
  place: string;
  remove: (legend: string) => string;
};

function Row({ row, place, legend, remove, inRow, children }: RowProps) {
  return (
    <div data-row={row}>
      <FieldGroup legend={<span data-place={legend('{}')}>{legend(place)}</span>} inRow={inRow}>
        {children(row)}
        <Button type="button" look="quiet" hidden data-remove-row data-place={remove(legend('{}'))}>
          {remove(legend(place))}
        </Button>
      </FieldGroup>
    </div>
  );
}
