import type { Day } from '#app/domain/calendar.ts';
import type { Share } from '#app/domain/orders/order.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import { useText } from '#app/text/index.tsx';
import type { TargetShown } from '#app/text/target-words.ts';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';

type Row = { key: string; label: string; municipalities: Share | undefined; schools: Share; href?: string };

type TargetDayTableProps = {
  target: TargetShown;
  asOf: Day;
  /** Where the day's figures open to the municipalities and schools behind them, and where today's do. */
  href?: string;
  hrefNow?: string;
};

/** A target on its own day, as was known that evening and as is known now, and beside it the moment shown. Nothing before that day is over. */
export function TargetDayTable({ target, asOf, href, hrefNow }: TargetDayTableProps) {
  const { t, format } = useText();
  const words = t.targets.day;
  const { figures, met, threshold } = target;
  const day = figures?.day;
  if (!figures || !day) return null;
  const by = format.day(day.by);
  const on = format.day(asOf);
  const onDay = met?.day;
  const rows: Row[] = [
    { key: 'evening', label: words.evening(by), municipalities: onDay?.evening, schools: day.evening, href },
    { key: 'known', label: words.known(by, on), municipalities: onDay?.known, schools: day.known, href },
    { key: 'now', label: words.now(on), municipalities: met?.met, schools: figures.covered, href: hrefNow },
  ];
  const columns: Column<Row>[] = [
    { key: 'when', head: words.when, rowHeader: true, cell: ({ label }) => label },
    ...(onDay
      ? [
          {
            key: 'municipalities',
            head: words.municipalities,
            align: 'end' as const,
            cell: ({ municipalities: share }: Row) => share && format.share(share.n, share.of),
          },
        ]
      : []),
    {
      key: 'schools',
      head: words.schools,
      align: 'end',
      cell: ({ schools, href: to }) => {
        const percent = format.percent(percentOf(schools, [threshold]));
        return (
          <>
            {to && schools.of > 0 ? <Link href={to}>{percent}</Link> : percent}
            <br />
            {format.share(schools.n, schools.of)}
          </>
        );
      },
    },
  ];
  return (
    <>
      <Table caption={words.caption(by)} captionHidden columns={columns} rows={rows} rowKey={({ key }) => key} />
      <p>
        {onDay && onDay.later > 0 && <>{words.laterToo(format.integer(onDay.later), onDay.later)} </>}
        {words.note}
      </p>
    </>
  );
}
