import { buffer } from 'node:stream/consumers';
import exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { unpack } from '#app/documents/archive.server.ts';
import { summaryFileName } from '#app/documents/summary/file-name.ts';
import { summaryWorkbook } from '#app/documents/summary/workbook.server.ts';
import { type Day, day, month, type Zone } from '#app/domain/calendar.ts';
import type { Order } from '#app/domain/orders/order.ts';
import { type MunicipalityDetails, type SchoolFact, summarise } from '#app/domain/territory/summary.ts';
import type { SummaryFile } from '#app/domain/territory/summary-file.ts';
import { orders } from '#app/orders/index.ts';

const made = { now: new Date('2012-10-05T03:00:00Z'), zone: 'Europe/Moscow' as Zone };
const edition: SummaryFile['source'] = {
  kind: 'edition',
  id: 1,
  number: 2,
  readAt: '2012-10-05T02:00:00.000Z',
  complete: true,
};
const towns = [
  { id: 1, name: 'Балашиха' },
  { id: 2, name: 'Химки' },
];

let schools = 0;
/** A school that uses the system since the day of its only report, unless told otherwise. */
function school(fact: Partial<SchoolFact> = {}): SchoolFact {
  const id = ++schools;
  return {
    id,
    name: `Школа № ${id}`,
    municipalityId: 1,
    opened: day('1990-09-01'),
    closed: null,
    generalEducation: true,
    schoolKind: null,
    settlement: null,
    last: lastReport({ coveredFrom: day('2012-09-01') }),
    stages: {},
    figures: {},
    owed: 1,
    filed: 1,
    onTime: 1,
    onTimeOriginally: 1,
    accepted: 1,
    acceptedOnTime: 1,
    ...fact,
  };
}

function lastReport(last: Partial<NonNullable<SchoolFact['last']>> = {}): SchoolFact['last'] {
  const filedOn = day('2012-10-01');
  return {
    reportId: 1,
    asOf: day('2012-09-30'),
    filedOn,
    late: false,
    system: 'Дневник.ру',
    coveredFrom: null,
    ...last,
  };
}

const silent = { last: null, filed: 0, onTime: 0, onTimeOriginally: 0, accepted: 0, acceptedOnTime: 0 };

/** As an edition keeps it, unless told otherwise; `details` by the municipality's id. */
function summaryOf(
  facts: SchoolFact[],
  given: Partial<SummaryFile> & { asOf?: Day; details?: Record<number, Partial<MunicipalityDetails>> } = {},
): SummaryFile {
  const { order = orders.MO, asOf = day('2012-09-30'), details = {}, ...told } = given;
  const summary = summarise(order as Order, towns, facts, { month: month(asOf.slice(0, 7)), asOf });
  const none = { coordinators: [], returns: [], before: { n: 0, of: 0 }, bands: [], plan: null };
  const totals = {
    ...summary.totals,
    before: { asOf: day('2012-09-02'), covered: { n: 1, of: facts.length } },
    details: towns.map(({ id }) => ({ ...none, ...details[id], id })),
  };
  return {
    order,
    region: 'Московская область',
    demo: false,
    municipality: null,
    source: edition,
    totals,
    schools: summary.schools,
    changes: { heads: [], schools: [] },
    history: [{ month: totals.month, covered: totals.region.covered, municipalitiesMet: totals.municipalitiesMet }],
    hashes: { edition: 'e1', figures: 'f1', order: 'o1', previous: null },
    ...told,
  };
}

async function opened(summary: SummaryFile): Promise<exceljs.Workbook> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of summaryWorkbook(summary, made) as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(Buffer.concat(chunks) as unknown as exceljs.Buffer);
  return workbook;
}

function sheetOf(workbook: exceljs.Workbook, name: string): exceljs.Worksheet {
  const sheet = workbook.getWorksheet(name);
  if (!sheet) throw new Error(`No sheet ${name}`);
  return sheet;
}

/** The values of a row, no-break spaces as plain ones; the cells that a merged one covers repeat its value. */
function rowOf(sheet: exceljs.Worksheet, number: number): unknown[] {
  return Array.from({ length: sheet.columnCount }, (_, at) => {
    const { value } = sheet.getRow(number).getCell(at + 1);
    return typeof value === 'string' ? value.replaceAll('\u00a0', ' ') : value;
  });
}

function rowsOf(sheet: exceljs.Worksheet): unknown[][] {
  return Array.from({ length: sheet.rowCount }, (_, at) => rowOf(sheet, at + 1));
}

/** The row that begins with these words. */
function rowNamed(sheet: exceljs.Worksheet, name: string): unknown[] {
  return rowsOf(sheet).find(([first]) => typeof first === 'string' && first.startsWith(name)) ?? [];
}

