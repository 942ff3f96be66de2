import { percentOf } from '#app/domain/territory/coverage.ts';
import { corridorStates } from '#app/domain/territory/target-figures.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { dayStateText } from '#app/text/target-words.ts';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import type { BehindTargetShown } from './route.tsx';

type RegionShown = Extract<BehindTargetShown, { of: 'region' }>;
type Part = RegionShown['municipalities'][number];

/** Each municipality's part of the target's figure; a row opens its schools. */
export function Municipalities({ shown }: { shown: RegionShown }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.targets;
  const { campaign, figure, at, municipalities, whole, threshold } = shown;
  const against = threshold ? [threshold] : [];
  const share = (part: { n: number; of: number } | null | undefined) => (part ? format.share(part.n, part.of) : '–');
  const columns: Column<Part>[] = [
    {
      key: 'name',
      head: t.everywhere.table.municipality,
      rowHeader: true,
      cell: ({ id, name }) => (
        <Link
          href={paths.behindTarget(campaign.id, `${figure.kind}-${figure.target}`, {
            at: at.day ?? at.month,
            municipality: id,
          })}
        >
          <span lang="ru">{name}</span>
        </Link>
      ),
      total: t.behind.total,
    },
    {
      key: 'share',
      head: t.behind.share,
      align: 'end',
      cell: ({ share: part }) => share(part),
      total: share(whole.share),
    },
    {
      key: 'percent',
      head: t.behind.percent,
      align: 'end',
      cell: ({ share: part }) => format.percent(part && percentOf(part, against)),
      total: format.percent(whole.share && percentOf(whole.share, against)),
    },
  ];
  if (figure.kind === 'day') {
    columns.push(
      {
        key: 'evening',
        head: words.behind.evening,
        align: 'end',
        cell: ({ day }) => share(day?.evening),
        total: share(whole.day?.evening),
      },
      { key: 'state', head: t.everywhere.table.status, cell: ({ day }) => day && dayStateText(day, speech) },
    );
  }
  if (figure.kind === 'corridor') {
    for (const state of corridorStates) {
      columns.push({
        key: state,
        head: words.corridor.states[state],
        align: 'end',
        cell: ({ schools }) => (schools ? format.integer(schools[state]) : '–'),
        total: whole.schools && format.integer(whole.schools[state]),
      });
    }
  }
  return <Table caption={t.behind.municipalities} columns={columns} rows={municipalities} rowKey={({ id }) => id} />;
}
