import { type Day, dayIn, type Zone } from '#app/domain/calendar.ts';
import { formOf, type Order } from '#app/domain/orders/order.ts';
import { isOpen } from '#app/domain/organisations/organisation.ts';
import { may } from '#app/domain/people/permissions.ts';
import { decisionBehind } from '#app/domain/reports/decision.ts';
import { isLocked, type Standing, standingOf } from '#app/domain/reports/report.ts';
import type { ClockShares } from '#app/domain/territory/summary.ts';
import { type Campaign, campaignsOfSchool } from '#db/queries/campaigns.ts';
import { type Decision, decisionsOfSchool } from '#db/queries/decisions.ts';
import { type SchoolPlace, schoolPlace } from '#db/queries/organisations.ts';
import { type ReportingDate, reportingDates, reportsOfSchool, type SchoolLine } from '#db/queries/reports.ts';
import { type Succession, successionsOf } from '#db/queries/successions.ts';
import { consult, type Reading, today, type UserContext } from '../context.server.ts';
import { seenPlace } from './seen-place.server.ts';

export type SchoolReport = SchoolLine & {
  standing: Standing;
  formTitle: string;
  /** Its days are over, or nothing is owed. */
  locked: boolean;
  /** Why its days are not the order's, or why it isn't required; null while the order's own stand. */
  behind: Pick<Decision, 'kind' | 'reason'> | null;
};
export type SchoolCampaign = {
  id: number;
  order: Pick<Order, 'id' | 'kind' | 'number' | 'date' | 'title' | 'authority'>;
  /** The latest reporting date first. */
  reports: SchoolReport[];
  /** Of the reports owed and due by today: how many filed and accepted, in time by which clock. */
  clocks: ClockShares;
  /** Reporting dates of the school that have not opened yet, the nearest first. */
  ahead: ReportingDate[];
};

/** What it closed into or what closed into it; `opens` is whether the viewer may open the other school's page. */
export type SchoolSuccession = Succession & { opens: boolean };

/** What a school owes and by when, what it has filed and how that stands, per campaign; also of where it stood before. */
export function seeSchool(
  ctx: UserContext,
  schoolId: number,
): Promise<{
  school: SchoolPlace;
  successions: SchoolSuccession[];
  campaigns: SchoolCampaign[];
  mayFile: boolean;
  today: Day;
}> {
  return consult(ctx, async (ctx) => {
    const on = today(ctx);
    const school = await seenPlace(ctx.db, ctx, await schoolPlace(ctx.db, schoolId, on), may.seeSchool);
    const reports = await reportsOfSchool(ctx.db, ctx.user, schoolId, on);
    const decisions = await decisionsOfSchool(ctx.db, { schoolId, on });
    const behind = (report: SchoolLine) => {
      const own = decisions.filter(({ reportingDateId }) => reportingDateId === report.reportingDateId);
      const found = decisionBehind(report, own);
      return found ? { kind: found.kind, reason: found.reason } : null;
    };
    const campaigns = await campaignsOfSchool(ctx.db, school);
    const owed = ({ scopeId }: Campaign, { asOf }: ReportingDate) =>
      [school.municipalityId, school.regionId].includes(scopeId) && isOpen(school, asOf);
    const { zone } = ctx.user.region;
    return {
      school,
      successions: await successionsSeen(ctx, schoolId, on),
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
              locked: isLocked(report, on),
              behind: behind(report),
              formTitle: formOf(campaign.order, report.formId).title,
            })),
          clocks: clocksOf(
            reports.filter((report) => report.campaignId === campaign.id && isExpected(report, on)),
            zone,
          ),
          ahead: (await reportingDates(ctx.db, campaign.id)).filter((date) => date.opens > on && owed(campaign, date)),
        })),
      ),
    };
  });
}

async function successionsSeen(ctx: Reading, schoolId: number, on: Day): Promise<SchoolSuccession[]> {
  const successions = await successionsOf(ctx.db, schoolId);
  return Promise.all(
    successions.map(async (succession) => {
      const { from, to } = succession;
      const other = await schoolPlace(ctx.db, from.id === schoolId ? to.id : from.id, on);
      return { ...succession, opens: other !== undefined && may.seeSchool(ctx.user, other) };
    }),
  );
}

function isExpected({ notRequired, due }: SchoolLine, on: Day): boolean {
  return notRequired === null && due <= on;
}

/** The same counts as a territory's, over all dates of one school. */
function clocksOf(expected: SchoolLine[], zone: Zone): ClockShares {
  const share = (counts: (report: SchoolLine, firstFiledOn: Day | null) => boolean) => ({
    n: expected.filter((report) => counts(report, report.firstFiledAt && dayIn(zone, report.firstFiledAt))).length,
    of: expected.length,
  });
  return {
    reported: share((_report, first) => first !== null),
    onTime: share(({ due }, first) => first !== null && first <= due),
    onTimeOriginally: share(({ originalDue }, first) => first !== null && first <= originalDue),
    accepted: share(({ acceptedFiledOn }) => acceptedFiledOn !== null),
    acceptedOnTime: share(({ acceptedFiledOn, due }) => acceptedFiledOn !== null && acceptedFiledOn <= due),
  };
}