test('its sheets in their order, with a title and an author', async () => {
  const workbook = await opened(summaryOf([school()], { problems: [] }));
  expect(workbook.worksheets.map(({ name }) => name)).toEqual([
    ...['Итоги', 'Показатели', 'По месяцам', 'Муниципалитеты', 'Школы', 'Этапы', 'Не отчитались', 'Проблемы'],
    ...['Возвраты', 'Изменения', 'Не учтены', 'Не требуются', 'Методика'],
  ]);
  expect([workbook.title, workbook.creator]).toEqual(['Сводка за сентябрь 2012. Московская область', 'Сводка']);
  const ofKogalym = await opened(summaryOf([school()], { order: orders.KG, asOf: day('2012-10-31') }));
  expect(ofKogalym.worksheets.map(({ name }) => name)).toContain('Коридоры');
});

test('the first page says the result in a sentence, with the target and where it is met', async () => {
  const facts = [school(), school({ onTime: 0 }), school({ ...silent, municipalityId: 2 })];
  const sheet = sheetOf(await opened(summaryOf(facts)), 'Итоги');
  expect(rowOf(sheet, 2)[0]).toBe('Приказ № 2613 от 13.06.2012. Состояние на конец дня 30.09.2012.');
  expect(rowNamed(sheet, 'На 30.09.2012')[0]).toBe(
    'На 30.09.2012 охвачено 2 из 3 школ (66,7 %). Целевой показатель – не менее 75 % школ каждого муниципалитета к 01.09.2012 – достигнут в 1 из 2 муниципалитетов.',
  );
  expect(rowNamed(sheet, 'Охвачено школ').slice(1, 4)).toEqual([2, 3, 2 / 3]);
  expect(rowNamed(sheet, 'Муниципалитеты').slice(1, 4)).toEqual([1, 2, 0.5]);
  expect(rowNamed(sheet, 'Отчёты сданы').slice(1, 4)).toEqual([2, 3, 2 / 3]);
  expect(rowNamed(sheet, 'Отчёты впервые сданы в срок').slice(1, 4)).toEqual([1, 3, 1 / 3]);
  expect(rowNamed(sheet, 'Химки').slice(0, 5)).toEqual(['Химки', 0, 1, 0, 1]);
  const value = (name: string) => rowNamed(sheet, name)[1];
  expect(value('Выпуск')).toBe('№ 2');
  expect(value('Когда прочитаны')).toBe('05.10.2012, 06:00 (время региона)');
  expect(value('Месяц')).toBe('завершён');
  expect(value('Отпечаток показателей')).toBe('f1');
  expect(rowNamed(sheet, 'Данные вымышлены')).toEqual([]);
  expect(sheet.pageSetup).toMatchObject({ orientation: 'portrait', fitToWidth: 1, fitToHeight: 1 });
});

test('the result of a month whose target day is ahead, and of one municipality', async () => {
  const early = await opened(summaryOf([school(silent)], { asOf: day('2012-08-15') }));
  expect(rowNamed(sheetOf(early, 'Итоги'), 'На 15.08.2012')[0]).toMatch(
    /– достигнут в 0 из 1 муниципалитета, срок ещё не наступил\.$/,
  );
  const summary = summaryOf([school(), school(silent), school(silent), school(silent)]);
  const [line] = summary.totals.municipalities;
  const own = { ...summary.totals, municipalities: line ? [line] : [] };
  const workbook = await opened({ ...summary, totals: own, municipality: 'Балашиха' });
  expect(rowNamed(sheetOf(workbook, 'Итоги'), 'На 30.09.2012')[0]).toMatch(
    /^На 30\.09\.2012 охвачено 1 из 4 школ \(25,0 %\)\. .+ к 01\.09\.2012: не достигнут, не хватает 2 школ\.$/,
  );
  expect(rowOf(sheetOf(workbook, 'Итоги'), 1)[0]).toBe('Сводка за сентябрь 2012. Московская область, Балашиха');
  expect(workbook.getWorksheet('Муниципалитеты')).toBeUndefined();
});

