import { expect, test } from 'vitest';
import { clock } from '#app/domain/people/people.ts';
import { createAdministrator } from '#app/use-cases/people/create-administrator.server.ts';
import { acceptInvitation } from '#app/use-cases/people/sign-in.server.ts';
import { regions } from '#db/queries/organisations.ts';
import { contexts, refusalOf, sessionOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { userOfToken } from '#tests/support/sessions.ts';

const database = testDatabase();
const { anonymously } = contexts(database);
const now = new Date('2012-06-13T10:00:00+04:00');
const zueva = {
  region: 'Московская область',
  zone: 'Europe/Moscow',
  email: 'Zueva@example.ru',
  name: 'Зуева Анна Петровна',
};

const create = (changes: Partial<typeof zueva> = {}) =>
  createAdministrator({ db: database().db, user: clock, now }, { ...zueva, ...changes });
const enter = (code: string) => {
  const from = { address: '192.0.2.1', pool: database().pool };
  return acceptInvitation(anonymously(now), { code, password: 'first-password', ...from }).then(sessionOf);
};

test('a fresh installation gets its region, and an administrator who enters by the link', async () => {
  const { newRegion, invitation } = await create();
  expect(newRegion).toBe(true);
  expect(await regions(database().db)).toMatchObject([{ name: zueva.region, zone: zueva.zone, demo: false }]);
  const { token } = await enter(invitation.code);
  expect(await userOfToken(database().db, token, now)).toMatchObject({
    role: 'administrator',
    name: zueva.name,
    email: 'zueva@example.ru',
  });
});

test('asked for again, it makes a new link for the same person, and the earlier link ends', async () => {
  const first = await create();
  const second = await create();
  expect(second.newRegion).toBe(false);
  expect(await refusalOf(enter(first.invitation.code))).toMatchObject({ kind: 'invitationOver' });
  await enter(second.invitation.code);
});

test.each([
  [{ region: 'Московская обл.' }, 'region'],
  [{ zone: 'Europe/Moskva' }, 'zone'],
  [{ email: 'zueva' }, 'email'],
  [{ name: ' ' }, 'name'],
])('%o is refused at its field', async (changes, field) => {
  await create();
  expect(await refusalOf(create(changes))).toMatchObject({ kind: 'fields', faults: [{ field }] });
});
