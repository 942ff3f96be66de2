/** A coverage target on its own day (MO-4.3): as was known that evening, as is known since, and what came later. */
import { beforeEach, describe, expect, test } from 'vitest';
import { unpack } from '#app/documents/archive.server.ts';
import { noteFile } from '#app/documents/note/note-document.server.ts';
import { summaryWorkbook } from '#app/documents/summary/workbook.server.ts';
import { type Day, day, month } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { seeNote } from '#app/use-cases/editions/note.server.ts';
import { publish } from '#app/use-cases/orders/manage-campaigns.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { seeBehindTarget } from '#app/use-cases/territory/see-behind-target.server.ts';
import { seeMunicipalityCoverage } from '#app/use-cases/territory/see-municipality.server.ts';
import { seeRegion } from '#app/use-cases/territory/see-region.server.ts';
import { readSummaryFile } from '#app/use-cases/territory/summary-file.server.ts';
import { contexts, instant, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { pagesOver } from '#tests/support/pages.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { moForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';
import { linesOf, sheetOf, workbookOf } from '#tests/support/workbook-tables.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

let territory: Awaited<ReturnType<typeof createTerritory>>;
let campaignId: number;
let analyst: User;
let administrator: User;
let coordinator: User;

/**
 * 75 % by 1 September. Of Dubna's four schools two say by that evening that they use a system, a third says in October "since 25
 * August". Istra's only school says in October "since 14 September"; Klin's says nothing.
 */
beforeEach(async () => {
  territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: {
      Дубна: ['Школа № 1', 'Школа № 2', 'Школа № 3', 'Школа № 4'],
      Истра: ['Гимназия'],
      Клин: ['Лицей'],
    },
  });
  administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  analyst = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
  coordinator = await coordinatorOf(database(), territory, 'Ильин А. А.', 'Дубна');
  const opened = as(administrator, '2012-08-01 12:00');
  campaignId = (await openCampaign(opened, { orderId: 'MO', scopeId: territory.region.id, years: 0 })).campaignId;
  for (const morning of ['2012-08-05', '2012-09-05', '2012-10-05'])
    await openReportingDates(byClock(`${morning} 00:05`, moscow), { regionId: territory.region.id });
  await file('Школа № 1', '2012-08-31', '2012-08-30 10:00', '01.02.2012');
  await file('Школа № 2', '2012-08-31', '2012-09-01 23:30', '01.09.2012');
  await file('Школа № 4', '2012-08-31', '2012-08-30 10:00', null);
});

async function file(school: string, asOf: string, filedAt: string, since: string | null) {
  const director = await schoolPerson(database(), territory, 'director', `Директор ${school} ${filedAt}`, school);
  const report = { schoolId: director.schoolId, asOf, typed: moForm(since) };
  await saveAndFile(as(director, filedAt), database(), report);
}

async function autumn() {
  await file('Школа № 3', '2012-09-30', '2012-10-02 10:00', '25.08.2012');
  await file('Гимназия', '2012-09-30', '2012-10-02 10:00', '14.09.2012');
}

const october = { month: month('2012-10') };
const inUse = { evening: { n: 2, of: 6 }, known: { n: 3, of: 6 } };
const regionOn = async (now: string, at: { month: ReturnType<typeof month>; day?: Day } = october) =>
  (await seeRegion(as(analyst, now), { campaignId, at })).totals;

test('MO-4.3: before the evening of the target’s day nothing is said of that day', async () => {
  for (const now of ['2012-08-31 18:00', '2012-09-01 23:59']) {
    const { region, targetsMet } = await regionOn(now, { month: month(now.slice(0, 7)) });
    expect(region.targets).toEqual([
      expect.objectContaining({ id: 'in-use', covered: { n: now < '2012-09' ? 1 : 2, of: 6 } }),
    ]);
    expect([region.targets?.[0]?.day, targetsMet?.[0]?.day]).toEqual([undefined, undefined]);
  }
  const { region } = await regionOn('2012-09-02 00:00', { month: month('2012-09') });
  expect(region.targets?.[0]?.day).toMatchObject({ evening: { n: 2, of: 6 }, known: { n: 2, of: 6 }, state: 'missed' });
});

