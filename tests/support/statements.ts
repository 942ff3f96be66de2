/** How often the database is asked: what counts is the round trip, whatever is in it. */
import type { PoolClient } from 'pg';
import type { Database } from '#db/client.ts';

const heard = new WeakSet<PoolClient>();
let asked: string[] = [];

/** What is asked while `act` runs, by any connection for pages; a connection's own settings at its start don't count. */
export async function statementsOf({ pool }: Database, act: () => Promise<unknown>): Promise<string[]> {
  const listen = (client: PoolClient) => {
    if (heard.has(client)) return;
    heard.add(client);
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((...args: unknown[]) => {
      const [first] = args as [string | { text: string }];
      asked.push(typeof first === 'string' ? first : first.text);
      return query(...args);
    }) as typeof client.query;
  };
  pool.on('acquire', listen);
  asked = [];
  try {
    await act();
    return asked;
  } finally {
    pool.off('acquire', listen);
  }
}