test('the movement since last month and since the last edition, in words and in the table', async () => {
  const base = { month: month('2012-08'), number: 3, sha256: 'a' };
  const counts = { gained: 12, lost: 1, joined: 0, left: 0, moved: 0, figures: 21 };
  const met = { was: { n: 0, of: 2 }, is: { n: 1, of: 2 } };
  const covered = { was: { n: 1, of: 4 }, is: { n: 2, of: 3 } };
  const was = {
    id: 1,
    name: 'Балашиха',
    covered: { was: { n: 1, of: 2 }, is: { n: 2, of: 2 } },
    target: { was: null, is: null },
  };
  const heads: NonNullable<SummaryFile['changes']>['heads'] = [
    {
      ...{ since: 'edition', base: { ...base, month: month('2012-09'), number: 1 }, covered, municipalitiesMet: met },
      ...{ gained: 0, lost: 0, joined: 0, left: 0, moved: 0, figures: 0, municipalities: [] },
    },
    {
      since: 'month',
      base,
      covered,
      municipalitiesMet: met,
      ...counts,
      municipalities: [{ ...was, rank: { was: 2, is: 1 } }],
    },
  ];
  const facts = [school(), school(), school({ ...silent, municipalityId: 2 })];
  const workbook = await opened(summaryOf(facts, { changes: { heads, schools: [] } }));
  const sheet = sheetOf(workbook, 'Итоги');
  expect(rowNamed(sheet, 'По сравнению с итогами')[0]).toBe(
    'По сравнению с итогами за август 2012: тогда – 1 из 4 школ (25,0 %); стали охваченными – 12, перестали быть охваченными – 1, изменилось показателей – 21.',
  );
  expect(rowNamed(sheet, 'По сравнению с прошлым выпуском')[0]).toMatch(/\(№ 1\): .+; ничего не изменилось\.$/);
  expect(rowNamed(sheet, 'Охвачено школ').slice(4)).toEqual([1, 4, 0.25]);
  const municipalities = sheetOf(workbook, 'Муниципалитеты');
  expect(rowOf(municipalities, 3).slice(0, 7)).toEqual(['Балашиха', 1, 1, 2, 2, 1, 0.5]);
  // Nothing of Khimki differs: it was as it is.
  expect(rowOf(municipalities, 4).slice(0, 7)).toEqual(['Химки', 2, 0, 1, 0, 0, 0]);
  expect(municipalities.getCell('C3').numFmt).toBe('+#,##0;-#,##0;0');
});

test('what has changed, school by school, from what to what', async () => {
  const one = { since: 'month' as const, id: 1, name: 'Школа № 1', municipalityId: 2 };
  const schools = [
    {
      ...one,
      ...{
        covered: 'gained' as const,
        movedFrom: 1,
        system: { was: null, is: 'Дневник.ру' },
        stage: { was: null, is: 'in-use' },
      },
      figures: [{ item: '5.1', was: { n: 10, of: 20 }, is: { n: 1500, of: 2000 } }],
      reports: [{ count: 'accepted' as const, was: 0, is: 1 }],
    },
    { ...one, name: 'Школа № 2', counted: 'left' as const },
  ];
  const sheet = sheetOf(await opened(summaryOf([school()], { changes: { heads: [], schools } })), 'Изменения');
  const row = (...cells: (string | null)[]) => ['прошлый месяц', 'Химки', 'Школа № 1', ...cells];
  expect(rowsOf(sheet).slice(1)).toEqual([
    row('Муниципалитет', 'Балашиха', 'Химки'),
    row('Охвачена', 'нет', 'да'),
    row('Информационная система', null, 'Дневник.ру'),
    row('Этап', 'ни на одном', '4.3'),
    row('5.1 Охват: педагогические работники, работающие в системе', '10 из 20', '1 500 из 2 000'),
    row('Принято отчётов', '0', '1'),
    ['прошлый месяц', 'Химки', 'Школа № 2', 'Входит в число школ', 'да', 'нет'],
  ]);
  const first = sheetOf(await opened(summaryOf([school()])), 'Изменения');
  expect(rowOf(first, 2)[0]).toBe('Сравнивать не с чем: это первый выпуск.');
  expect((await opened(summaryOf([school()], { changes: null }))).getWorksheet('Изменения')).toBeUndefined();
});

test('the picture of the first page is drawn from the months', async () => {
  const of = (n: number) => ({ covered: { n, of: 4 }, municipalitiesMet: { n: 0, of: 2 } });
  const history = [
    { month: month('2012-07'), ...of(1) },
    { month: month('2012-08'), ...of(2) },
    { month: month('2012-09'), ...of(3) },
  ];
  const chunks = await buffer(summaryWorkbook(summaryOf([school()], { history }), made) as never);
  const parts = await unpack(chunks, { entries: 99, each: 1e8, total: 1e9, large: 'bomb' });
  if (typeof parts === 'string') throw new Error(parts);
  const chart = parts.find(({ name }) => name === 'xl/charts/chart1.xml')?.bytes.toString('utf8') ?? '';
  expect(chart).toContain("<c:f>'По месяцам'!$A$3:$A$5</c:f>");
  expect(chart).toContain('<c:pt idx="0"><c:v>июл 2012</c:v></c:pt>');
  expect(chart).toContain('<c:pt idx="2"><c:v>0.75</c:v></c:pt>');
  expect(chart.match(/<c:v>0\.75<\/c:v>/g)).toHaveLength(1 + 3);
  const sheet = sheetOf(await opened(summaryOf([school()], { history })), 'По месяцам');
  expect(rowOf(sheet, 4)).toEqual(['авг 2012', 2, 4, 0.5, 0.75, 0, 2, 0]);
});

