/** The same schools of the same day, by the municipalities of that day and by those of today. */
import { beforeEach, expect, test } from 'vitest';
import { type Day, day, month, monthOf } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import type { At } from '#app/domain/territory/summary.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { seeActs } from '#app/use-cases/organisations/keep-acts.server.ts';
import { moveSchool, seeOrganisation } from '#app/use-cases/organisations/manage-organisations.server.ts';
import { seeSchool } from '#app/use-cases/organisations/see-school.server.ts';
import { closeIntoSuccessors } from '#app/use-cases/organisations/succeed-school.server.ts';
import { seeResponsible } from '#app/use-cases/people/hand-over.server.ts';
import { seeSchoolProblems } from '#app/use-cases/problems/see-problems.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { seeMunicipalityCoverage } from '#app/use-cases/territory/see-municipality.server.ts';
import { seeRegion } from '#app/use-cases/territory/see-region.server.ts';
import { seeHistory } from '#app/use-cases/trust/see-history.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { moForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

/** MO in a region of three towns; school № 1 and the lyceum have used their system since spring, and said so in August. */
async function threeTowns() {
  const territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: {
      Дубна: ['Школа № 1', 'Школа № 2', 'Школа № 3'],
      Истра: ['Лицей', { name: 'Школа № 9', opened: '2012-08-15' }],
      Клин: ['Гимназия', { name: 'Школа № 4', closed: '2012-08-20' }],
    },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  const analyst = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
  const openedBy = as(administrator, '2012-06-13 12:00');
  const { campaignId } = await openCampaign(openedBy, { orderId: 'MO', scopeId: territory.region.id, years: 0 });
  await openReportingDates(byClock('2012-08-10 00:05', moscow), { regionId: territory.region.id });
  for (const name of ['Школа № 1', 'Лицей']) {
    const director = await schoolPerson(database(), territory, 'director', `Директор ${name}`, name);
    await saveAndFile(as(director, '2012-08-25 10:00'), database(), {
      schoolId: director.schoolId,
      asOf: '2012-08-31',
      typed: moForm('01.03.2012'),
    });
  }
  return { ...territory, administrator, analyst, campaignId };
}

let world: Awaited<ReturnType<typeof threeTowns>>;
beforeEach(async () => {
  world = await threeTowns();
});

const december = '2012-12-03 12:00';
const inAugust: At = { month: month('2012-08') };
const onTheDay = (asOf: Day): At => ({ month: monthOf(asOf), day: asOf });
const asNow = (at: At): At => ({ ...at, territory: 'now' });
const august31 = day('2012-08-31');

async function versionOf(name: string) {
  const { organisation } = await seeOrganisation(as(world.administrator, december), world.school(name));
  return String(organisation.version);
}

async function move(name: string, municipality: string, since: string) {
  const typed = { version: await versionOf(name), municipality: String(world.municipality(municipality)), since };
  await moveSchool(as(world.administrator, december), { id: world.school(name), typed });
}

async function close(name: string, successors: string[], since: string) {
  const ids = successors.map((successor) => world.school(successor)).join(',');
  const typed = { version: await versionOf(name), successors: ids, since, document: 'Постановление № 5' };
  await closeIntoSuccessors(as(world.administrator, december), { id: world.school(name), typed });
}

/** «Дубна 1/3»: the municipalities of the region's page, and what the page says has changed. */
async function region(at: At) {
  const view = await seeRegion(as(world.analyst, december), { campaignId: world.campaignId, at });
  const lines = view.totals.municipalities.map(({ name, covered }) => `${name} ${covered.n}/${covered.of}`);
  const { covered } = view.totals.region;
  return { lines, covered, source: view.source.kind, territory: view.territory };
}

async function municipality(viewer: User, name: string, at: At) {
  const ask = { municipalityId: world.municipality(name), campaignId: world.campaignId, at };
  const seen = await seeMunicipalityCoverage(as(viewer, december), ask);
  return {
    covered: seen.line.covered,
    schools: seen.schools.map((school) => school.name),
    replaced: seen.territory?.replaced.map(({ name: school, from, to, opens }) => [school, from, to, opens]),
  };
}

test('row 34: a school counts from its first day and no longer from its closing, named with the reason', async () => {
  const excludedOn = async (asOf: string) => {
    const ask = { campaignId: world.campaignId, at: onTheDay(day(asOf)) };
    const { totals } = await seeRegion(as(world.analyst, december), ask);
    return [totals.region.covered.of, ...totals.excluded.map(({ name, reason }) => `${name}: ${reason}`)];
  };
  expect(await excludedOn('2012-08-14')).toEqual([6, 'Школа № 9: notOpenYet']);
  expect(await excludedOn('2012-08-15')).toEqual([7]);
  expect(await excludedOn('2012-08-19')).toEqual([7]);
  expect(await excludedOn('2012-08-20')).toEqual([6, 'Школа № 4: closed']);
});

