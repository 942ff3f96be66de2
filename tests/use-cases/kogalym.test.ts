/** KG: order № 256 of 26.03.2012 in one school of Kogalym, on the order's own dates and by Kogalym's clock. */
import { describe, expect, test } from 'vitest';
import { day, month } from '#app/domain/calendar.ts';
import type { Typed } from '#app/domain/reports/form.ts';
import { filingNumber } from '#app/domain/reports/report.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { seeSchool } from '#app/use-cases/organisations/see-school.server.ts';
import { fileReport } from '#app/use-cases/reports/file-report.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { seeMunicipalityReports } from '#app/use-cases/territory/see-municipality.server.ts';
import { seeRegion } from '#app/use-cases/territory/see-region.server.ts';
import { contexts } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { kgForm, owedReport, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

/** The campaign opened on the day of the order, for a region that is Kogalym and one school. */
async function kogalym() {
  const territory = await createTerritory(database(), {
    name: 'Когалым',
    zone: yekaterinburg,
    municipalities: { 'Город Когалым': ['Школа № 7'] },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Кубрак П. В.');
  const { campaignId } = await openCampaign(as(administrator, '2012-03-26 10:00'), {
    orderId: 'KG',
    scopeId: territory.region.id,
    years: 0,
  });
  const schoolId = territory.school('Школа № 7');
  const director = await schoolPerson(database(), territory, 'director', 'Гаврилова Т. И.', 'Школа № 7');
  return {
    campaignId,
    schoolId,
    municipalityId: territory.municipality('Город Когалым'),
    director,
    responsible: await schoolPerson(database(), territory, 'responsible', 'Петрова А. С.', 'Школа № 7'),
    coordinator: await coordinatorOf(database(), territory, 'Власенко М. Г.', 'Город Когалым'),
    analyst: await regionPerson(database(), territory, 'analyst', 'Орлова Н. Н.'),
    /** What the daily job does just after midnight. */
    morningOf: (date: string) =>
      openReportingDates(byClock(`${date} 00:05`, yekaterinburg), { regionId: territory.region.id }),
    /** The director files the report for that date, the form filled in but for these changes. */
    file: (asOf: string, at: string, changes: Typed = {}) =>
      saveAndFile(as(director, at), database(), { schoolId, asOf, typed: { ...kgForm, ...changes } }),
  };
}

test('the first report is announced on the day of the order and owed from thirty days before its date', async () => {
  const { director, schoolId, morningOf } = await kogalym();
  const [announced] = (await seeSchool(as(director, '2012-03-26 10:01'), schoolId)).campaigns;
  // What the order asks schools to hand in or to state is owed from its first day (KG-3.2, KG-3.3, KG-3.5).
  const handedIn = [
    ['2013-01-01', 'notDue'],
    ['2012-04-18', 'notDue'],
    ['2012-04-10', 'notDue'],
  ];
  expect(announced?.reports.map(({ asOf, standing }) => [asOf, standing])).toEqual(handedIn);
  expect(announced?.ahead.map(({ opens, due }) => [opens, due])).toEqual([
    ['2012-04-15', '2012-05-15'],
    ['2012-08-21', '2012-09-20'],
    ['2012-09-15', '2012-10-15'],
    ['2012-10-16', '2012-11-15'],
    ['2012-11-25', '2012-12-25'],
  ]);

  expect(await morningOf('2012-04-14')).toBe(0);
  expect(await morningOf('2012-04-15')).toBe(1);
  expect(await morningOf('2012-04-15')).toBe(0);
  const [owed] = (await seeSchool(as(director, '2012-04-15 09:00'), schoolId)).campaigns;
  expect(owed?.reports.map(({ asOf, standing }) => [asOf, standing])).toEqual([
    ['2013-01-01', 'notDue'],
    ['2012-05-15', 'notDue'],
    ['2012-04-18', 'notDue'],
    ['2012-04-10', 'late'],
  ]);
});

test('the due day lasts until midnight in Kogalym', async () => {
  const { director, coordinator, schoolId, campaignId, municipalityId, morningOf, file } = await kogalym();
  await morningOf('2012-04-15');
  await morningOf('2012-08-21');
  const lastMinute = as(director, '2012-05-15 23:59');
  expect(lastMinute.now.toISOString()).toBe('2012-05-15T17:59:00.000Z');
  await file('2012-05-15', '2012-05-15 23:59');
  await file('2012-09-20', '2012-09-21 00:00');

  const { campaigns } = await seeSchool(as(director, '2012-09-21 09:00'), schoolId);
  expect(campaigns[0]?.reports.map(({ asOf, firstLate }) => [asOf, firstLate])).toEqual([
    ['2013-01-01', null],
    ['2012-09-20', true],
    ['2012-05-15', false],
    ['2012-04-18', null],
    ['2012-04-10', null],
  ]);
  const september = { municipalityId, campaignId, asOf: day('2012-09-20') };
  const { reports } = await seeMunicipalityReports(as(coordinator, '2012-09-21 09:00'), september);
  expect(reports.map(({ firstFiledOn, standing }) => [firstFiledOn, standing])).toEqual([['2012-09-21', 'filed']]);
});

test('a report not filed by the end of its day is late from the next morning', async () => {
  const { coordinator, campaignId, municipalityId, morningOf } = await kogalym();
  await morningOf('2012-04-15');
  const standingAt = async (at: string) =>
    (await seeMunicipalityReports(as(coordinator, at), { municipalityId, campaignId })).reports[0]?.standing;
  expect(await standingAt('2012-05-15 23:59')).toBe('notDue');
  expect(await standingAt('2012-05-16 00:00')).toBe('late');
});

test('a report is returned with a reason, filed again and accepted', async () => {
  const { director, responsible, coordinator, schoolId, campaignId, municipalityId, morningOf } = await kogalym();
  await morningOf('2012-04-15');
  const { id: reportId, version } = await owedReport(database(), schoolId, '2012-05-15');
  const saved = await saveReport(as(responsible, '2012-05-14 10:00'), { reportId, version, typed: kgForm });
  const first = await fileReport(as(director, '2012-05-14 12:00'), { reportId, version: saved.version });
  expect(filingNumber(reportId, first.ordinal)).toBe(`${reportId}-1`);

  const reason = 'В строке 4 нет положения о ведении журнала';
  const returned = { reportId, ordinal: 1, decision: 'returned', category: 'figures', reason } as const;
  await reviewReport(as(coordinator, '2012-05-16 09:00'), returned);
  const seen = await seeReport(as(director, '2012-05-16 10:00'), reportId);
  expect(seen).toMatchObject({ standing: 'returned', can: { save: true, file: true, review: false } });
  expect(seen.filings.map((filing) => [filing.decision, filing.reason, filing.reviewedBy])).toEqual([
    ['returned', reason, 'Власенко М. Г.'],
  ]);

  const typed = { ...kgForm, '4:1:title': 'Положение о ведении журнала', '4:1:number': '13', '4:1:date': '15.05.2012' };
  const mended = await saveReport(as(director, '2012-05-17 09:00'), { reportId, version: seen.report.version, typed });
  const second = await fileReport(as(director, '2012-05-17 09:05'), { reportId, version: mended.version });
  expect(second.ordinal).toBe(2);
  await reviewReport(as(coordinator, '2012-05-18 09:00'), { reportId, ordinal: 2, decision: 'accepted' });

  const accepted = await seeReport(as(director, '2012-05-18 10:00'), reportId);
  expect(accepted).toMatchObject({ standing: 'accepted', can: { save: false, file: false } });
  // The first filing was in time, and stays so; the accepted one came after the day.
  expect(accepted.filings.map(({ ordinal, filedBy, late, decision }) => [ordinal, filedBy, late, decision])).toEqual([
    [1, 'Гаврилова Т. И.', false, 'returned'],
    [2, 'Гаврилова Т. И.', true, 'accepted'],
  ]);
  expect(Object.keys(accepted.filings[0]?.answers.items ?? {})).toEqual(
    Object.keys(accepted.filings[1]?.answers.items ?? {}),
  );
  expect(accepted.filings.map(({ answers }) => (answers.items['4'] as { rows: unknown[] }).rows.length)).toEqual([
    1, 2,
  ]);
  const { reports } = await seeMunicipalityReports(as(coordinator, '2012-05-18 10:00'), { municipalityId, campaignId });
  expect(reports.map((line) => [line.firstFiledOn, line.lastFiledOn, line.firstLate, line.lastOrdinal])).toEqual([
    ['2012-05-14', '2012-05-17', false, 2],
  ]);
});

test('the next report starts from the last one, without the problems that are solved', async () => {
  const { director, schoolId, morningOf, file } = await kogalym();
  await morningOf('2012-04-15');
  await morningOf('2012-08-21');
  await file('2012-05-15', '2012-05-15 10:00', {
    'problems:0:text': 'Нет компьютера в учительской',
    'problems:0:solved': 'fully',
    'problems:1:text': 'Медленный Интернет',
    'problems:1:solved': 'partly',
  });

  const { id: reportId, version } = await owedReport(database(), schoolId, '2012-09-20');
  const begun = await seeReport(as(director, '2012-09-10 09:00'), reportId);
  expect(begun.answers.items).toEqual(begun.previous?.answers.items);
  expect(begun.answers.problems).toEqual([{ key: expect.any(String), text: 'Медленный Интернет', solved: 'partly' }]);
  expect(begun.previous).toMatchObject({ asOf: '2012-05-15', ordinal: 1 });
  expect(begun.previous?.answers.problems).toHaveLength(2);
  expect(begun.changed).toEqual(['problems']);

  const typed = { ...kgForm, '14:n': '70', 'problems:0:text': 'Медленный Интернет', 'problems:0:solved': 'fully' };
  await saveReport(as(director, '2012-09-10 09:30'), { reportId, version, typed });
  const saved = await seeReport(as(director, '2012-09-10 09:31'), reportId);
  expect(saved.changed).toEqual(['14', 'problems']);
  expect(saved.previous?.answers.items['14']).toEqual({ n: 20, of: 200 });
});

describe('activation of parents', () => {
  /** One school through all five dates: 81, 90, 130, then all of 200. */
  async function throughTheYear() {
    const { campaignId, analyst, morningOf, file } = await kogalym();
    await morningOf('2012-04-15');
    await file('2012-05-15', '2012-05-15 10:00', { '14:n': '20' });
    await morningOf('2012-08-21');
    await morningOf('2012-09-15');
    await file('2012-09-20', '2012-09-20 23:59', { '14:n': '81' });
    await file('2012-10-15', '2012-10-16 00:00', { '14:n': '90' });
    await morningOf('2012-10-16');
    await file('2012-11-15', '2012-11-15 16:00', { '14:n': '130' });
    await morningOf('2012-11-25');
    await file('2012-12-25', '2012-12-25 11:00', { '14:n': '200' });
    return async (date: string) => {
      const at = { month: month(date.slice(0, 7)), day: day(date) };
      const { bands } = await seeRegion(as(analyst, '2013-01-01 12:00'), { campaignId, at });
      return bands[0]?.facts.map(({ band, fact, state }) => [band.by, fact && `${fact.n} of ${fact.of}`, state]);
    };
  }

  test('row 43: is measured against each band by what was filed before the end of its day', async () => {
    const bandsOn = await throughTheYear();
    expect(await bandsOn('2013-01-01')).toEqual([
      // 40.5 %, more than 30–40 %.
      ['2012-09-20', '81 of 200', 'ahead'],
      // The 45 % were filed a minute after the day, so 40.5 % count: less than 41–60 %.
      ['2012-10-15', '81 of 200', 'behind'],
      ['2012-11-15', '130 of 200', 'within'],
      // 100 % from 01.01.2013.
      ['2013-01-01', '200 of 200', 'within'],
    ]);
  });

  test('owes nothing yet to bands that are still to come', async () => {
    const bandsOn = await throughTheYear();
    expect(await bandsOn('2012-10-14')).toEqual([
      ['2012-09-20', '81 of 200', 'ahead'],
      ['2012-10-15', null, null],
      ['2012-11-15', null, null],
      ['2013-01-01', null, null],
    ]);
    expect((await bandsOn('2012-12-31'))?.at(-1)).toEqual(['2013-01-01', null, null]);
  });

  test('leaves a school out of 100 % from 01.01.2013 while one parent is missing', async () => {
    const { campaignId, analyst, morningOf, file } = await kogalym();
    await morningOf('2012-11-25');
    await file('2012-12-25', '2012-12-25 11:00', { '14:n': '199' });
    const at = { month: month('2013-01'), day: day('2013-01-01') };
    const { bands, totals } = await seeRegion(as(analyst, '2013-01-01 12:00'), { campaignId, at });
    expect(bands[0]?.facts.at(-1)).toMatchObject({ fact: { n: 199, of: 200 }, state: 'behind' });
    // Teachers work in the system, so the journal itself is introduced (KG-1).
    expect(totals.region).toMatchObject({ covered: { n: 1, of: 1 }, target: 'met' });
  });
});
