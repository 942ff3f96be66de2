/** MO-4.1, VR-2.6: what an order asks of municipalities is owed, filed by their own coordinators and judged by the ministry. */
import { beforeEach, expect, test } from 'vitest';
import { day, month } from '#app/domain/calendar.ts';
import { formsOf, type Measure, type Order } from '#app/domain/orders/order.ts';
import { orderSchema } from '#app/domain/orders/order-schema.ts';
import type { User } from '#app/domain/people/people.ts';
import { orders } from '#app/orders/index.ts';
import { importReport } from '#app/use-cases/imports/import-report.server.ts';
import { listNotices } from '#app/use-cases/notices/notices.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { seeMeasure } from '#app/use-cases/orders/see-measure.server.ts';
import { seeOrder } from '#app/use-cases/orders/see-order.server.ts';
import { seeSchool } from '#app/use-cases/organisations/see-school.server.ts';
import { exempt } from '#app/use-cases/reports/decide-dates.server.ts';
import { fileReport } from '#app/use-cases/reports/file-report.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { seeQueue } from '#app/use-cases/reports/see-queue.server.ts';
import { seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { seeMunicipalityReports } from '#app/use-cases/territory/see-municipality.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { owedReport, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);
const due = '2012-07-01';
const stated = { '1:date': '20.06.2012', '2:number': '17-О', '2:date': '20.06.2012' };

async function oblast() {
  const territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Дубна: ['Школа № 1', 'Школа № 2'], Клин: ['Гимназия'] },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Петров А. А.');
  const opening = { orderId: 'MO', scopeId: territory.region.id, years: 0 };
  const { campaignId } = await openCampaign(as(administrator, '2012-06-13 10:00'), opening);
  return {
    territory,
    campaignId,
    dubna: territory.municipality('Дубна'),
    klin: territory.municipality('Клин'),
    administrator,
    coordinator: await coordinatorOf(database(), territory, 'Власова М. Г.', 'Дубна'),
    foreign: await coordinatorOf(database(), territory, 'Юдина С. Р.', 'Клин'),
    director: await schoolPerson(database(), territory, 'director', 'Гаврилова Т. И.', 'Школа № 1'),
    analyst: await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.'),
    supervisor: await regionPerson(database(), territory, 'supervisor', 'Шмагина А. В.'),
  };
}

let world: Awaited<ReturnType<typeof oblast>>;
beforeEach(async () => {
  world = await oblast();
});

const file = (who: User, at: string, municipalityId = world.dubna) =>
  saveAndFile(as(who, at), database(), { schoolId: municipalityId, asOf: due, typed: stated });
const measure = (who: User, at: string, ask = {}) =>
  seeMeasure(as(who, at), { campaignId: world.campaignId, measureId: 'MO-4.1-2', ...ask });
const ownOf = async (who: User, at: string, municipalityId = world.dubna) => {
  const seen = await seeMunicipalityReports(as(who, at), { campaignId: world.campaignId, municipalityId });
  return [seen.mayFileOwn, seen.own.map(({ formName, due, standing }) => [formName, due, standing])];
};

test('MO-4.1: each municipality owes by 01.07.2012 who answers for the rollout there, from the order’s first day', async () => {
  const { coordinator, analyst, klin } = world;
  const owed = ['ответственный в муниципалитете', due, 'notDue'];
  expect(await ownOf(coordinator, '2012-06-13 10:01')).toEqual([true, [owed]]);
  expect(await ownOf(analyst, '2012-06-13 10:01', klin)).toEqual([false, [owed]]);
  const { stated: counted } = await seeOrder(as(analyst, '2012-06-14 10:00'), world.campaignId);
  expect(counted['MO-4.1-2']).toEqual({ stated: { n: 0, of: 2 }, inTime: 0, late: 0 });
});

