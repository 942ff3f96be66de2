import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { addMonths, type Month, month, type Zone } from '#app/domain/calendar.ts';
import type { Cron } from '#app/domain/job.ts';
import { orders } from '#app/orders/index.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import type { Database } from '#db/client.ts';
import { claimRun, requestRun } from '#db/queries/job-runs.ts';
import { regions } from '#db/queries/organisations.ts';
import { catchUp, type Runner, runNow, startScheduler, takeUp, timetableLook } from '#jobs/runner.ts';
import { type Job, timetable } from '#jobs/timetable.ts';
import { contexts, instant } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { patienceMs } from '#tests/support/patience.ts';
import { regionPerson } from '#tests/support/people.ts';
import { asAnotherProcess } from '#tests/support/scenario.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

const database = testDatabase();
const { as } = contexts(database);
const log = pino({ level: 'silent' });

/** MO opened on the day of the order, one school; months from June 2012 on are to be compiled. */
async function moscowOblast() {
  const spec = { name: 'Московская область', zone: moscow, municipalities: { Дубна: ['Лицей'] } };
  const territory = await createTerritory(database(), spec);
  const administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  const openedBy = as(administrator, '2012-06-13 12:00');
  await openCampaign(openedBy, { orderId: 'MO', scopeId: territory.region.id, years: 0 });
  return { regionId: territory.region.id, administrator };
}

/** A process of the product: its own clock, and on PostgreSQL its own connections. */
function processAt(wallClock: string, { db }: Database = database(), jobs: Job[] = timetable): Runner {
  return { db, clock: { now: () => instant(wallClock, moscow) }, log, origin: 'https://svodka.example', jobs };
}

function compileJob(run: (period: Month) => Promise<string>): Job {
  const [job] = timetable.filter(({ name }) => name === 'compile-summary');
  if (!job) throw new Error('The timetable has no compile-summary');
  return { ...job, run: (_ctx, { period }) => run(month(period)) };
}

async function runs(job = 'compile-summary') {
  const { db } = database();
  const rows = await db
    .selectFrom('job_runs')
    .where('job', '=', job)
    .select(['period', 'attempt', 'status', 'result'])
    .orderBy('period')
    .orderBy('attempt')
    .execute();
  return rows.map(({ period, attempt, status, result }) => [period, attempt, status, result]);
}

async function editions() {
  const { db } = database();
  const rows = await db.selectFrom('editions').select(['month', 'number', 'complete']).orderBy('id').execute();
  return rows.map((edition) => [edition.month, edition.number, edition.complete]);
}

describe('two processes', () => {
  test('row 49: that start together compile each missed month once', async () => {
    await moscowOblast();
    await asAnotherProcess(database(), (other) =>
      Promise.all([catchUp(processAt('2014-10-02 03:00')), catchUp(processAt('2014-10-02 03:00', other))]),
    );
    const months = Array.from({ length: 28 }, (_, after) => addMonths(month('2012-06'), after));
    expect((await editions()).sort()).toEqual(months.map((one) => [one, 1, true]));
    const sentence = 'приказ № 2613: выпуск 1, охват 0 из 1 (0,0 %)';
    expect(await runs()).toEqual(months.map((one) => [one, 1, 'succeeded', sentence]));
    expect(await runs('open-reporting-dates')).toMatchObject([['2014-10-02', 1, 'succeeded', expect.any(String)]]);
  });

  test('take up what was asked for once', async () => {
    const { regionId, administrator } = await moscowOblast();
    const key = { regionId, job: 'compile-summary', period: '2012-06' };
    expect(await requestRun(database().db, key, administrator.id)).toBe(true);
    await asAnotherProcess(database(), (other) =>
      Promise.all([takeUp(processAt('2012-07-02 03:00')), takeUp(processAt('2012-07-02 03:00', other))]),
    );
    expect(await editions()).toEqual([['2012-06', 1, true]]);
    expect(await runs()).toMatchObject([['2012-06', 1, 'succeeded', expect.any(String)]]);
  });
});

