/** The orders and their campaigns: clauses, measures, stages. */
export const orders = {};
