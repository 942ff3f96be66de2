import { beforeEach, describe, expect, test } from 'vitest';
import { month } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { clockFigures } from '#app/domain/territory/denominator.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { exempt } from '#app/use-cases/reports/decide-dates.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { seeBehind } from '#app/use-cases/territory/see-behind.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { moForm, owedReport, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);
const at = { month: month('2012-08') };
const later = '2012-09-03 09:00';

let territory: Awaited<ReturnType<typeof createTerritory>>;
let campaignId: number;
let analyst: User;
let coordinator: User;
beforeEach(async () => {
  territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: {
      Дубна: [
        'Школа № 1',
        'Школа № 2',
        'Школа № 3',
        'Школа № 4',
        { name: 'Школа № 5', closed: '2012-08-15' },
        { name: 'Дом творчества', generalEducation: false },
      ],
      Реутов: ['Лицей'],
    },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  analyst = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
  coordinator = await coordinatorOf(database(), territory, 'Ильин А. А.', 'Дубна');
  const opened = as(administrator, '2012-08-01 12:00');
  campaignId = (await openCampaign(opened, { orderId: 'MO', scopeId: territory.region.id, years: 0 })).campaignId;
  await openReportingDates(byClock('2012-08-05 00:05', moscow), { regionId: territory.region.id });
  await file('Школа № 1', '2012-08-30 10:00', '01.02.2012');
  await file('Школа № 2', '2012-08-31 10:00', null);
  const { id } = await owedReport(database(), territory.school('Школа № 4'), '2012-08-31');
  const typed = { version: '0', reason: 'joint', note: 'Отчитывается школа № 1', document: 'приказ от 20.08.2012 № 7' };
  await exempt(as(coordinator, '2012-08-20 10:00'), { reportId: id, typed });
});

async function file(school: string, filedAt: string, since: string | null) {
  const director = await schoolPerson(database(), territory, 'director', `Директор ${school}`, school);
  await saveAndFile(as(director, filedAt), database(), {
    schoolId: director.schoolId,
    asOf: '2012-08-31',
    typed: moForm(since),
  });
}

const see = (figure: string, municipality?: string, who = analyst) =>
  seeBehind(as(who, later), {
    campaignId,
    figure,
    at,
    municipalityId: municipality === undefined ? undefined : territory.municipality(municipality),
  });

async function schoolsOf(figure: string) {
  const seen = await see(figure, 'Дубна');
  if (seen.of !== 'municipality') throw new Error('a municipality was asked for');
  return {
    share: seen.share,
    inside: seen.inside.map(({ name, part }) => [name, part.n, part.of]),
    outside: seen.outside.map(({ name, why, excused }) => [name, why, ...(excused ? [excused.document] : [])]),
  };
}

describe('a percentage opens to the schools that it is made of', () => {
  test('row 44: the coverage: every open school of general education, reporting or not; the others with the reason', async () => {
    expect(await schoolsOf('covered')).toEqual({
      share: { n: 1, of: 4 },
      inside: [
        ['Школа № 1', 1, 1],
        ['Школа № 2', 0, 1],
        ['Школа № 3', 0, 1],
        ['Школа № 4', 0, 1],
      ],
      outside: [
        ['Дом творчества', 'notGeneral'],
        ['Школа № 5', 'closed'],
      ],
    });
  });

  test('the reports: those that are owed; the excused one with the document that says so', async () => {
    expect(await schoolsOf('reported')).toEqual({
      share: { n: 2, of: 3 },
      inside: [
        ['Школа № 1', 1, 1],
        ['Школа № 2', 1, 1],
        ['Школа № 3', 0, 1],
      ],
      outside: [
        ['Дом творчества', 'notGeneral'],
        ['Школа № 4', 'excused', 'приказ от 20.08.2012 № 7'],
        ['Школа № 5', 'closed'],
      ],
    });
  });

  test('the sum of an item: what each school gave; who never filed gave nothing', async () => {
    const { share, inside, outside } = await schoolsOf('item-5.1');
    expect(share).toEqual({ n: 60, of: 80 });
    expect(inside).toEqual([
      ['Школа № 1', 30, 40],
      ['Школа № 2', 30, 40],
    ]);
    expect(outside.filter(([, why]) => why === 'neverFiled')).toEqual([
      ['Школа № 3', 'neverFiled'],
      ['Школа № 4', 'neverFiled'],
    ]);
  });

  test('schools at a stage of the order', async () => {
    expect((await schoolsOf('stage-in-use')).share).toEqual({ n: 1, of: 4 });
    expect((await schoolsOf('stage-ready')).share).toEqual({ n: 0, of: 4 });
  });
});

test('whatever the figure, the schools of all municipalities add up to the region’s n and N, live and compiled', async () => {
  const figures = ['covered', ...clockFigures, 'item-5.1', 'item-5.2', 'stage-ready', 'stage-in-use'];
  for (const compiled of [false, true]) {
    if (compiled) await compileSummary(byClock('2012-09-02 00:15', moscow), { regionId: territory.region.id, ...at });
    for (const figure of figures) {
      const whole = await see(figure);
      const sum = { n: 0, of: 0 };
      for (const name of ['Дубна', 'Реутов']) {
        const part = await see(figure, name);
        sum.n += part.share?.n ?? 0;
        sum.of += part.share?.of ?? 0;
      }
      expect([figure, whole.source.kind, sum]).toEqual([figure, compiled ? 'edition' : 'live', whole.share]);
    }
  }
});

test('a coordinator opens the figures of the own municipality, and no other’s', async () => {
  expect((await see('covered', 'Дубна', coordinator)).share).toEqual({ n: 1, of: 4 });
  expect(await refusalOf(see('covered', 'Реутов', coordinator))).toEqual({ kind: 'notFound' });
  expect(await refusalOf(see('covered', undefined, coordinator))).toEqual({ kind: 'notFound' });
});

test('a figure that the order does not have is not there', async () => {
  for (const name of ['item-4', 'stage-none', 'percent', '']) {
    expect(await refusalOf(see(name)), name).toEqual({ kind: 'notFound' });
  }
});
