import type { Day } from '#app/domain/calendar.ts';
import type { Closing } from '#app/domain/orders/campaign.ts';
import { formsOf, type Measure, type Order } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import type { Form } from '#app/domain/reports/form.ts';
import { type Standing, standingOf } from '#app/domain/reports/report.ts';
import type { PageAsk, PageOf } from '#db/queries/paging.ts';
import { reportingDates } from '#db/queries/reports.ts';
import {
  type StatementCounts,
  type StatementLine,
  type StatementShown,
  statementCounts,
  statementLines,
} from '#db/queries/statements.ts';
import { consult, found, refuse, today, type UserContext } from '../context.server.ts';
import { campaignsSeenBy } from './see-order.server.ts';

export type SeenMeasure = PageOf<StatementLine & { standing: Standing }> & {
  campaignId: number;
  order: Pick<Order, 'kind' | 'number' | 'date'>;
  /** Null where it is a report of municipalities that no measure asks for. */
  measure: Measure | null;
  closing: Closing | null;
  form: Pick<Form, 'id' | 'name' | 'title' | 'filledBy'>;
  /** The date looked at, with the day in force for all, and all that have opened, the newest first. */
  asOf: Day;
  due: Day;
  dates: Day[];
  /** Null until somebody owes it. */
  counts: StatementCounts | null;
  seesRegion: boolean;
  today: Day;
};

export type MeasureQuestion = { campaignId: number; measureId: string; asOf?: Day; show?: StatementShown } & PageAsk;

/**
 * Who has stated that the measure is done, or filed the report that municipalities owe, and who has not, of those whom the viewer sees
 * (KG-3.3, KG-3.5, MO-4.1). Of what recurs the period asked for, else the last that has opened.
 */
export function seeMeasure(ctx: UserContext, ask: MeasureQuestion): Promise<SeenMeasure> {
  return consult(ctx, async (ctx) => {
    const on = today(ctx);
    const { campaignId, measureId: formId } = ask;
    const { order, closing } = found(
      (await campaignsSeenBy(ctx.db, ctx)).find(({ id }) => id === campaignId),
      () => true,
    );
    const measure = order.measures.find(({ id }) => id === formId) ?? null;
    const form = found(
      formsOf(order).find(({ id, filledBy }) => id === formId && (measure !== null || filledBy === 'municipality')),
      () => true,
    );
    const dates = (await reportingDates(ctx.db, campaignId)).filter((date) => date.formId === formId).reverse();
    const opened = dates.filter(({ opens }) => opens <= on);
    const date = ask.asOf ? opened.find(({ asOf }) => asOf === ask.asOf) : (opened[0] ?? dates.at(-1));
    if (!date) return refuse({ kind: 'notFound' });
    const asked = { campaignId, formId, asOf: date.asOf, on };
    const counts = await statementCounts(ctx.db, ctx.user, { ...asked, formIds: [formId] });
    const { show, after, before } = ask;
    const lines = await statementLines(ctx.db, ctx.user, { ...asked, show, after, before });
    const { kind, number, date: day } = order;
    const { id, name, title, filledBy } = form;
    return {
      ...lines,
      rows: lines.rows.map((line) => ({ ...line, standing: standingOf(line, on) })),
      campaignId,
      order: { kind, number, date: day },
      measure,
      closing,
      form: { id, name, title, filledBy },
      asOf: date.asOf,
      due: date.due,
      dates: opened.map(({ asOf }) => asOf),
      counts: counts.get(formId) ?? null,
      seesRegion: may.seeRegion(ctx.user, { regionId: ctx.user.region.id }),
      today: on,
    };
  });
}
