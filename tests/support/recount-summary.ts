/** What a month's summary comes to, counted by plain SQL over the raw tables; it shares no code with the product. */
import type { Database } from '#db/client.ts';
import {
  type BandDayCount,
  type CorridorCount,
  recountTargets,
  type TargetCount,
  type TargetMetCount,
} from './recount-targets.ts';

type Share = { n: number; of: number };
type Counted = Record<'reported' | 'onTime' | 'onTimeOriginally' | 'accepted' | 'acceptedOnTime' | 'covered', Share> & {
  stages: { id: string; schools: number }[];
  figures: Record<string, Share & { schools: number }>;
  target: 'met' | 'missed' | 'pending' | null;
  targets: TargetCount[];
  corridors: CorridorCount[];
};
type MunicipalityCount = Counted & { id: number; name: string; stillNeeded: number; rank: number | null };
type Placed = { id: number; name: string; municipalityId: number };
export type SchoolCount = Placed & {
  covered: boolean;
  last: { reportId: number; asOf: string; filedOn: string; late: boolean; system: string; coveredFrom: string } | null;
  stage: string | null;
  figures: Record<string, Share>;
  /** Where the order has several coverage targets, and corridors of items in other forms. */
  targets?: string[];
  shares?: Record<string, Share>;
  schoolKind: string | null;
  settlement: string | null;
} & Record<'owed' | 'filed' | 'onTime' | 'onTimeOriginally' | 'accepted' | 'acceptedOnTime', number>;
export type ProblemCount = { schoolId: number; key: string; text: string; how: string | null; state: string } & {
  reopened: boolean;
  since: string;
  until: string | null;
  days: number;
  reportId: number;
  lastAsOf: string;
  system: string | null;
};
type Plan = { number: string; date: string; steps: { by: string; schools: number }[] };
type Details = {
  id: number;
  coordinators: string[];
  returns: { reason: string; n: number }[];
  before: Share;
  bands: BandDayCount[];
  plan: Plan | null;
};
export type Recount = {
  totals: {
    month: string;
    asOf: string;
    region: Counted;
    municipalitiesMet: Share;
    municipalities: MunicipalityCount[];
    schoolsWithReport: number;
    excluded: (Placed & { reason: string })[];
    excused: (Placed & { reportId: number; asOf: string; reason: string; document: string | null })[];
    bands?: BandDayCount[];
    targetsMet: TargetMetCount[];
    before: { asOf: string; covered: Share };
    details: Details[];
  };
  schools: SchoolCount[];
  /** School by school; undefined where the order asks for none. */
  problems?: ProblemCount[];
  /** The step of each municipality's plan that is in force, and how many schools more than planned are covered. */
  plans: { municipalityId: number; by: string; planned: number; ahead: number }[];
};
/** `until`: nothing that came then or later is counted. */
type Ask = { campaignId: number; month: string; asOf: string; until: Date };