describe('a missed month', () => {
  test('row 49: is caught up at the next start, the oldest first, and never again', async () => {
    await moscowOblast();
    const compiled: Month[] = [];
    const job = compileJob(async (period) => `${compiled.push(period)}`);
    await catchUp(processAt('2012-07-01 00:20', database(), [job]));
    await catchUp(processAt('2012-11-03 09:00', database(), [job]));
    await catchUp(processAt('2012-11-03 09:05', database(), [job]));
    expect(compiled).toEqual(['2012-06', '2012-07', '2012-08', '2012-09', '2012-10']);
  });

  test('is also one that was compiled by hand while it ran', async () => {
    const { regionId } = await moscowOblast();
    const key = { regionId, job: 'compile-summary', period: '2012-06' };
    const [region] = await regions(database().db);
    const compile = timetable.find(({ name }) => name === 'compile-summary');
    if (!region || !compile) throw new Error('No region or no job');
    await runNow(processAt('2012-06-20 10:00'), compile, region, key.period);
    expect(await editions()).toEqual([['2012-06', 1, false]]);
    await catchUp(processAt('2012-07-01 00:15'));
    await catchUp(processAt('2012-07-02 00:15'));
    expect(await editions()).toEqual([
      ['2012-06', 1, false],
      ['2012-06', 2, true],
    ]);
  });

  test('is not lost when the machine slept through its minute', async () => {
    await moscowOblast();
    const compiled: Month[] = [];
    const job = compileJob(async (period) => `${compiled.push(period)}`);
    const process = processAt('2012-06-30 23:50', database(), [job]);
    const look = timetableLook(process);
    await look();
    process.clock = processAt('2012-07-01 00:14').clock;
    await look();
    expect(compiled).toEqual([]);
    process.clock = processAt('2012-07-01 00:16').clock;
    await look();
    expect(compiled).toEqual(['2012-06']);
  });

  test('is no month before the campaign was opened, nor the running one', async () => {
    await moscowOblast();
    await catchUp(processAt('2012-06-30 23:59'));
    expect(await runs()).toEqual([]);
    await catchUp(processAt('2012-07-01 00:00'));
    expect(await editions()).toEqual([['2012-06', 1, true]]);
  });
});

describe('the second copy of a month', () => {
  const archiveDir = mkdtempSync(join(tmpdir(), 'svodka-runner-'));
  afterAll(() => rmSync(archiveDir, { recursive: true, force: true }));

  test('row 49: is written with it, and a folder that can’t be used is said and fails nothing', async () => {
    await moscowOblast();
    const compile = timetable.filter(({ name }) => name === 'compile-summary');
    await catchUp({ ...processAt('2012-07-01 00:15', database(), compile), archiveDir });
    const [folder = ''] = readdirSync(archiveDir);
    expect(readdirSync(join(archiveDir, folder))).toEqual(['2012-06-1.jsonl']);
    await catchUp({ ...processAt('2012-08-01 00:15', database(), compile), archiveDir: join(archiveDir, 'нет') });
    const sentence = 'приказ № 2613: выпуск 1, охват 0 из 1 (0,0 %)';
    expect(await runs()).toEqual([
      ['2012-06', 1, 'succeeded', sentence],
      ['2012-07', 1, 'succeeded', `${sentence}. Второй экземпляр не записан: папки архива нет`],
    ]);
  });

  test('is written by the night’s check where it is missing', async () => {
    await moscowOblast();
    const compile = timetable.filter(({ name }) => name === 'compile-summary');
    await catchUp(processAt('2012-08-01 00:15', database(), compile));
    const check = timetable.filter(({ name }) => name === 'check-archive');
    rmSync(archiveDir, { recursive: true });
    mkdirSync(archiveDir);
    await catchUp({ ...processAt('2012-08-01 02:19', database(), check), archiveDir });
    expect(await runs('check-archive')).toEqual([]);
    for (const minute of ['02:20', '02:25']) {
      await catchUp({ ...processAt(`2012-08-01 ${minute}`, database(), check), archiveDir });
    }
    const found = 'прочитано выпусков: 2, файлов: 2, записано недостающих файлов: 2, расхождений нет';
    expect(await runs('check-archive')).toEqual([['2012-08-01', 1, 'succeeded', `приказ № 2613: ${found}`]]);
    expect(await database().db.selectFrom('archive_checks').select('status').execute()).toEqual([{ status: 'mended' }]);
    writeFileSync(join(archiveDir, readdirSync(archiveDir)[0] ?? '', '2012-06-1.jsonl'), '{}\n');
    await catchUp({ ...processAt('2012-08-02 02:20', database(), check), archiveDir });
    expect((await runs('check-archive')).at(-1)).toEqual([
      '2012-08-02',
      1,
      'failed',
      expect.stringContaining('НАЙДЕНЫ РАСХОЖДЕНИЯ'),
    ]);
  });
});

