import { type ReactNode, useId } from 'react';
import { useText } from '#app/text/index.tsx';
import { Link } from './link.tsx';
import { Script } from './script.tsx';
import css from './table.module.css';

export type Column<Row> = {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** `end` for numbers: right-aligned, figures of one width. */
  align?: 'start' | 'center' | 'end';
  /** Names the row; a table has one such column, as a rule the first. */
  rowHeader?: boolean;
  /** A link in the head that sorts by this column; `now` is how it is sorted already. */
  sort?: { href: string; now?: 'ascending' | 'descending' };
  /** Takes what is left: the column with bars. */
  grow?: boolean;
  nowrap?: boolean;
  /** The cell of the last row, with totals. */
  total?: ReactNode;
};

type TableProps<Row> = {
  caption: ReactNode;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  /** What to say when there are no rows. */
  empty?: ReactNode;
  /** Scrolls in a window of its own, with head and first column staying: many columns. By itself above eight. */
  wide?: boolean;
  /** Smaller cells: tables of marks. */
  dense?: boolean;
};

export function Table<Row>({
  caption,
  captionHidden,
  columns,
  rows,
  rowKey,
  empty,
  wide = columns.length > 8,
  dense,
}: TableProps<Row>) {
  const { t } = useText();
  const id = useId();
  const hasTotals = columns.some(({ total }) => total !== undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={`${css.region} ${wide ? css.wide : ''}`} aria-labelledby={id} tabIndex={0}>
      <table className={`${css.table} ${dense ? css.dense : ''}`}>
        <caption id={id} className={captionHidden ? 'visually-hidden' : css.caption}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map(({ key, head, sort, ...column }) => (
              <th key={key} scope="col" className={look(column)} aria-sort={sort?.now}>
                {sort ? (
                  <Link href={sort.href} keepScroll className={css.sort}>
                    {head}
                    {sort.now && (
                      <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true" className={css.arrow}>
                        <path d={sort.now === 'ascending' ? 'M5 1l5 8H0z' : 'M5 9L0 1h10z'} fill="currentColor" />
                      </svg>
                    )}
                  </Link>
                ) : (
                  head
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>{columns.map(({ key, cell, ...column }) => cellOf(key, column, cell(row)))}</tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length} className={css.empty}>
                {empty ?? t.everywhere.states.nothingFound.title}
              </td>
            </tr>
          )}
        </tbody>
        {hasTotals && rows.length > 0 && (
          <tfoot>
            <tr>{columns.map(({ key, total, ...column }) => cellOf(key, column, total))}</tr>
          </tfoot>
        )}
      </table>
      {columns.some(({ sort }) => sort) && <Script name="keepPlace" />}
    </section>
  );
}

type Look = { align?: 'start' | 'center' | 'end'; rowHeader?: boolean; grow?: boolean; nowrap?: boolean };

function look({ align = 'start', grow, nowrap }: Look): string {
  return [css[align], grow && css.grow, (nowrap || align === 'end') && css.nowrap].filter(Boolean).join(' ');
}

function cellOf(key: string, column: Look, content: ReactNode) {
  return column.rowHeader ? (
    <th key={key} scope="row" className={look(column)}>
      {content}
    </th>
  ) : (
    <td key={key} className={look(column)}>
      {content}
    </td>
  );
}

type PagerProps = {
  previous?: string | null;
  next?: string | null;
  /** What is shown: «51–100 из 312». */
  children?: ReactNode;
};

export function Pager({ previous, next, children }: PagerProps) {
  const { t } = useText();
  if (!previous && !next && !children) return null;
  return (
    <nav className={css.pager} aria-label={t.everywhere.table.pages}>
      {previous && (
        <Link href={previous} rel="prev">
          ← {t.everywhere.table.previous}
        </Link>
      )}
      {children && <span>{children}</span>}
      {next && (
        <Link href={next} rel="next">
          {t.everywhere.table.next} →
        </Link>
      )}
    </nav>
  );
}
