import type { HeatCell, HeatChart, HeatLine } from '#app/charts/chart.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '../link.tsx';
import { type Column, Table } from '../table.tsx';
import css from './heat-table.module.css';

/** A real table of signs: each is heard as a word, and its colour only repeats it. */
export function HeatTable({ chart }: { chart: HeatChart }) {
  const { format } = useText();
  const { heads, rows, lines, signs, notes } = chart;
  const columns: Column<HeatLine>[] = [
    {
      key: 'name',
      head: chart.of,
      rowHeader: true,
      cell: ({ label }) => <span lang="ru">{label}</span>,
      total: heads.share,
    },
    ...rows.map(
      ({ key, label, href, share, percent }, at): Column<HeatLine> => ({
        key,
        head: href ? (
          <Link href={href} className={css.date}>
            <DateHead date={label} />
          </Link>
        ) : (
          <DateHead date={label} />
        ),
        align: 'center',
        cell: ({ cells }) => cells[at] && <Cell cell={cells[at]} />,
        total: share && (
          <>
            {format.share(share.n, share.of)} <span className={css.year}>{percent}</span>
          </>
        ),
      }),
    ),
  ];
  return (
    <>
      <ul className={css.legend}>
        {signs.map(({ sign, word, tone }) => (
          <li key={word}>
            <span aria-hidden="true" className={`${css.cell} ${css[tone]}`}>
              {sign}
            </span>
            {word}
          </li>
        ))}
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <Table
        caption={heads.caption}
        captionHidden
        columns={columns}
        rows={lines}
        rowKey={({ key }) => key}
        dense
        wide={rows.length > 4}
      />
    </>
  );
}

/** The year under the day: narrow columns. */
function DateHead({ date }: { date: string }) {
  return (
    <>
      {date.slice(0, -5)} <span className={css.year}>{date.slice(-4)}</span>
    </>
  );
}

function Cell({ cell: { sign, word, tone, href } }: { cell: HeatCell }) {
  const look = `${css.cell} ${css[tone]}`;
  const shown = (
    <>
      <span aria-hidden="true">{sign}</span>
      <span className="visually-hidden">{word}</span>
    </>
  );
  if (!href) {
    return (
      <span className={look} title={word}>
        {shown}
      </span>
    );
  }
  return (
    <Link href={href} className={look} title={word}>
      {shown}
    </Link>
  );
}
