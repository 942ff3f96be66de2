import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { Share } from '#app/domain/orders/order.ts';
import type { SchoolKind, Settlement } from '#app/domain/organisations/organisation.ts';
import type { Actor } from '#app/domain/people/people.ts';
import type { Excused } from '#app/domain/territory/summary.ts';
import type { Db } from '../schema.ts';
import { byName } from './by-name.ts';
import { placedSchools } from './placed.ts';
import { schoolSeenBy } from './visible.ts';

export type SchoolFactRow = {
  id: number;
  name: string;
  municipalityId: number;
  opened: Day;
  closed: Day | null;
  generalEducation: boolean;
  schoolKind: SchoolKind | null;
  settlement: Settlement | null;
  reportId: number | null;
  lastAsOf: Day | null;
  filedAt: Date | null;
  late: boolean | null;
  system: string | null;
  coveredFrom: Day | null;
  stages: Record<string, Day> | null;
  figures: Record<string, Share> | null;
  metFrom: Record<string, Day> | null;
  shares: Record<string, Share> | null;
  owed: number;
  filed: number;
  onTime: number;
  onTimeOriginally: number;
  accepted: number;
  acceptedOnTime: number;
};

/**
 * One row per school placed in the municipalities on `asOf`, or of those placed anywhere in the scope on `asOf` by where
 * they stand on `placedOn`: the filing for its latest reporting date among those
 * that counted before `until` (the instant at which `asOf` ends), its figures, and the reports owed and due in
 * `dueFrom`…`asOf` by the days in force: filed at all, first filed in time (also by the order's own day), accepted, and
 * accepted in the version that was filed in time.
 * The one query behind dashboards, editions, Excel and the note.
 */
export async function schoolFacts(
  db: Db,
  viewer: Actor,
  ask: {
    campaignId: number;
    /** Null where the order asks schools for no form. */
    formId: string | null;
    municipalityIds: number[];
    asOf: Day;
    placedOn?: Day;
    until: Date;
    dueFrom: Day;
    /** Items whose figures are wanted. */
    items: string[];
    /** Coverage targets beyond the first, and corridors whose item stands in another form. */
    further: { id: string; form: string }[];
    elsewhere: { id: string; form: string; item: string }[];
  },
): Promise<SchoolFactRow[]> {
  const { further, elsewhere } = ask;
  // The last filing for each of these forms, by the same rule as of the deciding one.
  const lastOf = (form: RawBuilder<unknown>) => sql`lateral (
    select m.id, m.met_from from filings m
    where m.organisation_id = s.id and m.campaign_id = ${ask.campaignId} and m.form_id = ${form} and m.counts_from < ${ask.until}
    order by m.as_of desc, m.counts_from desc, m.ordinal desc
    limit 1
  ) m`;
  const metFrom = sql`(
    select jsonb_object_agg(t.id, m.met_from -> t.id)
    from unnest(${further.map(({ id }) => id)}::text[], ${further.map(({ form }) => form)}::text[]) t (id, form),
      ${lastOf(sql`t.form`)}
    where m.met_from ? t.id
  )`;
  const shares = sql`(
    select jsonb_object_agg(t.id, jsonb_build_object('n', g.n, 'of', g."of"))
    from unnest(
      ${elsewhere.map(({ id }) => id)}::text[], ${elsewhere.map(({ form }) => form)}::text[],
      ${elsewhere.map(({ item }) => item)}::text[]
    ) t (id, form, item), ${lastOf(sql`t.form`)}, filing_figures g
    where g.filing_id = m.id and g.item = t.item
  )`;
  const { rows } = await sql<SchoolFactRow>`
    select s.id, s.name, p.parent_id as "municipalityId", s.opened, s.closed,
      s.general_education as "generalEducation", s.school_kind as "schoolKind", s.settlement,
      f.report_id as "reportId", f.as_of as "lastAsOf", f.filed_at as "filedAt",
      case when f.amendment_reason is null then f.filed_on else (
        select max(b.filed_on) from filings b
        where b.report_id = f.report_id and b.ordinal < f.ordinal and b.amendment_reason is null
      ) end > l.due as late, f.system,
      f.covered_from as "coveredFrom", f.stages,
      case when cardinality(${ask.items}::text[]) = 0 then null else (
        select jsonb_object_agg(g.item, jsonb_build_object('n', g.n, 'of', g."of"))
        from filing_figures g where g.filing_id = f.id and g.item = any(${ask.items})
      ) end as figures,
      ${further.length > 0 ? metFrom : sql`null`} as "metFrom", ${elsewhere.length > 0 ? shares : sql`null`} as shares,
      coalesce(o.owed, 0) as owed, coalesce(o.filed, 0) as filed, coalesce(o.on_time, 0) as "onTime",
      coalesce(o.on_time_originally, 0) as "onTimeOriginally", coalesce(o.accepted, 0) as accepted,
      coalesce(o.accepted_on_time, 0) as "acceptedOnTime"
    from ${placedSchools(ask)} p
    join organisations s on s.id = p.organisation_id and s.kind = 'school'
    left join lateral (
      select f.* from filings f
      where f.organisation_id = s.id and f.campaign_id = ${ask.campaignId} and f.form_id = ${ask.formId}
        and f.counts_from < ${ask.until}
      order by f.as_of desc, f.counts_from desc, f.ordinal desc
      limit 1
    ) f on true
    left join reports l on l.id = f.report_id
    left join (
      select r.organisation_id, count(*) as owed, count(i.id) as filed,
        count(i.id) filter (where i.filed_on <= r.due) as on_time,
        count(i.id) filter (where i.filed_on <= d.due) as on_time_originally,
        count(a.filed_on) as accepted, count(a.filed_on) filter (where a.filed_on <= r.due) as accepted_on_time
      from reporting_dates d
      join reports r on r.reporting_date_id = d.id
      left join filings i on i.report_id = r.id and i.ordinal = 1 and i.filed_at < ${ask.until}
      left join lateral (
        select b.filed_on from filings b
        join reviews v on v.filing_id = b.id and v.decision = 'accepted' and v.at < ${ask.until}
        where b.report_id = r.id and b.amendment_reason is null
      ) a on true
      where d.campaign_id = ${ask.campaignId} and d.form_id = ${ask.formId}
        and r.not_required is null and r.due between ${ask.dueFrom} and ${ask.asOf}
        -- A municipality reads the reports of its own schools alone.
        and r.organisation_id in (
          select p.organisation_id from ${placedSchools(ask)} p where p.parent_id = any(${ask.municipalityIds}::int[])
        )
      group by r.organisation_id
    ) o on o.organisation_id = s.id
    where p.parent_id = any(${ask.municipalityIds}::int[]) and ${schoolSeenBy(viewer)}`.execute(db);
  return rows;
}

