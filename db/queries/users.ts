import type { Zone } from '#app/domain/calendar.ts';
import { type Role, type User, userIn } from '#app/domain/people.ts';
import type { Db, Door, Trx } from '../schema.ts';
import { regionOf } from './organisations.ts';

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

/** The person whose address is spelled in one of these ways. */
export async function userByEmail(db: Db, spellings: string[]): Promise<UserRow | undefined> {
  return users(db).where('u.email', 'in', spellings).executeTakeFirst();
}

/** `forUpdate` holds the person against a change of password, role or access until the transaction ends. */
export async function userById(db: Door, id: number, options?: { forUpdate: true }): Promise<UserRow | undefined> {
  const query = users(db).where('u.id', '=', id);
  return (options?.forUpdate ? query.forUpdate('u') : query).executeTakeFirst();
}

/** The person whose session this is, unless it has run out or the person is blocked. */
export async function userOfSession(db: Door, tokenHash: Buffer, now: Date): Promise<User | undefined> {
  const row = await users(db)
    .innerJoin('sessions as s', 's.user_id', 'u.id')
    .where('s.token_hash', '=', tokenHash)
    .where('s.expires_at', '>', now)
    .where('u.blocked', '=', false)
    .executeTakeFirst();
  return row && asUser(db, row);
}

/** Who works for that person when they are not there themselves: nobody for a blocked one. */
export async function personById(db: Door, id: number): Promise<User | undefined> {
  const row = await userById(db, id);
  return row && !row.blocked ? asUser(db, row) : undefined;
}

async function asUser(db: Door, row: UserRow): Promise<User> {
  const region = await regionOf(db, row.organisationId);
  if (!region) throw new Error(`User ${row.id} belongs to no region`);
  return userIn(row.role, row.organisationId, {
    id: row.id,
    name: row.name,
    email: row.email,
    region: { id: region.id, zone: region.zone as Zone, name: region.name, demo: region.demo },
  });
}

export async function setPasswordHash(trx: Trx, userId: number, passwordHash: string): Promise<void> {
  await trx.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', userId).execute();
}
