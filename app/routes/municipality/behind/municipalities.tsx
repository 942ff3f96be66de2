import { percentOf } from '#app/domain/territory/coverage.ts';
import { figureName } from '#app/domain/territory/denominator.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import type { BehindShown } from './route.tsx';

type RegionShown = Extract<BehindShown, { of: 'region' }>;
type Part = RegionShown['municipalities'][number];

/** Each municipality's part of the region's figure; a row opens its schools. */
export function Municipalities({ shown }: { shown: RegionShown }) {
  const { t, format } = useText();
  const words = t.behind;
  const { campaign, figure, at, municipalities, share } = shown;
  const href = (id: number) =>
    paths.behind(campaign.id, figureName(figure), {
      at: at.day ?? at.month,
      municipality: id,
      territory: at.territory,
    });
  const columns: Column<Part>[] = [
    {
      key: 'name',
      head: t.everywhere.table.municipality,
      rowHeader: true,
      cell: ({ id, name }) => (
        <Link href={href(id)}>
          <span lang="ru">{name}</span>
        </Link>
      ),
      total: words.total,
    },
    {
      key: 'share',
      head: words.share,
      align: 'end',
      cell: ({ share: part }) => (part ? format.share(part.n, part.of) : '–'),
      total: share && format.share(share.n, share.of),
    },
    {
      key: 'percent',
      head: words.percent,
      align: 'end',
      cell: ({ share: part }) => format.percent(part && percentOf(part)),
      total: format.percent(share && percentOf(share)),
    },
  ];
  if (figure.kind === 'item') {
    columns.push({
      key: 'outside',
      head: words.without,
      align: 'end',
      cell: ({ outside }) => format.integer(outside ?? 0),
      total: format.integer(municipalities.reduce((sum, { outside }) => sum + (outside ?? 0), 0)),
    });
  }
  return <Table caption={words.municipalities} columns={columns} rows={municipalities} rowKey={({ id }) => id} />;
}
