import { percentOf } from '#app/domain/territory/coverage.ts';
import type { FigureTable, Part, Row } from '#app/domain/territory/explore.ts';
import { paths } from '#app/paths.ts';
import { figureText, groupText } from '#app/text/figure-words.ts';
import { useText } from '#app/text/index.tsx';
import { Bar } from '#app/ui/bar.tsx';
import { FigureBlock } from '#app/ui/figure-block.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import css from './explore.module.css';
import type { ExploredShown } from './route.tsx';

/** One table a figure: groups by months, with a bar for the last month; the last month of the whole opens to its schools. */
export function FigureTables({ shown }: { shown: ExploredShown }) {
  return shown.tables.map((table) => <OneTable key={table.name} table={table} shown={shown} />);
}

function OneTable({ table, shown }: { table: FigureTable; shown: ExploredShown }) {
  const { t, format } = useText();
  const words = t.explore;
  const { asked, months, running, campaign } = shown;
  const title = figureText(table.figure, shown, t);
  const shareOf = (part: Part | null | undefined) =>
    part ? (
      <>
        {format.percent(percentOf(part))}
        <span className={css.under}>{format.share(part.n, part.of)}</span>
      </>
    ) : (
      '–'
    );
  const columns: Column<Row>[] = [
    {
      key: 'group',
      head: words.groupHeads[asked.group],
      rowHeader: true,
      cell: (row) => <span lang="ru">{groupText(row, asked.group, shown, t)}</span>,
      total: asked.group === 'none' ? undefined : words.all,
    },
    ...months.map((month, at): Column<Row> => {
      const href = paths.behind(campaign.id, table.name, { at: month, municipality: asked.municipalityIds[0] });
      const opens = asked.municipalityIds.length <= 1;
      const head = month === running ? words.running(format.shortMonth(month)) : format.shortMonth(month);
      return {
        key: month,
        head: opens ? <Link href={href}>{head}</Link> : head,
        align: 'end',
        cell: ({ parts }) => shareOf(parts[at]),
        total: asked.group === 'none' ? undefined : shareOf(table.total[at]),
      };
    }),
    {
      key: 'bar',
      head: words.bar,
      grow: true,
      cell: ({ parts }) => {
        const last = parts.at(-1);
        return last && <Bar n={last.n} of={last.of} />;
      },
    },
    { key: 'change', head: words.change, align: 'end', cell: ({ parts }) => changeOf(parts) },
  ];
  return (
    <FigureBlock title={<span lang="ru">{title}</span>} base={baseOf(table.total.at(-1))}>
      <Table
        caption={title}
        captionHidden
        columns={columns}
        rows={table.rows}
        rowKey={({ key }) => key ?? 'unknown'}
        wide={months.length > 4}
      />
    </FigureBlock>
  );

  function baseOf(part: Part | null | undefined) {
    return part ? words.base(format.integer(part.schools), part.schools) : undefined;
  }

  /** From the first month that has a figure to the last, in points of a percent. */
  function changeOf(parts: readonly (Part | null)[]) {
    const known = parts.filter((part) => part !== null && part.of > 0) as Part[];
    const [first, last] = [known[0], known.at(-1)];
    if (!first || !last || known.length < 2) return '–';
    const tenths = Math.round((last.n / last.of - first.n / first.of) * 1000);
    const sign = tenths > 0 ? '+' : tenths < 0 ? '−' : '';
    return words.points(sign + format.percentText((Math.abs(tenths) / 10).toFixed(1)).replace(/\s*%$/, ''));
  }
}
