import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { month } from '#app/domain/calendar.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { contexts } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { moForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);
const [august, september] = [month('2012-08'), month('2012-09')];

type Line = { ordinal: number; kind: string; text: string; sha256: Buffer };
type Stored = { id: number; head: string; sha256: Buffer; figures_sha256: Buffer };

let regionId: number;
let campaignId: number;
let territory: Awaited<ReturnType<typeof createTerritory>>;
beforeEach(async () => {
  const schools = ['Школа № 1', 'Школа № 2', 'Школа № 3'];
  territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Дубна: schools, Реутов: ['Лицей'] },
  });
  regionId = territory.region.id;
  const administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  await coordinatorOf(database(), territory, 'Ильин А. А.', 'Дубна');
  const opened = as(administrator, '2012-08-01 12:00');
  campaignId = (await openCampaign(opened, { orderId: 'MO', scopeId: regionId, years: 0 })).campaignId;
  await openReportingDates(byClock('2012-09-01 00:05', moscow), { regionId });
});

async function file(school: string, at: string, since: string | null, asOf = '2012-08-31') {
  const director = await schoolPerson(database(), territory, 'director', `Директор ${school} ${at}`, school);
  await saveAndFile(as(director, at), database(), { schoolId: director.schoolId, asOf, typed: moForm(since) });
}

const compile = (at: string, of = august) => compileSummary(byClock(at, moscow), { regionId, month: of });

async function stored(): Promise<(Stored & { lines: Line[] })[]> {
  const { pool } = database();
  const editions = await pool.query<Stored>(
    'select id, head::text as head, sha256, figures_sha256 from editions where campaign_id = $1 order by id',
    [campaignId],
  );
  return Promise.all(
    editions.rows.map(async (edition) => {
      const lines = await pool.query<Line>(
        'select ordinal, kind, line::text as text, sha256 from edition_lines where edition_id = $1 order by ordinal',
        [edition.id],
      );
      return { ...edition, lines: lines.rows };
    }),
  );
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('row 50: an edition is a document whose hashes anybody can reckon again, each bound to the one before', async () => {
  await file('Школа № 1', '2012-08-30 10:00', '01.02.2012');
  await compile('2012-09-01 00:15');
  await compile('2012-09-02 09:00');
  await compile('2012-10-01 00:15', september);
  const editions = await stored();
  expect(editions.map(({ head }) => JSON.parse(head)).map(({ month, number }) => [month, number])).toEqual([
    ['2012-08', 1],
    ['2012-08', 2],
    ['2012-09', 1],
  ]);
  let previous: string | null = null;
  for (const { head, lines, ...edition } of editions) {
    expect(JSON.parse(head)).toMatchObject({ previous, campaign: campaignId, author: null, format: 2 });
    for (const line of lines) expect(line.sha256.toString('hex')).toBe(sha256(line.text));
    expect(edition.sha256.toString('hex')).toBe(sha256([head, ...lines.map(({ text }) => text), ''].join('\n')));
    previous = edition.sha256.toString('hex');
  }
});

test('compiling the same state twice says the same figures, byte for byte', async () => {
  await file('Школа № 2', '2012-08-30 10:00', '01.02.2012');
  await compile('2012-09-01 00:15');
  await compile('2012-09-20 18:00');
  const [first, second] = await stored();
  const figures = (edition: typeof first) =>
    edition?.lines.filter(({ kind }) => !kind.startsWith('change')).map(({ text }) => text);
  expect(figures(second)).toEqual(figures(first));
  expect(second?.figures_sha256).toEqual(first?.figures_sha256);
  expect(second?.sha256).not.toEqual(first?.sha256);
});

describe('row 50: a compiled month never changes', () => {
  const statements = [
    `update edition_lines set line = '{"school":{}}'::json`,
    'delete from edition_lines',
    'update editions set complete = false',
    'delete from editions',
  ];
  test.each(statements)('%s is refused', async (statement) => {
    await compile('2012-09-01 00:15');
    await expect(database().pool.query(statement)).rejects.toThrow('an edition never changes');
  });
});

test('an edition says what has changed since the one before and since the month before, by name', async () => {
  await file('Школа № 1', '2012-08-30 10:00', '01.02.2012');
  await compile('2012-09-01 00:15');
  await file('Школа № 2', '2012-09-03 10:00', '01.03.2012');
  await file('Лицей', '2012-09-30 10:00', null, '2012-09-30');
  await compile('2012-10-01 00:15', september);
  const said = (await stored()).at(-1)?.lines.filter(({ kind }) => kind.startsWith('change')) ?? [];
  const [changes, ...schools] = said.map(({ text }) => Object.values(JSON.parse(text))[0] as object);
  expect(changes).toMatchObject({
    since: 'month',
    base: { month: '2012-08', number: 1 },
    covered: { was: { n: 1, of: 4 }, is: { n: 2, of: 4 } },
    gained: 1,
    lost: 0,
    figures: 4,
    municipalities: [
      { name: 'Дубна', covered: { was: { n: 1, of: 3 }, is: { n: 2, of: 3 } }, rank: { was: 1, is: 1 } },
      { name: 'Реутов', target: { was: 'pending', is: 'missed' } },
    ],
  });
  expect(schools).toMatchObject([
    {
      name: 'Школа № 2',
      covered: 'gained',
      figures: [
        { item: '5.1', was: null },
        { item: '5.2', was: null },
      ],
    },
    { name: 'Лицей', figures: [{ item: '5.1' }, { item: '5.2' }] },
  ]);
});

test('an edition keeps places, stages, coordinators and the coverage of four weeks before', async () => {
  await file('Школа № 1', '2012-08-30 10:00', '01.02.2012');
  await compile('2012-09-01 00:15');
  const [edition] = await stored();
  const { totals } = JSON.parse(edition?.lines[0]?.text ?? '');
  expect(totals.municipalities).toMatchObject([
    {
      name: 'Дубна',
      rank: 1,
      stages: [
        { id: 'ready', schools: 0 },
        { id: 'in-use', schools: 1 },
      ],
    },
    { name: 'Реутов', rank: 2 },
  ]);
  expect(totals.before).toEqual({ asOf: '2012-08-03', covered: { n: 0, of: 4 } });
  expect(totals.details).toMatchObject([
    { coordinators: ['Ильин А. А.'], before: { n: 0, of: 3 } },
    { coordinators: [] },
  ]);
});
