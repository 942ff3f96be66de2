import type { ReactNode } from 'react';
import css from './tag.module.css';

/** A status is told by its word, then by its shape; colour comes last. */
export type Tone = 'neutral' | 'waiting' | 'good' | 'warning' | 'bad';

const shapes: Record<Tone, ReactNode> = {
  neutral: <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="2.5 2.2" />,
  waiting: (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
    </>
  ),
  good: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="m4.6 8.3 2.3 2.3 4.5-4.9" fill="none" stroke="var(--page)" strokeWidth="2" />
    </>
  ),
  warning: <path d="M8 1.5 15.2 14.5H.8z" fill="currentColor" />,
  bad: (
    <>
      <rect x="1" y="1" width="14" height="14" fill="currentColor" />
      <path d="m4.8 4.8 6.4 6.4m0-6.4-6.4 6.4" fill="none" stroke="var(--page)" strokeWidth="2" />
    </>
  ),
};

function Shape({ tone }: { tone: Tone }) {
  return (
    <svg className={css.shape} viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      {shapes[tone]}
    </svg>
  );
}

export function Tag({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={`${css.tag} ${css[tone]}`}>
      <Shape tone={tone} />
      <span className={css.word}>{children}</span>
    </span>
  );
}
