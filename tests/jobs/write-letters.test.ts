import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import type { LetterChoice } from '#app/domain/notices/notice.ts';
import { clock as clockActor, type User } from '#app/domain/people/people.ts';
import { chooseLetters, listNotices, markNoticesRead } from '#app/use-cases/notices/notices.server.ts';
import { remindSchool } from '#app/use-cases/reports/call-list.server.ts';
import { reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import type { Database } from '#db/client.ts';
import { catchUp, type Runner } from '#jobs/runner.ts';
import { sendLetters } from '#jobs/send-letters.ts';
import { timetable } from '#jobs/timetable.ts';
import { contexts, instant } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { kogalym } from '#tests/support/kogalym.ts';
import { origin, writtenLetters } from '#tests/support/mail.ts';
import { asAnotherProcess, kgForm, saveAndFile } from '#tests/support/scenario.ts';
import { yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as } = contexts(database);
const log = pino({ level: 'silent' });
const jobs = timetable.filter(({ name }) => name === 'write-letters');

let people: Awaited<ReturnType<typeof kogalym>>;
beforeEach(async () => {
  people = await kogalym(database());
});

function processAt(wallClock: string): Runner {
  const { db } = database();
  return { db, clock: { now: () => instant(wallClock, yekaterinburg) }, log, origin, jobs };
}

const digestsOn = (today: string) => catchUp(processAt(`${today} 07:30`));
const choose = (person: User, choice: LetterChoice) => chooseLetters(as(person, '2012-05-01 09:00'), choice);

async function file(director: User & { schoolId: number } = people.director, wallClock = '2012-05-10 12:00') {
  const report = { schoolId: director.schoolId, asOf: '2012-05-15', typed: kgForm };
  return saveAndFile(as(director, wallClock), database(), report);
}

const letters = () => writtenLetters(database());

describe('row 48: how often letters come is each person’s choice', () => {
  const both = async () => {
    await file();
    await file(people.neighbour, '2012-05-10 13:00');
  };

  test('row 48: at once, one a day, or none', async () => {
    const { coordinator, colleague, stranger } = people;
    await choose(coordinator, 'atOnce');
    await choose(colleague, 'daily');
    await choose(stranger, 'none');
    const third = { schoolId: people.foreigner.schoolId, asOf: '2012-05-15', typed: kgForm };
    await file();
    await sendLetters(processAt('2012-05-10 12:01'));
    await file(people.neighbour, '2012-05-10 13:00');
    await saveAndFile(as(people.foreigner, '2012-05-10 14:00'), database(), third);
    await sendLetters(processAt('2012-05-10 14:01'));
    const toCoordinators = async () =>
      (await letters())
        .filter(({ name }) => [coordinator, colleague, stranger].some((person) => person.name === name))
        .map(({ name, subject, digest_for }) => [name, subject, digest_for]);
    expect(await toCoordinators()).toEqual([
      [coordinator.name, 'Сводка: Сдан отчёт на 15.05.2012: Школа № 7', null],
      [coordinator.name, 'Сводка: Сдан отчёт на 15.05.2012: Школа № 8', null],
    ]);
    await digestsOn('2012-05-11');
    expect((await toCoordinators()).slice(2)).toEqual([[colleague.name, 'Сводка: Новых уведомлений: 2', '2012-05-11']]);
  });

  test('row 48: a digest comes once a day; what came after it waits for the next, and a missed day is in there', async () => {
    const { colleague } = people;
    await file();
    await digestsOn('2012-05-11');
    await file(people.neighbour, '2012-05-11 09:00');
    await digestsOn('2012-05-11');
    const toColleague = async () => (await letters()).filter(({ name }) => name === colleague.name);
    expect((await toColleague()).map(({ digest_for }) => digest_for)).toEqual(['2012-05-11']);
    await digestsOn('2012-05-14');
    expect((await toColleague()).map(({ digest_for, subject }) => [digest_for, subject])).toEqual([
      ['2012-05-11', 'Сводка: Сдан отчёт на 15.05.2012: Школа № 7'],
      ['2012-05-14', 'Сводка: Сдан отчёт на 15.05.2012: Школа № 8'],
    ]);
  });

  test('row 48: to who has been blocked since none is written, neither at once nor for the day', async () => {
    const { coordinator, colleague } = people;
    await choose(coordinator, 'atOnce');
    await choose(colleague, 'daily');
    await both();
    await database().pool.query('update users set blocked = true where id = any($1)', [[coordinator.id, colleague.id]]);
    await sendLetters(processAt('2012-05-10 14:01'));
    await digestsOn('2012-05-11');
    expect((await letters()).filter(({ name }) => [coordinator.name, colleague.name].includes(name))).toEqual([]);
  });

  test('row 48: two processes write one digest', async () => {
    await both();
    const [job] = jobs;
    if (!job) throw new Error('The timetable has no write-letters');
    const at = { regionId: people.region.id, job: job.name, period: '2012-05-11', attempt: 1 };
    const write = ({ db }: Database) => {
      const { clock } = processAt('2012-05-11 07:30');
      return job.run({ db, user: clockActor, now: clock.now(), origin }, at);
    };
    await asAnotherProcess(database(), (other) => Promise.all([write(database()), write(other)]));
    const names = (await letters()).map(({ name }) => name);
    expect(names.sort()).toEqual([people.coordinator.name, people.colleague.name].sort());
  });

  test('row 48: who changes their mind gets no letters about the past', async () => {
    const { coordinator } = people;
    await choose(coordinator, 'none');
    await file();
    await choose(coordinator, 'daily');
    await digestsOn('2012-05-11');
    await file(people.neighbour, '2012-05-11 10:00');
    await choose(coordinator, 'none');
    await choose(coordinator, 'atOnce');
    await sendLetters(processAt('2012-05-11 10:05'));
    expect((await letters()).filter(({ name }) => name === coordinator.name)).toEqual([]);
  });

  test('what has been read in the product needs no letter, who is blocked gets none, who has no password yet gets one', async () => {
    const { coordinator, colleague } = people;
    await both();
    const ctx = as(coordinator, '2012-05-10 15:00');
    const [newest] = (await listNotices(ctx, {})).rows;
    await markNoticesRead(ctx, newest?.id ?? 0);
    await digestsOn('2012-05-11');
    expect((await letters()).map(({ name }) => name)).toEqual([colleague.name]);
    const { db } = database();
    await db.updateTable('users').set({ blocked: true }).where('id', '=', people.director.id).execute();
    const accept = { reportId: people.reportId, ordinal: 1, decision: 'accepted' } as const;
    await reviewReport(as(coordinator, '2012-05-11 12:00'), accept);
    await digestsOn('2012-05-12');
    expect((await letters()).slice(1).map(({ name }) => name)).toEqual([people.responsible.name]);
  });

  test('a coordinator’s reminder is not kept for the digest, but who wants no letters gets none', async () => {
    const { director, responsible, coordinator, reportId } = people;
    await choose(responsible, 'none');
    await remindSchool(as(coordinator, '2012-05-15 10:00'), { reportId });
    await sendLetters(processAt('2012-05-15 10:01'));
    expect((await letters()).map(({ name, subject }) => [name, subject])).toEqual([
      [director.name, 'Сводка: Координатор напоминает об отчёте на 15.05.2012'],
    ]);
  });
});
