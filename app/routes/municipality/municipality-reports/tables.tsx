import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { reportDay } from '#app/text/report-day.ts';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { StandingTag } from '../../_report/standing-tag.tsx';
import type { ReportRow, ReportsShown } from './reports-shown.ts';

const schoolColumn = <Row extends ReportRow>({ t }: Speech): Column<Row> => ({
  key: 'school',
  head: t.everywhere.table.school,
  rowHeader: true,
  cell: ({ id, school }) => (
    <Link href={paths.report(id)}>
      <span lang="ru">{school}</span>
    </Link>
  ),
});

type Waiting = ReportsShown['waiting'][number];

type WaitingProps = { reports: readonly Waiting[]; all: number; queue: string };

/** The few that have waited longest for the coordinator, over all dates; the whole queue has a page of its own. */
export function WaitingReports({ reports, all, queue }: WaitingProps) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.review.municipality;
  const columns: Column<Waiting>[] = [
    schoolColumn(speech),
    { key: 'asOf', head: words.asOf, cell: (report) => reportDay(report, format) },
    { key: 'filed', head: words.filed, cell: (report) => <FiledOn report={report} /> },
    { key: 'waits', head: t.queue.waits, align: 'end', cell: ({ days }) => format.integer(days) },
  ];
  return (
    <section id="waiting">
      <h2>{words.waiting(format.integer(all))}</h2>
      {reports.length === 0 ? (
        <p>{words.waitingNone}</p>
      ) : (
        <>
          <Table
            caption={words.waitingCaption}
            columns={columns}
            rows={reports}
            rowKey={({ id }) => id}
            captionHidden
          />
          <p>
            {all > reports.length && `${t.queue.more(format.integer(all - reports.length))} `}
            <Link href={queue}>{t.queue.whole}</Link>
          </p>
        </>
      )}
    </section>
  );
}

type OwnProps = { reports: readonly ReportRow[]; mayFile: boolean };

/** What the municipality owes itself: its coordinator fills it in, everybody else reads it. */
export function OwnReports({ reports, mayFile }: OwnProps) {
  const { t, format } = useText();
  const words = t.review.municipality;
  if (reports.length === 0) return null;
  const toFile = ({ standing }: ReportRow) =>
    standing === 'notDue' || standing === 'draft' || standing === 'late' || standing === 'returned';
  const columns: Column<ReportRow>[] = [
    {
      key: 'asOf',
      head: words.own.what,
      rowHeader: true,
      cell: (report) => (
        <Link href={mayFile && toFile(report) ? paths.editReport(report.id) : paths.report(report.id)}>
          {reportDay(report, format)}
        </Link>
      ),
    },
    { key: 'due', head: words.own.due, nowrap: true, cell: ({ due }) => format.day(due) },
    { key: 'filed', head: words.filed, cell: (report) => <FiledOn report={report} /> },
    { key: 'state', head: words.own.state, cell: ({ standing }) => <StandingTag standing={standing} /> },
  ];
  return (
    <section id="own">
      <h2>{words.own.title}</h2>
      <Table caption={words.own.title} captionHidden columns={columns} rows={reports} rowKey={({ id }) => id} />
    </section>
  );
}

/** Every school that owes a report for the date. */
export function SchoolReports({ reports, caption }: { reports: readonly ReportRow[]; caption: string }) {
  const speech = useText();
  const { t } = speech;
  const words = t.review.municipality;
  const columns: Column<ReportRow>[] = [
    schoolColumn(speech),
    { key: 'standing', head: t.everywhere.table.status, cell: (report) => <HowItStands report={report} /> },
    { key: 'filed', head: words.filed, cell: (report) => <FiledOn report={report} /> },
  ];
  return (
    <Table
      caption={caption}
      captionHidden
      columns={columns}
      rows={reports}
      rowKey={({ id }) => id}
      empty={words.nobodyStands}
    />
  );
}

/** With the days that are the school's own, since its neighbours are measured by others. */
function HowItStands({ report: { id, standing, changed, due } }: { report: ReportRow }) {
  const { t, format } = useText();
  return (
    <>
      <StandingTag standing={standing} />
      {changed === 'extended' && (
        <>
          {' '}
          <Link href={paths.terms(id)}>{t.calendar.until(t.calendar.marks.extended, format.day(due))}</Link>
        </>
      )}
    </>
  );
}

/** The first filing, which decides whether it was in time, and the last one. */
function FiledOn({ report: { firstFiledOn, firstLate, lastFiledOn, lastOrdinal } }: { report: ReportRow }) {
  const { t, format } = useText();
  const words = t.review.municipality;
  if (!firstFiledOn) return <>{words.notFiledYet}</>;
  const again = lastOrdinal !== null && lastOrdinal > 1 && lastFiledOn;
  return (
    <>
      {format.day(firstFiledOn)}
      {again && `, ${words.again(format.day(again))}`} {firstLate && <Tag tone="warning">{t.school.late}</Tag>}
    </>
  );
}
