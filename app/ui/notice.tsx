import type { ReactNode } from 'react';
import { useText } from '#app/text/index.tsx';
import css from './notice.module.css';

export type NoticeKind = 'info' | 'success' | 'warning' | 'problem';

type NoticeProps = {
  kind?: NoticeKind;
  title?: ReactNode;
  /** It answers what was just done: it is read out, and the reader is brought to it. Leave it out for what stands there anyway. */
  announce?: 'status' | 'alert';
  children?: ReactNode;
};

export function Notice({ kind = 'info', title, announce, children }: NoticeProps) {
  const { t } = useText();
  return (
    // A page that has come anew is not read out by itself: the reader is brought to what answers them.
    <div className={`${css.notice} ${css[kind]}`} role={announce} {...(announce && { tabIndex: -1, autoFocus: true })}>
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
