import type { Exclusion } from '#app/domain/territory/summary.ts';
import { useText } from '#app/text/index.tsx';
import { type Column, Table } from '#app/ui/table.tsx';

type Excluded = Pick<Exclusion, 'id' | 'name' | 'reason'> & { municipality?: string };

/** Who is not in the denominator, by name and with the reason. */
export function Exclusions({ excluded }: { excluded: readonly Excluded[] }) {
  const { t, format } = useText();
  const words = t.region.excluded;
  if (excluded.length === 0) return <p>{words.none}</p>;
  const columns: Column<Excluded>[] = [
    {
      key: 'name',
      head: t.everywhere.table.school,
      cell: ({ name }) => <span lang="ru">{name}</span>,
      rowHeader: true,
    },
    { key: 'reason', head: words.reason, cell: ({ reason }) => words.reasons[reason] },
  ];
  if (excluded.some(({ municipality }) => municipality !== undefined)) {
    columns.splice(1, 0, {
      key: 'municipality',
      head: t.everywhere.table.municipality,
      cell: ({ municipality }) => <span lang="ru">{municipality}</span>,
    });
  }
  return (
    <details>
      <summary>{words.title(format.integer(excluded.length))}</summary>
      <Table caption={words.caption} captionHidden columns={columns} rows={excluded} rowKey={({ id }) => id} />
    </details>
  );
}
