import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { State } from '#app/ui/state.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag, type Tone } from '#app/ui/tag.tsx';
import type { MonthState } from '#app/use-cases/trust/see-trust.server.ts';
import { orderName } from '../../_campaign/campaign.ts';
import type { TrustShown } from './route.tsx';

const tones: Record<MonthState, Tone> = {
  complete: 'good',
  provisional: 'warning',
  running: 'waiting',
  failed: 'bad',
  missing: 'bad',
};

type MonthRow = TrustShown['months'][number];

/** The last edition of each month, campaign by campaign. */
export function Months({ trust: { campaigns, months } }: { trust: TrustShown }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.trust.editions;
  const columns: Column<MonthRow>[] = [
    { key: 'month', head: words.month, rowHeader: true, cell: ({ month }) => format.month(month) },
    ...campaigns.map(({ id, order }) => ({
      key: String(id),
      head: <span lang="ru">{orderName(order, speech)}</span>,
      cell: (row: MonthRow) => {
        const found = row.campaigns.find(({ campaignId }) => campaignId === id);
        if (!found) return words.notBegun;
        const { state, number, at } = found;
        return (
          <>
            <Tag tone={tones[state]}>{words.states[state]}</Tag>
            {number !== null && at !== null && (
              <>
                <br />
                <Link href={paths.region(id, row.month)}>{words.number(format.integer(number))}</Link>,{' '}
                {format.dateTime(at)}
              </>
            )}
          </>
        );
      },
    })),
  ];
  return (
    <section>
      <h2>{words.title}</h2>
      {months.length === 0 ? (
        <State kind="noData" title={words.none}>
          {words.noneText}
        </State>
      ) : (
        <Table caption={words.caption} captionHidden columns={columns} rows={months} rowKey={({ month }) => month} />
      )}
    </section>
  );
}