test('row 34: a school that has left the territory by then is in nobody’s denominator', async () => {
  await database()
    .db.updateTable('placements')
    .set({ until: day('2012-08-10') })
    .where('organisation_id', '=', world.school('Гимназия'))
    .execute();
  expect((await region(onTheDay(day('2012-08-09')))).covered.of).toBe(6);
  expect((await region(onTheDay(day('2012-08-10')))).covered.of).toBe(5);
});

test('row 35: old figures stay with the old municipality, and today’s are one switch away', async () => {
  await move('Школа № 1', 'Клин', '01.10.2012');
  const then = await region(onTheDay(august31));
  expect(then).toMatchObject({ lines: ['Дубна 1/3', 'Истра 1/2', 'Клин 0/1'], territory: null });
  const now = await region(asNow(onTheDay(august31)));
  expect(now.lines).toEqual(['Дубна 0/2', 'Истра 1/2', 'Клин 1/2']);
  expect(now.covered).toEqual(then.covered);
});

test('row 35: the difference is listed school by school and municipality by municipality', async () => {
  await move('Школа № 1', 'Клин', '01.10.2012');
  const { territory } = await region(asNow(onTheDay(august31)));
  expect(territory?.replaced).toEqual([
    {
      id: world.school('Школа № 1'),
      name: 'Школа № 1',
      fromId: world.municipality('Дубна'),
      from: 'Дубна',
      toId: world.municipality('Клин'),
      to: 'Клин',
      since: '2012-10-01',
      into: null,
      opens: true,
    },
  ]);
  expect(territory?.differing.map(({ name, was, now }) => [name, was, now])).toEqual([
    ['Дубна', { n: 1, of: 3 }, { n: 0, of: 2 }],
    ['Клин', { n: 0, of: 1 }, { n: 1, of: 2 }],
  ]);
});

test('row 35: a merged school counts where its successor stands, through all mergers; a split one where it stood itself', async () => {
  await close('Школа № 1', ['Школа № 9'], '01.09.2012');
  await close('Школа № 9', ['Гимназия'], '01.11.2012');
  await close('Школа № 2', ['Лицей', 'Гимназия'], '01.10.2012');
  const now = await region(asNow(onTheDay(august31)));
  expect(now.lines).toEqual(['Дубна 0/2', 'Истра 1/1', 'Клин 1/3']);
  expect(now.territory?.replaced.map(({ name, to, since, into }) => [name, to, since, into])).toEqual([
    ['Школа № 1', 'Клин', '2012-09-01', 'Гимназия'],
    ['Школа № 9', 'Клин', '2012-11-01', 'Гимназия'],
  ]);
});

test('row 35: a merger that is still to come changes nothing yet', async () => {
  await close('Школа № 1', ['Лицей'], '01.01.2013');
  expect(await region(asNow(onTheDay(august31)))).toMatchObject({
    lines: ['Дубна 1/3', 'Истра 1/2', 'Клин 0/1'],
    territory: { replaced: [], differing: [] },
  });
});

test('row 35: of a compiled month the edition stands, and today’s municipalities are counted live as of its last day', async () => {
  await compileSummary(byClock('2012-09-01 00:30', moscow), { regionId: world.region.id, month: month('2012-08') });
  await move('Школа № 1', 'Клин', '01.10.2012');
  expect(await region(inAugust)).toMatchObject({ source: 'edition', lines: ['Дубна 1/3', 'Истра 1/2', 'Клин 0/1'] });
  expect(await region(asNow(inAugust))).toMatchObject({
    source: 'live',
    lines: ['Дубна 0/2', 'Истра 1/2', 'Клин 1/2'],
  });
});

test('row 35: a municipality’s page lists the schools that it has now, with where they came from and who has left', async () => {
  await move('Школа № 1', 'Клин', '01.10.2012');
  await close('Школа № 3', ['Гимназия'], '01.11.2012');
  expect(await municipality(world.analyst, 'Клин', asNow(onTheDay(august31)))).toEqual({
    covered: { n: 1, of: 3 },
    schools: ['Гимназия', 'Школа № 1', 'Школа № 3'],
    replaced: [
      ['Школа № 1', 'Дубна', 'Клин', true],
      ['Школа № 3', 'Дубна', 'Клин', true],
    ],
  });
  expect(await municipality(world.analyst, 'Дубна', asNow(onTheDay(august31)))).toMatchObject({
    covered: { n: 0, of: 1 },
    schools: ['Школа № 2'],
    replaced: [
      ['Школа № 1', 'Дубна', 'Клин', true],
      ['Школа № 3', 'Дубна', 'Клин', true],
    ],
  });
});

