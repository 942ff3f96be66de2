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
  /** Enter, change and take off the school's local acts. */
  keepActs: (actor: Actor, at: SchoolScope): boolean => may.file(actor, at),
  /** Name who answers for the journal at a school (KG-3.3): its director, or the administrator. */
  appoint: (actor: Actor, at: SchoolScope): boolean =>
    (actor.role === 'director' && actor.schoolId === at.schoolId) || may.administer(actor, at),
  /** A school's file goes to whoever sees the school, a municipality's or the region's to everybody of the region. */
  seeFile: (actor: Actor, at: SchoolScope | RegionScope): boolean =>
    'schoolId' in at ? may.seeSchool(actor, at) : actor.role === 'clock' || actor.region.id === at.regionId,
  /** Accept or return. */
  review: (actor: Actor, at: SchoolScope): boolean =>
    actor.role === 'coordinator' && actor.municipalityId === at.municipalityId,
  /** Save and file for the municipality's schools, but only by their own filled-in files. */
  fileFor: (actor: Actor, at: MunicipalityScope): boolean =>
    actor.role === 'coordinator' && actor.municipalityId === at.municipalityId,
  /** Remind schools of what they owe, and note calls. */
  remind: (actor: Actor, at: MunicipalityScope): boolean =>
    actor.role === 'coordinator' && actor.municipalityId === at.municipalityId,
  /** Enter a municipality's plan and change it: its coordinator, or the administrator. */
  keepPlan: (actor: Actor, at: MunicipalityScope): boolean =>
    (actor.role === 'coordinator' && actor.municipalityId === at.municipalityId) || may.administer(actor, at),
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
  /** Move a campaign's reporting date: the administrator, or the coordinator of the one municipality it is opened for. */
  moveDate: (actor: Actor, at: RegionScope & { municipalityId: number | null }): boolean =>
    may.administer(actor, at) || (actor.role === 'coordinator' && actor.municipalityId === at.municipalityId),
  /** Grant one school a later day. */
  extend: (actor: Actor, at: SchoolScope): boolean =>
    (actor.role === 'coordinator' && actor.municipalityId === at.municipalityId) || may.administer(actor, at),
  /** Decide that a school need not report for a date. */
  exempt: (actor: Actor, at: SchoolScope): boolean => may.extend(actor, at),
  /** Open an order as a campaign, organisations and people, jobs: the administrator's alone. */
  administer: (actor: Actor, at: RegionScope): boolean =>
    actor.role === 'administrator' && actor.region.id === at.regionId,
  /** Vouch for the figures of an edition: the analyst, who answers for them before the ministry. */
  approveEdition: (actor: Actor, at: RegionScope): boolean =>
    actor.role === 'analyst' && actor.region.id === at.regionId,
  /** Send editions and say to whom; have their archive checked. */
  handInEditions: (actor: Actor, at: RegionScope): boolean =>
    may.approveEdition(actor, at) || may.administer(actor, at),
  /** Put a damaged copy of an edition back: the administrator, or whoever has the server's command line. */
  restoreEdition: (actor: Actor, at: RegionScope): boolean => actor.role === 'clock' || may.administer(actor, at),
  /** Whether the figures can be relied on: those who sign them, answer for them, and keep the system. */
  seeTrust: (actor: Actor, at: RegionScope): boolean =>
    (actor.role === 'analyst' || actor.role === 'supervisor' || actor.role === 'administrator') &&
    actor.region.id === at.regionId,
  /** Compile a month: the clock by its timetable, the administrator by hand. */
  compile: (actor: Actor, at: RegionScope): boolean => actor.role === 'clock' || may.administer(actor, at),
  /** Write the analytic note in words of one's own: who answers for it before the ministry, and who advises the schools. */
  writeNote: (actor: Actor, at: RegionScope): boolean =>
    (actor.role === 'analyst' || actor.role === 'methodist') && actor.region.id === at.regionId,
} as const;
