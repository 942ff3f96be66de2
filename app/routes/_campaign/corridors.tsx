import type { Day } from '#app/domain/calendar.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import { bandState } from '#app/domain/territory/target.ts';
import { type CorridorFigures, type CorridorState, corridorStates } from '#app/domain/territory/target-figures.ts';
import { bandText } from '#app/text/band-words.ts';
import { useText } from '#app/text/index.tsx';
import { Bar } from '#app/ui/bar.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';

type Corridor = { id: string; title: string; facts: readonly { band: { from: number; to: number; by: Day } }[] };

type CorridorsProps = {
  corridors: readonly Corridor[];
  figures: readonly CorridorFigures[] | undefined;
  href: (figure: string) => string;
};

/** By each corridor in force: how many schools lie where by their own shares, beside the judgement of the sum. */
export function Corridors({ corridors, figures = [], href }: CorridorsProps) {
  return figures.map((one) => {
    const corridor = corridors.find(({ id }) => id === one.id);
    const band = corridor?.facts.find(({ band }) => band.by === one.by)?.band;
    return corridor && band ? (
      <CorridorNow key={one.id} title={corridor.title} band={band} figures={one} href={href(`corridor-${one.id}`)} />
    ) : null;
  });
}

type NowProps = { title: string; band: { from: number; to: number; by: Day }; figures: CorridorFigures; href: string };

function CorridorNow({ title, band, figures: { share, schools }, href }: NowProps) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.targets.corridor;
  const of = corridorStates.reduce((sum, state) => sum + schools[state], 0);
  const against = [band.from, band.to].map((n) => ({ n, of: 100 }));
  const columns: Column<CorridorState>[] = [
    { key: 'where', head: words.where, rowHeader: true, cell: (state) => words.states[state] },
    { key: 'schools', head: words.schools, align: 'end', cell: (state) => format.integer(schools[state]) },
    {
      key: 'bar',
      head: t.charts.share,
      grow: true,
      cell: (state) => <Bar n={schools[state]} of={of} tone={state === 'behind' ? 'behind' : 'reached'} />,
    },
  ];
  return (
    <section>
      <h2>
        {words.title(bandText(band, speech), format.day(band.by), format.integer(schools.behind), format.integer(of))}
      </h2>
      <p lang="ru">{title}</p>
      <Table caption={words.caption} captionHidden columns={columns} rows={corridorStates} rowKey={(state) => state} />
      {share.of > 0 && (
        <p>
          {words.sum(
            `${format.percent(percentOf(share, against))} (${format.share(share.n, share.of)})`,
            words.states[bandState(share, band)],
          )}
        </p>
      )}
      <p>
        <Link href={href}>{words.names}</Link>
      </p>
    </section>
  );
}
