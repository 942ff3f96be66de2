import type { MouseEvent } from 'react';
import { useText } from '#app/text/index.tsx';
import { useNavigate } from '../link.tsx';
import css from './charts.module.css';

/** What a point of a line is: `text` says its figures, «52,3 % (734 из 1 404)»; `href` opens what is behind them. */
export type ChartPoint = { label: string; value: number | null; text: string; href?: string };

/** Colours as attributes: recharts draws parts of an axis outside the element that would carry a class. */
export const tick = { fill: 'var(--muted)', fontSize: 14 };
export const axis = { stroke: 'var(--edge)' };

/** Which point carries its figure beside it: the last one known. */
export function lastWithValue(points: readonly ChartPoint[]): number {
  return points.findLastIndex(({ value }) => value !== null);
}

type PointLinkProps = { x: number | undefined; y: number | undefined; point: ChartPoint; showValue: boolean };

/** A point as a real link, for the pointer and for the keyboard. */
export function PointLink({ x, y, point, showValue }: PointLinkProps) {
  const navigate = useNavigate();
  const { format } = useText();
  if (x === undefined || y === undefined || point.value === null) return null;
  const name = `${point.label}: ${point.text}`;
  const mark = (
    <>
      <circle cx={x} cy={y} r="14" className={css.target} />
      <circle cx={x} cy={y} r="5" className={css.dot} />
      {showValue && (
        <text x={x} y={y - 14} textAnchor="middle" className={css.label}>
          {format.percentText(String(point.value))}
        </text>
      )}
    </>
  );
  if (!point.href) return mark;
  const { href } = point;
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    navigate(href);
  };
  return (
    <a href={href} aria-label={name} className={css.point} onClick={open}>
      {mark}
    </a>
  );
}

/** What hovers beside the pointer: the same words as in the table. */
export function PointNote({ point }: { point: ChartPoint | undefined }) {
  if (!point) return null;
  return (
    <p className={css.note}>
      {point.label}
      <b>{point.text}</b>
    </p>
  );
}
