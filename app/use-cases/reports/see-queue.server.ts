import type { Day } from '#app/domain/calendar.ts';
import { isClosed } from '#app/domain/orders/campaign.ts';
import { formOf } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import { type Obstacle, obstacleTo } from '#app/domain/reports/review.ts';
import { workingDaysBetween } from '#app/domain/working-days.ts';
import type { MunicipalityPlace } from '#db/queries/organisations.ts';
import { type WaitingFiling, waitingFilings } from '#db/queries/reviews.ts';
import { consult, today, type UserContext } from '../context.server.ts';
import { municipalityUnder } from '../territory/see-municipality.server.ts';
import type { CampaignHead } from '../territory/see-region.server.ts';
import { mostAtOnce } from './accept-reports.server.ts';

/** What waits: a first filing, a corrected one after a return, a correction of an accepted report. */
export type Waiting = Pick<
  WaitingFiling,
  'reportId' | 'ordinal' | 'school' | 'asOf' | 'formName' | 'filedOn' | 'late' | 'explanations'
> & {
  kind: 'first' | 'repeated' | 'amendment';
  /** Working days since it was filed. */
  age: number;
  /** Why it has to be opened before it is accepted. */
  obstacle: Obstacle | null;
};

export type Queue = {
  municipality: MunicipalityPlace;
  campaigns: CampaignHead[];
  campaign: CampaignHead;
  /** The longest waiting first; as many as can be accepted at once. */
  waiting: Waiting[];
  /** All that wait, shown or not. */
  total: number;
  mayReview: boolean;
  today: Day;
};

/** Everything that waits for the municipality's coordinator under one order, over all dates. */
export function seeQueue(ctx: UserContext, ask: { campaignId: number; municipalityId: number }): Promise<Queue> {
  return consult(ctx, async (ctx) => {
    const on = today(ctx);
    const waits = waitingFilings(ctx.db, ctx.user, { ...ask, on });
    const { answers, whole, ...seen } = await municipalityUnder(ctx, ask, { waiting: waits });
    const closed = isClosed(seen.campaign, on);
    const waiting = closed ? [] : answers.waiting;
    return {
      municipality: seen.municipality,
      campaigns: seen.campaigns,
      campaign: seen.campaign,
      waiting: waiting.slice(0, mostAtOnce).map((filing) => ({
        reportId: filing.reportId,
        ordinal: filing.ordinal,
        school: filing.school,
        asOf: filing.asOf,
        formName: filing.formName,
        filedOn: filing.filedOn,
        late: filing.late,
        explanations: filing.explanations,
        kind: filing.amendmentReason !== null ? 'amendment' : filing.ordinal > 1 ? 'repeated' : 'first',
        age: workingDaysBetween(filing.filedOn, on),
        obstacle: obstacleTo(formOf(whole.order, filing.formId), filing, filing.returned),
      })),
      total: waiting.length,
      mayReview: may.review(ctx.user, seen.municipality) && !closed,
      today: on,
    };
  });
}
