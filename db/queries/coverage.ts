import { sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { Share } from '#app/domain/order.ts';
import type { Actor } from '#app/domain/people.ts';
import type { Db } from '../schema.ts';
import { schoolSeenBy } from './visible.ts';

export type SchoolFactRow = {
  id: number;
  name: string;
  municipalityId: number;
  opened: Day;
  closed: Day | null;
  generalEducation: boolean;
  reportId: number | null;
  lastAsOf: Day | null;
  filedAt: Date | null;
  late: boolean | null;
  system: string | null;
  coveredFrom: Day | null;
  figures: Record<string, Share> | null;
  owed: number;
  filed: number;
  onTime: number;
};

/**
 * One row per school placed in the municipalities on `asOf`: the filing for its latest reporting date among those
 * filed before `until` (the instant at which `asOf` ends), its figures, and the reports due in `dueFrom`…`asOf`.
 * The one query behind dashboards, editions, Excel and the note.
 */
export async function schoolFacts(
  db: Db,
  viewer: Actor,
  ask: {
    campaignId: number;
    formId: string;
    municipalityIds: number[];
    asOf: Day;
    until: Date;
    dueFrom: Day;
    /** Items whose figures are wanted. */
    items: string[];
  },
): Promise<SchoolFactRow[]> {
  const { rows } = await sql<SchoolFactRow>`
    select s.id, s.name, p.parent_id as "municipalityId", s.opened, s.closed,
      s.general_education as "generalEducation",
      f.report_id as "reportId", f.as_of as "lastAsOf", f.filed_at as "filedAt", f.late, f.system,
      f.covered_from as "coveredFrom",
      case when cardinality(${ask.items}::text[]) = 0 then null else (
        select jsonb_object_agg(g.item, jsonb_build_object('n', g.n, 'of', g."of"))
        from filing_figures g where g.filing_id = f.id and g.item = any(${ask.items})
      ) end as figures,
      coalesce(o.owed, 0) as owed, coalesce(o.filed, 0) as filed, coalesce(o.on_time, 0) as "onTime"
    from placements p
    join organisations s on s.id = p.organisation_id and s.kind = 'school'
    left join lateral (
      select f.* from filings f
      where f.organisation_id = s.id and f.campaign_id = ${ask.campaignId} and f.form_id = ${ask.formId}
        and f.filed_at < ${ask.until}
      order by f.as_of desc, f.filed_at desc, f.ordinal desc
      limit 1
    ) f on true
    left join (
      select r.organisation_id, count(*) as owed, count(i.id) as filed, count(i.id) filter (where not i.late) as on_time
      from reporting_dates d
      join reports r on r.reporting_date_id = d.id
      left join filings i on i.report_id = r.id and i.ordinal = 1 and i.filed_at < ${ask.until}
      where d.campaign_id = ${ask.campaignId} and d.form_id = ${ask.formId}
        and d.due between ${ask.dueFrom} and ${ask.asOf}
      group by r.organisation_id
    ) o on o.organisation_id = s.id
    where p.parent_id = any(${ask.municipalityIds}::int[])
      and p.since <= ${ask.asOf} and (p.until is null or p.until > ${ask.asOf})
      and ${schoolSeenBy(viewer)}`.execute(db);
  return rows;
}
