/** What the pages of a campaign say of it in the same words. */
import { percentOf } from '#app/domain/coverage.ts';
import type { Order, Share } from '#app/domain/order.ts';
import type { Format, Speech } from '#app/text/index.tsx';

export type OrderHead = Pick<Order, 'kind' | 'number'> & { date: string };

/** «Приказ № 2613 от 13.06.2012». */
export function orderName(order: OrderHead, { t, format }: Speech): string {
  return t.school.order(order.kind, order.number, format.day(order.date));
}

type Scoped = { order: OrderHead; scope: { kind: string; name: string } };

/** The same with the municipality, where the order was opened for one: «Приказ № 256 от 26.03.2012, Когалым». */
export function campaignName({ order, scope }: Scoped, speech: Speech): string {
  return scope.kind === 'region' ? orderName(order, speech) : `${orderName(order, speech)}, ${scope.name}`;
}

export type AtShown = { month: string; day?: string };

/** «октябрь 2012», or «на 01.09.2012» for the state of a single day. */
export function atText(at: AtShown, { t, format }: Speech): string {
  return at.day ? t.region.onDay(format.day(at.day)) : format.month(at.month);
}

/** A threshold as the order writes it: «75 %», not «75,0 %». */
export function thresholdText(threshold: Share, format: Format): string {
  const percent = percentOf(threshold);
  return percent ? format.percentText(percent.text.replace(/\.0$/, '')) : '';
}

/** «734 из 1 404 школ (52,3 %)»; the percentage keeps to its side of the threshold. */
export function coveredText(covered: Share, threshold: Share | undefined, { t, format }: Speech): string {
  const percent = format.percent(percentOf(covered, threshold ? [threshold] : []));
  return t.region.covered(format.share(covered.n, covered.of), covered.of, percent);
}
