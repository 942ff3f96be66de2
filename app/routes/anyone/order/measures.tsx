import type { Term } from '#app/domain/calendar.ts';
import type { Measure, Share } from '#app/domain/orders/order.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';

type MeasuresProps = {
  campaignId: number;
  measures: readonly Measure[];
  moved: boolean;
  /** By measure. */
  stated: Record<string, { stated: Share; late: number }>;
};

/** What is to be done, by whom and by when, and how far it has got; moved terms stand beside the order's own words. */
export function Measures({ campaignId, measures, moved, stated }: MeasuresProps) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.orders;
  if (measures.length === 0) return null;
  const columns: Column<Measure>[] = [
    { key: 'number', head: '№', cell: ({ number }) => number },
    { key: 'title', head: words.measure, rowHeader: true, cell: ({ title }) => <span lang="ru">{title}</span> },
    { key: 'responsible', head: words.responsible, cell: ({ responsible }) => <span lang="ru">{responsible}</span> },
    { key: 'term', head: words.term, cell: ({ termText }) => <span lang="ru">{termText}</span> },
  ];
  if (moved) columns.push({ key: 'moved', head: words.termMoved, cell: ({ term }) => movedTerm(term, speech) });
  if (measures.some(({ result }) => result)) {
    columns.push({ key: 'result', head: words.result, cell: ({ result }) => <span lang="ru">{result}</span> });
  }
  if (Object.keys(stated).length > 0) {
    columns.push({
      key: 'stated',
      head: words.stated,
      cell: ({ id, statement }) => {
        const counts = stated[id];
        if (!statement || !counts) return null;
        return (
          <>
            <Link href={paths.measure(campaignId, id)}>
              {format.share(counts.stated.n, counts.stated.of)}
              <span className="visually-hidden">, {statement.name}</span>
            </Link>
            {counts.late > 0 && <p>{words.late(format.integer(counts.late))}</p>}
          </>
        );
      },
    });
  }
  return (
    <section>
      <h2>{words.measures(format.integer(measures.length))}</h2>
      <Table caption={words.measuresCaption} captionHidden columns={columns} rows={measures} rowKey={({ id }) => id} />
    </section>
  );
}

function movedTerm(term: Term, { t, format }: Speech): string {
  const words = t.orders.terms;
  switch (term.kind) {
    case 'on':
    case 'until':
    case 'from':
      return words[term.kind](format.day(term.day));
    case 'months':
      return words.months(format.month(term.from), format.month(term.to));
    case 'monthly':
      return words.monthly(format.integer(term.dueDay));
    default:
      return words[term.kind];
  }
}
