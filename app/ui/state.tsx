import type { ReactNode } from 'react';
import { useText } from '#app/text/index.tsx';
import css from './state.module.css';

/** Why there is nothing to see: five different things, each with what to do next. */
export type StateKind = 'noData' | 'nothingFound' | 'failed' | 'computing' | 'notAllowed';

type StateProps = {
  kind: StateKind;
  title?: ReactNode;
  /** In place of the usual advice. */
  children?: ReactNode;
  action?: ReactNode;
};

export function State({ kind, title, children, action }: StateProps) {
  const { t } = useText();
  const words = t.everywhere.states[kind];
  return (
    <div className={`${css.state} ${css[kind]}`} role={kind === 'computing' ? 'status' : undefined}>
      <p className={css.title}>{title ?? words.title}</p>
      {kind === 'computing' && <progress aria-label={words.title} />}
      <p>{children ?? words.text}</p>
      {action && <p>{action}</p>}
    </div>
  );
}
