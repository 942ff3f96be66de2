import type { Band, Condition, Order } from '#app/domain/orders/order.ts';
import { useText } from '#app/text/index.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { thresholdText } from '../../_campaign/campaign.ts';

type Target = Order['targets'][number];

/** What must be reached by when, and when a school counts. */
export function Targets({ targets }: { targets: readonly Target[] }) {
  const { t } = useText();
  if (targets.length === 0) return null;
  return (
    <section>
      <h2>{t.orders.targets}</h2>
      {targets.map((target) => (
        <div key={target.id}>
          <h3 lang="ru">{target.title}</h3>
          {target.kind === 'coverage' ? <Coverage target={target} /> : <Bands target={target} />}
        </div>
      ))}
    </section>
  );
}

function Coverage({ target }: { target: Extract<Target, { kind: 'coverage' }> }) {
  const { t, format } = useText();
  const words = t.orders;
  const conditionText = (condition: Condition) =>
    'share' in condition
      ? words.conditions[condition.is](condition.item, thresholdText(condition.share, format))
      : words.conditions[condition.is](condition.item);
  return (
    <>
      <p>{words.coverageTarget(thresholdText(target.threshold, format), format.day(target.by), target.per)}</p>
      <p>{words.criterion}</p>
      <ul>
        {target.criterion.map((condition) => (
          <li key={condition.item}>{conditionText(condition)}</li>
        ))}
      </ul>
    </>
  );
}

function Bands({ target }: { target: Extract<Target, { kind: 'bands' }> }) {
  const { t, format } = useText();
  const words = t.orders;
  const percent = (whole: number) => format.percentText(String(whole));
  const columns: Column<Band>[] = [
    {
      key: 'by',
      head: words.bandBy,
      rowHeader: true,
      cell: ({ by, since }) => (since ? t.region.bands.since(format.day(by)) : format.day(by)),
    },
    {
      key: 'range',
      head: words.bandRange,
      align: 'end',
      cell: ({ from, to }) => t.region.bands.range(from === to ? percent(to) : String(from), percent(to)),
    },
  ];
  return (
    <>
      <p>{words.bandsOf(target.item)}</p>
      <Table caption={words.bandsCaption} captionHidden columns={columns} rows={target.bands} rowKey={({ by }) => by} />
    </>
  );
}
