import type { Zone } from '../calendar.ts';
import { type OrganisationReach, policy } from './permissions.ts';

export const roles = [
  'director',
  'responsible',
  'coordinator',
  'analyst',
  'supervisor',
  'methodist',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

export type Person = {
  id: number;
  name: string;
  email: string;
  region: { id: number; zone: Zone; name: string; demo: boolean };
};

type ReachOf<R extends Role> = (typeof policy)[R]['reach'];
type Belonging = { school: { schoolId: number }; municipality: { municipalityId: number }; region: unknown };

/** Who asks. Each role has the organisation it is bound to, so a rule can't ask for one that isn't there. */
export type User = { [R in Role]: Person & { role: R; reach: ReachOf<R> } & Belonging[ReachOf<R>] }[Role];

const belonging = {
  school: (schoolId) => ({ schoolId }),
  municipality: (municipalityId) => ({ municipalityId }),
  region: () => ({}),
} satisfies { [R in OrganisationReach]: (organisationId: number) => Belonging[R] };

/** The person in the role, bound to the organisation as the role is. */
export function userIn<R extends Role>(role: R, organisationId: number, person: Person): User & { role: R } {
  const { reach } = policy[role];
  return { ...person, role, reach, ...belonging[reach](organisationId) } as User & { role: R };
}

/** Where the person belongs: the school, the municipality or the region. */
export function organisationIdOf(user: User): number {
  if ('schoolId' in user) return user.schoolId;
  return 'municipalityId' in user ? user.municipalityId : user.region.id;
}

/** The clock: jobs take the same road as people, with this as their user. */
export type Clock = { id: null; role: 'clock'; reach: 'everything' };
export const clock: Clock = { id: null, role: 'clock', reach: 'everything' };
export type Actor = User | Clock;

/** Whether a person can sign in: has a password, may still set one, has no way yet, failed too often just now, or is kept out. */
export const accesses = ['active', 'invited', 'none', 'locked', 'blocked'] as const;
export type Access = (typeof accesses)[number];
