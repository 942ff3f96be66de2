/** An order with several coverage targets and several corridors, on two forms: none of them is silent. */
import { beforeEach, expect, test } from 'vitest';
import { summaryWorkbook } from '#app/documents/summary/workbook.server.ts';
import { month } from '#app/domain/calendar.ts';
import { orderSchema } from '#app/domain/orders/order-schema.ts';
import type { User } from '#app/domain/people/people.ts';
import { nobody } from '#app/use-cases/context.server.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { seeNote } from '#app/use-cases/editions/note.server.ts';
import { publish } from '#app/use-cases/orders/manage-campaigns.server.ts';
import { fileReport } from '#app/use-cases/reports/file-report.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { seeBehindTarget } from '#app/use-cases/territory/see-behind-target.server.ts';
import { seeOpenPage } from '#app/use-cases/territory/see-open-page.server.ts';
import { seeRegion } from '#app/use-cases/territory/see-region.server.ts';
import { readSummaryFile } from '#app/use-cases/territory/summary-file.server.ts';
import { inTransaction } from '#db/client.ts';
import { insertCampaign } from '#db/queries/campaigns.ts';
import { contexts, instant } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { drafted } from '#tests/support/note-facts.ts';
import { pagesOver } from '#tests/support/pages.ts';
import { regionPerson, schoolPerson } from '#tests/support/people.ts';
import { orderOf } from '#tests/support/random-months.ts';
import { moForm, sentencesFor } from '#tests/support/scenario.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';
import { linesOf, sheetOf, tableOf, workbookOf } from '#tests/support/workbook-tables.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

let territory: Awaited<ReturnType<typeof createTerritory>>;
let campaignId: number;
let analyst: User;

/** Of three schools № 1 uses the system by both forms, № 2 by the second form alone, № 3 says nothing. */
beforeEach(async () => {
  territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Дубна: ['Школа № 1', 'Школа № 2', 'Школа № 3'] },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  analyst = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
  const openedAt = instant('2012-08-01 12:00', moscow);
  const order = orderSchema.parse(orderOf({ order: 'many' }));
  campaignId = await inTransaction(database().db, { id: null }, (trx) =>
    insertCampaign(trx, { order, scopeId: territory.region.id, movedByYears: 0, openedAt }),
  );
  await openReportingDates(byClock('2012-08-05 00:05', moscow), { regionId: territory.region.id });
  await publish(as(administrator, '2012-08-06 10:00'), { campaign: String(campaignId), published: 'yes' });
  await file('Школа № 1', 'monthly', '01.02.2012');
  await file('Школа № 1', 'staff', '01.02.2012');
  await file('Школа № 2', 'monthly', null);
  await file('Школа № 2', 'staff', '01.02.2012');
});

async function file(school: string, formId: string, since: string | null) {
  const schoolId = territory.school(school);
  const director = await schoolPerson(database(), territory, 'director', `Директор ${school} ${formId}`, school);
  const { rows } = await database().pool.query<{ id: number; version: number }>(
    `select r.id, r.version from reports r join reporting_dates d on d.id = r.reporting_date_id
     where r.organisation_id = $1 and d.form_id = $2 and d.as_of = '2012-08-31'`,
    [schoolId, formId],
  );
  const [report] = rows;
  if (!report) throw new RangeError(`Nothing owed by ${school} on ${formId}`);
  const ctx = as(director, '2012-08-30 10:00');
  const saved = await saveReport(ctx, { reportId: report.id, version: report.version, typed: moForm(since) });
  const explanations = await sentencesFor(ctx, report.id);
  await fileReport(ctx, { reportId: report.id, version: saved.version, explanations });
}

const september = { month: month('2012-09') };
const now = '2012-10-02 12:00';

test('each coverage target has its own figures, state and day, from the form that it is read from', async () => {
  const { totals, campaign } = await seeRegion(as(analyst, now), { campaignId, at: september });
  expect(campaign.target?.id).toBe('in-use');
  expect(campaign.further.map(({ id }) => id)).toEqual(['trained', 'acts']);
  const said = totals.region.targets?.map(({ id, covered, state, day }) => [id, covered.n, state, day?.state]);
  expect(said).toEqual([
    ['in-use', 1, 'missed', 'missed'],
    ['trained', 2, 'met', 'inTime'],
    ['acts', 1, 'missed', 'missed'],
  ]);
});

