/** Where schools stand on a ladder at the end of a day, read from what they had filed by then. */
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { StepAsked } from '#app/domain/orders/ladder.ts';
import type { Actor } from '#app/domain/people/people.ts';
import type { Answers } from '#app/domain/reports/form.ts';
import type { Db } from '../schema.ts';
import { type PageAsk, type PageOf, pageOf } from './paging.ts';
import { schoolSeenBy } from './visible.ts';

export type LadderAsk = {
  campaignId: number;
  /** The ladder's steps, the first one first. */
  steps: readonly StepAsked[];
  municipalityIds: readonly number[];
  /** The day asked about, and the instant before which what was filed counts. */
  on: Day;
  until: Date;
  /** Forms of which a returned filing does not hold until it is filed anew: statements. */
  statementIds: readonly string[];
};

/**
 * `placed` is every general-education school of the municipalities open on the day that the viewer sees, with `step`, the place in the
 * ladder of the furthest step of which all needs hold (0 for none), `since` when, `met`, the places of all steps that hold, and
 * `stuck`, the day on which a later step was due that it has not reached.
 */
function standings(viewer: Actor, ask: LadderAsk): RawBuilder<unknown> {
  const { campaignId, steps, municipalityIds, on, until, statementIds } = ask;
  const needs = steps.flatMap((step, at) =>
    step.needs.map((need) => ({ ...need, place: at + 1, needs: step.needs.length })),
  );
  const days = steps.map(({ by }, at) => ({ place: at + 1, by }));
  const rows = (list: readonly unknown[]) => sql`jsonb_to_recordset(${JSON.stringify(list)}::jsonb)`;
  return sql`
    here as (
      select s.id, s.name, p.parent_id as municipality
      from placements p join organisations s on s.id = p.organisation_id and s.kind = 'school' and s.general_education
        and s.opened <= ${on} and (s.closed is null or s.closed > ${on})
      where p.parent_id = any(${municipalityIds}::int[]) and p.since <= ${on} and (p.until is null or p.until > ${on})
        and ${schoolSeenBy(viewer)}
    ), last as (
      select distinct on (f.organisation_id, f.form_id) f.organisation_id, f.form_id, f.id, f.stages
      from filings f join here on here.id = f.organisation_id
      where f.campaign_id = ${campaignId} and f.counts_from < ${until}
        and f.form_id in (select form from ${rows(needs)} n (form text))
      order by f.organisation_id, f.form_id, f.as_of desc, f.counts_from desc, f.ordinal desc
    ), held as (
      select l.organisation_id as id, n.place, max((l.stages ->> n.key)::date) as since
      from last l join ${rows(needs)} n (place int, form text, key text, needs int) on n.form = l.form_id
      where l.stages ? n.key and (l.stages ->> n.key)::date <= ${on} and not (
        l.form_id = any(${statementIds}::text[])
        and exists (select from reviews v where v.filing_id = l.id and v.decision = 'returned' and v.at < ${until})
      )
      group by l.organisation_id, n.place, n.needs
      having count(*) = n.needs
    ), furthest as (
      select id, (array_agg(place order by place desc))[1] as step, (array_agg(since order by place desc))[1] as since,
        array_agg(place) as met
      from held group by id
    ), placed as (
      select here.*, coalesce(f.step, 0) as step, f.since, coalesce(f.met, '{}') as met, (
        select min(d.by) from ${rows(days)} d (place int, by date) where d.place > coalesce(f.step, 0) and d.by < ${on}
      ) as stuck
      from here left join furthest f using (id)
    )`;
}

export type LadderCounts = {
  municipalityId: number;
  schools: number;
  /** How many stand on which step, nothing reached first; how many meet each step; how many are late with a later one. */
  at: number[];
  met: number[];
  stuck: number;
};

/** Each municipality that has schools on the day. */
export async function ladderCounts(db: Db, viewer: Actor, ask: LadderAsk): Promise<LadderCounts[]> {
  const each = ask.steps.map((_, at) => at + 1);
  const list = (counts: RawBuilder<unknown>[]) => sql`array[${sql.join(counts)}]::int[]`;
  const { rows } = await sql<LadderCounts>`
    with ${standings(viewer, ask)}
    select municipality as "municipalityId", count(*) as schools, count(stuck) as stuck,
      ${list([0, ...each].map((step) => sql`count(*) filter (where step = ${step})`))} as at,
      ${list(each.map((step) => sql`count(*) filter (where ${step} = any(met))`))} as met
    from placed group by municipality`.execute(db);
  return rows;
}

export type LadderLine = {
  id: number;
  name: string;
  municipalityId: number;
  municipality: string;
  /** Its place in the ladder from 1, 0 on no step. */
  step: number;
  since: Day | null;
  /** Since when a later step is overdue; null while none is. */
  stuck: Day | null;
};

/** Which schools: those that meet the step or do not, those that are late with a later one. */
export type LadderShown = { step: number; met: boolean } | 'stuck' | 'all';

/** A page of the schools, in the order in which they were registered. */
export async function ladderLines(
  db: Db,
  viewer: Actor,
  ask: LadderAsk & { show: LadderShown } & PageAsk,
): Promise<PageOf<LadderLine>> {
  const { show } = ask;
  const shown =
    show === 'all'
      ? sql`true`
      : show === 'stuck'
        ? sql`stuck is not null`
        : sql`(${show.step} = any(met)) = ${show.met}`;
  return pageOf(ask, async ({ direction, from, limit }) => {
    const forward = direction === 'asc';
    const beside = from === undefined ? sql`true` : forward ? sql`id > ${from}` : sql`id < ${from}`;
    const { rows } = await sql<LadderLine>`
      with ${standings(viewer, ask)}
      select id, name, municipality as "municipalityId",
        (select m.name from organisations m where m.id = municipality) as municipality, step, since, stuck
      from placed where ${shown} and ${beside} order by id ${forward ? sql`asc` : sql`desc`} limit ${limit}`.execute(
      db,
    );
    return rows;
  });
}

export type CountingAnswers = { schoolId: number; form: string; answers: Answers; filedOn: Day };

/** What of each form the schools had last filed that counted before `until`; a returned statement does not. */
export async function countingAnswers(
  db: Db,
  ask: Pick<LadderAsk, 'campaignId' | 'until' | 'statementIds'> & {
    schoolIds: readonly number[];
    formIds: readonly string[];
  },
): Promise<CountingAnswers[]> {
  const { rows } = await sql<CountingAnswers>`
    select * from (
      select distinct on (f.organisation_id, f.form_id) f.organisation_id as "schoolId", f.form_id as form, f.answers,
        f.filed_on as "filedOn", f.id
      from filings f
      where f.organisation_id = any(${ask.schoolIds}::int[]) and f.campaign_id = ${ask.campaignId}
        and f.form_id = any(${ask.formIds}::text[]) and f.counts_from < ${ask.until}
      order by f.organisation_id, f.form_id, f.as_of desc, f.counts_from desc, f.ordinal desc
    ) last
    where not (
      form = any(${ask.statementIds}::text[])
      and exists (select from reviews v where v.filing_id = last.id and v.decision = 'returned' and v.at < ${ask.until})
    )`.execute(db);
  return rows;
}
