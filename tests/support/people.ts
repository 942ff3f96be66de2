/** Named people with fixed roles. They have no password; who signs in gets one in the test. */
import type { Role, User } from '#app/domain/people.ts';
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
  return { ...(await insert(database, role, name, schoolId)), region, role, schoolId };
}

export async function coordinatorOf(
  database: Database,
  { region, municipality }: Territory,
  name: string,
  municipalityName: string,
): Promise<User & { role: 'coordinator' }> {
  const municipalityId = municipality(municipalityName);
  return {
    ...(await insert(database, 'coordinator', name, municipalityId)),
    region,
    role: 'coordinator',
    municipalityId,
  };
}

export async function regionPerson(
  database: Database,
  { region }: Territory,
  role: 'analyst' | 'supervisor' | 'methodist' | 'administrator',
  name: string,
): Promise<User> {
  return { ...(await insert(database, role, name, region.id)), region, role };
}
