/** What waits for a coordinator, what was remarked, and how long it all took. */
import { sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { Actor } from '#app/domain/people/people.ts';
import type { Answers } from '#app/domain/reports/form.ts';
import type { Remark } from '#app/domain/reports/review.ts';
import type { Db, Trx } from '../schema.ts';
import { isWaiting } from './reports.ts';
import { type Question, question } from './together.ts';
import { schoolSeenBy } from './visible.ts';

export async function insertRemarks(trx: Trx, filingId: number, remarks: readonly Remark[]): Promise<void> {
  if (remarks.length === 0) return;
  await trx
    .insertInto('remarks')
    .values(remarks.map((remark) => ({ filing_id: filingId, ...remark })))
    .execute();
}

/** The remarks of all returns of a report, by filing. */
export function remarksOf(db: Db, reportId: number) {
  return db
    .selectFrom('remarks as k')
    .innerJoin('filings as f', 'f.id', 'k.filing_id')
    .where('f.report_id', '=', reportId)
    .select(['k.filing_id as filingId', 'k.item', 'k.text'])
    .orderBy('f.ordinal');
}

export type WaitingFiling = {
  reportId: number;
  organisationId: number;
  school: string;
  formId: string;
  formName: string | null;
  asOf: Day;
  filingId: number;
  ordinal: number;
  filedAt: Date;
  filedOn: Day;
  /** Its first filing came after the due day in force. */
  late: boolean;
  amendmentReason: string | null;
  answers: Answers;
  /** How many soft checks the school has answered with a sentence. */
  explanations: number;
  /** The filing before it, where that was returned. */
  returned: Returned | null;
};

type Asked = { campaignId: number; municipalityId: number; on: Day; reportIds?: readonly number[] };

/** Reports with their last filing `f`, of the schools that the municipality answers for on the day. */
function lastFilings(db: Db, viewer: Actor, { campaignId, municipalityId, on, reportIds }: Asked) {
  return db
    .selectFrom('reports as r')
    .innerJoin('reporting_dates as d', 'd.id', 'r.reporting_date_id')
    .innerJoin('organisations as s', 's.id', 'r.organisation_id')
    .innerJoin('placements as p', (join) =>
      join
        .onRef('p.organisation_id', '=', 's.id')
        .on('p.since', '<=', on)
        .on((eb) => eb.or([eb('p.until', 'is', null), eb('p.until', '>', on)])),
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('filings')
          .selectAll('filings')
          .whereRef('filings.report_id', '=', 'r.id')
          .orderBy('ordinal', 'desc')
          .limit(1)
          .as('f'),
      (join) => join.onTrue(),
    )
    .where('d.campaign_id', '=', campaignId)
    .where('p.parent_id', '=', municipalityId)
    .where(schoolSeenBy(viewer))
    .$if(reportIds !== undefined, (query) => query.where('r.id', 'in', reportIds ?? []))
    .select(['r.id as reportId', 'r.organisation_id as organisationId', 's.name as school', 'd.as_of as asOf'])
    .select('d.form_name as formName')
    .select(['f.id as filingId', 'f.ordinal']);
}

/** Filings that nobody has decided on, the longest waiting first. */
export function waitingFilings(db: Db, viewer: Actor, ask: Asked): Question<WaitingFiling> {
  const waiting = lastFilings(db, viewer, ask)
    .innerJoin('filings as first', (join) => join.onRef('first.report_id', '=', 'r.id').on('first.ordinal', '=', 1))
    .where(isWaiting)
    .select([
      'd.form_id as formId',
      'f.filed_at as filedAt',
      'f.filed_on as filedOn',
      sql<boolean>`first.filed_on > r.due`.as('late'),
      'f.amendment_reason as amendmentReason',
      'f.answers',
      sql<number>`(select count(*) from filing_warnings w where w.filing_id = f.id)`.as('explanations'),
      sql<Returned | null>`(
        select jsonb_build_object('answers', b.answers, 'remarks', (
          select coalesce(jsonb_agg(jsonb_build_object('item', k.item, 'text', k.text)), '[]') from remarks k
          where k.filing_id = b.id
        ))
        from filings b join reviews v on v.filing_id = b.id and v.decision = 'returned'
        where b.report_id = f.report_id and b.ordinal = f.ordinal - 1
      )`.as('returned'),
    ])
    .orderBy('f.filed_at')
    .orderBy('f.id');
  return question(waiting, { filedAt: true });
}

type Returned = { answers: Answers; remarks: Remark[] };

/** Holds the reports against other writers until the transaction ends, always in the same order. */
export async function lockReports(trx: Trx, reportIds: readonly number[]): Promise<void> {
  await trx.selectFrom('reports').where('id', 'in', reportIds).select('id').orderBy('id').forUpdate().execute();
}

/** Accepts ordinary filings, all at the same moment. */
export async function acceptFilings(
  trx: Trx,
  filings: readonly { filingId: number; reportId: number }[],
  { at, by }: { at: Date; by: number },
): Promise<void> {
  if (filings.length === 0) return;
  await trx
    .insertInto('reviews')
    .values(filings.map(({ filingId }) => ({ filing_id: filingId, decision: 'accepted' as const, at, by })))
    .execute();
  const ids = filings.map(({ reportId }) => reportId);
  await trx.updateTable('reports').set({ status: 'accepted' }).where('id', 'in', ids).execute();
}

export type LastDecision = {
  reportId: number;
  organisationId: number;
  school: string;
  asOf: Day;
  formName: string | null;
  ordinal: number;
  decision: 'accepted' | 'returned' | null;
  reviewerId: number | null;
  reviewedBy: string | null;
  reviewedAt: Date | null;
};

/** How the last filing of each report stands, of those that the viewer may see in the municipality. */
export async function lastDecisions(
  db: Db,
  viewer: Actor,
  ask: Asked & { reportIds: readonly number[] },
): Promise<LastDecision[]> {
  return lastFilings(db, viewer, ask)
    .leftJoin('reviews as v', 'v.filing_id', 'f.id')
    .leftJoin('users as u', 'u.id', 'v.by')
    .select(['v.decision', 'v.by as reviewerId', 'u.name as reviewedBy', 'v.at as reviewedAt'])
    .execute();
}

export type FilingTimes = {
  ordinal: number;
  opens: Day;
  campaignOpenedAt: Date;
  filedOn: Day;
  amendmentReason: string | null;
  reviewedAt: Date | null;
  reviewerId: number | null;
};

/** When every filing for one date was made and decided on, of the schools that the municipality answers for on the day. */
export function filingTimes(
  db: Db,
  viewer: Actor,
  ask: { reportingDateId: number; municipalityId: number; on: Day },
): Question<FilingTimes> {
  const times = db
    .selectFrom('filings as f')
    .innerJoin('reports as r', 'r.id', 'f.report_id')
    .innerJoin('reporting_dates as d', 'd.id', 'r.reporting_date_id')
    .innerJoin('campaigns as c', 'c.id', 'd.campaign_id')
    .innerJoin('placements as p', (join) =>
      join
        .onRef('p.organisation_id', '=', 'r.organisation_id')
        .on('p.since', '<=', ask.on)
        .on((eb) => eb.or([eb('p.until', 'is', null), eb('p.until', '>', ask.on)])),
    )
    .leftJoin('reviews as v', 'v.filing_id', 'f.id')
    .where('d.id', '=', ask.reportingDateId)
    .where('p.parent_id', '=', ask.municipalityId)
    .where(schoolSeenBy(viewer))
    .select(['f.ordinal', 'd.opens', 'c.opened_at as campaignOpenedAt', 'f.filed_on as filedOn'])
    .select(['f.amendment_reason as amendmentReason', 'v.at as reviewedAt', 'v.by as reviewerId']);
  return question(times, { campaignOpenedAt: true, reviewedAt: true });
}
