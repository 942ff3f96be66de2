/** What is written down of every act: who did it, when, what it was done to, and what was there before and after. */
import { type Day, type Month, parseDay, parseMonth } from '../calendar.ts';
import { rowOf } from '../own.ts';
import type { Role } from '../people/people.ts';

/** How a detail is written: a count, version or id, a day, a month, a word or a text, several of them, counts by name. */
type Said = {
  number: number;
  yesNo: boolean;
  text: string;
  day: Day;
  month: Month;
  list: readonly (string | number)[];
  counts: Readonly<Record<string, number>>;
};
type DetailKind = keyof Said;

const decided = {
  decision: 'number',
  reason: 'text',
  replaced: 'number?',
  due: 'day?',
  fileUntil: 'day?',
  changeUntil: 'day?',
} as const;
const edition = { campaign: 'number', month: 'month', number: 'number' } as const;
const succession = { kind: 'text', to: 'list', document: 'text' } as const;

/**
 * Every act, with what the log keeps of it beside its changes: never personal data, never a secret. What has `?` may be
 * missing; of rows that an older release wrote anything may (`detailsRead`).
 */
export const auditDetails = {
  'report.save': { version: 'number', importId: 'number?' },
  'report.file': { ordinal: 'number', version: 'number', importId: 'number?' },
  'report.accept': { ordinal: 'number', together: 'number?' },
  'report.return': { ordinal: 'number', category: 'text?', remarks: 'number?' },
  'report.amend': { version: 'number' },
  'report.dropAmendment': { version: 'number' },
  'report.extend': decided,
  'report.exempt': decided,
  'report.revokeDecision': { decision: 'number', kind: 'text' },
  'date.move': decided,
  'date.revokeDecision': { decision: 'number', kind: 'text' },
  'campaign.open': { order: 'text', years: 'number' },
  'campaign.publish': {},
  'campaign.unpublish': {},
  /** What `unpublish` was called in rows that older releases wrote; nothing was withdrawn. */
  'campaign.withdraw': {},
  'campaign.close': { since: 'day', document: 'text', reason: 'text', open: 'number' },
  'campaign.reopen': { since: 'day', reason: 'text' },
  /** Withdrawn before anybody filed. */
  'campaign.recall': { reason: 'text', begun: 'number' },
  'export.ask': { campaign: 'number', at: 'text', edition: 'number?' },
  'view.keep': { name: 'text' },
  'view.remove': {},
  'reports.create': { created: 'number' },
  'summary.compile': { ...edition, complete: 'yesNo', sha256: 'text' },
  'archive.check': { status: 'text', editions: 'number', files: 'number?', findings: 'number', mended: 'number' },
  'edition.restore': { copy: 'text', campaign: 'number?', month: 'month?', number: 'number?' },
  'edition.approve': edition,
  'edition.send': { ...edition, recipients: 'number' },
  'campaign.addRecipient': {},
  'campaign.removeRecipient': {},
  'campaign.sendBySelf': { bySelf: 'yesNo' },
  'note.write': { ...edition, version: 'number', edited: 'list' },
  'job.runAgain': { job: 'text', period: 'text' },
  'organisation.create': {},
  'organisation.change': { from: 'number' },
  'organisation.move': {},
  'organisation.succeed': succession,
  'organisation.reinstate': succession,
  'person.create': {},
  'person.change': {},
  'person.invite': {},
  'person.setPassword': { invited: 'yesNo?' },
  'session.endAll': {},
  'signIn.refuse': { step: 'text' },
  'signIn.unlock': {},
  'factor.turnOn': {},
  'factor.turnOff': {},
  'factor.renewCodes': {},
  'factor.useRecovery': {},
  'factor.reset': {},
  'factor.require': { roles: 'list' },
  'notices.remind': { from: 'day', to: 'day', told: 'counts' },
  'report.remind': { asOf: 'day?', reminded: 'number?' },
  'report.noteCall': {},
  'person.chooseLetters': {},
  'letters.retry': { retried: 'number' },
  'file.upload': { type: 'text', size: 'number' },
  'act.add': {},
  'act.change': {},
  'act.remove': {},
  'act.restore': {},
  'plan.keep': { campaignId: 'number', version: 'number' },
  'import.bring': { files: 'number', reportId: 'number?' },
  'import.confirm': { how: 'text?', files: 'number?', reportId: 'number?', items: 'list?' },
  'responsible.appoint': { appointmentId: 'number', blocked: 'list' },
} as const satisfies Record<string, Record<string, DetailKind | `${DetailKind}?`>>;

export type AuditAction = keyof typeof auditDetails;
export const auditActions = Object.keys(auditDetails) as AuditAction[];

type SaidAs<K> = K extends `${infer Kind extends DetailKind}?` ? Said[Kind] : K extends DetailKind ? Said[K] : never;
type Given<D> = { [F in keyof D as D[F] extends DetailKind ? F : never]: SaidAs<D[F]> } & {
  [F in keyof D as D[F] extends DetailKind ? never : F]?: SaidAs<D[F]> | null;
};
/** What whoever writes of an act has to say of it; of most acts nothing. */
export type AuditDetails<A extends AuditAction> = keyof (typeof auditDetails)[A] extends never
  ? { details?: undefined }
  : Record<never, never> extends Given<(typeof auditDetails)[A]>
    ? { details?: Given<(typeof auditDetails)[A]> }
    : { details: Given<(typeof auditDetails)[A]> };

type Table = (typeof auditDetails)[AuditAction];
type FieldOf<D> = D extends unknown ? keyof D : never;
type ReadOf<D, F extends PropertyKey> = D extends Record<F, infer K> ? SaidAs<K> : never;
/** Whatever a row may say of itself. */
export type DetailsRead = { [F in FieldOf<Table>]?: ReadOf<Table, F> };

const isSaid: { [K in DetailKind]: (value: unknown) => boolean } = {
  number: Number.isFinite,
  yesNo: (value) => typeof value === 'boolean',
  text: (value) => typeof value === 'string',
  day: (value) => typeof value === 'string' && parseDay(value) !== null,
  month: (value) => typeof value === 'string' && parseMonth(value) !== null,
  list: Array.isArray,
  counts: (value) => typeof value === 'object' && value !== null,
};

/** What a row of the log says that can be read today; older releases wrote less, or under other names. */
export function detailsRead(action: string, details: Readonly<Record<string, unknown>>): DetailsRead {
  const known: Record<string, string> = rowOf(auditDetails, action) ?? {};
  const read = Object.entries(known).filter(([field, kind]) => {
    return isSaid[kind.replace('?', '') as DetailKind](rowOf(details, field));
  });
  return Object.fromEntries(read.map(([field]) => [field, details[field]]));
}

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

export function isChangedField(name: string): name is ChangedField {
  return rowOf(changedFields, name) !== undefined;
}

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
