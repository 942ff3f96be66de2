import type { Day } from '#app/domain/calendar.ts';
import { type Answers, carriedOver, changedItems, type Form, missingAnswers, noAnswers } from '#app/domain/form.ts';
import { formOf } from '#app/domain/order.ts';
import { may } from '#app/domain/permissions.ts';
import { reportCan, type Standing, standingOf } from '#app/domain/report.ts';
import { type SchoolPlace, schoolPlace } from '#db/queries/organisations.ts';
import {
  type Filing,
  filingsOf,
  previousFiling,
  type Report,
  reportById,
  systemsOfCampaign,
} from '#db/queries/reports.ts';
import type { Db } from '#db/schema.ts';
import { found, today, type UserContext } from './context.server.ts';

export type SeenReport = {
  report: Omit<Report, 'answers'>;
  form: Form;
  school: SchoolPlace;
  standing: Standing;
  /**
   * What the form shows its school: the saved answers, or the last report's carried over while nothing is saved
   * (KG-App.3). Others learn no more than what was filed.
   */
  answers: Answers;
  /** What the school works on, for those who may file it; null while it is what was filed last. */
  draft: Answers | null;
  /** The filing that this report builds on; null for a school's first. */
  previous: Filing | null;
  /** Every filing of this report, oldest first. */
  filings: Filing[];
  /** Items whose answers differ from the previous report. */
  changed: string[];
  missing: ReturnType<typeof missingAnswers>;
  can: { save: boolean; file: boolean; review: boolean };
  today: Day;
};

/** A report with its predecessor and history, for whoever may see it. */
export async function seeReport(ctx: UserContext, reportId: number): Promise<SeenReport> {
  const {
    report: { answers: saved, ...report },
    school,
  } = await loadReport(ctx.db, ctx, reportId);
  const form = formOf(report.order, report.formId);
  const [previous = null, filings] = await Promise.all([previousFiling(ctx.db, report), filingsOf(ctx.db, report.id)]);
  const mayFile = may.file(ctx.user, school);
  const filed = filings.at(-1)?.answers;
  const begun = saved ?? (previous ? carriedOver(form, previous.answers) : noAnswers);
  const answers = mayFile ? begun : (filed ?? noAnswers);
  const isNews = !filed || changedItems(form, filed, answers).length > 0;
  const maySave = mayFile && reportCan.save(report);
  const on = today(ctx);
  return {
    report,
    form,
    school,
    standing: standingOf(report, on),
    answers,
    draft: maySave && isNews ? answers : null,
    previous,
    filings,
    changed: changedItems(form, previous?.answers ?? noAnswers, answers),
    missing: missingAnswers(form, answers),
    can: {
      save: maySave,
      file: mayFile && reportCan.file(report),
      review: may.review(ctx.user, school) && reportCan.accept(report),
    },
    today: on,
  };
}

/** Systems named in filings of the campaign, the most frequent first: offered while a school types its own. */
export async function systemsNamed(ctx: UserContext, campaignId: number): Promise<string[]> {
  return systemsOfCampaign(ctx.db, campaignId);
}

/** The report and where its school stands today; "not found" for whoever may not see it. */
export async function loadReport(
  db: Db,
  ctx: Pick<UserContext, 'user' | 'now'>,
  reportId: number,
  options?: { forUpdate: true },
): Promise<{ report: Report; school: SchoolPlace }> {
  const report = found(await reportById(db, reportId, options), () => true);
  const school = found(await schoolPlace(db, report.organisationId, today(ctx)), (at) => may.seeReport(ctx.user, at));
  return { report, school };
}
