import { type Day, endOf } from '#app/domain/calendar.ts';
import { formOf, targetItems } from '#app/domain/orders/order.ts';
import type { User } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import { ledgerOf, type Problem, withKnownProblems } from '#app/domain/problems/problem.ts';
import { type Explained, type Warning, warningsOf } from '#app/domain/reports/check.ts';
import { readAgain } from '#app/domain/reports/draft.ts';
import {
  type Answers,
  changedItems,
  type Fault,
  type Form,
  missingAnswers,
  noAnswers,
  type Typed,
} from '#app/domain/reports/form.ts';
import {
  isLocked,
  isOver,
  lastDayFor,
  type ReportState,
  reportCan,
  type Standing,
  standingOf,
} from '#app/domain/reports/report.ts';
import { type AroundReport, aroundReport, filingsAtPlace, historyOfReport } from '#db/queries/around-report.ts';
import { reporterPlace, type SchoolPlace } from '#db/queries/organisations.ts';
import type { PaperOfFiling } from '#db/queries/papers.ts';
import { type Filing, type Held, type Report, reportById } from '#db/queries/reports.ts';
import type { FrequentReturn } from '#db/queries/returns.ts';
import type { Db } from '#db/schema.ts';
import { allowed, consult, found, refuse, today, type UserContext, type WriteContext } from '../context.server.ts';
import { refuseClosed } from '../orders/refuse-closed.server.ts';
import { seenPlace } from '../organisations/seen-place.server.ts';
import { type BuiltOn, builtOn, startOf, underKeys } from '../problems/known-problems.server.ts';
import { noPapers, type Papers, papersOf } from './papers.server.ts';

/** `times`: how often the line (or `problems`) was remarked on in a return; `reason`: mostly for what, in the order's words. */
export type ReturnHint = { item: string; times: number; reason: string };

/** Returns of one line; fewer say nothing about the others who fill it in. */
const fewestReturns = 3;

export type SeenReport = BuiltOn & {
  report: Omit<Report, 'answers' | 'unread'>;
  form: Form;
  school: SchoolPlace;
  standing: Standing;
  /**
   * What the form shows its school: the saved answers, or those it starts from while nothing is saved
   * (KG-App.3). Others learn no more than what was filed.
   */
  answers: Answers;
  /** Text of the draft that can't be read as answers, and why; none for those who may not file. */
  unread: Typed;
  faults: Fault[];
  /** What the school works on, for those who may file it; null while it is what was filed last. */
  draft: Answers | null;
  /** Every filing of this report, oldest first. */
  filings: Filing[];
  /** The filing that stands for the report: the last one, or the accepted one while no amendment waits beside it. */
  standingFiling: Filing | null;
  /** What has become of the school's problems; empty where the form asks for none. */
  ledger: Problem[];
  /** What reports of the campaign come back for, said beside the lines before anyone files. */
  hints: ReturnHint[];
  /** Items whose answers differ from the previous report. */
  changed: string[];
  missing: ReturnType<typeof missingAnswers>;
  /** The copies that these answers would take along, and those that filings did. */
  papers: Papers;
  filedPapers: PaperOfFiling[];
  /** What the school has to explain before it files these answers; nothing for those who can't file them. */
  warnings: Warning[];
  /** The school's sentences, of every filing, the oldest filing first. */
  explanations: (Explained & { filingId: number })[];
  can: { save: boolean; file: boolean; review: boolean; amend: boolean; dropAmendment: boolean };
  /** Its days are over, or nothing is owed: the school can change nothing any more. */
  locked: boolean;
  today: Day;
};

/** A report with its predecessor and history, for whoever may see it. */
export function seeReport(ctx: UserContext, reportId: number): Promise<SeenReport> {
  return consult(ctx, async (ctx) => {
    const on = today(ctx);
    const { answers: saved, unread: typed, ...report } = found(await reportById(ctx.db, reportId), () => true);
    const form = formOf(report.order, report.formId);
    const until = form.problems ? endOf(on, ctx.user.region.zone) : null;
    const around = await historyOfReport(ctx.db, report, { on, until, fewestReturns });
    const school = await seenPlace(ctx.db, ctx, around.place, may.seeReport);
    const { known, explanations } = around;
    const from = builtOn(around);
    const filings = around.filings.map((filing) => underKeys(filing, known));
    const ledger = ledgerOf(around.reported, on);
    const onTarget = targetItems(report.order, form.id);
    const mayFile = may.file(ctx.user, school);
    const standingFiling = filingThatStands(report, filings);
    const filed = standingFiling?.answers;
    const { previous } = from;
    const begun = saved ?? startOf(form, from);
    const shown = mayFile ? { answers: begun, unread: typed } : { answers: filed ?? noAnswers, unread: {} };
    const { unread, faults, ...read } = readAgain(form, shown, on);
    const answers = withKnownProblems(read.answers, [...read.answers.problems, ...known]);
    const isNews = !filed || faults.length > 0 || changedItems(form, filed, answers).length > 0;
    const locked = isLocked(report, on);
    const ready = mayFile ? await papersOf(ctx.db, report.organisationId, form, answers) : noPapers;
    const maySave = mayFile && reportCan.save(report) && !locked;
    return {
      report,
      form,
      school,
      standing: standingOf(report, on),
      answers,
      unread,
      faults,
      draft: maySave && isNews ? answers : null,
      ...from,
      filings,
      standingFiling,
      ledger,
      hints: hintsOf(report, around.returns),
      changed: changedItems(form, previous?.answers ?? noAnswers, answers),
      missing: [...missingAnswers(form, answers, onTarget), ...ready.faults],
      papers: ready,
      filedPapers: around.papers,
      warnings: mayFile ? warningsOf(form, answers, previous?.answers ?? null, onTarget) : [],
      explanations,
      can: {
        save: maySave,
        file: mayFile && reportCan.file(report) && !locked,
        review: may.review(ctx.user, school) && reportCan.accept(report) && !isOver(report, on),
        amend: mayFile && reportCan.amend(report) && !locked,
        dropAmendment: mayFile && reportCan.dropAmendment(report) && !isOver(report, on),
      },
      locked,
      today: on,
    };
  });
}