describe('a run that failed', () => {
  test('says why, stops no other and is tried again by its job’s pauses, then waits for a person', async () => {
    await moscowOblast();
    const job = compileJob(async (period) => {
      if (period === '2012-06') throw new Error('Диск переполнен');
      return 'Готово';
    });
    await catchUp(processAt('2012-08-01 00:20', database(), [job]));
    await catchUp(processAt('2012-08-01 00:25', database(), [job]));
    expect(await runs()).toEqual([
      ['2012-06', 1, 'failed', 'Диск переполнен'],
      ['2012-07', 1, 'succeeded', 'Готово'],
    ]);
    const retried = { ...job, pauses: [5, 15] };
    await database().pool.query(
      `update job_runs set next_attempt_at = '2012-08-01T00:25:00+04' where period = '2012-06'`,
    );
    const attemptsAt = async (time: string) => {
      await takeUp(processAt(`2012-08-01 ${time}`, database(), [retried]));
      return (await runs()).filter(([period]) => period === '2012-06').length;
    };
    expect([await attemptsAt('00:24'), await attemptsAt('00:25'), await attemptsAt('00:39')]).toEqual([1, 2, 2]);
    expect([await attemptsAt('00:40'), await attemptsAt('23:59')]).toEqual([3, 3]);
    const { rows } = await database().pool.query(`select failures, next_attempt_at from job_runs where attempt = 3`);
    expect(rows).toEqual([{ failures: 3, next_attempt_at: null }]);
  });

  test('of a day is tried again on that day alone: the next day has its own', async () => {
    await moscowOblast();
    const [job] = timetable.filter(({ name }) => name === 'remind');
    if (!job) throw new Error('The timetable has no remind');
    const failing = { ...job, run: () => Promise.reject(new Error('нет связи')) };
    await catchUp(processAt('2012-07-01 23:58', database(), [failing]));
    await takeUp(processAt('2012-07-02 00:05', database(), [job]));
    expect(await runs('remind')).toEqual([['2012-07-01', 1, 'failed', 'нет связи']]);
    await catchUp(processAt('2012-07-02 06:30', database(), [failing]));
    await takeUp(processAt('2012-07-02 06:35', database(), [job]));
    expect((await runs('remind')).slice(1)).toMatchObject([
      ['2012-07-02', 1, 'failed', 'нет связи'],
      ['2012-07-02', 2, 'succeeded', expect.any(String)],
    ]);
  });

  test('because its database went away has not failed: it is begun again after a pause, though its job has none', async () => {
    await moscowOblast();
    const lines: { level: number; msg: string }[] = [];
    const logged = pino({ level: 'warn' }, { write: (line) => void lines.push(JSON.parse(line)) });
    const [job] = timetable.filter(({ name }) => name === 'remind');
    if (!job) throw new Error('The timetable has no remind');
    const away = new Error('Connection terminated unexpectedly');
    const interrupted = { ...job, pauses: [], run: () => Promise.reject(away) };
    await catchUp({ ...processAt('2012-07-02 06:30', database(), [interrupted]), log: logged });
    const { rows } = await database().pool.query(`select failures, interruptions from job_runs where job = 'remind'`);
    expect(rows).toEqual([{ failures: 0, interruptions: 1 }]);
    await takeUp(processAt('2012-07-02 06:31', database(), [job]));
    expect(await runs('remind')).toEqual([['2012-07-02', 1, 'failed', away.message]]);
    await takeUp(processAt('2012-07-02 06:32', database(), [job]));
    expect((await runs('remind')).slice(1)).toMatchObject([['2012-07-02', 2, 'succeeded', expect.any(String)]]);
    expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
      [pino.levels.values.warn, 'job run failed: the database is away'],
    ]);
  });

  test('because only the answer to its last word was lost has succeeded', async () => {
    await moscowOblast();
    const done = `update job_runs set status = 'succeeded', result = 'Готово', heartbeat_at = null`;
    const job = compileJob(async () => {
      await database().pool.query(done);
      throw new Error('Connection terminated unexpectedly');
    });
    await catchUp(processAt('2012-07-01 00:20', database(), [job]));
    expect(await runs()).toEqual([['2012-06', 1, 'succeeded', 'Готово']]);
  });

  test('is run again when the administrator asks', async () => {
    const { regionId, administrator } = await moscowOblast();
    const key = { regionId, job: 'compile-summary', period: '2012-06' };
    const broken = compileJob(async () => Promise.reject(new Error('Диск переполнен')));
    await catchUp(processAt('2012-07-01 00:20', database(), [broken]));
    expect(await requestRun(database().db, key, administrator.id)).toBe(true);
    expect(await requestRun(database().db, key, administrator.id)).toBe(false);
    expect(await runs()).toEqual([
      ['2012-06', 1, 'failed', 'Диск переполнен'],
      ['2012-06', 2, 'requested', null],
    ]);
    await takeUp(processAt('2012-07-02 09:00'));
    await takeUp(processAt('2012-07-02 09:01'));
    expect(await runs()).toEqual([
      ['2012-06', 1, 'failed', 'Диск переполнен'],
      ['2012-06', 2, 'succeeded', 'приказ № 2613: выпуск 1, охват 0 из 1 (0,0 %)'],
    ]);
    expect(await editions()).toEqual([['2012-06', 1, true]]);
  });
});

