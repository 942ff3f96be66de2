import { may } from '#app/domain/people/permissions.ts';
import { faultOfText, tidied } from '#app/domain/readable-text.ts';
import { reportCan } from '#app/domain/reports/report.ts';
import { changesOf } from '#app/domain/trust/audit.ts';
import { startAmendment, stopAmendment } from '#db/queries/amendments.ts';
import { allowed, refuse, today, transact, type UserContext } from '../context.server.ts';
import { refuseClosed } from '../orders/refuse-closed.server.ts';
import { loadReport, refuseChanged, refuseLocked } from './see-report.server.ts';

const longestReason = 1000;

/**
 * Begins the correction of an accepted report, with the school's reason. The accepted version goes on standing and
 * counting; the draft begins with its answers. Refused when the days to change are over (`locked`). A second click finds
 * the amendment begun.
 */
export async function beginAmendment(
  ctx: UserContext,
  { reportId, reason: typed }: { reportId: number; reason: string },
): Promise<void> {
  await transact(ctx, async ({ trx, user, audit }) => {
    const { report, school } = await loadReport(trx, ctx, reportId, { forUpdate: true });
    allowed(may.file(user, school));
    const reason = tidied(typed);
    const code = faultOfText(reason, longestReason);
    if (code) return refuse({ kind: 'fields', faults: [{ field: 'reason', code }] });
    if (report.amendment === 'draft' && report.amendmentReason === reason) return;
    if (!reportCan.amend(report)) return refuse({ kind: 'wrongStatus', action: 'amend', status: report.status });
    refuseLocked(report, today(ctx));
    await startAmendment(trx, reportId, reason);
    await audit({
      action: 'report.amend',
      subject: 'report',
      subjectId: reportId,
      organisationId: report.organisationId,
      changes: changesOf(report, { amendment: 'draft' }),
      details: { version: report.version + 1 },
    });
  });
}

/**
 * Gives an amendment up before it is filed, or after it was returned: the accepted answers stand alone again. `version` is
 * the draft that the person saw, so that nobody throws away what a colleague has typed since.
 */
export async function dropAmendment(
  ctx: UserContext,
  { reportId, version }: { reportId: number; version: number },
): Promise<void> {
  await transact(ctx, async ({ trx, user, audit }) => {
    const { report, school } = await loadReport(trx, ctx, reportId, { forUpdate: true });
    allowed(may.file(user, school));
    // A second click: it is dropped already.
    if (report.status === 'accepted' && report.amendment === null && report.version === version + 1) return;
    if (!reportCan.dropAmendment(report)) {
      return refuse({ kind: 'wrongStatus', action: 'dropAmendment', status: report.status });
    }
    if (report.version !== version) {
      return refuseChanged(report);
    }
    refuseClosed(report.closedOn, today(ctx));
    await stopAmendment(trx, reportId);
    await audit({
      action: 'report.dropAmendment',
      subject: 'report',
      subjectId: reportId,
      organisationId: report.organisationId,
      changes: changesOf(report, { amendment: null }),
      details: { version: version + 1 },
    });
  });
}
