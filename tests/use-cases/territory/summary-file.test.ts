import { buffer, json } from 'node:stream/consumers';
import exceljs from 'exceljs';
import { beforeEach, describe, expect, test } from 'vitest';
import { summaryCsv } from '#app/documents/summary/csv.server.ts';
import { summaryJson } from '#app/documents/summary/json.server.ts';
import { summaryWorkbook } from '#app/documents/summary/workbook.server.ts';
import { month } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { seeSummary } from '#app/use-cases/territory/see-region.server.ts';
import { readSummaryFile } from '#app/use-cases/territory/summary-file.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { kgForm, moForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);
const [august, september] = [month('2012-08'), month('2012-09')];

let territory: Awaited<ReturnType<typeof createTerritory>>;
let campaignId: number;
let analyst: User;
let coordinator: User;
let administrator: User;

/** Two schools in Dubna, one in Reutov. August is compiled with one school covered, September with two. */
beforeEach(async () => {
  territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Дубна: ['Школа № 1', '=Школа № 2'], Реутов: ['Лицей "Логос"; второй'] },
  });
  administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  analyst = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
  coordinator = await coordinatorOf(database(), territory, 'Ильин А. А.', 'Дубна');
  campaignId = await opened('MO');
  await file('Школа № 1', '2012-08-30 10:00', '2012-08-31', moForm('01.02.2012'));
  await compile(august, '2012-09-01 00:15');
  await file('Лицей "Логос"; второй', '2012-09-28 10:00', '2012-09-30', moForm('01.09.2012'));
  await compile(september, '2012-10-01 00:15');
});

async function opened(orderId: string): Promise<number> {
  const scopeId = territory.region.id;
  const { campaignId } = await openCampaign(as(administrator, '2012-08-01 12:00'), { orderId, scopeId, years: 0 });
  await openReportingDates(byClock('2012-09-01 00:05', moscow), { regionId: territory.region.id });
  return campaignId;
}

async function file(school: string, at: string, asOf: string, typed: Parameters<typeof saveAndFile>[2]['typed']) {
  const director = await schoolPerson(database(), territory, 'director', `Директор ${at}`, school);
  await saveAndFile(as(director, at), database(), { schoolId: director.schoolId, asOf, typed });
}

const compile = (of: typeof august, at: string) =>
  compileSummary(byClock(at, moscow), { regionId: territory.region.id, month: of });

const at = { month: september };
const october = '2012-10-05 10:00';
const regionFile = (who = analyst, when = october) => readSummaryFile(as(who, when), { campaignId, at });
const ofMunicipality = (name: string, who = coordinator, when = october) =>
  readSummaryFile(as(who, when), { campaignId, at, municipalityId: territory.municipality(name) });

async function all<T>(list: Iterable<T> | AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of list) found.push(one);
  return found;
}

test('an edition read while its file is written says what the edition says, as often as it is asked', async () => {
  const given = await regionFile();
  const { totals, schools } = await seeSummary(as(analyst, october), { campaignId, at });
  expect(given.totals).toEqual(totals);
  expect(await all(given.schools)).toEqual(schools);
  expect(await all(given.schools)).toEqual(schools);
  expect(given.history.map(({ month, covered }) => [month, covered.n, covered.of])).toEqual([
    ['2012-08', 1, 3],
    ['2012-09', 2, 3],
  ]);
  expect(given.changes?.heads.map(({ since, gained }) => [since, gained])).toEqual([['month', 1]]);
  expect((await all(given.changes?.schools ?? [])).map(({ name }) => name)).toEqual(['Лицей "Логос"; второй']);
  const { rows } = await database().pool.query(
    `select encode(sha256, 'hex') as edition, encode(figures_sha256, 'hex') as figures from editions
     where campaign_id = $1 and month = '2012-09'`,
    [campaignId],
  );
  expect(given.hashes).toMatchObject(rows[0]);
});

test('an earlier edition does not know the months after it', async () => {
  const earlier = await readSummaryFile(as(analyst, october), { campaignId, at: { month: august } });
  expect(earlier.history.map(({ month }) => month)).toEqual(['2012-08']);
  expect(earlier.changes).toMatchObject({ heads: [] });
});

test('a running month is counted for the file, and has nothing that an edition keeps', async () => {
  const given = await regionFile(analyst, '2012-09-29 10:00');
  expect([given.source.kind, given.changes, given.hashes]).toEqual(['live', null, null]);
  expect(given.totals.region.covered).toEqual({ n: 2, of: 3 });
  expect(given.history.map(({ month }) => month)).toEqual(['2012-08', '2012-09']);
});

