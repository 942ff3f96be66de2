import { pino } from 'pino';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import type { User } from '#app/domain/people/people.ts';
import { transact } from '#app/use-cases/context.server.ts';
import { remind } from '#app/use-cases/notices/remind.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { rehearseComingDays } from '#app/use-cases/trust/rehearse.server.ts';
import { requestJobRun } from '#app/use-cases/trust/request-run.server.ts';
import { seeTrust } from '#app/use-cases/trust/see-trust.server.ts';
import { beginRehearsal } from '#db/queries/rehearsal.ts';
import { catchUp, type Runner, takeUp } from '#jobs/runner.ts';
import { timetable } from '#jobs/timetable.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { moForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow, type Territory } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

let territory: Territory;
let zueva: User;
let analyst: User;
let petrova: User & { schoolId: number };
let campaignId: number;

/** 10 October: September's report was due on the 30th, October's opened on the 2nd. */
const now = '2012-10-10 12:00';

beforeEach(async () => {
  territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Дубна: ['Школа № 1', 'Школа № 2'], Истра: ['Лицей'] },
  });
  zueva = await regionPerson(database(), territory, 'administrator', 'Зуева Анна');
  analyst = await regionPerson(database(), territory, 'analyst', 'Орлова Нина');
  petrova = await schoolPerson(database(), territory, 'director', 'Петрова Нина', 'Школа № 1');
  await schoolPerson(database(), territory, 'responsible', 'Сомова Инна', 'Школа № 1');
  await schoolPerson(database(), territory, 'director', 'Власов Олег', 'Школа № 2');
  const scope = { orderId: 'MO', scopeId: territory.region.id, years: 0 };
  ({ campaignId } = await openCampaign(as(zueva, '2012-08-20 10:00'), scope));
});

const runner = (at: string): Runner => ({
  db: database().db,
  clock: { now: () => as(zueva, at).now },
  log: pino({ level: 'silent' }),
  origin: 'https://svodka.example',
});

describe('the panel', () => {
  test('before anything has run, nothing is said to be well', async () => {
    const trust = await seeTrust(as(zueva, now));
    expect(trust).toMatchObject({ seals: [], busy: false, letters: { failed: 0 } });
    expect(trust.unsealed).toBeGreaterThan(0);
    expect(trust.months.map(({ month, campaigns }) => [month, campaigns[0]?.state])).toEqual([
      ['2012-09', 'missing'],
      ['2012-08', 'missing'],
    ]);
    const compiling = trust.jobs.find(({ name }) => name === 'compile-summary');
    expect(compiling).toMatchObject({ runs: [], missed: ['2012-08', '2012-09'], lastSuccess: null });
    expect(compiling?.nextAt).toEqual(as(zueva, '2012-11-01 00:15').now);
    expect(trust.without).toEqual({ schools: 3, municipalities: 2, people: 5 });
  });

  test('after a night says when each job ran, which seal is the last, and which edition each month has', async () => {
    await catchUp(runner('2012-10-10 08:00'));
    const trust = await seeTrust(as(analyst, now));
    expect(trust.jobs.filter(({ runs, missed }) => runs[0]?.status !== 'succeeded' || missed.length > 0)).toEqual([]);
    expect(trust.seals).toMatchObject([{ number: 1 }]);
    expect(trust.months).toMatchObject(
      ['2012-09', '2012-08'].map((month) => ({
        month,
        campaigns: [{ campaignId, state: 'complete', number: 1, at: as(zueva, '2012-10-10 08:00').now }],
      })),
    );
  });

  test('tells apart what runs, what failed, and what was compiled before its end', async () => {
    const state = async () => (await seeTrust(as(zueva, '2012-11-10 12:00'))).months[0]?.campaigns[0]?.state;
    expect(await state()).toBe('missing');
    const october = { job: 'compile-summary', period: '2012-10' };
    await requestJobRun(as(zueva, now), october);
    expect(await state()).toBe('running');
    const jobs = timetable.map((job) => ({ ...job, run: () => Promise.reject(new Error('диск полон')) }));
    await takeUp({ ...runner(now), jobs });
    expect(await state()).toBe('failed');
    await requestJobRun(as(zueva, now), october);
    await takeUp(runner(now));
    expect(await state()).toBe('provisional');
  });

  test('is for the administrator, the analyst and the supervisor', async () => {
    const supervisor = await regionPerson(database(), territory, 'supervisor', 'Шмагин Олег');
    const methodist = await regionPerson(database(), territory, 'methodist', 'Волкова Лада');
    const coordinator = await coordinatorOf(database(), territory, 'Фролова Ирина', 'Дубна');
    for (const see of [seeTrust, rehearseComingDays]) {
      await see(as(supervisor, now));
      expect(await refusalOf(see(as(methodist, now)))).toEqual({ kind: 'forbidden' });
      expect(await refusalOf(see(as(coordinator, now)))).toEqual({ kind: 'notFound' });
      expect(await refusalOf(see(as(petrova, now)))).toEqual({ kind: 'notFound' });
    }
  });
});

