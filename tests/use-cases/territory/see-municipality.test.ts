import { beforeEach, describe, expect, test } from 'vitest';
import { day, month } from '#app/domain/calendar.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import { seeMunicipalityCoverage, seeMunicipalityReports } from '#app/use-cases/territory/see-municipality.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { moForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow, moveSchool } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

/**
 * Dubna under MO. School № 1 filed for June in time, for July on 2 August, late; № 2 filed for July and was returned;
 * № 3 has never filed.
 */
async function dubna() {
  const territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Дубна: ['Школа № 1', 'Школа № 2', 'Школа № 3'], Истра: ['Гимназия'] },
  });
  const { region, municipality, school } = territory;
  const administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  const opened = as(administrator, '2012-06-14 10:00');
  const { campaignId } = await openCampaign(opened, { orderId: 'MO', scopeId: region.id, years: 0 });
  await openReportingDates(byClock('2012-07-25 00:05', moscow), { regionId: region.id });
  const director = await schoolPerson(database(), territory, 'director', 'Смирнова Т. А.', 'Школа № 1');
  const colleague = await schoolPerson(database(), territory, 'director', 'Орлов П. Н.', 'Школа № 2');
  const coordinator = await coordinatorOf(database(), territory, 'Фёдорова И. М.', 'Дубна');
  const file = (who: typeof director, at: string, asOf: string, since: string | null) =>
    saveAndFile(as(who, at), database(), { schoolId: who.schoolId, asOf, typed: moForm(since) });
  await file(director, '2012-06-29 12:00', '2012-06-30', '01.02.2012');
  const { reportId, ordinal } = await file(colleague, '2012-07-26 12:00', '2012-07-31', null);
  const reason = 'Заполните строку 4.';
  await reviewReport(as(coordinator, '2012-07-27 12:00'), {
    reportId,
    ordinal,
    decision: 'returned',
    category: 'figures',
    reason,
  });
  await file(director, '2012-08-02 12:00', '2012-07-31', '01.02.2012');
  return {
    campaignId,
    municipalityId: municipality('Дубна'),
    istra: municipality('Истра'),
    third: school('Школа № 3'),
    director,
    coordinator,
    stranger: await coordinatorOf(database(), territory, 'Зимин А. А.', 'Истра'),
    supervisor: await regionPerson(database(), territory, 'supervisor', 'Шмагина А. В.'),
  };
}

let people: Awaited<ReturnType<typeof dubna>>;
beforeEach(async () => {
  people = await dubna();
});

const today = '2012-08-03 10:00';
const where = () => ({ campaignId: people.campaignId, municipalityId: people.municipalityId });

describe('the reports of a municipality', () => {
  test('say who has not reported and what waits, for the latest opened date', async () => {
    const seen = await seeMunicipalityReports(as(people.coordinator, today), { ...where(), asOf: day('2012-07-31') });
    expect(seen.reports.map(({ school, standing, firstLate }) => ({ school, standing, firstLate }))).toEqual([
      { school: 'Школа № 1', standing: 'filed', firstLate: true },
      { school: 'Школа № 2', standing: 'returned', firstLate: false },
      { school: 'Школа № 3', standing: 'late', firstLate: null },
    ]);
    expect(seen.counts).toMatchObject({ filed: 1, returned: 1, late: 1, accepted: 0 });
  });

  test('queue over all dates, the longest waiting first', async () => {
    const seen = await seeMunicipalityReports(as(people.coordinator, today), where());
    expect(seen.waiting.map(({ asOf, lastFiledOn }) => ({ asOf, lastFiledOn }))).toEqual([
      { asOf: '2012-06-30', lastFiledOn: '2012-06-29' },
      { asOf: '2012-07-31', lastFiledOn: '2012-08-02' },
    ]);
  });

  test('carry every school and date for the table of both', async () => {
    expect((await seeMunicipalityReports(as(people.coordinator, today), where())).last).toEqual([]);
    const seen = await seeMunicipalityReports(as(people.coordinator, today), { ...where(), allDates: true });
    expect(
      seen.last.filter(({ school }) => school === 'Школа № 3').map(({ asOf, standing }) => [asOf, standing]),
    ).toEqual(
      expect.arrayContaining([
        ['2012-06-30', 'late'],
        ['2012-07-31', 'late'],
      ]),
    );
  });

  test('do not exist for another municipality’s coordinator, a director, or a date of nobody’s', async () => {
    for (const person of [people.stranger, people.director]) {
      expect(await refusalOf(seeMunicipalityReports(as(person, today), where()))).toEqual({ kind: 'notFound' });
    }
    const noDate = seeMunicipalityReports(as(people.coordinator, today), { ...where(), asOf: day('2012-07-30') });
    expect(await refusalOf(noDate)).toEqual({ kind: 'notFound' });
  });
});

describe('the coverage of a municipality', () => {
  const at = { month: month('2012-08') };

  test('names the schools behind the figure and what is missing to the target', async () => {
    const seen = await seeMunicipalityCoverage(as(people.coordinator, today), { ...where(), at });
    expect(seen.line).toMatchObject({ covered: { n: 1, of: 3 }, target: 'pending', stillNeeded: 2 });
    expect(seen.schools.map(({ name, covered, last }) => [name, covered, last?.asOf])).toEqual([
      ['Школа № 1', true, '2012-07-31'],
      ['Школа № 2', false, '2012-07-31'],
      ['Школа № 3', false, undefined],
    ]);
    expect(seen.items.map(({ id }) => id)).toEqual(['4', '5', '5.1', '5.2']);
    expect(seen.line.figures['5.1']).toEqual({ n: 60, of: 80, schools: 2 });
  });

  test('is seen by the region, and follows a school that moves', async () => {
    await moveSchool(database(), people.third, { municipalityId: people.istra, since: '2012-08-02' });
    const seen = await seeMunicipalityCoverage(as(people.supervisor, today), { ...where(), at });
    expect(seen.line.covered).toEqual({ n: 1, of: 2 });
    const before = { ...at, day: day('2012-08-01') };
    const then = await seeMunicipalityCoverage(as(people.supervisor, today), { ...where(), at: before });
    expect(then.line.covered).toEqual({ n: 1, of: 3 });
  });

  test('does not exist for another municipality’s coordinator and a director', async () => {
    for (const person of [people.stranger, people.director]) {
      const asked = seeMunicipalityCoverage(as(person, today), { ...where(), at });
      expect(await refusalOf(asked)).toEqual({ kind: 'notFound' });
    }
  });
});
