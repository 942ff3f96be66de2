import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.ts';
import { type Migrations, migrate } from '#db/migrate.ts';
import { emptyDatabase } from '#tests/support/database.ts';
import { makeInstallation } from '#tests/support/installation.ts';
import { keptCounts, recountedCounts } from '#tests/support/recount-counts.ts';

const files = import.meta.glob<string>('../../db/migrations/*.sql', { query: '?raw', import: 'default', eager: true });
const before: Migrations = Object.fromEntries(
  Object.entries(files)
    .map(([path, text]): [string, string] => [path.replace('../../db/migrations/', '').replace('.sql', ''), text])
    .filter(([name]) => name < '0024'),
);

let own: Awaited<ReturnType<typeof emptyDatabase>>;
let database: Database;
beforeAll(async () => {
  own = await emptyDatabase();
  database = await own.open();
});
afterAll(() => own.drop());

test('what schools named and what was returned before the counts were kept is counted, and so is what the release before writes beside us', async () => {
  const { pool } = database;
  await migrate(database, before);
  await makeInstallation(database, { schools: 40, municipalities: 4, months: 3 });
  await migrate(database);
  const kept = await keptCounts(database);
  expect(kept).toEqual(await recountedCounts(database));
  expect(kept.systems.length).toBeGreaterThan(3);
  expect(kept.returns.length).toBeGreaterThan(3);

  // As any process writes that knows nothing of the counts: several filings at once, and a return with several remarks.
  await pool.query(
    `insert into filings (report_id, ordinal, campaign_id, form_id, organisation_id, as_of, filed_at, filed_by, from_version, filed_on,
       answers, system, counts_from)
     select report_id, ordinal + 10, campaign_id, form_id, organisation_id, as_of, filed_at, filed_by, from_version, filed_on, answers,
       case when id % 3 = 0 then 'Новая система' when id % 3 = 1 then system end, counts_from
     from filings`,
  );
  await pool.query(
    `insert into reviews (filing_id, decision, category, reason, at, by)
     select id, 'returned', 'figures', 'Ошибка', filed_at, 1 from filings where ordinal > 10 order by id limit 5`,
  );
  await pool.query(
    `insert into remarks (filing_id, item, text)
     select filing_id, item, 'Проверьте' from reviews, (values ('5.2'), ('5.1'), ('4.1')) items (item)
     where filing_id in (select id from filings where ordinal > 10)`,
  );
  const after = await keptCounts(database);
  expect(after).toEqual(await recountedCounts(database));
  expect(after).not.toEqual(kept);
  expect(after.returns.find(({ item }) => item === '4.1')).toMatchObject({ category: 'figures', n: 5 });
});
