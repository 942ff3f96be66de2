import { percentOf } from '#app/domain/territory/coverage.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import type { MunicipalityFigures } from './municipality-figures.ts';

type Item = MunicipalityFigures['items'][number];
type FiguresProps = {
  items: readonly Item[];
  figures: MunicipalityFigures['line']['figures'];
  /** Schools of the municipality that count. */
  of: number;
  href: (item: string) => string;
};

/** What the schools' last reports add up to, item by item; a heading stands over the items that it has. */
export function Figures({ items, figures, of, href }: FiguresProps) {
  const { t, format } = useText();
  const words = t.region.municipality;
  const rows = items.filter(
    ({ id, kind }) => kind === 'share' || items.some((item) => item.kind === 'share' && item.id.startsWith(`${id}.`)),
  );
  if (rows.length === 0) return null;
  const columns: Column<Item>[] = [
    { key: 'number', head: '№', cell: ({ number }) => number },
    {
      key: 'title',
      head: words.item,
      rowHeader: true,
      cell: ({ title, kind }) => <span lang="ru">{kind === 'heading' ? <b>{title}</b> : title}</span>,
    },
    {
      key: 'sum',
      head: words.sum,
      align: 'end',
      cell: ({ id, kind }) => kind === 'share' && (figures[id] ? format.share(figures[id].n, figures[id].of) : '–'),
    },
    {
      key: 'percent',
      head: words.percent,
      align: 'end',
      cell: ({ id, kind }) =>
        kind === 'share' && (figures[id] ? <Link href={href(id)}>{format.percent(percentOf(figures[id]))}</Link> : '–'),
    },
    {
      key: 'schools',
      head: words.schools,
      align: 'end',
      cell: ({ id, kind }) => kind === 'share' && format.share(figures[id]?.schools ?? 0, of),
    },
  ];
  return (
    <section>
      <h2>{words.figures}</h2>
      <p>{words.figuresNote}</p>
      <Table caption={words.figures} captionHidden columns={columns} rows={rows} rowKey={({ id }) => id} />
    </section>
  );
}