/** Every row of every table that a rehearsal could touch. */
async function everything() {
  const tables = ['reports', 'reporting_dates', 'notices', 'audit', 'letters', 'job_runs'] as const;
  const rows = [];
  for (const table of tables) {
    rows.push((await database().pool.query(`select to_jsonb(t) as row from ${table} t order by 1`)).rows);
  }
  return rows;
}

describe('the rehearsal of the coming 30 days', () => {
  beforeEach(async () => {
    await openReportingDates(byClock(now, moscow), { regionId: territory.region.id });
    await remind(byClock(now, moscow), { regionId: territory.region.id, lastRun: null });
  });

  test('leaves everything as it was', async () => {
    const before = await everything();
    await rehearseComingDays(as(analyst, now));
    expect(await everything()).toEqual(before);
  });

  // PGlite's one connection lets nobody else ask meanwhile.
  const onPostgres = inject('postgresUrl') ? test : undefined;
  onPostgres?.('is one at a time: whoever asks meanwhile is told at once', async () => {
    await transact(as(analyst, now), async ({ trx }) => {
      expect(await beginRehearsal(trx)).toBe(true);
      expect(await refusalOf(rehearseComingDays(as(analyst, now)))).toEqual({ kind: 'rehearsing' });
    });
    await rehearseComingDays(as(analyst, now));
  });

  test('names the dates that open and fall due, what each school would owe, and whom nobody can tell', async () => {
    const filing = { schoolId: petrova.schoolId, asOf: '2012-10-31', typed: moForm(null) };
    await saveAndFile(as(petrova, now), database(), filing);
    const { id } = await schoolPerson(database(), territory, 'director', 'Лыкова А. А.', 'Лицей');
    await database().db.updateTable('users').set({ blocked: true }).where('id', '=', id).execute();
    const { from, to, dates, unreached, jobs } = await rehearseComingDays(as(analyst, now));
    expect([from, to]).toEqual(['2012-10-11', '2012-11-09']);
    expect(dates.map(({ asOf, opens, due, owed, filed }) => [asOf, opens, due, owed, filed])).toEqual([
      ['2012-10-31', '2012-10-02', '2012-10-31', 3, 1],
      ['2012-11-30', '2012-11-01', '2012-11-30', 3, 0],
    ]);
    expect(unreached).toMatchObject([{ name: 'Лицей', municipality: 'Истра' }]);
    expect(jobs.find(({ name }) => name === 'seal-audit')?.at).toEqual(as(zueva, '2012-10-11 04:10').now);
  });

  test('does on each day what the jobs of that day then do', async () => {
    const { days } = await rehearseComingDays(as(analyst, now));
    const people = (kind: string, day: string) =>
      days.find((one) => one.day === day)?.reached.find((one) => one.kind === kind);
    expect(days.map(({ day, created }) => [day, created])).toEqual([
      ['2012-10-24', 0],
      ['2012-10-30', 0],
      ['2012-11-01', 3],
    ]);
    // Two people of School № 1 and one of School № 2 would be told; the Lyceum has nobody.
    expect(people('dueIn7', '2012-10-24')).toEqual({ kind: 'dueIn7', organisations: 2, people: 3 });
    const real: [string, number][] = [];
    for (const { day } of days) {
      const at = byClock(`${day} 06:30`, moscow);
      await openReportingDates(at, { regionId: territory.region.id });
      const told = await remind(at, { regionId: territory.region.id, lastRun: null });
      real.push([day, Object.values(told).reduce((sum, n) => sum + n, 0)]);
    }
    expect(days.map(({ day, reached }) => [day, reached.reduce((sum, one) => sum + one.people, 0)])).toEqual(real);
  });
});
