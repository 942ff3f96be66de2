import type { Day } from './calendar.ts';
import type { ArchiveTrouble } from './editions/archive.ts';
import type { Answers, Fault } from './reports/form.ts';
import type { ReportAction, ReportStatus } from './reports/report.ts';

/** A person's mistake in a small form (sign-in, organisations, people): the field and what is wrong with it. */
export type FieldFault = {
  field: string;
  code: string;
  /** Which words of a long text are meant. */
  about?: string;
};

/** Everything that can be refused, as data; `http` gives it a status and `text` its words. */
export type Refusal =
  /** It doesn't exist, or not for this person: nobody learns which. */
  | { kind: 'notFound' }
  /** A report of a school that has gone to another municipality: told to whoever answered for it before. */
  | { kind: 'movedAway'; to: string; since: Day }
  /** Seen but not theirs to do. */
  | { kind: 'forbidden' }
  /** Answers that can't be read, or are missing on filing. */
  | { kind: 'faults'; faults: Fault[] }
  | { kind: 'fields'; faults: FieldFault[] }
  /** Somebody saved after the person had opened it: who, when, what stands now, and the items that differ. */
  | { kind: 'changedMeanwhile'; version: number; by: string; at: string; items: string[]; theirs: Answers | null }
  /** The page was opened by somebody else, who has since signed out in this browser. */
  | { kind: 'otherPerson' }
  | { kind: 'wrongStatus'; action: ReportAction; status: ReportStatus }
  /** Its days are over, or nothing is owed: the last day it could be done; null when it isn't required. `closedOn`: its campaign is closed. */
  | { kind: 'locked'; until: Day | null; closedOn?: Day }
  | { kind: 'unknownField'; field: string }
  | { kind: 'tooManyAttempts'; seconds: number }
  | { kind: 'wrongPassword' }
  /** The password was right too long ago for its code, or a code has already been accepted. */
  | { kind: 'signInOver' }
  | { kind: 'invitationOver' }
  | { kind: 'jobRunning' }
  /** Somebody else's rehearsal of the coming days is under way. */
  | { kind: 'rehearsing' }
  /** Neither copy of the edition is as it was compiled: there is nothing to put it back from. */
  | { kind: 'noSoundCopy' }
  /** The folder of the second copies can't be used. */
  | { kind: 'archive'; trouble: ArchiveTrouble }
  /** Nobody has vouched for the edition yet. */
  | { kind: 'notApproved' };

/** Thrown by use cases; undoes their transaction. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.kind);
    this.name = 'Refused';
    this.refusal = refusal;
  }
}