/** The reports that a decision takes out of what `schoolFacts` counts as owed, with its reason and document. */
export async function excusedReports(
  db: Db,
  viewer: Actor,
  ask: {
    campaignId: number;
    formId: string | null;
    municipalityIds: number[];
    asOf: Day;
    placedOn?: Day;
    dueFrom: Day;
  },
): Promise<Excused[]> {
  const { rows } = await sql<Excused>`
    select r.id as "reportId", s.id, s.name, p.parent_id as "municipalityId", d.as_of as "asOf", n.reason, n.document
    from decisions n
    join reporting_dates d on d.id = n.reporting_date_id
    join organisations s on s.id = n.organisation_id
    join reports r on r.reporting_date_id = d.id and r.organisation_id = s.id
    join ${placedSchools(ask)} p on p.organisation_id = s.id
    where n.kind = 'notRequired' and n.revoked_at is null and r.not_required = 'decision'
      and d.campaign_id = ${ask.campaignId} and d.form_id = ${ask.formId}
      and r.due between ${ask.dueFrom} and ${ask.asOf}
      and p.parent_id = any(${ask.municipalityIds}::int[]) and ${schoolSeenBy(viewer)}`.execute(db);
  return rows;
}

export type MunicipalityReturns = { municipalityId: number; reason: string; n: number };

/**
 * How often filings of schools placed in the municipalities on `asOf` were returned from `from` up to and without `until`, by
 * the order's reason; the most frequent first.
 */
export async function returnsByReason(
  db: Db,
  ask: { campaignId: number; municipalityIds: number[]; asOf: Day; from: Date; until: Date },
): Promise<MunicipalityReturns[]> {
  const { rows } = await sql<MunicipalityReturns>`
    select p.parent_id as "municipalityId", v.category as reason, count(*) as n
    from reviews v
    join filings f on f.id = v.filing_id and f.campaign_id = ${ask.campaignId}
    join placements p on p.organisation_id = f.organisation_id
      and p.since <= ${ask.asOf} and (p.until is null or p.until > ${ask.asOf})
    where v.decision = 'returned' and v.at >= ${ask.from} and v.at < ${ask.until}
      and p.parent_id = any(${ask.municipalityIds}::int[])
    group by p.parent_id, v.category
    order by n desc, v.category`.execute(db);
  return rows;
}

/** Who answers for each municipality today, by name. */
export async function coordinatorsOf(
  db: Db,
  municipalityIds: number[],
): Promise<{ municipalityId: number; name: string }[]> {
  if (municipalityIds.length === 0) return [];
  const people = await db
    .selectFrom('users')
    .where('role', '=', 'coordinator')
    .where('blocked', '=', false)
    .where('organisation_id', 'in', municipalityIds)
    .select(['id', 'organisation_id as municipalityId', 'name'])
    .execute();
  return people.sort(byName).map(({ municipalityId, name }) => ({ municipalityId, name }));
}
