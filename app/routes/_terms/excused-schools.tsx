import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { reasonText } from './decision-words.ts';

type Excused = {
  reportId: number | null;
  school: string | null;
  municipality?: string;
  /** Left out where all are for one date. */
  asOf?: string;
  reason: string;
  document: string | null;
  fileId?: number | null;
};

/** Whose reports a decision has taken out of what is owed, by name, with the reason and the document. */
export function ExcusedSchools({ schools }: { schools: readonly Excused[] }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.calendar;
  if (schools.length === 0) return null;
  const columns: Column<Excused>[] = [
    {
      key: 'school',
      head: t.everywhere.table.school,
      rowHeader: true,
      cell: ({ school, reportId }) => {
        const name = <span lang="ru">{school}</span>;
        return reportId === null ? name : <Link href={paths.terms(reportId)}>{name}</Link>;
      },
    },
    ...(schools.some(({ municipality }) => municipality !== undefined)
      ? [
          {
            key: 'municipality',
            head: t.everywhere.table.municipality,
            cell: ({ municipality }: Excused) => <span lang="ru">{municipality}</span>,
          },
        ]
      : []),
    ...(schools.some(({ asOf }) => asOf !== undefined)
      ? [{ key: 'asOf', head: words.asOf, nowrap: true, cell: ({ asOf }: Excused) => asOf && format.day(asOf) }]
      : []),
    { key: 'reason', head: words.reason, cell: ({ reason }) => reasonText('notRequired', reason, speech) },
    {
      key: 'document',
      head: words.document,
      cell: ({ document, fileId }) => {
        const name = <span lang="ru">{document ?? (fileId ? words.file : '–')}</span>;
        return fileId ? <Link href={paths.file(fileId)}>{name}</Link> : name;
      },
    },
  ];
  return (
    <details>
      <summary>{words.excused.title(format.integer(schools.length), schools.length)}</summary>
      <p>{words.excused.note}</p>
      <Table
        caption={words.excused.caption}
        captionHidden
        columns={columns}
        rows={schools}
        rowKey={({ reportId }) => reportId ?? 0}
      />
    </details>
  );
}
