import type { Actor } from './people.ts';

/** Where a school stands in the territory today: a coordinator answers for the schools placed in the municipality. */
export type SchoolScope = { schoolId: number; municipalityId: number; regionId: number };
export type MunicipalityScope = { municipalityId: number; regionId: number };
export type RegionScope = { regionId: number };

/**
 * The whole policy. Each question is asked of the actor and of where the thing stands; what may not be seen answers
 * "not found", what may be seen but not done answers "forbidden" (see use-cases/context).
 */
export const may = {
  seeSchool: (actor: Actor, at: SchoolScope): boolean => {
    switch (actor.role) {
      case 'clock':
        return true;
      case 'director':
      case 'responsible':
        return actor.schoolId === at.schoolId;
      case 'coordinator':
        return actor.municipalityId === at.municipalityId;
      default:
        return actor.region.id === at.regionId;
    }
  },
  seeReport: (actor: Actor, at: SchoolScope): boolean => may.seeSchool(actor, at),
  /** Save a draft and file: the school alone answers for its figures. */
  file: (actor: Actor, at: SchoolScope): boolean =>
    (actor.role === 'director' || actor.role === 'responsible') && actor.schoolId === at.schoolId,
  /** Accept or return. */
  review: (actor: Actor, at: SchoolScope): boolean =>
    actor.role === 'coordinator' && actor.municipalityId === at.municipalityId,
  seeMunicipality: (actor: Actor, at: MunicipalityScope): boolean => {
    switch (actor.role) {
      case 'clock':
        return true;
      case 'director':
      case 'responsible':
        return false;
      case 'coordinator':
        return actor.municipalityId === at.municipalityId;
      default:
        return actor.region.id === at.regionId;
    }
  },
  seeRegion: (actor: Actor, at: RegionScope): boolean => {
    switch (actor.role) {
      case 'clock':
        return true;
      case 'director':
      case 'responsible':
      case 'coordinator':
        return false;
      default:
        return actor.region.id === at.regionId;
    }
  },
  /** Open an order as a campaign, organisations and people, jobs: the administrator's alone. */
  administer: (actor: Actor, at: RegionScope): boolean =>
    actor.role === 'administrator' && actor.region.id === at.regionId,
  /** Compile a month: the clock by its timetable, the administrator by hand. */
  compile: (actor: Actor, at: RegionScope): boolean => actor.role === 'clock' || may.administer(actor, at),
} as const;
