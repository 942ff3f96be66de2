import { createServer } from 'node:net';
import { pino } from 'pino';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { LetterChoice } from '#app/domain/notices/notice.ts';
import type { User } from '#app/domain/people/people.ts';
import type { Mailer } from '#app/mail/smtp.server.ts';
import { retryLetters, seeOutbox } from '#app/use-cases/notices/letters.server.ts';
import { chooseLetters, listNotices } from '#app/use-cases/notices/notices.server.ts';
import type { Database } from '#db/client.ts';
import type { Runner } from '#jobs/runner.ts';
import { sendLetters } from '#jobs/send-letters.ts';
import { contexts, instant, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { kogalym } from '#tests/support/kogalym.ts';
import { endMailAfterEach, mailerAt, mailServer, origin, readMessage, writtenLetters } from '#tests/support/mail.ts';
import { freePort } from '#tests/support/postgres.ts';
import { asAnotherProcess, kgForm, saveAndFile } from '#tests/support/scenario.ts';
import { yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as } = contexts(database);
const log = pino({ level: 'silent' });

let people: Awaited<ReturnType<typeof kogalym>>;
beforeEach(async () => {
  people = await kogalym(database());
});
endMailAfterEach();

function processAt(wallClock: string, mailer?: Mailer, { db }: Database = database()): Runner {
  return { db, clock: { now: () => instant(wallClock, yekaterinburg) }, log, origin, mailer };
}

const choose = (person: User, choice: LetterChoice) => chooseLetters(as(person, '2012-05-01 09:00'), choice);

async function file(director: User & { schoolId: number } = people.director, wallClock = '2012-05-10 12:00') {
  const report = { schoolId: director.schoolId, asOf: '2012-05-15', typed: kgForm };
  return saveAndFile(as(director, wallClock), database(), report);
}

const letters = () => writtenLetters(database());

describe('a letter', () => {
  test('arrives with its recipient, its Russian subject and text, and links to the product', async () => {
    const { coordinator } = people;
    await choose(coordinator, 'atOnce');
    await choose(people.colleague, 'none');
    await file();
    const { received, mailer } = await mailServer();
    await sendLetters(processAt('2012-05-10 12:01', mailer));
    expect(received).toHaveLength(1);
    const [message] = received;
    expect(message).toMatchObject({ to: [coordinator.email], user: 'svodka' });
    const { subject, text, headers } = readMessage(message?.raw ?? '');
    expect(subject).toBe('Сводка: Сдан отчёт на 15.05.2012: Школа № 7');
    const [notice] = (await listNotices(as(coordinator, '2012-05-10 13:00'), {})).rows;
    expect(text).toContain(
      `Школа № 7: сдан отчёт на 15.05.2012.\nПриказ № 256 от 26.03.2012\n${origin}/notices/${notice?.id}\n`,
    );
    expect(text).toContain(`${origin}/account`);
    expect(text).not.toContain(people.director.name);
    expect(headers.get('to')).toBe(coordinator.email);
    expect(headers.get('from')).toMatch(/<svodka@example\.test>$/);
    expect(headers.get('message-id')).toMatch(/^<letter-1\.\d+@svodka\.example>$/);
    expect(await letters()).toMatchObject([
      { attempts: 1, error: null, sent_at: instant('2012-05-10 12:01', yekaterinburg) },
    ]);
  });

  test('is sent once, whatever is run again', async () => {
    await choose(people.coordinator, 'atOnce');
    await file();
    const { received, mailer } = await mailServer();
    for (const minute of ['12:01', '12:02', '23:00']) await sendLetters(processAt(`2012-05-10 ${minute}`, mailer));
    expect(received).toHaveLength(1);
  });

  test('is sent by one of two processes at once', async () => {
    for (const person of [people.coordinator, people.colleague]) await choose(person, 'atOnce');
    await file();
    await file(people.neighbour, '2012-05-10 12:00');
    const { received, mailer } = await mailServer();
    await asAnotherProcess(database(), (other) =>
      Promise.all([
        sendLetters(processAt('2012-05-10 12:01', mailer)),
        sendLetters(processAt('2012-05-10 12:01', mailer, other)),
      ]),
    );
    await sendLetters(processAt('2012-05-10 12:02', mailer));
    expect(received.map(({ to }) => to[0]).sort()).toEqual([people.coordinator.email, people.colleague.email].sort());
  });

  test('that the server puts off is sent a minute later, once', async () => {
    await choose(people.coordinator, 'atOnce');
    await file();
    const { received, mailer } = await mailServer((nth) => (nth === 1 ? { code: 451, text: 'Try again later' } : null));
    await sendLetters(processAt('2012-05-10 12:01', mailer));
    expect(received).toHaveLength(0);
    expect(await letters()).toMatchObject([
      {
        attempts: 1,
        error: expect.stringContaining('451'),
        next_attempt_at: instant('2012-05-10 12:02', yekaterinburg),
      },
    ]);
    await sendLetters(processAt('2012-05-10 12:01', mailer));
    expect(received).toHaveLength(0);
    await sendLetters(processAt('2012-05-10 12:02', mailer));
    await sendLetters(processAt('2012-05-10 12:30', mailer));
    expect(received).toHaveLength(1);
    expect(await letters()).toMatchObject([{ attempts: 2, error: null }]);
  });

  test('stays with its error while the server is down, and goes when it is back', async () => {
    await choose(people.coordinator, 'atOnce');
    await file();
    const port = await freePort();
    await sendLetters(processAt('2012-05-10 12:01', mailerAt(port)));
    expect(await letters()).toMatchObject([
      { attempts: 1, sent_at: null, error: expect.stringContaining('ECONNREFUSED') },
    ]);
    const { received, mailer } = await mailServer();
    await sendLetters(processAt('2012-05-10 12:05', mailer));
    expect(received).toHaveLength(1);
  });

  test('stays when the server takes the connection and says nothing sensible', async () => {
    await choose(people.coordinator, 'atOnce');
    await file();
    const port = await freePort();
    const babbler = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => babbler.listen(port, '127.0.0.1', resolve));
    onTestFinished(() => void babbler.close());
    await sendLetters(processAt('2012-05-10 12:01', mailerAt(port)));
    expect(await letters()).toMatchObject([{ attempts: 1, sent_at: null, error: expect.stringMatching(/./) }]);
  });

  test('is given up after eight attempts, or at once when there is no such mailbox, until the administrator sends it again', async () => {
    const { coordinator, colleague, administrator, director } = people;
    const { db } = database();
    for (const person of [coordinator, colleague]) await choose(person, 'atOnce');
    await db.updateTable('users').set({ email: 'gone@example.test' }).where('id', '=', colleague.id).execute();
    await file();
    const refusing = await mailServer(() => ({ code: 451, text: 'Not today' }));
    for (let hour = 0; hour < 120; hour++) {
      const now = new Date(instant('2012-05-10 12:01', yekaterinburg).getTime() + hour * 3_600_000);
      await sendLetters({ ...processAt('2012-05-10 12:01', refusing.mailer), clock: { now: () => now } });
    }
    expect(await letters()).toMatchObject([
      { name: coordinator.name, attempts: 8, next_attempt_at: null },
      { name: colleague.name, attempts: 1, next_attempt_at: null, error: expect.stringContaining('550') },
    ]);

    await refusalOf(retryLetters(as(director, '2012-05-15 12:00')));
    await db.updateTable('letters').set({ address: coordinator.email }).execute();
    expect(await retryLetters(as(administrator, '2012-05-15 12:00'))).toEqual({ retried: 2 });
    const { received, mailer } = await mailServer();
    await sendLetters(processAt('2012-05-15 12:01', mailer));
    expect(received).toHaveLength(2);
  });

  test('is not sent when it has become old, nor to who has been blocked since', async () => {
    await choose(people.coordinator, 'atOnce');
    await file();
    await sendLetters(processAt('2012-05-10 12:01'));
    const { received, mailer } = await mailServer();
    const { db } = database();
    await db.updateTable('users').set({ blocked: true }).where('id', '=', people.coordinator.id).execute();
    await sendLetters(processAt('2012-05-10 13:00', mailer));
    await db.updateTable('users').set({ blocked: false }).execute();
    await sendLetters(processAt('2012-05-20 13:00', mailer));
    expect(received).toHaveLength(0);
  });

  test('to an address that would be several is one, and a name brings no header of its own', async () => {
    const { coordinator, director } = people;
    const { db } = database();
    await choose(coordinator, 'atOnce');
    const name = 'Школа\r\nBcc: all@example.test';
    await db.updateTable('organisations').set({ name }).where('id', '=', director.schoolId).execute();
    await file();
    const { received, mailer } = await mailServer();
    await sendLetters(processAt('2012-05-10 12:01', mailer));
    expect(received.map(({ to }) => to)).toEqual([[coordinator.email]]);
    const { headers, subject } = readMessage(received[0]?.raw ?? '');
    expect(headers.has('bcc')).toBe(false);
    expect(subject).toBe('Сводка: Сдан отчёт на 15.05.2012: Школа Bcc: all@example.test');
  });
});

describe('the outbox', () => {
  test('shows the administrator what was written and what became of it, also without a mail server', async () => {
    const { administrator, coordinator } = people;
    await choose(coordinator, 'atOnce');
    await file();
    await sendLetters(processAt('2012-05-10 12:01'));
    const outbox = await seeOutbox(as(administrator, '2012-05-10 13:00'), { unsent: true });
    expect(outbox.counts).toEqual({ all: 1, unsent: 1, failed: 0 });
    expect(outbox.rows).toMatchObject([{ address: coordinator.email, state: 'waiting', attempts: 0 }]);
    expect(outbox.rows[0]?.text).toContain('Здравствуйте!');
  });

  test('is nobody else’s to see', async () => {
    for (const person of [people.director, people.coordinator]) {
      expect(await refusalOf(seeOutbox(as(person, '2012-05-10 13:00'), { unsent: false }))).toEqual({
        kind: 'notFound',
      });
    }
  });
});
