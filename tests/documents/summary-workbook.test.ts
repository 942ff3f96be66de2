import exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { summaryFileName, summaryWorkbook } from '#app/documents/summary-workbook.server.ts';
import { type Day, day, month, type Zone } from '#app/domain/calendar.ts';
import type { Order } from '#app/domain/order.ts';
import { groupsOf } from '#app/domain/problem-groups.ts';
import { type SchoolFact, summarise } from '#app/domain/summary.ts';
import { orders } from '#app/orders/index.ts';

type Given = Parameters<typeof summaryWorkbook>[0];

const made = { now: new Date('2012-10-05T03:00:00Z'), zone: 'Europe/Moscow' as Zone };
const edition: Given['source'] = {
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

function summaryOf(facts: SchoolFact[], given: Partial<Given> & { asOf?: Day } = {}): Given {
  const { order = orders.MO, asOf = day('2012-09-30') } = given;
  const summary = summarise(order as Order, towns, facts, { month: month(asOf.slice(0, 7)), asOf });
  return { ...summary, source: edition, order, region: 'Московская область', demo: false, ...given };
}

async function opened(summary: Given): Promise<exceljs.Workbook> {
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

test('seven sheets, with a title and an author', async () => {
  const workbook = await opened(summaryOf([school()]));
  expect(workbook.worksheets.map(({ name }) => name)).toEqual([
    ...['Итоги', 'Муниципалитеты', 'Школы', 'Не отчитались', 'Не учтены', 'Не требуются', 'Методика'],
  ]);
  expect([workbook.title, workbook.creator]).toEqual(['Сводка за сентябрь 2012. Московская область', 'Сводка']);
});

test('the totals name the order, the day, the edition, and each figure with its base', async () => {
  const facts = [
    school({ figures: { '5.1': { n: 30, of: 40 } } }),
    school({ figures: { '5.1': { n: 10, of: 20 } }, onTime: 0 }),
    school({ ...silent, municipalityId: 2 }),
  ];
  const sheet = sheetOf(await opened(summaryOf(facts)), 'Итоги');
  const value = (name: string) => rowNamed(sheet, name)[1];
  expect(value('Приказ')).toBe('Приказ № 2613 от 13.06.2012');
  expect(value('О чём')).toBe(orders.MO.title);
  expect(value('Состояние')).toEqual(new Date('2012-09-30T00:00:00Z'));
  expect(value('Выпуск')).toBe('№ 2');
  expect(value('Когда прочитаны')).toBe('05.10.2012, 06:00 (время региона)');
  expect(value('Месяц')).toBe('завершён');
  expect(rowNamed(sheet, 'Охват')).toEqual([
    'Охват: школы, выполнившие условие приказа, из всех школ',
    ...[2, 3, 2 / 3, null],
    'целевой показатель – не менее 75 % к 01.09.2012 (пункт 4.3), свой для каждого муниципалитета; в целом по региону: не достигнут',
  ]);
  expect(rowNamed(sheet, 'Муниципалитеты').slice(1, 4)).toEqual([1, 2, 0.5]);
  expect(rowNamed(sheet, 'Отчёты, сданные из').slice(1, 4)).toEqual([2, 3, 2 / 3]);
  expect(rowNamed(sheet, 'Отчёты, впервые сданные в срок').slice(1, 4)).toEqual([1, 3, 1 / 3]);
  expect(rowNamed(sheet, '5.1 Охват: педагогические работники').slice(1, 5)).toEqual([40, 60, 40 / 60, 2]);
  expect(rowNamed(sheet, '5.2').slice(1, 5)).toEqual([null, null, null, null]);
  expect(rowNamed(sheet, 'Данные вымышлены')).toEqual([]);
});

test('a running month says that it is not over, a demonstration that it is one', async () => {
  const summary = summaryOf([school()], { asOf: day('2012-09-12'), source: { kind: 'live' }, demo: true });
  const sheet = sheetOf(await opened(summary), 'Итоги');
  expect(rowNamed(sheet, 'Выпуск')[1]).toBe('выпуска нет: посчитано по текущим данным');
  expect(rowNamed(sheet, 'Когда прочитаны')[1]).toBe('05.10.2012, 07:00 (время региона)');
  expect(rowNamed(sheet, 'Месяц')[1]).toBe('месяц не завершён: данные ещё изменятся');
  expect(rowNamed(sheet, 'Данные вымышлены')).not.toEqual([]);
  expect(sheet.headerFooter.oddFooter).toContain('Данные вымышлены');
});

test('a municipality: its schools, how far from the target, its reports, its figures', async () => {
  const facts = [
    school({ figures: { '5.1': { n: 900, of: 1000 } }, onTimeOriginally: 0, acceptedOnTime: 0 }),
    school({ figures: { '5.1': { n: 1, of: 1000 } } }),
    school({ ...silent }),
    school({ municipalityId: 2 }),
  ];
  const sheet = sheetOf(await opened(summaryOf(facts)), 'Муниципалитеты');
  const share = ['сколько', 'из скольких', '%'];
  expect(rowOf(sheet, 2)).toEqual([
    ...['Муниципалитет', 'всего школ', 'охвачено', '%', 'Целевой показатель', 'Сколько ещё школ нужно'],
    ...[...share, ...share, ...share, ...share, ...share, ...share],
  ]);
  const groups = [
    ...['Отчёты сданы', 'Отчёты впервые сданы в срок', 'Сданы в срок по первоначальной дате'],
    ...['Принятая версия сдана в срок', '5.1 Охват: педагогические работники, работающие в системе'],
  ];
  expect(rowOf(sheet, 1).filter((_, at) => [6, 9, 12, 15, 18].includes(at))).toEqual(groups);
  expect(rowOf(sheet, 3)).toEqual([
    ...['Балашиха', 3, 2, 2 / 3, 'не достигнут', 1],
    ...[2, 3, 2 / 3, 2, 3, 2 / 3, 1, 3, 1 / 3, 1, 3, 1 / 3, 901, 2000, 0.4505, null, null, null],
  ]);
  expect(rowOf(sheet, 4).slice(0, 6)).toEqual(['Химки', 1, 1, 1, 'достигнут', 0]);
  expect(rowOf(sheet, 5).slice(0, 6)).toEqual(['Всего по региону', 4, 3, 0.75, 'достигнут', null]);
  expect(sheet.getCell('S3').numFmt).toBe('#,##0');
  expect(sheet.getCell('U3').numFmt).toBe('0.0%');
});

test('74.96 % of a target of 75 % is shown as such', async () => {
  const facts = Array.from({ length: 627 }, (_, at) => school(at < 470 ? {} : silent));
  const workbook = await opened(summaryOf(facts));
  const cell = sheetOf(workbook, 'Муниципалитеты').getCell('D3');
  expect([cell.value, cell.numFmt]).toEqual([470 / 627, '0.00%']);
  const total = sheetOf(workbook, 'Итоги');
  const row = rowsOf(total).findIndex(([first]) => String(first).startsWith('Охват:')) + 1;
  expect(total.getCell(`D${row}`).numFmt).toBe('0.00%');
});

test('a share is read against the corridor in force (KG-App.1)', async () => {
  const facts = [school({ figures: { '14': { n: 4096, of: 10_000 } } }), school(silent)];
  const workbook = await opened(summaryOf(facts, { order: orders.KG, asOf: day('2012-10-31') }));
  const sheet = sheetOf(workbook, 'Итоги');
  expect(rowNamed(sheet, '14 Активация')[5]).toBe('коридор на 15.10.2012 – 41–60 % (приложение 1): ниже коридора');
  const row = rowsOf(sheet).findIndex(([first]) => String(first).startsWith('14 ')) + 1;
  expect(sheet.getCell(`D${row}`).numFmt).toBe('0.00%');
  expect(rowNamed(sheet, 'Охват:')[5]).toMatch(/100 % к 01\.01\.2013 \(пункт 1\).+: срок не наступил$/);
  expect(sheetOf(workbook, 'Муниципалитеты').columnCount).toBe(18 + 13 * 3);
});

test('a school: covered or not, its last report with its days, its figures', async () => {
  const late = lastReport({ late: true, filedOn: day('2012-10-04'), coveredFrom: day('2012-09-02') });
  const facts = [
    school({ name: 'Школа Б', municipalityId: 2, ...silent }),
    school({ name: 'Школа А', last: late, figures: { '5.2': { n: 0, of: 0 } } }),
    school({ name: 'Школа В', last: lastReport({ system: null }) }),
  ];
  const sheet = sheetOf(await opened(summaryOf(facts)), 'Школы');
  expect(rowOf(sheet, 2).slice(0, 7)).toEqual([
    ...['Муниципалитет', 'Школа', 'Охвачена', 'Информационная система', 'на дату', 'сдан', 'с опозданием'],
  ]);
  const [asOf, filedOn] = [new Date('2012-09-30T00:00:00Z'), new Date('2012-10-04T00:00:00Z')];
  expect(rowOf(sheet, 3)).toEqual([
    ...['Балашиха', 'Школа А', 'да', 'Дневник.ру', asOf, filedOn, 'да'],
    ...[null, null, null, 0, 0, null],
  ]);
  expect(rowOf(sheet, 4).slice(0, 4)).toEqual(['Балашиха', 'Школа В', 'нет', null]);
  expect(rowOf(sheet, 5)).toEqual(['Химки', 'Школа Б', 'нет', ...Array(10).fill(null)]);
  expect(sheet.getCell('E3').numFmt).toBe('dd.mm.yyyy');
});

test('totals are the sum of the schools', async () => {
  const facts = Array.from({ length: 20 }, (_, at) =>
    school({ municipalityId: 1 + (at % 2), figures: { '5.1': { n: at, of: 40 }, '5.2': { n: 3 * at, of: 100 + at } } }),
  );
  const workbook = await opened(summaryOf(facts));
  const rows = rowsOf(sheetOf(workbook, 'Школы')).slice(2);
  const totals = rowNamed(sheetOf(workbook, 'Муниципалитеты'), 'Всего');
  const sum = (column: number) => rows.reduce((total, row) => total + Number(row[column]), 0);
  expect([totals[18], totals[19], totals[21], totals[22]]).toEqual([sum(7), sum(8), sum(10), sum(11)]);
  expect([totals[1], totals[2]]).toEqual([rows.length, rows.filter((row) => row[2] === 'да').length]);
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
  expect(sheet.autoFilter).toBe('A2:M4');
  expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToWidth: 1, fitToHeight: 0 });
  expect([sheet.pageSetup.printTitlesRow, sheet.pageSetup.printTitlesColumn]).toEqual(['1:2', 'A:B']);
  expect(sheet.getCell('A1').alignment).toMatchObject({ wrapText: true });
  expect([sheet.getCell('B3').alignment.horizontal, sheet.getCell('H3').alignment.horizontal]).toEqual([
    'left',
    'left',
  ]);
  expect(sheetOf(workbook, 'Муниципалитеты').getCell('B3').alignment.horizontal).toBe('right');
  // The region's line is not sorted away with the municipalities.
  expect(sheetOf(workbook, 'Муниципалитеты').autoFilter).toBe('A2:X4');
});

