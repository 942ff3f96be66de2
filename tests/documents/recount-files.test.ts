/** The month's workbook, cell by cell, against an independent recount; its CSV, JSON, pages and note against the workbook. */
import type exceljs from 'exceljs';
import { beforeEach, expect, test } from 'vitest';
import { summaryCsv } from '#app/documents/summary/csv.server.ts';
import { summaryJson } from '#app/documents/summary/json.server.ts';
import { summaryWorkbook } from '#app/documents/summary/workbook.server.ts';
import { type Day, day, endOf, lastDay, type Month, month } from '#app/domain/calendar.ts';
import { figureOf } from '#app/domain/editions/note-figures.ts';
import { clock, userIn } from '#app/domain/people/people.ts';
import { orders } from '#app/orders/index.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { seeNote } from '#app/use-cases/editions/note.server.ts';
import { seeBehind } from '#app/use-cases/territory/see-behind.server.ts';
import { seeMunicipalityCoverage } from '#app/use-cases/territory/see-municipality.server.ts';
import { seeRegion } from '#app/use-cases/territory/see-region.server.ts';
import { readSummaryFile } from '#app/use-cases/territory/summary-file.server.ts';
import { inTransaction } from '#db/client.ts';
import { generateDemo } from '#db/demo/generate.ts';
import { settleTerms } from '#db/queries/terms.ts';
import { testDatabase } from '#tests/support/database.ts';
import { expectTables } from '#tests/support/expect-workbook.ts';
import { type Recount, recountSummary } from '#tests/support/recount-summary.ts';
import { type Named, tablesOf } from '#tests/support/recount-tables.ts';
import { moscow } from '#tests/support/territory.ts';
import {
  bytesOf,
  csvRows,
  linesOf,
  type Row,
  sheetOf,
  tableOf,
  type Value,
  workbookOf,
} from '#tests/support/workbook-tables.ts';

const database = testDatabase();
const now = new Date('2026-11-22T09:00:00+03:00');
const [september, october] = [month('2026-09'), month('2026-10')];
const region = { id: 1, zone: moscow, name: '', demo: true };
const analyst = userIn('analyst', 1, { id: 1, name: '', email: '', region });
const ctx = () => ({ db: database().db, user: analyst, now });

const read = (campaignId: number) => readSummaryFile(ctx(), { campaignId, at: { month: october } });
const compile = (of: Month) => compileSummary({ db: database().db, user: clock, now }, { regionId: 1, month: of });
function recount(campaignId: number, of: Month): Promise<Recount> {
  const asOf: Day = lastDay(of);
  return recountSummary(database(), { campaignId, month: of, asOf, until: endOf(asOf, moscow) });
}

/** What reaches back into October when it is compiled again: a school that has closed, one that has moved, a date moved for all. */
async function changeTheRegister(): Promise<void> {
  const { pool, db } = database();
  const { rows } = await pool.query<{ id: number; other: number }>(
    `select s.id, (select m.id from organisations m where m.kind = 'municipality' and m.id <> p.parent_id order by m.id limit 1) as other
     from organisations s join placements p on p.organisation_id = s.id and p.until is null and p.since < '2026-09-01'
     join filings f on f.organisation_id = s.id and f.covered_from is not null
     where s.kind = 'school' and s.closed is null and s.general_education group by s.id, p.parent_id order by s.id limit 3`,
  );
  const [closing, moving, leaving] = rows;
  await pool.query(`update organisations set closed = '2026-10-20' where id = $1`, [closing?.id]);
  for (const one of [moving, leaving]) {
    await pool.query(`update placements set until = '2026-10-10' where organisation_id = $1 and until is null`, [
      one?.id,
    ]);
    await pool.query(`insert into placements (organisation_id, parent_id, since) values ($1, $2, '2026-10-10')`, [
      one?.id,
      one?.other,
    ]);
  }
  await pool.query(
    `insert into decisions (kind, reporting_date_id, due, file_until, change_until, reason, decided_at, decided_by)
     select 'move', d.id, d.due - 3, d.file_until, d.change_until, 'other', '2026-10-05T10:00:00Z', (select min(id) from users)
     from reporting_dates d where d.due between '2026-10-10' and '2026-10-31'
       and not exists (select from decisions n where n.reporting_date_id = d.id and n.kind = 'move' and n.revoked_at is null)`,
  );
  for (const campaignId of [1, 2]) {
    await inTransaction(db, { id: null }, (trx) => settleTerms(trx, { campaignId }));
  }
}

