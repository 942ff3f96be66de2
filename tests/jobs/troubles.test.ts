import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { clock } from '#app/domain/people/people.ts';
import { type State, watchState } from '#app/http/state.server.ts';
import { retryLetters } from '#app/use-cases/notices/letters.server.ts';
import { chooseLetters, listNotices } from '#app/use-cases/notices/notices.server.ts';
import { seeAdministration } from '#app/use-cases/trust/see-administration.server.ts';
import { tellTroubles, troublesNow } from '#app/use-cases/trust/troubles.server.ts';
import { type Database, openDatabase } from '#db/client.ts';
import { noteLook } from '#db/queries/job-runs.ts';
import { catchUp, type Runner, takeUp } from '#jobs/runner.ts';
import { sendLetters } from '#jobs/send-letters.ts';
import { type Job, timetable } from '#jobs/timetable.ts';
import { startWatch } from '#jobs/watch.ts';
import { contexts, instant } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { kogalym } from '#tests/support/kogalym.ts';
import { writtenLetters } from '#tests/support/mail.ts';
import { regionPerson } from '#tests/support/people.ts';
import { asAnotherProcess } from '#tests/support/scenario.ts';
import { createTerritory, moscow, yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as } = contexts(database);
const origin = 'https://svodka.example';
const zone = yekaterinburg;

let people: Awaited<ReturnType<typeof kogalym>>;
beforeEach(async () => {
  people = await kogalym(database());
});

const at = (wallClock: string) => instant(wallClock, zone);
const tell = (wallClock: string, { db }: Database = database(), hasMail = true) =>
  tellTroubles({ db, user: clock, now: at(wallClock) }, { hasMail });
const kinds = async (wallClock: string, hasMail = true) =>
  (await troublesNow({ db: database().db, user: clock, now: at(wallClock) }, { hasMail })).map(({ kind }) => kind);

const failing = (name: string, error = 'Диск переполнен', pauses: number[] = []): Job => {
  const job = timetable.find((one) => one.name === name);
  if (!job) throw new Error(`No ${name}`);
  return { ...job, pauses, run: () => Promise.reject(new Error(error)) };
};
function processAt(wallClock: string, jobs: Job[]): Runner {
  const log = pino({ level: 'silent' });
  return { db: database().db, clock: { now: () => at(wallClock) }, log, origin, jobs };
}
async function compiled(
  period: string,
  attempt: number,
  status: 'failed' | 'succeeded',
  startedAt = '2012-07-01 00:15',
) {
  await database().pool.query(
    `insert into job_runs (region_id, job, period, attempt, status, started_at, finished_at)
     values ($1, 'compile-summary', $2, $3, $4, $5, $5)`,
    [people.region.id, period, attempt, status, at(startedAt)],
  );
}
const noticesOf = async (person: typeof people.administrator) =>
  (await listNotices(as(person, '2012-07-02 12:00'), {})).rows.map(({ kind }) => kind);

