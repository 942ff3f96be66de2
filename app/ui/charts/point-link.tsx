import type { MouseEvent } from 'react';
import type { DatedRow } from '#app/charts/chart.ts';
import { useText } from '#app/text/index.tsx';
import { useNavigate } from '../link.tsx';
import css from './charts.module.css';

type PointLinkProps = { x: number | undefined; y: number | undefined; row: DatedRow; showValue: boolean };

/** A point as a real link, for the pointer and for the keyboard. */
export function PointLink({ x, y, row, showValue }: PointLinkProps) {
  const navigate = useNavigate();
  const { t } = useText();
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
  const { href } = row;
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    navigate(href);
  };
  return (
    <a href={href} aria-label={t.charts.mark(row.label, row.text)} className={css.point} onClick={open}>
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
