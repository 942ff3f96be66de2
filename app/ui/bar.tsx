import type { ReactNode } from 'react';
import css from './bar.module.css';

type Share = { n: number; of: number };

const percent = ({ n, of }: Share) => (of > 0 ? Math.min(100, Math.max(0, (n / of) * 100)) : 0);

type BarProps = {
  n: number;
  of: number;
  /** Drawn as a rule across the bar. */
  target?: Share;
  /** The figures in words; leave it out where they stand beside the bar. */
  label?: string;
  /** `behind` is pale with an outline: told apart without colour. */
  tone?: 'reached' | 'behind';
};

/** A horizontal bar from zero to the whole, drawn on the server. */
export function Bar({ n, of, target, label, tone = 'reached' }: BarProps) {
  return (
    <span className={css.track} title={label}>
      <svg
        className={css.bar}
        viewBox="0 0 100 20"
        preserveAspectRatio="none"
        width="100%"
        height="20"
        aria-hidden="true"
      >
        <rect className={css.ground} x="0" y="4" width="100" height="12" />
        <rect className={css[tone]} x="0" y="4" width={percent({ n, of })} height="12" />
        {target && <line className={css.target} x1={percent(target)} x2={percent(target)} y1="0" y2="20" />}
      </svg>
      {label && <span className="visually-hidden">{label}</span>}
    </span>
  );
}

export type Part = { key: string; n: number; label: ReactNode };

/** Parts of a whole in one row, from the first step to the last; each is named and counted under it. */
export function StackedBar({ parts, count }: { parts: readonly Part[]; count: (n: number) => string }) {
  const of = parts.reduce((sum, { n }) => sum + n, 0);
  let before = 0;
  return (
    <div className={css.stacked}>
      <svg
        className={css.bar}
        viewBox="0 0 100 32"
        preserveAspectRatio="none"
        width="100%"
        height="32"
        aria-hidden="true"
      >
        <rect className={css.ground} x="0" y="0" width="100" height="32" />
        {parts.map(({ key, n }, index) => {
          const x = percent({ n: before, of });
          before += n;
          return <rect key={key} className={step(index, parts)} x={x} y="0" width={percent({ n, of })} height="32" />;
        })}
      </svg>
      <ul>
        {parts.map(({ key, n, label }, index) => (
          <li key={key}>
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
              <rect className={step(index, parts)} width="12" height="12" />
            </svg>
            <span>{label}</span>
            <b>{count(n)}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}

const steps = [css.step1, css.step2, css.step3, css.step4, css.step5];

/** Spread over the scale, so that the last step is always the darkest. */
function step(index: number, parts: readonly Part[]): string | undefined {
  return steps[parts.length < 2 ? 4 : Math.round((index * 4) / (parts.length - 1))];
}
