/** A region with its municipalities and schools, put straight into the database; what happens there afterwards goes through use cases. */
import type { Day, Zone } from '#app/domain/calendar.ts';
import type { Database } from '#db/client.ts';

export const moscow = 'Europe/Moscow' as Zone;
/** Kogalym's and Perm's; UTC+6 in 2012. */
export const yekaterinburg = 'Asia/Yekaterinburg' as Zone;

export type SchoolSpec = { name: string; opened?: string; closed?: string; generalEducation?: false };

export type Territory = {
  region: { id: number; zone: Zone; name: string; demo: boolean };
  /** Ids by name; a name that isn't there is a mistake in the test. */
  municipality(name: string): number;
  school(name: string): number;
};

/** Schools work since 2000 unless they say otherwise. */
export async function createTerritory(
  { db }: Database,
  spec: { name: string; zone: Zone; municipalities: Record<string, (string | SchoolSpec)[]> },
): Promise<Territory> {
  const since = '2000-01-01' as Day;
  const ids = new Map<string, number>();
  const add = async (
    organisation: { kind: 'region' | 'municipality' | 'school'; name: string; zone?: Zone; opened?: Day; closed?: Day },
    parentId: number | null,
    generalEducation = true,
  ) => {
    const { kind, name, zone = null, opened = since, closed = null } = organisation;
    const { id } = await db
      .insertInto('organisations')
      .values({ kind, name, zone, phone: null, opened, closed, general_education: generalEducation })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (parentId !== null) {
      await db
        .insertInto('placements')
        .values({ organisation_id: id, parent_id: parentId, since, until: null })
        .execute();
    }
    ids.set(`${kind} ${name}`, id);
    return id;
  };

  const regionId = await add({ kind: 'region', name: spec.name, zone: spec.zone }, null);
  for (const [name, schools] of Object.entries(spec.municipalities)) {
    const municipalityId = await add({ kind: 'municipality', name }, regionId);
    for (const each of schools) {
      const school: SchoolSpec = typeof each === 'string' ? { name: each } : each;
      const days = { opened: school.opened as Day | undefined, closed: school.closed as Day | undefined };
      await add({ kind: 'school', name: school.name, ...days }, municipalityId, school.generalEducation);
    }
  }
  const idOf = (kind: string, name: string) => {
    const id = ids.get(`${kind} ${name}`);
    if (id === undefined) throw new RangeError(`No ${kind} ${name}`);
    return id;
  };
  return {
    region: { id: regionId, zone: spec.zone, name: spec.name, demo: false },
    municipality: (name) => idOf('municipality', name),
    school: (name) => idOf('school', name),
  };
}

/** From that day on the school belongs to the other municipality. */
export async function moveSchool({ db }: Database, schoolId: number, to: { municipalityId: number; since: string }) {
  const since = to.since as Day;
  await db
    .updateTable('placements')
    .set({ until: since })
    .where('organisation_id', '=', schoolId)
    .where('until', 'is', null)
    .execute();
  await db
    .insertInto('placements')
    .values({ organisation_id: schoolId, parent_id: to.municipalityId, since, until: null })
    .execute();
}
