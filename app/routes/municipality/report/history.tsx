import { filingNumber } from '#app/domain/reports/report.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import type { ReportShown, RoundShown } from './report-shown.ts';

type HistoryProps = Pick<ReportShown, 'form'> & { reportId: number; rounds: readonly RoundShown[] };

/** Every filing with its decision: who, when and why, and how many working days each side took. */
export function History({ reportId, rounds, form }: HistoryProps) {
  const speech = useText();
  const { t } = speech;
  const words = t.review.report;
  const columns: Column<RoundShown>[] = [
    {
      key: 'number',
      head: words.number,
      rowHeader: true,
      nowrap: true,
      cell: ({ ordinal }) => <Link href={paths.report(reportId, ordinal)}>{filingNumber(reportId, ordinal)}</Link>,
    },
    { key: 'filed', head: words.filed, cell: (round) => <Filed round={round} /> },
    { key: 'decision', head: words.decision, cell: (round) => <Decided round={round} /> },
    {
      key: 'reason',
      head: words.reason,
      cell: (round) => <Reason round={round} form={form} />,
    },
  ];
  return (
    <section>
      <h2>{words.history}</h2>
      {rounds.length === 0 ? (
        <p>{words.historyEmpty}</p>
      ) : (
        <>
          <Table
            caption={words.historyCaption}
            captionHidden
            columns={columns}
            rows={rounds}
            rowKey={({ ordinal }) => ordinal}
          />
          <p>{words.lagsNote}</p>
        </>
      )}
      <p>
        <Link href={paths.history('report', reportId)}>{t.history.link}</Link>
      </p>
    </section>
  );
}

function workingDays(days: number, { t, format }: Speech): string {
  return t.queue.workingDays(format.integer(days), days);
}

function Filed({ round }: { round: RoundShown }) {
  const { filedAt, filedBy, onBehalf, filingLag, late, amendmentReason } = round;
  const speech = useText();
  const { t, format } = speech;
  const words = t.review.report;
  return (
    <>
      {words.filedBy(format.dateTime(filedAt), filedBy)}
      {onBehalf && `, ${t.imports.onBehalf}`}
      {filingLag !== null && `, ${words.filingLag(workingDays(filingLag, speech))}`}{' '}
      {late && amendmentReason === null && <Tag tone="warning">{t.school.late}</Tag>}
      {amendmentReason !== null && (
        <>
          <br />
          {words.amends} <span lang="ru">{amendmentReason}</span>
        </>
      )}
    </>
  );
}

function Decided({ round: { decision, reviewedAt, reviewedBy, reviewLag } }: { round: RoundShown }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.review.report;
  const days = workingDays(reviewLag, speech);
  if (!decision || !reviewedAt) return <>{words.reviewWaits(days)}</>;
  return (
    <>
      <Tag tone={decision === 'accepted' ? 'good' : 'warning'}>{words.decisions[decision]}</Tag>{' '}
      {words.filedBy(format.dateTime(reviewedAt), reviewedBy ?? '')}, {words.reviewLag(days)}
    </>
  );
}

function Reason({ round: { category, reason, remarks }, form }: { round: RoundShown } & Pick<ReportShown, 'form'>) {
  const { t } = useText();
  const words = t.review.report;
  const lineOf = (id: string) => form.items.find((item) => item.id === id)?.number ?? words.problemsItem;
  if (reason === null) return null;
  return (
    <>
      {category && (
        <strong lang="ru">
          {category}
          <br />
        </strong>
      )}
      <span lang="ru">{reason}</span>
      {remarks.length > 0 && (
        <>
          <br />
          {words.remarksPinned}{' '}
          {remarks.map(({ item, text }, at) => (
            <span key={item}>
              {at > 0 && '; '}
              {lineOf(item)} – <span lang="ru">{text}</span>
            </span>
          ))}
        </>
      )}
    </>
  );
}
