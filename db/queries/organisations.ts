import { type RawBuilder, sql } from 'kysely';
import type { Day, Zone } from '#app/domain/calendar.ts';
import type { Actor } from '#app/domain/people/people.ts';
import type { Db, Door, Trx } from '../schema.ts';
import { byName } from './by-name.ts';
import { schoolSeenBy } from './visible.ts';

export type SchoolPlace = {
  schoolId: number;
  municipalityId: number;
  regionId: number;
  name: string;
  municipality: string;
  region: string;
  phone: string | null;
  opened: Day;
  closed: Day | null;
  generalEducation: boolean;
  level: 'school' | 'municipality';
};

/**
 * A school and where it stands on the day; before its first placement and between or after its placements, the nearest one,
 * so that its people are never without a page of their own. Undefined when there is no such school.
 */
export async function schoolPlace(db: Db, schoolId: number, on: Day): Promise<SchoolPlace | undefined> {
  return placeOfSchool(db, schoolId, on).executeTakeFirst();
}

/** The same, still to be asked. */
export function placeOfSchool(db: Db, schoolId: number | RawBuilder<number>, on: Day) {
  return placeOfReporter(db, schoolId, on).where('s.kind', '=', 'school');
}

/** Where who owes a report stands: a school as above, a municipality in itself. */
export async function reporterPlace(db: Db, organisationId: number, on: Day): Promise<SchoolPlace | undefined> {
  return placeOfReporter(db, organisationId, on).executeTakeFirst();
}

/** The same, still to be asked. */
export function placeOfReporter(db: Db, organisationId: number | RawBuilder<number>, on: Day) {
  return reporterPlaces(db)
    .where('s.id', '=', organisationId)
    .orderBy(placedOn(on), 'desc')
    .orderBy(sql`abs(p.since - ${on}::date)`)
    .limit(1);
}

function placedOn(on: Day) {
  return sql<boolean>`(p.since <= ${on} and (p.until is null or p.until > ${on}))`;
}

function reporterPlaces(db: Db) {
  return db
    .selectFrom('organisations as s')
    .innerJoin('placements as p', 'p.organisation_id', 's.id')
    .innerJoin('organisations as m', (join) =>
      join.on('m.id', '=', sql<number>`case s.kind when 'school' then p.parent_id else s.id end`),
    )
    .innerJoin('placements as q', 'q.organisation_id', 'm.id')
    .innerJoin('organisations as r', 'r.id', 'q.parent_id')
    .where('s.kind', 'in', ['school', 'municipality'])
    .where('q.until', 'is', null)
    .select([
      's.id as schoolId',
      'm.id as municipalityId',
      'r.id as regionId',
      's.name as name',
      'm.name as municipality',
      'r.name as region',
      's.phone as phone',
      's.opened as opened',
      's.closed as closed',
      's.general_education as generalEducation',
      sql<SchoolPlace['level']>`s.kind`.as('level'),
    ]);
}

/** The schools of a municipality on the day that the viewer may see, in the Russian order of names. */
export async function schoolsOfMunicipality(
  db: Db,
  viewer: Actor,
  municipalityId: number,
  on: Day,
): Promise<SchoolPlace[]> {
  const places = await reporterPlaces(db)
    .where('s.kind', '=', 'school')
    .where(placedOn(on))
    .where('m.id', '=', municipalityId)
    .where(schoolSeenBy(viewer))
    .orderBy('s.id')
    .execute();
  return places.sort(byName);
}

/** The day from which on a school that was placed in the municipality is no longer; undefined when it never was. */
export async function leftMunicipality(db: Db, schoolId: number, municipalityId: number): Promise<Day | undefined> {
  const placement = await db
    .selectFrom('placements')
    .where('organisation_id', '=', schoolId)
    .where('parent_id', '=', municipalityId)
    .select('until')
    .orderBy('since', 'desc')
    .limit(1)
    .executeTakeFirst();
  return placement?.until ?? undefined;
}

export type MunicipalityPlace = { municipalityId: number; regionId: number; name: string; region: string };

export async function municipalityPlace(db: Db, municipalityId: number): Promise<MunicipalityPlace | undefined> {
  return placeOfMunicipality(db, municipalityId).executeTakeFirst();
}

/** The same, still to be asked. */
export function placeOfMunicipality(db: Db, municipalityId: number) {
  return db
    .selectFrom('organisations as m')
    .innerJoin('placements as q', 'q.organisation_id', 'm.id')
    .innerJoin('organisations as r', 'r.id', 'q.parent_id')
    .where('m.id', '=', municipalityId)
    .where('m.kind', '=', 'municipality')
    .where('q.until', 'is', null)
    .select(['m.id as municipalityId', 'r.id as regionId', 'm.name as name', 'r.name as region']);
}

/** The municipalities that a campaign's scope takes in: those of the region, or the one that it is opened for. */
export async function municipalitiesOfScope(db: Db, scopeId: number): Promise<{ id: number; name: string }[]> {
  const municipalities = await db
    .selectFrom('organisations as m')
    .leftJoin('placements as q', (join) => join.onRef('q.organisation_id', '=', 'm.id').on('q.until', 'is', null))
    .where('m.kind', '=', 'municipality')
    .where((eb) => eb.or([eb('m.id', '=', scopeId), eb('q.parent_id', '=', scopeId)]))
    .select(['m.id', 'm.name'])
    .execute();
  return municipalities.sort(byName);
}

export type RegionRow = { id: number; name: string; zone: Zone; demo: boolean };

/** The regions of this installation. Days and months are those of a region's zone. */
export async function regions(db: Door): Promise<RegionRow[]> {
  const rows = await db
    .selectFrom('organisations')
    .where('kind', '=', 'region')
    .select(['id', 'name', 'zone', 'demo'])
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, zone: row.zone as Zone }));
}

/** The region that an organisation lies in, or lay in last, or is; undefined when there is no such organisation. */
export async function regionOf(db: Door, organisationId: number): Promise<RegionRow | undefined> {
  const { rows } = await sql<RegionRow>`select * from ${regionAbove(sql`${organisationId}::int`)} g`.execute(db);
  return rows[0];
}

/** The same as a table of at most one row, for a query that knows the organisation. */
export function regionAbove(organisation: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    with recursive up as (
      select o.* from organisations o where o.id = ${organisation}
      union all
      select o.* from up
        join lateral (
          select parent_id from placements where organisation_id = up.id order by since desc limit 1
        ) p on true
        join organisations o on o.id = p.parent_id
    )
    select id, name, zone, demo from up where kind = 'region'
  )`;
}

/** The root of an installation's register; everything else hangs under a region. */
export async function nameOfOrganisation(db: Db, id: number): Promise<string | undefined> {
  return (await db.selectFrom('organisations').where('id', '=', id).select('name').executeTakeFirst())?.name;
}

export async function insertRegion(trx: Trx, region: { name: string; zone: Zone; opened: Day }): Promise<number> {
  const { id } = await trx
    .insertInto('organisations')
    .values({ ...region, kind: 'region', phone: null, closed: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
