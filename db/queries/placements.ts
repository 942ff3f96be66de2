/** The register of organisations as the administrator keeps it: where each one stands, stood, and what is not known of it. */
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { OrganisationKind, SchoolKind, Settlement } from '#app/domain/organisations/organisation.ts';
import type { User } from '#app/domain/people/people.ts';
import type { Db, Trx } from '../schema.ts';
import { type PageAsk, type PageOf, pageOf } from './paging.ts';
import { regionSeenBy } from './visible.ts';

export type Lacking = 'phone' | 'people' | 'placement' | 'schoolKind';
export type OrganisationFilter = {
  kind: 'municipality' | 'school';
  municipalityId?: number;
  search?: string;
  lacking?: Lacking;
};

export type OrganisationLine = {
  id: number;
  kind: OrganisationKind;
  name: string;
  phone: string | null;
  opened: Day;
  closed: Day | null;
  generalEducation: boolean;
  schoolKind: SchoolKind | null;
  settlement: Settlement | null;
  /** Where it stands today; before its opening and after the end of its last placement, that one. */
  parentId: number | null;
  parent: string | null;
};

/** The placement of `organisation` on the day, or else its last one. */
function placementOn(organisation: RawBuilder<unknown>, on: Day): RawBuilder<unknown> {
  return sql`(
    select p.parent_id, p.since, p.until from placements p where p.organisation_id = ${organisation}
    order by (p.since <= ${on} and (p.until is null or p.until > ${on})) desc, p.since desc limit 1
  )`;
}

/** Every organisation with its parent and its region, as a table to select from; `o` are the viewer's own alone. */
export function organisationsOf(viewer: User, on: Day): RawBuilder<OrganisationRow> {
  const regionId = regionSeenBy(viewer);
  return sql<OrganisationRow>`(
    select o.*, p.parent_id, m.name as parent, p.until as placed_until
    from organisations o
    left join lateral ${placementOn(sql`o.id`, on)} p on true
    left join organisations m on m.id = p.parent_id
    left join lateral ${placementOn(sql`m.id`, on)} q on true
    where case o.kind when 'region' then o.id when 'municipality' then p.parent_id else q.parent_id end = ${regionId}
  )`;
}

type OrganisationRow = {
  id: number;
  kind: OrganisationKind;
  name: string;
  phone: string | null;
  opened: Day;
  closed: Day | null;
  general_education: boolean;
  school_kind: SchoolKind | null;
  settlement: Settlement | null;
  demo: boolean;
  version: number;
  parent_id: number | null;
  parent: string | null;
  placed_until: Day | null;
};

const longestSearch = 200;

/** Every word of the search is somewhere in the text, both folded: «№10» finds «Школа № 10». */
export function contains(text: Expression<string | null> | RawBuilder<unknown>, search = ''): RawBuilder<SqlBool> {
  if (search.trim() === '') return sql<SqlBool>`true`;
  // Folded as a whole: «№ 10» is one word then.
  const words = sql`unnest(string_to_array(folded(${search.slice(0, longestSearch)}::text), ' '))`;
  return sql<SqlBool>`not exists (
    select from (select folded(${text}) as said) t, ${words} w (word) where strpos(t.said, w.word) = 0
  )`;
}

/** Somebody who can sign in answers for it: a school's director or responsible person, a municipality's coordinator. */
const hasPeople = sql<SqlBool>`exists (
  select from users u where u.organisation_id = o.id and not u.blocked and u.password_hash is not null
)`;

function condition(filter: OrganisationFilter, on: Day): RawBuilder<SqlBool> {
  const conditions = [sql`o.kind = ${filter.kind}`, contains(sql`o.name`, filter.search)];
  if (filter.municipalityId !== undefined) conditions.push(sql`o.parent_id = ${filter.municipalityId}`);
  if (filter.lacking) conditions.push(sql`(o.closed is null or o.closed > ${on})`, lackingIs[filter.lacking](on));
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}

const lackingIs: Record<Lacking, (on: Day) => RawBuilder<SqlBool>> = {
  phone: () => sql`o.phone is null`,
  people: () => sql`not ${hasPeople}`,
  placement: (on) => sql`o.placed_until <= ${on}`,
  schoolKind: () => sql`o.general_education and o.school_kind is null`,
};

/** A page of the register in the Russian order of names. */
export async function organisationsPage(
  db: Db,
  viewer: User,
  filter: OrganisationFilter,
  { on, ...ask }: PageAsk & { on: Day },
): Promise<PageOf<OrganisationLine> & { total: number }> {
  const from = sql`${organisationsOf(viewer, on)} o where ${condition(filter, on)}`;
  const page = await pageOf(ask, async ({ direction, from: beside, limit }) => {
    const past = direction === 'asc' ? sql`>` : sql`<`;
    const stretch =
      beside === undefined
        ? sql``
        : sql`and (name_order(o.name) collate ru, o.id) ${past} ((select name_order(name) from organisations where id = ${beside}) collate ru, ${beside}::int)`;
    const order = direction === 'asc' ? sql`asc` : sql`desc`;
    const { rows } = await sql<OrganisationLine>`
      select o.id, o.kind, o.name, o.phone, o.opened, o.closed, o.general_education as "generalEducation",
        o.school_kind as "schoolKind", o.settlement, o.parent_id as "parentId", o.parent
      from ${from} ${stretch}
      order by name_order(o.name) collate ru ${order}, o.id ${order} limit ${limit}`.execute(db);
    return rows;
  });
  const { rows } = await sql<{ total: number }>`select count(*) as total from ${from}`.execute(db);
  return { ...page, total: rows[0]?.total ?? 0 };
}

