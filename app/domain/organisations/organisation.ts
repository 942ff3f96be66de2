import type { Day } from '../calendar.ts';

export type OrganisationKind = 'region' | 'municipality' | 'school';

/** What analysts group schools by, in the order in which it is offered. */
export const schoolKinds = [
  'secondary',
  'gymnasium',
  'lyceum',
  'basic',
  'primary',
  'evening',
  'boarding',
  'cadet',
  'correctional',
  'other',
] as const;
export type SchoolKind = (typeof schoolKinds)[number];

export const settlements = ['urban', 'rural'] as const;
export type Settlement = (typeof settlements)[number];

/** A closed school's work goes on in one other, or in several. */
export type SuccessionKind = 'merged' | 'split';

export type Organisation = {
  id: number;
  kind: OrganisationKind;
  name: string;
  /** The organisation it belongs to on the day asked about; null for the region. */
  parentId: number | null;
  /** First day on which it works. */
  opened: Day;
  /** First day on which it no longer works. */
  closed: Day | null;
  /** Denominators count general-education schools only (MO-4.3). */
  generalEducation: boolean;
};

/** A school opened today counts today; a school closed today no longer does. */
export function isOpen(organisation: Pick<Organisation, 'opened' | 'closed'>, on: Day): boolean {
  return organisation.opened <= on && (organisation.closed === null || organisation.closed > on);
}
