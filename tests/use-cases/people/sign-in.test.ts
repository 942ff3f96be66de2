import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { User } from '#app/domain/people/people.ts';
import type { Refusal } from '#app/domain/refusal.ts';
import {
  acceptInvitation,
  changePassword,
  hashPassword,
  newSecret,
  seeInvitation,
  signIn,
  signOut,
  signOutEverywhere,
} from '#app/use-cases/people/sign-in.server.ts';
import type { Database } from '#db/client.ts';
import { inTransaction } from '#db/client.ts';
import { insertInvitation } from '#db/queries/sessions.ts';
import type { Trx } from '#db/schema.ts';
import { contexts, instant, refusalOf, sessionOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { patienceMs } from '#tests/support/patience.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { asAnotherProcess } from '#tests/support/scenario.ts';
import { userOfToken } from '#tests/support/sessions.ts';
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
  const asked = { email: director.email, password, address: '192.0.2.1', pool, ...ask };
  return signIn(anonymously(morning), asked).then(sessionOf);
}

async function invite(person: User, until: Date): Promise<string> {
  const { secret, secretHash } = newSecret();
  const invitation = { codeHash: secretHash, userId: person.id, expiresAt: until };
  await inTransaction(database().db, { id: null }, (trx) => insertInvitation(trx, invitation));
  return secret;
}

function accept(code: string, at = morning, chosen = 'другой-пароль-2012') {
  const from = { address: '192.0.2.1', pool: database().pool };
  return acceptInvitation(anonymously(at), { code, password: chosen, ...from }).then(sessionOf);
}

function change(current: string, next = 'новый-пароль-2012', token = '') {
  return changePassword(as(director, '2012-09-03 10:00'), { current, next, token, pool: database().pool });
}

/** As if so many attempts had been made under this limit from the address, since trying them takes long. */
async function attempted(limit: string, points: number): Promise<void> {
  const key = `${limit}:192.0.2.1`;
  const counted = { key, points, expire: Date.now() + 60_000 };
  const { db } = database();
  await db.deleteFrom('rate_limits').where('key', '=', key).execute();
  await db.insertInto('rate_limits').values(counted).execute();
}

const changedPassword = async () => ({ password_hash: await hashPassword('совсем-другой-пароль', 'password') });

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
    const noted = await db.selectFrom('audit').where('action', '=', 'signIn.refuse').select('subject_id').execute();
    const whose = [director.id, null, analyst.id, coordinator.id, coordinator.id];
    expect(noted.map(({ subject_id }) => subject_id)).toEqual(whose);
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

  test('a town behind one address signs in as often as it likes; three hundred failures are all there are', async () => {
    await attempted('sign-in-address', 299);
    for (let person = 1; person <= 3; person++) await enter();
    await refusalOf(enter({ password: 'неверный-пароль' }));
    expect(await refusalOf(enter())).toEqual({ kind: 'tooManyAttempts', seconds: expect.any(Number) });
    await enter({ address: '192.0.2.2' });
  });

  test.each([
    { what: 'the password is changed', change: () => changedPassword() },
    { what: 'the person is blocked', change: async () => ({ blocked: true }) },
  ])('opens nothing when $what while it is being checked', async ({ change }) => {
    const { db } = database();
    const changed = await change();
    let entering: Promise<Refusal> | undefined;
    await inTransaction(db, { id: null }, async (trx) => {
      await trx.updateTable('users').set(changed).where('id', '=', director.id).execute();
      entering = refusalOf(enter());
      entering.catch(() => {});
      await waitedFor(trx);
    });
    expect(await entering).toEqual({ kind: 'wrongPassword' });
    expect(await db.selectFrom('sessions').selectAll().execute()).toEqual([]);
  });

  test('a success forgets the failures before it', async () => {
    for (let attempt = 1; attempt <= 9; attempt++) await refusalOf(enter({ password: 'неверный-пароль' }));
    await enter();
    for (let attempt = 1; attempt <= 9; attempt++) await refusalOf(enter({ password: 'неверный-пароль' }));
    await enter();
  });
});

