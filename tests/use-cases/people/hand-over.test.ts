/** A new responsible person takes over a school's reports (KG-3.3). */
import { beforeEach, expect, test } from 'vitest';
import { appointmentTitle } from '#app/domain/organisations/act.ts';
import type { User } from '#app/domain/people/people.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { addAct, seeActs } from '#app/use-cases/organisations/keep-acts.server.ts';
import { beginHandOver, handOver, seeResponsible } from '#app/use-cases/people/hand-over.server.ts';
import { acceptInvitation, hashPassword, signIn } from '#app/use-cases/people/sign-in.server.ts';
import { fileReport } from '#app/use-cases/reports/file-report.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { contexts, instant, refusalOf, sessionOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { pdf } from '#tests/support/documents.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { asAnotherProcess, moForm, owedReport, saveAndFile, sentencesFor } from '#tests/support/scenario.ts';
import { userOfToken } from '#tests/support/sessions.ts';
import { createTerritory, moscow, type Territory } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock, anonymously } = contexts(database);

let territory: Territory;
let director: User & { schoolId: number };
let old: User & { schoolId: number };
let administrator: User;
let schoolId: number;

beforeEach(async () => {
  territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Дубна: ['Школа № 1', 'Школа № 2'] },
  });
  director = await schoolPerson(database(), territory, 'director', 'Смирнова Т. А.', 'Школа № 1');
  old = await schoolPerson(database(), territory, 'responsible', 'Кузнецова О. И.', 'Школа № 1');
  administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  schoolId = director.schoolId;
});

const now = '2012-08-20 12:00';
const password = 'длинный пароль для проверок';
const typed = {
  version: '0',
  name: 'Новикова Галина Дмитриевна',
  position: 'учитель информатики',
  email: 'novikova@school.example',
  phone: '+7 496 123-45-67',
  orderNumber: '45-О',
  orderDate: '17.08.2012',
  since: '20.08.2012',
  block: 'on',
};

const appoint = (change: Partial<typeof typed> = {}, { by = director as User, at = now } = {}) =>
  handOver(as(by, at), { schoolId, typed: { ...typed, ...change } });
const faultsOf = async (asked: Promise<unknown>) => {
  const refusal = await refusalOf(asked);
  return refusal.kind === 'fields' ? refusal.faults.map(({ field, code }) => `${field}: ${code}`) : refusal.kind;
};
const next = async () => String((await seeResponsible(as(director, now), schoolId)).current?.id);

/** The invited person sets a password and is signed in. */
async function arrives(code: string, at: string): Promise<User> {
  const ask = { code, password, address: '10.0.0.1', pool: database().pool };
  const { token } = await acceptInvitation(anonymously(instant(at, moscow)), ask).then(sessionOf);
  const user = await userOfToken(database().db, token, instant(at, moscow));
  if (!user) throw new Error('Nobody came');
  return user;
}

test('the director appoints a new person by an order: account, appointment and act at once', async () => {
  const file = { name: 'Приказ 45-О.pdf', bytes: pdf() };
  const done = await handOver(as(director, now), { schoolId, typed, file });
  expect(done).toMatchObject({ schoolId, previousUserId: null });

  const seen = await seeResponsible(as(director, now), schoolId);
  const { name, position, email, phone } = typed;
  expect(seen.current).toMatchObject({ name, position, email, phone, userId: done.userId, since: '2012-08-20' });
  expect(seen.current).toMatchObject({ orderNumber: '45-О', orderDate: '2012-08-17', appointedBy: 'Смирнова Т. А.' });
  expect(seen.current).toMatchObject({ until: null, fileName: 'Приказ 45-О.pdf' });
  const { acts } = await seeActs(as(director, now), schoolId);
  expect(acts).toMatchObject([{ kind: 'appointment', number: '45-О', date: '2012-08-17', title: appointmentTitle }]);

  const audited = await database().db.selectFrom('audit').select(['action', 'details']).orderBy('id').execute();
  expect(audited.map(({ action }) => action)).toEqual([
    ...['person.create', 'person.invite', 'file.upload', 'act.add', 'person.change', 'responsible.appoint'],
  ]);
  expect(JSON.stringify(audited)).not.toMatch(/Новикова|novikova|Приказ/);
});

