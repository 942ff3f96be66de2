import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Month, month } from '#app/domain/calendar.ts';
import { handInDay, handInOf } from '#app/domain/editions/hand-in.ts';
import type { User } from '#app/domain/people/people.ts';
import { composeEditionLetter } from '#app/mail/edition-letter.ts';
import { orderById } from '#app/orders/index.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { approveEdition, type ComposeEdition, sendEdition } from '#app/use-cases/editions/hand-in-edition.server.ts';
import { addRecipient, removeRecipient, sendBySelf } from '#app/use-cases/editions/keep-recipients.server.ts';
import {
  editionDocument,
  seeEdition,
  seeEditions,
  seeRecipients,
} from '#app/use-cases/editions/see-editions.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { sendLetters } from '#jobs/send-letters.ts';
import { contexts, instant, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { endMailAfterEach, mailServer, origin, readMessage } from '#tests/support/mail.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { asAnotherProcess, moForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);
endMailAfterEach();
const [august, september] = [month('2012-08'), month('2012-09')];
const compose: ComposeEdition = (edition, to) => composeEditionLetter(edition, to, origin);
const log = pino({ level: 'silent' });

let campaignId: number;
let regionId: number;
let people: Record<'administrator' | 'analyst' | 'supervisor' | 'coordinator', User>;

beforeEach(async () => {
  const municipalities = { Дубна: ['Школа № 1', 'Школа № 2'], Реутов: ['Лицей'] };
  const territory = await createTerritory(database(), { name: 'Московская область', zone: moscow, municipalities });
  regionId = territory.region.id;
  people = {
    administrator: await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.'),
    analyst: await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.'),
    supervisor: await regionPerson(database(), territory, 'supervisor', 'Шмагина А. В.'),
    coordinator: await coordinatorOf(database(), territory, 'Ильин А. А.', 'Дубна'),
  };
  const opened = as(people.administrator, '2012-08-01 12:00');
  campaignId = (await openCampaign(opened, { orderId: 'MO', scopeId: regionId, years: 0 })).campaignId;
  await openReportingDates(byClock('2012-09-01 00:05', moscow), { regionId });
  const director = await schoolPerson(database(), territory, 'director', 'Смирнова Т. А.', 'Школа № 1');
  const report = { schoolId: director.schoolId, asOf: '2012-08-31', typed: moForm('01.02.2012') };
  await saveAndFile(as(director, '2012-08-30 10:00'), database(), report);
});

const compile = (at: string, of: Month = august) => compileSummary(byClock(at, moscow), { regionId, month: of });
const ask = (number = 1, of: Month = august) => ({ campaignId, month: of, number });
const approve = (at: string, number = 1, who = people.analyst) => approveEdition(as(who, at), ask(number), compose);
const send = (at: string, number = 1, who = people.analyst) => sendEdition(as(who, at), ask(number), compose);
const recipient = (name: string, email: string, who = people.analyst) =>
  addRecipient(as(who, '2012-08-20 10:00'), { campaignId, typed: { name, email } });

async function handIn(at: string, of: Month = august) {
  const { months } = await seeEditions(as(people.supervisor, at), { campaignId });
  return months.find((line) => line.month === of)?.handIn;
}

const letters = () => database().db.selectFrom('letters').selectAll().orderBy('id').execute();

describe('by the 5th (MO-3.2)', () => {
  test('the day is the order’s: the 5th of the next month, none where no measure has it handed in', () => {
    const orders = { MO: orderById('MO'), KG: orderById('KG') };
    if (!orders.MO || !orders.KG) throw new Error('No orders');
    expect([handInDay(orders.MO, august), handInDay(orders.MO, month('2012-12'))]).toEqual([
      '2012-09-05',
      '2013-01-05',
    ]);
    expect(handInDay(orders.KG, august)).toBeNull();
    const sentAt = instant('2012-09-20 12:00', moscow);
    const later = { now: instant('2012-10-01 12:00', moscow), zone: moscow };
    expect(handInOf(orders.KG, august, { sentAt, ...later })).toEqual({ state: 'sent', due: null });
    expect(handInOf(orders.KG, august, { sentAt: null, ...later })).toEqual({ state: 'open', due: null });
  });

  test('sent on the 5th at 23:59 by Moscow’s clocks of 2012 is in time, a minute later is a day late', async () => {
    await recipient('Отдел общего образования', 'school@ministry.example');
    await compile('2012-09-01 00:15');
    await approve('2012-09-03 10:00');
    expect(await handIn('2012-08-31 23:59')).toEqual({ state: 'running', due: '2012-09-05' });
    expect(await handIn('2012-09-02 10:00')).toEqual({ state: 'waiting', due: '2012-09-05', days: 3 });
    expect(await handIn('2012-09-05 23:59')).toEqual({ state: 'waiting', due: '2012-09-05', days: 0 });
    expect(await handIn('2012-09-06 00:00')).toEqual({ state: 'overdue', due: '2012-09-05', days: 1 });
    const asSent = async (at: string) => {
      await database().db.deleteFrom('edition_sendings').execute();
      await send(at);
      return handIn('2012-09-20 10:00');
    };
    expect(await asSent('2012-09-05 23:59')).toEqual({ state: 'onTime', due: '2012-09-05' });
    expect(await asSent('2012-09-06 00:00')).toEqual({ state: 'late', due: '2012-09-05', days: 1 });
  });

  test('an edition read before the month was over does not count, whoever has been sent it', async () => {
    await recipient('Отдел общего образования', 'school@ministry.example');
    await compileSummary(as(people.administrator, '2012-08-30 18:00'), { regionId, month: august });
    await compile('2012-09-01 00:15');
    await approve('2012-09-01 10:00', 1);
    await send('2012-09-01 11:00', 1);
    expect(await handIn('2012-09-02 10:00')).toMatchObject({ state: 'waiting' });
    await approve('2012-09-04 10:00', 2);
    await send('2012-09-04 11:00', 2);
    expect(await handIn('2012-09-10 10:00')).toMatchObject({ state: 'onTime' });
  });
});

describe('an edition', () => {
  test('is vouched for by an analyst alone, once, and not sent before', async () => {
    await recipient('Отдел общего образования', 'school@ministry.example');
    await compile('2012-09-01 00:15');
    expect(await refusalOf(send('2012-09-02 10:00'))).toEqual({ kind: 'notApproved' });
    expect(await refusalOf(approve('2012-09-02 10:00', 1, people.administrator))).toEqual({ kind: 'forbidden' });
    expect(await refusalOf(approve('2012-09-02 10:00', 1, people.coordinator))).toEqual({ kind: 'notFound' });
    expect(await refusalOf(approve('2012-09-02 10:00', 9))).toEqual({ kind: 'notFound' });
    expect(await approve('2012-09-02 10:00')).toEqual({ sent: 0 });
    await approve('2012-09-03 10:00');
    const { edition } = await seeEdition(as(people.supervisor, '2012-09-04 10:00'), { ...ask(), page: {} });
    expect(edition).toMatchObject({ approvedBy: 'Соколова Е. В.', approvedAt: instant('2012-09-02 10:00', moscow) });
    expect(await refusalOf(send('2012-09-02 10:00', 1, people.supervisor))).toEqual({ kind: 'forbidden' });
  });

  test('goes to each address once, however often and from wherever it is sent', async () => {
    await recipient('Отдел общего образования', 'school@ministry.example');
    await recipient('Канцелярия', 'office@ministry.example');
    await compile('2012-09-01 00:15');
    await approve('2012-09-02 10:00');
    const sent = await asAnotherProcess(database(), ({ db }) =>
      Promise.all([
        send('2012-09-02 11:00'),
        sendEdition({ ...as(people.administrator, '2012-09-02 11:00'), db }, ask(), compose),
      ]),
    );
    expect(sent.map((one) => one.sent).sort()).toEqual([0, 2]);
    expect(await send('2012-09-02 12:00')).toEqual({ sent: 0 });
    expect((await letters()).map(({ address, user_id }) => [address, user_id]).sort()).toEqual([
      ['office@ministry.example', null],
      ['school@ministry.example', null],
    ]);
    const { recipients } = await seeRecipients(as(people.analyst, '2012-09-03 10:00'), campaignId);
    const first = recipients.find(({ email }) => email.startsWith('school'));
    await removeRecipient(as(people.analyst, '2012-09-03 10:00'), { campaignId, recipientId: first?.id ?? 0 });
    await recipient('Тот же отдел', 'school@ministry.example');
    await recipient('Академия', 'academy@ministry.example');
    expect(await send('2012-09-03 11:00')).toEqual({ sent: 1 });
  });

  test('arrives as a letter with the result and links, and its page says when', async () => {
    await recipient('Отдел общего образования', 'school@ministry.example');
    await compile('2012-09-01 00:15');
    await approve('2012-09-02 10:00');
    await send('2012-09-02 11:00');
    const { received, mailer } = await mailServer();
    const clock = { now: () => instant('2012-09-02 11:01', moscow) };
    for (let round = 0; round < 2; round++) await sendLetters({ db: database().db, clock, log, origin, mailer });
    expect(received).toHaveLength(1);
    const { subject, text } = readMessage(received[0]?.raw ?? '');
    expect(subject).toBe('Сводка: итоги за август 2012');
    expect(text).toContain('На 31.08.2012 электронный журнал ведут 1 из 3 школ (33,3\u00a0%).');
    expect(text).toContain('Цель 75\u00a0% к 01.09.2012 достигнута в 0 из 2 муниципалитетов.');
    expect(text).toContain(`${origin}/campaigns/${campaignId}/editions/2012-08/1\n`);
    expect(text).toContain(`${origin}/campaigns/${campaignId}/summary/2012-08.xlsx?edition=1\n`);
    const { sendings } = await seeEdition(as(people.analyst, '2012-09-02 12:00'), { ...ask(), page: {} });
    expect(sendings).toMatchObject([
      { by: 'Соколова Е. В.', state: 'sent', sentAt: instant('2012-09-02 11:01', moscow) },
    ]);
  });

  test('goes out by itself once it is vouched for, where the campaign says so', async () => {
    await recipient('Отдел общего образования', 'school@ministry.example');
    await sendBySelf(as(people.administrator, '2012-08-20 10:00'), { campaignId, bySelf: true });
    await compile('2012-09-01 00:15');
    expect(await approve('2012-09-02 10:00')).toEqual({ sent: 1 });
    expect(await approve('2012-09-02 10:01')).toEqual({ sent: 0 });
    expect(await handIn('2012-09-10 10:00')).toMatchObject({ state: 'onTime' });
  });
});

test('recipients are kept by analysts and administrators, each address once', async () => {
  await recipient('Отдел общего образования', 'school@ministry.example');
  expect(await refusalOf(recipient('Он же', ' School@Ministry.example'))).toEqual({
    kind: 'fields',
    faults: [{ field: 'email', code: 'taken' }],
  });
  expect(await refusalOf(recipient('', 'кому-нибудь'))).toMatchObject({ kind: 'fields' });
  expect(await refusalOf(recipient('Отдел', 'a@b.example', people.supervisor))).toEqual({ kind: 'forbidden' });
  expect(await refusalOf(recipient('Отдел', 'a@b.example', people.coordinator))).toEqual({ kind: 'notFound' });
});

test('addresses are read by those alone who send', async () => {
  await recipient('Отдел общего образования', 'school@ministry.example');
  await compile('2012-09-01 00:15');
  await approve('2012-09-03 10:00');
  await send('2012-09-03 10:05');
  const seenBy = (who: User) => seeEdition(as(who, '2012-09-03 11:00'), { ...ask(), page: {} });
  expect((await seenBy(people.analyst)).sendings).toMatchObject([{ email: 'school@ministry.example' }]);
  const watched = await seenBy(people.supervisor);
  expect(watched.sendings).toMatchObject([{ name: 'Отдел общего образования' }]);
  expect(JSON.stringify(watched)).not.toContain('@');
  expect(await refusalOf(seeRecipients(as(people.supervisor, '2012-09-03 11:00'), campaignId))).toEqual({
    kind: 'forbidden',
  });
});

test('the archive’s page says of every edition what changed, and the edition’s own page by name', async () => {
  await compile('2012-09-01 00:15');
  await compile('2012-10-01 00:15', september);
  const view = await seeEditions(as(people.supervisor, '2012-10-02 10:00'), { campaignId });
  expect(view.months.map(({ month: of, editions }) => [of, editions.length])).toEqual([
    ['2012-10', 0],
    ['2012-09', 1],
    ['2012-08', 1],
  ]);
  expect(view.last).toMatchObject({ month: '2012-09', handIn: { state: 'waiting', days: 3 } });
  expect(view.months[1]?.editions[0]?.changes).toMatchObject({ since: 'month', gained: 0, base: { month: '2012-08' } });
  const page = await seeEdition(as(people.supervisor, '2012-10-02 10:00'), { ...ask(1, september), page: {} });
  expect(page).toMatchObject({ previous: { month: '2012-08', number: 1 }, since: ['month'] });
  expect(await refusalOf(seeEditions(as(people.coordinator, '2012-10-02 10:00'), { campaignId }))).toEqual({
    kind: 'notFound',
  });
});

test('row 50: an edition is downloaded byte for byte as it was compiled', async () => {
  await compile('2012-09-01 00:15');
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256');
  for await (const line of await editionDocument(as(people.supervisor, '2013-05-02 10:00'), ask()))
    hash.update(`${line}\n`);
  const { edition } = await seeEdition(as(people.supervisor, '2013-05-02 10:00'), { ...ask(), page: {} });
  expect(hash.digest('hex')).toBe(edition.sha256);
});