describe('a run that was given up', () => {
  test('is told once to administrators and analysts, whatever process sees it, and by a letter at once', async () => {
    const { administrator, director, coordinator } = people;
    const territory = { region: administrator.region } as Parameters<typeof regionPerson>[1];
    const analyst = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
    await chooseLetters(as(analyst, '2012-07-01 00:00'), 'daily');
    await catchUp(processAt('2012-07-01 00:15', [failing('remind')]));
    await catchUp(processAt('2012-07-01 06:30', [failing('remind', 'нет связи', [5])]));
    expect(await tell('2012-07-01 06:31')).toBe(0);
    await takeUp(processAt('2012-07-01 06:35', [failing('remind', 'нет связи', [5])]));
    const told = await asAnotherProcess(database(), (other) =>
      Promise.all([tell('2012-07-01 06:36'), tell('2012-07-01 06:36', other)]),
    );
    expect(told.reduce((a, b) => a + b)).toBe(2);
    expect(await tell('2012-07-01 09:00')).toBe(0);
    expect([await noticesOf(administrator), await noticesOf(analyst)]).toEqual([['jobFailed'], ['jobFailed']]);
    expect(await noticesOf(director)).not.toContain('jobFailed');
    expect(await noticesOf(coordinator)).not.toContain('jobFailed');
    await sendLetters(processAt('2012-07-01 06:37', []));
    const letter = (await writtenLetters(database())).find(({ name }) => name === analyst.name);
    expect(letter).toBeDefined();
    const { text } = await database().db.selectFrom('letters').select('text').executeTakeFirstOrThrow();
    expect(text).toContain('Задание «Уведомления о сроках» за 01.07.2012 не выполнено');
    expect((await seeAdministration(as(administrator, '2012-07-01 07:00'))).troubles).toMatchObject([
      { kind: 'jobFailed', job: 'remind', period: '2012-07-01' },
      { kind: 'compileLate', period: '2012-06' },
    ]);
  });

  test('is trouble until it is done after all; of days until the next one', async () => {
    await catchUp(processAt('2012-07-01 06:30', [failing('remind')]));
    expect(await kinds('2012-07-01 05:59')).toEqual(['jobFailed']);
    const [remind] = timetable.filter(({ name }) => name === 'remind');
    await catchUp(processAt('2012-07-02 06:30', remind ? [remind] : []));
    expect(await kinds('2012-07-02 07:00')).not.toContain('jobFailed');
  });

  test('of a month is over when that month is done, not when the next one is', async () => {
    await compiled('2012-05', 1, 'failed');
    await compiled('2012-06', 1, 'succeeded');
    expect(await kinds('2012-07-02 07:00')).toEqual(['jobFailed']);
    await compiled('2012-05', 2, 'succeeded');
    expect(await kinds('2012-07-02 07:00')).toEqual([]);
  });

  test('is told in its region alone, to nobody who is blocked, and by no letter to who wants none', async () => {
    const { administrator, territory } = people;
    const { db } = database();
    const elsewhere = { name: 'Московская область', zone: moscow, municipalities: {} };
    await regionPerson(database(), await createTerritory(database(), elsewhere), 'administrator', 'Лебедев С. П.');
    const blocked = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
    await db.updateTable('users').set({ blocked: true }).where('id', '=', blocked.id).execute();
    await chooseLetters(as(administrator, '2012-07-01 00:00'), 'none');
    await compiled('2012-06', 1, 'failed');
    await tell('2012-07-01 01:00');
    expect(await db.selectFrom('notices').select(['user_id', 'by_letter']).execute()).toEqual([
      { user_id: administrator.id, by_letter: false },
    ]);
  });
});

test('a month is late from six hours after its end on, until a run that began after its end has compiled it', async () => {
  expect(await kinds('2012-07-01 05:59')).toEqual([]);
  expect(await kinds('2012-07-01 06:00')).toEqual(['compileLate']);
  await compiled('2012-06', 1, 'succeeded', '2012-06-20 12:00');
  expect(await kinds('2012-07-01 06:00')).toEqual(['compileLate']);
  await compiled('2012-06', 2, 'succeeded');
  expect(await kinds('2012-07-01 06:00')).toEqual([]);
});

test('work that has killed its process three times is trouble until it is done', async () => {
  const { pool } = database();
  const { campaignId, region, director } = people;
  await pool.query(
    `insert into job_runs (region_id, job, period, attempt, status, started_at, heartbeat_at)
     values ($1, 'remind', '2012-05-01', 4, 'running', now(), now())`,
    [region.id],
  );
  await pool.query('insert into exports (campaign_id, user_id, shown_at, asked_at) values ($1, $2, $3, now())', [
    campaignId,
    director.id,
    '2012-05',
  ]);
  await pool.query(
    `with i as (insert into imports (campaign_id, organisation_id, at, by) values ($1, $2, now(), $3) returning id)
     insert into import_files (import_id, name, size, content, status, heartbeat_at)
     select id, 'a.xlsx', 1, 'x', 'waiting', now() from i`,
    [campaignId, people.municipalityId, people.coordinator.id],
  );
  const interruptedAt = async (times: number) => {
    for (const table of ['job_runs', 'exports', 'import_files']) {
      await pool.query(`update ${table} set interruptions = $1`, [times]);
    }
    return kinds('2012-05-01 10:00');
  };
  expect(await interruptedAt(2)).toEqual([]);
  expect(await interruptedAt(3)).toEqual(['interrupted', 'interrupted', 'interrupted']);
  await pool.query(`update job_runs set status = 'succeeded', heartbeat_at = null, finished_at = now()`);
  await pool.query(`update exports set status = 'ready', name = 'a.xlsx', finished_at = now()`);
  await pool.query(`update import_files set status = 'refused', heartbeat_at = null`);
  expect(await kinds('2012-05-01 10:00')).toEqual([]);
});

