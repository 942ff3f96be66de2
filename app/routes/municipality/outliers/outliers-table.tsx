import type { Share } from '#app/domain/orders/order.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import css from './outliers.module.css';
import type { OutliersShown } from './route.tsx';

type Row = OutliersShown['outliers'][number];

/** Each figure with the median beside it, why it stands out, and what the school said to it when it filed. */
export function OutliersTable({ shown: { items, municipality, outliers } }: { shown: OutliersShown }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.checks.outliers;
  const percent = (share: Share) => format.percent(percentOf(share));
  const columns: Column<Row>[] = [
    {
      key: 'school',
      head: t.everywhere.table.school,
      rowHeader: true,
      cell: ({ reportId, school, municipality: place }) => (
        <>
          <Link href={paths.report(reportId)}>
            <span lang="ru">{school}</span>
          </Link>
          {municipality === null && (
            <span className={css.note} lang="ru">
              {place.name}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'item',
      head: words.item,
      cell: ({ item: id }) => {
        const item = items.find((one) => one.id === id);
        return item ? (
          <>
            {item.number}{' '}
            <span className={css.note} lang="ru">
              {beginningOf(item.title)}
            </span>
          </>
        ) : (
          words.whole
        );
      },
    },
    {
      key: 'figure',
      head: words.figure,
      cell: (row) => row.kind !== 'repeated' && `${format.share(row.share.n, row.share.of)} · ${percent(row.share)}`,
      nowrap: true,
    },
    {
      key: 'median',
      head: words.median,
      align: 'end',
      cell: (row) => (row.kind === 'above' || row.kind === 'below' ? percent(row.median) : '–'),
    },
    { key: 'why', head: words.why, cell: (row) => whyText(row, speech) },
    {
      key: 'explanation',
      head: t.checks.explanation,
      cell: ({ explanations }) =>
        explanations.length > 0 ? (
          <span lang="ru">{explanations.join(' ')}</span>
        ) : (
          <span className={css.none}>{words.unexplained}</span>
        ),
    },
  ];
  return (
    <Table
      caption={words.caption}
      captionHidden
      columns={columns}
      rows={outliers}
      rowKey={({ reportId, item, kind }) => `${reportId} ${item} ${kind}`}
    />
  );
}

function whyText(row: Row, { t, format }: Speech): string {
  const words = t.checks.outliers;
  switch (row.kind) {
    case 'base':
      return words.base(format.integer(row.was.of), format.integer(row.share.of));
    case 'repeated':
      return words.repeated(format.integer(row.others), row.others);
    default:
      return words[row.kind];
  }
}

const shownLetters = 60;

/** The order's lines are whole paragraphs; the number says which one it is. */
function beginningOf(title: string): string {
  return title.length > shownLetters ? `${title.slice(0, shownLetters).trimEnd()}…` : title;
}