/** $1 the campaign, $2 the month, $3 the day, $4 until when; without it until the end of the day. */
const counted = `
with asked as (
  select c.id as campaign, c.scope_id as scope, c.definition as def, r.zone, to_date($2, 'YYYY-MM') as first, $3::date as day,
    coalesce($4::timestamptz, ($3::date + 1)::timestamp at time zone r.zone) as until,
    jsonb_path_query_first(c.definition, '$.targets[*] ? (@.kind == "coverage")') as target,
    coalesce(
      jsonb_path_query_first(c.definition, '$.targets[*] ? (@.kind == "coverage").form'), c.definition #> '{forms,0,id}'
    ) #>> '{}' as form
  from campaigns c
  join organisations r on r.kind = 'region'
    and (r.id = c.scope_id or r.id in (select parent_id from placements where organisation_id = c.scope_id))
  where c.id = $1
), ground as (
  select m.id, m.name from asked, organisations m
  where m.kind = 'municipality'
    and (m.id = scope or m.id in (select organisation_id from placements where parent_id = scope and until is null))
), here as (
  select s.id, s.name, s.school_kind, s.settlement, p.parent_id as municipality, case
      when s.opened > day then 'notOpenYet'
      when s.closed <= day then 'closed'
      when not s.general_education then 'notGeneral'
    end as why
  from asked, organisations s, placements p, ground g
  where s.kind = 'school' and p.organisation_id = s.id and p.parent_id = g.id and daterange(p.since, p.until) @> day
), decided as (
  select r.id as report, r.organisation_id as school, d.as_of, d.due as ordered,
    greatest(
      coalesce(max(n.due) filter (where n.kind = 'move'), d.due), max(n.due) filter (where n.kind = 'extension')
    ) as due,
    coalesce(bool_or(n.kind = 'notRequired'), false) as spared,
    max(n.reason) filter (where n.kind = 'notRequired') as reason,
    max(n.document) filter (where n.kind = 'notRequired') as document
  from asked
  join reporting_dates d on d.campaign_id = campaign and d.form_id = form
  join reports r on r.reporting_date_id = d.id
  left join decisions n on n.reporting_date_id = d.id and n.revoked_at is null
    and coalesce(n.organisation_id, r.organisation_id) = r.organisation_id
  group by r.id, d.id
), owing as (
  select d.* from asked, decided d join organisations s on s.id = d.school
  where d.due between first and day and s.general_education and daterange(s.opened, s.closed) @> d.as_of
    and exists (
      select from placements p join ground g on g.id = p.parent_id
      where p.organisation_id = s.id and daterange(p.since, p.until) @> d.as_of
    )
), handed as (
  select f.report_id as report, min(f.filed_on) filter (where f.ordinal = 1 and f.filed_at < asked.until) as first_on,
    min(f.filed_on) filter (
      where f.amendment_reason is null and v.decision = 'accepted' and v.at < asked.until
    ) as accepted_on
  from asked, filings f left join reviews v on v.filing_id = f.id group by f.report_id
), tally as (
  select school, count(*) as owed, count(first_on) as filed, count(*) filter (where first_on <= due) as on_time,
    count(*) filter (where first_on <= ordered) as on_time_originally, count(accepted_on) as accepted,
    count(*) filter (where accepted_on <= due) as accepted_on_time
  from owing left join handed using (report) where not spared group by school
), known as (
  select f.*, row_number() over (
      partition by f.organisation_id order by f.as_of desc, f.counts_from desc, f.ordinal desc
    ) as place,
    max(f.filed_on) filter (where f.amendment_reason is null) over (partition by f.report_id order by f.ordinal) as handed_in
  from asked, filings f where f.campaign_id = campaign and f.form_id = form and f.counts_from < asked.until
), school as (
  select h.id, h.name, h.municipality, h.school_kind, h.settlement, f.id as filing, f.report_id, f.as_of,
    (f.filed_at at time zone zone)::date as filed_on, f.handed_in > n.due as late, f.system, f.covered_from,
    coalesce(f.covered_from <= day, false) as covered,
    (
      select s ->> 'id' from jsonb_array_elements(def -> 'stages') with ordinality as stages (s, place)
      where (f.stages ->> (s ->> 'id'))::date <= day order by place desc limit 1
    ) as stage,
    coalesce(t.owed, 0) as owed, coalesce(t.filed, 0) as filed, coalesce(t.on_time, 0) as on_time,
    coalesce(t.on_time_originally, 0) as on_time_originally, coalesce(t.accepted, 0) as accepted,
    coalesce(t.accepted_on_time, 0) as accepted_on_time
  from here h cross join asked
  left join known f on f.organisation_id = h.id and f.place = 1
  left join decided n on n.report = f.report_id
  left join tally t on t.school = h.id
  where h.why is null
), figure as (
  select s.id as school, s.municipality, g.item, g.n, g."of"
  from asked, school s join filing_figures g on g.filing_id = s.filing
  where exists (
    select from jsonb_array_elements(def -> 'forms') f, jsonb_array_elements(f -> 'items') i
    where f ->> 'id' = form and i ->> 'id' = g.item and i ->> 'kind' = 'share'
  )
)`;

