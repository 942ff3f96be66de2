import { percentOf } from '#app/domain/territory/coverage.ts';
import { corridorStates } from '#app/domain/territory/target-figures.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import type { BehindTargetShown } from './route.tsx';

type MunicipalityShown = Extract<BehindTargetShown, { of: 'municipality' }>;
type School = MunicipalityShown['schools'][number];

/** The schools by name: those that have not met the target first, or from below the corridor upwards, each with its share. */
export function Schools({ shown }: { shown: MunicipalityShown }) {
  const { t, format } = useText();
  const words = t.targets;
  const { figure, schools } = shown;
  const parts =
    figure.kind === 'corridor'
      ? corridorStates.map((state) => ({
          title: words.corridor.states[state],
          schools: schools.filter(({ corridor }) => corridor?.state === state),
        }))
      : ([false, true] as const).map((met) => ({
          title: met ? words.behind.lists.yes : words.behind.lists.no,
          schools: schools.filter(({ meets }) => meets === met),
        }));
  return parts.map(({ title, schools }) => (
    <Part
      key={title}
      title={words.behind.list(title.charAt(0).toUpperCase() + title.slice(1), format.integer(schools.length))}
      schools={schools}
      shown={shown}
    />
  ));
}

function Part({ title, schools, shown }: { title: string; schools: readonly School[]; shown: MunicipalityShown }) {
  const { t, format } = useText();
  const words = t.targets.behind;
  const { figure, band } = shown;
  const against = band ? [band.from, band.to].map((n) => ({ n, of: 100 })) : [];
  const columns: Column<School>[] = [
    {
      key: 'name',
      head: t.everywhere.table.school,
      rowHeader: true,
      cell: ({ id, name }) => (
        <Link href={paths.school(id)}>
          <span lang="ru">{name}</span>
        </Link>
      ),
    },
  ];
  if (figure.kind === 'corridor') {
    columns.push({
      key: 'own',
      head: words.own,
      align: 'end',
      cell: ({ corridor }) => {
        const share = corridor?.share;
        return share ? `${format.percent(percentOf(share, against))} (${format.share(share.n, share.of)})` : '–';
      },
    });
  }
  if (figure.kind === 'day') {
    columns.push(
      { key: 'evening', head: words.evening, cell: ({ day }) => (day?.evening ? words.thenYes : words.thenNo) },
      {
        key: 'since',
        head: words.since,
        nowrap: true,
        cell: ({ day }) => (day?.since ? format.day(day.since) : '–'),
      },
    );
  }
  columns.push({
    key: 'last',
    head: t.behind.lastReport,
    nowrap: true,
    cell: ({ last }) =>
      last ? <Link href={paths.report(last.reportId)}>{t.region.onDay(format.day(last.asOf))}</Link> : '–',
  });
  return (
    <section>
      <h2>{title}</h2>
      {schools.length > 0 && (
        <Table caption={title} captionHidden columns={columns} rows={schools} rowKey={({ id }) => id} />
      )}
    </section>
  );
}
