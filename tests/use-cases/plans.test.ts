/** Municipalities approve plans of their coverage, and see the fact beside them (MO-4.1). */
import { beforeEach, describe, expect, test } from 'vitest';
import { day, month, startOf } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { beginPlan, keepPlan } from '#app/use-cases/territory/keep-plan.server.ts';
import { seePlan, seePlans } from '#app/use-cases/territory/see-plans.server.ts';
import { plansOfCampaign } from '#db/queries/plans.ts';
import { contexts, instant, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { pdf } from '#tests/support/documents.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { asAnotherProcess, moForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow, type Territory } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

let territory: Territory;
let coordinator: User;
let neighbour: User;
let analyst: User;
let administrator: User;
let director: User & { schoolId: number };
let where: { campaignId: number; municipalityId: number };

const now = '2012-06-28 10:00';
const typed = {
  version: '0',
  number: '14-П',
  date: '25.06.2012',
  title: 'О плане внедрения',
  responsible: 'Гордеева Л. М.',
  position: 'начальник управления образования',
  phone: '8 (496) 212-11-00',
  'steps:0:by': '31.07.2012',
  'steps:0:schools': '1',
  'steps:1:by': '01.09.2012',
  'steps:1:schools': '3',
  'steps:2:by': '',
  'steps:2:schools': '',
};

const keep = (changes: Record<string, string> = {}, { by = coordinator, at = now } = {}) =>
  keepPlan(as(by, at), { ...where, typed: { ...typed, ...changes } });

async function faultsOf(asked: Promise<unknown>): Promise<string[]> {
  const refusal = await refusalOf(asked);
  return refusal.kind === 'fields' ? refusal.faults.map(({ field, code }) => `${field}: ${code}`) : [refusal.kind];
}

beforeEach(async () => {
  territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: {
      Дубна: ['Школа № 1', 'Школа № 2', 'Школа № 3', { name: 'Школа искусств', generalEducation: false }],
      Истра: ['Лицей'],
      Клин: [],
    },
  });
  coordinator = await coordinatorOf(database(), territory, 'Фёдорова И. М.', 'Дубна');
  neighbour = await coordinatorOf(database(), territory, 'Зимин А. А.', 'Истра');
  analyst = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
  administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  director = await schoolPerson(database(), territory, 'director', 'Смирнова Т. А.', 'Школа № 1');
  const scopeId = territory.region.id;
  const { campaignId } = await openCampaign(as(administrator, '2012-06-15 10:00'), {
    orderId: 'MO',
    scopeId,
    years: 0,
  });
  where = { campaignId, municipalityId: territory.municipality('Дубна') };
});

async function auditOf(action: string) {
  return database().db.selectFrom('audit').where('action', '=', action).orderBy('id').selectAll().execute();
}

test('row 42: a municipality plans how many schools are covered by which day, and the fact is seen beside each step', async () => {
  await keep();
  await openReportingDates(byClock('2012-07-02 00:05', moscow), { regionId: territory.region.id });
  const file = (at: string, since: string) =>
    saveAndFile(as(director, at), database(), {
      schoolId: director.schoolId,
      asOf: '2012-07-31',
      typed: moForm(since),
    });
  await file('2012-07-31 23:59', '01.07.2012');

  const before = await seePlan(as(coordinator, '2012-07-30 12:00'), where);
  expect(before.state).toBeNull();
  expect(before.steps.map(({ fact }) => fact)).toEqual([null, null]);

  const between = await seePlan(as(coordinator, '2012-08-20 12:00'), where);
  expect(between.steps).toMatchObject([
    { by: '2012-07-31', planned: { n: 1, of: 3 }, fact: { n: 1, of: 3 }, state: { kind: 'asPlanned', by: 0 } },
    { by: '2012-09-01', planned: { n: 3, of: 3 }, fact: null, state: null },
  ]);
  expect(between).toMatchObject({ state: { kind: 'asPlanned' }, next: { by: '2012-09-01', schools: 3 }, short: null });

  const after = await seePlan(as(coordinator, '2012-09-03 12:00'), where);
  expect(after.steps[1]).toMatchObject({ fact: { n: 1, of: 3 }, state: { kind: 'behind', by: 2 } });
  expect(after).toMatchObject({ state: { kind: 'behind', by: 2 }, next: null });
});