export async function recountSummary({ pool }: Database, { campaignId, month, asOf, until }: Ask): Promise<Recount> {
  const select = async <T extends object>(query: string, day = asOf, before: Date | null = until) =>
    (await pool.query<T>(`${counted} ${query}`, [campaignId, month, day, before])).rows;
  const lines = async <T>(query: string) => (await select<{ line: T }>(query)).map(({ line }) => line);

  const municipalities = (await lines<MunicipalityCount>(territories('municipality'))).sort(byName);
  const [region] = await lines<Counted>(territories('region'));
  if (!region) throw new RangeError(`No campaign ${campaignId}`);
  const place = new Map(municipalities.map(({ id }, at) => [id, at]));
  const byPlace = (a: Placed, b: Placed) =>
    (place.get(a.municipalityId) ?? 0) - (place.get(b.municipalityId) ?? 0) || byName(a, b);
  const schools = (await lines<SchoolCount>(schoolLines)).sort(byPlace);

  const [earlier] = await select<{ day: string }>('select (day - 28)::text as day from asked');
  const beforeOn = earlier?.day ?? '';
  const before = await select<Share & { id: number | null }>(coverage, beforeOn, null);
  const judged = await recountTargets(select, { places: municipalities.map(({ id }) => id), asOf });
  const withTargets = <T extends object>(line: T, place: number | null) => ({
    ...line,
    targets: judged.targets.get(place) ?? [],
    corridors: judged.corridors.get(place) ?? [],
  });
  const share = (found: Share | undefined): Share => ({ n: found?.n ?? 0, of: found?.of ?? 0 });
  const bandsOf = (id: number | null) => judged.bands.get(id) ?? [];

  const coordinators = await select<{ id: number; name: string; place: number }>(
    `select u.id, u.name, u.organisation_id as place from users u join ground g on g.id = u.organisation_id
     where u.role = 'coordinator' and not u.blocked`,
  );
  const returned = await select<{ id: number; reason: string; n: number }>(returns);
  const plans = await select<{ id: number; line: Plan }>(newestPlans);
  const details = municipalities.map(
    ({ id }): Details => ({
      id,
      coordinators: coordinators
        .filter((one) => one.place === id)
        .sort(byName)
        .map(({ name }) => name),
      returns: returned.filter((one) => one.id === id).map(({ reason, n }) => ({ reason, n })),
      before: share(before.find((one) => one.id === id)),
      bands: bandsOf(id),
      plan: plans.find((one) => one.id === id)?.line ?? null,
    }),
  );
  const [asks] = await select<{ bands: boolean; problems: boolean }>(
    `select def @? '$.targets[*] ? (@.kind == "bands")' as bands, def @? '${problemForm}' as problems from asked`,
  );
  return {
    totals: {
      month,
      asOf,
      region: withTargets(region, null),
      targetsMet: judged.met,
      municipalitiesMet: {
        n: municipalities.filter(({ target }) => target === 'met').length,
        of: municipalities.filter(({ covered }) => covered.of > 0).length,
      },
      municipalities: municipalities.map((line) => withTargets(line, line.id)),
      schoolsWithReport: schools.filter(({ last }) => last !== null).length,
      excluded: (await lines<Recount['totals']['excluded'][number]>(excludedLines)).sort(byPlace),
      excused: (await lines<Recount['totals']['excused'][number]>(excusedLines)).sort(byName),
      ...(asks?.bands && { bands: bandsOf(null) }),
      before: { asOf: beforeOn, covered: share(before.find(({ id }) => id === null)) },
      details,
    },
    schools: schools.map((school) => ({ ...school, ...judged.perSchool(school.id) })),
    ...(asks?.problems && { problems: await lines<ProblemCount>(ledger) }),
    plans: await select<Recount['plans'][number]>(stepsInForce),
  };
}

/** Russian letters first, № 2 before № 10. */
const russian = new Intl.Collator('ru', { numeric: true });
function byName(a: { name: string; id: number }, b: { name: string; id: number }): number {
  return russian.compare(a.name, b.name) || a.id - b.id;
}

// ------------------------------------------------------------------------------------------------------------- schools