describe('a coordinator', () => {
  test.each([
    ['of the edition', october],
    ['of the running month', '2012-09-29 10:00'],
  ])('gets the figures and the schools of the own municipality alone, %s', async (_, when) => {
    const given = await ofMunicipality('Дубна', coordinator, when);
    expect(given.municipality).toBe('Дубна');
    expect(given.totals.region.covered).toEqual({ n: 1, of: 2 });
    expect(given.totals.municipalities.map(({ name }) => name)).toEqual(['Дубна']);
    expect(given.totals.details?.map(({ coordinators }) => coordinators)).toEqual([['Ильин А. А.']]);
    expect((await all(given.schools)).map(({ name }) => name)).toEqual(['=Школа № 2', 'Школа № 1']);
    expect(given.history.map(({ covered }) => covered)).toEqual([
      { n: 1, of: 2 },
      { n: 1, of: 2 },
    ]);
    expect(await all(given.changes?.schools ?? [])).toEqual([]);
    // The lyceum's gain is Reutov's.
    for (const head of given.changes?.heads ?? []) {
      const covered = { was: { n: 1, of: 2 }, is: { n: 1, of: 2 } };
      expect(head).toMatchObject({ covered, gained: 0, figures: 0, municipalities: [{ name: 'Дубна' }] });
      expect(head.municipalitiesMet).toEqual({ was: { n: 0, of: 1 }, is: { n: 0, of: 1 } });
    }
  });

  test('does not get the region’s file, nor another municipality’s', async () => {
    expect(await refusalOf(regionFile(coordinator))).toEqual({ kind: 'notFound' });
    expect(await refusalOf(ofMunicipality('Реутов'))).toEqual({ kind: 'notFound' });
  });

  test('nor does a director get either; an analyst gets any', async () => {
    const director = await schoolPerson(database(), territory, 'director', 'Смирнова Т. А.', 'Школа № 1');
    expect(await refusalOf(regionFile(director))).toEqual({ kind: 'notFound' });
    expect(await refusalOf(ofMunicipality('Дубна', director))).toEqual({ kind: 'notFound' });
    expect((await ofMunicipality('Реутов', analyst)).totals.region.covered).toEqual({ n: 1, of: 1 });
  });
});

describe('the workbook, the CSV and the JSON', () => {
  const made = { now: new Date('2012-10-05T06:00:00Z'), zone: moscow };
  const shown = (value: exceljs.CellValue) => {
    if (value instanceof Date) return value.toISOString().slice(0, 10).split('-').reverse().join('.');
    return value === null ? '' : String(value).replace(/^=/, "'=");
  };

  test('row 51: say the same of every school, cell by cell', async () => {
    const given = await regionFile();
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load((await buffer(summaryWorkbook(given, made) as never)) as unknown as exceljs.Buffer);
    const sheet = workbook.getWorksheet('Школы');
    const csv = (await buffer(summaryCsv(given) as never)).toString('utf8');
    expect(csv.startsWith('\ufeffМуниципалитет;Школа;Вид школы;')).toBe(true);
    const lines = csv.trimEnd().split('\r\n').slice(1);
    expect(lines).toHaveLength(3);
    for (const [at, line] of lines.entries()) {
      const row = sheet?.getRow(at + 3);
      const cells = line.match(/("(?:[^"]|"")*"|[^;]*)(;|$)/g)?.map((cell) => cell.replace(/;$/, '')) ?? [];
      for (let column = 1; column <= (sheet?.columnCount ?? 0); column++) {
        const cell = row?.getCell(column);
        const field = (cells[column - 1] ?? '').replace(/^"(.*)"$/, '$1').replaceAll('""', '"');
        if (cell?.numFmt?.endsWith('%'))
          expect(Number(field.replace(',', '.'))).toBeCloseTo(Number(cell.value) * 100, 1);
        else expect(field).toBe(shown(cell?.value ?? null));
      }
    }
    const data = (await json(summaryJson(given) as never)) as Record<string, unknown>;
    expect(data.schools).toEqual(JSON.parse(JSON.stringify(await all(given.schools))));
    expect(data).toMatchObject({ totals: JSON.parse(JSON.stringify(given.totals)), hashes: given.hashes });
    expect(data).toMatchObject({
      order: { id: 'MO' },
      changes: [{ since: 'month' }],
      schoolChanges: [{ covered: 'gained' }],
    });
  });
});

test('problems come under the wording of their group with the school’s place; of a municipality its own alone', async () => {
  campaignId = await opened('KG');
  const named = (text: string) => ({ ...kgForm, 'problems:0:text': text, 'problems:0:solved': 'no' });
  await file('Школа № 1', '2012-09-19 10:00', '2012-09-20', named('Медленно работает система'));
  await file('Лицей "Логос"; второй', '2012-09-19 11:00', '2012-09-20', named('Система работает медленно'));
  await compile(september, '2012-10-02 00:15');
  const told = async (given: Awaited<ReturnType<typeof regionFile>>) =>
    (await all(given.problems ?? [])).map(({ schools, school, problem }) => [schools, school?.name, problem.text]);
  const inDubna = ['Школа № 1', 'Медленно работает система'];
  expect((await told(await regionFile())).sort()).toEqual(
    [
      [2, ...inDubna],
      [2, 'Лицей "Логос"; второй', 'Система работает медленно'],
    ].sort(),
  );
  expect(await told(await ofMunicipality('Дубна'))).toEqual([[1, ...inDubna]]);
  expect((await told(await regionFile(analyst, '2012-09-28 10:00'))).map(([schools]) => schools)).toEqual([2, 2]);
});

test('an edition of the first release, which kept neither problems nor the order’s hash, is still a workbook', async () => {
  const { pool } = database();
  // As migration 0009 has taken it along: the order by its id alone, nothing but totals and schools.
  await pool.query(`begin; set local svodka.restoring = 'on';
    update editions set head = (head::jsonb || '{"format":1,"order":"MO"}')::json;
    delete from edition_lines where kind not in ('totals', 'school'); commit`);
  const given = await regionFile();
  expect([given.changes, given.hashes?.order]).toEqual([null, null]);
  const workbook = new exceljs.Workbook();
  const made = { now: new Date('2012-10-05T06:00:00Z'), zone: moscow };
  await workbook.xlsx.load((await buffer(summaryWorkbook(given, made) as never)) as unknown as exceljs.Buffer);
  expect(workbook.getWorksheet('Школы')?.rowCount).toBe(5);
});