describe('letters', () => {
  const write = (sentAt: string | null, writtenAt: string) =>
    database()
      .db.insertInto('letters')
      .values({
        user_id: null,
        address: 'a@example.test',
        digest_for: null,
        subject: 's',
        text: 't',
        written_at: at(writtenAt),
        sent_at: sentAt === null ? null : at(sentAt),
        next_attempt_at: sentAt === null ? at(writtenAt) : null,
        error: null,
      })
      .execute();

  test('of which none has left for an hour are told of once per spell, and only where there is a mail server', async () => {
    await write('2012-05-01 09:00', '2012-05-01 08:59');
    await write(null, '2012-05-01 09:30');
    expect(await kinds('2012-05-01 10:29')).toEqual([]);
    expect(await kinds('2012-05-01 10:30', false)).toEqual([]);
    expect(await kinds('2012-05-01 10:30')).toEqual(['lettersStuck']);
    expect([await tell('2012-05-01 10:30'), await tell('2012-05-01 12:00')]).toEqual([1, 0]);
    await write('2012-05-01 13:00', '2012-05-01 12:59');
    expect([await kinds('2012-05-01 13:59'), await kinds('2012-05-01 14:01')]).toEqual([[], ['lettersStuck']]);
    expect(await tell('2012-05-01 14:01')).toBe(1);
    await database()
      .db.updateTable('letters')
      .set({ sent_at: at('2012-05-01 14:02') })
      .execute();
    expect(await kinds('2012-05-01 18:00')).toEqual([]);
  });

  test('that are stuck are told to analysts as to administrators, and so is a timetable at which nobody looks', async () => {
    const { administrator, territory } = people;
    const analyst = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
    await write(null, '2012-05-01 09:30');
    await noteLook(database().db);
    await database().pool.query(`update scheduler_looks set looked_at = now() - interval '11 minutes'`);
    expect(await tell('2012-05-01 12:00')).toBe(4);
    for (const person of [administrator, analyst]) {
      expect((await noticesOf(person)).sort()).toEqual(['lettersStuck', 'schedulerAway']);
    }
  });

  test('that are not to be sent any more are not stuck: too old, given up, or to somebody who is blocked', async () => {
    const { db } = database();
    const { director } = people;
    await write(null, '2012-05-01 09:30');
    expect(await kinds('2012-05-01 12:00')).toEqual(['lettersStuck']);
    expect(await kinds('2012-05-08 12:00')).toEqual([]);
    await db.updateTable('letters').set({ next_attempt_at: null }).execute();
    expect(await kinds('2012-05-01 12:00')).toEqual(['letterGivenUp']);
    await db
      .updateTable('letters')
      .set({ user_id: director.id, next_attempt_at: at('2012-05-01 12:00') })
      .execute();
    expect(await kinds('2012-05-01 12:00')).toEqual(['lettersStuck']);
    await db.updateTable('users').set({ blocked: true }).where('id', '=', director.id).execute();
    expect(await kinds('2012-05-01 12:00')).toEqual([]);
  });
});

describe('a letter that was given up', () => {
  const giveUp = (writtenAt: string) =>
    database()
      .db.insertInto('letters')
      .values({
        user_id: people.director.id,
        address: people.director.email,
        digest_for: null,
        subject: 's',
        text: 't',
        written_at: at(writtenAt),
        sent_at: null,
        next_attempt_at: null,
        attempts: 8,
        failures: 8,
        error: '550 нет такого ящика',
      })
      .returning('id')
      .executeTakeFirstOrThrow();

  test('is told to the administrator once for all that follow within a week, and again when that is over', async () => {
    const { administrator, director, coordinator } = people;
    const territory = { region: administrator.region } as Parameters<typeof regionPerson>[1];
    const analyst = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
    expect(await kinds('2012-05-01 10:00')).toEqual([]);
    await giveUp('2012-05-01 09:30');
    expect(await kinds('2012-05-01 10:00')).toEqual(['letterGivenUp']);
    expect([await tell('2012-05-01 10:00'), await tell('2012-05-01 12:00')]).toEqual([1, 0]);
    for (const day of ['05', '09', '12']) await giveUp(`2012-05-${day} 09:30`);
    expect(await tell('2012-05-12 10:00')).toBe(0);
    expect([await kinds('2012-05-19 09:29'), await kinds('2012-05-19 09:31')]).toEqual([['letterGivenUp'], []]);
    await giveUp('2012-05-22 09:30');
    expect([await tell('2012-05-22 10:00'), await tell('2012-05-22 10:01')]).toEqual([1, 0]);
    expect(await noticesOf(administrator)).toEqual(['letterGivenUp', 'letterGivenUp']);
    for (const person of [analyst, director, coordinator]) expect(await noticesOf(person)).toEqual([]);
  });

  test('is no trouble while it is tried again, and is told anew when that was in vain', async () => {
    const { id } = await giveUp('2012-05-01 09:30');
    expect(await tell('2012-05-01 10:00')).toBe(1);
    await retryLetters(as(people.administrator, '2012-05-01 11:00'));
    expect(await kinds('2012-05-01 11:00')).not.toContain('letterGivenUp');
    await database()
      .db.updateTable('letters')
      .set({ next_attempt_at: null, attempts: 9, failures: 1 })
      .where('id', '=', id)
      .execute();
    expect(await tell('2012-05-01 11:30')).toBe(1);
  });

  test('to somebody who has been blocked since is nobody’s trouble', async () => {
    await giveUp('2012-05-01 09:30');
    await database().db.updateTable('users').set({ blocked: true }).where('id', '=', people.director.id).execute();
    expect(await kinds('2012-05-01 10:00')).toEqual([]);
  });
});