test('who has not reported, and when nobody had to', async () => {
  const mixed = [school(), school({ ...silent, name: 'Молчит', municipalityId: 2 })];
  const missing = sheetOf(await opened(summaryOf(mixed)), 'Не отчитались');
  expect(rowsOf(missing).slice(2)).toEqual([['Химки', 'Молчит', 1, 0, null, null]]);

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
  const problems = groupsOf(
    [
      { ...solved, schoolId: second.id, key: '2.1', text: 'Медленно работает система', how: 'Сервер заменён' },
      { ...open, schoolId: first.id, key: '1.1', text: 'Система работает медленно' },
    ],
    [first, second].map(({ id, municipalityId }) => ({ id, municipalityId, systems: ['Дневник.ру'] })),
  );
  const workbook = await opened({ ...summaryOf([first, second]), problems });
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
  const none = await opened({ ...summaryOf([first]), problems: [] });
  expect(rowOf(sheetOf(none, 'Проблемы'), 2)[0]).toBe('Школы не назвали проблем.');
});

test('an edition from before the second clock shows what it has, and no zero in the place of what it has not', async () => {
  const { totals, ...rest } = summaryOf([school()]);
  const { onTimeOriginally: _o, accepted: _a, acceptedOnTime: _b, ...region } = totals.region;
  const municipalities = totals.municipalities.map(({ onTimeOriginally: _x, acceptedOnTime: _y, ...line }) => line);
  const { excused: _none, ...old } = totals;
  const workbook = await opened({ ...rest, totals: { ...old, region, municipalities } });
  expect(rowNamed(sheetOf(workbook, 'Итоги'), 'Отчёты, впервые сданные в срок').slice(1, 4)).toEqual([1, 1, 1]);
  expect(rowNamed(sheetOf(workbook, 'Итоги'), 'В срок по первоначальной дате')).toEqual([]);
  expect(rowOf(sheetOf(workbook, 'Муниципалитеты'), 3).slice(9, 18)).toEqual([1, 1, 1, ...Array(6).fill(null)]);
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

test('an order without a coverage target has no such columns', async () => {
  const order = { ...orders.MO, targets: [] };
  const workbook = await opened(summaryOf([school()], { order }));
  expect(rowOf(sheetOf(workbook, 'Муниципалитеты'), 2).slice(0, 5)).toEqual([
    ...['Муниципалитет', 'всего школ', 'охвачено', '%', 'сколько'],
  ]);
  expect(rowNamed(sheetOf(workbook, 'Итоги'), 'Муниципалитеты')).toEqual([]);
});

test('the file is named for people, without what file systems refuse', () => {
  const summary = summaryOf([school()]);
  expect(summaryFileName(summary)).toBe('Сводка за сентябрь 2012, Московская область, приказ № 2613, выпуск 2.xlsx');
  const order = { ...orders.MO, number: '2/40-107' };
  expect(summaryFileName({ ...summary, order, source: { kind: 'live' } })).toBe(
    'Сводка за сентябрь 2012, Московская область, приказ № 2-40-107, на 30.09.2012.xlsx',
  );
});

test('a reader who leaves halfway breaks nothing', async () => {
  const facts = Array.from({ length: 1500 }, () => school({ figures: { '5.1': { n: 1, of: 2 } } }));
  const reader = summaryWorkbook(summaryOf(facts), made).getReader();
  expect((await reader.read()).done).toBe(false);
  await reader.cancel();
  await new Promise((resolve) => setTimeout(resolve, 50));
});
