import type { DatedRow } from '#app/charts/chart.ts';
import css from './charts.module.css';

type PointLinkProps = { x: number | undefined; y: number | undefined; row: DatedRow; showValue: boolean };

/** A point as a real link, for the pointer and for the keyboard. */
export function PointLink({ x, y, row, showValue }: PointLinkProps) {
  if (x === undefined || y === undefined || !row.share || row.share.of === 0) return null;
  const mark = (
    <>
      <circle cx={x} cy={y} r="14" className={css.target} />
      <circle cx={x} cy={y} r="5" className={css.dot} />
      {showValue && (
        <text x={x} y={y - 14} textAnchor="middle" className={css.label}>
          {row.percent}
        </text>
      )}
    </>
  );
  if (!row.href) return mark;
  return (
    <a href={row.href} aria-label={`${row.label}: ${row.text}`} className={css.point}>
      {mark}
    </a>
  );
}

/** The same words as in the table. */
export function PointNote({ row }: { row: DatedRow | undefined }) {
  if (!row) return null;
  return (
    <p className={css.note}>
      {row.label}
      <b>{row.text}</b>
    </p>
  );
}
