import type { ReactNode } from 'react';
import { filingNumber } from '#app/domain/reports/report.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { reportDay } from '#app/text/report-day.ts';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import type { FiledLine } from './filed-line.ts';
import { StandingTag } from './standing-tag.tsx';

type FiledReportsProps = {
  caption: ReactNode;
  reports: readonly FiledLine[];
  /** Which order asked for the report; absent where all are of one. */
  order?: (report: FiledLine) => string | undefined;
  empty: string;
};

/** A school's reports: when they were filed, under which number, and how they stand. */
export function FiledReports({ caption, reports, order, empty }: FiledReportsProps) {
  const { t, format } = useText();
  const words = t.school.columns;
  const columns: Column<FiledLine>[] = [
    {
      key: 'report',
      head: words.report,
      rowHeader: true,
      cell: (report) => <Link href={paths.report(report.id)}>{t.school.report(reportDay(report, format))}</Link>,
    },
    ...(order ? [{ key: 'order', head: t.review.report.order, cell: order }] : []),
    { key: 'due', head: words.due, nowrap: true, cell: ({ due }) => format.day(due) },
    {
      key: 'filedAt',
      head: words.filedAt,
      cell: ({ lastFiledAt, firstLate }) =>
        lastFiledAt && `${format.dateTime(lastFiledAt)}${firstLate ? `, ${t.school.late}` : ''}`,
    },
    {
      key: 'number',
      head: words.number,
      nowrap: true,
      cell: ({ id, lastOrdinal }) => lastOrdinal !== null && filingNumber(id, lastOrdinal),
    },
    { key: 'status', head: words.status, cell: ({ standing }) => <StandingTag standing={standing} /> },
  ];
  return <Table caption={caption} columns={columns} rows={reports} rowKey={({ id }) => id} empty={empty} />;
}