describe('a campaign that cannot be compiled', () => {
  const mo = (edition: number) => `приказ № 2613: выпуск ${edition}, охват 0 из 1 (0,0 %)`;

  /** KG beside MO, its definition broken. */
  async function withBrokenCampaign() {
    const { regionId, administrator } = await moscowOblast();
    const openedBy = as(administrator, '2012-06-14 12:00');
    const { campaignId } = await openCampaign(openedBy, { orderId: 'KG', scopeId: regionId, years: 0 });
    const { pool } = database();
    const giveTargets = (targets: unknown) =>
      pool.query(`update campaigns set definition = jsonb_set(definition, '{targets}', $2::jsonb) where id = $1`, [
        campaignId,
        JSON.stringify(targets),
      ]);
    await giveTargets(null);
    return { regionId, administrator, giveTargets };
  }

  test('does not leave another with the running month’s figures, when the month has ended until it is tried again', async () => {
    const { regionId, administrator } = await moscowOblast();
    const openedBy = as(administrator, '2012-06-14 12:00');
    const { campaignId } = await openCampaign(openedBy, { orderId: 'KG', scopeId: regionId, years: 0 });
    await database().pool.query(
      `update campaigns set definition = jsonb_set(definition, '{targets}', 'null') where id = $1`,
      [campaignId],
    );
    await requestRun(database().db, { regionId, job: 'compile-summary', period: '2012-06' }, administrator.id);
    await takeUp(processAt('2012-06-30 23:58'));
    expect(await editions()).toEqual([['2012-06', 1, false]]);
    await takeUp(processAt('2012-07-01 06:00'));
    expect(await editions()).toEqual([
      ['2012-06', 1, false],
      ['2012-06', 2, true],
    ]);
  });

  test('holds back no other, is named by the run, and alone is compiled when it is tried again', async () => {
    const { regionId, administrator, giveTargets } = await withBrokenCampaign();
    await catchUp(processAt('2012-07-01 00:20'));
    const [[period, attempt, status, said] = []] = await runs();
    expect([period, attempt, status]).toEqual(['2012-06', 1, 'failed']);
    expect(said).toMatch(/^приказ № \S+: НЕ собрана, .+; приказ № 2613: выпуск 1, охват 0 из 1 \(0,0 %\)$/);
    expect(await editions()).toEqual([['2012-06', 1, true]]);

    await giveTargets(orders.KG.targets);
    await takeUp(processAt('2012-07-01 06:00'));
    const again = await runs();
    expect(again).toEqual([
      ['2012-06', 1, 'failed', said],
      ['2012-06', 2, 'succeeded', expect.stringContaining(mo(1))],
    ]);
    expect(await editions()).toEqual([
      ['2012-06', 1, true],
      ['2012-06', 1, true],
    ]);

    expect(
      await requestRun(database().db, { regionId, job: 'compile-summary', period: '2012-06' }, administrator.id),
    ).toBe(true);
    await takeUp(processAt('2012-07-02 09:00'));
    expect((await runs())[2]).toEqual(['2012-06', 3, 'succeeded', expect.stringContaining(mo(2))]);
    expect(await editions()).toHaveLength(4);
  });

  test('holds back no second copy of another, and keeps none from being compiled anew when a person asks', async () => {
    const { regionId, administrator, giveTargets } = await withBrokenCampaign();
    const archiveDir = mkdtempSync(join(tmpdir(), 'svodka-runner-'));
    const compile = timetable.filter(({ name }) => name === 'compile-summary');
    await catchUp({ ...processAt('2012-07-01 00:20', database(), compile), archiveDir });
    const copies = readdirSync(archiveDir, { recursive: true }).filter((name) => String(name).endsWith('.jsonl'));
    rmSync(archiveDir, { recursive: true });
    expect(copies).toEqual([expect.stringMatching(/2012-06-1\.jsonl$/)]);

    await giveTargets(orders.KG.targets);
    await requestRun(database().db, { regionId, job: 'compile-summary', period: '2012-06' }, administrator.id);
    await takeUp(processAt('2012-07-01 00:22'));
    expect((await runs())[1]).toEqual(['2012-06', 2, 'succeeded', expect.stringContaining(mo(2))]);
  });
});

