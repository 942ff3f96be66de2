import type { Chart, Row } from '#app/charts/chart.ts';
import { useText } from '#app/text/index.tsx';
import { Bar } from '../bar.tsx';
import { Link } from '../link.tsx';
import { type Column, Table } from '../table.tsx';
import { Tag } from '../tag.tsx';
import css from './charts.module.css';

/** A link in the head of a column that sorts by it, where the page can. */
export type SortOf = (column: string) => Column<Row>['sort'];

/** The figures of a picture, mark by mark: where bars can show them, the picture itself. */
export function FiguresTable({ chart, sort }: { chart: Chart; sort?: SortOf }) {
  const { t, format } = useText();
  const { heads, rows } = chart;
  const target = 'target' in chart ? chart.target : null;
  const columns: Column<Row>[] = [
    {
      key: 'label',
      head: heads.label,
      rowHeader: true,
      sort: sort?.('label'),
      cell: ({ label, named, href }) => {
        const name = named ? (
          <span lang="ru" className={css.name}>
            {label}
          </span>
        ) : (
          label
        );
        return href ? <Link href={href}>{name}</Link> : name;
      },
    },
    { key: 'percent', head: heads.percent, align: 'end', sort: sort?.('percent'), cell: percentCell },
    {
      key: 'share',
      head: heads.share,
      align: 'end',
      cell: ({ share }) => (share ? format.share(share.n, share.of) : '–'),
    },
    {
      key: 'bar',
      head: t.charts.share,
      grow: true,
      cell: (row) => row.share && <RowBar row={row} share={row.share} target={target?.share} />,
    },
    ...(heads.more ?? []).map(
      ({ key, text, numeric }, at): Column<Row> => ({
        key,
        head: text,
        align: numeric ? 'end' : 'start',
        sort: sort?.(key),
        cell: ({ more }) => more?.[at],
      }),
    ),
  ];
  if (heads.state !== undefined) {
    columns.push({
      key: 'state',
      head: heads.state,
      nowrap: true,
      cell: ({ state }) => state && <Tag tone={state.tone}>{state.word}</Tag>,
    });
  }
  return <Table caption={heads.caption} captionHidden columns={columns} rows={rows} rowKey={({ key }) => key} />;
}

/** A percentage opens to its n, its N and the schools behind it. */
export function percentCell({ percent, behind }: Row) {
  return behind ? <Link href={behind}>{percent}</Link> : percent;
}

type RowBarProps = { row: Row & { met?: boolean }; share: NonNullable<Row['share']>; target?: Row['share'] };

/** The bar opens what the name opens; for the keyboard one of the two is enough. */
function RowBar({ row: { href, met = true }, share, target }: RowBarProps) {
  const bar = <Bar n={share.n} of={share.of} target={target ?? undefined} tone={met ? 'reached' : 'behind'} />;
  if (!href) return bar;
  return (
    <Link href={href} tabIndex={-1} aria-hidden="true">
      {bar}
    </Link>
  );
}