test('a running month says that it is not over, a demonstration that it is one', async () => {
  const running = { source: { kind: 'live' }, demo: true, hashes: null, changes: null } as const;
  const sheet = sheetOf(await opened(summaryOf([school()], { asOf: day('2012-09-12'), ...running })), 'Итоги');
  expect(rowNamed(sheet, 'Выпуск')[1]).toBe('выпуска нет: посчитано по текущим данным');
  expect(rowNamed(sheet, 'Когда прочитаны')[1]).toBe('05.10.2012, 07:00 (время региона)');
  expect(rowNamed(sheet, 'Месяц')[1]).toBe('месяц не завершён: данные ещё изменятся');
  expect(rowNamed(sheet, 'Данные вымышлены')).not.toEqual([]);
  expect(sheet.headerFooter.oddFooter).toContain('Данные вымышлены');
});

test('the figures of the form: their sums, from how many schools', async () => {
  const facts = [
    school({ figures: { '5.1': { n: 30, of: 40 } } }),
    school({ figures: { '5.1': { n: 10, of: 20 } } }),
    school(silent),
  ];
  const sheet = sheetOf(await opened(summaryOf(facts)), 'Показатели');
  expect(rowNamed(sheet, '5.1 Охват: педагогические работники').slice(1, 5)).toEqual([40, 60, 40 / 60, 2]);
  expect(rowNamed(sheet, '5.2').slice(1, 5)).toEqual([null, null, null, null]);
});

/** The columns of a sheet under these headings: of one group, or standing alone. */
function columnsNamed(sheet: exceljs.Worksheet, ...names: string[]): number[] {
  const [upper, lower] = [rowOf(sheet, 1), rowOf(sheet, 2)];
  return names.map((name) => {
    const [group, head] = name.includes(' / ') ? name.split(' / ') : [null, name];
    const at = lower.findIndex((cell, at) => cell === head && (group === null || upper[at] === group));
    if (at === -1) throw new Error(`No column ${name} in ${lower.join(', ')}`);
    return at;
  });
}

test('a municipality: its place, its schools, how far from the target, its reports, its coordinator, its figures', async () => {
  const facts = [
    school({ figures: { '5.1': { n: 900, of: 1000 } }, onTimeOriginally: 0, acceptedOnTime: 0 }),
    school({ figures: { '5.1': { n: 1, of: 1000 } } }),
    school({ ...silent }),
    school({ municipalityId: 2 }),
  ];
  const details = {
    1: {
      coordinators: ['Иванова А. П.', 'Петров С. С.'],
      returns: [
        { reason: 'figures', n: 3 },
        { reason: 'other', n: 1 },
      ],
      before: { n: 3, of: 3 },
      plan: {
        ...{ number: '12', date: day('2012-06-25') },
        steps: [
          { by: day('2012-09-01'), schools: 3 },
          { by: day('2012-12-01'), schools: 3 },
        ],
      },
    },
  };
  const sheet = sheetOf(await opened(summaryOf(facts, { details })), 'Муниципалитеты');
  const columns = columnsNamed(
    sheet,
    ...['Место', 'всего школ', 'охвачено', 'Охват школ / %', 'Целевой показатель', 'Сколько ещё школ нужно'],
    ...['Прирост охваченных за 28 дней', 'Отчёты сданы / сколько', 'Отчёты впервые сданы в срок / %'],
    ...['Сданы в срок по первоначальной дате / сколько', 'Принятая версия сдана в срок / из скольких'],
    ...['Возвратов за месяц', 'Координатор', 'План муниципалитета / должно быть охвачено'],
    'План муниципалитета / факт против плана',
    ...['5.1 Охват: педагогические работники, работающие в системе / сколько'],
  );
  const cells = (row: number) => columns.map((at) => rowOf(sheet, row)[at]);
  expect(cells(3)).toEqual([
    2,
    3,
    2,
    2 / 3,
    'не достигнут',
    1,
    -1,
    2,
    2 / 3,
    1,
    3,
    4,
    'Иванова А. П., Петров С. С.',
    3,
    -1,
    901,
  ]);
  expect(cells(4)).toEqual([1, 1, 1, 1, 'достигнут', 0, 1, 1, 1, 1, 1, 0, null, null, null, null]);
  expect(cells(5)).toEqual([null, 4, 3, 0.75, 'достигнут', null, 2, 3, 0.75, 2, 4, 4, null, null, null, 901]);
  expect(rowOf(sheet, 5)[0]).toBe('Всего по региону');
  // The region's line is not sorted away with the municipalities.
  expect(sheet.autoFilter).toMatch(/^A2:[A-Z]+4$/);
});

test('74.96 % of a target of 75 % is shown as such', async () => {
  const facts = Array.from({ length: 627 }, (_, at) => school(at < 470 ? {} : silent));
  const workbook = await opened(summaryOf(facts));
  const cell = sheetOf(workbook, 'Муниципалитеты').getCell('E3');
  expect([cell.value, cell.numFmt]).toEqual([470 / 627, '0.00%']);
  const total = sheetOf(workbook, 'Итоги');
  expect(rowNamed(total, 'На 30.09.2012')[0]).toContain('(74,96 %)');
  const row = rowsOf(total).findIndex(([first]) => String(first).startsWith('Охвачено школ')) + 1;
  expect(total.getCell(`D${row}`).numFmt).toBe('0.00%');
});

