import { changedItems, hasField, noAnswers, readAnswers, type Typed } from '#app/domain/form.ts';
import { formOf } from '#app/domain/order.ts';
import { may } from '#app/domain/permissions.ts';
import { reportCan } from '#app/domain/report.ts';
import { reportById, saveAnswers } from '#db/queries/reports.ts';
import { allowed, refuse, today, transact, type UserContext } from './context.server.ts';
import { loadReport } from './see-report.server.ts';

/**
 * Saves a draft, complete or not, and answers its new version. Refuses what can't be read (`faults`), a field that the form
 * doesn't have, and a save based on an older version than the one that stands (`changedMeanwhile`): nothing is
 * overwritten unseen.
 */
export async function saveReport(
  ctx: UserContext,
  save: { reportId: number; version: number; typed: Typed },
): Promise<{ version: number }> {
  return transact(ctx, async ({ trx, user, now, audit }) => {
    const { report, school } = await loadReport(trx, ctx, save.reportId, { forUpdate: true });
    allowed(may.file(user, school));
    const form = formOf(report.order, report.formId);
    const unknown = Object.keys(save.typed).find((field) => !hasField(form, field));
    if (unknown !== undefined) return refuse({ kind: 'unknownField', field: unknown });
    if (!reportCan.save(report)) return refuse({ kind: 'wrongStatus', action: 'save', status: report.status });

    const { answers, faults } = readAnswers(form, save.typed, today(ctx));
    if (faults.length > 0) return refuse({ kind: 'faults', faults });

    const status = report.status === 'returned' ? 'returned' : 'draft';
    const at = { reportId: report.id, status, answers, version: save.version, at: now, by: user.id } as const;
    if (!(await saveAnswers(trx, at))) {
      const standing = (await reportById(trx, report.id)) ?? report;
      return refuse({
        kind: 'changedMeanwhile',
        version: standing.version,
        by: standing.savedBy ?? '',
        at: standing.savedAt?.toISOString() ?? '',
        items: changedItems(form, standing.answers ?? noAnswers, answers),
        theirs: standing.answers,
      });
    }
    await audit({
      action: 'report.save',
      subject: 'report',
      subjectId: report.id,
      organisationId: report.organisationId,
      details: { version: save.version + 1 },
    });
    return { version: save.version + 1 };
  });
}