test('MO-4.1: its coordinator files it, the ministry’s analyst hears of it, returns it and accepts it', async () => {
  const { coordinator, analyst, supervisor } = world;
  const { reportId } = await file(coordinator, '2012-06-25 10:00');
  const told = async (who: User) =>
    (await listNotices(as(who, '2012-06-25 10:01'), {})).rows.map(({ kind, reportId: of }) => [kind, of]);
  expect([await told(analyst), await told(supervisor), await told(coordinator)]).toEqual([
    [['filed', reportId]],
    [],
    [],
  ]);
  const at = '2012-06-26 10:00';
  const waiting = await measure(analyst, at, { show: 'waiting' });
  expect(waiting.rows.map(({ reporter, standing, municipalityId }) => [reporter, standing, municipalityId])).toEqual([
    ['Дубна', 'filed', world.dubna],
  ]);
  expect((await seeReport(as(analyst, at), reportId)).can.review).toBe(true);
  // It waits for the ministry, not in the municipality's own queue beside its schools.
  const queue = await seeQueue(as(coordinator, at), { campaignId: world.campaignId, municipalityId: world.dubna });
  expect([queue.waiting, (await seeReport(as(coordinator, at), reportId)).can.review]).toEqual([[], false]);
  const review = { reportId, ordinal: 1 };
  expect(await refusalOf(reviewReport(as(coordinator, at), { ...review, decision: 'accepted' }))).toEqual({
    kind: 'forbidden',
  });
  const back = { decision: 'returned', category: 'other', reason: 'Нет должности.', remarks: [] } as const;
  await reviewReport(as(analyst, at), { ...review, ...back });
  expect(await ownOf(coordinator, at)).toEqual([true, [['ответственный в муниципалитете', due, 'returned']]]);
  await file(coordinator, '2012-06-27 10:00');
  await reviewReport(as(analyst, '2012-06-28 10:00'), { reportId, ordinal: 2, decision: 'accepted' });
  expect((await measure(supervisor, '2012-07-02 10:00')).counts).toEqual({
    stated: { n: 1, of: 2 },
    inTime: 1,
    late: 1,
  });
});

test('MO-4.1: which municipality has not by the evening of 01.07.2012, by name; the day itself is in time', async () => {
  await file(world.coordinator, '2012-07-01 23:59');
  expect((await measure(world.supervisor, '2012-07-01 23:59', { show: 'late' })).rows).toEqual([]);
  const { rows, counts } = await measure(world.supervisor, '2012-07-02 00:00', { show: 'late' });
  expect([rows.map(({ reporter }) => reporter), counts]).toEqual([
    ['Клин'],
    { stated: { n: 1, of: 2 }, inTime: 1, late: 1 },
  ]);
});

test('nobody else sees or files what a municipality owes: not its schools, not its neighbour, not the ministry', async () => {
  const { coordinator, foreign, director, analyst, administrator, dubna } = world;
  const { id: reportId, version } = await owedReport(database(), dubna, due);
  const at = '2012-06-25 10:00';
  for (const who of [foreign, director]) {
    expect(await refusalOf(seeReport(as(who, at), reportId))).toEqual({ kind: 'notFound' });
    expect(await refusalOf(saveReport(as(who, at), { reportId, version, typed: stated }))).toEqual({
      kind: 'notFound',
    });
  }
  for (const who of [analyst, administrator]) {
    expect(await refusalOf(saveReport(as(who, at), { reportId, version, typed: stated }))).toEqual({
      kind: 'forbidden',
    });
    expect(await refusalOf(fileReport(as(who, at), { reportId, version }))).toEqual({ kind: 'forbidden' });
  }
  expect((await measure(foreign, at)).rows.map(({ reporter }) => reporter)).toEqual(['Клин']);
  expect((await measure(director, at)).rows).toEqual([]);
  // Excel files are what its schools bring.
  const brought = importReport(as(coordinator, at), { reportId, file: { name: 'a.xlsx', bytes: Buffer.from('') } });
  expect(await refusalOf(brought)).toEqual({ kind: 'notFound' });
  const { campaigns } = await seeSchool(as(director, at), world.territory.school('Школа № 1'));
  expect(campaigns.flatMap(({ reports }) => reports.filter(({ formName }) => formName !== null))).toEqual([]);
  expect(await refusalOf(seeSchool(as(coordinator, at), dubna))).toEqual({ kind: 'notFound' });
});

