import { filingNumber } from '#app/domain/report.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import type { FilingHead } from './report-shown.ts';

/** Every filing with its decision: who, when and why. */
export function History({ reportId, filings }: { reportId: number; filings: readonly FilingHead[] }) {
  const { t, format } = useText();
  const words = t.review.report;
  const columns: Column<FilingHead>[] = [
    {
      key: 'number',
      head: words.number,
      rowHeader: true,
      nowrap: true,
      cell: ({ ordinal }) => <Link href={paths.report(reportId, ordinal)}>{filingNumber(reportId, ordinal)}</Link>,
    },
    {
      key: 'filed',
      head: words.filed,
      cell: ({ filedAt, filedBy, late }) => (
        <>
          {words.filedBy(format.dateTime(filedAt), filedBy)} {late && <Tag tone="warning">{t.school.late}</Tag>}
        </>
      ),
    },
    {
      key: 'decision',
      head: words.decision,
      cell: ({ decision, reviewedAt, reviewedBy }) =>
        decision && reviewedAt ? (
          <>
            <Tag tone={decision === 'accepted' ? 'good' : 'warning'}>{words.decisions[decision]}</Tag>{' '}
            {words.filedBy(format.dateTime(reviewedAt), reviewedBy ?? '')}
          </>
        ) : (
          words.waiting
        ),
    },
    { key: 'reason', head: words.reason, cell: ({ reason }) => <span lang="ru">{reason}</span> },
  ];
  return (
    <section>
      <h2>{words.history}</h2>
      {filings.length === 0 ? (
        <p>{words.historyEmpty}</p>
      ) : (
        <Table
          caption={words.historyCaption}
          captionHidden
          columns={columns}
          rows={filings}
          rowKey={({ ordinal }) => ordinal}
        />
      )}
    </section>
  );
}
