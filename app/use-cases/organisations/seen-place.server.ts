/** Where a school stands, for whoever may see what is asked about it. */
import type { User } from '#app/domain/people/people.ts';
import { leftMunicipality, type SchoolPlace } from '#db/queries/organisations.ts';
import type { Db } from '#db/schema.ts';
import { found, refuse, today, type UserContext } from '../context.server.ts';

/** "Not found" for everybody else; who coordinated the school before it moved is told where it went, and nothing more. */
export async function seenPlace(
  db: Db,
  who: Pick<UserContext, 'user' | 'now'>,
  place: SchoolPlace | undefined,
  maySee: (user: User, at: SchoolPlace) => boolean,
): Promise<SchoolPlace> {
  const school = found(place, () => true);
  if (!maySee(who.user, school)) await refuseMoved(db, who, school);
  return found(school, (at) => maySee(who.user, at));
}

/** They have links to its pages. */
async function refuseMoved(db: Db, { user, now }: Pick<UserContext, 'user' | 'now'>, school: SchoolPlace) {
  if (user.role !== 'coordinator') return;
  const since = await leftMunicipality(db, school.schoolId, user.municipalityId);
  if (since && since <= today({ user, now })) refuse({ kind: 'movedAway', to: school.municipality, since });
}
