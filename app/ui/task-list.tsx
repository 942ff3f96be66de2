import { type ReactNode, useId } from 'react';
import { Link } from './link.tsx';
import css from './task-list.module.css';

export type Task = {
  key: string;
  /** Without an address nothing can be done about it yet. */
  href?: string;
  title: ReactNode;
  hint?: ReactNode;
  /** A Tag. */
  status: ReactNode;
};

/** What is to be done, each with its state. */
export function TaskList({ tasks }: { tasks: readonly Task[] }) {
  return (
    <ul className={css.list}>
      {tasks.map(({ key, ...task }) => (
        <TaskLine key={key} {...task} />
      ))}
    </ul>
  );
}

function TaskLine({ href, title, hint, status }: Omit<Task, 'key'>) {
  const id = useId();
  return (
    <li className={css.task}>
      <div>
        {href ? (
          <Link href={href} className={css.link} aria-describedby={id}>
            {title}
          </Link>
        ) : (
          <span>{title}</span>
        )}
        {hint && <div className={css.hint}>{hint}</div>}
      </div>
      <div id={id} className={css.status}>
        {status}
      </div>
    </li>
  );
}