test('a share is read against the corridor in force (KG-App.1)', async () => {
  const facts = [school({ figures: { '14': { n: 4096, of: 10_000 } } }), school(silent)];
  const workbook = await opened(summaryOf(facts, { order: orders.KG, asOf: day('2012-10-31') }));
  const sheet = sheetOf(workbook, 'Показатели');
  expect(rowNamed(sheet, '14 Активация')[5]).toBe('на 15.10.2012 – 41–60 % (приложение 1): ниже коридора');
  const row = rowsOf(sheet).findIndex(([first]) => String(first).startsWith('14 ')) + 1;
  expect(sheet.getCell(`D${row}`).numFmt).toBe('0.00%');
});

test('each corridor whose day has come, with the fact of every municipality on that day (KG-App.1)', async () => {
  const [september, october] = [day('2012-09-20'), day('2012-10-15')];
  const bands = [
    { by: september, fact: { n: 30, of: 100 } },
    { by: october, fact: { n: 4096, of: 10_000 } },
  ];
  const given = { order: orders.KG, asOf: day('2012-10-31'), details: { 1: { bands } } };
  const summary = summaryOf([school()], given);
  const sheet = sheetOf(await opened({ ...summary, totals: { ...summary.totals, bands } }), 'Коридоры');
  expect([rowOf(sheet, 1)[1], rowOf(sheet, 1)[5]]).toEqual(['30–40 % на 20.09.2012', '41–60 % на 15.10.2012']);
  const [first, second] = [
    [30, 100, 0.3, 'в коридоре'],
    [4096, 10_000, 0.4096, 'ниже коридора'],
  ];
  expect(rowOf(sheet, 3)).toEqual(['Балашиха', ...first, ...second]);
  expect(rowOf(sheet, 4)).toEqual(['Химки', ...Array(8).fill(null)]);
  expect(rowOf(sheet, 5)).toEqual(['Всего по региону', ...first, ...second]);
  expect(sheet.getCell('H3').numFmt).toBe('0.00%');
  const early = summaryOf([school()], { order: orders.KG, asOf: day('2012-06-30') });
  const none = await opened({ ...early, totals: { ...early.totals, bands: [] } });
  expect(rowOf(sheetOf(none, 'Коридоры'), 2)[0]).toBe('Ни одна дата коридора ещё не наступила.');
});

test('how many schools stand at which stage, in all and by municipality', async () => {
  const facts = [
    school({ stages: { ready: day('2012-08-01') } }),
    school({ stages: { ready: day('2012-08-01'), 'in-use': day('2012-09-01') } }),
    school({ ...silent, municipalityId: 2 }),
  ];
  const sheet = sheetOf(await opened(summaryOf(facts)), 'Этапы');
  expect(rowsOf(sheet).slice(1, 4)).toEqual([
    ['4.2 Подготовка: выполнены четыре условия пункта 4.2', 1, 3, 1 / 3, null],
    ['4.3 Использование системы в деятельности образовательного учреждения', 1, 3, 1 / 3, null],
    ['ни на одном', 1, 3, 1 / 3, null],
  ]);
  expect(rowNamed(sheet, 'Муниципалитет')).toEqual([
    'Муниципалитет',
    'этап 4.2',
    'этап 4.3',
    'ни на одном',
    'всего школ',
  ]);
  expect(rowNamed(sheet, 'Балашиха')).toEqual(['Балашиха', 1, 1, 0, 2]);
  expect(rowNamed(sheet, 'Химки')).toEqual(['Химки', 0, 0, 1, 1]);
  expect(rowNamed(sheet, 'Всего по региону')).toEqual(['Всего по региону', 1, 1, 1, 3]);
});

test('what reports were returned for', async () => {
  const details = {
    2: {
      returns: [
        { reason: 'figures', n: 21 },
        { reason: 'other', n: 1 },
      ],
    },
  };
  const sheet = sheetOf(await opened(summaryOf([school()], { details })), 'Возвраты');
  expect(rowOf(sheet, 2)).toEqual([
    'Муниципалитет',
    'Возвратов за месяц',
    ...orders.MO.returnReasons.map(({ title }) => title),
  ]);
  expect(rowsOf(sheet).slice(2)).toEqual([
    ['Химки', 22, 0, 21, 0, 0, 1],
    ['Всего по региону', 22, 0, 21, 0, 0, 1],
  ]);
  const none = sheetOf(await opened(summaryOf([school()])), 'Возвраты');
  expect(rowOf(none, 3)[0]).toBe('В этом месяце отчёты не возвращались.');
});

