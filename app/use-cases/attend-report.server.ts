import { draftText } from '#app/domain/draft.ts';
import { noAnswers, type Typed } from '#app/domain/form.ts';
import { formOf } from '#app/domain/order.ts';
import { may } from '#app/domain/permissions.ts';
import { isLocked, reportCan } from '#app/domain/report.ts';
import { notePresence, presentAt } from '#db/queries/presences.ts';
import type { Db } from '#db/schema.ts';
import { allowed, consult, today, transact, type UserContext } from './context.server.ts';
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
    return {
      others: await present(trx, ctx, reportId),
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

/** Names of those who have the form open besides the person who asks. */
export function othersPresent(ctx: UserContext, reportId: number): Promise<string[]> {
  return consult(ctx, ({ db }) => present(db, ctx, reportId));
}

function present(db: Db, { user, now }: UserContext, reportId: number): Promise<string[]> {
  return presentAt(db, { reportId, butUserId: user.id, since: new Date(now.getTime() - presentMs) });
}
