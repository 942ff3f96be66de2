/** What the pages of a campaign say of it in the same words. */
import type { Order } from '#app/domain/orders/order.ts';
import type { Speech } from '#app/text/index.tsx';

export { coveredText, thresholdText } from '#app/text/share-words.ts';

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

export type AtShown = { month: string; day?: string; territory?: 'now' };

/** «октябрь 2012», or «на 01.09.2012» for the state of a single day. */
export function atText(at: AtShown, { t, format }: Speech): string {
  return at.day ? t.region.onDay(format.day(at.day)) : format.month(at.month);
}

/** The order's stages with how many schools stand at each; none where an edition made before did not count them. */
export function stagesShown(
  stages: readonly { id: string; title: string }[],
  counted: readonly { id: string; schools: number }[] | undefined,
) {
  if (!counted) return [];
  return stages.map(({ id, title }) => ({
    id,
    title,
    schools: counted.find((stage) => stage.id === id)?.schools ?? 0,
  }));
}
