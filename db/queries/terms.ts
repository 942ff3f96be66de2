/** The days in force for each report, and whether it is owed at all: settled from the calendar, the decisions and the register. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Trx } from '../schema.ts';

/** Whose terms: of everything a campaign asks for, of one date, of one school, of one report by both, or of these reports. */
export type Concerned =
  | { campaignId: number }
  | { reportingDateId: number; organisationId?: number | null }
  | { organisationId: number }
  | { reportIds: readonly number[] };

/**
 * Writes the days in force into the reports concerned: the moved date, else the original; where the school's extension is
 * later, that one: a date moved for all takes no extension away.
 * Nothing is owed where a decision says so, where the school was not open, not of general education or outside of the
 * campaign's scope on the as-of day, or where the campaign has been withdrawn: then it binds nobody. What has been filed stays as it is. Called by every write that can change any of it,
 * for no more than that can change; repeating it changes nothing. Answers which reports it changed.
 */
export async function settleTerms(trx: Trx, concerned: Concerned): Promise<number[]> {
  if ('reportIds' in concerned && concerned.reportIds.length === 0) return [];
  // Held first and read after: who settles beside us for another reason would put back the days that we change.
  await sql`
    select d.id from reporting_dates d where ${datesOf(concerned)} order by d.id for no key update`.execute(trx);
  const { rows } = await sql<{ id: number }>`
    with settled as (
      select r.id,
        greatest(x.due, coalesce(m.due, d.due)) as due,
        greatest(x.file_until, coalesce(m.file_until, d.file_until)) as file_until,
        greatest(x.change_until, coalesce(m.change_until, d.change_until)) as change_until,
        case
          when s.opened > d.as_of then 'notOpenYet'
          when s.closed <= d.as_of then 'closed'
          when not s.general_education then 'notGeneral'
          when c.withdrawn_at is not null or not exists (
            select from placements p
            where p.organisation_id = s.id and p.since <= d.as_of and (p.until is null or p.until > d.as_of)
              and (s.id = c.scope_id or p.parent_id = c.scope_id
                or exists (select from placements q where q.organisation_id = p.parent_id and q.parent_id = c.scope_id))
          ) then 'outOfScope'
          when n.id is not null then 'decision'
        end as not_required
      from reports r
      join reporting_dates d on d.id = r.reporting_date_id
      join campaigns c on c.id = d.campaign_id
      join organisations s on s.id = r.organisation_id
      left join decisions m on m.reporting_date_id = d.id and m.kind = 'move' and m.revoked_at is null
      left join decisions x on x.reporting_date_id = d.id and x.kind = 'extension' and x.organisation_id = s.id
        and x.revoked_at is null
      left join decisions n on n.reporting_date_id = d.id and n.kind = 'notRequired' and n.organisation_id = s.id
        and n.revoked_at is null
      where ${conditionOf(concerned)}
    )
    update reports r
    set due = t.due, file_until = t.file_until, change_until = t.change_until, not_required = t.not_required
    from settled t
    where t.id = r.id
      and (r.due, r.file_until, r.change_until, r.not_required)
        is distinct from (t.due, t.file_until, t.change_until, t.not_required)
    returning r.id`.execute(trx);
  return rows.map(({ id }) => id);
}

function conditionOf(concerned: Concerned): RawBuilder<SqlBool> {
  if ('reportIds' in concerned) return sql<SqlBool>`r.id = any(${concerned.reportIds}::int[])`;
  if ('campaignId' in concerned) return sql<SqlBool>`d.campaign_id = ${concerned.campaignId}`;
  const { organisationId } = concerned;
  if (!('reportingDateId' in concerned)) return sql<SqlBool>`r.organisation_id = ${organisationId}`;
  const date = sql<SqlBool>`r.reporting_date_id = ${concerned.reportingDateId}`;
  return organisationId ? sql<SqlBool>`${date} and r.organisation_id = ${organisationId}` : date;
}

function datesOf(concerned: Concerned): RawBuilder<SqlBool> {
  if ('campaignId' in concerned) return sql<SqlBool>`d.campaign_id = ${concerned.campaignId}`;
  if ('reportingDateId' in concerned) return sql<SqlBool>`d.id = ${concerned.reportingDateId}`;
  return sql<SqlBool>`d.id in (select r.reporting_date_id from reports r where ${conditionOf(concerned)})`;
}
