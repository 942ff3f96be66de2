/** What reading costs the database, counted and not timed: the same figures on a busy machine. */
import type { Database } from '#db/client.ts';

export type Work = {
  statements: number;
  buffers: number;
  rows: number;
  each: { text: string; buffers: number; rows: number; plan: Plan }[];
};

type Plan = {
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  'Actual Rows': number;
  'Relation Name'?: string;
  Plans?: Plan[];
};
type Asked = { text: string; values: unknown[] };
type Client = { query: (...args: unknown[]) => unknown };

/** Calls `act`, and has the database explain every read that it made: pages of the buffer cache touched, rows answered. */
export async function workOf({ pool }: Pick<Database, 'pool'>, act: () => Promise<unknown>): Promise<Work> {
  const asked: Asked[] = [];
  const unheard = new Map<Client, Client['query']>();
  const listen = (client: unknown) => {
    const one = client as Client;
    if (unheard.has(one)) return;
    const { query } = one;
    unheard.set(one, query);
    one.query = (...args) => {
      const [first, values] = args as [string | { text: string; values?: unknown[] }, unknown];
      const text = typeof first === 'string' ? first : first.text;
      asked.push({ text, values: Array.isArray(values) ? values : (typeof first === 'object' && first.values) || [] });
      return query.apply(one, args);
    };
  };
  pool.on('acquire', listen);
  try {
    await act();
  } finally {
    pool.off('acquire', listen);
    for (const [client, query] of unheard) client.query = query;
  }
  const each: Work['each'] = [];
  for (const { text, values } of asked.filter(({ text }) => /^\s*(select|with)\b/i.test(text))) {
    const plan = await explain(pool, text, values);
    each.push({
      text,
      buffers: buffersOf(plan),
      rows: plan['Actual Rows'],
      plan,
    });
  }
  const sum = (of: (one: (typeof each)[number]) => number) => each.reduce((total, one) => total + of(one), 0);
  return { statements: asked.length, buffers: sum(({ buffers }) => buffers), rows: sum(({ rows }) => rows), each };
}

/** Of the tables read; a handful of campaigns costs what the planner makes of so few rows. */
function buffersOf(plan: Plan): number {
  const below = (plan.Plans ?? []).reduce((sum, part) => sum + buffersOf(part), 0);
  const table = plan['Relation Name'];
  if (table === undefined) return below;
  return table === 'campaigns' ? 0 : Math.max(below, plan['Shared Hit Blocks'] + plan['Shared Read Blocks']);
}

/** By its indexes: the tables of a test are small enough to be read whole, which a real one is not. */
async function explain(pool: Database['pool'], text: string, values: unknown[]): Promise<Plan> {
  const client = await pool.connect();
  try {
    await client.query('set enable_seqscan = off');
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
      `explain (analyze, buffers, format json) ${text}`,
      values,
    );
    const [explained] = rows[0]?.['QUERY PLAN'] ?? [];
    if (!explained) throw new Error(`Not explained: ${text}`);
    return explained.Plan;
  } finally {
    await client.query('reset enable_seqscan');
    client.release();
  }
}