function hintsOf({ order }: Pick<Report, 'order'>, returns: readonly FrequentReturn[]): ReturnHint[] {
  return returns.flatMap(({ item, times, category }) => {
    const reason = order.returnReasons.find(({ id }) => id === category);
    return reason ? [{ item, times, reason: reason.title }] : [];
  });
}

/** A returned amendment is no more than a draft: what was accepted stands meanwhile. */
function filingThatStands({ status, amendment }: ReportState, filings: Filing[]): Filing | null {
  const waits = status !== 'accepted' || amendment === 'filed';
  const stands = waits ? filings : filings.filter(({ decision }) => decision === 'accepted');
  return stands.at(-1) ?? null;
}

/** What the school keeps of its last filing, for whoever may see the report; null while there is none. */
export function seeLastFiling(
  ctx: UserContext,
  reportId: number,
): Promise<{ school: SchoolPlace; formName: string | null; filing: Filing | null }> {
  return consult(ctx, async (ctx) => {
    const { place, formName, filings } = await filingsAtPlace(ctx.db, { reportId, on: today(ctx) });
    const school = await seenPlace(ctx.db, ctx, place, may.seeReport);
    return { school, formName, filing: filings.at(-1) ?? null };
  });
}

/** The report and where its school stands today; "not found" for whoever may not see it. */
export async function loadReport(
  db: Db,
  ctx: Pick<UserContext, 'user' | 'now'>,
  reportId: number,
  options?: { forUpdate: true },
): Promise<{ report: Report; school: SchoolPlace }> {
  const report = found(await reportById(db, reportId, options), () => true);
  return {
    report,
    school: await seenPlace(db, ctx, await reporterPlace(db, report.organisationId, today(ctx)), may.seeReport),
  };
}

/** Refuses whoever may not fill the report in. Asked before a request is refused for how it was sent: others learn nothing of that. */
export async function checkMayFill(ctx: UserContext, reportId: number): Promise<void> {
  const { school } = await consult(ctx, ({ db }) => loadReport(db, ctx, reportId));
  allowed(may.file(ctx.user, school));
}

/** The same for whoever may not review it. */
export async function checkMayReview(ctx: UserContext, reportId: number): Promise<void> {
  const { school } = await consult(ctx, ({ db }) => loadReport(db, ctx, reportId));
  allowed(may.review(ctx.user, school));
}

/** The same with what is known around it, for whoever saves or files it: nobody else does until the transaction ends. */
export async function holdReport(
  { trx, ...write }: WriteContext<User>,
  reportId: number,
  options: Held = { forUpdate: true },
): Promise<{ report: Report; school: SchoolPlace; around: AroundReport }> {
  const report = found(await reportById(trx, reportId, options), () => true);
  // Asked after the report is held, so that it includes what whoever held it before has done.
  const around = await aroundReport(trx, report, today(write));
  const school = await seenPlace(trx, write, around.place, may.seeReport);
  return { report, school, around };
}

/** After its last day a report takes nothing more from its school; the day itself is still in time. */
export function refuseLocked(report: Report, on: Day): void {
  if (!isLocked(report, on)) return;
  refuseClosed(report.closedOn, on);
  refuse({ kind: 'locked', until: report.notRequired === null ? lastDayFor(report) : null });
}

/** Somebody else's version stands by now: whose, since when, and in which items it differs from what was sent. */
export function refuseChanged({ version, savedBy, savedAt, answers }: Report, items: string[] = []): never {
  return refuse({
    kind: 'changedMeanwhile',
    version,
    by: savedBy ?? '',
    at: savedAt?.toISOString() ?? '',
    items,
    theirs: answers,
  });
}
