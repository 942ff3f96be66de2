import type { Row, StagesChart } from '#app/charts/chart.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '../link.tsx';
import { type Column, Table } from '../table.tsx';
import { percentCell } from './figures-table.tsx';
import css from './stages-row.module.css';

type Part = Row & { from: number; to: number };

/**
 * All schools as one row cut into stages, and under it stage by stage, each part where it lies in the row above: its
 * name stands beside it, so that no colour has to be looked up.
 */
export function StagesRow({ chart }: { chart: StagesChart }) {
  const { t, format } = useText();
  const { heads } = chart;
  const parts = partsOf(chart.rows);
  const columns: Column<Part>[] = [
    {
      key: 'label',
      head: heads.label,
      rowHeader: true,
      cell: ({ label, named, href }) => {
        const name = <span lang={named && 'ru'}>{label}</span>;
        return href ? <Link href={href}>{name}</Link> : name;
      },
      total: t.charts.stages.row,
    },
    { key: 'percent', head: heads.percent, align: 'end', cell: percentCell },
    {
      key: 'share',
      head: heads.share,
      align: 'end',
      cell: ({ share }) => share && format.share(share.n, share.of),
      total: format.integer(parts[0]?.share?.of ?? 0),
    },
    {
      key: 'part',
      head: t.charts.share,
      grow: true,
      cell: (part) => <Parts parts={parts} alone={part} />,
      total: <Parts parts={parts} />,
    },
  ];
  return <Table caption={heads.caption} captionHidden columns={columns} rows={parts} rowKey={({ key }) => key} />;
}

/** Each part begins where the one before it ends, in percent of the whole. */
function partsOf(rows: readonly Row[]): Part[] {
  let before = 0;
  return rows.map((row) => {
    const { n, of } = row.share ?? { n: 0, of: 0 };
    const from = of > 0 ? (before / of) * 100 : 0;
    before += n;
    return { ...row, from, to: of > 0 ? (before / of) * 100 : 0 };
  });
}

function Parts({ parts, alone }: { parts: readonly Part[]; alone?: Part }) {
  const drawn = (
    <svg
      className={css.row}
      viewBox="0 0 100 20"
      preserveAspectRatio="none"
      width="100%"
      height="20"
      aria-hidden="true"
    >
      <rect className={css.ground} x="0" y="4" width="100" height="12" />
      {parts
        .filter((part) => part.to > part.from && (!alone || part === alone))
        .map(({ key, from, to }) => (
          <rect key={key} className={css.part} x={from} y="4" width={to - from} height="12" />
        ))}
    </svg>
  );
  if (!alone?.href) return drawn;
  return (
    <Link href={alone.href} tabIndex={-1} aria-hidden="true">
      {drawn}
    </Link>
  );
}
