import type { Db, Trx } from '../schema.ts';

export type AuditEvent = {
  action:
    | 'report.save'
    | 'report.file'
    | 'report.accept'
    | 'report.return'
    | 'report.amend'
    | 'report.dropAmendment'
    | 'report.extend'
    | 'report.exempt'
    | 'report.revokeDecision'
    | 'date.move'
    | 'date.revokeDecision'
    | 'campaign.open'
    | 'reports.create'
    | 'summary.compile'
    | 'job.runAgain'
    | 'organisation.create'
    | 'organisation.change'
    | 'organisation.move'
    | 'person.create'
    | 'person.change'
    | 'person.invite'
    | 'person.setPassword'
    | 'session.endAll'
    | 'notices.remind'
    | 'report.remind'
    | 'report.noteCall'
    | 'person.chooseLetters'
    | 'letters.retry'
    | 'file.upload'
    | 'act.add'
    | 'act.change'
    | 'act.remove'
    | 'act.restore'
    | 'import.bring'
    | 'import.confirm'
    | 'responsible.appoint';
  subject:
    | 'report'
    | 'reportingDate'
    | 'campaign'
    | 'edition'
    | 'job'
    | 'organisation'
    | 'user'
    | 'file'
    | 'act'
    | 'import';
  subjectId: number | null;
  organisationId: number | null;
  /** Never personal data, never a secret: ids, versions, states. */
  details?: Record<string, unknown>;
};

/** Who did what, in the transaction that did it; several events of one moment travel together. */
export async function recordAudit(
  trx: Trx,
  by: { actorId: number | null; at: Date },
  events: readonly AuditEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await trx
    .insertInto('audit')
    .values(
      events.map((event) => ({
        at: by.at,
        actor_id: by.actorId,
        action: event.action,
        subject: event.subject,
        subject_id: event.subjectId,
        organisation_id: event.organisationId,
        details: JSON.stringify(event.details ?? {}),
      })),
    )
    .execute();
}

export type LastChange = { at: Date; by: string | null };

/** Who touched it last, by the audit. */
export async function lastChangeOf(
  db: Db,
  subject: 'organisation' | 'user',
  id: number,
): Promise<LastChange | undefined> {
  return db
    .selectFrom('audit as a')
    .leftJoin('users as u', 'u.id', 'a.actor_id')
    .where('a.subject', '=', subject)
    .where('a.subject_id', '=', id)
    .select(['a.at', 'u.name as by'])
    .orderBy('a.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
