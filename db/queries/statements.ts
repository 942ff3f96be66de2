/** How far what an order asks to be stated or filed has got, school by school, or municipality by municipality. */
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { Share } from '#app/domain/orders/order.ts';
import type { Actor } from '#app/domain/people/people.ts';
import type { ReportState, ReportTerms } from '#app/domain/reports/report.ts';
import type { Db } from '../schema.ts';
import { type PageAsk, type PageOf, pageOf } from './paging.ts';
import { isWaiting } from './reports.ts';
import { schoolSeenBy } from './visible.ts';

/** Of those who owe it: whose statement stands (a returned one does not), who first made it by the day in force, whose day is over without any. */
export type StatementCounts = { stated: Share; inTime: number; late: number };

const isStated = sql<boolean>`r.status in ('filed', 'accepted')`;
const isLate = (on: Day) =>
  sql<boolean>`(r.status in ('due', 'draft') and r.due < ${on} and coalesce(c.closed_on > ${on}, true))`;

/** A municipality stands in itself. */
function reportsFor(viewer: Actor, campaignId: number, on: Day) {
  return sql`
    reporting_dates d
    join campaigns c on c.id = d.campaign_id
    join reports r on r.reporting_date_id = d.id and r.not_required is null
    join organisations s on s.id = r.organisation_id
    join placements n on n.organisation_id = s.id and n.since <= ${on} and (n.until is null or n.until > ${on})
    cross join lateral (
      select s.id as organisation_id, case s.kind when 'municipality' then s.id else n.parent_id end as parent_id
    ) p
    where d.campaign_id = ${campaignId} and ${schoolSeenBy(viewer)}`;
}

/** The last reporting date of its form that has opened: what recurs is asked about by its period. */
const isLast = (on: Day) => sql<boolean>`d.as_of = (
  select max(e.as_of) from reporting_dates e where e.campaign_id = d.campaign_id and e.form_id = d.form_id and e.opens <= ${on}
)`;

/** By form, over those whom the viewer sees as they are placed on the day, for the last date that has opened or the one asked for; forms without one are absent. */
export async function statementCounts(
  db: Db,
  viewer: Actor,
  { campaignId, formIds, on, asOf }: { campaignId: number; formIds: readonly string[]; on: Day; asOf?: Day },
): Promise<Map<string, StatementCounts>> {
  if (formIds.length === 0) return new Map();
  const { rows } = await sql<{ formId: string; owed: number; stated: number; inTime: number; late: number }>`
    select d.form_id as "formId", count(*) as owed, count(*) filter (where ${isStated}) as stated,
      count(*) filter (where exists (
        select from filings f where f.report_id = r.id and f.ordinal = 1 and f.filed_on <= r.due
      )) as "inTime",
      count(*) filter (where ${isLate(on)}) as late
    from ${reportsFor(viewer, campaignId, on)} and d.form_id = any(${formIds}::text[])
      and ${asOf ? sql`d.as_of = ${asOf}` : isLast(on)}
    group by d.form_id`.execute(db);
  return new Map(
    rows.map(({ formId, owed, stated, inTime, late }) => [formId, { stated: { n: stated, of: owed }, inTime, late }]),
  );
}

export type StatementLine = ReportState &
  Pick<ReportTerms, 'due' | 'notRequired' | 'closedOn'> & {
    /** Of the report. */
    id: number;
    reporter: string;
    reporterId: number;
    municipality: string;
    municipalityId: number;
    filedOn: Day | null;
  };

/** Those whose statement does not stand, that are late with it, whose statement waits for a decision. */
export type StatementShown = 'open' | 'late' | 'waiting';

/** A page of those who owe it for the date, in the order in which they were registered. */
export async function statementLines(
  db: Db,
  viewer: Actor,
  ask: { campaignId: number; formId: string; asOf: Day; on: Day; show?: StatementShown } & PageAsk,
): Promise<PageOf<StatementLine>> {
  const shown: Record<StatementShown, RawBuilder<unknown>> = {
    open: sql`not ${isStated}`,
    late: isLate(ask.on),
    waiting: isWaiting,
  };
  return pageOf(ask, async ({ direction, from, limit }) => {
    const forward = direction === 'asc';
    const beside = from === undefined ? sql`true` : forward ? sql`r.id > ${from}` : sql`r.id < ${from}`;
    const { rows } = await sql<StatementLine>`
      select r.id, r.status, r.amendment, r.due, r.not_required as "notRequired", c.closed_on as "closedOn",
        r.organisation_id as "reporterId",
        p.parent_id as "municipalityId", s.name as reporter,
        (select m.name from organisations m where m.id = p.parent_id) as municipality,
        (select f.filed_on from filings f where f.report_id = r.id and f.ordinal = 1) as "filedOn"
      from ${reportsFor(viewer, ask.campaignId, ask.on)} and d.form_id = ${ask.formId} and d.as_of = ${ask.asOf}
        and ${ask.show ? shown[ask.show] : sql`true`} and ${beside}
      order by r.id ${forward ? sql`asc` : sql`desc`} limit ${limit}`.execute(db);
    return rows;
  });
}
