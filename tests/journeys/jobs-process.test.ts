/** The jobs in a process of their own beside the pages, as the build runs them on PostgreSQL, and what becomes of them when processes die. */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { type Database, openDatabase } from '#db/client.ts';
import { contexts } from '#tests/support/context.ts';
import { patienceMs } from '#tests/support/patience.ts';
import { regionPerson } from '#tests/support/people.ts';
import { type Postgres, startPostgres } from '#tests/support/postgres.ts';
import { send, signedIn } from '#tests/support/raw-http.ts';
import { type LogLine, type Site, type Storage, startSite, storageOn } from '#tests/support/site.ts';
import { givePasswords } from '#tests/support/small-region.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

let postgres: Postgres;
let storage: Storage;
let database: Database;
let analyst: { email: string };
let hold: PoolClient | undefined;
const sites: Site[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  storage = storageOn(postgres);
  await storage.prepare(async (prepared) => {
    const spec = { name: 'Московская область', zone: moscow, municipalities: { Дубна: ['Лицей'] } };
    const territory = await createTerritory(prepared, spec);
    analyst = await regionPerson(prepared, territory, 'analyst', 'Соколова Е. В.');
    const administrator = await regionPerson(prepared, territory, 'administrator', 'Лебедев С. П.');
    await givePasswords(prepared);
    const ctx = contexts(() => prepared).as(administrator, '2012-06-13 12:00');
    await openCampaign(ctx, { orderId: 'MO', scopeId: territory.region.id, years: 0 });
  });
  database = await openDatabase({ databaseUrl: postgres.url('postgres'), dataDir: '' });
});
afterEach(async () => {
  await letGo();
  for (const site of sites.splice(0)) await site.kill();
});
afterAll(async () => {
  await database?.close();
  await postgres?.stop();
});

/** While it is held, a compile has its claim and waits. */
async function holdEditions() {
  // No clock ends that one.
  hold = await database.unhurried.connect();
  await hold.query('begin');
  await hold.query('lock table editions in share row exclusive mode');
}

async function letGo() {
  await hold?.query('rollback');
  hold?.release();
  hold = undefined;
}

/** Each test has the night after a month of its own. */
async function start(month: string, more: Partial<Parameters<typeof startSite>[1]> = {}): Promise<Site> {
  const site = await startSite(storage, { now: `${month}-01T00:20:00+04:00`, ...more });
  sites.push(site);
  return site;
}

type Run = { attempt: number; status: string; interruptions: number };
async function compiles(month: string): Promise<Run[]> {
  const { rows } = await database.pool.query<Run>(
    `select attempt, status, interruptions from job_runs where job = 'compile-summary' and period = $1 order by attempt`,
    [month],
  );
  return rows;
}
const editionsOf = async (month: string) =>
  (await database.pool.query('select number from editions where month = $1', [month])).rows.map(({ number }) => number);

const eventually = { timeout: patienceMs, interval: 100 };
/** A compile of the month waits in the database for the editions. */
const waits = (month: string, attempt = 1) =>
  expect
    .poll(async () => {
      const { rows } = await database.pool.query(`select from pg_stat_activity where wait_event_type = 'Lock'`);
      return rows.length > 0 && (await compiles(month)).at(-1);
    }, eventually)
    .toMatchObject({ attempt, status: 'running' });
/** A silence of ninety seconds, without waiting for it. */
const silence = () =>
  database.pool.query(`update job_runs set heartbeat_at = now() - interval '2 minutes' where status = 'running'`);

/** The process that does the jobs of the site; `after` another one. */
async function jobsOf(site: Site, after = 0): Promise<number> {
  const isReady = ({ msg, pid }: LogLine) => msg === 'jobs ready' && pid !== after;
  return Number((await site.logged(isReady)).pid);
}

/** Of the system: what has ended and is not yet reaped lives no more. */
function processes(): { pid: number; parent: number }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [, state, parent] = /\) (\S) (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
        return state === 'Z' ? [] : [{ pid: Number(name), parent: Number(parent) }];
      } catch {
        return [];
      }
    });
}
const lives = (pid: number) => processes().some((one) => one.pid === pid);
const childrenOf = ({ pid }: Site) => processes().filter(({ parent }) => parent === pid);

test('a month is compiled in another process than the pages; when that one is killed, pages go on, and the next compiles it once', async () => {
  await holdEditions();
  const site = await start('2012-07');
  const first = await jobsOf(site);
  await waits('2012-06');
  expect(childrenOf(site)).toMatchObject([{ pid: first }]);
  expect(getPriority(first)).toBe(Math.min(getPriority(site.pid) + 10, 19));

  process.kill(first, 'SIGKILL');
  await site.logged(
    ({ msg, jobsPid, signal }) => msg === 'jobs process ended unasked' && jobsPid === first && !!signal,
  );
  expect((await send(site, { target: '/sign-in' })).status).toBe(200);
  expect((await send(site, { target: '/health' })).status).toBe(200);

  const second = await jobsOf(site, first);
  const clock = /^NOW=(.*)$/m.exec(readFileSync(`/proc/${second}/environ`, 'utf8').replaceAll('\0', '\n'))?.[1] ?? '';
  expect(Date.parse(clock)).toBeGreaterThan(Date.parse('2012-07-01T00:20:01+04:00'));
  await silence();
  await waits('2012-06', 2);
  await letGo();
  await expect
    .poll(() => compiles('2012-06'), eventually)
    .toMatchObject([
      { attempt: 1, status: 'failed' },
      { attempt: 2, status: 'succeeded', interruptions: 1 },
    ]);
  expect(await editionsOf('2012-06')).toEqual([1]);
  await site.stop();
  expect(lives(second)).toBe(false);
});