test('MO-4.3: who says in October “since 25 August” counts on 1 September as is known now, not as was known that evening', async () => {
  await autumn();
  const { region, municipalities, targetsMet, municipalitiesMet } = await regionOn('2012-10-10 12:00');
  expect(region.targets?.[0]?.day).toMatchObject(inUse);
  const days = municipalities.map(({ name, targets }) => [name, targets?.[0]?.day]);
  expect(days).toEqual([
    ['Дубна', { by: '2012-09-01', evening: { n: 2, of: 4 }, known: { n: 3, of: 4 }, state: 'inTime', reachedOn: null }],
    [
      'Истра',
      { by: '2012-09-01', evening: { n: 0, of: 1 }, known: { n: 0, of: 1 }, state: 'later', reachedOn: '2012-09-14' },
    ],
    ['Клин', { by: '2012-09-01', evening: { n: 0, of: 1 }, known: { n: 0, of: 1 }, state: 'missed', reachedOn: null }],
  ]);
  expect(targetsMet).toEqual([
    { id: 'in-use', met: { n: 2, of: 3 }, day: { evening: { n: 0, of: 3 }, known: { n: 1, of: 3 }, later: 1 } },
  ]);
  expect(municipalitiesMet).toEqual({ n: 2, of: 3 });
});

test('MO-4.3: a school that takes its word back no longer counts on the day as is known now', async () => {
  await file('Школа № 1', '2012-09-30', '2012-10-02 10:00', null);
  const { region } = await regionOn('2012-10-10 12:00');
  expect(region.targets?.[0]?.day).toMatchObject({ evening: { n: 2, of: 6 }, known: { n: 1, of: 6 } });
});

test('MO-4.3: an edition keeps the day as it was known when its data was read, and the month before it is not changed', async () => {
  const regionId = territory.region.id;
  await compileSummary(byClock('2012-10-01 00:15', moscow), { regionId, month: month('2012-09') });
  await autumn();
  await compileSummary(byClock('2012-11-01 00:15', moscow), { regionId, month: month('2012-10') });
  const days = async (of: string) =>
    (await regionOn('2012-11-10 12:00', { month: month(of) })).region.targets?.[0]?.day?.known;
  expect([await days('2012-09'), await days('2012-10')]).toEqual([
    { n: 2, of: 6 },
    { n: 3, of: 6 },
  ]);
});

describe('MO-4.3: every number of the day opens to the schools behind it', () => {
  const seen = (who: User, figure: string, municipality?: string) =>
    seeBehindTarget(as(who, '2012-10-10 12:00'), {
      campaignId,
      figure,
      at: october,
      municipalityId: municipality === undefined ? undefined : territory.municipality(municipality),
    });

  test('by name, with what was known that evening and since when it is met', async () => {
    await autumn();
    const region = await seen(analyst, 'day-in-use');
    expect(region.whole).toMatchObject({ share: inUse.known, day: inUse });
    const dubna = await seen(coordinator, 'day-in-use', 'Дубна');
    if (dubna.of !== 'municipality') throw new Error('Not a municipality');
    expect(dubna.whole.share).toEqual({ n: 3, of: 4 });
    expect(dubna.schools.map(({ name, meets, day }) => [name, meets, day?.evening, day?.since])).toEqual([
      ['Школа № 1', true, true, '2012-02-01'],
      ['Школа № 2', true, true, '2012-09-01'],
      ['Школа № 3', true, false, '2012-08-25'],
      ['Школа № 4', false, false, null],
    ]);
  });

  test('to nobody who may not see the municipality, and to no figure that the order has not', async () => {
    expect(await refusalOf(seen(coordinator, 'day-in-use', 'Истра'))).toEqual({ kind: 'notFound' });
    expect(await refusalOf(seen(coordinator, 'day-in-use'))).toEqual({ kind: 'notFound' });
    expect(await refusalOf(seen(analyst, 'day-other'))).toEqual({ kind: 'notFound' });
  });

  test('before the day is over there is nothing behind it', async () => {
    const ask = { campaignId, figure: 'day-in-use', at: { month: month('2012-08') } };
    expect((await seeBehindTarget(as(analyst, '2012-08-31 12:00'), ask)).whole).toEqual({ share: null });
    const dubna = { ...ask, municipalityId: territory.municipality('Дубна') };
    expect(await seeBehindTarget(as(analyst, '2012-08-31 12:00'), dubna)).toMatchObject({ schools: [] });
  });
});

