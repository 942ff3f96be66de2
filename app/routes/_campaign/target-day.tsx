import type { Day } from '#app/domain/calendar.ts';
import type { Share } from '#app/domain/orders/order.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import { useText } from '#app/text/index.tsx';
import { dayMetText, type TargetShown } from '#app/text/target-words.ts';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';

type Row = { key: string; label: string; evening: string; known: string; now: string; href?: string };

type TargetDayTableProps = {
  target: TargetShown;
  asOf: Day;
  /** Where the day's figure opens to the municipalities and schools behind it, and where today's does. */
  href?: string;
  hrefNow?: string;
};

/** A target on its own day, as was known that evening and as is known now, and beside it the moment shown. Nothing before that day is over. */
export function TargetDayTable({ target, asOf, href, hrefNow }: TargetDayTableProps) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.targets.day;
  const { figures, met, threshold } = target;
  const day = figures?.day;
  if (!figures || !day) return null;
  const by = format.day(day.by);
  const share = ({ n, of }: Share) =>
    of > 0 ? `${format.share(n, of)} (${format.percent(percentOf({ n, of }, [threshold]))})` : '–';
  const rows: Row[] = [
    ...(met?.day
      ? [
          {
            key: 'municipalities',
            label: words.municipalities,
            evening: format.share(met.day.evening.n, met.day.evening.of),
            known: dayMetText(met.day.known, met.day.later, speech),
            now: format.share(met.met.n, met.met.of),
          },
        ]
      : []),
    {
      key: 'schools',
      label: words.schools,
      evening: share(day.evening),
      known: share(day.known),
      now: share(figures.covered),
    },
  ];
  const linked = (text: string, to?: string) => (to ? <Link href={to}>{text}</Link> : text);
  const columns: Column<Row>[] = [
    { key: 'what', head: words.figure, rowHeader: true, cell: ({ label }) => label },
    { key: 'evening', head: words.evening(by), align: 'end', cell: ({ evening }) => linked(evening, href) },
    { key: 'known', head: words.known(by, format.day(asOf)), align: 'end', cell: ({ known }) => linked(known, href) },
    {
      key: 'now',
      head: words.now(format.day(asOf)),
      align: 'end',
      cell: ({ now }) => linked(now, hrefNow),
    },
  ];
  return (
    <>
      <Table caption={words.caption(by)} captionHidden columns={columns} rows={rows} rowKey={({ key }) => key} />
      <p>{words.note}</p>
    </>
  );
}
