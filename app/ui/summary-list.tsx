import type { ReactNode } from 'react';
import { Link } from './link.tsx';
import css from './summary-list.module.css';

export type SummaryRow = {
  key: string;
  term: ReactNode;
  value: ReactNode;
  /** `about` finishes the link for those who hear it without its row: «Изменить» + «телефон». */
  action?: { href: string; text: string; about?: string };
};

/** Names and values: what is known of a thing, or the answers to check before filing. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl className={css.list}>
      {rows.map(({ key, term, value, action }) => (
        <div key={key} className={css.row}>
          <dt>{term}</dt>
          <dd className={css.value}>{value}</dd>
          {action && (
            <dd className={css.action}>
              <Link href={action.href}>
                {action.text}
                {action.about && <span className="visually-hidden"> {action.about}</span>}
              </Link>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

export type KeyFigure = {
  key: string;
  /** What is counted: «Охват школ». */
  label: ReactNode;
  value: ReactNode;
  /** The base and the target: «734 из 1 404, цель 75 %». */
  note?: ReactNode;
  href?: string;
};

/** The few figures that a page is about. */
export function KeyFigures({ figures }: { figures: readonly KeyFigure[] }) {
  return (
    <dl className={css.figures}>
      {figures.map(({ key, label, value, note, href }) => {
        const shown = href ? <Link href={href}>{value}</Link> : value;
        return (
          <div key={key}>
            <dt>{label}</dt>
            <dd>
              <span className={css.figure}>{shown}</span>
              {note && <span className={css.note}>{note}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
