/** KG-3.3, KG-3.5: what an order asks each school to hand in is owed, stated, reviewed and watched as a report is. */
import { beforeEach, expect, test } from 'vitest';
import { day, month } from '#app/domain/calendar.ts';
import { formsOf, movedByYears } from '#app/domain/orders/order.ts';
import type { User } from '#app/domain/people/people.ts';
import { orders } from '#app/orders/index.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { seeMeasure } from '#app/use-cases/orders/see-measure.server.ts';
import { seeOrder } from '#app/use-cases/orders/see-order.server.ts';
import { addAct, changeAct, removeAct, seeActs } from '#app/use-cases/organisations/keep-acts.server.ts';
import { seeSchool } from '#app/use-cases/organisations/see-school.server.ts';
import { seeCallList } from '#app/use-cases/reports/call-list.server.ts';
import { exempt } from '#app/use-cases/reports/decide-dates.server.ts';
import { fileReport } from '#app/use-cases/reports/file-report.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { seeQueue } from '#app/use-cases/reports/see-queue.server.ts';
import { seeLastFiling, seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { seeRegion } from '#app/use-cases/territory/see-region.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { pdf } from '#tests/support/documents.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { owedReport, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);
const [appointment, plan] = ['2012-04-10', '2012-04-18'];
const stated = { '1:date': '02.04.2012', '2:number': '45-О', '2:date': '02.04.2012' };
const act = { kind: 'appointment', number: '45-О', date: '02.04.2012', title: 'О назначении ответственного лица' };
const copy = (name = 'Приказ 45-О.pdf') => ({ name, bytes: pdf() });

/** KG opened on its own day for a region that is Kogalym, with two schools; Langepas lies beside it. */
async function kogalym() {
  const territory = await createTerritory(database(), {
    name: 'Югра',
    zone: yekaterinburg,
    municipalities: { Когалым: ['Школа № 7', 'Школа № 8'], Лангепас: ['Гимназия'] },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Кубрак П. В.');
  const scopeId = territory.municipality('Когалым');
  const { campaignId } = await openCampaign(as(administrator, '2012-03-26 10:00'), {
    orderId: 'KG',
    scopeId,
    years: 0,
  });
  return {
    campaignId,
    regionId: territory.region.id,
    municipalityId: scopeId,
    schoolId: territory.school('Школа № 7'),
    neighbourId: territory.school('Школа № 8'),
    director: await schoolPerson(database(), territory, 'director', 'Гаврилова Т. И.', 'Школа № 7'),
    neighbour: await schoolPerson(database(), territory, 'director', 'Орлов П. Н.', 'Школа № 8'),
    outsider: await schoolPerson(database(), territory, 'director', 'Ким А. А.', 'Гимназия'),
    coordinator: await coordinatorOf(database(), territory, 'Власенко М. Г.', 'Когалым'),
    foreign: await coordinatorOf(database(), territory, 'Юдина С. Р.', 'Лангепас'),
    analyst: await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.'),
  };
}

let world: Awaited<ReturnType<typeof kogalym>>;
beforeEach(async () => {
  world = await kogalym();
});

async function file(
  who: User,
  schoolId: number,
  at: string,
  typed: Record<string, string> = stated,
  asOf = appointment,
) {
  return saveAndFile(as(who, at), database(), { schoolId, asOf, typed });
}

async function handIn(at = '2012-04-03 10:00') {
  const { director, schoolId } = world;
  await addAct(as(director, at), { schoolId, typed: act, file: copy() });
  return file(director, schoolId, at);
}

const measure = (who: User, at: string, measureId = 'KG-3.3', show?: 'open' | 'late') =>
  seeMeasure(as(who, at), { campaignId: world.campaignId, measureId, show });

test('KG-3.3, KG-3.5: each school owes the order that names its responsible person by 10.04.2012, and its plan by 18.04.2012', async () => {
  const { director, schoolId } = world;
  const [campaign] = (await seeSchool(as(director, '2012-03-26 10:01'), schoolId)).campaigns;
  expect(campaign?.reports.map(({ formName, due, standing }) => [formName, due, standing])).toEqual([
    ['условия введения', '2013-01-01', 'notDue'],
    ['план введения', '2012-04-18', 'notDue'],
    ['приказ об ответственном лице', '2012-04-10', 'notDue'],
  ]);
});

test('KG-3.3: a school without an appointed person by 10.04.2012 is late from the 11th, by name, and on the call list', async () => {
  await handIn();
  const { coordinator, campaignId, municipalityId } = world;
  expect((await measure(coordinator, '2012-04-10 23:59')).counts).toEqual({
    stated: { n: 1, of: 2 },
    inTime: 1,
    late: 0,
  });
  const seen = await measure(coordinator, '2012-04-11 00:00', 'KG-3.3', 'late');
  expect(seen.counts).toEqual({ stated: { n: 1, of: 2 }, inTime: 1, late: 1 });
  expect(seen.rows.map(({ reporter, standing }) => [reporter, standing])).toEqual([['Школа № 8', 'late']]);
  const list = await seeCallList(as(coordinator, '2012-04-11 09:00'), {
    campaignId,
    municipalityId,
    asOf: day(appointment),
  });
  expect(list.calls.map(({ name }) => name)).toEqual(['Школа № 8']);
});

test('what is stated after its day is done, and not in time', async () => {
  await handIn('2012-04-11 10:00');
  const { counts, rows } = await measure(world.coordinator, '2012-04-12 10:00');
  expect(counts).toEqual({ stated: { n: 1, of: 2 }, inTime: 0, late: 1 });
  expect(rows.map(({ filedOn }) => filedOn)).toEqual(['2012-04-11', null]);
});

test('KG-3.3: the copy is handed in: without it nothing is filed, and its place in the form is named', async () => {
  const { director, schoolId } = world;
  const at = '2012-04-03 10:00';
  const { id, version } = await owedReport(database(), schoolId, appointment);
  const saved = await saveReport(as(director, at), { reportId: id, version, typed: stated });
  const noCopy = { kind: 'faults', faults: [{ field: '2:copy', item: '2', code: 'noCopy' }] };
  expect(await refusalOf(fileReport(as(director, at), { reportId: id, version: saved.version }))).toEqual(noCopy);
  // A line of the register without its file is no copy; nor is the file of another number or day, or of what was taken off.
  const { id: actId } = await addAct(as(director, at), { schoolId, typed: act });
  await addAct(as(director, at), { schoolId, typed: { ...act, number: '46-О' }, file: copy() });
  await addAct(as(director, at), { schoolId, typed: { ...act, date: '01.04.2012' }, file: copy() });
  const wrong = { schoolId, typed: { ...act, title: 'Не тот приказ' }, file: copy('Не тот.pdf') };
  const { id: removedId } = await addAct(as(director, at), wrong);
  await removeAct(as(director, at), { schoolId, actId: removedId, removed: true, typed: { version: '1' } });
  const lacking = await seeReport(as(director, at), id);
  expect([lacking.missing, lacking.papers.withoutFile]).toEqual([noCopy.faults, { 2: actId }]);
  await changeAct(as(director, at), { schoolId, actId, typed: { ...act, version: '1' }, file: copy() });
  const seen = await seeReport(as(director, at), id);
  expect([seen.missing, seen.papers.papers.map(({ item, fileName }) => [item, fileName])]).toEqual([
    [],
    [['2', 'Приказ 45-О.pdf']],
  ]);
  expect(await fileReport(as(director, at), { reportId: id, version: saved.version })).toEqual({ ordinal: 1 });
});

test('the copy stays with the filing whatever becomes of the register', async () => {
  const { reportId } = await handIn();
  const { director, coordinator, schoolId } = world;
  const at = '2012-04-04 10:00';
  const [kept] = (await seeActs(as(director, at), schoolId)).acts;
  const typed = { ...act, version: String(kept?.version), withoutFile: 'on' };
  await changeAct(as(director, at), { schoolId, actId: kept?.id ?? 0, typed });
  const { filedPapers, filings } = await seeReport(as(coordinator, at), reportId);
  expect(filedPapers).toEqual([
    { filingId: filings[0]?.id, item: '2', fileId: kept?.fileId, fileName: 'Приказ 45-О.pdf', fileSize: pdf().length },
  ]);
});

test('KG-App.1n: what was done before the order is stated with its own, earlier day', async () => {
  const { neighbour, neighbourId } = world;
  const at = '2012-04-05 10:00';
  await addAct(as(neighbour, at), { schoolId: neighbourId, typed: { ...act, date: '01.09.2011' }, file: copy() });
  const earlier = { '1:date': '01.09.2011', '2:number': '45-О', '2:date': '01.09.2011' };
  const { reportId } = await file(neighbour, neighbourId, at, earlier);
  expect((await seeReport(as(neighbour, at), reportId)).standing).toBe('filed');
});

test('a statement waits for the coordinator, who returns it and accepts it; a returned one does not stand', async () => {
  const { reportId } = await handIn();
  const { coordinator, director, schoolId, campaignId, municipalityId } = world;
  const at = '2012-04-04 10:00';
  const { waiting } = await seeQueue(as(coordinator, at), { campaignId, municipalityId });
  expect(waiting.map(({ school, formName }) => [school, formName])).toEqual([
    ['Школа № 7', 'приказ об ответственном лице'],
  ]);
  const back = { decision: 'returned', category: 'other', reason: 'Не видно подписи.', remarks: [] } as const;
  await reviewReport(as(coordinator, at), { reportId, ordinal: 1, ...back });
  expect((await measure(coordinator, at)).counts).toEqual({ stated: { n: 0, of: 2 }, inTime: 1, late: 0 });
  await file(director, schoolId, '2012-04-05 10:00', { ...stated, '3:text': 'Приложена чёткая копия.' });
  // The page after filing names what was filed, and which filing it was.
  const { formName, filing } = await seeLastFiling(as(director, '2012-04-05 10:01'), reportId);
  expect([formName, filing?.ordinal]).toEqual(['приказ об ответственном лице', 2]);
  expect(await refusalOf(seeLastFiling(as(world.neighbour, at), reportId))).toEqual({ kind: 'notFound' });
  await reviewReport(as(coordinator, '2012-04-06 10:00'), { reportId, ordinal: 2, decision: 'accepted' });
  const { rows } = await measure(coordinator, '2012-04-06 10:01');
  expect(rows.map(({ reporter, standing }) => [reporter, standing])).toEqual([
    ['Школа № 7', 'accepted'],
    ['Школа № 8', 'notDue'],
  ]);
});

test('who need not hand it in is out of those who owe it', async () => {
  const { coordinator, neighbourId } = world;
  const { id: reportId } = await owedReport(database(), neighbourId, appointment);
  const typed = { version: '0', reason: 'joint', note: 'Журнал ведёт школа № 7', document: 'письмо № 3' };
  await exempt(as(coordinator, '2012-04-02 10:00'), { reportId, typed });
  expect((await measure(coordinator, '2012-04-11 10:00')).counts).toEqual({
    stated: { n: 0, of: 1 },
    inTime: 0,
    late: 1,
  });
});

test('statements are in none of the report’s own figures: neither coverage nor what was filed in time', async () => {
  await openReportingDates(byClock('2012-04-15 00:05', yekaterinburg), { regionId: world.regionId });
  const figures = async () => {
    const { totals } = await seeRegion(as(world.analyst, '2012-04-20 10:00'), {
      campaignId: world.campaignId,
      at: { month: month('2012-04') },
    });
    return totals.region;
  };
  const before = await figures();
  await handIn('2012-04-16 10:00');
  expect(await figures()).toEqual(before);
  const { campaigns } = await seeSchool(as(world.director, '2012-04-20 10:00'), world.schoolId);
  expect(campaigns[0]?.clocks.reported).toEqual({ n: 0, of: 0 });
});

test('the order’s page says how far each measure has got, to each as far as they see', async () => {
  await handIn();
  const at = '2012-04-19 10:00';
  const of = async (who: User) => (await seeOrder(as(who, at), world.campaignId)).stated;
  const none = (of: number) => ({ stated: { n: 0, of }, inTime: 0, late: 0 });
  const whole = {
    'KG-3.2': none(2),
    'KG-3.3': { stated: { n: 1, of: 2 }, inTime: 1, late: 1 },
    'KG-3.5': { stated: { n: 0, of: 2 }, inTime: 0, late: 2 },
  };
  expect([await of(world.analyst), await of(world.coordinator)]).toEqual([whole, whole]);
  expect(await of(world.director)).toEqual({
    'KG-3.2': none(1),
    'KG-3.3': { stated: { n: 1, of: 1 }, inTime: 1, late: 0 },
    'KG-3.5': { stated: { n: 0, of: 1 }, inTime: 0, late: 1 },
  });
});

test('a measure’s page is for whom the order binds, and there is none of a measure that nobody states', async () => {
  const at = '2012-04-11 10:00';
  expect((await measure(world.neighbour, at)).rows.map(({ reporter }) => reporter)).toEqual(['Школа № 8']);
  for (const who of [world.outsider, world.foreign]) {
    expect(await refusalOf(measure(who, at))).toEqual({ kind: 'notFound' });
  }
  expect(await refusalOf(measure(world.coordinator, at, 'KG-5'))).toEqual({ kind: 'notFound' });
  expect(await refusalOf(measure(world.coordinator, at, 'toString'))).toEqual({ kind: 'notFound' });
});

test('an order opened after their day asks for no statement', async () => {
  expect((await measure(world.coordinator, '2012-04-11 10:00', 'KG-3.5')).due).toBe(plan);
  const { rows } = await database().pool.query(
    `select count(*)::int as n from reporting_dates where form_name is not null`,
  );
  expect(rows).toEqual([{ n: 3 }]);
});

test.each([0, 14, 15])('a statement opens with its order, also where its terms are moved by %s years', (years) => {
  const opens = formsOf(movedByYears(orders.KG, years)).map(({ name, opensDaysBefore }) => [name, opensDaysBefore]);
  expect(opens).toEqual([
    [undefined, 30],
    ['условия введения', 281],
    ['приказ об ответственном лице', 15],
    ['план введения', 23],
  ]);
});
