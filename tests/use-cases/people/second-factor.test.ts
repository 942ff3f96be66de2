import { beforeEach, describe, expect, test } from 'vitest';
import type { User } from '#app/domain/people/people.ts';
import type { UserContext } from '#app/use-cases/context.server.ts';
import { invitePerson, resetFactor } from '#app/use-cases/people/manage-people.server.ts';
import { requireFactor, seeFactorRoles } from '#app/use-cases/people/require-factor.server.ts';
import {
  canReadFactors,
  type Keys,
  proposedFactor,
  renewRecoveryCodes,
  seeFactor,
  turnFactorOff,
  turnFactorOn,
} from '#app/use-cases/people/second-factor.server.ts';
import {
  acceptInvitation,
  type Entry,
  enterCode,
  hashPassword,
  isPending,
  signIn,
  signOutEverywhere,
} from '#app/use-cases/people/sign-in.server.ts';
import { authenticator } from '#tests/support/authenticator.ts';
import { contexts, instant, refusalOf, sessionOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { regionPerson, schoolPerson } from '#tests/support/people.ts';
import { asAnotherProcess } from '#tests/support/scenario.ts';
import { frameOf, userOfToken } from '#tests/support/sessions.ts';
import { createTerritory, moscow, type Territory } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, anonymously } = contexts(database);

const password = 'верный-пароль-2012';
const secretKey = 'ключ установки, не короче тридцати двух знаков';
const morning = instant('2012-09-03 09:00', moscow);
const later = (seconds: number) => new Date(morning.getTime() + seconds * 1000);

let territory: Territory;
let director: User;
let administrator: User;
beforeEach(async () => {
  const spec = { name: 'Московская область', zone: moscow, municipalities: { Дубна: ['Лицей'] } };
  territory = await createTerritory(database(), spec);
  director = await schoolPerson(database(), territory, 'director', 'Зуева И. И.', 'Лицей');
  administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  await database()
    .db.updateTable('users')
    .set({ password_hash: await hashPassword(password, 'password') })
    .execute();
});

const at = (now: Date, user = director): UserContext => ({ ...as(user, '2012-09-03 09:00'), now });
const keys = (key: string | undefined = secretKey): Keys => ({ pool: database().pool, secretKey: key });

/** The director has turned it on at nine o'clock. */
async function turnedOn(key: string | undefined = secretKey) {
  const proposal = await proposedFactor(at(morning), key);
  const phone = authenticator(proposal?.secret ?? '');
  const codes = await turnFactorOn(at(morning), { password, code: phone.codeAt(morning), ...keys(key) });
  return { phone, codes };
}

const address = '192.0.2.1';
function enter(now: Date): Promise<Entry> {
  return signIn(anonymously(now), { email: director.email, password, address, pool: database().pool });
}

/** The password has been given; answers what the browser keeps until the code. */
async function pending(now = morning): Promise<string> {
  const entry = await enter(now);
  if (!('pending' in entry)) throw new Error('No code is asked for');
  return entry.pending.token;
}

function complete(token: string, code: string, now = morning, from: Keys = keys()) {
  return enterCode(anonymously(now), { token, code, address, ...from });
}

const codeFault = (code: string) => ({ kind: 'fields', faults: [{ field: 'code', code }] });

async function audited(): Promise<string[]> {
  const rows = await database().db.selectFrom('audit').select('action').orderBy('id').execute();
  return rows.map(({ action }) => action);
}

async function toldTo(user: User): Promise<string[]> {
  const rows = await database().db.selectFrom('notices').where('user_id', '=', user.id).select('kind').execute();
  return rows.map(({ kind }) => kind);
}

