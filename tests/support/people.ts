/** Named people with fixed roles. They have no password; who signs in gets one in the test. */
import { type Role, type User, userIn } from '#app/domain/people/people.ts';
import type { Database } from '#db/client.ts';
import type { Territory } from './territory.ts';

async function insert({ db }: Database, role: Role, name: string, organisationId: number) {
  const { id } = await db
    .insertInto('users')
    .values({
      email: '',
      name,
      position: null,
      phone: null,
      role,
      organisation_id: organisationId,
      password_hash: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const email = `user${id}@example.test`;
  await db.updateTable('users').set({ email }).where('id', '=', id).execute();
  return { id, name, email };
}

export async function schoolPerson(
  database: Database,
  { region, school }: Territory,
  role: 'director' | 'responsible',
  name: string,
  schoolName: string,
): Promise<User & { role: 'director' | 'responsible' }> {
  const schoolId = school(schoolName);
  return userIn(role, schoolId, { ...(await insert(database, role, name, schoolId)), region });
}

export async function coordinatorOf(
  database: Database,
  { region, municipality }: Territory,
  name: string,
  municipalityName: string,
): Promise<User & { role: 'coordinator' }> {
  const municipalityId = municipality(municipalityName);
  const person = await insert(database, 'coordinator', name, municipalityId);
  return userIn('coordinator', municipalityId, { ...person, region });
}

export async function regionPerson(
  database: Database,
  { region }: Territory,
  role: 'analyst' | 'supervisor' | 'methodist' | 'administrator',
  name: string,
): Promise<User> {
  return userIn(role, region.id, { ...(await insert(database, role, name, region.id)), region });
}