let files: Record<
  number,
  { workbook: exceljs.Workbook; expected: Record<string, Row[]>; counted: Recount; monthAgo: Recount | null }
> = {};
beforeEach(async () => {
  await generateDemo(database(), { now, orders, passwordHash: 'hash', size: { municipalities: 6, schools: 50 } });
  files = {};
  await compile(september);
  await compile(october);
  const campaigns = [1, 2];
  const before = await Promise.all(campaigns.map((id) => recount(id, september)));
  const first = await Promise.all(campaigns.map((id) => recount(id, october)));
  await changeTheRegister();
  await compile(october);
  for (const [at, campaignId] of campaigns.entries()) {
    const counted = await recount(campaignId, october);
    const [monthAgo = null, editionAgo = null] = [before[at], first[at]];
    const { rows } = await database().pool.query<{ definition: Named }>(
      'select definition from campaigns where id = $1',
      [campaignId],
    );
    const history = [
      ...(monthAgo ? [{ month: 'сен 2026', count: monthAgo }] : []),
      { month: 'окт 2026', count: counted },
    ];
    const order = rows[0]?.definition;
    if (!order) throw new RangeError(`No campaign ${campaignId}`);
    files[campaignId] = {
      counted,
      monthAgo,
      expected: tablesOf(order, { now: counted, monthAgo, editionAgo, history }),
      workbook: await workbookOf(summaryWorkbook(await read(campaignId), { now, zone: moscow })),
    };
  }
}, 60_000);

/** A test of the files of both orders. */
function ofBoth(name: string, check: (campaignId: number) => void | Promise<void>): void {
  test(name, { timeout: 60_000 }, async () => {
    for (const campaignId of [1, 2]) await check(campaignId);
  });
}

ofBoth('every cell of every table of the workbook is what the recount says', (campaignId) => {
  const { workbook, expected } = files[campaignId] ?? fail();
  expectTables(workbook, expected);
});

ofBoth(
  'the first sheet prints the same figures, now and a month ago, and who is furthest from the target',
  (campaignId) => {
    const { workbook, counted, monthAgo } = files[campaignId] ?? fail();
    const { region, municipalitiesMet, municipalities } = counted.totals;
    const lines = linesOf(sheetOf(workbook, 'Итоги'));
    const cells = (label: string) => lines.find(([first]) => String(first).startsWith(label))?.slice(1) ?? [];
    const three = (share?: Share) => [
      share?.n ?? null,
      share?.of ?? null,
      share && share.of > 0 ? share.n / share.of : null,
    ];
    const then = monthAgo?.totals;
    expect(cells('Охвачено школ')).toEqual([...three(region.covered), ...three(then?.region.covered)]);
    expect(cells('Муниципалитеты, где целевой')).toEqual([
      ...three(municipalitiesMet),
      ...three(then?.municipalitiesMet),
    ]);
    const day = region.targets[0]?.day;
    const met = counted.totals.targetsMet[0]?.day;
    expect(cells('К дню цели: охвачено')).toEqual(day ? [...three(day.evening), ...three(day.known)] : []);
    expect(cells('К дню цели: муниципалитеты')).toEqual(met ? [...three(met.evening), ...three(met.known)] : []);
    expect(cells('Отчёты сданы').slice(0, 3)).toEqual(three(region.reported));
    expect(cells('Отчёты впервые').slice(0, 3)).toEqual(three(region.onTime));
    expect(cells('В срок по первоначальной').slice(0, 3)).toEqual(three(region.onTimeOriginally));
    expect(cells('Отчёты приняты').slice(0, 3)).toEqual(three(region.accepted));
    expect(cells('Принятая версия').slice(0, 3)).toEqual(three(region.acceptedOnTime));
    const from = lines.findIndex(([first]) => first === 'Муниципалитет') + 1;
    const behind = municipalities
      .filter(({ stillNeeded, covered }) => covered.of > 0 && stillNeeded > 0)
      .sort((a, b) => a.covered.n / a.covered.of - b.covered.n / b.covered.of);
    expect(behind.length).toBeGreaterThan(0);
    expect(lines.slice(from, from + behind.length).map((line) => line.slice(0, 5))).toEqual(
      behind.map(({ name, covered, stillNeeded }) => [name, ...three(covered), stillNeeded]),
    );
  },
);

