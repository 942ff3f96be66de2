import { type RawBuilder, sql } from 'kysely';
import { type Actor, roles } from '#app/domain/people/people.ts';
import { type OrganisationReach, policy, type SchoolScope, type Seen, seenOf } from '#app/domain/people/permissions.ts';

/** The municipalities that an actor may see, as a condition on their id: `may.seeMunicipality` in SQL, made of the same table. */
export function municipalitySeenBy(viewer: Actor, id: RawBuilder<unknown>): RawBuilder<boolean> {
  return condition(seenOf(viewer, 'municipality'), {
    schoolId: () => sql<boolean>`false`,
    municipalityId: (own) => sql<boolean>`${id} = ${own}`,
    regionId: (own) => inRegion(id, own),
  });
}

/**
 * The schools that an actor may see, as a condition on a placement row `p` (`p.organisation_id` a school,
 * `p.parent_id` its municipality). Every list of schools or reports carries it: `may.seeSchool` in SQL, made of the same table.
 */
export function schoolSeenBy(viewer: Actor): RawBuilder<boolean> {
  return condition(seenOf(viewer, 'school'), {
    schoolId: (own) => sql<boolean>`p.organisation_id = ${own}`,
    municipalityId: (own) => sql<boolean>`p.parent_id = ${own}`,
    regionId: (own) => inRegion(sql`p.parent_id`, own),
  });
}

/** As a condition on a user `u`: their role belongs to organisations of that kind. */
export function worksAt(...kinds: OrganisationReach[]): RawBuilder<boolean> {
  return sql<boolean>`u.role in (${sql.join(roles.filter((role) => kinds.includes(policy[role].reach)))})`;
}

/** The region whose everything the viewer sees; of the clock and of who sees less none. */
export function regionSeenBy(viewer: Actor): number | null {
  const seen = seenOf(viewer, 'region');
  return seen === 'all' || seen === 'none' ? null : seen.id;
}

function condition(seen: Seen, by: Record<keyof SchoolScope, (own: number) => RawBuilder<boolean>>) {
  if (seen === 'all') return sql<boolean>`true`;
  return seen === 'none' ? sql<boolean>`false` : by[seen.by](seen.id);
}

function inRegion(municipality: RawBuilder<unknown>, regionId: number) {
  return sql<boolean>`exists (
    select from placements m where m.organisation_id = ${municipality} and m.parent_id = ${regionId}
  )`;
}
