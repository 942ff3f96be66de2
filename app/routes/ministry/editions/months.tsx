import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import type { EditionLine, MonthLine } from '#app/use-cases/editions/see-editions.server.ts';
import { changesText, handInText, handInTones } from '../../_editions/words.ts';

/** A month without an edition has a row of its own; with several editions the newest tells how the month stands. */
type Row = { month: MonthLine; edition: EditionLine | null; first: boolean };

export function Months({ campaignId, months }: { campaignId: number; months: readonly MonthLine[] }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.archive.months;
  const rows = months.flatMap((month): Row[] =>
    month.editions.length === 0
      ? [{ month, edition: null, first: true }]
      : month.editions.map((edition, at) => ({ month, edition, first: at === 0 })),
  );
  const columns: Column<Row>[] = [
    {
      key: 'edition',
      head: words.edition,
      rowHeader: true,
      cell: ({ month, edition }) => (
        <>
          {edition ? (
            <Link href={paths.edition(campaignId, edition.month, edition.number)}>
              {format.month(month.month)}, {t.archive.editionShort(format.integer(edition.number))}
            </Link>
          ) : (
            format.month(month.month)
          )}
          {edition && !edition.complete && (
            <>
              <br />
              <small>{t.archive.provisional}</small>
            </>
          )}
        </>
      ),
    },
    {
      key: 'handIn',
      head: words.handIn,
      cell: ({ month: { handIn }, first }) =>
        first && <Tag tone={handInTones[handIn.state]}>{handInText(handIn, speech)}</Tag>,
    },
    {
      key: 'compiled',
      head: words.compiled,
      cell: ({ month, edition }) =>
        edition ? (
          <TwoLines first={format.dateTime(edition.readAt)} second={edition.author ?? t.archive.byScheduler} />
        ) : month.handIn.state === 'running' ? (
          '–'
        ) : (
          words.notCompiled
        ),
    },
    { key: 'asOf', head: words.asOf, cell: ({ edition }) => (edition ? format.day(edition.point.asOf) : '–') },
    {
      key: 'changes',
      head: words.changes,
      cell: ({ edition }) => (edition ? changesText(edition.changes, speech) : '–'),
    },
    { key: 'approved', head: words.approved, cell: ({ edition }) => approvedCell(edition, speech) },
    { key: 'sent', head: words.sent, cell: ({ edition }) => sentCell(edition, speech) },
  ];
  return (
    <Table
      caption={words.caption}
      captionHidden
      columns={columns}
      rows={rows}
      rowKey={({ month, edition }) => `${month.month}-${edition?.number ?? 0}`}
      empty={words.none}
    />
  );
}

function approvedCell(edition: EditionLine | null, { t, format }: Speech) {
  if (!edition?.approvedAt) return edition ? t.archive.months.notYet : '–';
  return <TwoLines first={format.dateTime(edition.approvedAt)} second={edition.approvedBy ?? ''} />;
}

function sentCell(edition: EditionLine | null, { t, format }: Speech) {
  const words = t.archive.months;
  if (!edition?.sentAt) return edition ? words.notYet : '–';
  const recipients = words.recipients(format.integer(edition.recipients));
  return <TwoLines first={format.dateTime(edition.sentAt)} second={recipients} />;
}

function TwoLines({ first, second }: { first: string; second: string }) {
  return (
    <>
      {first}
      <br />
      <small>{second}</small>
    </>
  );
}