test('what was filed after the end of a step’s day does not count for it', async () => {
  await keep();
  await openReportingDates(byClock('2012-07-02 00:05', moscow), { regionId: territory.region.id });
  const report = { schoolId: director.schoolId, asOf: '2012-07-31', typed: moForm('01.07.2012') };
  await saveAndFile(as(director, '2012-08-01 00:00'), database(), report);
  const { steps, covered } = await seePlan(as(coordinator, '2012-08-20 12:00'), where);
  expect(steps[0]).toMatchObject({ fact: { n: 0, of: 3 }, state: { kind: 'behind', by: 1 } });
  expect(covered).toEqual({ n: 1, of: 3 });
});

test('row 42: the ministry sees who has an approved plan, by whom, in time or late, and who has none', async () => {
  await keep();
  const late = { number: '9', date: '02.07.2012', 'steps:0:schools': '0', 'steps:1:schools': '0' };
  await keepPlan(as(neighbour, '2012-07-05 10:00'), {
    ...where,
    municipalityId: territory.municipality('Истра'),
    typed: { ...typed, ...late },
  });
  const { lines, term } = await seePlans(as(analyst, '2012-07-10 10:00'), where.campaignId);
  expect(term).toBe('2012-07-01');
  expect(lines.map(({ name, standing, plan, short }) => [name, standing, plan?.responsible, short?.kind])).toEqual([
    ['Дубна', 'inTime', 'Гордеева Л. М.', undefined],
    ['Истра', 'late', 'Гордеева Л. М.', 'tooFew'],
    ['Клин', 'none', undefined, undefined],
  ]);

  // A later document changes the plan, and takes nothing from its having been approved in time.
  await keep({ version: '1', number: '88', date: '10.07.2012', 'steps:1:schools': '2' }, { at: '2012-07-11 10:00' });
  const [dubna] = (await seePlans(as(analyst, '2012-07-12 10:00'), where.campaignId)).lines;
  expect(dubna).toMatchObject({ standing: 'inTime', approved: '2012-06-25', plan: { number: '88', version: 2 } });
});

describe('versions', () => {
  test('each save is a version; the earlier ones stay readable with author and time', async () => {
    expect(await keep()).toEqual({ version: 1, changed: true });
    const changes = { version: '1', 'steps:1:schools': '2', responsible: 'Носова Е. К.' };
    expect(await keep(changes, { by: administrator, at: '2012-07-02 09:30' })).toEqual({ version: 2, changed: true });
    const { plan, earlier } = await seePlan(as(coordinator, '2012-07-03 10:00'), where);
    expect(plan).toMatchObject({ version: 2, responsible: 'Носова Е. К.', savedBy: 'Лебедев С. П.' });
    expect(earlier).toMatchObject([
      {
        version: 1,
        responsible: 'Гордеева Л. М.',
        steps: [
          { by: '2012-07-31', schools: 1 },
          { by: '2012-09-01', schools: 3 },
        ],
        savedBy: 'Фёдорова И. М.',
        savedAt: instant(now, moscow),
      },
    ]);
  });

  test('what says the same makes no version, whoever sends it and however often', async () => {
    await keep();
    expect(await keep()).toEqual({ version: 1, changed: false });
    // The same plan written otherwise.
    const same = { version: '1', date: '2012-06-25', 'steps:0:by': '1.9.2012', 'steps:0:schools': ' 3' };
    const swapped = { ...same, 'steps:1:by': '31.07.2012', 'steps:1:schools': '1', number: ' 14-П ' };
    expect(await keep(swapped, { by: administrator })).toEqual({ version: 1, changed: false });
    expect(await auditOf('plan.keep')).toHaveLength(1);
  });

  test('a change of what somebody else has changed meanwhile is refused', async () => {
    await keep();
    await keep({ version: '1', 'steps:1:schools': '2' });
    expect(await faultsOf(keep({ version: '1', phone: '' }))).toEqual(['version: changedMeanwhile']);
    expect(await faultsOf(keep({ version: '0', phone: '' }))).toEqual(['version: changedMeanwhile']);
    expect((await seePlan(as(coordinator, now), where)).plan).toMatchObject({ version: 2, phone: typed.phone });
  });

  test('of two people who save at once the second one learns of the first', async () => {
    const both = await asAnotherProcess(database(), (other) =>
      Promise.allSettled([
        keep({ number: '1' }),
        keepPlan({ ...as(administrator, now), db: other.db }, { ...where, typed: { ...typed, number: '2' } }),
      ]),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await seePlan(as(coordinator, now), where)).earlier).toEqual([]);
  });

  test('a plan saved later changes no earlier day', async () => {
    await keep();
    await keep({ version: '1', 'steps:1:schools': '2' }, { at: '2012-09-05 10:00' });
    const { campaignId } = where;
    const stoodBefore = (date: string) =>
      plansOfCampaign(database().db, analyst, { campaignId, until: startOf(day(date), moscow) });
    expect(await stoodBefore('2012-06-28')).toEqual([]);
    const [september] = await stoodBefore('2012-09-01');
    expect(september).toMatchObject({ version: 1, steps: [{ schools: 1 }, { schools: 3 }] });
    const [october] = await stoodBefore('2012-10-01');
    expect(october).toMatchObject({ version: 2, steps: [{ schools: 1 }, { schools: 2 }] });
  });

  test('the history has what stood before and after', async () => {
    await keep();
    await keep({ version: '1', 'steps:1:schools': '2', responsible: 'Носова Е. К.' });
    const [first, second] = await auditOf('plan.keep');
    expect(first).toMatchObject({
      actor_id: coordinator.id,
      organisation_id: where.municipalityId,
      changes: { number: [null, '14-П'], date: [null, '2012-06-25'], steps: [null, '31.07.2012 – 1; 01.09.2012 – 3'] },
      details: { campaignId: where.campaignId, version: 1 },
    });
    expect(second?.changes).toEqual({
      name: ['Гордеева Л. М.', 'Носова Е. К.'],
      steps: ['31.07.2012 – 1; 01.09.2012 – 3', '31.07.2012 – 1; 01.09.2012 – 2'],
    });
  });
});

