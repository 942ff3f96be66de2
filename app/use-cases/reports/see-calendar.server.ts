import type { Day } from '#app/domain/calendar.ts';
import { type Closing, isClosed } from '#app/domain/orders/campaign.ts';
import { formOf, type Order } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import { decisionBehind, type Terms } from '#app/domain/reports/decision.ts';
import { isOver, type Standing, standingOf } from '#app/domain/reports/report.ts';
import { type Decision, decisionsOfCampaign, decisionsOfSchool } from '#db/queries/decisions.ts';
import type { SchoolPlace } from '#db/queries/organisations.ts';
import { type Report, type ReportingDate, reportingDateById, reportingDates } from '#db/queries/reports.ts';
import { alone } from '#db/queries/together.ts';
import { consult, found, today, type UserContext } from '../context.server.ts';
import { campaignsSeenBy } from '../orders/see-order.server.ts';
import { scopeOf } from './decide-dates.server.ts';
import { loadReport } from './see-report.server.ts';

/** One reporting date: its days in force and the order's own, and everything decided about it that the viewer may see. */
export type CalendarDate = ReportingDate & {
  formTitle: string;
  /** The move in force. */
  move: Decision | null;
  /** Every move, the newest first; and what was decided about schools. */
  moves: Decision[];
  schools: Decision[];
};

export type Calendar = {
  campaignId: number;
  order: Pick<Order, 'kind' | 'number' | 'date' | 'title'>;
  /** The nearest first among those to come, then the others from the latest on. */
  dates: CalendarDate[];
  mayMove: boolean;
  closing: Closing | null;
  today: Day;
};

/** All reporting dates of a campaign with their three days and why they are what they are; for everybody whom it binds. */
export function seeCalendar(ctx: UserContext, campaignId: number): Promise<Calendar> {
  return consult(ctx, async (ctx) => {
    const on = today(ctx);
    const campaign = found(
      (await campaignsSeenBy(ctx.db, ctx)).find(({ id }) => id === campaignId),
      () => true,
    );
    const { kind, number, date, title } = campaign.order;
    const dates = await reportingDates(ctx.db, campaignId);
    const decisions = await alone(ctx.db, decisionsOfCampaign(ctx.user, { campaignId, on }));
    return {
      campaignId,
      order: { kind, number, date, title },
      dates: dates.map((one) => {
        const own = decisions.filter(({ reportingDateId }) => reportingDateId === one.id);
        const moves = own.filter((decision) => decision.kind === 'move').reverse();
        return {
          ...one,
          formTitle: formOf(campaign.order, one.formId).title,
          move: moves.find(({ revokedAt }) => revokedAt === null) ?? null,
          moves,
          schools: own.filter((decision) => decision.kind !== 'move'),
        };
      }),
      mayMove: may.moveDate(ctx.user, scopeOf(campaign, ctx.user)) && !isClosed(campaign, on),
      closing: campaign.closing,
      today: on,
    };
  });
}

export type ReportCalendar = {
  report: Omit<Report, 'answers' | 'unread'>;
  school: SchoolPlace;
  standing: Standing;
  /** The order's own days, and those for all schools where the date was moved. */
  original: Terms;
  forAll: Terms;
  /** Why the due day is what it is, or why nothing is required; null while the order's own day stands. */
  behind: Decision | null;
  extension: Decision | null;
  /** Everything decided about the date and about this school, the newest first. */
  decisions: Decision[];
  can: { extend: boolean; exempt: boolean };
  today: Day;
};

/** One report's days and what was decided about them, for whoever may see the report. */
export function seeReportCalendar(ctx: UserContext, reportId: number): Promise<ReportCalendar> {
  return consult(ctx, async (ctx) => {
    const on = today(ctx);
    const {
      report: { answers: _answers, unread: _unread, ...report },
      school,
    } = await loadReport(ctx.db, ctx, reportId);
    const { original, due, fileUntil, changeUntil } = found(
      await reportingDateById(ctx.db, report.reportingDateId),
      () => true,
    );
    const decisions = await alone(ctx.db, decisionsOfSchool({ schoolId: report.organisationId, on, reportId }));
    const owed = report.notRequired === null && !isOver(report, on);
    const never = report.status === 'due' || report.status === 'draft';
    return {
      report,
      school,
      standing: standingOf(report, on),
      original,
      forAll: { due, fileUntil, changeUntil },
      behind: decisionBehind(report, decisions) ?? null,
      extension: decisions.find(({ kind, revokedAt }) => kind === 'extension' && revokedAt === null) ?? null,
      decisions: [...decisions].reverse(),
      can: {
        extend: owed && may.extend(ctx.user, school),
        exempt: never && owed && may.exempt(ctx.user, school),
      },
      today: on,
    };
  });
}

/** Why a report's days are not the order's, or why it isn't required; null while the order's own stand. */
export function termsBehind(
  ctx: UserContext,
  report: Pick<Report, 'id' | 'organisationId' | 'due' | 'originalDue' | 'notRequired'>,
): Promise<Pick<Decision, 'kind' | 'reason' | 'document'> | null> {
  return consult(ctx, async (ctx) => {
    if (report.due === report.originalDue && report.notRequired !== 'decision') return null;
    const ask = { schoolId: report.organisationId, on: today(ctx), reportId: report.id };
    const behind = decisionBehind(report, await alone(ctx.db, decisionsOfSchool(ask)));
    return behind ? { kind: behind.kind, reason: behind.reason, document: behind.document } : null;
  });
}