describe('a timetable at which no process looks', () => {
  test('is told of once per spell, also by a process that runs no jobs', async () => {
    await noteLook(database().db);
    expect(await kinds('2012-05-01 10:00')).toEqual([]);
    const ago = (minutes: number) =>
      database().pool.query(`update scheduler_looks set looked_at = now() - make_interval(mins => $1)`, [minutes]);
    await ago(9);
    expect(await kinds('2012-05-01 10:00')).toEqual([]);
    await ago(11);
    expect([await tell('2012-05-01 10:00'), await tell('2012-05-01 10:01')]).toEqual([1, 0]);
    await noteLook(database().db);
    expect(await kinds('2012-05-01 10:02')).toEqual([]);
    await ago(12);
    expect(await tell('2012-05-01 10:30')).toBe(1);
  });
});

describe('what the monitoring reads', () => {
  test('is ok, or says why not: kinds, jobs and times, and nobody’s name', async () => {
    const state = (wallClock: string): Promise<State> =>
      watchState(() => troublesNow({ db: database().db, user: clock, now: at(wallClock) }, { hasMail: true }))();
    expect(await state('2012-05-01 10:00')).toEqual({ state: 'ok' });
    await catchUp(processAt('2012-07-01 06:30', [failing('remind', 'Петрова Анна не найдена')]));
    await database().pool.query(
      `insert into job_runs (region_id, job, period, attempt, status, interruptions, started_at, heartbeat_at)
       values ($1, 'seal-audit', '2012-07-01', 4, 'running', 3, now(), now())`,
      [people.administrator.region.id],
    );
    const degraded = await state('2012-07-01 07:00');
    expect(degraded).toMatchObject({
      state: 'degraded',
      reasons: [
        { reason: 'jobFailed', job: 'remind', period: '2012-07-01' },
        { reason: 'interrupted', job: 'seal-audit' },
        { reason: 'compileLate', period: '2012-06' },
      ],
    });
    expect(JSON.stringify(degraded)).not.toContain('Петрова');
  });

  test('names an edition that is damaged and a second copy that can’t be written, until the next check', async () => {
    const { db } = database();
    const { id } = await db.selectFrom('campaigns').select('id').executeTakeFirstOrThrow();
    const check = (status: string, trouble: string | null) =>
      database().pool.query(
        `insert into archive_checks (campaign_id, day, at, by, status, editions, trouble, findings)
         values ($1, '2012-05-01', now(), $4, $2, 1, $3, '[]')`,
        [id, status, trouble, people.administrator.id],
      );
    await check('damaged', null);
    expect(await kinds('2012-05-01 10:00')).toEqual(['archiveDamaged']);
    await check('unreachable', 'emptied');
    expect(await kinds('2012-05-01 10:00')).toEqual(['secondCopyMissing']);
    await check('sound', null);
    expect(await kinds('2012-05-01 10:00')).toEqual([]);
  });

  test('says that the database is away when it does not answer, and asks it once in a while only', async () => {
    let asked = 0;
    const state = watchState(() => {
      asked++;
      return Promise.reject(new Error('ECONNREFUSED'));
    });
    const said = await Promise.all([state(), state(), state()]);
    expect(said[0]).toEqual({ state: 'degraded', reasons: [{ reason: 'database' }] });
    expect(asked).toBe(1);
  });
});

test('a watch whose database is away says that, and no fault of its own', async () => {
  const nowhere = await openDatabase({ databaseUrl: 'postgres://nobody@127.0.0.1:1/nothing', dataDir: '' });
  const lines = new PassThrough();
  const log = pino(lines);
  const watch = startWatch({ db: nowhere.db, clock: { now: () => at('2012-05-01 10:00') }, log, hasMail: true }, 1);
  const [line] = await once(lines, 'data');
  await watch.stop();
  await nowhere.close();
  const { level, msg } = JSON.parse(String(line).split('\n', 1)[0] ?? '');
  expect([level, msg]).toEqual([pino.levels.values.warn, 'looking for trouble failed: the database is away']);
});