test('the approved document is kept as a file, stays with the next version, and can be taken off', async () => {
  const file = { name: 'План.pdf', bytes: pdf() };
  await keepPlan(as(coordinator, now), { ...where, typed, file });
  expect((await seePlan(as(analyst, now), where)).plan).toMatchObject({ fileName: 'План.pdf' });
  await keep({ version: '1', phone: '' });
  expect((await seePlan(as(analyst, now), where)).plan).toMatchObject({ phone: null, fileName: 'План.pdf' });
  await keep({ version: '2', phone: '', withoutFile: 'on' });
  const { plan, earlier } = await seePlan(as(analyst, now), where);
  expect(plan?.fileId).toBeNull();
  expect(earlier.map(({ fileName }) => fileName)).toEqual(['План.pdf', 'План.pdf']);
  const bad = { name: 'План.pdf', bytes: Buffer.from('текст') };
  expect(
    await faultsOf(keepPlan(as(coordinator, now), { ...where, typed: { ...typed, number: '' }, file: bad })),
  ).toEqual(['number: missing', 'file: fileWrongType']);
});

test('what cannot be is refused at its fields, all at once, and nothing is kept', async () => {
  const blank = { number: '', date: '29.06.2012', responsible: ' ', position: '', phone: 'нет' };
  const steps = { 'steps:0:by': '31.02.2012', 'steps:0:schools': 'пять', 'steps:1:schools': '' };
  expect((await faultsOf(keep({ ...blank, ...steps }))).sort()).toEqual([
    ...['date: inFuture', 'number: missing', 'phone: notPhone', 'position: missing', 'responsible: missing'],
    ...['steps:0:by: noSuchDate', 'steps:0:schools: notWhole', 'steps:1:schools: missing'],
  ]);
  const none = { 'steps:0:by': '', 'steps:0:schools': '', 'steps:1:by': '', 'steps:1:schools': '' };
  expect(await faultsOf(keep(none))).toEqual(['steps:0:by: noSteps']);
  expect(await faultsOf(keep({ 'steps:2:by': '01.09.2012', 'steps:2:schools': '3' }))).toEqual(['steps:2:by: sameDay']);
  // In the order of days the third row comes second.
  expect(await faultsOf(keep({ 'steps:2:by': '15.08.2012', 'steps:2:schools': '0' }))).toEqual([
    'steps:2:schools: falls',
  ]);
  const days = Array.from({ length: 25 }, (_, at) => [
    [`steps:${at}:by`, `${at + 1}.08.2012`],
    [`steps:${at}:schools`, '1'],
  ]);
  expect(await faultsOf(keep(Object.fromEntries(days.flat())))).toEqual(['steps:24:by: tooManySteps']);
  for (const schools of ['-1', '1.5', '1e3', '٣', '1000000']) {
    expect(await faultsOf(keep({ 'steps:1:schools': schools })), schools).toEqual(['steps:1:schools: notWhole']);
  }
  expect((await seePlan(as(coordinator, now), where)).plan).toBeNull();
  expect(await auditOf('plan.keep')).toEqual([]);
});

