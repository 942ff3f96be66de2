import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#app/domain/people.ts';

/** The municipalities that an actor may see, as a condition on their id; it says in SQL what `may.seeMunicipality` says. */
export function municipalitySeenBy(viewer: Actor, id: RawBuilder<unknown>): RawBuilder<boolean> {
  switch (viewer.role) {
    case 'clock':
      return sql<boolean>`true`;
    case 'director':
    case 'responsible':
      return sql<boolean>`false`;
    case 'coordinator':
      return sql<boolean>`${id} = ${viewer.municipalityId}`;
    default:
      return sql<boolean>`exists (
        select from placements m where m.organisation_id = ${id} and m.parent_id = ${viewer.region.id}
      )`;
  }
}

/**
 * The schools that an actor may see, as a condition on a placement row `p` (`p.organisation_id` a school,
 * `p.parent_id` its municipality). Every list of schools or reports carries it; it says in SQL what `may.seeSchool` says.
 */
export function schoolSeenBy(viewer: Actor): RawBuilder<boolean> {
  switch (viewer.role) {
    case 'clock':
      return sql<boolean>`true`;
    case 'director':
    case 'responsible':
      return sql<boolean>`p.organisation_id = ${viewer.schoolId}`;
    case 'coordinator':
      return sql<boolean>`p.parent_id = ${viewer.municipalityId}`;
    default:
      return sql<boolean>`exists (
        select from placements m where m.organisation_id = p.parent_id and m.parent_id = ${viewer.region.id}
      )`;
  }
}