test('a school: covered or not, its last report with its days, its reports by both clocks, its figures', async () => {
  const late = lastReport({ late: true, filedOn: day('2012-10-04'), coveredFrom: day('2012-09-02') });
  const facts = [
    school({ name: 'Школа А', last: late, figures: { '5.2': { n: 0, of: 0 } }, onTime: 0, schoolKind: 'lyceum' }),
    school({
      name: 'Школа В',
      last: lastReport({ system: null }),
      accepted: 0,
      acceptedOnTime: 0,
      settlement: 'rural',
    }),
    school({ name: 'Школа Б', municipalityId: 2, ...silent }),
    school({ name: 'Школа Д', municipalityId: 2, ...silent, owed: 0 }),
  ];
  const sheet = sheetOf(await opened(summaryOf(facts)), 'Школы');
  expect(rowOf(sheet, 2).slice(0, 18)).toEqual([
    ...['Муниципалитет', 'Школа', 'Вид школы', 'Местность', 'Охвачена', 'Охвачена с', 'Этап', 'Информационная система'],
    ...['на дату', 'сдан', 'с опозданием', 'состояние', 'должна сдать', 'сдала', 'принято'],
    ...['впервые в срок', 'в срок по первоначальной дате', 'принятая версия в срок'],
  ]);
  const [asOf, filedOn, since] = ['2012-09-30', '2012-10-04', '2012-09-02'].map((on) => new Date(`${on}T00:00:00Z`));
  expect(rowOf(sheet, 3)).toEqual([
    ...['Балашиха', 'Школа А', 'лицей', null, 'да', since, null, 'Дневник.ру', asOf, filedOn, 'да'],
    ...['принят', 1, 1, 1, 0, 1, 1, null, null, null, 0, 0, null],
  ]);
  expect(rowOf(sheet, 4).slice(1, 8)).toEqual(['Школа В', null, 'село', 'нет', null, null, null]);
  expect(rowOf(sheet, 4)[11]).toBe('сдан, не принят');
  expect(rowOf(sheet, 5).slice(8)).toEqual([null, null, null, 'не сдан', 1, 0, 0, 0, 0, 0, ...Array(6).fill(null)]);
  expect(rowOf(sheet, 6)[11]).toBe('срока не было');
  expect(sheet.getCell('I3').numFmt).toBe('dd.mm.yyyy');
});

test('totals are the sum of the schools', async () => {
  const facts = Array.from({ length: 20 }, (_, at) =>
    school({ municipalityId: 1 + (at % 2), figures: { '5.1': { n: at, of: 40 }, '5.2': { n: 3 * at, of: 100 + at } } }),
  );
  const workbook = await opened(summaryOf(facts));
  const sheet = sheetOf(workbook, 'Школы');
  const rows = rowsOf(sheet).slice(2);
  const totals = sheetOf(workbook, 'Муниципалитеты');
  const last = rowNamed(totals, 'Всего');
  const items = ['5.1 ', '5.2 '];
  for (const item of items) {
    for (const part of ['сколько', 'из скольких']) {
      const find = (where: exceljs.Worksheet) =>
        rowOf(where, 1).findIndex((cell, at) => String(cell).startsWith(item) && rowOf(where, 2)[at] === part);
      const sum = rows.reduce((total, row) => total + Number(row[find(sheet)]), 0);
      expect(last[find(totals)], `${item}, ${part}`).toBe(sum);
    }
  }
  const [schoolsAt, coveredAt] = columnsNamed(totals, 'всего школ', 'охвачено');
  expect([last[schoolsAt ?? 0], last[coveredAt ?? 0]]).toEqual([
    rows.length,
    rows.filter((row) => row[4] === 'да').length,
  ]);
});

test('text is text, whatever it begins with', async () => {
  const names = ['=1+1', '+7', '-1', '@sum(A1)'];
  const sheet = sheetOf(await opened(summaryOf(names.map((name) => school({ name })))), 'Школы');
  const cells = [3, 4, 5, 6].map((row) => sheet.getCell(row, 2));
  expect(cells.map(({ value }) => value)).toEqual(names);
  expect(cells.every(({ type }) => type === exceljs.ValueType.String)).toBe(true);
});

test('heads stay in sight, can be filtered by, and are printed on each page', async () => {
  const workbook = await opened(summaryOf([school(), school()]));
  const sheet = sheetOf(workbook, 'Школы');
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 2 });
  expect(sheet.autoFilter).toBe('A2:X4');
  expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToWidth: 2, fitToHeight: 0 });
  expect([sheet.pageSetup.printTitlesRow, sheet.pageSetup.printTitlesColumn]).toEqual(['1:2', 'A:B']);
  expect(sheet.getCell('A1').alignment).toMatchObject({ wrapText: true });
  expect(sheet.getCell('B3').alignment.horizontal).toBe('left');
  expect(sheet.getCell('M3').alignment.horizontal).toBe('right');
});