ofBoth('the CSV says what the sheet of schools says, the JSON what the recount says', async (campaignId) => {
  const { workbook, counted } = files[campaignId] ?? fail();
  const schools = tableOf(sheetOf(workbook, 'Школы'));
  const rows = csvRows(await bytesOf(summaryCsv(await read(campaignId))));
  expect(rows.map((row) => Object.keys(row))).toEqual(schools.map((row) => Object.keys(row)));
  for (const [at, row] of rows.entries()) {
    for (const [head, said] of Object.entries(row))
      expect(said, head).toEqual(asCsv(head, schools[at]?.[head] ?? null, said));
  }
  const { plans: _plans, ...whole } = counted;
  const json = JSON.parse((await bytesOf(summaryJson(await read(campaignId)))).toString());
  expect(json).toMatchObject({ totals: whole.totals, schools: whole.schools });
  const byKey = (a: { schoolId: number; key: string }, b: { schoolId: number; key: string }) =>
    a.schoolId - b.schoolId || (a.key < b.key ? -1 : 1);
  const problems = json.problems?.map((one: { problem: { schoolId: number; key: string } }) => one.problem);
  expect(problems?.sort(byKey)).toEqual(whole.problems?.sort(byKey));
  expect(json.changes).toHaveLength(2);
});

ofBoth(
  'the pages of the region, of each municipality and behind each figure say what the workbook says',
  async (campaignId) => {
    const { workbook, counted } = files[campaignId] ?? fail();
    const at = { month: october };
    const region = await seeRegion(ctx(), { campaignId, at });
    expect(region.totals).toEqual(counted.totals);
    const rows = tableOf(sheetOf(workbook, 'Муниципалитеты'));
    const headOf: Record<string, string> = {
      reported: 'Отчёты сданы',
      onTime: 'Отчёты впервые сданы в срок',
      onTimeOriginally: 'Сданы в срок по первоначальной дате',
      accepted: 'Отчёты приняты',
      acceptedOnTime: 'Принятая версия сдана в срок',
    };
    const items = Object.keys(counted.totals.region.figures);
    for (const { id, name } of [...counted.totals.municipalities, { id: undefined, name: 'Всего по региону' }]) {
      const row = rows.find((one) => one.Муниципалитет === name) ?? fail();
      const shares = [
        { figure: 'covered', share: { n: row['Охват школ: охвачено'], of: row['Охват школ: всего школ'] } },
        ...Object.entries(headOf).map(([figure, head]) => ({ figure, share: shareIn(row, head) })),
        ...items.map((item) => ({ figure: `item-${item}`, share: shareIn(row, `строка ${item}`) })),
      ];
      for (const { figure, share } of shares) {
        const seen = await seeBehind(ctx(), { campaignId, figure, at, municipalityId: id });
        // Where nobody gave the figure, the cell is blank and the page has nothing to add up.
        expect(seen.share ?? { n: 0, of: 0 }, `${name}: ${figure}`).toEqual({ n: share.n ?? 0, of: share.of ?? 0 });
      }
      if (id === undefined) continue;
      const page = await seeMunicipalityCoverage(ctx(), { campaignId, municipalityId: id, at });
      expect(page.line).toEqual(counted.totals.municipalities.find((line) => line.id === id));
      expect(page.schools).toEqual(counted.schools.filter(({ municipalityId }) => municipalityId === id));
      expect(page.excluded).toEqual(counted.totals.excluded.filter(({ municipalityId }) => municipalityId === id));
    }
  },
);

ofBoth('a page of any single day, counted live, says what the recount of that day says', async (campaignId) => {
  const on = day('2026-10-16');
  const ask = { campaignId, at: { month: october, day: on } };
  const counted = await recountSummary(database(), {
    campaignId,
    month: october,
    asOf: on,
    until: endOf(on, moscow),
  });
  for (const line of counted.totals.municipalities) {
    const page = await seeMunicipalityCoverage(ctx(), { ...ask, municipalityId: line.id });
    // Alone on its page, it is not placed among others.
    expect({ ...page.line, rank: line.rank }).toEqual(line);
    expect(page.schools).toEqual(counted.schools.filter(({ municipalityId }) => municipalityId === line.id));
  }
  const { totals } = await seeRegion(ctx(), ask);
  expect(totals.municipalities.map(({ figures: _f, ...line }) => line)).toEqual(
    counted.totals.municipalities.map(({ figures: _f, ...line }) => line),
  );
  expect([totals.excluded, totals.excused]).toEqual([counted.totals.excluded, counted.totals.excused]);
});