describe('a run whose process died', () => {
  const key = { job: 'compile-summary', period: '2012-06' };

  /** A process took June and has said nothing for so long. */
  async function silentSince(regionId: number, seconds: number, afterAttempt = 0) {
    const { db, pool } = database();
    await claimRun(db, { regionId, ...key }, afterAttempt, instant('2012-07-01 00:15', moscow));
    await pool.query(`update job_runs set heartbeat_at = now() - make_interval(secs => $1)`, [seconds]);
  }

  test('is taken up again by one other process after a minute and a half of silence', async () => {
    const { regionId } = await moscowOblast();
    await silentSince(regionId, 80);
    await takeUp(processAt('2012-07-01 00:17'));
    expect(await runs()).toEqual([['2012-06', 1, 'running', null]]);

    await database().pool.query(`update job_runs set heartbeat_at = heartbeat_at - interval '20 seconds'`);
    await asAnotherProcess(database(), (other) =>
      Promise.all([takeUp(processAt('2012-07-01 00:18')), takeUp(processAt('2012-07-01 00:18', other))]),
    );
    expect(await runs()).toEqual([
      ['2012-06', 1, 'failed', 'Прервано: процесс, выполнявший задание, остановился'],
      ['2012-06', 2, 'succeeded', 'приказ № 2613: выпуск 1, охват 0 из 1 (0,0 %)'],
    ]);
    expect(await editions()).toEqual([['2012-06', 1, true]]);
  });

  test('is taken up again also when the month was compiled twice before', async () => {
    const { regionId } = await moscowOblast();
    await silentSince(regionId, 100, 2);
    await takeUp(processAt('2012-07-01 00:18'));
    expect(await runs()).toMatchObject([
      ['2012-06', 3, 'failed', expect.any(String)],
      ['2012-06', 4, 'succeeded', expect.any(String)],
    ]);
    expect(await editions()).toEqual([['2012-06', 1, true]]);
  });

  test('one after another: what waits its turn is in nobody’s hands', async () => {
    const { regionId } = await moscowOblast();
    await silentSince(regionId, 100);
    await claimRun(database().db, { regionId, ...key, period: '2012-07' }, 0, instant('2012-08-01 00:15', moscow));
    await database().pool.query(`update job_runs set heartbeat_at = now() - interval '100 seconds'`);
    const seen: unknown[] = [];
    const job = compileJob(async () => {
      const running = (await runs()).filter(([, , status]) => status === 'running');
      return `${seen.push(running.length)}`;
    });
    await takeUp(processAt('2012-08-01 00:18', database(), [job]));
    // The second is still the dead process's row while the first is at work.
    expect(seen).toEqual([2, 1]);
  });

  test('that wakes up compiles nothing over the run that was taken over, and says nothing of it', async () => {
    await moscowOblast();
    const compile = timetable.find(({ name }) => name === 'compile-summary');
    const asleep: Job = {
      ...compile,
      name: 'compile-summary',
      cron: '15 0 1 * *',
      every: 'month',
      run: async (ctx, at) => {
        await database().pool.query(`update job_runs set heartbeat_at = now() - interval '100 seconds'`);
        await takeUp(processAt('2012-07-01 00:18'));
        return compile?.run(ctx, at) ?? '';
      },
    };
    await catchUp(processAt('2012-07-01 00:15', database(), [asleep]));
    expect(await editions()).toEqual([['2012-06', 1, true]]);
    expect(await runs()).toMatchObject([
      ['2012-06', 1, 'failed', expect.stringContaining('Прервано')],
      ['2012-06', 2, 'succeeded', expect.any(String)],
    ]);
  });
});

