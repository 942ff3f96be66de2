/** What the daily reminders look at. */
import { sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { Db, Trx } from '../schema.ts';

export type OwedReport = { id: number; campaignId: number; opens: Day; due: Day };

/**
 * Reports of these campaigns that are owed and were never filed, begun or not, due on `dueFrom` or later. Nothing is owed from the day
 * on which its campaign is closed, and nobody is told of what falls due after it.
 */
export async function unfiledReports(
  trx: Trx,
  ask: { campaignIds: number[]; dueFrom: Day; on: Day },
): Promise<OwedReport[]> {
  if (ask.campaignIds.length === 0) return [];
  return trx
    .selectFrom('reports as r')
    .innerJoin('reporting_dates as d', 'd.id', 'r.reporting_date_id')
    .innerJoin('campaigns as c', 'c.id', 'd.campaign_id')
    .where('d.campaign_id', 'in', ask.campaignIds)
    .where('r.status', 'in', ['due', 'draft'])
    .where('r.not_required', 'is', null)
    .where('r.due', '>=', ask.dueFrom)
    .where(sql<boolean>`(c.closed_on is null or (c.closed_on > ${ask.on} and c.closed_on > r.due))`)
    .select(['r.id', 'd.campaign_id as campaignId', 'd.opens', 'r.due'])
    .orderBy('r.id')
    .execute();
}

export type IdleReviews = {
  municipalityId: number;
  campaignId: number;
  reports: number;
  /** The day on which the oldest was filed. */
  since: Day;
  /** When the coordinators were last told of it. */
  toldAt: Date | null;
};

/**
 * Per municipality and campaign, the reports and amendments filed on `filedUntil` or earlier that nobody has reviewed, by
 * the municipality that answers for the school on the day `on`.
 */
export async function idleReviews(
  trx: Trx,
  ask: { campaignIds: number[]; filedUntil: Day; on: Day },
): Promise<IdleReviews[]> {
  const { rows } = await sql<IdleReviews>`
    select i.*, (
      select max(n.at) from notices n
      where n.kind = 'reviewerIdle' and n.organisation_id = i."municipalityId" and n.campaign_id = i."campaignId"
    ) as "toldAt"
    from (
      select p.parent_id as "municipalityId", d.campaign_id as "campaignId", count(*) as reports,
        min(f.filed_on) as since
      from reports r
      join reporting_dates d on d.id = r.reporting_date_id
      join lateral (
        select filed_on from filings where report_id = r.id order by ordinal desc limit 1
      ) f on true
      join organisations s on s.id = r.organisation_id and s.kind = 'school'
      join placements p on p.organisation_id = r.organisation_id
        and p.since <= ${ask.on} and (p.until is null or p.until > ${ask.on})
      where d.campaign_id = any(${ask.campaignIds}::int[]) and (r.status = 'filed' or r.amendment = 'filed')
        and f.filed_on <= ${ask.filedUntil}
      group by p.parent_id, d.campaign_id
    ) i
    order by "municipalityId", "campaignId"`.execute(trx);
  return rows;
}

/** Those of the reports that their school still has to file: never filed, or returned. */
export async function stillToFile(trx: Trx, reportIds: readonly number[]): Promise<number[]> {
  if (reportIds.length === 0) return [];
  const rows = await trx
    .selectFrom('reports')
    .where('id', 'in', reportIds)
    .where('status', 'in', ['due', 'draft', 'returned'])
    .select('id')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

export type AgainOwed = { open: number; overdue: number };

/** Reports of a campaign that wait for their school, filing days still to come, and how many of them were due before the day. */
export async function againOwed(db: Db, campaignId: number, on: Day): Promise<AgainOwed> {
  const { rows } = await sql<AgainOwed>`
    select count(*) as open, count(*) filter (where r.due < ${on}) as overdue
    from reporting_dates d join reports r on r.reporting_date_id = d.id
    where d.campaign_id = ${campaignId} and r.not_required is null
      and (r.status in ('due', 'draft') and r.file_until >= ${on}
        or (r.status = 'returned' or r.amendment = 'draft') and r.change_until >= ${on})`.execute(db);
  return rows[0] ?? { open: 0, overdue: 0 };
}
