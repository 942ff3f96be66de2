/** MO: order № 2613 of 13.06.2012: at least 75 % of each municipality's schools by 01.09.2012, by Moscow's clock of that year. */
import { describe, expect, test } from 'vitest';
import { type Day, day, monthOf } from '#app/domain/calendar.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { seeMunicipalityCoverage } from '#app/use-cases/territory/see-municipality.server.ts';
import { seeRegion } from '#app/use-cases/territory/see-region.server.ts';
import { contexts, instant } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { insertFilings } from '#tests/support/filings.ts';
import { regionPerson, schoolPerson } from '#tests/support/people.ts';
import { moForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow, moveSchool, type SchoolSpec } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);
const september1 = day('2012-09-01');

/** The campaign opened on the day of the order, and what is owed by September. */
async function moscowOblast(municipalities: Record<string, (string | SchoolSpec)[]>) {
  const territory = await createTerritory(database(), { name: 'Московская область', zone: moscow, municipalities });
  const { region } = territory;
  const administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  const analyst = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
  const openedBy = as(administrator, '2012-06-13 12:00');
  const { campaignId } = await openCampaign(openedBy, { orderId: 'MO', scopeId: region.id, years: 0 });
  const morningOf = (date: string) => openReportingDates(byClock(`${date} 00:05`, moscow), { regionId: region.id });
  await morningOf('2012-09-01');
  const at = (asOf: Day) => ({ month: monthOf(asOf), day: asOf });

  return {
    ...territory,
    campaignId,
    administrator,
    morningOf,
    /** Its director reports for August that the school uses the system since that day. */
    async reportUse(name: string, since: string | null, filedAt: string, asOf = '2012-08-31') {
      const director = await schoolPerson(database(), territory, 'director', `Директор ${name}`, name);
      await saveAndFile(as(director, filedAt), database(), { schoolId: director.schoolId, asOf, typed: moForm(since) });
    },
    /** How a municipality stood at the end of the day, as an analyst sees it much later. */
    async standingOn(asOf: Day, name: string) {
      const ask = { municipalityId: territory.municipality(name), campaignId, at: at(asOf) };
      const { line, schools, excluded } = await seeMunicipalityCoverage(as(analyst, '2012-12-31 12:00'), ask);
      return {
        covered: line.covered,
        target: line.target,
        stillNeeded: line.stillNeeded,
        notCovered: schools.filter((school) => !school.covered).map((school) => school.name),
        excluded: excluded.map((school) => [school.name, school.reason]),
      };
    },
    async regionOn(asOf: Day) {
      return (await seeRegion(as(analyst, '2012-12-31 12:00'), { campaignId, at: at(asOf) })).totals;
    },
  };
}

test('a municipality at exactly 75 % has reached the target, counting who was open on 01.09.2012', async () => {
  const { reportUse, standingOn } = await moscowOblast({
    Балашиха: [
      'Школа № 1',
      'Школа № 2',
      'Школа № 3',
      { name: 'Школа № 4', closed: '2012-08-20' },
      { name: 'Школа № 5', opened: '2012-08-25' },
      { name: 'Детская школа искусств', generalEducation: false },
    ],
  });
  await reportUse('Школа № 1', '01.02.2012', '2012-08-30 10:00');
  await reportUse('Школа № 2', '20.08.2012', '2012-08-31 23:59');
  await reportUse('Школа № 3', '01.09.2012', '2012-09-01 23:59');

  // № 4 is closed, № 5 is open and never reported: 3 of 4.
  expect(await standingOn(september1, 'Балашиха')).toEqual({
    covered: { n: 3, of: 4 },
    target: 'met',
    stillNeeded: 0,
    notCovered: ['Школа № 5'],
    excluded: [
      ['Детская школа искусств', 'notGeneral'],
      ['Школа № 4', 'closed'],
    ],
  });
  // The day before, № 3 did not use it yet and had not reported.
  expect(await standingOn(day('2012-08-31'), 'Балашиха')).toMatchObject({
    covered: { n: 2, of: 4 },
    target: 'pending',
    stillNeeded: 1,
  });
  // Before both changes № 4 counted and № 5 did not.
  expect(await standingOn(day('2012-08-19'), 'Балашиха')).toMatchObject({
    covered: { n: 0, of: 4 },
    notCovered: ['Школа № 1', 'Школа № 2', 'Школа № 3', 'Школа № 4'],
    excluded: [
      ['Детская школа искусств', 'notGeneral'],
      ['Школа № 5', 'notOpenYet'],
    ],
  });
});

