import { type Day, dayIn, type Zone } from '#app/domain/calendar.ts';
import { may } from '#app/domain/people/permissions.ts';
import { type FilingDays, filingLag, type LagSummary, lagSummary, reviewLag } from '#app/domain/territory/lag.ts';
import { municipalityPlace } from '#db/queries/organisations.ts';
import { type FilingTimes, filingTimes } from '#db/queries/reviews.ts';
import { consult, found, today, type UserContext } from '../context.server.ts';

export type Lags = {
  /** From the opening to the first filing of each school that has filed. */
  filing: LagSummary | null;
  /** From each filing, repeated ones too, to its decision. */
  review: LagSummary | null;
  /** The same of the decisions that this person has made; null for who has made none. */
  own: LagSummary | null;
};

/** How long filing and reviewing took for one date in a municipality, in working days. */
export function seeLags(
  ctx: UserContext,
  ask: { campaignId: number; municipalityId: number; formId: string; asOf: Day },
): Promise<Lags> {
  return consult(ctx, async (ctx) => {
    found(await municipalityPlace(ctx.db, ask.municipalityId), (at) => may.seeMunicipality(ctx.user, at));
    const on = today(ctx);
    const filings = await filingTimes(ctx.db, ctx.user, { ...ask, on });
    const { zone } = ctx.user.region;
    const first = filings.filter(({ ordinal }) => ordinal === 1).map((filing) => filingLag(daysOf(filing, zone)));
    const decided = filings.filter(({ reviewedAt }) => reviewedAt !== null);
    const lagOf = (filing: FilingTimes) => reviewLag(daysOf(filing, zone), on);
    return {
      filing: lagSummary(first.filter((lag) => lag !== null)),
      review: lagSummary(decided.map(lagOf)),
      own: lagSummary(decided.filter(({ reviewerId }) => reviewerId === ctx.user.id).map(lagOf)),
    };
  });
}

function daysOf(filing: FilingTimes, zone: Zone): FilingDays {
  const { opens, campaignOpenedAt, filedOn, reviewedAt } = filing;
  return {
    opens,
    campaignOpened: dayIn(zone, campaignOpenedAt),
    returned: null,
    filed: filedOn,
    reviewed: reviewedAt && dayIn(zone, reviewedAt),
    amendment: filing.amendmentReason !== null,
  };
}
