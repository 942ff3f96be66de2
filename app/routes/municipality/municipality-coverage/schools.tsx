import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import type { SchoolRow } from './municipality-figures.ts';

const nameColumn = ({ t }: Speech): Column<SchoolRow> => ({
  key: 'name',
  head: t.everywhere.table.school,
  rowHeader: true,
  cell: ({ id, name, cameFrom }) => {
    const shown = <span lang="ru">{name}</span>;
    return cameFrom?.opens === false ? shown : <Link href={paths.school(id)}>{shown}</Link>;
  },
});

const lastReportColumns = ({ t, format }: Speech): Column<SchoolRow>[] => [
  {
    key: 'last',
    head: t.region.municipality.lastReport,
    nowrap: true,
    cell: ({ last, cameFrom }) => {
      if (!last) return '–';
      const shown = t.region.onDay(format.day(last.asOf));
      return cameFrom?.opens === false ? shown : <Link href={paths.report(last.reportId)}>{shown}</Link>;
    },
  },
  {
    key: 'filedOn',
    head: t.region.municipality.filedOn,
    cell: ({ last }) =>
      last && (
        <>
          {format.day(last.filedOn)} {last.late && <Tag tone="warning">{t.school.late}</Tag>}
        </>
      ),
  },
];

const sinceColumn = ({ t, format }: Speech): Column<SchoolRow> => ({
  key: 'since',
  head: t.region.municipality.since,
  cell: ({ last }) => last?.coveredFrom && format.day(last.coveredFrom),
});

/** Where it stood on the day shown, on a page by today's municipalities. */
const stoodInColumn = (stoodOn: string, { t, format }: Speech): Column<SchoolRow> => ({
  key: 'stoodIn',
  head: t.territory.now.stoodIn(format.day(stoodOn)),
  cell: ({ cameFrom }) => (cameFrom ? <span lang="ru">{cameFrom.name}</span> : t.territory.now.same),
});

type SchoolsProps = {
  schools: readonly SchoolRow[];
  /** The day shown, on a page by today's municipalities; null on one by its own. */
  stoodOn: string | null;
};

function whyNot(last: SchoolRow['last'], { t }: Speech): string {
  const words = t.region.municipality;
  if (!last) return words.neverReported;
  return last.system ? words.namedNotUsed(last.system) : words.noSystem;
}

/** Who is missing, by name, and why. */
export function SchoolsNotCovered({ schools, stoodOn }: SchoolsProps) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.region.municipality;
  const columns: Column<SchoolRow>[] = [
    nameColumn(speech),
    ...(stoodOn ? [stoodInColumn(stoodOn, speech)] : []),
    { key: 'why', head: words.why, cell: ({ last }) => whyNot(last, speech) },
    ...lastReportColumns(speech),
  ];
  return (
    <section>
      <h2>{schools.length > 0 ? words.notCovered(format.integer(schools.length)) : words.notCoveredNone}</h2>
      {schools.length > 0 && (
        <Table
          caption={words.notCovered(format.integer(schools.length))}
          captionHidden
          columns={columns}
          rows={schools}
          rowKey={({ id }) => id}
        />
      )}
    </section>
  );
}

export function CoveredSchools({ schools, stoodOn, hasSince }: SchoolsProps & { hasSince: boolean }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.region.municipality;
  const columns: Column<SchoolRow>[] = [
    nameColumn(speech),
    ...(stoodOn ? [stoodInColumn(stoodOn, speech)] : []),
    { key: 'system', head: words.system, cell: ({ last }) => <span lang="ru">{last?.system}</span> },
    ...(hasSince ? [sinceColumn(speech)] : []),
    ...lastReportColumns(speech),
  ];
  return (
    <section>
      <h2>{schools.length > 0 ? words.covered(format.integer(schools.length)) : words.coveredNone}</h2>
      {schools.length > 0 && (
        <Table
          caption={words.covered(format.integer(schools.length))}
          captionHidden
          columns={columns}
          rows={schools}
          rowKey={({ id }) => id}
        />
      )}
    </section>
  );
}
