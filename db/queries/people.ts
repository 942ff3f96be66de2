/** People as the administrator keeps them. Signing in reads `users.ts`. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { OrganisationKind } from '#app/domain/organisations/organisation.ts';
import type { Access, Role, User } from '#app/domain/people/people.ts';
import { limits } from '../rate-limit.ts';
import type { Db, Trx } from '../schema.ts';
import { type PageAsk, type PageOf, pageOf } from './paging.ts';
import { contains, organisationsOf } from './placements.ts';

export type PersonLine = {
  id: number;
  name: string;
  email: string;
  role: Role;
  organisationId: number;
  organisation: string;
  access: Access;
  /** Until when the invitation lets the person in; null when there is none to use. */
  invitedUntil: Date | null;
};

export type PeopleFilter = { role?: Role; access?: Access; search?: string };

/** People of the viewer's region with how they stand, as a table to select from. */
function peopleOf(viewer: User, { on, now }: { on: Day; now: Date }): RawBuilder<unknown> {
  return sql`(
    select u.id, u.name, u.email, u.role, u.position, u.phone, u.version, u.blocked,
      o.id as organisation_id, o.name as organisation, o.kind as organisation_kind,
      o.parent_id as municipality_id, o.parent as municipality,
      i.expires_at as invited_until,
      (u.password_hash is not null) as has_password,
      l.locked_until, f.confirmed_at as factor_since,
      case
        when u.blocked then 'blocked'
        when l.locked_until is not null then 'locked'
        when u.password_hash is not null then 'active'
        when i.expires_at is not null then 'invited'
        else 'none'
      end as access
    from users u
    join ${organisationsOf(viewer, on)} o on o.id = u.organisation_id
    left join lateral (
      select max(v.expires_at) as expires_at from invitations v
      where v.user_id = u.id and v.used_at is null and v.expires_at > ${now}
    ) i on true
    left join second_factors f on f.user_id = u.id
    left join lateral (
      select to_timestamp(max(r.expire) / 1000.0) as locked_until from rate_limits r
      where ${locks(sql`u`)} and r.expire > extract(epoch from clock_timestamp()) * 1000
    ) l on true
  )`;
}

/** The counts of `rate_limits r` that keep the person from signing in. They run on the machine's clock, not on ours. */
function locks(user: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql<SqlBool>`(
    r.key = 'sign-in-email:' || encode(sha256(convert_to(${user}.email, 'UTF8')), 'hex')
      and r.points >= ${limits['sign-in-email']}
    or r.key = 'sign-in-code:' || ${user}.id and r.points >= ${limits['sign-in-code']}
  )`;
}

/** Lets the person try again at once. */
export async function liftLocks(trx: Trx, userId: number): Promise<void> {
  await sql`delete from rate_limits r using users u where u.id = ${userId} and ${locks(sql`u`)}`.execute(trx);
}

/** How many people of each role sign in, and how many of them with a second factor. */
export async function countFactors(
  db: Db,
  viewer: User,
  at: { on: Day; now: Date },
): Promise<{ role: Role; people: number; withFactor: number }[]> {
  const { rows } = await sql<{ role: Role; people: number; withFactor: number }>`
    select u.role, count(*) as people, count(u.factor_since) as "withFactor"
    from ${peopleOf(viewer, at)} u where u.has_password and not u.blocked group by u.role`.execute(db);
  return rows;
}

function condition({ role, access, search }: PeopleFilter): RawBuilder<SqlBool> {
  const conditions = [contains(sql`concat_ws(' ', u.name, u.email, u.organisation)`, search)];
  if (role) conditions.push(sql`u.role = ${role}`);
  if (access) conditions.push(sql`u.access = ${access}`);
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}

const line = sql`u.id, u.name, u.email, u.role, u.organisation_id as "organisationId", u.organisation, u.access,
  u.invited_until as "invitedUntil"`;

