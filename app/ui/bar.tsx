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
