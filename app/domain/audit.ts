/** What is written down of every act: who did it, when, what it was done to, and what was there before and after. */
import type { Role } from './people.ts';

export const auditActions = [
  'report.save',
  'report.file',
  'report.accept',
  'report.return',
  'report.amend',
  'report.dropAmendment',
  'report.extend',
  'report.exempt',
  'report.revokeDecision',
  'date.move',
  'date.revokeDecision',
  'campaign.open',
  'campaign.publish',
  'campaign.withdraw',
  'export.ask',
  'view.keep',
  'view.remove',
  'reports.create',
  'summary.compile',
  'archive.check',
  'edition.restore',
  'edition.approve',
  'edition.send',
  'campaign.addRecipient',
  'campaign.removeRecipient',
  'campaign.sendBySelf',
  'note.write',
  'job.runAgain',
  'organisation.create',
  'organisation.change',
  'organisation.move',
  'organisation.succeed',
  'organisation.reinstate',
  'person.create',
  'person.change',
  'person.invite',
  'person.setPassword',
  'session.endAll',
  'signIn.refuse',
  'signIn.unlock',
  'factor.turnOn',
  'factor.turnOff',
  'factor.renewCodes',
  'factor.useRecovery',
  'factor.reset',
  'factor.require',
  'notices.remind',
  'report.remind',
  'report.noteCall',
  'person.chooseLetters',
  'letters.retry',
  'file.upload',
  'act.add',
  'act.change',
  'act.remove',
  'act.restore',
  'plan.keep',
  'import.bring',
  'import.confirm',
  'responsible.appoint',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** What an act was done to. */
export const auditSubjects = [
  'report',
  'reportingDate',
  'campaign',
  'edition',
  'view',
  'export',
  'job',
  'organisation',
  'user',
  'file',
  'act',
  'plan',
  'import',
] as const;
export type AuditSubject = (typeof auditSubjects)[number];

/** Who acted: the role at that moment. The clock by its timetable; somebody who had not signed in, by a link of theirs. */
export type ActingRole = Role | 'clock' | 'nobody';

/**
 * What the history names, and how each is read: a `day`, a `name` out of our own lists, a person or an organisation by its
 * id, a file, or the text itself.
 */
export const changedFields = {
  status: 'status',
  amendment: 'status',
  due: 'day',
  fileUntil: 'day',
  changeUntil: 'day',
  required: 'yesNo',
  name: 'text',
  phone: 'text',
  email: 'text',
  position: 'text',
  role: 'role',
  organisation: 'organisation',
  municipality: 'organisation',
  blocked: 'yesNo',
  letters: 'letters',
  opened: 'day',
  closed: 'day',
  generalEducation: 'yesNo',
  schoolKind: 'schoolKind',
  settlement: 'settlement',
  kind: 'actKind',
  number: 'text',
  date: 'day',
  title: 'text',
  steps: 'text',
  file: 'file',
  responsible: 'person',
  since: 'day',
} as const;
export type ChangedField = keyof typeof changedFields;

export type ChangedValue = string | number | boolean | null;
/** Field → what it was and what it became; null where there was or is nothing. */
export type Changes = Partial<Record<ChangedField, readonly [from: ChangedValue, to: ChangedValue]>>;

type Facts = Partial<Record<ChangedField, ChangedValue>>;

/** The fields of `after` that say something else than before; of a new thing all that it says. */
export function changesOf(before: Facts | null, after: Facts): Changes {
  const changes: Changes = {};
  for (const [key, value] of Object.entries(after)) {
    const field = key as ChangedField;
    const earlier = before?.[field] ?? null;
    if (value !== undefined && value !== earlier) changes[field] = [earlier, value];
  }
  return changes;
}
