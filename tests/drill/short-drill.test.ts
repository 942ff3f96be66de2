import { expect, test } from 'vitest';
import { brokenClaims, tableOf } from './claims.ts';
import { drill } from './drill.ts';

test('schools file while processes are killed and PostgreSQL restarts: nothing lost, nothing twice, nobody dies of it', async () => {
  const figures = await drill({ seed: 2012, filings: 400, kills: 6, restarts: 4 });
  expect(brokenClaims(figures), tableOf(figures)).toEqual([]);
  expect(figures).toMatchObject({ acknowledged: 400, kills: 6, restarts: 4 });
});