/** Until somebody waits for this transaction; on PGlite everybody waits outside of it anyway. */
async function waitedFor(trx: Trx): Promise<void> {
  if (database().kind === 'pglite') return;
  await vi.waitFor(
    async () => {
      const { rows } = await sql`
        select from pg_locks where not granted and transactionid = pg_current_xact_id()::xid`.execute(trx);
      expect(rows).toHaveLength(1);
    },
    { timeout: patienceMs, interval: 20 },
  );
}

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
  test('is changed by who knows the old one, which ends all sessions but the one it was changed in', async () => {
    const [{ token }, here] = [await enter(), await enter()];
    const next = 'новый-пароль-2012';
    const wrong = await refusalOf(change('неверный-пароль', next));
    expect(wrong).toEqual({ kind: 'fields', faults: [{ field: 'current', code: 'wrongPassword' }] });
    await change(password, next, here.token);
    expect(await userOfToken(database().db, token, morning)).toBeUndefined();
    expect((await userOfToken(database().db, here.token, morning))?.id).toBe(director.id);
    expect(await refusalOf(enter())).toEqual({ kind: 'wrongPassword' });
    await enter({ password: next });
  });

  test('is guessed ten times at most by whoever found a session open', async () => {
    for (let attempt = 1; attempt <= 10; attempt++) {
      expect(await refusalOf(change('неверный-пароль'))).toMatchObject({ kind: 'fields' });
    }
    expect(await refusalOf(change(password))).toEqual({ kind: 'tooManyAttempts', seconds: expect.any(Number) });
  });

  test('mistyped nine times and then right is forgotten as an attempt', async () => {
    for (let attempt = 1; attempt <= 9; attempt++) await refusalOf(change('неверный-пароль'));
    expect(await refusalOf(change(password, 'короткий'))).toMatchObject({ faults: [{ field: 'next' }] });
    await refusalOf(change('неверный-пароль'));
    await change(password);
  });

  test.each([
    ...['1234567890', '0987654321', '123123123123', 'qwertyuiop', '1q2w3e4r5t', 'password2012', '01.09.2012'],
    ...['йцукенгшщз', 'ФЫВАПРОЛДЖ', 'пароль12345', 'gfhjkm12345', 'аааааааааааа', '1234567890'.repeat(6)],
  ])('that is tried first by whoever guesses is refused at its field: %s', async (next) => {
    const code = await invite(coordinator, hoursLater(1));
    const refusal = { kind: 'fields', faults: [{ field: 'password', code: 'commonPassword' }] };
    expect(await refusalOf(accept(code, morning, next))).toEqual(refusal);
    expect(await refusalOf(change(password, next))).toMatchObject({
      faults: [{ field: 'next', code: 'commonPassword' }],
    });
  });

  test.each(['Зуева И. И.', 'зуева1985', 'user1@example.test', 'Svodka2012', 'сводка-2012', 'Лицей 2012'])(
    'made of what everybody knows of the person is refused at its field: %s',
    async (next) => {
      await database().db.updateTable('users').set({ name: 'Зуева Инна' }).where('id', '=', director.id).execute();
      const typed = next.replace('user1@example.test', director.email).padEnd(10, '1');
      const refusal = { kind: 'fields', faults: [{ field: 'next', code: 'ownPassword' }] };
      expect(await refusalOf(change(password, typed))).toEqual(refusal);
    },
  );

  test.each(['высокая сосна у реки', 'Хк7-вдп9щ2', 'correct horse battery', 'десять-010'])(
    'that nobody guesses is taken: %s',
    async (next) => {
      await change(password, next);
      await enter({ password: next });
    },
  );

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

  test('that is none is refused before the password is looked at, three hundred times from an address', async () => {
    expect(await refusalOf(accept('нет такого', morning, 'коротко'))).toEqual({ kind: 'invitationOver' });
    await attempted('invitation-address', 299);
    await accept(await invite(coordinator, hoursLater(1)));
    expect(await refusalOf(accept('нет такого'))).toEqual({ kind: 'invitationOver' });
    const code = await invite(coordinator, hoursLater(1));
    expect(await refusalOf(accept(code))).toEqual({ kind: 'tooManyAttempts', seconds: expect.any(Number) });
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