test('who has not reported, and when nobody had to', async () => {
  const mixed = [school(), school({ ...silent, name: 'Молчит', municipalityId: 2 })];
  const details = { 2: { coordinators: ['Иванова А. П.'] } };
  const missing = sheetOf(await opened(summaryOf(mixed, { details })), 'Не отчитались');
  expect(rowsOf(missing).slice(2)).toEqual([['Химки', 'Молчит', 1, 0, null, null, 'Иванова А. П.']]);

  const nothingDue = sheetOf(await opened(summaryOf([school({ owed: 0, filed: 0, onTime: 0 })])), 'Не отчитались');
  expect(rowOf(nothingDue, 3)[0]).toBe('В этом месяце сроков сдачи отчётов не было.');
  const allFiled = sheetOf(await opened(summaryOf([school()])), 'Не отчитались');
  expect(rowOf(allFiled, 3)[0]).toBe('Все отчёты, срок которых наступил, сданы.');
});

test('who is not counted, and why', async () => {
  const facts = [
    school(),
    school({ name: 'Закрытая', closed: day('2012-07-01') }),
    school({ name: 'Будущая', opened: day('2013-09-01') }),
    school({ name: 'Музыкальная', generalEducation: false }),
  ];
  const sheet = sheetOf(await opened(summaryOf(facts)), 'Не учтены');
  expect(rowsOf(sheet)).toEqual([
    ['Муниципалитет', 'Школа', 'Почему не учтена'],
    ['Балашиха', 'Закрытая', 'закрыта'],
    ['Балашиха', 'Будущая', 'ещё не открыта'],
    ['Балашиха', 'Музыкальная', 'не общеобразовательная организация'],
  ]);
});

test('whose report is not required by a decision, and by which document', async () => {
  const [dated, undated] = [
    { reportId: 7, id: 7, name: 'Школа № 7', municipalityId: 2, asOf: day('2012-09-30') },
    { reportId: 8, id: 8, name: 'Школа № 8', municipalityId: 1, asOf: day('2012-09-30') },
  ];
  const { totals, ...rest } = summaryOf([school()]);
  const excused = [
    { ...dated, reason: 'joint', document: 'приказ от 03.09.2012 № 301' },
    { ...undated, reason: 'noClasses', document: null },
  ];
  const sheet = sheetOf(await opened({ ...rest, totals: { ...totals, excused } }), 'Не требуются');
  const asOf = new Date('2012-09-30T00:00:00Z');
  expect(rowsOf(sheet)).toEqual([
    ['Муниципалитет', 'Школа', 'на дату', 'Почему не требуется', 'Документ'],
    ['Балашиха', 'Школа № 8', asOf, 'в школе нет занятий', null],
    ['Химки', 'Школа № 7', asOf, 'за школу отчитывается другая', 'приказ от 03.09.2012 № 301'],
  ]);
});

test('the problems that schools name, like ones together, where the order asks for them', async () => {
  const [first, second] = [school({ name: 'Школа № 5' }), school({ name: 'Школа № 6', municipalityId: 2 })];
  const problem = { reopened: false, reportId: 1, lastAsOf: day('2012-09-20'), system: 'Дневник.ру', how: null };
  const open = { ...problem, state: 'open', since: day('2012-05-15'), until: null, days: 138 } as const;
  const solved = {
    ...problem,
    state: 'solved',
    since: day('2012-05-15'),
    until: day('2012-09-20'),
    days: 128,
  } as const;
  const wording = 'Медленно работает система';
  const problems: SummaryFile['problems'] = [
    {
      ...{ wording, schools: 2, school: first },
      problem: { ...open, schoolId: first.id, key: '1.1', text: 'Система работает медленно' },
    },
    {
      ...{ wording, schools: 2, school: second },
      problem: { ...solved, schoolId: second.id, key: '2.1', text: 'Медленно работает система', how: 'Сервер заменён' },
    },
  ];
  const workbook = await opened(summaryOf([first, second], { problems }));
  const at = (date: string) => new Date(`${date}T00:00:00Z`);
  const group = ['Медленно работает система', 2, 'Дневник.ру'];
  expect(rowsOf(sheetOf(workbook, 'Проблемы')).slice(1)).toEqual([
    [...group, 'Балашиха', 'Школа № 5', 'не решена', at('2012-05-15'), null, 138, 'Система работает медленно', null],
    [
      ...[...group, 'Химки', 'Школа № 6', 'решена', at('2012-05-15'), at('2012-09-20'), 128],
      ...['Медленно работает система', 'Сервер заменён'],
    ],
  ]);
  expect(rowNamed(sheetOf(workbook, 'Методика'), 'Проблемы')[1]).toMatch(/^Проблемы из таблиц/);
  const none = await opened(summaryOf([first], { problems: [] }));
  expect(rowOf(sheetOf(none, 'Проблемы'), 2)[0]).toBe('Школы не назвали проблем.');
});

