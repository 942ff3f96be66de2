import { sql } from 'kysely';
import type { Month } from '#app/domain/calendar.ts';
import type { Share } from '#app/domain/order.ts';
import type { Summary, SummaryTotals } from '#app/domain/summary.ts';
import type { Db, Trx } from '../schema.ts';

export type EditionHead = {
  id: number;
  campaignId: number;
  month: Month;
  number: number;
  readAt: Date;
  complete: boolean;
};
export type Edition = EditionHead & Summary;

const head = ['id', 'campaign_id as campaignId', 'month', 'number', 'read_at as readAt', 'complete'] as const;

/** The newest edition of a month, or the one with that number; without its schools when only `totals` are asked for. */
export async function editionOf(
  db: Db,
  ask: { campaignId: number; month: Month; number?: number; only?: 'totals' },
): Promise<Edition | undefined> {
  let query = db.selectFrom('editions').where('campaign_id', '=', ask.campaignId).where('month', '=', ask.month);
  if (ask.number !== undefined) query = query.where('number', '=', ask.number);
  return query
    .orderBy('number', 'desc')
    .limit(1)
    .select([...head, 'totals'])
    .select(ask.only ? sql<Edition['schools']>`'[]'::jsonb`.as('schools') : 'schools')
    .executeTakeFirst();
}

/** The few figures of a month that charts show. */
export type EditionPoint = Pick<SummaryTotals, 'month' | 'asOf' | 'municipalitiesMet'> & {
  covered: Share;
  bands: SummaryTotals['bands'] | null;
};

/** Each month's newest edition as a point of the chart, oldest first; the rest of the totals stays in the database. */
export async function editionPoints(db: Db, campaignId: number): Promise<EditionPoint[]> {
  const { rows } = await sql<EditionPoint>`
    select distinct on (month) month, totals->>'asOf' as "asOf", totals->'municipalitiesMet' as "municipalitiesMet",
      totals->'region'->'covered' as covered, case when complete then totals->'bands' end as bands
    from editions where campaign_id = ${campaignId}
    order by month, number desc`.execute(db);
  return rows;
}

/** All editions of a month, the newest first. */
export async function editionsOfMonth(db: Db, campaignId: number, month: Month): Promise<EditionHead[]> {
  return db
    .selectFrom('editions')
    .where('campaign_id', '=', campaignId)
    .where('month', '=', month)
    .orderBy('number', 'desc')
    .select(head)
    .execute();
}

/** Adds the next edition of the month; editions are never changed. Answers its number. */
export async function insertEdition(
  trx: Trx,
  edition: { campaignId: number; month: Month; readAt: Date; complete: boolean } & Summary,
): Promise<{ id: number; number: number }> {
  const last = await trx
    .selectFrom('editions')
    .where('campaign_id', '=', edition.campaignId)
    .where('month', '=', edition.month)
    .select(({ fn }) => fn.max('number').as('number'))
    .executeTakeFirst();
  return trx
    .insertInto('editions')
    .values({
      campaign_id: edition.campaignId,
      month: edition.month,
      number: (last?.number ?? 0) + 1,
      read_at: edition.readAt,
      complete: edition.complete,
      totals: JSON.stringify(edition.totals),
      schools: JSON.stringify(edition.schools),
    })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow();
}
