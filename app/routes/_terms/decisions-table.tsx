import type { DecisionKind } from '#app/domain/reports/decision.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Button } from '#app/ui/button.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { reasonText } from './decision-words.ts';

type Decision = {
  id: number;
  kind: DecisionKind;
  reportId: number | null;
  school: string | null;
  terms: { due: string } | null;
  reason: string;
  note: string | null;
  document: string | null;
  fileId: number | null;
  decidedAt: string | Date;
  decidedBy: string;
  revokedAt: string | Date | null;
  revokedBy: string | null;
};

type DecisionsTableProps = {
  decisions: readonly Decision[];
  caption: string;
  /** The schools are named, each leading to its own page of decisions. */
  withSchool?: boolean;
  /** Whether the reader may take a decision of that kind back. */
  mayRevoke?: (kind: DecisionKind) => boolean;
};

/** What was decided: why, by which document, by whom, and whether it is still in force. */
export function DecisionsTable({ decisions, caption, withSchool, mayRevoke = () => false }: DecisionsTableProps) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.calendar;
  const what = ({ kind, terms }: Decision) =>
    terms ? words.until(words.kinds[kind], format.day(terms.due)) : words.kinds[kind];
  const columns: Column<Decision>[] = [
    { key: 'decision', head: words.decision, rowHeader: true, cell: what },
    {
      key: 'reason',
      head: words.reason,
      cell: ({ kind, reason, note }) => (
        <>
          {reasonText(kind, reason, speech)}
          {note && <span lang="ru">. {note}</span>}
        </>
      ),
    },
    {
      key: 'document',
      head: words.document,
      cell: ({ document, fileId }) => {
        if (fileId === null) return <span lang="ru">{document ?? '–'}</span>;
        return <Link href={paths.file(fileId)}>{document ? <span lang="ru">{document}</span> : words.file}</Link>;
      },
    },
    {
      key: 'author',
      head: words.author,
      cell: ({ decidedBy, decidedAt }) => words.by(decidedBy, format.dateTime(decidedAt)),
    },
    {
      key: 'state',
      head: words.state,
      cell: (decision) => {
        const { id, kind, revokedAt, revokedBy } = decision;
        if (revokedAt) return words.revoked(revokedBy ?? '', format.dateTime(revokedAt));
        return (
          <>
            {words.inForce}
            {mayRevoke(kind) && (
              <form method="post">
                <input type="hidden" name="decision" value={id} />
                <Button look="quiet" name="intent" value="revoke">
                  {words.revoke}
                  <span className="visually-hidden">: {what(decision)}</span>
                </Button>
              </form>
            )}
          </>
        );
      },
    },
  ];
  if (withSchool) {
    columns.unshift({
      key: 'school',
      head: t.everywhere.table.school,
      cell: ({ school, reportId }) =>
        reportId !== null && (
          <Link href={paths.terms(reportId)}>
            <span lang="ru">{school}</span>
          </Link>
        ),
    });
  }
  return <Table caption={caption} captionHidden columns={columns} rows={decisions} rowKey={({ id }) => id} />;
}