export type Gaps = { kind: 'municipality' | 'school'; open: number; phone: number; people: number; placement: number };

/** How many organisations at work lack what. */
export async function gapsOfOrganisations(db: Db, viewer: User, on: Day): Promise<Gaps[]> {
  const { rows } = await sql<Gaps>`
    select o.kind, count(*) as open,
      count(*) filter (where ${lackingIs.phone(on)}) as phone,
      count(*) filter (where ${lackingIs.people(on)}) as people,
      count(*) filter (where ${lackingIs.placement(on)}) as placement
    from ${organisationsOf(viewer, on)} o
    where o.kind <> 'region' and (o.closed is null or o.closed > ${on})
    group by o.kind`.execute(db);
  return rows;
}

export type Placement = { parentId: number; parent: string; since: Day; until: Day | null };
export type RegisteredOrganisation = OrganisationLine & { version: number; placements: Placement[] };

/** One organisation of the viewer's region with all its placements, oldest first. */
export async function registeredOrganisation(
  db: Db,
  viewer: User,
  id: number,
  on: Day,
): Promise<RegisteredOrganisation | undefined> {
  const { rows } = await sql<Omit<RegisteredOrganisation, 'placements'>>`
    select o.id, o.kind, o.name, o.phone, o.opened, o.closed, o.general_education as "generalEducation",
      o.school_kind as "schoolKind", o.settlement, o.version, o.parent_id as "parentId", o.parent
    from ${organisationsOf(viewer, on)} o where o.id = ${id}`.execute(db);
  const placements = await db
    .selectFrom('placements as p')
    .innerJoin('organisations as m', 'm.id', 'p.parent_id')
    .where('p.organisation_id', '=', id)
    .select(['p.parent_id as parentId', 'm.name as parent', 'p.since', 'p.until'])
    .orderBy('p.since')
    .execute();
  return rows[0] && { ...rows[0], placements };
}

/** Holds the organisation against other writers until the transaction ends; what names it (a filing, the audit) waits for nobody. */
export async function holdOrganisation(trx: Trx, id: number): Promise<void> {
  await trx.selectFrom('organisations').where('id', '=', id).select('id').forNoKeyUpdate().execute();
}

export type OrganisationFacts = {
  name: string;
  phone: string | null;
  opened: Day;
  closed: Day | null;
  generalEducation: boolean;
  schoolKind: SchoolKind | null;
  settlement: Settlement | null;
};

export async function insertOrganisation(
  trx: Trx,
  { generalEducation, schoolKind, ...facts }: OrganisationFacts & { kind: 'municipality' | 'school'; demo: boolean },
  parentId: number,
): Promise<number> {
  const { id } = await trx
    .insertInto('organisations')
    .values({ ...facts, general_education: generalEducation, school_kind: schoolKind, zone: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  await insertPlacement(trx, { organisationId: id, parentId, since: facts.opened });
  return id;
}

/** Writes over the version that the person had opened; false when somebody else's change came first. */
export async function updateOrganisation(
  trx: Trx,
  { id, version }: { id: number; version: number },
  { generalEducation, schoolKind, ...facts }: Partial<OrganisationFacts>,
): Promise<boolean> {
  const result = await trx
    .updateTable('organisations')
    .set({ ...facts, general_education: generalEducation, school_kind: schoolKind, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function insertPlacement(
  trx: Trx,
  placement: { organisationId: number; parentId: number; since: Day },
): Promise<void> {
  const { organisationId, parentId, since } = placement;
  await trx
    .insertInto('placements')
    .values({ organisation_id: organisationId, parent_id: parentId, since, until: null })
    .execute();
}

/** The last placement ends where the next one begins. */
export async function endPlacement(trx: Trx, organisationId: number, until: Day): Promise<void> {
  await trx
    .updateTable('placements')
    .set({ until })
    .where('organisation_id', '=', organisationId)
    .where('until', 'is', null)
    .execute();
}

/** The first placement begins on the day of the opening. */
export async function shiftFirstPlacement(trx: Trx, organisationId: number, from: Day, to: Day): Promise<void> {
  await trx
    .updateTable('placements')
    .set({ since: to })
    .where('organisation_id', '=', organisationId)
    .where('since', '=', from)
    .execute();
}

export type Alike = { id: number; name: string; key: string; ownKey: string };

/** The open organisations under the same parent, with their names and the given one folded for comparison. */
export async function namesBeside(db: Db, ask: { parentId: number; name: string; on: Day }): Promise<Alike[]> {
  const { rows } = await sql<Alike>`
    select distinct s.id, s.name, twin_key(s.name) as key, twin_key(${ask.name}::text) as "ownKey" from organisations s
    join placements p on p.organisation_id = s.id and (p.until is null or p.until > ${ask.on})
    where p.parent_id = ${ask.parentId} and (s.closed is null or s.closed > ${ask.on})
    order by s.id`.execute(db);
  return rows;
}

/** How many schools belong to the municipality on that day or later, and are not closed by then. */
export async function schoolsFrom(db: Db, municipalityId: number, on: Day): Promise<number> {
  const { rows } = await sql<{ schools: number }>`
    select count(distinct s.id) as schools from organisations s
    join placements p on p.organisation_id = s.id and (p.until is null or p.until > ${on})
    where p.parent_id = ${municipalityId} and (s.closed is null or s.closed > ${on})`.execute(db);
  return rows[0]?.schools ?? 0;
}
