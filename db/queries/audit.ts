import type { ActingRole, AuditAction, AuditDetails, AuditSubject, Changes } from '#app/domain/trust/audit.ts';
import type { Db, Trx } from '../schema.ts';

/** An act with what the log keeps of it: the details are the action's own. */
export type AuditEvent = { [A in AuditAction]: AboutEvent & { action: A } & AuditDetails<A> }[AuditAction];

type AboutEvent = {
  subject: AuditSubject;
  subjectId: number | null;
  organisationId: number | null;
  /** What it was and what it became. What is known of a person's name and addresses the administrator alone reads. */
  changes?: Changes;
};

type By = { actorId: number | null; role: ActingRole; at: Date };

/** Who did what, in the transaction that did it; several events of one moment travel together. */
export async function recordAudit(trx: Trx, by: By, events: readonly AuditEvent[]): Promise<void> {
  if (events.length > 0) await auditRows(trx, by, events).execute();
}

/** The same, still to be carried out; at least one event. */
export function auditRows(trx: Trx, by: By, events: readonly AuditEvent[]) {
  return trx.insertInto('audit').values(
    events.map((event) => ({
      at: by.at,
      actor_id: by.actorId,
      actor_role: by.role,
      action: event.action,
      subject: event.subject,
      subject_id: event.subjectId,
      organisation_id: event.organisationId,
      changes: JSON.stringify(event.changes ?? {}),
      details: JSON.stringify(event.details ?? {}),
    })),
  );
}

export type LastChange = { at: Date; by: string | null };

/** Who touched it last, by the audit; who tried in vain to sign in touched nothing. */
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
    .where('a.action', '!=', 'signIn.refuse')
    .select(['a.at', 'u.name as by'])
    .orderBy('a.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