test('a municipality at 74.9 % has not, and one school more would do', async () => {
  const names = Array.from({ length: 255 }, (_, index) => `Школа № ${index + 1}`);
  const { campaignId, administrator, school, standingOn, regionOn } = await moscowOblast({ Подольск: names });
  await insertFilings(
    database(),
    { campaignId, userId: administrator.id },
    names.slice(0, 191).map((name) => ({
      schoolId: school(name),
      asOf: '2012-08-31',
      filedAt: instant('2012-08-30 10:00', moscow),
      coveredFrom: '2012-08-01',
    })),
  );

  const { covered, target, stillNeeded, notCovered } = await standingOn(september1, 'Подольск');
  expect([covered, target, stillNeeded, notCovered.length]).toEqual([{ n: 191, of: 255 }, 'missed', 1, 64]);
  expect(percentOf(covered, [{ n: 75, of: 100 }])?.text).toBe('74.9');
  expect((await regionOn(september1)).municipalitiesMet).toEqual({ n: 0, of: 1 });
});

describe('a school counts as using the system', () => {
  test('from the day it names, if it had reported by then', async () => {
    const { reportUse, standingOn } = await moscowOblast({ Дубна: ['Гимназия', 'Лицей', 'Школа № 1', 'Школа № 2'] });
    await reportUse('Гимназия', '31.08.2012', '2012-08-31 10:00');
    await reportUse('Лицей', '03.09.2012', '2012-09-03 10:00');
    // Used all along, but said so only on the 5th.
    await reportUse('Школа № 1', '01.02.2012', '2012-09-05 10:00');
    await reportUse('Школа № 2', null, '2012-08-31 10:00');

    const on = async (date: string) => (await standingOn(day(date), 'Дубна')).notCovered;
    expect(await on('2012-09-01')).toEqual(['Лицей', 'Школа № 1', 'Школа № 2']);
    expect(await on('2012-09-03')).toEqual(['Школа № 1', 'Школа № 2']);
    expect(await on('2012-09-05')).toEqual(['Школа № 2']);
  });

  test('not before the day it names, even if the report was already there', async () => {
    const { campaignId, administrator, school, standingOn } = await moscowOblast({ Дубна: ['Лицей'] });
    const early = { schoolId: school('Лицей'), asOf: '2012-08-31', filedAt: instant('2012-08-31 10:00', moscow) };
    await insertFilings(database(), { campaignId, userId: administrator.id }, [
      { ...early, coveredFrom: '2012-09-02' },
    ]);
    expect((await standingOn(september1, 'Дубна')).covered).toEqual({ n: 0, of: 1 });
    expect((await standingOn(day('2012-09-02'), 'Дубна')).covered).toEqual({ n: 1, of: 1 });
  });

  test('no longer when its next report says that it stopped', async () => {
    const { reportUse, standingOn, morningOf } = await moscowOblast({ Дубна: ['Лицей'] });
    await reportUse('Лицей', '01.02.2012', '2012-08-31 10:00');
    await morningOf('2012-09-02');
    await reportUse('Лицей', null, '2012-09-20 10:00', '2012-09-30');
    expect((await standingOn(day('2012-09-19'), 'Дубна')).covered).toEqual({ n: 1, of: 1 });
    expect((await standingOn(day('2012-09-20'), 'Дубна')).covered).toEqual({ n: 0, of: 1 });
  });
});

test('a school that moved counts where it was placed on that day', async () => {
  const { municipality, school, reportUse, standingOn, regionOn } = await moscowOblast({
    Балашиха: ['Школа № 1'],
    Железнодорожный: ['Школа № 2', 'Школа № 3'],
  });
  await reportUse('Школа № 2', '01.02.2012', '2012-08-31 10:00');
  await moveSchool(database(), school('Школа № 2'), { municipalityId: municipality('Балашиха'), since: '2012-09-15' });

  expect((await standingOn(september1, 'Железнодорожный')).covered).toEqual({ n: 1, of: 2 });
  expect((await standingOn(september1, 'Балашиха')).covered).toEqual({ n: 0, of: 1 });
  expect((await standingOn(day('2012-09-14'), 'Балашиха')).covered).toEqual({ n: 0, of: 1 });
  expect((await standingOn(day('2012-09-15'), 'Балашиха')).covered).toEqual({ n: 1, of: 2 });
  expect((await standingOn(day('2012-09-15'), 'Железнодорожный')).covered).toEqual({ n: 0, of: 1 });
  expect((await regionOn(september1)).region.covered).toEqual({ n: 1, of: 3 });
  expect((await regionOn(day('2012-09-15'))).region.covered).toEqual({ n: 1, of: 3 });
});