test('more schools than the municipality has are refused; one that has closed since still belongs to its time', async () => {
  expect(await faultsOf(keep({ 'steps:1:schools': '4' }))).toEqual(['steps:1:schools: tooManySchools']);
  await keep();
  await database()
    .db.updateTable('organisations')
    .set({ closed: day('2012-08-01') })
    .where('name', '=', 'Школа № 3')
    .execute();
  expect(await keep({ version: '1', phone: '' }, { at: '2012-08-20 10:00' })).toEqual({ version: 2, changed: true });
  const { steps } = await seePlan(as(coordinator, '2012-08-20 12:00'), where);
  expect(steps.map(({ planned }) => planned)).toEqual([
    { n: 1, of: 3 },
    { n: 2, of: 2 },
  ]);
});

test('a plan below the target is kept, and says so', async () => {
  expect(await keep({ 'steps:1:schools': '2' })).toMatchObject({ changed: true });
  expect((await seePlan(as(coordinator, now), where)).short).toEqual({ kind: 'tooFew', missing: 1 });
});

describe('who may', () => {
  test('the coordinator of the municipality and the administrator keep its plan; the ministry reads; nobody else learns of it', async () => {
    await keep();
    expect(await keep({ version: '1', phone: '' }, { by: administrator })).toMatchObject({ changed: true });
    expect((await seePlan(as(analyst, now), where)).mayKeep).toBe(false);
    const kinds = [
      [analyst, 'forbidden'],
      [neighbour, 'notFound'],
      [director, 'notFound'],
    ] as const;
    for (const [by, kind] of kinds) {
      expect(await refusalOf(keep({ version: '2' }, { by }))).toEqual({ kind });
      expect(await refusalOf(beginPlan(as(by, now), where))).toEqual({ kind });
    }
    for (const by of [neighbour, director]) {
      expect(await refusalOf(seePlan(as(by, now), where))).toEqual({ kind: 'notFound' });
    }
    for (const by of [coordinator, director]) {
      expect(await refusalOf(seePlans(as(by, now), where.campaignId))).toEqual({ kind: 'notFound' });
    }
    const until = instant('2012-07-01 00:00', moscow);
    const seenBy = async (viewer: User) =>
      (await plansOfCampaign(database().db, viewer, { ...where, until })).map(({ municipalityId }) => municipalityId);
    expect(await seenBy(coordinator)).toEqual([where.municipalityId]);
    expect(await seenBy(neighbour)).toEqual([]);
    expect(await seenBy(director)).toEqual([]);
    expect(await seenBy(analyst)).toEqual([where.municipalityId]);
  });

  test('an order that asks for no plan has none', async () => {
    const scopeId = where.municipalityId;
    const opened = { orderId: 'KG', scopeId, years: 0 };
    const { campaignId } = await openCampaign(as(administrator, '2012-04-20 10:00'), opened);
    const kogalym = { ...where, campaignId };
    expect(await refusalOf(seePlan(as(coordinator, now), kogalym))).toEqual({ kind: 'notFound' });
    expect(await refusalOf(keepPlan(as(coordinator, now), { ...kogalym, typed }))).toEqual({ kind: 'notFound' });
    expect(await refusalOf(seePlans(as(analyst, now), campaignId))).toEqual({ kind: 'notFound' });
  });
});

test('an edition keeps the plan as it stood when the data was read', async () => {
  await keep();
  const regionId = territory.region.id;
  const compile = (at: string) => compileSummary(byClock(at, moscow), { regionId, month: month('2012-07') });
  const plansIn = (compiled: Awaited<ReturnType<typeof compile>>) =>
    compiled[0]?.totals.details?.map(({ plan }) => plan && [plan.number, ...plan.steps.map(({ schools }) => schools)]);
  expect(plansIn(await compile('2012-08-01 00:15'))).toEqual([['14-П', 1, 3], null, null]);
  await keep({ version: '1', number: '20-П', 'steps:0:schools': '2' }, { at: '2012-08-02 10:00' });
  expect(plansIn(await compile('2012-08-03 00:15'))).toEqual([['14-П', 1, 3], null, null]);
});
