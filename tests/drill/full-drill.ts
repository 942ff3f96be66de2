/** `npm run drill`: the long one. DRILL_SEED makes another order of things. */
import { expect, test } from 'vitest';
import { brokenClaims, tableOf } from './claims.ts';
import { drill } from './drill.ts';

const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);

test('the drill', async () => {
  const plan = { seed: number('DRILL_SEED', 2012), filings: 6000, kills: 104, restarts: 20 };
  const figures = await drill(plan, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(`\nSeed ${plan.seed}\n\n${tableOf(figures)}\n\n`);
  expect(brokenClaims(figures)).toEqual([]);
  expect(figures.acknowledged).toBe(plan.filings);
});
