import { buffer } from 'node:stream/consumers';
import exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { unpack } from '#app/documents/archive.server.ts';
import { type Cell, countColumn, percent, type Sheet, tableSheet, text, textColumn } from '#app/documents/table.ts';
import { workbookStream } from '#app/documents/workbook.server.ts';

const facts = {
  title: 'Сводка',
  creator: 'Сводка',
  created: new Date('2012-10-05T03:00:00Z'),
  header: 'Приказ № 2613 & другие',
  footer: '',
  page: 'стр. ',
  of: ' из ',
};
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==',
  'base64',
);

const written = (sheets: Sheet[]) => buffer(workbookStream(facts, sheets) as never);

/** The file's parts by their names. */
async function partsOf(sheets: Sheet[]): Promise<Map<string, string>> {
  const files = await unpack(await written(sheets), { entries: 99, each: 1e8, total: 1e9, large: 'bomb' });
  if (typeof files === 'string') throw new Error(files);
  return new Map(files.map(({ name, bytes }) => [name, bytes.toString('utf8')]));
}

async function opened(sheets: Sheet[]): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load((await written(sheets)) as unknown as exceljs.Buffer);
  return workbook;
}

/** The names of the elements right under the root; fails where a tag is not closed by its own. */
function children(xml = ''): string[] {
  const open: string[] = [];
  const found: string[] = [];
  for (const [tag, end, name = '', empty] of xml.matchAll(/<(\/?)([A-Za-z][\w:.]*)(?:\s+[\w:]+="[^"<]*")*\s*(\/?)>/g)) {
    if (end) expect(`${open.pop()} closed by ${tag}`).toBe(`${name} closed by ${tag}`);
    else {
      if (open.length === 1) found.push(name);
      if (!empty) open.push(name);
    }
  }
  expect(open).toEqual([]);
  expect(xml.replace(/<[^<>]+>/g, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;|apos;|#)/);
  return found;
}

const whole = { left: 0, top: 6, right: 4, bottom: 20 };

/** Coverage by month, the last one not known yet, and its municipalities on a sheet of their own. */
function summary(): Sheet[] {
  const share = (n: number): Cell => percent({ n, of: 1000 }, [{ n: 75, of: 100 }]);
  const months: [string, Cell][] = [
    ['июль 2012', share(301)],
    ['август 2012', { kind: 'percent', share: { n: 7496, of: 10_000 }, digits: 2 }],
    ['сентябрь 2012', null],
  ];
  const totals: Sheet = {
    name: "Итоги '12",
    widths: [30, 12, 12],
    onePage: true,
    frozen: { columns: 0, lines: 0 },
    filter: false,
    lines: [
      { look: 'head', cells: [text('Месяц'), text('Факт'), text('Цель')] },
      ...months.map(([month, fact]) => ({ look: 'row' as const, cells: [text(month), fact, share(750)] })),
    ],
    charts: [
      {
        kind: 'line',
        title: 'Охват & цель <75 %>',
        categories: { sheet: "Итоги '12", column: 1, from: 2, to: 4 },
        series: [
          { name: 'Факт', values: { sheet: "Итоги '12", column: 2, from: 2, to: 4 } },
          { name: 'Цель', values: { sheet: "Итоги '12", column: 3, from: 2, to: 4 }, target: true },
        ],
        at: whole,
      },
      {
        kind: 'bars',
        title: 'Школы муниципалитетов',
        categories: { sheet: 'Муниципалитеты', column: 1, from: 2, to: 3 },
        series: [{ name: 'Школ', values: { sheet: 'Муниципалитеты', column: 2, from: 2, to: 3 }, paler: [1] }],
        at: { ...whole, top: 21, bottom: 30 },
      },
    ],
    pictures: [{ png, says: 'Карта "области"', at: { ...whole, top: 31, bottom: 40 } }],
  };
  const towns = [
    { name: 'Балашиха', schools: 1200, covered: 900 },
    { name: 'Химки', schools: 7, covered: 0 },
  ];
  const columns = [
    textColumn<(typeof towns)[0]>('Муниципалитет', { least: 10, most: 30 }, ({ name }) => name),
    countColumn<(typeof towns)[0]>('Школ', ({ schools }) => schools),
    {
      head: 'Охват',
      width: 20,
      bar: true,
      cell: ({ covered: n, schools: of }: (typeof towns)[0]) => percent({ n, of }),
    },
  ];
  const total = [text('Всего'), null, percent({ n: 900, of: 1207 })];
  return [totals, tableSheet('Муниципалитеты', columns, towns, { keys: 1, total })];
}

test('a chart points to its cells on whichever sheet, and carries what they say', async () => {
  const parts = await partsOf(summary());
  const line = parts.get('xl/charts/chart1.xml') ?? '';
  expect(line).toContain("<c:f>'Итоги ''12'!$A$2:$A$4</c:f>");
  expect(line).toContain(
    "<c:f>'Итоги ''12'!$B$2:$B$4</c:f><c:numCache><c:formatCode>0.0%</c:formatCode><c:ptCount val=\"3\"/>" +
      '<c:pt idx="0"><c:v>0.301</c:v></c:pt><c:pt idx="1" formatCode="0.00%"><c:v>0.7496</c:v></c:pt></c:numCache>',
  );
  expect(line).toContain('<c:pt idx="2"><c:v>сентябрь 2012</c:v></c:pt>');
  expect(line).toContain('<a:t>Охват &amp; цель &lt;75 %&gt;</a:t>');
  // The name and the value stand at the last month that has a figure.
  expect(line).toContain('<c:dLbl><c:idx val="1"/>');
  const bars = parts.get('xl/charts/chart2.xml') ?? '';
  expect(bars).toContain("<c:f>'Муниципалитеты'!$B$2:$B$3</c:f>");
  expect(bars).toContain('<c:pt idx="0"><c:v>1200</c:v></c:pt><c:pt idx="1"><c:v>7</c:v></c:pt>');
  expect(bars).toContain('<c:barDir val="bar"/>');
});

test('every part that a sheet points to is there, well-formed and listed', async () => {
  const parts = await partsOf(summary());
  for (const [name, xml] of parts) if (/\.(xml|rels)$/.test(name)) children(xml);
  const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
  const relationships = parts.get('xl/worksheets/_rels/sheet1.xml.rels') ?? '';
  const id = /<drawing r:id="(\w+)"\/>/.exec(sheet)?.[1];
  expect(relationships).toContain(`Id="${id}"`);
  expect(relationships).toContain('Target="../drawings/drawing1.xml"');
  const drawing = parts.get('xl/drawings/drawing1.xml') ?? '';
  expect(children(drawing)).toEqual(Array(3).fill('xdr:twoCellAnchor'));
  expect(drawing).toContain('descr="Охват &amp; цель &lt;75 %&gt;"');
  expect(drawing).toContain('descr="Карта &quot;области&quot;"');
  const targets = [...(parts.get('xl/drawings/_rels/drawing1.xml.rels') ?? '').matchAll(/Target="\.\.\/([^"]+)"/g)];
  expect(targets.map(([, target]) => target)).toEqual(['charts/chart1.xml', 'charts/chart2.xml', 'media/image0.png']);
  for (const [, target] of targets) expect([...parts.keys()]).toContain(`xl/${target}`);
  const listed = parts.get('[Content_Types].xml') ?? '';
  for (const part of parts.keys()) {
    if (/^xl\/(worksheets|drawings|charts)\/[^/]+$/.test(part)) expect(listed).toContain(`PartName="/${part}"`);
  }
  expect(listed).toContain('Extension="png"');
  expect(parts.has('xl/worksheets/_rels/sheet2.xml.rels')).toBe(false);
});

test('what a sheet consists of comes in the order of the schema', async () => {
  const parts = await partsOf(summary());
  expect(children(parts.get('xl/worksheets/sheet1.xml'))).toEqual([
    ...['sheetPr', 'sheetViews', 'sheetFormatPr', 'cols', 'sheetData', 'pageMargins', 'pageSetup', 'headerFooter'],
    'drawing',
  ]);
  expect(children(parts.get('xl/worksheets/sheet2.xml'))).toEqual([
    ...['sheetPr', 'sheetViews', 'sheetFormatPr', 'cols', 'sheetData', 'autoFilter', 'conditionalFormatting'],
    ...['pageMargins', 'pageSetup', 'headerFooter', 'extLst'],
  ]);
});

test('bars behind shares begin at zero and end at the whole; the total has none', async () => {
  const sheet = (await partsOf(summary())).get('xl/worksheets/sheet2.xml') ?? '';
  const [id] = /(?<=<x14:id>)[^<]+/.exec(sheet) ?? [];
  expect(sheet).toContain(
    `<x14:cfRule type="dataBar" id="${id}"><x14:dataBar minLength="0" maxLength="100" gradient="0"`,
  );
  expect(sheet).toContain(
    '<x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo><x14:cfvo type="num"><xm:f>1</xm:f></x14:cfvo>',
  );
  expect(sheet).toContain('<xm:sqref>C2:C3</xm:sqref>');
  const rules = (await opened(summary())).getWorksheet('Муниципалитеты') as unknown as {
    conditionalFormattings: { ref: string; rules: { type: string }[] }[];
  };
  expect(rules.conditionalFormattings).toMatchObject([{ ref: 'C2:C3', rules: [{ type: 'dataBar' }] }]);
});

test('a sheet for one page stands upright and is fitted to it; a wide table lies', async () => {
  const workbook = await opened(summary());
  const [totals, table] = workbook.worksheets;
  expect(totals?.pageSetup).toMatchObject({ orientation: 'portrait', paperSize: 9, fitToWidth: 1, fitToHeight: 1 });
  expect(table?.pageSetup).toMatchObject({ orientation: 'landscape', paperSize: 9, fitToWidth: 1, fitToHeight: 0 });
});

test('the same figures make the same sheets, byte for byte', async () => {
  const [first, second] = [await partsOf(summary()), await partsOf(summary())];
  expect([...second]).toEqual([...first]);
});

test('rows that come one by one are filtered to the last, whatever their number', async () => {
  async function* rows() {
    for (let n = 1; n <= 250; n++) yield n;
  }
  const columns = [textColumn<number>('Школа', { least: 10, most: 24 }, (n) => `=Школа № ${n}`)];
  const workbook = await opened([
    tableSheet('Школы', columns, rows(), { keys: 1 }),
    tableSheet('Пусто', columns, (async function* none(): AsyncGenerator<number> {})(), { keys: 1, empty: 'никого' }),
  ]);
  const [schools, none] = workbook.worksheets;
  expect([schools?.rowCount, schools?.autoFilter, schools?.getColumn(1).width]).toEqual([251, 'A1:A251', 24]);
  const last = schools?.getCell('A251');
  expect([last?.value, last?.type]).toEqual(['=Школа № 250', exceljs.ValueType.String]);
  expect([none?.getCell('A2').value, none?.autoFilter]).toEqual(['никого', undefined]);
});

test('a reader who goes away ends the reading of rows', async () => {
  let ended = 0;
  async function* rows() {
    try {
      for (let n = 1; ; n++) yield n;
    } finally {
      ended++;
    }
  }
  const columns = [countColumn<number>('Номер', (n) => n)];
  const reader = workbookStream(facts, [tableSheet('Школы', columns, rows(), { keys: 1 })]).getReader();
  await reader.read();
  await reader.cancel();
  await expect.poll(() => ended).toBe(1);
});
