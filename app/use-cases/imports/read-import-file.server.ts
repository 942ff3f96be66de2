import { type OpenedForm, openReportForm } from '#app/documents/report-form/read.server.ts';
import type { Day } from '#app/domain/calendar.ts';
import { type FileRefusal, type FileResult, type FileState, faultsOf, mergeFile } from '#app/domain/imports/import.ts';
import { formOf, targetItems } from '#app/domain/orders/order.ts';
import { type Form, missingAnswers, readAnswers, type Typed } from '#app/domain/reports/form.ts';
import { type SchoolPlace, schoolPlace } from '#db/queries/organisations.ts';
import { type Report, reportById } from '#db/queries/reports.ts';
import type { Db } from '#db/schema.ts';
import { standingText } from '../reports/standing-text.server.ts';

export type Looked = { reportId: number | null; result: FileResult };

/** Whose files are awaited: under which campaign, from which schools, and for which report if only one can be meant. */
export type Awaited = { campaignId: number; isOurs: (school: SchoolPlace) => boolean; reportId?: number };

/** Looks into a file that may be anything: what it would change, what is wrong with it, or why it is not looked into. */
export async function readImportFile(db: Db, bytes: Buffer, awaited: Awaited, on: Day): Promise<Looked> {
  const opened = await openReportForm(bytes).catch((): { refusal: FileRefusal } => ({ refusal: 'unexpected' }));
  if ('refusal' in opened) return refused(opened.refusal);
  const { stamp } = opened;
  if (stamp.campaignId !== awaited.campaignId) return refused('otherCampaign');
  const school = await schoolPlace(db, stamp.schoolId, on);
  if (!school || !awaited.isOurs(school)) return refused('otherSchool');
  if (awaited.reportId !== undefined && stamp.reportId !== awaited.reportId) return refused('otherDate');
  const report = await reportById(db, stamp.reportId);
  const known = report?.organisationId === stamp.schoolId && report.asOf === stamp.asOf;
  if (!report || !known || report.campaignId !== stamp.campaignId || report.formId !== stamp.formId) {
    return refused('noReport');
  }
  const form = formOf(report.order, report.formId);
  const read = readCells(opened, form);
  if ('refusal' in read) return refused(read.refusal, report.id);
  const { typed, notes } = read;
  const faults = faultsOf(form, read, on);
  const draft = await standingText(db, form, report);
  const state = stateOf(form, report, { base: stamp.base, file: typed, draft }, on);
  return { reportId: report.id, result: { kind: 'read', stamp, typed, faults, notes, ...state } };
}

function refused(refusal: FileRefusal, reportId: number | null = null): Looked {
  return { reportId, result: { kind: 'refused', refusal } };
}

function readCells(opened: OpenedForm, form: Form): ReturnType<OpenedForm['read']> {
  try {
    return opened.read(form);
  } catch {
    return { refusal: 'unexpected' };
  }
}

function stateOf(form: Form, report: Report, text: { base: Typed; file: Typed; draft: Typed }, on: Day): FileState {
  const { taken, both, kept } = mergeFile(form, on, text);
  const { answers } = readAnswers(form, text.file, on);
  const missing = missingAnswers(form, answers, targetItems(report.order, form.id));
  return {
    changed: [...taken, ...both],
    changedSince: [...both, ...kept],
    missing: [...new Set(missing.map(({ item }) => item))],
  };
}
