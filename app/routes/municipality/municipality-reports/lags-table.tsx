import { useText } from '#app/text/index.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import type { Lags } from '#app/use-cases/territory/lags.server.ts';

type Row = { key: keyof Lags; n: number; median: number; longest: number };

/** How long schools took to file for the date and coordinators to decide, in working days. */
export function LagsTable({ lags }: { lags: Lags | null }) {
  const { t, format } = useText();
  const words = t.queue.lags;
  const rows = (['filing', 'review', 'own'] as const).flatMap((key): Row[] => {
    const summary = lags?.[key];
    return summary ? [{ key, ...summary }] : [];
  });
  const columns: Column<Row>[] = [
    { key: 'who', head: words.who, rowHeader: true, cell: ({ key }) => words[key] },
    { key: 'n', head: words.n, align: 'end', cell: ({ n }) => format.integer(n) },
    { key: 'median', head: words.median, align: 'end', cell: ({ median }) => format.integer(median) },
    { key: 'longest', head: words.longest, align: 'end', cell: ({ longest }) => format.integer(longest) },
  ];
  return (
    <section>
      <h2>{words.title}</h2>
      {rows.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <>
          <Table caption={words.caption} captionHidden columns={columns} rows={rows} rowKey={({ key }) => key} />
          <p>{words.note}</p>
        </>
      )}
    </section>
  );
}
