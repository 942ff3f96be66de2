import { type Day, endOf } from '#app/domain/calendar.ts';
import { type Closing, dayInForce } from '#app/domain/orders/campaign.ts';
import {
  dayOfStep,
  type Lack,
  type Ladder,
  lacksFor,
  lackTitle,
  laddersOf,
  stepsAsked,
} from '#app/domain/orders/ladder.ts';
import type { Order } from '#app/domain/orders/order.ts';
import { byName } from '#db/queries/by-name.ts';
import { municipalitiesOfScope } from '#db/queries/organisations.ts';
import type { PageAsk, PageOf } from '#db/queries/paging.ts';
import {
  countingAnswers,
  type LadderAsk,
  type LadderCounts,
  type LadderLine,
  type LadderShown,
  ladderCounts,
  ladderLines,
} from '#db/queries/standings.ts';
import type { Db } from '#db/schema.ts';
import { consult, found, refuse, today, type UserContext } from '../context.server.ts';
import { campaignsSeenBy } from './see-order.server.ts';

export type LadderStep = Pick<Ladder['steps'][number], 'id' | 'number' | 'title' | 'termText'> & { by: Day | null };

export type SeenLadder = PageOf<LadderLine & { lacks: string[] }> & {
  campaignId: number;
  order: Pick<Order, 'kind' | 'number' | 'date'>;
  ladder: Pick<Ladder, 'id' | 'clause' | 'title'>;
  steps: LadderStep[];
  /** Each municipality with schools that the viewer sees, by name, and all of them together. */
  territories: (LadderCounts & { name: string })[];
  whole: Omit<LadderCounts, 'municipalityId'>;
  /** The municipality whose schools are listed; null for all. */
  municipalityId: number | null;
  on: Day;
  /** The last day that can be asked for: today, or the campaign's last. */
  today: Day;
  closing: Closing | null;
};

export type LadderQuestion = {
  campaignId: number;
  ladderId: string;
  /** The state at the end of that day, as what had been filed by then tells it; today without it. */
  on?: Day;
  municipalityId?: number;
  /** Who meets that step (`met`), who does not (`unmet`); who is late with a later step (`stuck`); all without it. */
  step?: string;
  show?: 'met' | 'unmet' | 'stuck';
} & PageAsk;

/**
 * Where the schools that the viewer sees stand on a ladder of the order, since when, and what the next step lacks (KG-App.1,
 * KG-App.2, MO-4.2). A day to come is refused as not there.
 */
export function seeLadder(ctx: UserContext, question: LadderQuestion): Promise<SeenLadder> {
  return consult(ctx, async (ctx) => {
    const { campaignId, ladderId, municipalityId } = question;
    const campaign = found(
      (await campaignsSeenBy(ctx.db, ctx)).find(({ id }) => id === campaignId),
      () => true,
    );
    const { order, scopeId } = campaign;
    const ladder = found(
      laddersOf(order).find(({ id }) => id === ladderId),
      () => true,
    );
    // Of a closed campaign nobody is later than on its last day.
    const last = dayInForce(campaign, today(ctx));
    const on = question.on ?? last;
    if (on > last) return refuse({ kind: 'notFound' });
    const end = endOf(on, ctx.user.region.zone);
    const names = new Map((await municipalitiesOfScope(ctx.db, scopeId)).map(({ id, name }) => [id, name]));
    const ask: LadderAsk = {
      campaignId,
      steps: stepsAsked(ladder),
      municipalityIds: [...names.keys()],
      on,
      until: end < ctx.now ? end : ctx.now,
      statementIds: order.measures.flatMap(({ id, statement }) => (statement ? [id] : [])),
    };
    const counts = await ladderCounts(ctx.db, ctx.user, ask);
    const territories = counts
      .map((one) => ({ ...one, id: one.municipalityId, name: names.get(one.municipalityId) ?? '' }))
      .sort(byName);
    if (municipalityId !== undefined) {
      found(
        territories.find(({ id }) => id === municipalityId),
        () => true,
      );
    }
    const listed = municipalityId === undefined ? ask : { ...ask, municipalityIds: [municipalityId] };
    const lines = await ladderLines(ctx.db, ctx.user, {
      ...listed,
      after: question.after,
      before: question.before,
      show: shownOf(ladder, question),
    });
    const { kind, number, date } = order;
    return {
      ...lines,
      rows: await withLacks(ctx.db, order, ladder, ask, lines.rows),
      campaignId,
      order: { kind, number, date },
      ladder,
      steps: ladder.steps.map((step) => ({
        id: step.id,
        number: step.number,
        title: step.title,
        termText: step.termText,
        by: dayOfStep(step),
      })),
      territories,
      whole: sumOf(counts, ladder.steps.length),
      municipalityId: municipalityId ?? null,
      on,
      today: last,
      closing: campaign.closing,
    };
  });
}

function shownOf({ steps }: Ladder, { step, show }: LadderQuestion): LadderShown {
  if (show === 'stuck') return 'stuck';
  const place = steps.findIndex(({ id }) => id === step) + 1;
  return place > 0 && show ? { step: place, met: show === 'met' } : 'all';
}

/** Each line with what its school's next step lacks, in the order's words; nothing on the last step. */
async function withLacks(db: Db, order: Order, ladder: Ladder, ask: LadderAsk, rows: readonly LadderLine[]) {
  const filed = await countingAnswers(db, {
    ...ask,
    schoolIds: rows.map(({ id }) => id),
    formIds: ladder.steps.flatMap(({ needs }) => needs.map(({ form }) => form)),
  });
  return rows.map((line) => {
    const own = Object.fromEntries(filed.filter(({ schoolId }) => schoolId === line.id).map((one) => [one.form, one]));
    const next = ladder.steps[line.step];
    const lacks: Lack[] = next ? lacksFor(next, own, ask.on) : [];
    return { ...line, lacks: lacks.map((lack) => lackTitle(order, lack)) };
  });
}

function sumOf(counts: readonly LadderCounts[], steps: number): SeenLadder['whole'] {
  const sum = (of: (one: LadderCounts) => number | undefined) => counts.reduce((all, one) => all + (of(one) ?? 0), 0);
  return {
    schools: sum(({ schools }) => schools),
    stuck: sum(({ stuck }) => stuck),
    at: Array.from({ length: steps + 1 }, (_, step) => sum(({ at }) => at[step])),
    met: Array.from({ length: steps }, (_, step) => sum(({ met }) => met[step])),
  };
}
