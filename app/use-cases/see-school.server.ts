import type { Day } from '#app/domain/calendar.ts';
import { formOf, type Order } from '#app/domain/order.ts';
import { may } from '#app/domain/permissions.ts';
import { type Standing, standingOf } from '#app/domain/report.ts';
import { campaignsOfScopes } from '#db/queries/campaigns.ts';
import { type SchoolPlace, schoolPlace } from '#db/queries/organisations.ts';
import { type ReportingDate, type ReportLine, reportingDates, reportsOfSchool } from '#db/queries/reports.ts';
import { found, today, type UserContext } from './context.server.ts';

export type SchoolReport = ReportLine & { standing: Standing; formTitle: string };
export type SchoolCampaign = {
  id: number;
  order: Pick<Order, 'id' | 'kind' | 'number' | 'date' | 'title' | 'authority'>;
  /** The latest reporting date first. */
  reports: SchoolReport[];
  /** Reporting dates that have not opened yet, the nearest first. */
  ahead: ReportingDate[];
};

/** What a school owes and by when, what it has filed and how that stands, per campaign. */
export async function seeSchool(
  ctx: UserContext,
  schoolId: number,
): Promise<{ school: SchoolPlace; campaigns: SchoolCampaign[]; mayFile: boolean; today: Day }> {
  const on = today(ctx);
  const school = found(await schoolPlace(ctx.db, schoolId, on), (at) => may.seeSchool(ctx.user, at));
  const reports = await reportsOfSchool(ctx.db, ctx.user, schoolId, on);
  const campaigns = await campaignsOfScopes(ctx.db, [school.municipalityId, school.regionId]);
  return {
    school,
    mayFile: may.file(ctx.user, school),
    today: on,
    campaigns: await Promise.all(
      campaigns.map(async ({ id, order }) => ({
        id,
        order: {
          id: order.id,
          kind: order.kind,
          number: order.number,
          date: order.date,
          title: order.title,
          authority: order.authority,
        },
        reports: reports
          .filter((report) => report.campaignId === id)
          .map((report) => ({
            ...report,
            standing: standingOf(report, on),
            formTitle: formOf(order, report.formId).title,
          })),
        ahead: (await reportingDates(ctx.db, id)).filter((date) => date.opens > on),
      })),
    ),
  };
}
