import type { orders as ru } from '../ru/orders.ts';

export const orders = {} satisfies typeof ru;
