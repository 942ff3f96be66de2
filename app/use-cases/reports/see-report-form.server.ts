import type { Day } from '#app/domain/calendar.ts';
import type { FormStamp } from '#app/domain/imports/import.ts';
import type { Order } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import { draftText } from '#app/domain/reports/draft.ts';
import { type Form, type Typed, writeAnswers } from '#app/domain/reports/form.ts';
import { reportingDates, reportsOfMunicipality } from '#db/queries/reports.ts';
import { alone } from '#db/queries/together.ts';
import { allowed, consult, refuse, today, type UserContext } from '../context.server.ts';
import { startOf } from '../problems/known-problems.server.ts';
import { campaignsOfMunicipality } from '../territory/see-municipality.server.ts';
import { type SeenReport, seeReport } from './see-report.server.ts';

export type FormToFill = {
  form: Form;
  order: Order;
  organisation: string;
  asOf: Day;
  demo: boolean;
  typed: Typed;
  stamp: Omit<FormStamp, 'base'>;
};

/**
 * A report's form to be filled in without a connection: by the school with its draft, by its coordinator with no more than
 * was filed; with the last report's answers while there is neither (KG-App.3).
 */
export async function seeReportForm(ctx: UserContext, reportId: number): Promise<FormToFill> {
  const seen = await seeReport(ctx, reportId);
  const { report, form, school } = seen;
  allowed(may.file(ctx.user, school) || may.fileFor(ctx.user, school));
  const { campaignId, formId, asOf, version, order, id } = report;
  return {
    form,
    order,
    organisation: school.name,
    asOf,
    demo: ctx.user.region.demo,
    typed: textFor(ctx, seen),
    stamp: { reportId: id, schoolId: school.schoolId, campaignId, formId, asOf, version },
  };
}

function textFor(ctx: UserContext, { form, school, answers, unread, filings, ...builtOn }: SeenReport): Typed {
  if (may.file(ctx.user, school)) return draftText(form, { answers, unread });
  if (filings.length > 0) return writeAnswers(form, answers);
  return writeAnswers(form, startOf(form, builtOn));
}

/** The reports of a municipality's schools for one date whose forms can be handed out, by the school's name. */
export function formsOfMunicipality(
  ctx: UserContext,
  { campaignId, municipalityId, asOf }: { campaignId: number; municipalityId: number; asOf: Day },
): Promise<{ reportId: number; school: string }[]> {
  return consult(ctx, async (ctx) => {
    const { municipality, campaigns } = await campaignsOfMunicipality(ctx, municipalityId);
    allowed(may.fileFor(ctx.user, municipality));
    if (!campaigns.some(({ id }) => id === campaignId)) return refuse({ kind: 'notFound' });
    const dates = (await reportingDates(ctx.db, campaignId)).filter((date) => date.asOf === asOf);
    const reportingDateIds = dates.map(({ id }) => id);
    const ask = { reportingDateIds, municipalityId, on: today(ctx) };
    const reports = await alone(ctx.db, reportsOfMunicipality(ctx.db, ctx.user, ask));
    const ofDate = reports.filter(({ notRequired }) => notRequired === null);
    if (ofDate.length === 0) return refuse({ kind: 'notFound' });
    return ofDate.map(({ id, school }) => ({ reportId: id, school }));
  });
}
