/** The orders that ship with the product, parsed as the server starts. A new order is its file and its line here. */
import type { Order } from '#app/domain/orders/order.ts';
import { orderSchema } from '#app/domain/orders/order-schema.ts';
import { kg } from './kg.ts';
import { mo } from './mo.ts';

export const orders = {
  MO: orderSchema.parse(mo),
  KG: orderSchema.parse(kg),
} satisfies Record<string, Order>;

export const allOrders: readonly Order[] = Object.values(orders);

/** The order with this id, or null: ids come from URLs. */
export function orderById(id: string): Order | null {
  return allOrders.find((order) => order.id === id) ?? null;
}