test('when the pages’ process is killed its jobs end too, though a compile hangs, and another takes the month up, once', async () => {
  await holdEditions();
  const site = await start('2012-08');
  const jobs = await jobsOf(site);
  await waits('2012-07');
  await site.kill();
  await expect.poll(() => lives(jobs), eventually).toBe(false);
  await letGo();
  expect(await editionsOf('2012-07')).toEqual([]);
  await silence();
  await start('2012-08');
  await expect
    .poll(() => compiles('2012-07'), eventually)
    .toMatchObject([
      { attempt: 1, status: 'failed' },
      { attempt: 2, status: 'succeeded', interruptions: 1 },
    ]);
  expect(await editionsOf('2012-07')).toEqual([1]);
});

test('asked to stop, both end in order, and the month that is being compiled is finished', async () => {
  await holdEditions();
  const site = await start('2012-09');
  const jobs = await jobsOf(site);
  await waits('2012-08');
  const stopped = site.stop();
  await site.logged((line) => line.msg === 'stopping' && line.process === 'jobs');
  // A supervisor tells the whole group; long after, that is still no second press of Ctrl-C.
  await pause(1500);
  process.kill(jobs, 'SIGTERM');
  await letGo();
  await stopped;
  expect(lives(jobs)).toBe(false);
  expect(site.log.filter(({ msg }) => msg === 'stopped')).toHaveLength(2);
  expect(await compiles('2012-08')).toMatchObject([{ attempt: 1, status: 'succeeded' }]);
});

test('a compile that hangs does not keep the pages’ process from ending', async () => {
  await holdEditions();
  const site = await start('2012-10');
  const jobs = await jobsOf(site);
  await waits('2012-09');
  await site.stop();
  expect(lives(jobs)).toBe(false);
  expect(await compiles('2012-09')).toMatchObject([{ attempt: 1, status: 'running' }]);
});

test('Ctrl-C in a terminal reaches both, more than once, and nothing is said of it', async () => {
  await database.pool.query(`delete from job_runs where status = 'running'`);
  const site = await start('2012-10');
  const jobs = await jobsOf(site);
  for (const pid of [site.pid, jobs]) process.kill(pid, 'SIGINT');
  await site.stop();
  expect(lives(jobs)).toBe(false);
  expect(site.log.filter(({ level }) => level !== 'info')).toEqual([]);
});

test('PostgreSQL is restarted: what is asked for afterwards is done', async () => {
  const site = await start('2012-10');
  await jobsOf(site);
  await expect.poll(() => compiles('2012-09'), eventually).toMatchObject([{ status: 'succeeded' }]);
  await postgres.halt('immediate');
  await postgres.resume();
  await expect.poll(async () => (await send(site, { target: '/health' })).status, eventually).toBe(200);
  await database.pool.query(
    `insert into job_runs (region_id, job, period, attempt, status) select region_id, job, period, 2, 'requested' from job_runs
     where job = 'compile-summary' and period = '2012-09'`,
  );
  await expect.poll(() => compiles('2012-09'), eventually).toMatchObject([{}, { status: 'succeeded' }]);
  await site.stop();
});

test('with JOBS=off there is no such process, and a file that is asked for waits until one runs by itself, on any machine', async () => {
  const site = await start('2012-11', { env: { JOBS: 'off' } });
  const cookie = await signedIn(site, analyst);
  const body = { campaign: '1', at: '2012-09' };
  expect((await send(site, { target: paths.exports(), cookie, body })).status).toBe(302);
  const files = async () => (await database.pool.query('select status from exports')).rows;
  expect(childrenOf(site)).toEqual([]);
  expect(await files()).toEqual([{ status: 'waiting' }]);
  const jobs = await start('2012-11', { command: 'jobs', until: 'jobs ready' });
  await expect.poll(files, eventually).toEqual([{ status: 'ready' }]);
  await expect.poll(() => compiles('2012-10'), eventually).toMatchObject([{ status: 'succeeded' }]);
  await jobs.stop();
  await site.stop();
});

test('by itself it waits until the database is migrated, and refuses what is PGlite’s', async () => {
  const fresh = `fresh_${randomUUID().replaceAll('-', '')}`;
  await database.pool.query(`create database ${fresh}`);
  const there = storageOn(postgres, fresh);
  const now = '2012-11-01T00:20:00+04:00';
  const jobs = await startSite(there, { now, command: 'jobs', until: 'waiting for the database' });
  sites.push(jobs);
  expect(jobs.log).toMatchObject([{ reason: expect.stringMatching(/^migrations are pending: 0001-foundation, /) }]);
  await there.prepare(async () => {});
  await jobs.logged(({ msg }) => msg === 'jobs ready');
  await jobs.stop();
  await expect(startSite({ env: { DATA_DIR: 'нигде' } }, { now, command: 'jobs' })).rejects.toThrow('DATABASE_URL');
});