const schoolLines = `
select jsonb_build_object(
  'id', s.id, 'name', s.name, 'municipalityId', s.municipality, 'schoolKind', s.school_kind, 'settlement', s.settlement,
  'covered', s.covered, 'stage', s.stage, 'owed', s.owed, 'filed', s.filed, 'onTime', s.on_time,
  'onTimeOriginally', s.on_time_originally, 'accepted', s.accepted, 'acceptedOnTime', s.accepted_on_time,
  'last', case when s.filing is not null then jsonb_build_object(
    'reportId', s.report_id, 'asOf', s.as_of, 'filedOn', s.filed_on, 'late', s.late, 'system', s.system,
    'coveredFrom', s.covered_from
  ) end,
  'figures', coalesce((
    select jsonb_object_agg(g.item, jsonb_build_object('n', g.n, 'of', g."of")) from figure g where g.school = s.id
  ), '{}')
) as line from school s`;

const excludedLines = `
select jsonb_build_object('id', id, 'name', name, 'municipalityId', municipality, 'reason', why) as line
from here where why is not null`;

const excusedLines = `
select jsonb_build_object(
  'reportId', o.report, 'id', h.id, 'name', h.name, 'municipalityId', h.municipality, 'asOf', o.as_of, 'reason', o.reason,
  'document', o.document
) as line from owing o join here h on h.id = o.school where o.spared`;

// ---------------------------------------------------------------------------------------------------------- territories

