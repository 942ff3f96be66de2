import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { schedule } from '#app/domain/job.ts';
import type { User } from '#app/domain/people/people.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { requestJobRun, seeJobs } from '#app/use-cases/trust/request-run.server.ts';
import { seeAdministration } from '#app/use-cases/trust/see-administration.server.ts';
import { finish as finishClaimed } from '#db/queries/claims.ts';
import { claimOf, takeRun } from '#db/queries/job-runs.ts';
import { takeUp } from '#jobs/runner.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { regionPerson, schoolPerson } from '#tests/support/people.ts';
import { createTerritory, moscow, type Territory } from '#tests/support/territory.ts';

const database = testDatabase();
const { as } = contexts(database);
const now = '2012-11-10 12:00';

let territory: Territory;
let zueva: User;

beforeEach(async () => {
  territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Балашиха: ['Школа № 1'] },
  });
  zueva = await regionPerson(database(), territory, 'administrator', 'Зуева Анна');
});

const admin = () => as(zueva, now);
const october = { job: 'compile-summary', period: '2012-10' };

function take() {
  const ask = { regionId: territory.region.id, jobs: ['compile-summary'], today: '2012-11-10', died: 'Прервано' };
  return takeRun(database().db, { ...ask, now: admin().now });
}

async function finish(status: 'succeeded' | 'failed') {
  const run = await take();
  if (!run) throw new Error('Nothing was requested');
  const said = { status, result: 'так вышло', finished_at: admin().now };
  await finishClaimed(database().db, claimOf(run), said);
}

test('a month that is asked for waits for a process that runs jobs, and then stands with its result', async () => {
  await requestJobRun(admin(), october);
  const waiting = await seeJobs(admin(), { job: 'compile-summary' });
  expect(waiting).toMatchObject({ busy: true, months: ['2012-11'] });
  expect(waiting.jobs[0]?.runs).toMatchObject([{ period: '2012-10', status: 'requested', requestedBy: 'Зуева Анна' }]);
  await finish('succeeded');
  const done = await seeJobs(admin());
  expect(done.busy).toBe(false);
  expect(done.jobs.find(({ name }) => name === 'compile-summary')?.runs).toMatchObject([{ result: 'так вышло' }]);
});

test('what has failed can be run again, as the next attempt', async () => {
  await requestJobRun(admin(), october);
  await finish('failed');
  await requestJobRun(admin(), october);
  const { jobs } = await seeJobs(admin(), { job: 'compile-summary' });
  expect(jobs[0]?.runs.map(({ attempt, status }) => [attempt, status])).toEqual([
    [2, 'requested'],
    [1, 'failed'],
  ]);
});

test('row 57: every job is there with its runs; what failed says why, and is run again at once', async () => {
  const { db } = database();
  const compiling = schedule.find(({ name }) => name === 'compile-summary');
  const failing = { ...(compiling as (typeof schedule)[number]), run: () => Promise.reject(new Error('диск полон')) };
  const runner = { db, clock: { now: () => admin().now }, log: pino({ level: 'silent' }), origin: 'http://s' };
  await requestJobRun(admin(), october);
  await takeUp({ ...runner, jobs: [failing] });
  const failed = await seeJobs(admin());
  expect(failed.jobs.map(({ name }) => name)).toEqual(schedule.map(({ name }) => name));
  const runsOf = ({ jobs }: typeof failed) => jobs.find(({ name }) => name === 'compile-summary')?.runs ?? [];
  expect(runsOf(failed)).toMatchObject([
    { period: '2012-10', status: 'failed', result: 'диск полон', requestedBy: 'Зуева Анна', startedAt: admin().now },
  ]);
  await requestJobRun(admin(), october);
  await takeUp({ ...runner, jobs: [{ ...failing, run: async () => 'собрано' }] });
  expect(runsOf(await seeJobs(admin()))).toMatchObject([
    { attempt: 2, status: 'succeeded', result: 'собрано' },
    { attempt: 1, status: 'failed', result: 'диск полон' },
  ]);
});

describe('is refused', () => {
  test('while it is asked for or at work', async () => {
    await requestJobRun(admin(), october);
    expect(await refusalOf(requestJobRun(admin(), october))).toEqual({ kind: 'jobRunning' });
    await take();
    expect(await refusalOf(requestJobRun(admin(), october))).toEqual({ kind: 'jobRunning' });
  });

  test('for a month that has not begun or is none, and for a job that there is not', async () => {
    for (const period of ['2012-12', 'октябрь', '2012-10-01', '']) {
      const refusal = await refusalOf(requestJobRun(admin(), { job: 'compile-summary', period }));
      expect(refusal).toEqual({ kind: 'fields', faults: [{ field: 'period', code: 'noSuchMonth' }] });
    }
    const unknown = await refusalOf(requestJobRun(admin(), { job: 'drop-tables', period: '2012-10' }));
    expect(unknown).toEqual({ kind: 'fields', faults: [{ field: 'job', code: 'notAChoice' }] });
  });

  test('to whoever does not administer', async () => {
    const supervisor = await regionPerson(database(), territory, 'supervisor', 'Шмагин Олег');
    const director = await schoolPerson(database(), territory, 'director', 'Петрова Нина', 'Школа № 1');
    expect(await refusalOf(requestJobRun(as(supervisor, now), october))).toEqual({ kind: 'forbidden' });
    expect(await refusalOf(seeJobs(as(director, now)))).toEqual({ kind: 'notFound' });
  });
});

test('the first page counts what does not run and who cannot get in', async () => {
  await openCampaign(as(zueva, '2012-09-10 12:00'), { orderId: 'MO', scopeId: territory.region.id, years: 0 });
  const seen = await seeAdministration(admin());
  expect(seen.jobs.find(({ name }) => name === 'compile-summary')?.missed).toEqual(['2012-09', '2012-10']);
  expect((await seeJobs(admin())).months).toEqual(['2012-11', '2012-10', '2012-09']);
  expect(seen).toMatchObject({
    people: { active: 0, invited: 0, none: 1, blocked: 0 },
    schools: { open: 1, phone: 1, people: 1, placement: 0 },
    municipalities: { open: 1, people: 1 },
    campaigns: 1,
  });
});
