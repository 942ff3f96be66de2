import { formOf } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import { draftText } from '#app/domain/reports/draft.ts';
import { noAnswers, type Typed } from '#app/domain/reports/form.ts';
import { isLocked, reportCan } from '#app/domain/reports/report.ts';
import { notePresence, presentAt } from '#db/queries/presences.ts';
import { allowed, today, transact, type UserContext } from '../context.server.ts';
import { loadReport } from './see-report.server.ts';

/** Whoever has not been seen for so long has left; the page tells that it is open every 15 seconds. */
const presentMs = 45_000;

export type Attendance = {
  /** Others who have the form open now. */
  others: string[];
  /** The school can change nothing any more: filed, accepted, or its days are over. */
  closed: boolean;
  /** What has been saved since the version that the page knows; null while that one stands. */
  newer: { version: number; by: string; at: Date; typed: Typed } | null;
};

/** The page of a report's form tells that a person has it open, and learns who else has and what they saved. */
export async function attendReport(
  ctx: UserContext,
  { reportId, version }: { reportId: number; version: number },
): Promise<Attendance> {
  return transact(ctx, async ({ trx, user, now }) => {
    const { report, school } = await loadReport(trx, ctx, reportId);
    allowed(may.file(user, school));
    await notePresence(trx, { reportId, userId: user.id, at: now });
    const { answers, unread, savedBy, savedAt } = report;
    const form = formOf(report.order, report.formId);
    const others = await presentAt(trx, { reportId, butUserId: user.id, since: presentSince(now) }).execute();
    return {
      others: others.map(({ name }) => name),
      closed: !reportCan.save(report) || isLocked(report, today(ctx)),
      newer:
        report.version > version && savedAt
          ? {
              version: report.version,
              by: savedBy ?? '',
              at: savedAt,
              typed: draftText(form, { answers: answers ?? noAnswers, unread }),
            }
          : null,
    };
  });
}

/** Whoever was seen since then has the form open. */
export function presentSince(now: Date): Date {
  return new Date(now.getTime() - presentMs);
}
