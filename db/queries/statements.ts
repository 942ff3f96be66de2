/** How far the statements of a campaign's measures have got, school by school. */
import { sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { Share } from '#app/domain/orders/order.ts';
import type { Actor } from '#app/domain/people/people.ts';
import type { ReportState, ReportTerms } from '#app/domain/reports/report.ts';
import type { Db } from '../schema.ts';
import { type PageAsk, type PageOf, pageOf } from './paging.ts';
import { schoolSeenBy } from './visible.ts';

/** Of those who owe it: whose statement stands (a returned one does not), who first made it by the day in force, whose day is over without any. */
export type StatementCounts = { stated: Share; inTime: number; late: number };

const isStated = sql<boolean>`r.status in ('filed', 'accepted')`;
const isLate = (on: Day) =>
  sql<boolean>`(r.status in ('due', 'draft') and r.due < ${on} and coalesce(c.closed_on > ${on}, true))`;

function reportsFor(viewer: Actor, campaignId: number, on: Day) {
  return sql`
    reporting_dates d
    join campaigns c on c.id = d.campaign_id
    join reports r on r.reporting_date_id = d.id and r.not_required is null
    join placements p on p.organisation_id = r.organisation_id and p.since <= ${on} and (p.until is null or p.until > ${on})
    where d.campaign_id = ${campaignId} and ${schoolSeenBy(viewer)}`;
}

/** By form, over the schools that the viewer sees as they are placed on the day; forms whose date has not opened are absent. */
export async function statementCounts(
  db: Db,
  viewer: Actor,
  { campaignId, formIds, on }: { campaignId: number; formIds: readonly string[]; on: Day },
): Promise<Map<string, StatementCounts>> {
  if (formIds.length === 0) return new Map();
  const { rows } = await sql<{ formId: string; owed: number; stated: number; inTime: number; late: number }>`
    select d.form_id as "formId", count(*) as owed, count(*) filter (where ${isStated}) as stated,
      count(*) filter (where exists (
        select from filings f where f.report_id = r.id and f.ordinal = 1 and f.filed_on <= r.due
      )) as "inTime",
      count(*) filter (where ${isLate(on)}) as late
    from ${reportsFor(viewer, campaignId, on)} and d.form_id = any(${formIds}::text[])
    group by d.form_id`.execute(db);
  return new Map(
    rows.map(({ formId, owed, stated, inTime, late }) => [formId, { stated: { n: stated, of: owed }, inTime, late }]),
  );
}

export type StatementLine = ReportState &
  Pick<ReportTerms, 'due' | 'notRequired' | 'closedOn'> & {
    /** Of the report. */
    id: number;
    school: string;
    schoolId: number;
    municipality: string;
    municipalityId: number;
    filedOn: Day | null;
  };

/** A page of the schools that owe the statement, in the order in which they were registered; `show`: those whose statement does not stand, or that are late with it. */
export async function statementLines(
  db: Db,
  viewer: Actor,
  ask: { campaignId: number; formId: string; on: Day; show?: 'open' | 'late' } & PageAsk,
): Promise<PageOf<StatementLine>> {
  const shown = { open: sql`not ${isStated}`, late: isLate(ask.on) };
  return pageOf(ask, async ({ direction, from, limit }) => {
    const forward = direction === 'asc';
    const beside = from === undefined ? sql`true` : forward ? sql`r.id > ${from}` : sql`r.id < ${from}`;
    const { rows } = await sql<StatementLine>`
      select r.id, r.status, r.amendment, r.due, r.not_required as "notRequired", c.closed_on as "closedOn", r.organisation_id as "schoolId",
        p.parent_id as "municipalityId",
        (select s.name from organisations s where s.id = r.organisation_id) as school,
        (select m.name from organisations m where m.id = p.parent_id) as municipality,
        (select f.filed_on from filings f where f.report_id = r.id and f.ordinal = 1) as "filedOn"
      from ${reportsFor(viewer, ask.campaignId, ask.on)} and d.form_id = ${ask.formId}
        and ${ask.show ? shown[ask.show] : sql`true`} and ${beside}
      order by r.id ${forward ? sql`asc` : sql`desc`} limit ${limit}`.execute(db);
    return rows;
  });
}
