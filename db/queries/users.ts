import { sql } from 'kysely';
import { type Role, type User, userIn } from '#app/domain/people/people.ts';
import type { Db, Door, Trx } from '../schema.ts';
import { type RegionRow, regionAbove, regionOf } from './organisations.ts';

export type UserRow = {
  id: number;
  email: string;
  name: string;
  role: Role;
  organisationId: number;
  passwordHash: string | null;
  blocked: boolean;
};

function users(db: Door) {
  return db
    .selectFrom('users as u')
    .select([
      'u.id',
      'u.email',
      'u.name',
      'u.role',
      'u.organisation_id as organisationId',
      'u.password_hash as passwordHash',
      'u.blocked',
    ]);
}

/** The person whose address is spelled in one of these ways; of twins older than the rule, the first way's. */
export async function userByEmail(db: Db, spellings: string[]): Promise<UserRow | undefined> {
  const { rows } = await sql<UserRow>`
    select id, email, name, role, organisation_id as "organisationId", password_hash as "passwordHash", blocked
    from users where email = any(${spellings}::text[]) order by array_position(${spellings}::text[], email) limit 1`.execute(
    db,
  );
  return rows[0];
}

/** `forUpdate` holds the person against a change of password, role or access until the transaction ends. */
export async function userById(db: Door, id: number, options?: { forUpdate: true }): Promise<UserRow | undefined> {
  const query = users(db).where('u.id', '=', id);
  return (options?.forUpdate ? query.forUpdate('u') : query).executeTakeFirst();
}

/** Who has signed in, with what each of their pages says of them. */
export type SignedIn = {
  user: User;
  /** How many notices they have not read. */
  unread: number;
  /** Their role asks for a second factor, and they have none yet. */
  owesFactor: boolean;
};

/**
 * The person whose session this is, unless it has run out or the person is blocked: all that a request must know of who
 * asks, in one statement.
 */
export async function signedInBy(db: Door, tokenHash: Buffer, now: Date): Promise<SignedIn | undefined> {
  const { rows } = await sql<PersonRow & Omit<SignedIn, 'user'>>`
    select u.id, u.email, u.name, u.role, u.organisation_id as "organisationId",
      to_json(g) as region,
      (select count(*) from notices n where n.user_id = u.id and n.read_at is null) as unread,
      exists (select from required_factors f where f.region_id = g.id and f.role = u.role)
        and not exists (select from second_factors f where f.user_id = u.id and f.confirmed_at is not null)
        as "owesFactor"
    from sessions s
    join users u on u.id = s.user_id and not u.blocked
    left join lateral ${regionAbove(sql`u.organisation_id`)} g on true
    where s.token_hash = ${tokenHash} and s.expires_at > ${now}`.execute(db);
  const row = rows[0];
  return row && { user: asUser(row), unread: row.unread, owesFactor: row.owesFactor };
}

/** Who works for that person when they are not there themselves: nobody for a blocked one. */
export async function personById(db: Door, id: number): Promise<User | undefined> {
  const row = await userById(db, id);
  return row && !row.blocked ? asUser({ ...row, region: await regionOf(db, row.organisationId) }) : undefined;
}

type PersonRow = Pick<UserRow, 'id' | 'email' | 'name' | 'role' | 'organisationId'> & {
  region: RegionRow | undefined | null;
};

function asUser({ id, name, email, role, organisationId, region }: PersonRow): User {
  if (!region) throw new Error(`User ${id} belongs to no region`);
  return userIn(role, organisationId, { id, name, email, region });
}

export async function setPasswordHash(trx: Trx, userId: number, passwordHash: string): Promise<void> {
  await trx.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', userId).execute();
}
