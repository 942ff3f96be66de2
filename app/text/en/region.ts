import type { region as ru } from '../ru/region.ts';

export const region = {} satisfies typeof ru;