test('that a municipality need not state it is for the administrator to decide, and not for its own coordinator', async () => {
  const { coordinator, administrator, analyst, dubna } = world;
  const { id: reportId } = await owedReport(database(), dubna, due);
  const typed = { version: '0', reason: 'joint', note: 'Ведёт область', document: 'письмо № 3' };
  const at = '2012-06-25 10:00';
  expect(await refusalOf(exempt(as(coordinator, at), { reportId, typed }))).toEqual({ kind: 'forbidden' });
  await exempt(as(administrator, at), { reportId, typed });
  expect((await measure(analyst, '2012-07-02 10:00')).counts).toEqual({ stated: { n: 0, of: 1 }, inTime: 0, late: 1 });
});

test('VR-2.6: a report that municipalities file each quarter opens at its end, one for each, and each period is looked at by itself', async () => {
  const [monthly] = orders.MO.forms;
  if (!monthly) throw new Error('MO has a form');
  const quarterly = {
    ...monthly,
    id: 'quarterly',
    name: 'отчёт муниципалитета',
    filledBy: 'municipality' as const,
    reporting: { kind: 'quarterly' as const, from: month('2012-04') },
    opensDaysBefore: 14,
    items: [{ id: '1', number: '1', title: 'Ход внедрения', kind: 'longText' as const }],
  };
  const order: Order = { ...orders.MO, forms: [monthly, quarterly] };
  expect(orderSchema.safeParse(order).error?.issues ?? []).toEqual([]);
  const { campaignId, dubna, klin, analyst, coordinator, territory } = world;
  await database().pool.query('update campaigns set definition = $1', [JSON.stringify(order)]);
  const open = (at: string) => openReportingDates(byClock(at, moscow), { regionId: territory.region.id });
  await open('2012-06-17 00:05');
  const asked = { campaignId, measureId: 'quarterly' };
  const seen = await seeMeasure(as(analyst, '2012-06-20 10:00'), asked);
  expect([seen.asOf, seen.rows.map(({ reporter }) => reporter)]).toEqual(['2012-06-30', ['Дубна', 'Клин']]);
  const typed = { '1:text': 'Подключены все школы.' };
  await saveAndFile(as(coordinator, '2012-06-29 10:00'), database(), { schoolId: dubna, asOf: '2012-06-30', typed });
  await open('2012-09-20 00:05');
  const now = await seeMeasure(as(analyst, '2012-09-20 10:00'), asked);
  expect([now.asOf, now.dates, now.counts?.stated]).toEqual([
    '2012-09-30',
    ['2012-09-30', '2012-06-30'],
    { n: 0, of: 2 },
  ]);
  const before = await seeMeasure(as(analyst, '2012-09-20 10:00'), { ...asked, asOf: day('2012-06-30') });
  expect([before.counts?.stated, before.rows.map(({ reporterId, standing }) => [reporterId, standing])]).toEqual([
    { n: 1, of: 2 },
    [
      [dubna, 'filed'],
      [klin, 'late'],
    ],
  ]);
  // What each builds on is its own last one.
  const { id } = await owedReport(database(), dubna, '2012-09-30');
  expect((await seeReport(as(coordinator, '2012-09-20 10:00'), id)).answers.items).toEqual({
    '1': 'Подключены все школы.',
  });
});

test('a measure that recurs is stated for each period, one without any day is not', () => {
  const stating = (term: Measure['term'], owedBy: Measure['owedBy'] = 'municipality') => {
    const measures = orders.MO.measures.map((one) => (one.id === 'MO-4.1-2' ? { ...one, term, owedBy } : one));
    return formsOf({ ...orders.MO, measures }).find(({ id }) => id === 'MO-4.1-2')?.reporting;
  };
  expect(stating({ kind: 'quarterly' })).toEqual({ kind: 'quarterly', from: '2012-06' });
  expect(stating({ kind: 'monthly', dueDay: 5 })).toEqual({ kind: 'monthly', from: '2012-06' });
  expect(stating({ kind: 'until', day: day('2012-07-01') })).toEqual({ kind: 'dates', dates: ['2012-07-01'] });
  for (const kind of ['constantly', 'weekly'] as const) expect(stating({ kind })).toBeUndefined();
  expect(stating({ kind: 'quarterly' }, 'other')).toBeUndefined();
});
