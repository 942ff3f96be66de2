/** KG-App.1: the activation corridors judged school by school, beside the sum of all. */
import { beforeEach, expect, test } from 'vitest';
import { day, month } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { seeBehindTarget } from '#app/use-cases/territory/see-behind-target.server.ts';
import { seeMunicipalityCoverage } from '#app/use-cases/territory/see-municipality.server.ts';
import { seeRegion } from '#app/use-cases/territory/see-region.server.ts';
import { contexts, instant, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { pagesOver } from '#tests/support/pages.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { kgForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

let territory: Awaited<ReturnType<typeof createTerritory>>;
let campaignId: number;
let analyst: User;
let coordinator: User;
let stranger: User;

/** 30–40 % by 20 September: one school is below, two within (one of them just), one above; two say nothing. */
beforeEach(async () => {
  territory = await createTerritory(database(), {
    name: 'Югра',
    zone: yekaterinburg,
    municipalities: {
      Когалым: ['Школа № 1', 'Школа № 2', 'Школа № 3', 'Школа № 4', 'Школа № 5', 'Школа № 6'],
      Лангепас: ['Гимназия'],
    },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Кубрак П. В.');
  analyst = await regionPerson(database(), territory, 'analyst', 'Орлова Н. Н.');
  coordinator = await coordinatorOf(database(), territory, 'Власенко М. Г.', 'Когалым');
  stranger = await coordinatorOf(database(), territory, 'Ильин А. А.', 'Лангепас');
  const opened = as(administrator, '2012-03-26 10:00');
  const scopeId = territory.municipality('Когалым');
  campaignId = (await openCampaign(opened, { orderId: 'KG', scopeId, years: 0 })).campaignId;
  await openReportingDates(byClock('2012-08-21 00:05', yekaterinburg), { regionId: territory.region.id });
  await openReportingDates(byClock('2012-09-15 00:05', yekaterinburg), { regionId: territory.region.id });
  for (const [school, n] of [
    ['Школа № 1', 20],
    ['Школа № 2', 60],
    ['Школа № 3', 80],
    ['Школа № 4', 100],
  ] as const)
    await file(school, '2012-09-20', '2012-09-19 10:00', n);
});

async function file(school: string, asOf: string, filedAt: string, activated: number) {
  const director = await schoolPerson(database(), territory, 'director', `Директор ${school} ${filedAt}`, school);
  const typed = { ...kgForm, '14:n': String(activated), '14:of': '200' };
  await saveAndFile(as(director, filedAt), database(), { schoolId: director.schoolId, asOf, typed });
}

const september = { month: month('2012-09') };
const bySchools = { behind: 1, silent: 2, within: 2, ahead: 1 };

test('KG-App.1: how many schools are below, in and above the corridor, and who never answered, beside the sum’s judgement', async () => {
  const { totals, bands } = await seeRegion(as(analyst, '2012-09-25 12:00'), { campaignId, at: september });
  // The sum lies within; a school does not.
  const sum = { n: 260, of: 800 };
  const inForce = [{ id: 'activation', by: '2012-09-20', share: sum, schools: bySchools }];
  expect(totals.region.corridors).toEqual(inForce);
  expect(totals.municipalities.map(({ corridors }) => corridors)).toEqual([inForce]);
  expect(bands.map(({ id, facts }) => [id, facts[0]])).toEqual([
    ['activation', expect.objectContaining({ fact: sum, state: 'within', schools: bySchools })],
  ]);
  const ask = { campaignId, municipalityId: territory.municipality('Когалым'), at: september };
  const { line } = await seeMunicipalityCoverage(as(coordinator, '2012-09-25 12:00'), ask);
  expect(line.corridors).toEqual(inForce);
});

test('KG-App.1: before the first corridor’s day no school is judged', async () => {
  const { totals } = await seeRegion(as(analyst, '2012-09-19 12:00'), { campaignId, at: september });
  expect(totals.region.corridors).toEqual([]);
});

test('KG-App.1: each school by name with its own share, by the corridor in force on the day asked about', async () => {
  const municipalityId = territory.municipality('Когалым');
  const seen = async (who: User, at: { month: ReturnType<typeof month>; day?: ReturnType<typeof day> }) => {
    const ask = { campaignId, figure: 'corridor-activation', at, municipalityId };
    const shown = await seeBehindTarget(as(who, '2012-10-16 12:00'), ask);
    if (shown.of !== 'municipality') throw new Error('Not a municipality');
    const { band, whole, schools } = shown;
    return [
      band?.from,
      whole.share,
      ...schools.map(({ name, corridor }) => [name, corridor?.share?.n, corridor?.state]),
    ];
  };
  expect(await seen(coordinator, { ...september, day: day('2012-09-20') })).toEqual([
    30,
    { n: 3, of: 6 },
    ['Школа № 1', 20, 'behind'],
    ['Школа № 2', 60, 'within'],
    ['Школа № 3', 80, 'within'],
    ['Школа № 4', 100, 'ahead'],
    ['Школа № 5', undefined, 'silent'],
    ['Школа № 6', undefined, 'silent'],
  ]);
  // 41–60 % by 15 October: what was enough is not any more.
  expect((await seen(coordinator, { month: month('2012-10') })).slice(0, 5)).toEqual([
    41,
    { n: 1, of: 6 },
    ['Школа № 1', 20, 'behind'],
    ['Школа № 2', 60, 'behind'],
    ['Школа № 3', 80, 'behind'],
  ]);
  expect(await refusalOf(seen(stranger, september))).toEqual({ kind: 'notFound' });
});

test('KG-App.1: a past day keeps its schools when a later report says more, on the page and in the edition', async () => {
  await file('Школа № 1', '2012-10-15', '2012-10-14 10:00', 120);
  const regionId = territory.region.id;
  await compileSummary(byClock('2012-11-01 00:15', yekaterinburg), { regionId, month: month('2012-10') });
  const at = { month: month('2012-10') };
  const { totals, bands } = await seeRegion(as(analyst, '2012-11-02 12:00'), { campaignId, at });
  const later = { behind: 2, silent: 2, within: 2, ahead: 0 };
  expect(totals.bands?.map(({ target, by, schools }) => [target, by, schools])).toEqual([
    ['activation', '2012-09-20', bySchools],
    ['activation', '2012-10-15', later],
  ]);
  expect(totals.details?.[0]?.bands).toEqual(totals.bands);
  expect(bands[0]?.facts.slice(0, 2).map(({ schools }) => schools)).toEqual([bySchools, later]);
});

test('KG-App.1: the page says it in a sentence and a table, and leads to the names', async () => {
  const pages = pagesOver(database(), instant('2012-09-25 12:00', yekaterinburg));
  const cookie = await pages.cookieOf(coordinator);
  const municipalityId = territory.municipality('Когалым');
  const read = async (url: string) =>
    (await (await pages.get(url, cookie)).text()).replaceAll('\u00a0', ' ').replaceAll('<!-- -->', '');
  const page = await read(`/campaigns/${campaignId}/municipalities/${municipalityId}/coverage`);
  expect(page).toContain('Коридор 30–40 %, в силе с 20.09.2012: ниже его школ – 1 из 6');
  expect(page).toContain('Сумма по всем школам – 32,5 % (260 из 800): в коридоре.');
  const behind = `/campaigns/${campaignId}/targets/corridor-activation?at=2012-09&amp;municipality=${municipalityId}`;
  expect(page).toContain(behind);
  const names = await read(behind.replaceAll('&amp;', '&'));
  expect(names).toContain('Ниже коридора: 1');
  expect(names).toContain('Не ответили: 2');
  expect(names).toContain('10,0 % (20 из 200)');
});
