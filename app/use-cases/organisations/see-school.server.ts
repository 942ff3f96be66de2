import { type Day, dayIn, type Zone } from '#app/domain/calendar.ts';
import { dayInForce } from '#app/domain/orders/campaign.ts';
import { decidingForm } from '#app/domain/orders/order.ts';
import { isOpen } from '#app/domain/organisations/organisation.ts';
import { may } from '#app/domain/people/permissions.ts';
import type { Problem } from '#app/domain/problems/problem.ts';
import { decisionBehind } from '#app/domain/reports/decision.ts';
import { isLocked, type Standing, standingOf } from '#app/domain/reports/report.ts';
import type { ClockShares } from '#app/domain/territory/summary.ts';
import { type Campaign, campaignsOfSchool } from '#db/queries/campaigns.ts';
import { type Decision, decisionsOfSchool } from '#db/queries/decisions.ts';
import { placeOfSchool, type SchoolPlace, schoolPlace } from '#db/queries/organisations.ts';
import {
  datesAhead,
  lastReportsOfSchool,
  type ReportingDate,
  reportsOfSchool,
  type SchoolLine,
} from '#db/queries/reports.ts';
import { type Succession, successionsOf } from '#db/queries/successions.ts';
import { question, remembered, together } from '#db/queries/together.ts';
import { consult, type Reading, refuse, today, type UserContext } from '../context.server.ts';
import { ledgerQuestions } from '../problems/known-problems.server.ts';
import { type CampaignHead, headOf } from '../territory/see-region.server.ts';
import { seenPlace } from './seen-place.server.ts';

export type SchoolReport = SchoolLine & {
  standing: Standing;
  /** Its days are over, or nothing is owed. */
  locked: boolean;
  /** Why its days are not the order's, or why it isn't required; null while the order's own stand. */
  behind: Pick<Decision, 'kind' | 'reason'> | null;
};
export type SchoolCampaign = {
  id: number;
  order: CampaignHead['order'];
  ladders: CampaignHead['ladders'];
  closing: CampaignHead['closing'];
  /** For its last dates, and whatever can still be filed; the latest reporting date first. */
  reports: SchoolReport[];
  /** Of the last reports by the deciding form that were owed and are due by today: how many filed and accepted, in time by which clock. */
  clocks: ClockShares;
  /** Reporting dates of the school that have not opened yet, the nearest first. */
  ahead: ReportingDate[];
  /** What it has named as problems, the longest known first; null where the order asks for none. */
  problems: Problem[] | null;
};

/** What it closed into or what closed into it; `opens` is whether the viewer may open the other school's page. */
export type SchoolSuccession = Succession & { opens: boolean };

/** So many dates of each campaign are looked back on, however long it has been running. */
export const lastDatesOfSchool = 12;

const askSchool = remembered((db, { schoolId, on }: { schoolId: number; on: Day }) => ({
  places: question(placeOfSchool(db, schoolId, on), {}),
  successions: successionsOf(db, schoolId),
  campaigns: campaignsOfSchool(db, schoolId, on),
}));

/** What a school owes and by when, what it has filed lately and how that stands, per campaign; also of where it stood before. */
export function seeSchool(
  ctx: UserContext,
  schoolId: number,
): Promise<{
  school: SchoolPlace;
  successions: SchoolSuccession[];
  campaigns: SchoolCampaign[];
  mayFile: boolean;
  seesMunicipality: boolean;
  today: Day;
}> {
  return consult(ctx, async (ctx) => {
    const { db, user } = ctx;
    const { zone } = user.region;
    const on = today(ctx);
    const { places, successions, campaigns } = await askSchool(db, { schoolId, on });
    const school = await seenPlace(db, ctx, places[0], may.seeSchool);
    const campaignIds = campaigns.map(({ id }) => id);
    const { reports, decisions, ahead, ...answers } = await together(db, {
      reports: lastReportsOfSchool(db, user, { schoolId, campaignIds, on, last: lastDatesOfSchool }),
      decisions: decisionsOfSchool({ schoolId, on }),
      ahead: datesAhead(db, campaignIds, on),
      ...ledgerQuestions(campaigns, schoolId, ctx),
    });
    const ledgers: Record<number, Problem[]> = answers;
    const owed = ({ scopeId }: Campaign, { asOf }: ReportingDate) =>
      [school.municipalityId, school.regionId].includes(scopeId) && isOpen(school, asOf);
    return {
      school,
      successions: await successionsSeen(ctx, successions, schoolId),
      mayFile: may.file(user, school),
      seesMunicipality: may.seeMunicipality(user, school),
      today: on,
      campaigns: campaigns.map((campaign) => {
        const own = reports.filter(({ campaignId }) => campaignId === campaign.id);
        const { order, ladders } = headOf(campaign, zone);
        return {
          id: campaign.id,
          order,
          ladders,
          closing: campaign.closing,
          reports: own.map((report) => ({
            ...report,
            standing: standingOf(report, on),
            locked: isLocked(report, on),
            behind: behindOf(report, decisions),
          })),
          clocks: clocksOf(
            own
              .filter(
                (report) =>
                  report.formId === decidingForm(campaign.order)?.id && isExpected(report, dayInForce(campaign, on)),
              )
              .slice(0, lastDatesOfSchool),
            zone,
          ),
          ahead: ahead.filter((date) => date.campaignId === campaign.id && owed(campaign, date)),
          problems: ledgers[campaign.id] ?? null,
        };
      }),
    };
  });
}

export type ReportsOfSchool = {
  school: SchoolPlace;
  campaigns: Pick<SchoolCampaign, 'id' | 'order'>[];
  page: number;
  reports: (SchoolLine & { standing: Standing })[];
  isLast: boolean;
};

const reportsOnPage = 50;

/** Everything that a school owes or has filed, a page at a time, the latest reporting date first. */
export function seeReportsOfSchool(
  ctx: UserContext,
  ask: { schoolId: number; page: number },
): Promise<ReportsOfSchool> {
  return consult(ctx, async (ctx) => {
    const { db, user } = ctx;
    const { schoolId, page } = ask;
    const on = today(ctx);
    const which = { schoolId, on, limit: reportsOnPage + 1, offset: (page - 1) * reportsOnPage };
    const { places, campaigns, reports } = await together(db, {
      places: question(placeOfSchool(db, schoolId, on), {}),
      campaigns: campaignsOfSchool(db, schoolId, on),
      reports: reportsOfSchool(db, user, which),
    });
    const school = await seenPlace(db, ctx, places[0], may.seeSchool);
    if (page > 1 && reports.length === 0) return refuse({ kind: 'notFound' });
    return {
      school,
      campaigns: campaigns.map((campaign) => ({ id: campaign.id, order: headOf(campaign, user.region.zone).order })),
      page,
      reports: reports.slice(0, reportsOnPage).map((report) => ({ ...report, standing: standingOf(report, on) })),
      isLast: reports.length <= reportsOnPage,
    };
  });
}

function behindOf(report: SchoolLine, decisions: readonly Decision[]): SchoolReport['behind'] {
  const own = decisions.filter(({ reportingDateId }) => reportingDateId === report.reportingDateId);
  const found = decisionBehind(report, own);
  return found ? { kind: found.kind, reason: found.reason } : null;
}

async function successionsSeen(
  ctx: Reading,
  successions: readonly Succession[],
  schoolId: number,
): Promise<SchoolSuccession[]> {
  const on = today(ctx);
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
