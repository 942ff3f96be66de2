/** What the monitoring is told over HTTP, and the administrator on the first page, when the work does not go by itself. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { type Database, openDatabase } from '#db/client.ts';
import { type Postgres, startPostgres } from '#tests/support/postgres.ts';
import { send, signedIn } from '#tests/support/raw-http.ts';
import { type Site, startSite, storageOn } from '#tests/support/site.ts';
import { august20, smallRegion } from '#tests/support/small-region.ts';

let postgres: Postgres;
let database: Database;
let site: Site;
let administrator: string;

beforeAll(async () => {
  postgres = await startPostgres();
  const storage = storageOn(postgres);
  const { people } = await storage.prepare(smallRegion);
  database = await openDatabase({ databaseUrl: postgres.url('postgres'), dataDir: '' });
  site = await startSite(storage, { now: august20 });
  administrator = await signedIn(site, people.administrator);
});
afterAll(async () => {
  await site?.stop();
  await database?.close();
  await postgres?.stop();
});

/** An answer is kept for ten seconds; nobody has to sign in for it. */
const state = async () => {
  const { status, headers, text } = await send(site, { target: '/health/state' });
  return { status, type: headers['content-type'], ...JSON.parse(text) };
};
const eventually = { timeout: 60_000, interval: 200 };
const firstPage = async () => (await send(site, { target: paths.admin(), cookie: administrator })).text;

test('is ok once the missed work is done; a run given up is degraded with its name, and on the page; so is a database away', async () => {
  await expect.poll(state, eventually).toEqual({ status: 200, type: 'application/json', state: 'ok' });
  expect(await firstPage()).not.toContain('Само не выполняется');

  await database.pool.query(
    `insert into job_runs (region_id, job, period, attempt, status, started_at, finished_at, result)
     select id, 'seal-audit', '2012-08-20', 9, 'failed', now(), now(), 'Смирнова Т. А.' from organisations where kind = 'region'`,
  );
  await expect.poll(state, eventually).toMatchObject({
    status: 503,
    state: 'degraded',
    reasons: [{ reason: 'jobFailed', job: 'seal-audit', period: '2012-08-20' }],
  });
  expect(JSON.stringify(await state())).not.toContain('Смирнова');
  expect(await firstPage()).toContain(
    'Задание не выполнено и само не повторится: «Печать журнала изменений», 20.08.2012',
  );

  await postgres.halt('immediate');
  await expect.poll(state, eventually).toMatchObject({ status: 503, reasons: [{ reason: 'database' }] });
  await postgres.resume();
  await expect.poll(state, eventually).toMatchObject({ reasons: [{ reason: 'jobFailed' }] });
});