test('a coordinator sees the schools of today, and opens those whose pages are theirs', async () => {
  await move('Школа № 1', 'Клин', '01.10.2012');
  await close('Школа № 3', ['Гимназия'], '01.11.2012');
  const ofKlin = await coordinatorOf(database(), world, 'Зимин А. А.', 'Клин');
  expect(await municipality(ofKlin, 'Клин', asNow(onTheDay(august31)))).toEqual({
    covered: { n: 1, of: 3 },
    schools: ['Гимназия', 'Школа № 1', 'Школа № 3'],
    replaced: [
      ['Школа № 1', 'Дубна', 'Клин', true],
      ['Школа № 3', 'Дубна', 'Клин', false],
    ],
  });
  const ofDubna = await coordinatorOf(database(), world, 'Фёдорова И. М.', 'Дубна');
  const { replaced } = await municipality(ofDubna, 'Дубна', asNow(onTheDay(august31)));
  expect(replaced?.map(([name, , , opens]) => [name, opens])).toEqual([
    ['Школа № 1', false],
    ['Школа № 3', true],
  ]);
  const ofIstra = await coordinatorOf(database(), world, 'Юдина С. Р.', 'Истра');
  expect((await municipality(ofIstra, 'Истра', asNow(onTheDay(august31)))).replaced).toEqual([]);
});

test('in the campaign of one municipality a school that has left it stays with it', async () => {
  const scopeId = world.municipality('Дубна');
  const openedBy = as(world.administrator, '2012-06-14 12:00');
  const { campaignId } = await openCampaign(openedBy, { orderId: 'KG', scopeId, years: 0 });
  await move('Школа № 1', 'Клин', '01.10.2012');
  const ask = { campaignId, at: asNow(onTheDay(august31)) };
  const { totals, territory } = await seeRegion(as(world.analyst, december), ask);
  expect(totals.municipalities.map(({ name, covered }) => [name, covered.of])).toEqual([['Дубна', 3]]);
  expect(territory?.replaced).toEqual([]);
});

test('whoever coordinated a school before it moved learns where it went when they open its report or its pages; nobody else does', async () => {
  const { school, municipality, administrator } = world;
  const coordinator = (place: string) => coordinatorOf(database(), world, `${place}ский Олег`, place);
  const [dubna, istra, klin] = [await coordinator('Дубна'), await coordinator('Истра'), await coordinator('Клин')];
  const reportId = (
    await database()
      .db.selectFrom('reports')
      .where('organisation_id', '=', school('Лицей'))
      .select('id')
      .executeTakeFirstOrThrow()
  ).id;
  const opened = async (person: User) => {
    const ctx = as(person, '2012-10-01 12:00');
    const schoolId = school('Лицей');
    const [first, ...others] = await Promise.all([
      refusalOf(seeReport(ctx, reportId)),
      refusalOf(seeSchool(ctx, schoolId)),
      refusalOf(seeActs(ctx, schoolId)),
      refusalOf(seeSchoolProblems(ctx, schoolId)),
      refusalOf(seeResponsible(ctx, schoolId)),
      refusalOf(seeHistory(ctx, { subject: 'school', id: schoolId })),
    ]);
    for (const other of others) expect(other).toEqual(first);
    return first;
  };
  expect([await opened(dubna), await opened(klin)]).toEqual([{ kind: 'notFound' }, { kind: 'notFound' }]);
  const { organisation } = await seeOrganisation(as(administrator, '2012-09-20 12:00'), school('Лицей'));
  await moveSchool(as(administrator, '2012-09-20 12:00'), {
    id: school('Лицей'),
    typed: { version: String(organisation.version), municipality: String(municipality('Клин')), since: '20.09.2012' },
  });
  expect(await opened(istra)).toEqual({ kind: 'movedAway', to: 'Клин', since: '2012-09-20' });
  expect(await opened(dubna)).toEqual({ kind: 'notFound' });
  expect((await seeReport(as(klin, '2012-10-01 12:00'), reportId)).school.name).toBe('Лицей');
  const director = await schoolPerson(database(), world, 'director', 'Чужаков Иван', 'Школа № 9');
  expect(await opened(director)).toEqual({ kind: 'notFound' });
});
