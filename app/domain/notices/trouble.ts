/** What keeps the product from doing its work by itself: for administrators and analysts, and for the monitoring. */

import type { Role } from '../people/people.ts';
import type { NoticeKind } from './notice.ts';

export type TroubleKind =
  /** A run was given up: a person has to look. */
  | 'jobFailed'
  /** Work has killed its process several times and is taken up after ever longer pauses. */
  | 'interrupted'
  /** The month is over for hours, and its summary is not compiled. */
  | 'compileLate'
  /** There are letters to send, and none has left for an hour. */
  | 'lettersStuck'
  /** A letter did not reach its address, and is not tried again. */
  | 'letterGivenUp'
  /** No process looks at the timetable. */
  | 'schedulerAway'
  /** A copy of an edition is not what was compiled. */
  | 'archiveDamaged'
  /** The folder of the second copies can't be used. */
  | 'secondCopyMissing';

export type Trouble = {
  kind: TroubleKind;
  /** Whose; null: of the whole installation. */
  regionId: number | null;
  /** One spell of it: nobody is told of the same twice. */
  key: string;
  job: string | null;
  period: string | null;
  since: Date | null;
};

const whoLooksAfter: readonly Role[] = ['administrator', 'analyst'];

/** Who is told of it; the rest stands on the administrator's page, where a job tells of it too. */
export const toldTo: { [K in TroubleKind]: K extends NoticeKind ? readonly Role[] : null } = {
  jobFailed: whoLooksAfter,
  lettersStuck: whoLooksAfter,
  schedulerAway: whoLooksAfter,
  // Whose letters they are is seen by administrators alone.
  letterGivenUp: ['administrator'],
  interrupted: null,
  compileLate: null,
  archiveDamaged: null,
  secondCopyMissing: null,
};

/** A month's summary is compiled within minutes; after so many hours something is amiss. */
export const compileHours = 6;