test('a draft begun by the old person is saved and filed by the new one, and history says who did what', async () => {
  const openedBy = as(administrator, '2012-07-02 10:00');
  await openCampaign(openedBy, { orderId: 'MO', scopeId: territory.region.id, years: 0 });
  const july = { schoolId, asOf: '2012-07-31', typed: moForm(null) };
  const { reportId: julys } = await saveAndFile(as(old, '2012-07-25 11:00'), database(), july);
  await openReportingDates(byClock('2012-08-18 00:05', moscow), { regionId: territory.region.id });
  const { id, version } = await owedReport(database(), schoolId, '2012-08-31');
  const draft = (text: string) => ({ ...moForm('15.08.2012'), '6:text': text });
  const begun = await saveReport(as(old, '2012-08-18 10:00'), { reportId: id, version, typed: draft('Начато') });

  const { invitation } = await appoint();
  const successor = await arrives(invitation?.code ?? '', '2012-08-20 13:00');
  const at = as(successor, '2012-08-20 13:10');
  const taken = await seeReport(at, id);
  expect(taken.answers.items['6']).toBe('Начато');
  expect(taken.report).toMatchObject({ status: 'draft', savedBy: 'Кузнецова О. И.', savedById: old.id });

  const saved = await saveReport(at, { reportId: id, version: begun.version, typed: draft('Продолжено') });
  expect((await seeReport(at, id)).report).toMatchObject({ savedBy: typed.name, savedById: successor.id });
  await fileReport(at, { reportId: id, version: saved.version, explanations: await sentencesFor(at, id) });
  const filed = await seeReport(at, id);
  expect(filed.filings).toMatchObject([{ ordinal: 1, filedBy: typed.name }]);
  expect(filed.previous).toMatchObject({ filedBy: 'Кузнецова О. И.' });
  expect((await seeReport(at, julys)).filings).toMatchObject([{ ordinal: 1, filedBy: 'Кузнецова О. И.' }]);

  const saves = await database()
    .db.selectFrom('audit')
    .where('action', '=', 'report.save')
    .where('subject_id', '=', id)
    .select('actor_id')
    .orderBy('id')
    .execute();
  expect(saves.map(({ actor_id }) => actor_id)).toEqual([old.id, successor.id]);
});

test('the previous person is kept out from that moment, unless the director says otherwise', async () => {
  const hash = await hashPassword(password, 'password');
  await database().db.updateTable('users').set({ password_hash: hash }).where('id', '=', old.id).execute();
  const enter = (email: string, at: string) =>
    signIn(anonymously(instant(at, moscow)), { email, password, address: '10.0.0.1', pool: database().pool });
  const { token } = sessionOf(await enter(old.email, '2012-08-20 11:00'));
  const isIn = async () => (await userOfToken(database().db, token, instant(now, moscow))) !== undefined;

  await appoint({ email: 'first@school.example', block: '' });
  expect(await isIn()).toBe(true);
  const back = { version: await next(), name: old.name, email: old.email, orderNumber: '46-О' };
  expect(await appoint(back)).toMatchObject({ userId: old.id, invitation: null });
  const { current, earlier } = await seeResponsible(as(director, now), schoolId);
  expect(current).toMatchObject({ userId: old.id, blocked: false });
  expect(earlier).toMatchObject([{ email: 'first@school.example', blocked: true, until: '2012-08-20' }]);

  await appoint({ version: await next(), orderNumber: '47-О' });
  expect(await isIn()).toBe(false);
  expect(await refusalOf(enter(old.email, '2012-08-20 12:30'))).toEqual({ kind: 'wrongPassword' });
});

test('appointments follow one another without a gap, each with its order', async () => {
  await appoint({ since: '01.08.2012', orderDate: '31.07.2012' });
  const second = { version: await next(), name: 'Орлов П. Н.', email: 'orlov@school.example', since: '15.08.2012' };
  await appoint({ ...second, orderNumber: '50', orderDate: '14.08.2012' });
  const { current, earlier } = await seeResponsible(as(director, now), schoolId);
  expect(current).toMatchObject({ name: 'Орлов П. Н.', orderNumber: '50', since: '2012-08-15', until: null });
  expect(earlier).toMatchObject([{ name: typed.name, orderNumber: '45-О', since: '2012-08-01', until: '2012-08-15' }]);
  const { acts } = await seeActs(as(director, now), schoolId);
  expect(acts.map(({ number }) => number)).toEqual(['50', '45-О']);
});

test('the same person is confirmed by a new order and keeps their access', async () => {
  const { userId } = await appoint();
  const again = await appoint({ version: await next(), orderNumber: '60', orderDate: '20.08.2012' });
  expect(again).toMatchObject({ userId, previousUserId: userId });
  const { current } = await seeResponsible(as(director, now), schoolId);
  expect(current).toMatchObject({ userId, orderNumber: '60', blocked: false });
});

test('an order that stands on the register already is taken from there', async () => {
  const order = { kind: 'appointment', number: '№ 45-о', date: typed.orderDate, title: 'О назначении ответственной' };
  const { id } = await addAct(as(director, now), { schoolId, typed: order });
  const file = { name: 'Приказ.pdf', bytes: pdf() };
  await handOver(as(director, now), { schoolId, typed, file });
  const { acts } = await seeActs(as(director, now), schoolId);
  expect(acts).toMatchObject([{ id, title: 'О назначении ответственной', fileName: 'Приказ.pdf' }]);
  expect((await seeResponsible(as(director, now), schoolId)).current?.actId).toBe(id);
});

