import { may } from '#app/domain/permissions.ts';
import { isBlank, isReadable } from '#app/domain/readable-text.ts';
import { reportCan } from '#app/domain/report.ts';
import { filingsOf, giveBack, insertReview, setStatus } from '#db/queries/reports.ts';
import { allowed, refuse, transact, type UserContext } from './context.server.ts';
import { loadReport } from './see-report.server.ts';

export type Decision = { decision: 'accepted' } | { decision: 'returned'; reason: string };

const longestReason = 2000;

/**
 * Accepts the filing that the coordinator has read, or returns it with a reason. `ordinal` names that filing: if the
 * report has been reviewed meanwhile the decision is refused (`wrongStatus`). The same decision twice by one person is
 * one; a colleague's is not, and neither is another reason: the school would never read it.
 */
export async function reviewReport(
  ctx: UserContext,
  review: { reportId: number; ordinal: number } & Decision,
): Promise<void> {
  await transact(ctx, async ({ trx, user, now, audit }) => {
    const { report, school } = await loadReport(trx, ctx, review.reportId, { forUpdate: true });
    allowed(may.review(user, school));
    const reason = review.decision === 'returned' ? readReason(review.reason) : null;
    const filing = (await filingsOf(trx, report.id)).at(-1);
    const isRepeated =
      filing?.reviewerId === user.id && filing.decision === review.decision && filing.reason === reason;
    if (filing?.ordinal === review.ordinal && isRepeated) return;
    const action = review.decision === 'accepted' ? 'accept' : 'return';
    if (!reportCan[action](report) || filing?.ordinal !== review.ordinal) {
      return refuse({ kind: 'wrongStatus', action, status: report.status });
    }

    await insertReview(trx, { filingId: filing.id, decision: review.decision, reason, at: now, by: user.id });
    if (review.decision === 'accepted') await setStatus(trx, report.id, 'accepted');
    else await giveBack(trx, report.id);
    await audit({
      action: review.decision === 'accepted' ? 'report.accept' : 'report.return',
      subject: 'report',
      subjectId: report.id,
      organisationId: report.organisationId,
      details: { ordinal: review.ordinal },
    });
  });
}

function readReason(typed: string): string {
  const reason = typed.replace(/\r\n?/g, '\n').trim();
  const code = isBlank(reason)
    ? 'missing'
    : !isReadable(reason)
      ? 'unreadable'
      : reason.length > longestReason
        ? 'tooLong'
        : undefined;
  return code ? refuse({ kind: 'fields', faults: [{ field: 'reason', code }] }) : reason;
}