/** A page of people in the Russian order of names. */
export async function peoplePage(
  db: Db,
  viewer: User,
  filter: PeopleFilter,
  { on, now, ...ask }: PageAsk & { on: Day; now: Date },
): Promise<PageOf<PersonLine> & { total: number }> {
  const from = sql`${peopleOf(viewer, { on, now })} u where ${condition(filter)}`;
  const page = await pageOf(ask, async ({ direction, from: beside, limit }) => {
    const past = direction === 'asc' ? sql`>` : sql`<`;
    const stretch =
      beside === undefined
        ? sql``
        : sql`and (name_order(u.name) collate ru, u.id) ${past} ((select name_order(name) from users where id = ${beside}) collate ru, ${beside}::int)`;
    const order = direction === 'asc' ? sql`asc` : sql`desc`;
    const { rows } = await sql<PersonLine>`
      select ${line} from ${from} ${stretch}
      order by name_order(u.name) collate ru ${order}, u.id ${order} limit ${limit}`.execute(db);
    return rows;
  });
  const { rows } = await sql<{ total: number }>`select count(*) as total from ${from}`.execute(db);
  return { ...page, total: rows[0]?.total ?? 0 };
}

/** The people of one organisation. */
export async function peopleOfOrganisation(
  db: Db,
  viewer: User,
  organisationId: number,
  at: { on: Day; now: Date },
): Promise<PersonLine[]> {
  const { rows } = await sql<PersonLine>`
    select ${line} from ${peopleOf(viewer, at)} u where u.organisation_id = ${organisationId}
    order by name_order(u.name) collate ru, u.id`.execute(db);
  return rows;
}

export type Person = PersonLine & {
  position: string | null;
  phone: string | null;
  blocked: boolean;
  hasPassword: boolean;
  /** Until when the person can't sign in after too many failures. */
  lockedUntil: Date | null;
  /** Since when the person has a second factor. */
  factorSince: Date | null;
  organisationKind: OrganisationKind;
  /** The municipality of a school's person. */
  municipalityId: number | null;
  municipality: string | null;
  version: number;
};

export async function personById(
  db: Db,
  viewer: User,
  id: number,
  at: { on: Day; now: Date },
): Promise<Person | undefined> {
  const { rows } = await sql<Person>`
    select ${line}, u.position, u.phone, u.blocked, u.has_password as "hasPassword",
      u.locked_until as "lockedUntil", u.factor_since as "factorSince",
      u.organisation_kind as "organisationKind", u.version,
      case u.organisation_kind when 'school' then u.municipality_id end as "municipalityId",
      case u.organisation_kind when 'school' then u.municipality end as municipality
    from ${peopleOf(viewer, at)} u where u.id = ${id}`.execute(db);
  return rows[0];
}

/** How many people stand how. */
export async function countByAccess(
  db: Db,
  viewer: User,
  at: { on: Day; now: Date },
): Promise<{ access: Access; people: number }[]> {
  const { rows } = await sql<{ access: Access; people: number }>`
    select u.access, count(*) as people from ${peopleOf(viewer, at)} u group by u.access`.execute(db);
  return rows;
}

export type PersonFacts = { name: string; email: string; position: string | null; phone: string | null };
export type PersonPlace = { role: Role; organisationId: number };

export async function insertPerson(trx: Trx, { organisationId, ...facts }: PersonFacts & PersonPlace): Promise<number> {
  const { id } = await trx
    .insertInto('users')
    .values({ ...facts, organisation_id: organisationId, password_hash: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Writes over the version that the administrator had opened; false when somebody else's change came first. */
export async function updatePerson(
  trx: Trx,
  { id, version }: { id: number; version: number },
  { organisationId, ...facts }: Partial<PersonFacts & PersonPlace & { blocked: boolean }>,
): Promise<boolean> {
  const result = await trx
    .updateTable('users')
    .set({ ...facts, organisation_id: organisationId, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Takes back the links that nobody has used. */
export async function deleteInvitationsOf(trx: Trx, userId: number): Promise<void> {
  await trx.deleteFrom('invitations').where('user_id', '=', userId).where('used_at', 'is', null).execute();
}
