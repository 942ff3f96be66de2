import { expect, test } from 'vitest';
import { testDatabase } from '#tests/support/database.ts';

const database = testDatabase();

const sources = Object.values(
  import.meta.glob<string>(['../../db/queries/*.ts', '../../app/use-cases/**/*.ts'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
).join('\n');

/** Tables that the product deletes rows of, by what its own statements say. */
const deleted = new Set(
  [...sources.matchAll(/deleteFrom\(\s*'(\w+)|delete from (\w+)/g)].map(([, ours, raw]) => ours ?? raw),
);

test('where rows are deleted, what refers to them is found by an index', async () => {
  const { rows } = await database().pool.query<{ column: string; target: string }>(
    `select format('%s(%s)', c.conrelid::regclass, string_agg(a.attname, ', ' order by k.at)) as column,
       c.confrelid::regclass::text as target
     from pg_constraint c cross join lateral unnest(c.conkey) with ordinality k (attnum, at)
     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
     where c.contype = 'f' and not exists (
       select from pg_index i where i.indrelid = c.conrelid and i.indpred is null and i.indisvalid
         and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey
     )
     group by c.oid, c.conrelid, c.confrelid`,
  );
  // The rest refer to people, organisations, reports and the like, which are closed or blocked and never deleted.
  expect(rows.length).toBeGreaterThan(20);
  expect(deleted.size).toBeGreaterThan(8);
  expect(rows.filter(({ target }) => deleted.has(target)).map(({ column }) => column)).toEqual([]);
});
