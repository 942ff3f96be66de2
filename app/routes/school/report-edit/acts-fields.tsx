import type { Item, Typed } from '#app/domain/reports/form.ts';
import { useText } from '#app/text/index.tsx';
import { Checkbox, DateField, TextField } from '#app/ui/field.tsx';
import css from './answer-fields.module.css';
import type { Check, Props } from './answer-fields.tsx';
import { shownDay } from './shown-day.ts';
import { TableRows } from './table-rows.tsx';

/** A list of documents, each with its title, number and date. */
export function ActsFields({ item, typed, props, check }: { item: Item; typed: Typed; props: Props; check: Check }) {
  const { t } = useText();
  const words = t.report.edit;
  return (
    <>
      <TableRows typed={typed} prefix={item.id} legend={(place) => words.act(`${item.number}.${place}`)}>
        {(row) => (
          <div className={css.row}>
            <div className={css.wide}>
              <TextField {...props(`${row}:title`)} label={words.actTitle} autoComplete="off" />
            </div>
            <TextField {...props(`${row}:number`)} label={words.number} width="medium" autoComplete="off" />
            <DateField {...shownDay(props(`${row}:date`))} label={words.date} hint="" />
          </div>
        )}
      </TableRows>
      {item.mayBeNone && <Checkbox {...check('none')} label={words.none} />}
    </>
  );
}
