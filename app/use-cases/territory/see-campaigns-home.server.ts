/** All campaigns at a glance: what is wrong today first. */
import { addMonths, type Day, type Month, monthOf } from '#app/domain/calendar.ts';
import { handInOf } from '#app/domain/editions/hand-in.ts';
import { isClosed, monthInForce } from '#app/domain/orders/campaign.ts';
import type { Order, Share } from '#app/domain/orders/order.ts';
import { reaches } from '#app/domain/territory/coverage.ts';
import { type LastDate, type LastEdition, lastDates, lastEditions } from '#db/queries/campaign-states.ts';
import { campaignsOfRegion } from '#db/queries/campaigns.ts';
import { consult, today, type UserContext } from '../context.server.ts';
import { type CampaignHead, campaignsOfViewer } from './see-region.server.ts';

/** What somebody has to do something about. */
export type Wrong =
  | { kind: 'overdue'; reports: number }
  | { kind: 'missed'; by: Day }
  | { kind: 'notCompiled' | 'notSent'; month: Month };

export type CampaignLine = Pick<CampaignHead, 'id' | 'order' | 'scope' | 'closing' | 'target'> & {
  closed: boolean;
  /** Its first month, while that is to come. */
  begins: Month | null;
  /** By its last edition of a month that is over; null without a coverage target, or before the first edition. */
  covered: { asOf: Day; share: Share; met: Share } | null;
  /** The date that fell due last. */
  last: Pick<LastDate, 'asOf' | 'formName' | 'filed'> | null;
  /** How many things the order asks for, where it asks for no report. */
  measures: number;
  wrong: Wrong[];
};

/** Those with something wrong first, then in the order of urgency; closed ones last, and nothing is wrong there. */
export function seeCampaignsHome(ctx: UserContext): Promise<CampaignLine[]> {
  return consult(ctx, async (ctx) => {
    const on = today(ctx);
    const heads = await campaignsOfViewer(ctx);
    const ids = heads.map(({ id }) => id);
    const orders = new Map((await campaignsOfRegion(ctx.db, ctx.user.region.id)).map(({ id, order }) => [id, order]));
    const editions = await lastEditions(ctx.db, ids, addMonths(monthOf(on), -1));
    const dates = await lastDates(ctx.db, ids, on);
    const lines = heads.map((head): CampaignLine => {
      const edition = editions.find(({ campaignId }) => campaignId === head.id);
      const date = dates.find(({ campaignId }) => campaignId === head.id);
      const { id, order, scope, closing, target } = head;
      const closed = isClosed(head, on);
      const begins = head.firstMonth > monthOf(on) ? head.firstMonth : null;
      const whole = orders.get(id);
      return {
        ...{ id, order, scope, closing, target, closed, begins },
        covered:
          target && edition
            ? { asOf: edition.point.asOf, share: edition.point.covered, met: edition.point.municipalitiesMet }
            : null,
        last: date ? { asOf: date.asOf, formName: date.formName, filed: date.filed } : null,
        measures: whole && whole.forms.length === 0 ? whole.measures.length : 0,
        wrong: whole && !begins ? wrongWith({ head, whole, edition, date, closed }, ctx) : [],
      };
    });
    const rank = ({ closed, wrong }: CampaignLine) => (closed ? 2 : wrong.length > 0 ? 0 : 1);
    return lines.sort((a, b) => rank(a) - rank(b));
  });
}

type Standing = {
  head: CampaignHead;
  whole: Order;
  edition: LastEdition | undefined;
  date: LastDate | undefined;
  closed: boolean;
};

function wrongWith({ head, whole, edition, date, closed }: Standing, ctx: UserContext): Wrong[] {
  const on = today(ctx);
  const over = monthInForce(head, addMonths(monthOf(on), -1));
  const wrong: Wrong[] = [];
  if (!closed && date && date.overdue > 0) wrong.push({ kind: 'overdue', reports: date.overdue });
  if (!closed && head.target && edition && isMissed(head.target, edition)) {
    wrong.push({ kind: 'missed', by: head.target.by });
  }
  if (over < head.firstMonth) return wrong;
  if (!edition || edition.month < over) return [...wrong, { kind: 'notCompiled', month: over }];
  const { state } = handInOf(whole, over, { sentAt: edition.sentAt, now: ctx.now, zone: ctx.user.region.zone });
  return state === 'overdue' ? [...wrong, { kind: 'notSent', month: over }] : wrong;
}

/** The target's day is over by the edition, and it was not reached. */
function isMissed(target: NonNullable<CampaignHead['target']>, { point }: LastEdition): boolean {
  if (point.asOf < target.by) return false;
  const { covered, municipalitiesMet: met } = point;
  return target.per === 'region' ? !reaches(covered, target.threshold) : met.n < met.of;
}
