import { beforeEach, describe, expect, test } from 'vitest';
import type { User } from '#app/domain/people/people.ts';
import { speechOf } from '#app/text/index.tsx';
import { refusalWords } from '#app/text/refusal-words.ts';
import { listPeople, seePerson, unlockPerson } from '#app/use-cases/people/manage-people.server.ts';
import { hashPassword, signIn } from '#app/use-cases/people/sign-in.server.ts';
import { seeAdministration } from '#app/use-cases/trust/see-administration.server.ts';
import { contexts, instant, refusalOf, sessionOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { regionPerson, schoolPerson } from '#tests/support/people.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, anonymously } = contexts(database);

const password = 'верный-пароль-2012';
const morning = instant('2012-09-03 09:00', moscow);

let director: User;
let administrator: User;
let stranger: User;
beforeEach(async () => {
  const spec = { name: 'Московская область', zone: moscow, municipalities: { Дубна: ['Лицей'] } };
  const territory = await createTerritory(database(), spec);
  const other = await createTerritory(database(), { name: 'Югра', zone: moscow, municipalities: {} });
  director = await schoolPerson(database(), territory, 'director', 'Зуева И. И.', 'Лицей');
  administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  stranger = await regionPerson(database(), other, 'administrator', 'Юрьев Ю. Ю.');
  const password_hash = await hashPassword(password, 'password');
  await database().db.updateTable('users').set({ password_hash }).where('id', '=', director.id).execute();
});

function enter(ask: { email?: string; password?: string } = {}) {
  const from = { address: '192.0.2.1', pool: database().pool };
  return signIn(anonymously(morning), { email: director.email, password, ...from, ...ask });
}

/** Ten times a wrong password. */
async function lockOut(): Promise<void> {
  for (let attempt = 1; attempt <= 10; attempt++) await refusalOf(enter({ password: 'неверный-пароль' }));
}

const admin = () => as(administrator, '2012-09-03 09:10');

describe('after ten failures', () => {
  test('row 38: not even the right password opens, and the person is told in words when to try again', async () => {
    await lockOut();
    const refusal = await refusalOf(enter());
    expect(refusalWords(refusal, speechOf('ru'))).toEqual({
      title: 'Слишком много попыток',
      text: expect.stringMatching(/^Подождите 1[45]\u00a0минут и попробуйте снова\.$/),
    });
    expect(refusalWords({ kind: 'tooManyAttempts', seconds: 61 }, speechOf('ru')).text).toContain('2\u00a0минуты');
  });

  test('the lock of an account kept under the browser’s spelling of a Cyrillic domain is seen and lifted as well', async () => {
    const { db } = database();
    await db
      .updateTable('users')
      .set({ email: 'zueva@xn--12-6kc3bfr2e.xn--p1ai' })
      .where('id', '=', director.id)
      .execute();
    const email = 'zueva@школа12.рф';
    for (let attempt = 1; attempt <= 10; attempt++) await refusalOf(enter({ email, password: 'неверный-пароль' }));
    expect((await seePerson(admin(), director.id)).person.access).toBe('locked');
    await unlockPerson(admin(), director.id);
    expect(await enter({ email })).toHaveProperty('session');
  });

  test('row 38: the administrator sees who is locked out until when, and lifts it', async () => {
    expect((await seePerson(admin(), director.id)).person).toMatchObject({ access: 'active', lockedUntil: null });
    await lockOut();
    const { person } = await seePerson(admin(), director.id);
    expect(person).toMatchObject({ access: 'locked', lockedUntil: expect.any(Date) });
    const left = Number(person.lockedUntil) - Date.now();
    expect(left).toBeGreaterThan(13 * 60_000);
    expect(left).toBeLessThanOrEqual(15 * 60_000);
    expect((await listPeople(admin(), { access: 'locked' })).rows.map(({ name }) => name)).toEqual(['Зуева И. И.']);
    expect((await seeAdministration(admin())).people).toMatchObject({ locked: 1, active: 0 });

    await unlockPerson(admin(), director.id);
    expect((await seePerson(admin(), director.id)).person).toMatchObject({ access: 'active', lockedUntil: null });
    expect(sessionOf(await enter()).token).toBeTruthy();
  });

  test('row 38: nobody but the region’s administrator lifts it', async () => {
    await lockOut();
    expect(await refusalOf(unlockPerson(as(stranger, '2012-09-03 09:10'), director.id))).toEqual({ kind: 'notFound' });
    expect((await refusalOf(unlockPerson(as(director, '2012-09-03 09:10'), director.id))).kind).not.toBe('fields');
    expect((await refusalOf(enter())).kind).toBe('tooManyAttempts');
  });
});

test('row 38: failures stand in the audit by their account, without what was typed', async () => {
  await refusalOf(enter({ password: 'неверный-пароль' }));
  await refusalOf(enter({ email: 'nobody@example.test', password: 'чужой-пароль' }));
  await lockOut();
  await unlockPerson(admin(), director.id);
  const events = await database().db.selectFrom('audit').selectAll().orderBy('id').execute();
  const refused = { action: 'signIn.refuse', actor_id: null, details: { step: 'password' } };
  expect(events.slice(0, 2)).toMatchObject([
    { ...refused, subject_id: director.id },
    { ...refused, subject_id: null },
  ]);
  expect(events.filter(({ subject_id }) => subject_id === director.id)).toHaveLength(11);
  expect(events.at(-1)).toMatchObject({ action: 'signIn.unlock', actor_id: administrator.id });
  expect(JSON.stringify(events)).not.toMatch(/пароль|example|192\.0\.2/);
});

test('who tried in vain to sign in has not changed the person’s entry', async () => {
  await refusalOf(enter({ password: 'неверный-пароль' }));
  expect((await seePerson(admin(), director.id)).lastChange).toBeNull();
});