/** Each municipality of the campaign, or all of its schools together. */
function territories(of: 'municipality' | 'region'): string {
  const whole = of === 'region';
  return `
, places as (
  ${whole ? 'select null::int as id, null as name' : 'select id, name from ground'}
), sums as (
  select p.id, count(s.id) as schools, count(*) filter (where s.covered) as covered, coalesce(sum(s.owed), 0) as owed,
    coalesce(sum(s.filed), 0) as filed, coalesce(sum(s.on_time), 0) as on_time,
    coalesce(sum(s.on_time_originally), 0) as on_time_originally, coalesce(sum(s.accepted), 0) as accepted,
    coalesce(sum(s.accepted_on_time), 0) as accepted_on_time
  from places p left join school s on ${whole ? 'true' : 's.municipality = p.id'} group by p.id
), ranks as (
  select id, rank() over (order by covered::numeric / schools desc) as rank from sums where schools > 0
)
select jsonb_build_object(
  'covered', jsonb_build_object('n', t.covered, 'of', t.schools),
  'reported', jsonb_build_object('n', t.filed, 'of', t.owed),
  'onTime', jsonb_build_object('n', t.on_time, 'of', t.owed),
  'onTimeOriginally', jsonb_build_object('n', t.on_time_originally, 'of', t.owed),
  'accepted', jsonb_build_object('n', t.accepted, 'of', t.owed),
  'acceptedOnTime', jsonb_build_object('n', t.accepted_on_time, 'of', t.owed),
  'stages', (
    select coalesce(jsonb_agg(jsonb_build_object('id', e ->> 'id', 'schools', (
      select count(*) from school s where s.stage = e ->> 'id' and ${whole ? 'true' : 's.municipality = p.id'}
    )) order by place), '[]')
    from jsonb_array_elements(def -> 'stages') with ordinality as stages (e, place) where e ? 'reached'
  ),
  'figures', (
    select coalesce(jsonb_object_agg(item, jsonb_build_object('n', n, 'of', "of", 'schools', schools)), '{}') from (
      select item, sum(n) as n, sum("of") as "of", count(*) as schools from figure
      where ${whole ? 'true' : 'municipality = p.id'} group by item
    ) summed
  ),
  'target', case
    when target is null ${whole ? '' : 'or t.schools = 0'} then null
    when t.schools > 0 and 1.0 * t.covered * (target #>> '{threshold,of}')::int >= t.schools * (target #>> '{threshold,n}')::int
      then 'met'
    when day < (target ->> 'by')::date then 'pending'
    else 'missed'
  end
) ${
    whole
      ? ''
      : `|| jsonb_build_object('id', p.id, 'name', p.name, 'rank', r.rank, 'stillNeeded', (
  select coalesce(min(more), 0) from generate_series(0, t.schools) as more
  where (t.covered + more) * (target #>> '{threshold,of}')::int >= t.schools * (target #>> '{threshold,n}')::int
))`
  } as line
from asked cross join places p join sums t on t.id is not distinct from p.id left join ranks r on r.id = p.id`;
}

/** With the region as the line without an id. */
const coverage = `
select municipality as id, count(*) filter (where covered) as n, count(*) as "of"
from school group by grouping sets ((municipality), ())`;

const returns = `
select p.parent_id as id, v.category as reason, count(*) as n
from asked, ground g, placements p, filings f, reviews v
where p.parent_id = g.id and daterange(p.since, p.until) @> day and f.organisation_id = p.organisation_id
  and f.campaign_id = campaign and v.filing_id = f.id and v.decision = 'returned'
  and v.at >= first::timestamp at time zone zone and v.at < asked.until
group by p.parent_id, v.category order by n desc, v.category`;

// --------------------------------------------------------------------------------------------------------------- plans

const planned = `
, plan as (
  select p.*, row_number() over (partition by p.municipality_id order by p.version desc) as back
  from asked, plans p where p.campaign_id = campaign and p.saved_at < asked.until and target ? 'plan'
)`;

const newestPlans = `${planned}
select p.municipality_id as id, jsonb_build_object('number', p.number, 'date', p.date, 'steps', (
  select jsonb_agg(jsonb_build_object('by', t.by, 'schools', t.schools) order by t.by) from plan_steps t where t.plan_id = p.id
)) as line
from plan p where p.back = 1`;

/** Those of a plan that are closed by now can't be covered any more. */
const stepsInForce = `${planned}
, step as (
  select p.municipality_id, t.by, t.schools, row_number() over (partition by p.id order by t.by desc) as back
  from asked, plan p join plan_steps t on t.plan_id = p.id where p.back = 1 and t.by <= day
)
select t.municipality_id as "municipalityId", t.by::text as by, t.schools as planned,
  count(s.id) filter (where s.covered) - least(t.schools, count(s.id)) as ahead
from step t join ground g on g.id = t.municipality_id left join school s on s.municipality = t.municipality_id
where t.back = 1 group by t.municipality_id, t.by, t.schools order by t.municipality_id`;

// ------------------------------------------------------------------------------------------------------------- problems

const problemForm = '$.forms[*] ? (@.filledBy == "school" && @.problems != null).id';

/** What has become of each problem that the schools counted have named. */
const ledger = `
, said as (
  select f.*, row_number() over (partition by f.report_id order by f.counts_from desc, f.ordinal desc) as back
  from asked, filings f join school s on s.id = f.organisation_id
  where f.campaign_id = campaign and f.counts_from < asked.until
    and f.form_id = jsonb_path_query_first(def, '${problemForm}') #>> '{}'
), mention as (
  select f.organisation_id as school, f.report_id, f.as_of, f.system, q.key, q.text, q.how, q.solved,
    max(f.as_of) filter (where q.solved <> 'fully') over named as unsolved_on,
    row_number() over (partition by f.organisation_id, q.key order by f.as_of desc) as back
  from said f join filing_problems q on q.filing_id = f.id
  where f.back = 1
  window named as (partition by f.organisation_id, q.key)
), fate as (
  select school, key, min(as_of) as since, max(as_of) as last_on,
    min(as_of) filter (where unsolved_on is null or as_of > unsolved_on) as solved_on,
    coalesce(bool_or(solved = 'fully' and as_of < unsolved_on), false) as reopened
  from mention group by school, key
), ending as (
  select e.*, (select min(f.as_of) from said f where f.organisation_id = e.school and f.as_of > e.last_on) as dropped_on
  from fate e
)
select jsonb_build_object(
  'schoolId', e.school, 'key', e.key, 'text', m.text, 'how', m.how, 'since', e.since, 'reopened', e.reopened,
  'until', coalesce(e.solved_on, e.dropped_on), 'days', greatest(0, coalesce(e.solved_on, e.dropped_on, day) - e.since),
  'state', case when e.solved_on is not null then 'solved' when e.dropped_on is not null then 'gone'
    when m.solved = 'partly' then 'partly' else 'open' end,
  'reportId', m.report_id, 'lastAsOf', m.as_of, 'system', m.system
) as line
from asked cross join ending e join mention m on m.school = e.school and m.key = e.key and m.back = 1
order by e.school, e.key`;
