import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import css from './grid.module.css';
import type { GridCell, GridRow, Mark, ReportsShown } from './reports-shown.ts';

const marks: Mark[] = ['onTime', 'late', 'missed', 'returned', 'open', 'excused'];

/** Schools × dates: a letter says how each report came, its colour repeats it. */
export function Grid({ grid, all }: { grid: ReportsShown['grid']; all: number }) {
  const { t, format } = useText();
  const words = t.review.municipality.grid;
  const columns: Column<GridRow>[] = [
    {
      key: 'school',
      head: t.everywhere.table.school,
      rowHeader: true,
      cell: ({ school }) => <span lang="ru">{school}</span>,
    },
    ...grid.dates.map(
      (date, at): Column<GridRow> => ({
        key: date,
        head: <DateHead date={format.day(date)} />,
        align: 'center',
        cell: ({ cells }) => cells[at] && <Cell cell={cells[at]} />,
      }),
    ),
  ];
  return (
    <section>
      <h2>{words.title}</h2>
      {grid.dates.length < all && <p>{words.lastDates(format.integer(grid.dates.length))}</p>}
      <ul className={css.legend}>
        {marks.map((mark) => (
          <li key={mark}>
            <span aria-hidden="true" className={`${css.cell} ${css[mark]}`}>
              {words.letters[mark]}
            </span>
            {words.words[mark]}
          </li>
        ))}
        {grid.rows.some(({ cells }) => cells.some(({ extended }) => extended)) && (
          <li>
            <span aria-hidden="true">*</span> {t.calendar.marks.extended}
          </li>
        )}
      </ul>
      <Table
        caption={words.caption}
        captionHidden
        columns={columns}
        rows={grid.rows}
        rowKey={({ id }) => id}
        dense
        wide={grid.dates.length > 4}
      />
    </section>
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

function Cell({ cell: { mark, reportId, extended } }: { cell: GridCell }) {
  const { t } = useText();
  const words = t.review.municipality.grid;
  const said = extended ? `${words.words[mark]}, ${t.calendar.marks.extended}` : words.words[mark];
  const shown = (
    <>
      <span aria-hidden="true">{words.letters[mark]}</span>
      {extended && <sup aria-hidden="true">*</sup>}
      <span className="visually-hidden">{said}</span>
    </>
  );
  if (reportId === undefined) return shown;
  return (
    <Link href={paths.report(reportId)} className={`${css.cell} ${css[mark]}`} title={said}>
      {shown}
    </Link>
  );
}
