import { type ReactNode, useId } from 'react';
import { useText } from '#app/text/index.tsx';
import css from './figure-block.module.css';

type FigureBlockProps = {
  /** A sentence that says what the picture shows. */
  title: ReactNode;
  /** n of N, the day, who is left out and why. */
  base?: ReactNode;
  /** The picture. */
  children: ReactNode;
  /** The same figures as a table. */
  table?: ReactNode;
  tableOpen?: boolean;
};

export function FigureBlock({ title, base, children, table, tableOpen }: FigureBlockProps) {
  const { t } = useText();
  const id = useId();
  return (
    <figure className={css.figure} aria-labelledby={id}>
      <figcaption className={css.caption}>
        <h2 id={id}>{title}</h2>
        {base && <p>{base}</p>}
      </figcaption>
      {children}
      {/* Without JavaScript there is no picture, and the table stands open in its place. */}
      {table && !tableOpen && <noscript>{table}</noscript>}
      {table && (
        <details open={tableOpen} className={tableOpen ? css.table : `${css.table} ${css.folded}`}>
          <summary>{t.everywhere.figure.asTable}</summary>
          {table}
        </details>
      )}
    </figure>
  );
}
