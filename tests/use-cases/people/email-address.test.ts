/** One address, one person, whatever the spelling. */
import { beforeEach, expect, test } from 'vitest';
import type { User } from '#app/domain/people/people.ts';
import { readEmail } from '#app/use-cases/people/email-address.server.ts';
import { changePerson, createPerson, seePerson } from '#app/use-cases/people/manage-people.server.ts';
import { acceptInvitation, signIn } from '#app/use-cases/people/sign-in.server.ts';
import { contexts, refusalOf, sessionOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { regionPerson } from '#tests/support/people.ts';
import { createTerritory, moscow, type Territory } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, anonymously } = contexts(database);
const now = '2012-10-10 12:00';
const ascii = 'dir4@xn--12-6kc3bfr2e.xn--p1ai';

let territory: Territory;
let zueva: User;
beforeEach(async () => {
  const municipalities = { Балашиха: ['Школа № 1'] };
  territory = await createTerritory(database(), { name: 'Московская область', zone: moscow, municipalities });
  zueva = await regionPerson(database(), territory, 'administrator', 'Зуева Анна');
});

const invited = (email: string) => {
  const organisation = String(territory.school('Школа № 1'));
  return createPerson(as(zueva, now), {
    name: 'Петрова Нина',
    email,
    position: '',
    phone: '',
    role: 'director',
    organisation,
  });
};
const refusedFor = (code: string) => ({ kind: 'fields', faults: [{ field: 'email', code }] });

test('an address is kept in small letters, its domain in its own script', () => {
  for (const [typed, email] of [
    ['Petrova@School1.example', 'petrova@school1.example'],
    [' dir4@Школа12.рф ', 'dir4@школа12.рф'],
    [ascii, 'dir4@школа12.рф'],
    [`DIR4@${'Школа12.рф'.normalize('NFD')}`, 'dir4@школа12.рф'],
    ["o'neil+journal@a-b.c1.example", "o'neil+journal@a-b.c1.example"],
  ] as const) {
    expect(readEmail(typed), typed).toEqual({ email });
  }
});

test('an address that no letter would reach is refused with what is wrong', () => {
  for (const typed of ['директор@mail.ru', 'аdmin@mail.ru'])
    expect(readEmail(typed), typed).toEqual({ fault: 'emailNotLatin' });
  for (const typed of ['a@mail..ru', '.a@mail.ru', 'a.@mail.ru', 'a..b@mail.ru', 'a@mail.ru.', 'a@.mail.ru']) {
    expect(readEmail(typed), typed).toEqual({ fault: 'emailDots' });
  }
  const others = [
    'a',
    'a@',
    '@b.ru',
    'a@b',
    'a@b@c.ru',
    'a b@c.ru',
    'a@b.1',
    'a@-b.ru',
    'a@b-.ru',
    'a@b_c.ru',
    'a,b@c.ru',
    'a@b.ru, c@d.ru',
    `${'a'.repeat(65)}@b.ru`,
    'a@1.2.3.4',
  ];
  for (const typed of others) expect(readEmail(typed), typed).toEqual({ fault: 'notEmail' });
});

test('who was registered in Cyrillic signs in as the browser spells it, and the other way round', async () => {
  const { id, invitation } = await invited('dir4@школа12.рф');
  const { pool } = database();
  const password = 'пароль-для-теста-2012';
  await acceptInvitation(anonymously(as(zueva, now).now), {
    code: invitation.code,
    password,
    address: '192.0.2.1',
    pool,
  });
  for (const email of [ascii, 'dir4@школа12.рф', 'DIR4@ШКОЛА12.РФ']) {
    const entry = await signIn(anonymously(as(zueva, now).now), { email, password, address: '192.0.2.1', pool });
    expect(sessionOf(entry).token, email).toBeTruthy();
  }
  expect((await seePerson(as(zueva, now), id)).person.email).toBe('dir4@школа12.рф');
});

test('the twin of an address is nobody else’s, nor of one kept before the rule', async () => {
  await invited('dir4@школа12.рф');
  expect(await refusalOf(invited(ascii))).toEqual(refusedFor('taken'));
  await database().db.updateTable('users').set({ email: ascii }).where('email', '=', 'dir4@школа12.рф').execute();
  expect(await refusalOf(invited('dir4@школа12.рф'))).toEqual(refusedFor('taken'));
  const other = await invited('other@school.example');
  const typed = { version: '1', name: 'Петрова', email: 'dir4@школа12.рф', position: '', phone: '' };
  const { person } = await seePerson(as(zueva, now), other.id);
  const changed = changePerson(as(zueva, now), { id: other.id, typed: { ...typed, version: String(person.version) } });
  expect(await refusalOf(changed)).toEqual(refusedFor('taken'));
  expect(await refusalOf(invited('директор@mail.ru'))).toEqual(refusedFor('emailNotLatin'));
});
