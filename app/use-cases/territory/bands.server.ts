/** Activation bands by date with the fact (KG-App.1). */
import { type Day, endOf, monthOf } from '#app/domain/calendar.ts';
import { type Band, bandsTarget, type Share } from '#app/domain/orders/order.ts';
import type { Actor } from '#app/domain/people/people.ts';
import type { TerritoryFigures } from '#app/domain/territory/summary.ts';
import { type BandState, bandState } from '#app/domain/territory/target.ts';
import type { Db } from '#db/schema.ts';
import { type CampaignScope, liveSummary } from './summary.server.ts';

/** No fact and no state for a day that has not come. */
export type BandFact = { band: Band; asOf: Day | null; fact: Share | null; state: BandState | null };
export type Bands = { title: string; item: string; facts: BandFact[] };

/**
 * Each band of the order with the share of the scope's schools as of the end of its day; null when the order has none.
 * `known` are facts that an edition has frozen for this scope: the past is not counted again for every page.
 */
export async function bandsOf(
  ctx: { db: Db; user: Actor },
  scope: CampaignScope,
  asOf: Day,
  known: { by: Day; fact: Share }[] = [],
): Promise<Bands | null> {
  const target = bandsTarget(scope.campaign.order);
  if (!target) return null;
  const facts: BandFact[] = [];
  for (const band of target.bands) {
    if (band.by > asOf) {
      facts.push({ band, asOf: null, fact: null, state: null });
      continue;
    }
    const fact = known.findLast(({ by }) => by === band.by)?.fact ?? (await shareOn(ctx, scope, band.by, target.item));
    facts.push({ band, asOf: band.by, fact, state: bandState(fact, band) });
  }
  return { title: target.title, item: target.item, facts };
}

/** Each band whose day is over by `asOf`, and was over when the data was read, with the shares of the scope and of its municipalities. */
export async function bandFacts(
  ctx: { db: Db; user: Actor },
  scope: CampaignScope,
  { asOf, readAt }: { asOf: Day; readAt: Date },
): Promise<{ by: Day; fact: Share; municipalities: Map<number, Share> }[] | null> {
  const target = bandsTarget(scope.campaign.order);
  if (!target) return null;
  const over = target.bands.filter(({ by }) => by <= asOf && endOf(by, scope.region.zone) <= readAt);
  const facts = [];
  for (const { by } of over) facts.push({ by, ...(await sharesOn(ctx, scope, by, target.item)) });
  return facts;
}

async function shareOn(ctx: { db: Db; user: Actor }, scope: CampaignScope, day: Day, item: string): Promise<Share> {
  return (await sharesOn(ctx, scope, day, item)).fact;
}

async function sharesOn(ctx: { db: Db; user: Actor }, scope: CampaignScope, day: Day, item: string) {
  const { totals } = await liveSummary(ctx.db, ctx.user, scope, { month: monthOf(day), asOf: day, items: [item] });
  const shareOf = ({ figures }: TerritoryFigures): Share => {
    const { n, of } = figures[item] ?? { n: 0, of: 0 };
    return { n, of };
  };
  return {
    fact: shareOf(totals.region),
    municipalities: new Map(totals.municipalities.map((line) => [line.id, shareOf(line)])),
  };
}
