import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { User } from '#app/domain/people.ts';
import {
  acceptInvitation,
  changePassword,
  hashPassword,
  newSecret,
  seeInvitation,
  signIn,
  signOut,
  signOutEverywhere,
  userOfToken,
} from '#app/use-cases/sign-in.server.ts';
import type { Database } from '#db/client.ts';
import { inTransaction } from '#db/client.ts';
import { insertInvitation } from '#db/queries/sessions.ts';
import { contexts, instant, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { asAnotherProcess } from '#tests/support/scenario.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, anonymously } = contexts(database);

const password = 'верный-пароль-2012';
const morning = instant('2012-09-03 09:00', moscow);
const hoursLater = (hours: number) => new Date(morning.getTime() + hours * 3_600_000);

/** A director who has a password. */
let director: User;
/** Invited, and without a password so far. */
let coordinator: User;
let analyst: User;
beforeEach(async () => {
  const spec = { name: 'Московская область', zone: moscow, municipalities: { Дубна: ['Лицей'] } };
  const territory = await createTerritory(database(), spec);
  director = await schoolPerson(database(), territory, 'director', 'Зуева И. И.', 'Лицей');
  coordinator = await coordinatorOf(database(), territory, 'Ильин А. А.', 'Дубна');
  analyst = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
  const password_hash = await hashPassword(password, 'password');
  await database().db.updateTable('users').set({ password_hash }).where('id', '=', director.id).execute();
});

function enter(
  ask: Partial<{ email: string; password: string; address: string }> = {},
  { pool }: Database = database(),
) {
  return signIn(anonymously(morning), { email: director.email, password, address: '192.0.2.1', pool, ...ask });
}

async function invite(person: User, until: Date): Promise<string> {
  const { secret, secretHash } = newSecret();
  const invitation = { codeHash: secretHash, userId: person.id, expiresAt: until };
  await inTransaction(database().db, { id: null }, (trx) => insertInvitation(trx, invitation));
  return secret;
}

function accept(code: string, at = morning, chosen = 'другой-пароль-2012') {
  return acceptInvitation(anonymously(at), { code, password: chosen });
}

describe('signing in', () => {
  test('the right password opens a session of the person, however the e-mail is typed', async () => {
    const { token } = await enter({ email: ` ${director.email.toUpperCase()} ` });
    expect(await userOfToken(database().db, token, morning)).toEqual(director);
  });

  test('a wrong password, an unknown e-mail, a blocked and an invited person get the same refusal', async () => {
    const { db } = database();
    await db.updateTable('users').set({ blocked: true }).where('id', '=', analyst.id).execute();
    const password_hash = await hashPassword(password, 'password');
    await db.updateTable('users').set({ password_hash }).where('id', '=', analyst.id).execute();
    const refusals = [
      await refusalOf(enter({ password: 'неверный-пароль' })),
      await refusalOf(enter({ email: 'nobody@example.test' })),
      await refusalOf(enter({ email: analyst.email })),
      await refusalOf(enter({ email: coordinator.email })),
      await refusalOf(enter({ email: coordinator.email, password: '' })),
    ];
    expect(refusals).toEqual(Array.from({ length: 5 }, () => ({ kind: 'wrongPassword' })));
    expect(await db.selectFrom('sessions').selectAll().execute()).toEqual([]);
  });

  test('ten attempts per e-mail are all there are, whichever process and address they go to', async () => {
    await asAnotherProcess(database(), async (other) => {
      const wrong = (attempt: number) =>
        enter({ password: 'неверный-пароль', address: `192.0.2.${attempt}` }, attempt % 2 ? other : database());
      const kinds: string[] = [];
      for (let attempt = 1; attempt <= 11; attempt++) kinds.push((await refusalOf(wrong(attempt))).kind);
      expect(kinds).toEqual([...Array.from({ length: 10 }, () => 'wrongPassword'), 'tooManyAttempts']);
      // Not even the right password now, for up to a quarter of an hour.
      const refusal = await refusalOf(enter({ address: '192.0.2.99' }, other));
      expect(refusal).toEqual({ kind: 'tooManyAttempts', seconds: expect.any(Number) });
      expect('seconds' in refusal && refusal.seconds > 0 && refusal.seconds <= 900).toBe(true);
    });
  });

  test('a success forgets the failures before it', async () => {
    for (let attempt = 1; attempt <= 9; attempt++) await refusalOf(enter({ password: 'неверный-пароль' }));
    await enter();
    for (let attempt = 1; attempt <= 9; attempt++) await refusalOf(enter({ password: 'неверный-пароль' }));
    await enter();
  });
});

describe('a session', () => {
  test('is over after twelve hours by the given clock', async () => {
    const { token, expiresAt } = await enter();
    const { db } = database();
    expect(expiresAt).toEqual(hoursLater(12));
    expect((await userOfToken(db, token, new Date(hoursLater(12).getTime() - 1)))?.id).toBe(director.id);
    expect(await userOfToken(db, token, hoursLater(12))).toBeUndefined();
  });

  test('ends where the person signs out, and everywhere when they say so', async () => {
    const [office, home, phone] = [await enter(), await enter(), await enter()];
    const { db } = database();
    const open = async () => {
      const users = await Promise.all([office, home, phone].map(({ token }) => userOfToken(db, token, morning)));
      return users.map((user) => user !== undefined);
    };
    await signOut(as(director, '2012-09-03 10:00'), office.token);
    expect(await open()).toEqual([false, true, true]);
    await signOutEverywhere(as(director, '2012-09-03 10:00'));
    expect(await open()).toEqual([false, false, false]);
  });

  test('stops letting in a person who is blocked', async () => {
    const { token } = await enter();
    await database().db.updateTable('users').set({ blocked: true }).where('id', '=', director.id).execute();
    expect(await userOfToken(database().db, token, morning)).toBeUndefined();
  });

  test('of nobody is opened by an unknown token', async () => {
    await enter();
    expect(await userOfToken(database().db, newSecret().secret, morning)).toBeUndefined();
    expect(await userOfToken(database().db, '', morning)).toBeUndefined();
  });
});

describe('a password', () => {
  test('is changed by who knows the old one, which ends all sessions', async () => {
    const { token } = await enter();
    const ctx = as(director, '2012-09-03 10:00');
    const next = 'новый-пароль-2012';
    const wrong = await refusalOf(changePassword(ctx, { current: 'неверный-пароль', next }));
    expect(wrong).toEqual({ kind: 'fields', faults: [{ field: 'current', code: 'wrongPassword' }] });
    await changePassword(ctx, { current: password, next });
    expect(await userOfToken(database().db, token, morning)).toBeUndefined();
    expect(await refusalOf(enter())).toEqual({ kind: 'wrongPassword' });
    await enter({ password: next });
  });

  test('of nine characters is too short, of ten is not', async () => {
    const code = await invite(coordinator, hoursLater(1));
    expect(await refusalOf(accept(code, morning, 'девять-09'))).toEqual({
      kind: 'fields',
      faults: [{ field: 'password', code: 'shortPassword' }],
    });
    await accept(code, morning, 'десять-010');
  });
});

describe('an invitation', () => {
  test('sets the password and signs in, once', async () => {
    const code = await invite(coordinator, hoursLater(1));
    expect(await seeInvitation(anonymously(morning), code)).toEqual({ name: 'Ильин А. А.', email: coordinator.email });
    const { token } = await accept(code);
    expect((await userOfToken(database().db, token, morning))?.id).toBe(coordinator.id);
    expect(await refusalOf(accept(code))).toEqual({ kind: 'invitationOver' });
    expect(await refusalOf(seeInvitation(anonymously(morning), code))).toEqual({ kind: 'invitationOver' });
    await enter({ email: coordinator.email, password: 'другой-пароль-2012' });
  });

  test('used twice at once lets one in', async () => {
    const code = await invite(coordinator, hoursLater(1));
    const outcomes = await Promise.allSettled([accept(code), accept(code, morning, 'третий-пароль-2012')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('is over at its time, when a newer one was made, and was never there for a wrong code', async () => {
    const code = await invite(coordinator, hoursLater(1));
    expect(await refusalOf(accept(code, hoursLater(1)))).toEqual({ kind: 'invitationOver' });
    const newer = await invite(coordinator, hoursLater(1));
    expect(await refusalOf(accept(code))).toEqual({ kind: 'invitationOver' });
    expect(await refusalOf(accept(newSecret().secret))).toEqual({ kind: 'invitationOver' });
    await accept(newer);
  });
});

test('neither passwords nor tokens nor codes are stored, only hashes of them', async () => {
  const { token } = await enter();
  const code = await invite(coordinator, hoursLater(1));
  const { db } = database();
  const stored = JSON.stringify({
    users: await db.selectFrom('users').selectAll().execute(),
    sessions: await db.selectFrom('sessions').selectAll().execute(),
    invitations: await db.selectFrom('invitations').selectAll().execute(),
    limits: await db.selectFrom('rate_limits').selectAll().execute(),
    audit: await db.selectFrom('audit').selectAll().execute(),
  });
  for (const secret of [password, token, code]) {
    expect(stored).not.toContain(secret);
    expect(stored).not.toContain(JSON.stringify(Buffer.from(secret)).slice(1, -1));
  }
  const hashOf = (secret: string) => createHash('sha256').update(secret).digest();
  expect(await db.selectFrom('sessions').select('token_hash').execute()).toEqual([{ token_hash: hashOf(token) }]);
  expect(await db.selectFrom('invitations').select('code_hash').execute()).toEqual([{ code_hash: hashOf(code) }]);
  const { password_hash } = await db
    .selectFrom('users')
    .where('id', '=', director.id)
    .select('password_hash')
    .executeTakeFirstOrThrow();
  expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});