test('an edition from before the second clock shows what it has, and no zero in the place of what it has not', async () => {
  const { totals, ...rest } = summaryOf([school()], { changes: null, hashes: null });
  const { onTimeOriginally: _o, accepted: _a, acceptedOnTime: _b, stages: _s, ...region } = totals.region;
  const municipalities = totals.municipalities.map(
    ({ onTimeOriginally: _x, accepted: _z, acceptedOnTime: _y, rank: _r, ...line }) => line,
  );
  const { excused: _none, details: _d, before: _c, ...old } = totals;
  const workbook = await opened({ ...rest, totals: { ...old, region, municipalities } });
  expect(workbook.worksheets.map(({ name }) => name)).toEqual([
    ...['Итоги', 'Показатели', 'По месяцам', 'Муниципалитеты', 'Школы', 'Не отчитались', 'Не учтены', 'Не требуются'],
    'Методика',
  ]);
  expect(rowNamed(sheetOf(workbook, 'Итоги'), 'Отчёты впервые сданы в срок').slice(1, 4)).toEqual([1, 1, 1]);
  expect(rowNamed(sheetOf(workbook, 'Итоги'), 'В срок по первоначальной дате')).toEqual([]);
  const sheet = sheetOf(workbook, 'Муниципалитеты');
  const columns = columnsNamed(
    sheet,
    ...['Место', 'Отчёты сданы / сколько', 'Отчёты приняты / сколько', 'Сданы в срок по первоначальной дате / %'],
  );
  expect(columns.map((at) => rowOf(sheet, 3)[at])).toEqual([null, 1, null, null]);
  expect(rowOf(sheetOf(workbook, 'Не требуются'), 2)[0]).toBe('Ожидались отчёты всех школ.');
});

test('the method: when a school is covered, what the order asks for, where each column comes from', async () => {
  const sheet = sheetOf(await opened(summaryOf([school()])), 'Методика');
  expect(rowNamed(sheet, 'Охваченная школа')[1]).toMatch(
    /\(пункт 4\.3 приказа\): заполнена строка 2 «.+»; в строке 3 «/,
  );
  expect(rowNamed(sheet, 'Целевой показатель')[1]).toContain(
    orders.MO.clauses.find(({ id }) => id === 'MO-4.3')?.text ?? 'missing',
  );
  expect(rowNamed(sheet, 'строка 5.1')).toEqual([
    'строка 5.1',
    'Охват: педагогические работники, работающие в системе',
    'педагогических работников',
    'пункт 3.1 (MO-3.1)',
  ]);
});

test('the method names the stages, and the hashes that the edition is known by', async () => {
  const sheet = sheetOf(await opened(summaryOf([school()])), 'Методика');
  expect(rowNamed(sheet, 'Этапы')[1]).toMatch(/\n4\.2 Подготовка.+: строка 4\.1 .+ заполнена, и в ней не «пока нет»; /);
  expect(rowNamed(sheet, 'Отпечаток выпуска')[1]).toBe('e1');
  expect(rowNamed(sheet, 'Отпечаток показателей')[1]).toBe('f1');
  expect(rowNamed(sheet, 'Отпечаток приказа')[1]).toBe('o1');
  expect(rowNamed(sheet, 'Отпечаток прошлого выпуска')[1]).toBe('это первый выпуск');
});

test('an order without a coverage target has no such columns, and says why', async () => {
  const order = { ...orders.MO, targets: [] };
  const workbook = await opened(summaryOf([school()], { order }));
  const heads = rowOf(sheetOf(workbook, 'Муниципалитеты'), 2);
  expect(heads).toContain('Муниципалитет');
  for (const head of ['охвачено', 'Целевой показатель', 'Место']) expect(heads).not.toContain(head);
  expect(workbook.worksheets.map(({ name }) => name)).not.toContain('По месяцам');
  const why = 'Приказ не устанавливает целевого показателя охвата';
  expect(rowNamed(sheetOf(workbook, 'Итоги'), why)[0]).toContain('охваченных школ в сводке нет');
  expect(rowNamed(sheetOf(workbook, 'Итоги'), 'Муниципалитеты')).toEqual([]);
});

test('the file is named for people, without what file systems refuse', () => {
  const summary = summaryOf([school()]);
  expect(summaryFileName(summary, 'xlsx')).toBe(
    'Сводка за сентябрь 2012, Московская область, приказ № 2613, выпуск 2.xlsx',
  );
  const order = { ...orders.MO, number: '2/40-107' };
  expect(summaryFileName({ ...summary, order, municipality: 'Химки', source: { kind: 'live' } }, 'csv')).toBe(
    'Сводка за сентябрь 2012, Химки, приказ № 2-40-107, на 30.09.2012.csv',
  );
});

test('a reader who leaves halfway breaks nothing', async () => {
  const facts = Array.from({ length: 1500 }, () => school({ figures: { '5.1': { n: 1, of: 2 } } }));
  const reader = summaryWorkbook(summaryOf(facts), made).getReader();
  expect((await reader.read()).done).toBe(false);
  await reader.cancel();
  await new Promise((resolve) => setTimeout(resolve, 50));
});
