import type { Zone } from './calendar.ts';

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

type Person = {
  id: number;
  name: string;
  email: string;
  region: { id: number; zone: Zone; name: string; demo: boolean };
};

/** Who asks. Each role has the organisation it is bound to, so a rule can't ask for one that isn't there. */
export type User =
  | (Person & { role: 'director' | 'responsible'; schoolId: number })
  | (Person & { role: 'coordinator'; municipalityId: number })
  | (Person & { role: 'analyst' | 'supervisor' | 'methodist' | 'administrator' });

/** Where the person belongs: the school, the municipality or the region. */
export function organisationIdOf(user: User): number {
  if ('schoolId' in user) return user.schoolId;
  return 'municipalityId' in user ? user.municipalityId : user.region.id;
}

/** The clock: jobs take the same road as people, with this as their user. */
export type Clock = { id: null; role: 'clock' };
export const clock: Clock = { id: null, role: 'clock' };
export type Actor = User | Clock;

/** Which kind of organisation a person of this role belongs to. */
export const organisationOfRole = {
  director: 'school',
  responsible: 'school',
  coordinator: 'municipality',
  analyst: 'region',
  supervisor: 'region',
  methodist: 'region',
  administrator: 'region',
} as const satisfies Record<Role, 'school' | 'municipality' | 'region'>;

/** Whether a person can sign in: has a password, may still set one, has no way yet, failed too often just now, or is kept out. */
export const accesses = ['active', 'invited', 'none', 'locked', 'blocked'] as const;
export type Access = (typeof accesses)[number];
