import { percentOf } from '#app/domain/coverage.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { LineAgainstTarget } from '#app/ui/charts/index.tsx';
import { FigureBlock } from '#app/ui/figure-block.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { coveredText, thresholdText } from '../_campaign/campaign.ts';
import type { RegionFigures } from './region-figures.ts';

type Point = RegionFigures['history'][number];

/** Coverage by month against the target; each point opens its month. */
export function HistoryFigure({ figures: { campaign, covered, history } }: { figures: RegionFigures }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.region.history;
  const { target } = campaign;
  const against = target ? [target.threshold] : [];
  const threshold = target && thresholdText(target.threshold, format);
  const now = coveredText(covered, target?.threshold, speech);
  const columns: Column<Point>[] = [
    {
      key: 'month',
      head: t.everywhere.table.month,
      rowHeader: true,
      cell: ({ month }) => <Link href={paths.region(campaign.id, month)}>{format.month(month)}</Link>,
    },
    {
      key: 'covered',
      head: words.covered,
      align: 'end',
      cell: (point) => format.share(point.covered.n, point.covered.of),
    },
    {
      key: 'percent',
      head: words.percent,
      align: 'end',
      cell: (point) => format.percent(percentOf(point.covered, against)),
    },
    ...(target
      ? [
          {
            key: 'municipalities',
            head: words.municipalities,
            align: 'end' as const,
            cell: ({ municipalitiesMet: { n, of } }: Point) => format.share(n, of),
          },
        ]
      : []),
    { key: 'source', head: words.source, cell: ({ source }) => words[source] },
  ];
  return (
    <FigureBlock
      title={threshold ? words.title(now, threshold) : words.noTarget(now)}
      base={words.base}
      table={
        <Table caption={words.caption} captionHidden columns={columns} rows={history} rowKey={({ month }) => month} />
      }
    >
      <LineAgainstTarget
        points={history.map((point) => {
          const percent = percentOf(point.covered, against);
          return {
            label: format.shortMonth(point.month),
            value: percent && Number(percent.text),
            text: t.everywhere.figure.shareText(
              format.percent(percent),
              format.share(point.covered.n, point.covered.of),
            ),
            href: paths.region(campaign.id, point.month),
          };
        })}
        target={
          target && threshold
            ? { value: (target.threshold.n * 100) / target.threshold.of, label: t.everywhere.figure.target(threshold) }
            : undefined
        }
      />
    </FigureBlock>
  );
}