test('MO-4.3: the region’s page, the municipality’s, the open page, the workbook and the note give one answer to “by 01.09.2012”', async () => {
  await autumn();
  await compileSummary(byClock('2012-11-01 00:15', moscow), { regionId: territory.region.id, month: month('2012-10') });
  await publish(as(administrator, '2012-11-02 10:00'), { campaign: String(campaignId), published: 'yes' });
  const now = instant('2012-11-10 12:00', moscow);
  const pages = pagesOver(database(), now);
  const cookie = await pages.cookieOf(analyst);
  const read = async (url: string) =>
    (await (await pages.get(url, cookie)).text()).replaceAll('\u00a0', ' ').replaceAll('<!-- -->', '');
  const heading = async (url: string) => /<h1[^>]*>(.*?)<\/h1>/.exec(await read(url))?.[1];

  const region = 'К 01.09.2012 цель 75 % достигнута в 1 из 3 муниципалитетов; по данным того вечера – в 0';
  expect(await heading(`/campaigns/${campaignId}/coverage?at=2012-10`)).toBe(region);
  expect(await heading(`/open/${campaignId}`)).toBe(region);
  const dubna = territory.municipality('Дубна');
  expect(await heading(`/campaigns/${campaignId}/municipalities/${dubna}/coverage?at=2012-10`)).toBe(
    'Цель 75 % к 01.09.2012 достигнута в срок: 3 из 4 школ (75,0 %); по данным того вечера – 2 из 4 школ (50,0 %)',
  );
  const istra = territory.municipality('Истра');
  expect(await heading(`/campaigns/${campaignId}/municipalities/${istra}/coverage?at=2012-10`)).toBe(
    'Цель 75 % к 01.09.2012 достигнута позже срока, 14.09.2012. На 01.09.2012 – 0 из 1 школы (0,0 %); по данным того вечера – 0 из 1 школы (0,0 %)',
  );
  expect(await read(`/open/${campaignId}`)).toContain('позже, 14.09.2012');

  const ask = { campaignId, at: october };
  const file = await readSummaryFile(as(analyst, '2012-11-10 12:00'), ask);
  const book = await workbookOf(summaryWorkbook(file, { now, zone: moscow }));
  const totals = linesOf(sheetOf(book, 'Итоги'));
  expect(totals.flat().find((cell) => String(cell).startsWith('К 01.09.2012'))).toBe(
    'К 01.09.2012 целевой показатель – не менее 75 % школ каждого муниципалитета – достигнут в 1 из 3 муниципалитетов, по данным того вечера – в 0; после срока – ещё в 1. На 31.10.2012 охвачено 4 из 6 школ (66,7 %). Теперь он достигнут в 2 из 3 муниципалитетов.',
  );

  const { note } = await seeNote(as(analyst, '2012-11-10 12:00'), { campaignId, month: october.month });
  if (!note) throw new Error('No note');
  const text = await wordText(await noteFile({ note, region: { name: 'Московская область', demo: false } }, now));
  expect(text).toContain(
    'Целевой показатель – не менее 75 % школ каждого муниципалитета к 1 сентября 2012 года. К этому дню он был достигнут в 1 из 3 муниципалитетов (по данным того вечера – в 0), после срока – ещё в 1; охват составлял 50,0 % (3 из 6 школ), по данным того вечера – 33,3 % (2 из 6 школ). После срока его достигли: Истра.',
  );
});

/** The words of a Word file, one after another. */
async function wordText(bytes: Buffer): Promise<string> {
  const files = await unpack(bytes, { entries: 100, each: 5_000_000, total: 20_000_000, large: 'bomb' });
  if (typeof files === 'string') throw new Error(files);
  const document = files.find(({ name }) => name === 'word/document.xml')?.bytes.toString('utf8') ?? '';
  return [...document.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map(([, text]) => text)
    .join('')
    .replaceAll('\u00a0', ' ');
}

test('MO-4.3: the municipality’s page counts the day by its own schools', async () => {
  await autumn();
  const ask = { campaignId, municipalityId: territory.municipality('Дубна'), at: october };
  const { line } = await seeMunicipalityCoverage(as(coordinator, '2012-10-10 12:00'), ask);
  expect(line.targets).toEqual([
    {
      id: 'in-use',
      covered: { n: 3, of: 4 },
      state: 'met',
      stillNeeded: 0,
      day: {
        by: day('2012-09-01'),
        evening: { n: 2, of: 4 },
        known: { n: 3, of: 4 },
        state: 'inTime',
        reachedOn: null,
      },
    },
  ]);
});