ofBoth('the note’s figures are those of the workbook', async (campaignId) => {
  const { workbook, counted } = files[campaignId] ?? fail();
  const { note } = await seeNote(ctx(), { campaignId, month: october });
  const facts = note?.facts ?? fail();
  const table = (name: string) => tableOf(sheetOf(workbook, name));
  const all = table('Муниципалитеты').at(-1) ?? fail();
  const listed = (name: string, first = 'Школа') => table(name).filter((row) => row[first] !== null).length;
  const changed = (is: string) =>
    table('Изменения').filter(
      (row) =>
        row['По сравнению с чем'] === 'прошлый месяц' && row['Что изменилось'] === 'Охвачена' && row.Стало === is,
    ).length;
  const onDay = (head: string) =>
    Object.keys(all).find((key) => key.startsWith('На день цели') && key.endsWith(head)) ?? '';
  const cells: Record<string, unknown> = {
    schools: { n: all['Охват школ: всего школ'] },
    covered: { share: { n: all['Охват школ: охвачено'], of: all['Охват школ: всего школ'] } },
    reported: { share: shareIn(all, 'Отчёты сданы') },
    onTime: { share: shareIn(all, 'Отчёты впервые сданы в срок') },
    onTimeOriginally: { share: shareIn(all, 'Сданы в срок по первоначальной дате') },
    accepted: { share: shareIn(all, 'Отчёты приняты') },
    acceptedOnTime: { share: shareIn(all, 'Принятая версия сдана в срок') },
    owed: { n: all['Отчёты сданы: из скольких'] },
    municipalitiesMet: {
      share: shareIn(table('По месяцам').at(-1) ?? fail(), 'Муниципалитеты, где цель достигнута'),
    },
    returned: { n: all['Возвратов за месяц'] },
    excluded: { n: listed('Не учтены') },
    excused: { n: listed('Не требуются') },
    missing: { n: listed('Не отчитались') },
    waiting: { n: Number(all['Отчёты сданы: сколько']) - Number(all['Отчёты приняты: сколько']) },
    gained: { all: changed('да') },
    lost: { all: changed('нет') },
    needed: {
      n: table('Муниципалитеты').reduce((total, row) => total + Number(row['Сколько ещё школ нужно'] ?? 0), 0),
    },
    ...(counted.totals.region.targets[0]?.day && {
      onDay: {
        day: {
          known: { n: all[onDay('засчитано, как известно теперь')], of: all[onDay('всего школ')] },
          evening: { n: all[onDay('засчитано тем вечером')], of: all[onDay('всего школ')] },
        },
        met: counted.totals.targetsMet[0]?.day,
      },
    }),
    ...(counted.problems && {
      unsolved: {
        n: table('Проблемы').filter((row) => /^(не решена|решена частично)$/.test(String(row.Состояние))).length,
      },
    }),
  };
  for (const [name, value] of Object.entries(cells)) {
    const figure = figureOf(facts, name);
    // A share of nothing is not said.
    if (figure === null) expect(value, name).toEqual({ share: { n: 0, of: 0 } });
    else expect(figure, name).toMatchObject(value as object);
  }
  for (const { id, name } of counted.totals.municipalities) {
    const row = table('Муниципалитеты').find((one) => one.Муниципалитет === name) ?? fail();
    const share = { n: row['Охват школ: охвачено'], of: row['Охват школ: всего школ'] };
    expect(figureOf(facts, `municipality:${id}`), name).toMatchObject({ listed: [{ name, share }] });
  }
});
type Share = { n: number; of: number };
const shareIn = (row: Row, group: string) => ({ n: row[`${group}: сколько`], of: row[`${group}: из скольких`] });
function fail(): never {
  throw new RangeError('Not there');
}

/** A cell as CSV says it. Of a percentage as many digits are compared as it shows. */
function asCsv(head: string, value: Value, said: Value): Value {
  if (value === null) return '';
  if (typeof value === 'number' && head.endsWith('%')) {
    const digits = String(said).split(',')[1]?.length ?? 0;
    return Math.abs(Number(String(said).replace(',', '.')) - value * 100) <= 0.5001 * 10 ** -digits ? said : value;
  }
  return /^\d{4}-\d\d-\d\d$/.test(String(value)) ? String(value).split('-').reverse().join('.') : String(value);
}
