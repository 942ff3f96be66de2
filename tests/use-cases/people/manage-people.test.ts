import { beforeEach, describe, expect, test } from 'vitest';
import type { User } from '#app/domain/people/people.ts';
import {
  blockPerson,
  changePerson,
  changeRole,
  createPerson,
  endSessionsOf,
  invitePerson,
  listPeople,
  placesToChoose,
  seePerson,
} from '#app/use-cases/people/manage-people.server.ts';
import { acceptInvitation, seeInvitation } from '#app/use-cases/people/sign-in.server.ts';
import { contexts, refusalOf, sessionOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { userOfToken } from '#tests/support/sessions.ts';
import { createTerritory, moscow, type Territory } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, anonymously } = contexts(database);
const now = '2012-10-10 12:00';

let territory: Territory;
let zueva: User;

beforeEach(async () => {
  territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Балашиха: ['Школа № 1', 'Школа № 2'], Химки: ['Лицей'] },
  });
  zueva = await regionPerson(database(), territory, 'administrator', 'Зуева Анна');
});

const admin = () => as(zueva, now);
const at = () => anonymously(admin().now);

function newDirector(changes: Record<string, string> = {}): Record<string, string> {
  return {
    name: 'Петрова Нина Ивановна',
    email: 'Petrova@School1.example',
    position: '',
    phone: '',
    role: 'director',
    organisation: String(territory.school('Школа № 1')),
    ...changes,
  };
}

async function typedOf(id: number, changes: Record<string, string> = {}): Promise<Record<string, string>> {
  const { person } = await seePerson(admin(), id);
  return {
    version: String(person.version),
    name: person.name,
    email: person.email,
    position: person.position ?? '',
    phone: person.phone ?? '',
    ...changes,
  };
}

const password = 'правильный конь батарейка';

function accept(code: string) {
  const ask = { code, password, address: '192.0.2.1', pool: database().pool };
  return acceptInvitation(at(), ask).then(sessionOf);
}

describe('a new person', () => {
  test('sets a password by the link and gets in', async () => {
    const { id, invitation } = await createPerson(admin(), newDirector());
    expect((await seePerson(admin(), id)).person).toMatchObject({
      email: 'petrova@school1.example',
      access: 'invited',
    });
    const { token } = await accept(invitation.code);
    expect(await userOfToken(database().db, token, admin().now)).toMatchObject({ id, role: 'director' });
    expect((await seePerson(admin(), id)).person.access).toBe('active');
  });

  test('has an e-mail that nobody else has', async () => {
    await createPerson(admin(), newDirector());
    const refusal = await refusalOf(createPerson(admin(), newDirector({ name: 'Другая' })));
    expect(refusal).toEqual({ kind: 'fields', faults: [{ field: 'email', code: 'taken' }] });
  });

  test('belongs to an organisation of the kind that the role asks for', async () => {
    const wrong: Record<string, string>[] = [
      { role: 'coordinator' },
      { organisation: String(territory.municipality('Химки')) },
      { organisation: '999999' },
    ];
    for (const changes of wrong) {
      const refusal = await refusalOf(createPerson(admin(), newDirector(changes)));
      expect(refusal).toEqual({ kind: 'fields', faults: [{ field: 'organisation', code: 'notAChoice' }] });
    }
  });

  test('is registered by the administrator of the region alone', async () => {
    const analyst = await regionPerson(database(), territory, 'analyst', 'Белов Олег');
    expect(await refusalOf(createPerson(as(analyst, now), newDirector()))).toEqual({ kind: 'forbidden' });
    const coordinator = await coordinatorOf(database(), territory, 'Орлов Пётр', 'Химки');
    expect(await refusalOf(createPerson(as(coordinator, now), newDirector()))).toEqual({ kind: 'notFound' });
    const other = await createTerritory(database(), {
      name: 'Пермский край',
      zone: moscow,
      municipalities: { Кунгур: ['Лицей'] },
    });
    const kim = await regionPerson(database(), other, 'administrator', 'Ким Вера');
    const { id } = await createPerson(admin(), newDirector());
    expect(await refusalOf(seePerson(as(kim, now), id))).toEqual({ kind: 'notFound' });
  });
});

describe('an invitation', () => {
  test('ends the earlier one', async () => {
    const { id, invitation } = await createPerson(admin(), newDirector());
    const second = await invitePerson(admin(), id);
    expect(await refusalOf(seeInvitation(at(), invitation.code))).toEqual({ kind: 'invitationOver' });
    expect(await seeInvitation(at(), second.code)).toMatchObject({ email: 'petrova@school1.example' });
  });

  test('is over after seven days', async () => {
    const { id, invitation } = await createPerson(admin(), newDirector());
    const later = anonymously(new Date(admin().now.getTime() + 7 * 86_400_000));
    expect(await refusalOf(seeInvitation(later, invitation.code))).toEqual({ kind: 'invitationOver' });
    expect((await seePerson({ ...admin(), now: later.now }, id)).person.access).toBe('none');
  });

  test('is not given to a blocked person', async () => {
    const { id, invitation } = await createPerson(admin(), newDirector());
    await blockPerson(admin(), { id, blocked: true, typed: await typedOf(id) });
    expect(await refusalOf(invitePerson(admin(), id))).toMatchObject({
      faults: [{ field: 'access', code: 'blocked' }],
    });
    expect(await refusalOf(seeInvitation(at(), invitation.code))).toEqual({ kind: 'invitationOver' });
  });
});

