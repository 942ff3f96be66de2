import type { ReactNode } from 'react';
import { useText } from '#app/text/index.tsx';
import css from './notice.module.css';

export type NoticeKind = 'info' | 'success' | 'warning' | 'problem';

type NoticeProps = {
  kind?: NoticeKind;
  title?: ReactNode;
  /** `status` is read out when it appears, `alert` at once. Leave it out for what is there from the start. */
  announce?: 'status' | 'alert';
  children?: ReactNode;
};

export function Notice({ kind = 'info', title, announce, children }: NoticeProps) {
  const { t } = useText();
  return (
    <div className={`${css.notice} ${css[kind]}`} role={announce}>
      <span className="visually-hidden">{t.everywhere.notice[kind]}: </span>
      {title && <p className={css.title}>{title}</p>}
      {children}
    </div>
  );
}

/** The top of a page that says: it is done. The number and the time are what a person writes down. */
export function Confirmation({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className={css.confirmation}>
      <h1>{title}</h1>
      {children}
    </div>
  );
}
