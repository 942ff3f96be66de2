import { dayIn } from '#app/domain/calendar.ts';
import { coveredFrom, figuresOf, missingAnswers, noAnswers, systemNamed } from '#app/domain/form.ts';
import { coverageTarget, formOf } from '#app/domain/order.ts';
import { may } from '#app/domain/permissions.ts';
import { isLate, reportCan } from '#app/domain/report.ts';
import { filingsOf, insertFiling, setStatus } from '#db/queries/reports.ts';
import { allowed, refuse, transact, type UserContext } from './context.server.ts';
import { loadReport } from './see-report.server.ts';

/**
 * Files the saved draft (KG-3.6, MO-3.1) and answers the ordinal of the filing. What is missing refuses it (`faults`).
 * The same version filed again by a second click answers the filing that the first click made.
 */
export async function fileReport(
  ctx: UserContext,
  { reportId, version }: { reportId: number; version: number },
): Promise<{ ordinal: number }> {
  return transact(ctx, async ({ trx, user, now, audit }) => {
    const { report, school } = await loadReport(trx, ctx, reportId, { forUpdate: true });
    allowed(may.file(user, school));
    const earlier = (await filingsOf(trx, reportId)).at(-1);
    // A second click; once the report has come back, the same version is an old page instead.
    if (earlier?.fromVersion === version && report.status !== 'returned') return { ordinal: earlier.ordinal };
    if (!reportCan.file(report)) return refuse({ kind: 'wrongStatus', action: 'file', status: report.status });
    if (report.version !== version) {
      return refuse({
        kind: 'changedMeanwhile',
        version: report.version,
        by: report.savedBy ?? '',
        at: report.savedAt?.toISOString() ?? '',
        items: [],
        theirs: report.answers,
      });
    }

    const form = formOf(report.order, report.formId);
    const answers = report.answers ?? noAnswers;
    const faults = missingAnswers(form, answers);
    if (faults.length > 0) return refuse({ kind: 'faults', faults });

    const filedOn = dayIn(user.region.zone, now);
    const target = coverageTarget(report.order);
    const ordinal = await insertFiling(trx, {
      report,
      answers,
      fromVersion: version,
      filedAt: now,
      filedBy: user.id,
      late: isLate(filedOn, report.due),
      coveredFrom: target?.form === form.id ? coveredFrom(target.criterion, answers, filedOn) : null,
      system: systemNamed(form, answers),
      figures: figuresOf(form, answers),
    });
    await setStatus(trx, reportId, 'filed');
    await audit({
      action: 'report.file',
      subject: 'report',
      subjectId: reportId,
      organisationId: report.organisationId,
      details: { ordinal, version },
    });
    return { ordinal };
  });
}
