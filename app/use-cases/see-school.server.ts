import type { Day } from '#app/domain/calendar.ts';
import { formOf, type Order } from '#app/domain/order.ts';
import { isOpen } from '#app/domain/organisation.ts';
import { may } from '#app/domain/permissions.ts';
import { type Standing, standingOf } from '#app/domain/report.ts';
import { type Campaign, campaignsOfSchool } from '#db/queries/campaigns.ts';
import { type SchoolPlace, schoolPlace } from '#db/queries/organisations.ts';
import { type ReportingDate, type ReportLine, reportingDates, reportsOfSchool } from '#db/queries/reports.ts';
import { found, today, type UserContext } from './context.server.ts';

export type SchoolReport = ReportLine & { standing: Standing; formTitle: string };
export type SchoolCampaign = {
  id: number;
  order: Pick<Order, 'id' | 'kind' | 'number' | 'date' | 'title' | 'authority'>;
  /** The latest reporting date first. */
  reports: SchoolReport[];
  /** Reporting dates of the school that have not opened yet, the nearest first. */
  ahead: ReportingDate[];
};

/** What a school owes and by when, what it has filed and how that stands, per campaign; also of where it stood before. */
export async function seeSchool(
  ctx: UserContext,
  schoolId: number,
): Promise<{ school: SchoolPlace; campaigns: SchoolCampaign[]; mayFile: boolean; today: Day }> {
  const on = today(ctx);
  const school = found(await schoolPlace(ctx.db, schoolId, on), (at) => may.seeSchool(ctx.user, at));
  const reports = await reportsOfSchool(ctx.db, ctx.user, schoolId, on);
  const campaigns = await campaignsOfSchool(ctx.db, school);
  const owed = ({ scopeId }: Campaign, { asOf }: ReportingDate) =>
    [school.municipalityId, school.regionId].includes(scopeId) && isOpen(school, asOf);
  return {
    school,
    mayFile: may.file(ctx.user, school),
    today: on,
    campaigns: await Promise.all(
      campaigns.map(async (campaign) => ({
        id: campaign.id,
        order: {
          id: campaign.order.id,
          kind: campaign.order.kind,
          number: campaign.order.number,
          date: campaign.order.date,
          title: campaign.order.title,
          authority: campaign.order.authority,
        },
        reports: reports
          .filter((report) => report.campaignId === campaign.id)
          .map((report) => ({
            ...report,
            standing: standingOf(report, on),
            formTitle: formOf(campaign.order, report.formId).title,
          })),
        ahead: (await reportingDates(ctx.db, campaign.id)).filter((date) => date.opens > on && owed(campaign, date)),
      })),
    ),
  };
}