describe('the timetable', () => {
  const patience = { timeout: patienceMs };
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is kept by the rehearsed clock, in the region’s zone of that year', async () => {
    await moscowOblast();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    let wallClock = '2012-08-31 23:50';
    const ran: string[] = [];
    const daily = (name: string, cron: Cron): Job => ({
      name,
      cron,
      every: 'day',
      run: async (_ctx, { period }) => `${ran.push(`${name} ${period}`)}`,
    });
    const scheduler = startScheduler({
      ...processAt(wallClock, database(), [daily('earlier', '4 0 * * *'), daily('later', '5 0 * * *')]),
      clock: { now: () => instant(wallClock, moscow) },
    });
    const at = async (time: string, expected: string[]) => {
      wallClock = time;
      await vi.advanceTimersByTimeAsync(5000);
      await vi.waitFor(() => expect(ran).toEqual(expected), patience);
    };
    try {
      const caughtUp = ['earlier 2012-08-31', 'later 2012-08-31'];
      await vi.waitFor(() => expect(ran).toEqual(caughtUp), patience);
      // 20:04 in UTC; by the offset of today's Moscow it would be 23:04 still.
      await at('2012-09-01 00:04', [...caughtUp, 'earlier 2012-09-01']);
      await at('2012-09-01 00:05', [...caughtUp, 'earlier 2012-09-01', 'later 2012-09-01']);
    } finally {
      await scheduler.stop();
    }
  });

  test('says nothing of looks that it missed while the process was busy: the next one sees all that is due', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    const said = (['log', 'warn', 'error'] as const).map((method) => vi.spyOn(console, method).mockReturnValue());
    const scheduler = startScheduler(processAt('2012-09-01 12:00', database(), []));
    try {
      await vi.advanceTimersByTimeAsync(5000);
      vi.setSystemTime(Date.now() + 60_000);
      await vi.advanceTimersByTimeAsync(5000);
      expect(said.flatMap(({ mock }) => mock.calls)).toEqual([]);
    } finally {
      await scheduler.stop();
      for (const spy of said) spy.mockRestore();
    }
  });

  test('runs each daily job once, at its minute on the wall, on a day when the clocks jump over one of them', async () => {
    const saratov = 'Europe/Saratov' as Zone;
    await createTerritory(database(), { name: 'Саратовская область', zone: saratov, municipalities: {} });
    const ran: string[] = [];
    let now = new Date('2016-12-03T20:55:00Z');
    const shown = new Intl.DateTimeFormat('ru', { timeZone: saratov, timeStyle: 'short', dateStyle: 'short' });
    const daily = timetable.filter(({ every }) => every === 'day');
    const jobs = daily.map((job) => ({
      ...job,
      run: async (_ctx: unknown, { period }: { period: string }) =>
        `${ran.push(`${job.name} ${period} ${shown.format(now)}`)}`,
    }));
    const look = timetableLook({ ...processAt('2016-12-03 23:55', database(), jobs), clock: { now: () => now } });
    await look();
    ran.length = 0;
    for (; now < new Date('2016-12-04T20:00:00Z'); now = new Date(now.getTime() + 5 * 60_000)) await look();
    expect(ran).toEqual([
      'open-reporting-dates 2016-12-04 04.12.2016, 00:05',
      'check-archive 2016-12-04 04.12.2016, 03:00',
      'forget-imports 2016-12-04 04.12.2016, 03:40',
      'seal-audit 2016-12-04 04.12.2016, 04:10',
      'remind 2016-12-04 04.12.2016, 06:30',
      'write-letters 2016-12-04 04.12.2016, 07:30',
    ]);
  });
});
