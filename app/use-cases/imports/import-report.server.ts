import { type FileOutcome, mergeFile } from '#app/domain/imports/import.ts';
import { formOf } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import { takeItems } from '#app/domain/reports/draft.ts';
import { reportCan } from '#app/domain/reports/report.ts';
import { confirmImport, insertImport, recordFile } from '#db/queries/imports.ts';
import { allowed, found, refuse, today, transact, type UserContext } from '../context.server.ts';
import { saveWithin } from '../reports/save-report.server.ts';
import { loadReport, refuseLocked } from '../reports/see-report.server.ts';
import { standingText } from '../reports/standing-text.server.ts';
import { readImportFile } from './read-import-file.server.ts';
import { readFileOf } from './see-import.server.ts';

/**
 * Takes a school's filled-in form and answers the dry run's id: nothing of the report changes yet. A file that can't be
 * looked into, or is another's, is refused at the field `file` with the reason; nothing of it is kept.
 */
export async function importReport(
  ctx: UserContext,
  { reportId, file }: { reportId: number; file: { name: string; bytes: Buffer } },
): Promise<{ importId: number }> {
  return transact(ctx, async ({ trx, user, now, audit }) => {
    const { report, school } = await loadReport(trx, ctx, reportId);
    allowed(may.file(user, school));
    // A municipality's files are those of its schools.
    found(school, ({ level }) => level === 'school');
    if (!reportCan.save(report)) return refuse({ kind: 'wrongStatus', action: 'save', status: report.status });
    refuseLocked(report, today(ctx));
    const awaited = {
      campaignId: report.campaignId,
      reportId,
      isOurs: ({ schoolId }: { schoolId: number }) => schoolId === school.schoolId,
    };
    const { result } = await readImportFile(trx, file.bytes, awaited, today(ctx));
    if (result.kind === 'refused') return refuse({ kind: 'fields', faults: [{ field: 'file', code: result.refusal }] });
    const importId = await insertImport(trx, {
      campaignId: report.campaignId,
      organisationId: school.schoolId,
      at: now,
      by: user.id,
      files: [{ ...file, size: file.bytes.length, status: 'read', reportId, result }],
    });
    await audit({
      action: 'import.bring',
      subject: 'import',
      subjectId: importId,
      organisationId: school.schoolId,
      details: { reportId, files: 1 },
    });
    return { importId };
  });
}

/**
 * Puts what the dry run showed into the draft of `version`, the one it was shown against. Items that both the file and
 * the draft have changed need a choice each (`fields` at `keep:<item>` otherwise); those of the draft alone stay. A file
 * with faults is refused as a whole. The second click finds it done.
 */
export async function confirmReportImport(
  ctx: UserContext,
  confirm: { importId: number; version: number; choices: Readonly<Record<string, 'file' | 'draft' | undefined>> },
): Promise<{ reportId: number; outcome: FileOutcome; version: number }> {
  return transact(ctx, async (write) => {
    const { trx, audit, now } = write;
    const { brought, file, read } = await readFileOf(trx, ctx, { importId: confirm.importId, forUpdate: true });
    const reportId = read.stamp.reportId;
    const { report, school } = await loadReport(trx, ctx, reportId, { forUpdate: true });
    allowed(may.file(ctx.user, school));
    if (read.outcome) return { reportId, outcome: read.outcome, version: report.version };
    const form = formOf(report.order, report.formId);
    if (read.faults.length > 0) return refuse({ kind: 'fields', faults: [{ field: 'file', code: 'faults' }] });

    const draft = await standingText(trx, form, report);
    const { taken, both } = mergeFile(form, today(ctx), { base: read.stamp.base, file: read.typed, draft });
    const open = both.filter((item) => confirm.choices[item] === undefined);
    if (open.length > 0 && report.version === confirm.version) {
      return refuse({ kind: 'fields', faults: open.map((item) => ({ field: `keep:${item}`, code: 'missing' })) });
    }
    const items = [...taken, ...both.filter((item) => confirm.choices[item] === 'file')];
    const typed = takeItems(draft, items, read.typed);
    // Also when nothing is taken: a draft that moved on meanwhile is said, and a form carried over becomes a draft.
    let { version } = report;
    if (items.length > 0 || report.version !== confirm.version || report.status === 'due') {
      ({ version } = await saveWithin(write, { reportId, version: confirm.version, typed }));
    }
    const outcome: FileOutcome = items.length > 0 ? { kind: 'saved' } : { kind: 'nothingNew' };
    await recordFile(trx, file.id, { status: 'done', reportId, result: { ...read, outcome } });
    await confirmImport(trx, { importId: brought.id, how: 'save', at: now });
    await audit({
      action: 'import.confirm',
      subject: 'import',
      subjectId: brought.id,
      organisationId: school.schoolId,
      details: { reportId, items },
    });
    return { reportId, outcome, version };
  });
}