test('the administrator appoints too; the responsible person, the coordinator and other schools do not', async () => {
  const coordinator = await coordinatorOf(database(), territory, 'Фёдорова И. М.', 'Дубна');
  const neighbour = await schoolPerson(database(), territory, 'director', 'Орлов П. Н.', 'Школа № 2');
  for (const [by, kind] of [
    [old, 'forbidden'],
    [coordinator, 'forbidden'],
    [neighbour, 'notFound'],
  ] as const) {
    expect(await refusalOf(appoint({}, { by }))).toEqual({ kind });
    expect(await refusalOf(beginHandOver(as(by, now), schoolId))).toEqual({ kind });
  }
  await appoint({}, { by: administrator });
  expect((await seeResponsible(as(coordinator, now), schoolId)).current?.appointedBy).toBe('Лебедев С. П.');
  expect(await refusalOf(seeResponsible(as(neighbour, now), schoolId))).toEqual({ kind: 'notFound' });
});

test('an address of somebody elsewhere, or of another person of the school, is refused at its field', async () => {
  const neighbour = await schoolPerson(database(), territory, 'director', 'Орлов П. Н.', 'Школа № 2');
  expect(await faultsOf(appoint({ email: neighbour.email }))).toEqual(['email: elsewhere']);
  expect(await faultsOf(appoint({ email: old.email }))).toEqual(['email: otherPerson']);
  expect((await seeResponsible(as(director, now), schoolId)).current).toBeNull();
  expect((await seeActs(as(director, now), schoolId)).acts).toEqual([]);
});

test('what cannot be is refused at its fields, and nobody loses or gets access', async () => {
  const blank = {
    name: '',
    position: ' ',
    email: 'почта',
    phone: 'нет',
    orderNumber: '',
    orderDate: '',
    since: '31.02.2012',
  };
  expect(await faultsOf(appoint(blank))).toEqual([
    ...['name: missing', 'position: missing', 'email: notEmail', 'phone: notPhone', 'orderNumber: missing'],
    ...['orderDate: missing', 'since: noSuchDate'],
  ]);
  expect(await faultsOf(appoint({ orderDate: '21.08.2012' }))).toEqual(['orderDate: inFuture']);
  expect(await faultsOf(appoint({ since: '21.08.2012' }))).toEqual(['since: inFuture']);
  await appoint();
  const earlier = { version: await next(), email: 'orlov@school.example', since: '19.08.2012' };
  expect(await faultsOf(appoint(earlier))).toEqual(['since: beforePrevious']);
  const people = await database()
    .db.selectFrom('users')
    .where('organisation_id', '=', schoolId)
    .select('name')
    .execute();
  expect(people).toHaveLength(3);
});

test('of two people who appoint at once the second one learns of the first', async () => {
  const both = await asAnotherProcess(database(), (other) =>
    Promise.allSettled([
      appoint({ email: 'first@school.example' }),
      handOver(
        { ...as(administrator, now), db: other.db },
        { schoolId, typed: { ...typed, email: 'second@school.example' } },
      ),
    ]),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await faultsOf(appoint({ email: 'third@school.example' }))).toEqual(['version: changedMeanwhile']);
  expect((await seeResponsible(as(director, now), schoolId)).earlier).toEqual([]);
});

test('before any order is entered, the school’s responsible account is shown and steps down with the first one', async () => {
  const seen = await seeResponsible(as(director, now), schoolId);
  expect(seen.others).toMatchObject([{ name: 'Кузнецова О. И.' }]);
  expect(seen.outgoing).toMatchObject([{ name: 'Кузнецова О. И.' }]);
  await appoint();
  const after = await seeResponsible(as(director, now), schoolId);
  expect(after.others).toEqual([]);
  expect(after.outgoing).toMatchObject([{ name: typed.name }]);
});

test('the director who answers in person stays director', async () => {
  await appoint({ name: director.name, email: director.email });
  const { id } = director;
  const kept = await database().db.selectFrom('users').where('id', '=', id).selectAll().executeTakeFirstOrThrow();
  expect(kept).toMatchObject({ role: 'director', blocked: false, name: 'Смирнова Т. А.' });
  await appoint({ version: await next(), orderNumber: '46' });
  const still = await database().db.selectFrom('users').where('id', '=', id).selectAll().executeTakeFirstOrThrow();
  expect(still.blocked).toBe(false);
});

test('who has an account under the browser’s spelling of a Cyrillic domain is appointed by either, and stays the one account', async () => {
  const { db } = database();
  await db.updateTable('users').set({ email: 'kuz@xn--12-6kc3bfr2e.xn--p1ai' }).where('id', '=', old.id).execute();
  const done = await appoint({ name: old.name, email: 'kuz@школа12.рф' });
  expect(done.userId).toBe(old.id);
  const { blocked } = await db.selectFrom('users').where('id', '=', old.id).select('blocked').executeTakeFirstOrThrow();
  expect(blocked).toBe(false);
});
