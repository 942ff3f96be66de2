import { buffer } from 'node:stream/consumers';
import { beforeEach, describe, expect, test } from 'vitest';
import { exploredCsv } from '#app/documents/explored.server.ts';
import { month } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { clockFigures } from '#app/domain/territory/denominator.ts';
import { groupings } from '#app/domain/territory/explore.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { explore, forgetExploration, keepExploration } from '#app/use-cases/territory/explore.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { moForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

let territory: Awaited<ReturnType<typeof createTerritory>>;
let campaignId: number;
let analyst: User;
beforeEach(async () => {
  territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Дубна: ['Школа № 1', 'Школа № 2', 'Школа № 3'], Реутов: ['Лицей'] },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  analyst = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
  const opened = as(administrator, '2012-08-01 12:00');
  campaignId = (await openCampaign(opened, { orderId: 'MO', scopeId: territory.region.id, years: 0 })).campaignId;
  await openReportingDates(byClock('2012-09-01 00:05', moscow), { regionId: territory.region.id });
  await file('Школа № 1', '2012-08-30 10:00', '2012-08-31', { ...moForm('01.02.2012'), '2:text': 'Дневник.ру' });
  await file('Лицей', '2012-08-31 10:00', '2012-08-31', { ...moForm(null), '2:text': 'дневник ру' });
  await compile('2012-09-01 00:15');
  await file('Школа № 2', '2012-09-30 10:00', '2012-09-30', { ...moForm('01.03.2012'), '2:text': 'Аверс' });
  const kinds = { 'Школа № 1': 'secondary', 'Школа № 2': 'secondary', Лицей: 'lyceum' } as const;
  for (const [name, school_kind] of Object.entries(kinds)) {
    await database()
      .db.updateTable('organisations')
      .set({ school_kind })
      .where('id', '=', territory.school(name))
      .execute();
  }
});

async function file(school: string, at: string, asOf: string, typed: ReturnType<typeof moForm>) {
  const director = await schoolPerson(database(), territory, 'director', `Директор ${school} ${asOf}`, school);
  await saveAndFile(as(director, at), database(), { schoolId: director.schoolId, asOf, typed });
}

const compile = (at: string, of = '2012-08') =>
  compileSummary(byClock(at, moscow), { regionId: territory.region.id, month: month(of) });
const ask = (query: string, at = '2012-09-30 12:00', who = analyst) =>
  explore(as(who, at), { campaignId, search: new URLSearchParams(query) });

test('an analyst sees a figure by system over the months, the running one as of today', async () => {
  const { months, running, tables } = await ask('group=system');
  expect([months, running]).toEqual([['2012-08', '2012-09'], '2012-09']);
  expect(tables[0]?.rows.map(({ name, parts }) => [name, ...parts.map((part) => part && [part.n, part.of])])).toEqual([
    ['Дневник.ру', [1, 2], [1, 2]],
    ['Аверс', null, [1, 1]],
    [null, [0, 2], [0, 1]],
  ]);
  expect(tables[0]?.total.map((part) => part && [part.n, part.of])).toEqual([
    [1, 4],
    [2, 4],
  ]);
});

test('of one municipality alone, by the kind of school', async () => {
  const { tables } = await ask(`figure=item-5.1&group=schoolKind&municipality=${territory.municipality('Дубна')}`);
  const september = tables[0]?.rows.map(({ key, parts }) => [key, parts.at(-1)]);
  expect(september).toEqual([
    ['secondary', { n: 60, of: 80, schools: 2 }],
    [null, null],
  ]);
});

describe('what the database folds and what the running month folds', () => {
  test.each(groupings)('are the same, grouped by %s', async (group) => {
    const names = ['covered', ...clockFigures.slice(0, 2), 'item-5.1', 'item-5.2', 'stage-in-use'];
    const query = `${names.map((name) => `figure=${name}&`).join('')}group=${group}&from=2012-09`;
    const live = await ask(query, '2012-09-30 23:59');
    await compile('2012-10-01 00:15', '2012-09');
    const compiled = await ask(`${query}&to=2012-09`, '2012-10-01 09:00');
    expect([live.running, compiled.running]).toEqual(['2012-09', null]);
    expect(compiled.tables).toEqual(live.tables);
  });
});

test('a view is kept under a name, replaced under the same one, and removed by its owner alone', async () => {
  const at = '2012-09-30 12:00';
  const keep = (query: string) =>
    keepExploration(as(analyst, at), { campaignId, typed: { name: ' По  системам ', query } });
  await keep('group=system&figure=onTime&from=2012-08&to=2012-09');
  const { query } = await keep('group=settlement&from=2012-08&to=2012-09&done=x');
  const { views } = await ask('');
  expect(views).toMatchObject([{ name: 'По системам', query }]);
  expect((await ask(query)).asked.group).toBe('settlement');
  const other = await regionPerson(database(), territory, 'analyst', 'Орлова Н. Н.');
  const viewId = views[0]?.id ?? 0;
  expect((await ask('', at, other)).views).toEqual([]);
  expect(await refusalOf(forgetExploration(as(other, at), { campaignId, viewId }))).toEqual({ kind: 'notFound' });
  await forgetExploration(as(analyst, at), { campaignId, viewId });
  expect((await ask('')).views).toEqual([]);
});

test('a view without a name is refused at its field', async () => {
  const asked = keepExploration(as(analyst, '2012-09-30 12:00'), { campaignId, typed: { name: '  ', query: '' } });
  expect(await refusalOf(asked)).toEqual({ kind: 'fields', faults: [{ field: 'name', code: 'missing' }] });
});

test('a coordinator does not explore the region', async () => {
  const coordinator = await coordinatorOf(database(), territory, 'Ильин А. А.', 'Дубна');
  expect(await refusalOf(ask('', '2012-09-30 12:00', coordinator))).toEqual({ kind: 'notFound' });
});

test('the file says what the page says; a name that a spreadsheet would reckon stays a name', async () => {
  await file('Школа № 3', '2012-09-30 11:00', '2012-09-30', { ...moForm('01.03.2012'), '2:text': '=1+1' });
  const csv = (await buffer(exploredCsv(await ask('group=system&from=2012-09')) as never)).toString('utf8');
  expect(csv.split('\r\n')).toEqual([
    '\uFEFFПоказатель;Система;Месяц;сколько;из скольких;%;Школ',
    'Охват школ;Дневник.ру;сентябрь 2012;1;2;50,0;2',
    "Охват школ;'=1+1;сентябрь 2012;1;1;100,0;1",
    'Охват школ;Аверс;сентябрь 2012;1;1;100,0;1',
    '',
  ]);
});
