import type { Day } from '#app/domain/calendar.ts';
import type { Closing } from '#app/domain/orders/campaign.ts';
import { formsOf, type Measure, type Order } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import { type Standing, standingOf } from '#app/domain/reports/report.ts';
import type { PageAsk, PageOf } from '#db/queries/paging.ts';
import { type StatementCounts, type StatementLine, statementCounts, statementLines } from '#db/queries/statements.ts';
import { consult, found, today, type UserContext } from '../context.server.ts';
import { campaignsSeenBy } from './see-order.server.ts';

export type SeenMeasure = PageOf<StatementLine & { standing: Standing }> & {
  campaignId: number;
  order: Pick<Order, 'kind' | 'number' | 'date'>;
  measure: Measure;
  closing: Closing | null;
  /** The day on which it is due by the campaign. */
  due: Day;
  /** Null until the schools owe it. */
  counts: StatementCounts | null;
  seesRegion: boolean;
  today: Day;
};

/** Who has stated that the measure is done, and who has not, of the schools that the viewer sees (KG-3.3, KG-3.5). */
export function seeMeasure(
  ctx: UserContext,
  ask: { campaignId: number; measureId: string; show?: 'open' | 'late' } & PageAsk,
): Promise<SeenMeasure> {
  return consult(ctx, async (ctx) => {
    const on = today(ctx);
    const { campaignId, measureId } = ask;
    const { order, closing } = found(
      (await campaignsSeenBy(ctx.db, ctx)).find(({ id }) => id === campaignId),
      () => true,
    );
    const measure = found(
      order.measures.find(({ id, statement }) => id === measureId && statement !== undefined),
      () => true,
    );
    const reporting = formsOf(order).find(({ id }) => id === measureId)?.reporting;
    const due = found(reporting?.kind === 'dates' ? reporting.dates[0] : undefined, () => true);
    const counts = await statementCounts(ctx.db, ctx.user, { campaignId, formIds: [measureId], on });
    const lines = await statementLines(ctx.db, ctx.user, { ...ask, formId: measureId, on });
    const { kind, number, date } = order;
    return {
      ...lines,
      rows: lines.rows.map((line) => ({ ...line, standing: standingOf(line, on) })),
      campaignId,
      order: { kind, number, date },
      measure,
      closing,
      due,
      counts: counts.get(measureId) ?? null,
      seesRegion: may.seeRegion(ctx.user, { regionId: ctx.user.region.id }),
      today: on,
    };
  });
}