test('each corridor is judged, also of an item of the other form', async () => {
  const { totals, bands } = await seeRegion(as(analyst, now), { campaignId, at: september });
  expect(totals.region.corridors?.map(({ id, share, schools }) => [id, share, schools.silent])).toEqual([
    ['parents', { n: 240, of: 960 }, 1],
    ['teachers', { n: 60, of: 80 }, 1],
  ]);
  expect(bands.map(({ id, facts }) => [id, ...facts.map(({ fact, state }) => [fact?.n, state])])).toEqual([
    ['parents', [0, 'behind'], [240, 'behind']],
    ['teachers', [0, 'behind'], [60, 'within']],
  ]);
});

test('each opens to its schools by name', async () => {
  const of = async (figure: string) => {
    const ask = { campaignId, figure, at: september, municipalityId: territory.municipality('Дубна') };
    const shown = await seeBehindTarget(as(analyst, now), ask);
    return shown.of === 'municipality' ? shown.schools.filter(({ meets }) => meets).map(({ name }) => name) : [];
  };
  expect(await of('met-trained')).toEqual(['Школа № 1', 'Школа № 2']);
  expect(await of('day-trained')).toEqual(['Школа № 1', 'Школа № 2']);
  expect(await of('met-in-use')).toEqual(['Школа № 1']);
  expect(await of('corridor-teachers')).toEqual(['Школа № 1', 'Школа № 2']);
});

test('the pages, the workbook, the note and the open figures name every target', async () => {
  await compileSummary(byClock('2012-10-01 00:15', moscow), { regionId: territory.region.id, month: september.month });
  const pages = pagesOver(database(), instant(now, moscow));
  const cookie = await pages.cookieOf(analyst);
  const words = /Учителя обучены.*Акты приняты/s;
  const read = async (url: string) => (await (await pages.get(url, cookie)).text()).replaceAll('\u00a0', ' ');
  for (const url of [
    `/campaigns/${campaignId}/coverage?at=2012-09`,
    `/campaigns/${campaignId}/municipalities/${territory.municipality('Дубна')}/coverage?at=2012-09`,
    `/open/${campaignId}`,
  ]) {
    expect(await read(url), url).toMatch(words);
    expect(await read(url), url).toContain('Цель 33,3 % к 20.09.2012 достигнута в срок: 2 из 3 школ (66,7 %)');
  }
  expect(await read(`/campaigns/${campaignId}/coverage?at=2012-09`)).toMatch(
    /Активация родителей.*Работают в системе/s,
  );

  const file = await readSummaryFile(as(analyst, now), { campaignId, at: september });
  const book = await workbookOf(summaryWorkbook(file, { now: instant(now, moscow), zone: moscow }));
  expect(book.worksheets.map(({ name }) => name)).toEqual(expect.arrayContaining(['Коридоры', 'Коридоры 2']));
  expect(linesOf(sheetOf(book, 'Итоги')).flat().join('\n')).toMatch(words);
  const [school] = tableOf(sheetOf(book, 'Школы'));
  expect(school).toMatchObject({ 'Выполняет цель: Учителя обучены': 'да', 'Выполняет цель: Акты приняты': 'да' });

  const { note } = await seeNote(as(analyst, now), { campaignId, month: september.month });
  const result = note ? drafted(note.facts, 'result').join('\n') : '';
  expect(result).toMatch(/«Учителя обучены»: на 30 сентября 2012 года его выполнили 66,7 % \(2 из 3 школ\)/);
  expect(result).toMatch(/Работают в системе: к 10 августа/);

  const open = await seeOpenPage({ db: database().db, user: nobody, now: instant(now, moscow) }, campaignId);
  expect(open.figures?.region.targets.map(({ id, covered, day }) => [id, covered.n, day?.state])).toEqual([
    ['in-use', 1, 'missed'],
    ['trained', 2, 'inTime'],
    ['acts', 1, 'missed'],
  ]);
});
