/** Notices of what people do, told in the transaction that does it: who acts is not told but of their own access, and nobody twice. */

import type { FactorKind } from '#app/domain/notices/notice.ts';
import type { ReporterScope } from '#app/domain/people/permissions.ts';
import type { DecisionKind } from '#app/domain/reports/decision.ts';
import { insertNotices, insertPersonalNotice, noticesOf } from '#db/queries/notices.ts';
import { stillToFile } from '#db/queries/reminders.ts';
import type { Deed } from '#db/queries/together.ts';
import type { WriteContext } from '../context.server.ts';

type Telling = Pick<WriteContext, 'trx' | 'user' | 'now'>;

function by({ user, now }: Telling): { at: Date; except: number | null } {
  return { at: now, except: user.id };
}

/**
 * To the coordinators of the school's municipality, or of what a municipality files itself to the region's people who judge it: there is
 * something to review, also an amendment. Carried out with the filing, in one statement.
 */
export function newsOfFiling(
  write: Telling,
  { reportId, ordinal, reporter }: { reportId: number; ordinal: number; reporter: ReporterScope },
): Deed {
  const key = `filed:${reportId}:${ordinal}`;
  const to = reporter.level === 'municipality' ? reporter.regionId : reporter.municipalityId;
  return noticesOf('filed', [{ to, key, reportId, details: { ordinal } }], by(write));
}

/** To the schools, of any number of reviews at once. */
export async function tellReviewed(
  write: Telling,
  decision: 'accepted' | 'returned',
  filings: readonly { reportId: number; ordinal: number }[],
): Promise<void> {
  const tellings = filings.map(({ reportId, ordinal }) => ({
    key: `${decision}:${reportId}:${ordinal}`,
    reportId,
    details: { ordinal },
  }));
  await insertNotices(write.trx, decision, tellings, by(write));
}

/**
 * To the schools whose days a decision or its revocation has changed, of any number of reports at once; called after the
 * terms are settled. Of `notRequired` they hear that nothing is owed, or is again. What has been filed and not returned
 * is no news.
 */
export async function tellMoved(
  write: Telling,
  change: { decisionId: number; kind: DecisionKind; reportIds: readonly number[]; revoked?: true },
): Promise<void> {
  const tail = change.revoked ? `${change.decisionId}:revoked` : `${change.decisionId}`;
  const details = change.kind === 'notRequired' && !change.revoked ? { notRequired: true as const } : {};
  const reportIds = await stillToFile(write.trx, change.reportIds);
  const tellings = reportIds.map((reportId) => ({ key: `moved:${reportId}:${tail}`, reportId, details }));
  await insertNotices(write.trx, 'moved', tellings, by(write));
}

/** To the school's director and responsible persons, the new one among them. */
export async function tellHandedOver(
  write: Telling,
  { schoolId, appointmentId }: { schoolId: number; appointmentId: number },
): Promise<void> {
  const telling = { to: schoolId, organisationId: schoolId, key: `handedOver:${appointmentId}` };
  await insertNotices(write.trx, 'handedOver', [telling], by(write));
}

/** To the person whose second factor it is. */
export async function tellFactor(
  { trx, now }: Pick<Telling, 'trx' | 'now'>,
  kind: FactorKind,
  userId: number,
): Promise<void> {
  await insertPersonalNotice(trx, kind, { userId, key: `${kind}:${now.toISOString()}` }, now);
}
