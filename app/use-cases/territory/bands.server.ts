/** Activation bands by date with the fact, of the sum and school by school (KG-App.1). */
import { type Day, endOf, monthOf } from '#app/domain/calendar.ts';
import { type Band, type BandsTarget, bandsTarget, bandsTargets, type Share } from '#app/domain/orders/order.ts';
import type { Actor } from '#app/domain/people/people.ts';
import type { BandDay, TerritoryFigures } from '#app/domain/territory/summary.ts';
import { type BandState, bandState } from '#app/domain/territory/target.ts';
import { bandDaysOf, type CorridorCounts } from '#app/domain/territory/target-figures.ts';
import type { Db } from '#db/schema.ts';
import { type CampaignScope, liveSummary } from './summary.server.ts';

/** No fact and no state for a day that has not come; no schools where an edition made before did not count them. */
export type BandFact = {
  band: Band;
  asOf: Day | null;
  fact: Share | null;
  state: BandState | null;
  schools: CorridorCounts | null;
};
export type Bands = { id: string; title: string; item: string; form: string; facts: BandFact[] };

/**
 * Each corridor of the order with the share of the scope's schools as of the end of its days. `known` are facts that an
 * edition has frozen for this scope: the past is not counted again for every page.
 */
export async function bandsOf(
  ctx: { db: Db; user: Actor },
  scope: CampaignScope,
  asOf: Day,
  known: BandDay[] = [],
): Promise<Bands[]> {
  const { order } = scope.campaign;
  const all: Bands[] = [];
  for (const target of bandsTargets(order)) {
    const { id, title, item, form } = target;
    const own = bandDaysOf(known, target, bandsTarget(order));
    const facts: BandFact[] = [];
    for (const band of target.bands) {
      if (band.by > asOf) {
        facts.push({ band, asOf: null, fact: null, state: null, schools: null });
        continue;
      }
      const on = own.findLast(({ by }) => by === band.by) ?? (await dayOf(ctx, scope, target, band.by)).region;
      facts.push({ band, asOf: band.by, fact: on.fact, state: bandState(on.fact, band), schools: on.schools ?? null });
    }
    all.push({ id, title, item, form, facts });
  }
  return all;
}

/** Each corridor's day that is over by `asOf`, and was over when the data was read, of the scope and of its municipalities; null where the order has none. */
export async function bandFacts(
  ctx: { db: Db; user: Actor },
  scope: CampaignScope,
  { asOf, readAt }: { asOf: Day; readAt: Date },
): Promise<{ region: BandDay; municipalities: Map<number, BandDay> }[] | null> {
  const targets = bandsTargets(scope.campaign.order);
  if (targets.length === 0) return null;
  const facts = [];
  for (const target of targets) {
    const over = target.bands.filter(({ by }) => by <= asOf && endOf(by, scope.region.zone) <= readAt);
    for (const { by } of over) facts.push(await dayOf(ctx, scope, target, by));
  }
  return facts;
}

async function dayOf(ctx: { db: Db; user: Actor }, scope: CampaignScope, { id, item }: BandsTarget, day: Day) {
  const { totals } = await liveSummary(ctx.db, ctx.user, scope, { month: monthOf(day), asOf: day, items: [item] });
  const dayIn = ({ corridors = [] }: TerritoryFigures): BandDay => {
    const own = corridors.find((one) => one.id === id);
    return {
      target: id,
      by: day,
      fact: own?.share ?? { n: 0, of: 0 },
      schools: own?.schools ?? { behind: 0, within: 0, ahead: 0, silent: 0 },
    };
  };
  return {
    region: dayIn(totals.region),
    municipalities: new Map(totals.municipalities.map((line) => [line.id, dayIn(line)])),
  };
}
