/** How schools stood towards a coverage target on its own day: by what was known that evening, and by what is known since. */
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { Actor } from '#app/domain/people/people.ts';
import type { Span } from '#app/domain/territory/target-day.ts';
import type { Db } from '../schema.ts';
import { schoolSeenBy } from './visible.ts';

export type TargetDayAsk = {
  campaignId: number;
  municipalityIds: number[];
  /** `first`: the order's first coverage target, whose day is `covered_from`. */
  target: { id: string; form: string; by: Day; first: boolean };
  /** When its day ends. */
  ends: Date;
  /** The last day spoken of, and until when filings are known. */
  asOf: Day;
  until: Date;
};

/** The general-education schools that counted on some day from the target's on, a row for each stay in a municipality. */
function staysOf(viewer: Actor, { campaignId, municipalityIds, target, ends, asOf, until }: TargetDayAsk) {
  const since = target.first ? sql`f.covered_from` : sql`(f.met_from ->> ${target.id}::text)::date`;
  const last = (before: Date): RawBuilder<unknown> => sql`lateral (
    select f.report_id, f.as_of, ${since} as since from filings f
    where f.organisation_id = s.id and f.campaign_id = ${campaignId} and f.form_id = ${target.form} and f.counts_from < ${before}
    order by f.as_of desc, f.counts_from desc, f.ordinal desc
    limit 1
  )`;
  return sql`(
    select s.id, s.name, p.parent_id, greatest(p.since, s.opened, ${target.by}::date) as "from",
      least(p.until, s.closed, ${asOf}::date + 1) as "to",
      coalesce(t.since <= ${target.by}::date, false) as covered_then, k.since as covered_from, k.report_id, k.as_of
    from placements p
    join organisations s on s.id = p.organisation_id and s.kind = 'school' and s.general_education
    left join ${last(ends)} t on true
    left join ${last(until)} k on true
    where p.parent_id = any(${municipalityIds}::int[]) and ${schoolSeenBy(viewer)}
      and greatest(p.since, s.opened, ${target.by}::date) < least(p.until, s.closed, ${asOf}::date + 1)
  )`;
}

export async function targetDaySpans(db: Db, viewer: Actor, ask: TargetDayAsk): Promise<Span[]> {
  const { rows } = await sql<Span>`
    select parent_id as "municipalityId", "from", "to", covered_then as "coveredThen", covered_from as "coveredFrom",
      count(*) as schools
    from ${staysOf(viewer, ask)} stays
    group by parent_id, "from", "to", covered_then, covered_from`.execute(db);
  return rows;
}

export type TargetDaySchool = {
  id: number;
  name: string;
  coveredThen: boolean;
  coveredFrom: Day | null;
  reportId: number | null;
  asOf: Day | null;
};

/** The schools that counted on the day. */
export async function targetDaySchools(db: Db, viewer: Actor, ask: TargetDayAsk): Promise<TargetDaySchool[]> {
  const { rows } = await sql<TargetDaySchool>`
    select id, name, covered_then as "coveredThen", covered_from as "coveredFrom", report_id as "reportId", as_of as "asOf"
    from ${staysOf(viewer, ask)} stays
    where "from" = ${ask.target.by}::date`.execute(db);
  return rows;
}
