import { type Day, dayIn, type Zone } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { type FilingDays, filingLag, type LagSummary, lagSummary, reviewLag } from '#app/domain/territory/lag.ts';
import type { FilingTimes } from '#db/queries/reviews.ts';

export type Lags = {
  /** From the opening to the first filing of each school that has filed. */
  filing: LagSummary | null;
  /** From each filing, repeated ones too, to its decision. */
  review: LagSummary | null;
  /** The same of the decisions that this person has made; null for who has made none. */
  own: LagSummary | null;
};

/** How long filing and reviewing took for one date in a municipality, in working days. */
export function lagsOf(filings: readonly FilingTimes[], { user, on }: { user: User; on: Day }): Lags {
  const { zone } = user.region;
  const first = filings.filter(({ ordinal }) => ordinal === 1).map((filing) => filingLag(daysOf(filing, zone)));
  const decided = filings.filter(({ reviewedAt }) => reviewedAt !== null);
  const lagOf = (filing: FilingTimes) => reviewLag(daysOf(filing, zone), on);
  return {
    filing: lagSummary(first.filter((lag) => lag !== null)),
    review: lagSummary(decided.map(lagOf)),
    own: lagSummary(decided.filter(({ reviewerId }) => reviewerId === user.id).map(lagOf)),
  };
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
