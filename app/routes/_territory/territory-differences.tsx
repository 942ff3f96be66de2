import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import type { TerritoryNow } from '#app/use-cases/territory/territory-now.server.ts';
import { coveredText } from '../_campaign/campaign.ts';

type TerritoryDifferencesProps = {
  territory: TerritoryNow;
  asOf: string;
  threshold: Parameters<typeof coveredText>[1];
};

type Replaced = TerritoryNow['replaced'][number];
type Differing = TerritoryNow['differing'][number];

/** What today's municipalities change: which schools stand elsewhere, and by how much the coverage of whom differs. */
export function TerritoryDifferences({ territory, asOf, threshold }: TerritoryDifferencesProps) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.territory.now;
  const { replaced, differing } = territory;
  const named = (name: string) => <span lang="ru">{name}</span>;
  const schools: Column<Replaced>[] = [
    {
      key: 'name',
      head: t.everywhere.table.school,
      rowHeader: true,
      cell: ({ id, name, opens }) => (opens ? <Link href={paths.school(id)}>{named(name)}</Link> : named(name)),
    },
    { key: 'from', head: words.from(format.day(asOf)), cell: ({ from }) => named(from) },
    { key: 'to', head: words.to, cell: ({ to }) => named(to) },
    {
      key: 'why',
      head: words.why,
      cell: ({ since, into }) =>
        into === null ? (
          words.moved(format.day(since))
        ) : (
          <>
            {words.merged(format.day(since))} {named(into)}
          </>
        ),
    },
  ];
  const figures: Column<Differing>[] = [
    { key: 'name', head: t.everywhere.table.municipality, rowHeader: true, cell: ({ name }) => named(name) },
    {
      key: 'was',
      head: words.from(format.day(asOf)),
      align: 'end',
      cell: ({ was }) => (was.of > 0 ? coveredText(was, threshold, speech) : words.noSchools),
    },
    {
      key: 'now',
      head: words.to,
      align: 'end',
      cell: ({ now }) => (now.of > 0 ? coveredText(now, threshold, speech) : words.noSchools),
    },
  ];
  return (
    <section id="differences">
      <h2>{words.title}</h2>
      {replaced.length === 0 ? (
        <p>{words.none(format.day(asOf))}</p>
      ) : (
        <>
          <Table
            caption={words.schools(replaced.length, format.integer(replaced.length))}
            columns={schools}
            rows={replaced}
            rowKey={({ id }) => id}
          />
          <Table
            caption={words.municipalities}
            columns={figures}
            rows={differing}
            rowKey={({ id }) => id}
            empty={words.sameFigures}
          />
        </>
      )}
    </section>
  );
}