describe('signing in with a second factor', () => {
  test('row 37: the password alone opens nothing; with the code of the phone it does', async () => {
    const { phone } = await turnedOn();
    const token = await pending(later(60));
    expect(await userOfToken(database().db, token, later(60))).toBeUndefined();
    expect(await database().db.selectFrom('sessions').selectAll().execute()).toEqual([]);
    const session = await complete(token, phone.codeAt(later(60)), later(60));
    expect((await userOfToken(database().db, session.token, later(60)))?.id).toBe(director.id);
  });

  test('the code may be typed with spaces, and be one step of thirty seconds old or early, no more', async () => {
    const { phone } = await turnedOn();
    const token = await pending(later(300));
    for (const seconds of [240, 360]) {
      expect(await refusalOf(complete(token, phone.codeAt(later(seconds)), later(300)))).toEqual(
        codeFault('wrongCode'),
      );
    }
    const spaced = phone.codeAt(later(270)).replace(/(...)/, ' $1 ');
    await complete(token, spaced, later(300));
    await complete(await pending(later(300)), phone.codeAt(later(330)), later(300));
  });

  test('no code gets in twice, neither the one that turned it on nor one seen over a shoulder', async () => {
    const { phone } = await turnedOn();
    const code = phone.codeAt(morning);
    expect(await refusalOf(complete(await pending(), code))).toEqual(codeFault('usedCode'));
    const next = phone.codeAt(later(30));
    await complete(await pending(later(30)), next, later(30));
    expect(await refusalOf(complete(await pending(later(31)), next, later(31)))).toEqual(codeFault('usedCode'));
    expect(await refusalOf(complete(await pending(later(31)), code, later(31)))).toEqual(codeFault('usedCode'));
  });

  test('one code sent twice at once opens one session', async () => {
    const { phone } = await turnedOn();
    const now = later(60);
    const [office, home] = [await pending(now), await pending(now)];
    const code = phone.codeAt(now);
    const outcomes = await Promise.allSettled([complete(office, code, now), complete(home, code, now)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('a recovery code stands in once for the phone, and the person is told', async () => {
    const { codes } = await turnedOn();
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    const [first = '', second = ''] = codes;
    await complete(await pending(), first);
    expect(await refusalOf(complete(await pending(), first))).toEqual(codeFault('wrongCode'));
    await complete(await pending(), second.replaceAll('-', ' '));
    expect((await seeFactor(at(morning))).on?.codesLeft).toBe(8);
    expect(await toldTo(director)).toContain('recoveryUsed');
    expect(await audited()).toContain('factor.useRecovery');
  });

  test('waits ten minutes for the code, and not beyond a block or an end of all sessions', async () => {
    const { phone } = await turnedOn();
    const inTime = await pending(later(60));
    await complete(inTime, phone.codeAt(later(659)), later(659));
    const late = await pending(later(700));
    expect(await refusalOf(complete(late, phone.codeAt(later(1300)), later(1300)))).toEqual({ kind: 'signInOver' });
    const ended = await pending(later(1400));
    await signOutEverywhere(at(later(1400)));
    expect(await refusalOf(complete(ended, phone.codeAt(later(1400)), later(1400)))).toEqual({ kind: 'signInOver' });
    const blocked = await pending(later(1500));
    expect(await isPending(anonymously(later(1500)), blocked)).toBe(true);
    await database().db.updateTable('users').set({ blocked: true }).where('id', '=', director.id).execute();
    expect(await isPending(anonymously(later(1500)), blocked)).toBe(false);
    expect(await refusalOf(complete(blocked, phone.codeAt(later(1500)), later(1500)))).toEqual({ kind: 'signInOver' });
  });

  test('five codes are all there are in a quarter of an hour, whichever process and sign-in they go to', async () => {
    const { phone } = await turnedOn();
    const now = later(60);
    await asAnotherProcess(database(), async (other) => {
      const kinds: string[] = [];
      for (let attempt = 1; attempt <= 6; attempt++) {
        const from = attempt % 2 ? { pool: other.pool, secretKey } : keys();
        kinds.push((await refusalOf(complete(await pending(now), '12345', now, from))).kind);
      }
      expect(kinds).toEqual([...Array.from({ length: 5 }, () => 'fields'), 'tooManyAttempts']);
    });
    const right = complete(await pending(now), phone.codeAt(now), now);
    expect(await refusalOf(right)).toEqual({ kind: 'tooManyAttempts', seconds: expect.any(Number) });
  });

  test('a link for a new password leads no way round it', async () => {
    const { phone } = await turnedOn();
    const { code } = await invitePerson(at(morning, administrator), director.id);
    const ask = { code, password: 'другой-пароль-2012', address, pool: database().pool };
    const entry = await acceptInvitation(anonymously(later(60)), ask);
    expect(entry).toEqual({ pending: expect.anything() });
    if ('pending' in entry) await complete(entry.pending.token, phone.codeAt(later(60)), later(60));
  });
});

describe('turning it on', () => {
  test('takes the right password and a code of the shown key, and is audited and told', async () => {
    const proposal = await proposedFactor(at(morning), secretKey);
    expect(proposal?.secret).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    expect(proposal?.link).toContain(`secret=${proposal?.secret.replaceAll(' ', '')}`);
    const phone = authenticator(proposal?.secret ?? '');
    const code = phone.codeAt(morning);
    const turnOn = (ask: { password: string; code: string }) => turnFactorOn(at(morning), { ...ask, ...keys() });
    expect(await refusalOf(turnOn({ password: 'неверный-пароль', code }))).toEqual({
      kind: 'fields',
      faults: [{ field: 'current', code: 'wrongPassword' }],
    });
    expect(await refusalOf(turnOn({ password, code: phone.codeAt(later(300)) }))).toEqual(codeFault('wrongCode'));
    expect(sessionOf(await enter(morning)).token).toBeTruthy();
    await turnOn({ password, code });
    expect(await seeFactor(at(morning))).toEqual({ required: false, on: { since: morning, codesLeft: 10 } });
    expect(await audited()).toContain('factor.turnOn');
    expect(await toldTo(director)).toEqual(['factorOn']);
    expect(await proposedFactor(at(morning), secretKey)).toBeNull();
    expect(await refusalOf(turnOn({ password, code: phone.codeAt(later(30)) }))).toEqual(codeFault('alreadyOn'));
  });

  test('shows the same key for an hour, then another one', async () => {
    const first = await proposedFactor(at(morning), secretKey);
    expect(await proposedFactor(at(later(3599)), secretKey)).toEqual(first);
    expect((await proposedFactor(at(later(3600)), secretKey))?.secret).not.toBe(first?.secret);
  });
});

describe('turning it off', () => {
  test('takes the password and a code, ends the recovery codes, and is audited and told', async () => {
    const { phone, codes } = await turnedOn();
    const off = (ask: { password: string; code: string }) => turnFactorOff(at(later(60)), { ...ask, ...keys() });
    const code = phone.codeAt(later(60));
    expect(await refusalOf(off({ password: 'неверный-пароль', code }))).toMatchObject({
      faults: [{ field: 'current' }],
    });
    expect(await refusalOf(off({ password, code: '000-000' }))).toEqual(codeFault('wrongCode'));
    await off({ password, code });
    expect(sessionOf(await enter(later(60))).token).toBeTruthy();
    expect(await audited()).toContain('factor.turnOff');
    expect(await toldTo(director)).toEqual(['factorOn', 'factorOff']);
    await turnedOn();
    expect(await refusalOf(complete(await pending(), codes[0] ?? ''))).toEqual(codeFault('wrongCode'));
  });

  test('is not possible where the role asks for it; new recovery codes are, and end the earlier ones', async () => {
    const { phone, codes } = await turnedOn();
    await requireFactor(at(morning, administrator), { opened: [], chosen: ['director'] });
    const refused = turnFactorOff(at(later(60)), { password, code: phone.codeAt(later(60)), ...keys() });
    expect(await refusalOf(refused)).toEqual(codeFault('required'));
    // What was refused has used up nothing.
    const renewed = await renewRecoveryCodes(at(later(60)), { password, code: phone.codeAt(later(60)), ...keys() });
    expect(await refusalOf(complete(await pending(), codes[0] ?? ''))).toEqual(codeFault('wrongCode'));
    await complete(await pending(), renewed[0] ?? '');
  });
});

describe('the administrator', () => {
  test('asks for it by role: who has none owes it, who has it or another role does not', async () => {
    const owes = async (person: User) => (await frameOf(database(), person, morning)).owesFactor;
    expect(await owes(director)).toBe(false);
    await requireFactor(at(morning, administrator), { opened: [], chosen: ['director', 'analyst'] });
    expect(await owes(director)).toBe(true);
    expect(await owes(administrator)).toBe(false);
    const blocked = await schoolPerson(database(), territory, 'director', 'Лыкова А. А.', 'Лицей');
    const set = { blocked: true, password_hash: 'x' };
    await database().db.updateTable('users').set(set).where('id', '=', blocked.id).execute();
    const lines = await seeFactorRoles(at(morning, administrator));
    expect(lines.find(({ role }) => role === 'director')).toEqual({
      role: 'director',
      required: true,
      people: 1,
      withFactor: 0,
    });
    await turnedOn();
    expect(await owes(director)).toBe(false);
    expect(await audited()).toContain('factor.require');
  });

  test('asks for it in the own region alone, and whoever has only been shown a key still owes it', async () => {
    const spec = { name: 'Югра', zone: moscow, municipalities: { Когалым: ['Школа № 7'] } };
    const stranger = await schoolPerson(
      database(),
      await createTerritory(database(), spec),
      'director',
      'Ким А.',
      'Школа № 7',
    );
    const owes = async (person: User) => (await frameOf(database(), person, morning)).owesFactor;
    await requireFactor(at(morning, administrator), { opened: [], chosen: ['director'] });
    await proposedFactor(at(morning), secretKey);
    expect([await owes(director), await owes(stranger)]).toEqual([true, false]);
  });

  test('does not overwrite what a colleague has asked for meanwhile', async () => {
    const ctx = at(morning, administrator);
    await requireFactor(ctx, { opened: [], chosen: ['analyst'] });
    const stale = await refusalOf(requireFactor(ctx, { opened: [], chosen: ['director'] }));
    expect(stale).toEqual({ kind: 'fields', faults: [{ field: 'version', code: 'changedMeanwhile' }] });
    await requireFactor(ctx, { opened: ['analyst'], chosen: [] });
    expect((await seeFactorRoles(ctx)).filter(({ required }) => required)).toEqual([]);
  });

  test('resets a lost one: sessions end, the password lets in, the person is told', async () => {
    const { phone } = await turnedOn();
    const { token } = await complete(await pending(later(60)), phone.codeAt(later(60)), later(60));
    await resetFactor(at(later(90), administrator), director.id);
    expect(await userOfToken(database().db, token, later(90))).toBeUndefined();
    expect(sessionOf(await enter(later(90))).token).toBeTruthy();
    expect(await toldTo(director)).toContain('factorReset');
    expect(await audited()).toContain('factor.reset');
  });

  test('does neither for themselves nor in another region; nobody else does either', async () => {
    const other = await createTerritory(database(), { name: 'Югра', zone: moscow, municipalities: {} });
    const stranger = await regionPerson(database(), other, 'administrator', 'Юрьев Ю. Ю.');
    await turnedOn();
    const own = await refusalOf(resetFactor(at(morning, administrator), administrator.id));
    expect(own).toEqual({ kind: 'fields', faults: [{ field: 'factor', code: 'ownFactor' }] });
    expect(await refusalOf(resetFactor(at(morning, stranger), director.id))).toEqual({ kind: 'notFound' });
    expect((await refusalOf(resetFactor(at(morning), director.id))).kind).toMatch(/forbidden|notFound/);
    const analyst = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
    expect(await refusalOf(requireFactor(at(morning, analyst), { opened: [], chosen: ['analyst'] }))).toEqual({
      kind: 'forbidden',
    });
    expect((await seeFactor(at(morning))).on).not.toBeNull();
  });
});

describe('at rest', () => {
  const stored = () => database().db.selectFrom('second_factors').selectAll().executeTakeFirstOrThrow();

  test('with a key the secret can’t be read from the database, nor be given to somebody else', async () => {
    const proposal = await proposedFactor(at(morning), secretKey);
    const { db } = database();
    const factor = await stored();
    expect(factor.sealed).toBe(true);
    expect(factor.secret.toString('hex')).not.toContain(secretBytes(proposal?.secret ?? ''));
    expect(await canReadFactors(db, secretKey)).toBe(true);
    expect(await canReadFactors(db, 'другой ключ установки, не короче тридцати двух')).toBe(false);
    expect(await canReadFactors(db, undefined)).toBe(false);
    await db.updateTable('second_factors').set({ user_id: administrator.id }).execute();
    expect(await canReadFactors(db, secretKey)).toBe(false);
  });

  test('without a key it is kept as it is, and encrypted at the next sign-in once there is one', async () => {
    const phone = authenticator((await proposedFactor(at(morning), undefined))?.secret ?? '');
    const ask = { password, code: phone.codeAt(morning), pool: database().pool, secretKey: undefined };
    await turnFactorOn(at(morning), ask);
    expect((await stored()).sealed).toBe(false);
    expect(await canReadFactors(database().db, undefined)).toBe(true);
    await complete(await pending(later(60)), phone.codeAt(later(60)), later(60));
    expect((await stored()).sealed).toBe(true);
    await complete(await pending(later(120)), phone.codeAt(later(120)), later(120));
  });

  test('recovery codes are kept only as hashes, and codes stand in no audit', async () => {
    const { phone, codes } = await turnedOn();
    await refusalOf(complete(await pending(), '98765'));
    const { db } = database();
    const kept = JSON.stringify({
      codes: await db.selectFrom('recovery_codes').selectAll().execute(),
      audit: await db.selectFrom('audit').selectAll().execute(),
      notices: await db.selectFrom('notices').selectAll().execute(),
    });
    for (const code of [...codes, ...codes.map((one) => one.replaceAll('-', '')), '98765', phone.codeAt(morning)]) {
      expect(kept).not.toContain(code);
      expect(kept).not.toContain(JSON.stringify(Buffer.from(code)).slice(1, -1));
    }
  });

  /** The key as the app has it, in hex. */
  function secretBytes(shown: string): string {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const bits = [...shown.replaceAll(' ', '')]
      .map((one) => alphabet.indexOf(one).toString(2).padStart(5, '0'))
      .join('');
    return (bits.match(/.{4}/g) ?? []).map((four) => Number.parseInt(four, 2).toString(16)).join('');
  }
});