describe('a change', () => {
  test('is saved; one of an older version is not', async () => {
    const { id } = await schoolPerson(database(), territory, 'director', 'Петрова Нина', 'Школа № 1');
    const older = await typedOf(id, { name: 'Петрова Нина Львовна' });
    await changePerson(admin(), { id, typed: await typedOf(id, { position: 'директор', phone: '8 (495) 123-45-67' }) });
    expect((await seePerson(admin(), id)).person).toMatchObject({ position: 'директор', version: 2 });
    const refusal = await refusalOf(changePerson(admin(), { id, typed: older }));
    expect(refusal).toEqual({ kind: 'fields', faults: [{ field: 'version', code: 'changedMeanwhile' }] });
  });

  test('of the role moves the person to an organisation of that role and ends the sessions', async () => {
    const { id, invitation } = await createPerson(admin(), newDirector());
    const { token } = await accept(invitation.code);
    const organisation = String(territory.municipality('Химки'));
    await changeRole(admin(), { id, typed: { ...(await typedOf(id)), role: 'coordinator', organisation } });
    expect((await seePerson(admin(), id)).person).toMatchObject({ role: 'coordinator', organisation: 'Химки' });
    expect(await userOfToken(database().db, token, admin().now)).toBeUndefined();
  });

  test('cannot take the administrator’s own role or access', async () => {
    const typed = await typedOf(zueva.id, { role: 'analyst', organisation: String(territory.region.id) });
    expect(await refusalOf(changeRole(admin(), { id: zueva.id, typed }))).toMatchObject({
      faults: [{ code: 'ownRole' }],
    });
    const blocking = blockPerson(admin(), { id: zueva.id, blocked: true, typed });
    expect(await refusalOf(blocking)).toMatchObject({ faults: [{ code: 'ownAccess' }] });
  });

  test('keeps what it was and what it became, and no secret', async () => {
    const { id, invitation } = await createPerson(admin(), newDirector());
    await changePerson(admin(), { id, typed: await typedOf(id, { email: 'nina@school.example' }) });
    const audit = await database().db.selectFrom('audit').selectAll().orderBy('id').execute();
    expect(audit.map(({ action }) => action)).toEqual(['person.create', 'person.invite', 'person.change']);
    expect(audit.at(-1)?.changes).toEqual({ email: ['petrova@school1.example', 'nina@school.example'] });
    expect(JSON.stringify(audit)).not.toContain(invitation.code);
  });
});

test('a blocked person is out at once and can come back', async () => {
  const { id, invitation } = await createPerson(admin(), newDirector());
  const { token } = await accept(invitation.code);
  await blockPerson(admin(), { id, blocked: true, typed: await typedOf(id) });
  expect(await userOfToken(database().db, token, admin().now)).toBeUndefined();
  await blockPerson(admin(), { id, blocked: false, typed: await typedOf(id) });
  expect((await seePerson(admin(), id)).person.access).toBe('active');
});

test('a blocked person’s invitation lets nobody in, however it came to be there', async () => {
  const { id, invitation } = await createPerson(admin(), newDirector());
  // Blocked without its being taken away, as a restored backup or a statement by hand leaves it.
  await database().db.updateTable('users').set({ blocked: true }).where('id', '=', id).execute();
  const ctx = anonymously(admin().now);
  expect(await refusalOf(seeInvitation(ctx, invitation.code))).toEqual({ kind: 'invitationOver' });
  expect(await refusalOf(accept(invitation.code))).toEqual({ kind: 'invitationOver' });
});

test('ending all sessions signs the person out everywhere', async () => {
  const { id, invitation } = await createPerson(admin(), newDirector());
  const { token } = await accept(invitation.code);
  await endSessionsOf(admin(), id);
  expect(await userOfToken(database().db, token, admin().now)).toBeUndefined();
});

test('people are found by name, e-mail or organisation, and by how they stand', async () => {
  await createPerson(admin(), newDirector());
  await schoolPerson(database(), territory, 'responsible', 'Сёмина Ольга', 'Лицей');
  const names = async (ask: Parameters<typeof listPeople>[1]) =>
    (await listPeople(admin(), ask)).rows.map(({ name }) => name);
  expect(await names({ search: 'СЕМИНА' })).toEqual(['Сёмина Ольга']);
  expect(await names({ search: 'petrova@' })).toEqual(['Петрова Нина Ивановна']);
  expect(await names({ search: 'школа 1' })).toEqual(['Петрова Нина Ивановна']);
  expect(await names({ role: 'responsible' })).toEqual(['Сёмина Ольга']);
  expect(await names({ access: 'invited' })).toEqual(['Петрова Нина Ивановна']);
  expect(await names({ access: 'none' })).toEqual(['Зуева Анна', 'Сёмина Ольга']);
});

test('a school is chosen within its municipality', async () => {
  const { municipalities, schools } = await placesToChoose(admin(), territory.municipality('Балашиха'));
  expect(municipalities.map(({ name }) => name)).toEqual(['Балашиха', 'Химки']);
  expect(schools.map(({ name }) => name)).toEqual(['Школа № 1', 'Школа № 2']);
});
