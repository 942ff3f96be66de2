import type { Terms } from '#app/domain/reports/decision.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { reasonText } from '../../_terms/decision-words.ts';

type DateRow = Terms & {
  id: number;
  asOf: string;
  formTitle: string;
  original: Terms;
  move: { reason: string } | null;
  schools: number;
};

/** All dates with their three days; where one was moved, the order's own is struck out beside it. */
export function Dates({ campaignId, dates, now }: { campaignId: number; dates: readonly DateRow[]; now?: number }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.calendar;
  const forms = new Set(dates.map(({ formTitle }) => formTitle));
  const columns: Column<DateRow>[] = [
    {
      key: 'asOf',
      head: words.asOf,
      rowHeader: true,
      nowrap: true,
      cell: ({ id, asOf }) => (
        <Link
          href={`${paths.calendar(campaignId, { date: String(id) })}#date`}
          aria-current={id === now ? 'true' : undefined}
        >
          {format.day(asOf)}
        </Link>
      ),
    },
    ...(forms.size > 1
      ? [{ key: 'form', head: words.form, cell: ({ formTitle }: DateRow) => <span lang="ru">{formTitle}</span> }]
      : []),
    ...(['due', 'fileUntil', 'changeUntil'] as const).map(
      (day): Column<DateRow> => ({
        key: day,
        head: words.days[day],
        nowrap: true,
        cell: (row) => <Moved now={row[day]} original={row.original[day]} />,
      }),
    ),
    {
      key: 'why',
      head: words.why,
      cell: ({ move, schools }) => (
        <>
          {move ? `${words.kinds.move}: ${reasonText('move', move.reason, speech)}` : words.asOrdered}
          {schools > 0 && `. ${words.schools(format.integer(schools))}`}
        </>
      ),
    },
  ];
  return <Table caption={words.caption} captionHidden columns={columns} rows={dates} rowKey={({ id }) => id} />;
}

function Moved({ now, original }: { now: string; original: string }) {
  const { t, format } = useText();
  if (now === original) return <>{format.day(now)}</>;
  return (
    <>
      {format.day(now)}
      <br />
      <span className="visually-hidden">{t.calendar.was('')}</span>
      <s>{format.day(original)}</s>
    </>
  );
}
