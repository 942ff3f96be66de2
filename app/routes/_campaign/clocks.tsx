import type { Share } from '#app/domain/orders/order.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import type { ClockShares } from '#app/domain/territory/summary.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';

type Clock = keyof ClockShares;
const clocks: Clock[] = ['reported', 'onTime', 'onTimeOriginally', 'accepted', 'acceptedOnTime'];

/** The figures of the two clocks alone: old editions lack some of them. */
export function clockFigures(line: ClockShares): ClockShares {
  const { reported, onTime, onTimeOriginally, accepted, acceptedOnTime } = line;
  return { reported, onTime, onTimeOriginally, accepted, acceptedOnTime };
}

type ClocksProps = {
  figures: ClockShares;
  title: string;
  /** Where a percentage opens to what it is made of. */
  href?: (clock: Clock) => string;
  /** Under a heading of its own, where the figures are not what the page is about: folded away. */
  under?: boolean;
};

/** Reports filed and accepted, and in time by which clock, n of N each. */
export function Clocks({ figures, title, href, under }: ClocksProps) {
  const { t, format } = useText();
  const words = t.calendar.clocks;
  const rows = clocks.flatMap((clock): { clock: Clock; share: Share }[] => {
    const share = figures[clock];
    return share ? [{ clock, share }] : [];
  });
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'what', head: words.what, rowHeader: true, cell: ({ clock }) => words[clock] },
    { key: 'share', head: words.share, align: 'end', cell: ({ share }) => format.share(share.n, share.of) },
    {
      key: 'percent',
      head: words.percent,
      align: 'end',
      cell: ({ clock, share }) => {
        const percent = format.percent(percentOf(share));
        return href && share.of > 0 ? <Link href={href(clock)}>{percent}</Link> : percent;
      },
    },
  ];
  const content = (
    <>
      <Table caption={words.caption} captionHidden columns={columns} rows={rows} rowKey={({ clock }) => clock} />
      <p>{words.note}</p>
    </>
  );
  const nothing = figures.reported.of === 0;
  if (under) {
    if (nothing) return null;
    return (
      <details>
        <summary>{title}</summary>
        {content}
      </details>
    );
  }
  return (
    <section>
      <h2>{title}</h2>
      {nothing ? <p>{words.noneDue}</p> : content}
    </section>
  );
}
