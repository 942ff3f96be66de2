/** KG-App.1, KG-App.2, MO-4.2: where each school stands on a ladder of the order, since when, and what its next step lacks. */
import { beforeEach, expect, test } from 'vitest';
import { day } from '#app/domain/calendar.ts';
import { orderSchema } from '#app/domain/orders/order-schema.ts';
import type { User } from '#app/domain/people/people.ts';
import { orders } from '#app/orders/index.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { type LadderQuestion, seeLadder } from '#app/use-cases/orders/see-ladder.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { kgForm, moForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moveSchool, yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

/** Ticked «есть» up to and with that line of Appendix 2. */
function conditions(upTo: number) {
  return Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`1.${at + 1}:choice`, at < upTo ? 'yes' : 'no']));
}
const stated = '2013-01-01';

async function kogalym() {
  const territory = await createTerritory(database(), {
    name: 'Югра',
    zone: yekaterinburg,
    municipalities: {
      Когалым: [
        'Школа № 7',
        'Школа № 8',
        { name: 'Вечерняя', generalEducation: false },
        { name: 'Новая', opened: '2012-09-01' },
      ],
      Лангепас: ['Гимназия'],
    },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Кубрак П. В.');
  const { campaignId } = await openCampaign(as(administrator, '2012-03-26 10:00'), {
    orderId: 'KG',
    scopeId: territory.region.id,
    years: 0,
  });
  const director = (name: string, school: string) => schoolPerson(database(), territory, 'director', name, school);
  return {
    campaignId,
    territory,
    schools: { 7: territory.school('Школа № 7'), 8: territory.school('Школа № 8'), g: territory.school('Гимназия') },
    directors: {
      7: await director('Гаврилова Т. И.', 'Школа № 7'),
      8: await director('Орлов П. Н.', 'Школа № 8'),
      g: await director('Ким А. А.', 'Гимназия'),
    },
    coordinator: await coordinatorOf(database(), territory, 'Власенко М. Г.', 'Когалым'),
    analyst: await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.'),
  };
}

let world: Awaited<ReturnType<typeof kogalym>>;
beforeEach(async () => {
  world = await kogalym();
});

const openDates = (at: string) =>
  openReportingDates(byClock(at, yekaterinburg), { regionId: world.territory.region.id });

async function file(school: 7 | 8 | 'g', at: string, asOf: string, typed: Record<string, string>) {
  const { directors, schools } = world;
  return saveAndFile(as(directors[school], at), database(), { schoolId: schools[school], asOf, typed });
}

function ladder(who: User, at: string, ladderId: string, ask: Partial<LadderQuestion> = {}) {
  return seeLadder(as(who, at), { campaignId: world.campaignId, ladderId, ...ask });
}
const lines = async (...of: Parameters<typeof ladder>) =>
  (await ladder(...of)).rows.map(({ name, step, since, lacks }) => [name, step, since, lacks.length]);

test('KG-App.2: each school’s level of conditions is seen by name, with what the next one lacks', async () => {
  await file(7, '2012-04-05 10:00', stated, conditions(7));
  await file(8, '2012-04-06 10:00', stated, { ...conditions(9), '1.2:choice': 'no' });
  const seen = await ladder(world.analyst, '2012-04-10 10:00', 'conditions');
  expect(seen.rows.map(({ name, step, since, lacks }) => [name, step, since, lacks])).toEqual([
    ['Школа № 7', 2, '2012-04-05', ['наличие доступа к ЭЖ в каждом классе']],
    // A level has all that the levels below it have.
    ['Школа № 8', 0, null, ['работа компьютерной Интернет-сети (проводной и/или беспроводной)']],
    ['Гимназия', 0, null, ['условия введения']],
  ]);
  expect(seen.whole).toEqual({ schools: 3, stuck: 0, at: [2, 0, 1, 0, 0], met: [1, 1, 0, 0] });
  expect(seen.territories.map(({ name, schools, met }) => [name, schools, met])).toEqual([
    ['Когалым', 2, [1, 1, 0, 0]],
    ['Лангепас', 1, [0, 0, 0, 0]],
  ]);
});

test('KG-3.2: a returned statement of conditions does not hold until it is stated anew', async () => {
  const { reportId } = await file(7, '2012-04-05 10:00', stated, conditions(9));
  const { coordinator, analyst } = world;
  expect(await lines(analyst, '2012-04-05 11:00', 'conditions', { step: 'prospective', show: 'met' })).toEqual([
    ['Школа № 7', 4, '2012-04-05', 0],
  ]);
  await reviewReport(as(coordinator, '2012-04-06 10:00'), {
    reportId,
    ordinal: 1,
    decision: 'returned',
    category: 'other',
    reason: 'Мобильного доступа нет.',
    remarks: [],
  });
  expect((await ladder(coordinator, '2012-04-07 10:00', 'conditions')).whole.at).toEqual([2, 0, 0, 0, 0]);
  // What was so on the evening before the return is still told of that evening.
  const then = await ladder(coordinator, '2012-04-07 10:00', 'conditions', { on: day('2012-04-05') });
  expect(then.whole.at).toEqual([1, 0, 0, 0, 1]);
  await file(7, '2012-04-08 10:00', stated, conditions(8));
  expect((await ladder(coordinator, '2012-04-08 11:00', 'conditions')).whole.at).toEqual([1, 0, 0, 1, 0]);
});

test('KG-App.1: a school is late with a stage from the day after its term, and says since when it stands where it stands', async () => {
  await openDates('2012-09-01 00:05');
  const report = { ...kgForm, '4:none': 'on', '4:0:title': '', '4:0:number': '', '4:0:date': '', '13:n': '0' };
  await file(7, '2012-05-14 10:00', '2012-05-15', report);
  const { analyst, coordinator } = world;
  // Stage 1.1 was due on 18.04, stage 1.2 on 15.05: that day itself is in time.
  const of = (at: string) => ladder(coordinator, at, 'stages');
  expect((await of('2012-04-18 23:00')).whole.stuck).toBe(0);
  expect((await of('2012-04-19 00:00')).whole.stuck).toBe(2);
  const on15 = await of('2012-05-15 23:00');
  expect(on15.rows.map(({ name, step, stuck }) => [name, step, stuck])).toEqual([
    ['Школа № 7', 1, null],
    ['Школа № 8', 0, '2012-04-18'],
  ]);
  const on16 = await of('2012-05-16 10:00');
  expect(on16.rows.map(({ step, stuck, lacks }) => [step, stuck, lacks])).toEqual([
    [1, '2012-05-15', ['Наличие локальных актов (указать конкретно названия)']],
    [0, '2012-04-18', ['Отчет о введении электронных дневников учащихся и электронного журнала успеваемости']],
  ]);
  // The next report says the same: the school stands there since it first said so.
  await file(7, '2012-09-18 10:00', '2012-09-20', report);
  expect(await lines(analyst, '2012-09-19 10:00', 'stages', { step: '1.1', show: 'met' })).toEqual([
    ['Школа № 7', 1, '2012-05-14', 1],
  ]);
  expect((await lines(analyst, '2012-09-19 10:00', 'stages', { show: 'stuck' })).map(([name]) => name)).toEqual([
    'Школа № 7',
    'Школа № 8',
    'Новая',
    'Гимназия',
  ]);
});

test('a stage lost and reached again begins anew', async () => {
  await openDates('2012-10-01 00:05');
  await file(7, '2012-05-14 10:00', '2012-05-15', kgForm);
  await file(7, '2012-09-18 10:00', '2012-09-20', {
    ...kgForm,
    '3:none': 'on',
    '3:number': '',
    '3:date': '',
    '13:n': '0',
  });
  expect((await ladder(world.analyst, '2012-09-19 10:00', 'stages', { step: '1.1', show: 'met' })).rows).toEqual([]);
  await file(7, '2012-10-14 10:00', '2012-10-15', kgForm);
  const [line] = (await ladder(world.analyst, '2012-10-14 11:00', 'stages')).rows;
  expect([line?.step, line?.since]).toEqual([3, '2012-10-14']);
});

test('MO-4.2: who was not ready on 01.08.2012, by name and with what was lacking, as that evening told it', async () => {
  const { territory } = world;
  const administrator = await regionPerson(database(), territory, 'administrator', 'Петров А. А.');
  const ask = { orderId: 'MO', scopeId: territory.region.id, years: 0 };
  const { campaignId } = await openCampaign(as(administrator, '2012-06-13 10:00'), ask);
  await openDates('2012-08-01 00:05');
  const ready = Object.fromEntries(
    [1, 2, 3, 4].flatMap((at) => [
      [`4.${at}:number`, '7'],
      [`4.${at}:date`, '10.06.2012'],
    ]),
  );
  const form = moForm('01.07.2012');
  for (const at of [1, 2, 3, 4]) delete form[`4.${at}:none`];
  await file(7, '2012-07-30 10:00', '2012-07-31', { ...form, ...ready });
  await file(8, '2012-07-30 10:00', '2012-07-31', {
    ...moForm('01.07.2012'),
    '4.4:none': '',
    '4.4:number': '7',
    '4.4:date': '10.06.2012',
  });
  const on = day('2012-08-01');
  const unready = { campaignId, on, step: 'ready', show: 'unmet' } as const;
  const names = async (at: string) =>
    (await seeLadder(as(world.analyst, at), { ladderId: 'stages', ...unready })).rows.map(({ name }) => name);
  expect(await names('2012-08-02 10:00')).toEqual(['Школа № 8', 'Гимназия']);
  // In use without being ready stands further up, and was not ready for all that; filed later does not change that evening.
  await file('g', '2012-08-05 10:00', '2012-07-31', { ...form, ...ready });
  expect(await names('2012-09-01 10:00')).toEqual(['Школа № 8', 'Гимназия']);
  const { rows } = await seeLadder(as(world.analyst, '2012-09-01 10:00'), { ladderId: 'stages', campaignId });
  expect(rows.find(({ name }) => name === 'Школа № 8')?.step).toBe(2);
  // The day that a report names is the newest report's, however long the step has been reached.
  await openDates('2012-08-05 00:05');
  await file(8, '2012-08-30 10:00', '2012-08-31', moForm('15.08.2012'));
  const now = await seeLadder(as(world.analyst, '2012-09-01 10:00'), { ladderId: 'stages', campaignId });
  expect(now.rows.find(({ name }) => name === 'Школа № 8')?.since).toBe('2012-08-15');
});

test('a school stands where it was placed on the day, and only schools of general education open then are counted', async () => {
  const { territory, schools, analyst } = world;
  await file(8, '2012-04-06 10:00', stated, conditions(9));
  await moveSchool(database(), schools[8], { municipalityId: territory.municipality('Лангепас'), since: '2012-06-01' });
  const where = async (on: string) =>
    (await ladder(analyst, '2012-10-01 10:00', 'conditions', { on: day(on) })).territories.map(({ name, at }) => [
      name,
      at,
    ]);
  expect(await where('2012-05-31')).toEqual([
    ['Когалым', [1, 0, 0, 0, 1]],
    ['Лангепас', [1, 0, 0, 0, 0]],
  ]);
  expect(await where('2012-09-01')).toEqual([
    ['Когалым', [2, 0, 0, 0, 0]],
    ['Лангепас', [1, 0, 0, 0, 1]],
  ]);
});

test('each sees as far as they see: a school itself, a coordinator the municipality, nobody a day to come or a ladder that is none', async () => {
  const { coordinator, directors, analyst, territory } = world;
  const at = '2012-04-10 10:00';
  expect((await ladder(directors[8], at, 'conditions')).rows.map(({ name }) => name)).toEqual(['Школа № 8']);
  expect((await ladder(coordinator, at, 'conditions')).territories.map(({ name }) => name)).toEqual(['Когалым']);
  const foreign = { municipalityId: territory.municipality('Лангепас') };
  expect((await ladder(analyst, at, 'conditions', foreign)).rows.map(({ name }) => name)).toEqual(['Гимназия']);
  for (const asked of [
    () => ladder(coordinator, at, 'conditions', foreign),
    () => ladder(analyst, at, 'conditions', { on: day('2012-04-11') }),
    () => ladder(analyst, at, 'toString'),
    () => ladder(analyst, at, 'stages', { campaignId: 999 }),
  ]) {
    expect(await refusalOf(asked())).toEqual({ kind: 'notFound' });
  }
});

test('a step that needs two statements is reached with the later of the two, and until then names the one that is lacking', async () => {
  const measures = orders.KG.measures.map(({ statement, ...one }) => ({
    ...one,
    ...(statement && { statement: { name: statement.name } }),
  }));
  const criterion = [{ item: '1', is: 'since' as const }];
  const needs = ['KG-3.3', 'KG-3.5'].map((form) => ({ form, criterion }));
  const step = { id: 'both', number: '1', title: 'Назначены и запланировано', term: null, termText: '', needs };
  const papers = { id: 'papers', clause: 'KG-3', title: 'Документы', steps: [step] };
  const definition = { ...orders.KG, measures, ladders: [papers] };
  expect(orderSchema.safeParse(definition).error?.issues ?? []).toEqual([]);
  await database().pool.query('update campaigns set definition = $1', [JSON.stringify(definition)]);
  await file(7, '2012-04-05 10:00', '2012-04-10', { '1:date': '02.04.2012' });
  const lacking = await ladder(world.analyst, '2012-04-05 11:00', 'papers');
  expect(lacking.rows.slice(0, 2).map(({ step: at, lacks }) => [at, lacks])).toEqual([
    [0, ['план введения']],
    [0, ['приказ об ответственном лице', 'план введения']],
  ]);
  await file(7, '2012-04-06 10:00', '2012-04-18', { '1:date': '04.04.2012' });
  expect((await ladder(world.analyst, '2012-04-06 11:00', 'papers')).rows[0]).toMatchObject({
    step: 1,
    since: '2012-04-04',
    lacks: [],
  });
});
