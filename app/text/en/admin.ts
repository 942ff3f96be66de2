import type { admin as ru } from '../ru/admin.ts';

export const admin = {} satisfies typeof ru;
