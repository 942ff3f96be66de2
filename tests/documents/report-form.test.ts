import { readFileSync } from 'node:fs';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unpack } from '#app/documents/archive.server.ts';
import { openReportForm } from '#app/documents/report-form/read.server.ts';
import { fileWithRemarks } from '#app/documents/report-form/remarks.server.ts';
import { reportForm } from '#app/documents/report-form/write.server.ts';
import { addDays, type Day, day, type Zone } from '#app/domain/calendar.ts';
import { isReadable } from '#app/domain/readable-text.ts';
import type { AnswerOf, Answers, Form, Item, Typed } from '#app/domain/reports/form.ts';
import { longest, readAnswers, writeAnswers } from '#app/domain/reports/form.ts';
import { kg } from '#app/orders/kg.ts';
import { mo } from '#app/orders/mo.ts';
import { bomb, packedSmall, withPart, withSheet, zip, zipSaying } from '#tests/support/bad-files.ts';
import { kgForm, moForm } from '#tests/support/scenario.ts';

const made = { now: new Date('2012-05-10T08:00:00Z'), zone: 'Asia/Yekaterinburg' as Zone };
const today = day('2012-05-10');
const stamp = { reportId: 5, schoolId: 6, campaignId: 1, asOf: day('2012-05-15'), version: 3 };
const orders = [
  ['KG', kg, kgForm],
  ['MO', mo, moForm('01.02.2012')],
] as const;
const kgOnly = formOf(kg);

function formOf({ forms: [form] }: typeof kg): Form {
  if (!form) throw new RangeError('An order without a form');
  return form;
}

async function fileOf(order: typeof kg, typed: Typed, demo = false): Promise<Buffer> {
  const form = formOf(order);
  const facts = { form, order, organisation: 'Школа № 7', asOf: stamp.asOf, demo };
  return reportForm({ ...facts, typed, stamp: { ...stamp, formId: form.id } }, made);
}

async function readBack(bytes: Buffer, form = kgOnly) {
  const opened = await openReportForm(bytes);
  if ('refusal' in opened) throw new Error(opened.refusal);
  const read = opened.read(form);
  if ('refusal' in read) throw new Error(read.refusal);
  return read;
}

/** The file as a person hands it back, having done this to it. */
async function edited(bytes: Buffer, edit: (sheet: exceljs.Worksheet, workbook: exceljs.Workbook) => void) {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  edit(sheetOf(workbook), workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** Pasted from elsewhere: the cell brings its own format, and a date is one only by its format. */
function put(address: string, value: exceljs.CellValue) {
  return (sheet: exceljs.Worksheet) => {
    const cell = sheet.getCell(address);
    cell.value = value;
    cell.style = { ...cell.style, numFmt: value instanceof Date ? 'dd.mm.yyyy' : 'General' };
  };
}

function sheetOf(workbook: exceljs.Workbook): exceljs.Worksheet {
  const sheet = workbook.getWorksheet('Отчёт');
  if (!sheet) throw new Error('No sheet');
  return sheet;
}

/** Where the answer stands, without the sheet's name. */
async function cellOf(field: string): Promise<string> {
  const { cells } = await readBack(await fileOf(kg, {}));
  return cells[field]?.split('!')[1] ?? '';
}

async function load(bytes: Buffer): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  return workbook;
}

describe('row 13: the form leaves as an Excel file and comes back with the same answers', () => {
  test.each(orders)('%s, filled in', async (_name, order, typed) => {
    const form = formOf(order);
    const { answers } = readAnswers(form, typed, today);
    const read = await readBack(await fileOf(order, writeAnswers(form, answers)), form);
    expect(readAnswers(form, read.typed, today)).toEqual({ answers, faults: [] });
    expect(read).toMatchObject({ faults: [], notes: [], stamp: { ...stamp, formId: form.id } });
  });

  test.each(orders)(
    '%s, whatever the answers are',
    async (_name, order) => {
      const form = formOf(order);
      await fc.assert(
        fc.asyncProperty(answersTo(form), async (answers) => {
          const read = await readBack(await fileOf(order, writeAnswers(form, answers)), form);
          expect(readAnswers(form, read.typed, today)).toEqual({ answers, faults: [] });
          expect(read.notes).toEqual([]);
        }),
        { numRuns: 25 },
      );
    },
    60_000,
  );

  test('what could not be read as an answer stands in its cell as it was typed', async () => {
    const typed = { '6.1:n': 'сорок', '3:date': 'в мае', '11:choice': 'скоро', '2:text': '=1+1 <b>&_x0041_' };
    expect((await readBack(await fileOf(kg, typed))).typed).toEqual(typed);
  });

  test('an empty form asks everything that the order asks, and answers nothing', async () => {
    const { typed, cells } = await readBack(await fileOf(kg, {}));
    expect(typed).toEqual({});
    const items = new Set(Object.keys(cells).map((field) => field.split(':')[0]));
    expect([...items]).toEqual([
      ...kgOnly.items.filter(({ kind }) => kind !== 'heading').map(({ id }) => id),
      'problems',
    ]);
  });
});

describe('row 13: the file looks like the order’s form and helps to fill it in', () => {
  test('row 52: its words and numbers are the order’s, under the heading as printed', async () => {
    const sheet = sheetOf(await load(await fileOf(kg, kgForm)));
    const said: string[] = [];
    sheet.eachRow((row) => said.push(...(row.values as unknown[]).filter((value) => typeof value === 'string')));
    expect(said).toContain(
      'Отчет о введении электронных дневников учащихся и электронного журнала успеваемости в МБОУ «Школа № 7» (по состоянию на 15.05.2012)',
    );
    expect(said).toEqual(expect.arrayContaining(['№', 'Основное содержание мероприятия', 'Выполнение', '12.3.']));
    for (const { title } of kgOnly.items) expect(said).toContain(title.replace('{organisation}', 'Школа № 7'));
  });

  test('only what is to be filled in can be changed, and each such cell checks and explains itself', async () => {
    const bytes = await fileOf(kg, kgForm);
    const { cells } = await readBack(bytes);
    const sheet = sheetOf(await load(bytes));
    expect(sheet.model).toMatchObject({ sheetProtection: { sheet: true } });
    const inputs = new Set(Object.values(cells).map((cell) => sheet.getCell(cell.split('!')[1] ?? '').address));
    const open: string[] = [];
    sheet.eachRow({ includeEmpty: true }, (row) =>
      row.eachCell({ includeEmpty: true }, (cell) => {
        if (cell.protection?.locked === false && (!cell.isMerged || cell.master === cell)) open.push(cell.address);
      }),
    );
    expect(open.sort()).toEqual([...inputs].sort());
    const checks = (field: string) => sheet.getCell(cells[field]?.split('!')[1] ?? '').dataValidation;
    for (const address of inputs)
      expect(sheet.getCell(address).dataValidation).toMatchObject({ showInputMessage: true });
    expect(checks('6.1:n')).toMatchObject({ type: 'whole', formulae: [0, 1_000_000] });
    expect(checks('3:date')).toMatchObject({ type: 'date' });
    expect(checks('3:none')).toMatchObject({ type: 'list', formulae: ['"пока нет"'] });
    expect(checks('11:choice')).toMatchObject({ type: 'list', formulae: ['"есть,нет"'] });
    expect(checks('7:text')).toMatchObject({ type: 'textLength', formulae: [longest.text] });
  });

  test('it prints on portrait A4, as wide as the page, with the columns’ heads on every page', async () => {
    const { pageSetup } = sheetOf(await load(await fileOf(kg, kgForm)));
    expect(pageSetup).toMatchObject({ paperSize: 9, orientation: 'portrait', fitToWidth: 1, fitToHeight: 0 });
    expect(pageSetup.printTitlesRow).toBe('4:4');
  });

  test('what it was made of stands in a sheet that Excel does not offer to show', async () => {
    const workbook = await load(await fileOf(kg, kgForm));
    expect(workbook.worksheets.map(({ name, state }) => [name, state])).toEqual([
      ['Отчёт', 'visible'],
      ['Как заполнить', 'visible'],
      ['svodka', 'veryHidden'],
    ]);
  });
});

describe('row 14: what is wrong is named with its cell', () => {
  type Cell = exceljs.CellValue;
  test.each<[string, string, Cell, string]>([
    ['a formula, whatever it comes to', '6.1:n', { formula: '20+20', result: 40 }, 'formula'],
    ['an error of Excel', '6.1:n', { error: '#REF!' } as Cell, 'errorValue'],
    ['a date where a number is needed', '6.1:n', new Date('2012-05-01T00:00:00Z'), 'dateHere'],
    ['a date where a text is needed', '8:classes', new Date('2012-04-01T00:00:00Z'), 'dateHere'],
    ['true or false', '11:choice', true, 'logical'],
  ])('%s', async (_what, field, value, code) => {
    const address = await cellOf(field);
    const read = await readBack(await edited(await fileOf(kg, kgForm), put(address, value)));
    expect(read.faults).toEqual([{ cell: `Отчёт!${address}`, field, item: field.split(':')[0], code }]);
    expect(read.typed[field]).toBeUndefined();
  });

  test.each<[string, string, Cell, string]>([
    ['a number of words', '6.1:n', 'сорок', 'notWhole'],
    ['a fraction', '6.1:n', 12.5, 'notWhole'],
    ['a percentage', '6.1:n', 0.85, 'notWhole'],
    ['less than nothing', '6.1:n', -4, 'notWhole'],
    ['more than anyone has', '6.1:n', 1e21, 'tooLarge'],
    ['more than its whole', '6.1:n', 41, 'moreThanBase'],
    ['no such day', '3:date', '31.02.2012', 'noSuchDate'],
    ['a number that is no date', '3:date', 41015, 'notADate'],
    ['a date in another country’s way', '3:date', '05/25/2012', 'notADate'],
    ['a number with a gap in the wrong place', '6.1:n', '12 34', 'notWhole'],
    ['a dash for a number', '6.1:n', '–', 'nothingStated'],
    ['a day to come', '3:date', new Date('2012-12-01T00:00:00Z'), 'inFuture'],
    ['a word that is not on the list', '11:choice', 'наверное', 'notAChoice'],
    ['a text too long', '2:text', 'ы'.repeat(301), 'tooLong'],
  ])('%s', async (_what, field, value, code) => {
    const address = await cellOf(field);
    const filled = writeAnswers(kgOnly, readAnswers(kgOnly, kgForm, today).answers);
    const file = await edited(await fileOf(kg, filled), put(address, value));
    const { faults } = readAnswers(kgOnly, (await readBack(file)).typed, today);
    expect(faults).toEqual([{ field, item: field.split(':')[0], code }]);
  });

  test.each<[string, string, Cell, string]>([
    ['a date typed as text', '3:date', ' 1.5.2012 ', '2012-05-01'],
    ['a date with a time of day', '3:date', new Date('2012-05-01T13:30:00Z'), '2012-05-01'],
    ['a date as in a document', '3:date', '«1» мая 2012 г.', '2012-05-01'],
    ['thousands set apart', '6.1:n', '1 200', '1200'],
    ['thousands set apart by a thin space', '6.1:n', '1\u2009200', '1200'],
    ['an answer in capitals', '11:choice', 'ЕСТЬ ', 'yes'],
    ['a number where a text is needed', '3:number', 45, '45'],
    [
      'text in several fonts',
      '2:text',
      { richText: [{ text: 'Дневник' }, { font: { bold: true }, text: '.ру' }] },
      'Дневник.ру',
    ],
    ['a link', '2:text', { text: 'dnevnik.ru', hyperlink: 'https://dnevnik.ru' }, 'dnevnik.ru'],
  ])('%s is understood', async (_what, field, value, text) => {
    const address = await cellOf(field);
    const read = await readBack(await edited(await fileOf(kg, {}), put(address, value)));
    expect(read).toMatchObject({ typed: { [field]: text }, faults: [] });
  });

  test('cells merged by a person can’t be told apart, ours can', async () => {
    const [n, of] = [await cellOf('6.1:n'), await cellOf('6.1:of')];
    const file = await edited(await fileOf(kg, kgForm), (sheet) => {
      sheet.mergeCells(`${n}:${of}`);
    });
    expect((await readBack(file)).faults.map(({ field, code }) => [field, code])).toEqual([
      ['6.1:n', 'merged'],
      ['6.1:of', 'merged'],
    ]);
  });

  test('what was typed beside the form is told, not silently dropped', async () => {
    // Our own words, the demo's warning among them, are not somebody's note.
    const file = await edited(await fileOf(kg, kgForm, true), (sheet) => {
      sheet.getCell('K12').value = 'см. приказ';
      sheet.getCell('A200').value = 7;
    });
    expect((await readBack(file)).notes).toEqual([
      { cell: 'Отчёт!K12', text: 'см. приказ' },
      { cell: 'Отчёт!A200', text: '7' },
    ]);
  });
});

describe('row 14: a file that is not this form is refused with the reason', () => {
  const refusalOf = async (bytes: Buffer, form = kgOnly) => {
    const opened = await openReportForm(bytes);
    if ('refusal' in opened) return opened.refusal;
    const read = opened.read(form);
    return 'refusal' in read ? read.refusal : 'none';
  };

  test('of another template, whether its number or its form differs', async () => {
    const file = await fileOf(kg, kgForm);
    const stamped = (row: number, value: string) =>
      edited(file, (_sheet, workbook) => {
        const hidden = workbook.getWorksheet('svodka');
        if (hidden) hidden.getCell(row, 1).value = value;
      });
    expect(await refusalOf(file)).toBe('none');
    expect(await refusalOf(await stamped(2, '0'))).toBe('oldTemplate');
    const changed = { ...kgOnly, items: kgOnly.items.filter(({ id }) => id !== '15') };
    expect(await refusalOf(file, changed)).toBe('oldTemplate');
    expect(await refusalOf(await stamped(5, '{"4":[1],"5":[1],"7":[1000000000],"problems":[1]}'))).toBe('oldTemplate');
    expect(await refusalOf(await stamped(4, '{"reportId":"5"}'))).toBe('broken');
    expect(await refusalOf(await stamped(1, 'Что-то другое'))).toBe('notOurForm');
  });

  test('with a row put in, so that nothing stands where it did', async () => {
    const file = await edited(await fileOf(kg, kgForm), (sheet) => void sheet.insertRow(12, ['наша строка']));
    expect(await refusalOf(file)).toBe('moved');
  });

  test('no Excel at all', async () => {
    const workbook = new exceljs.Workbook();
    workbook.addWorksheet('Лист1').getCell('A1').value = 'Список';
    expect(await refusalOf(Buffer.from(await workbook.xlsx.writeBuffer()))).toBe('notOurForm');
    expect(await refusalOf(Buffer.alloc(0))).toBe('empty');
    expect(await refusalOf(Buffer.from('№;Показатель;Сведения\n1;Иванова;'))).toBe('notExcel');
    expect(await refusalOf(Buffer.from('<html><table><tr><td>1</td></tr></table></html>'))).toBe('notExcel');
    expect(await refusalOf(Buffer.from('%PDF-1.4\n'))).toBe('notExcel');
    expect(await refusalOf(Buffer.from('526172211a0701003392b5e5', 'hex'))).toBe('rar');
    expect(await refusalOf(Buffer.from('377abcaf271c000400000000', 'hex'))).toBe('sevenZip');
    expect(await refusalOf(Buffer.from('1f8b0800000000000003', 'hex'))).toBe('otherArchive');
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]);
    expect(await refusalOf(old)).toBe('oldExcel');
    expect(await refusalOf(Buffer.concat([old, Buffer.from('EncryptedPackage', 'utf16le')]))).toBe('encrypted');
    expect(await refusalOf(Buffer.alloc(2 * 1024 * 1024 + 1, 'x'))).toBe('tooLarge');
    const file = await fileOf(kg, kgForm);
    expect(await refusalOf(file.subarray(0, file.length - 300))).toBe('broken');
  });
});

describe('row 14: a file made to harm is refused before it can', () => {
  const refusalOf = async (bytes: Buffer) => {
    const opened = await openReportForm(bytes);
    return 'refusal' in opened ? opened.refusal : 'none';
  };

  test('a zip bomb, whether its directory owns up to it or lies', async () => {
    expect(await refusalOf(bomb())).toBe('bomb');
    expect(await refusalOf(zipSaying('xl/workbook.xml', Buffer.alloc(40 * 1024 * 1024), 1000))).toBe('bomb');
    const many = Array.from({ length: 201 }, (_, at) => ({ name: `xl/${at}.xml`, bytes: Buffer.alloc(0) }));
    expect(await refusalOf(await zip(many))).toBe('bomb');
    expect(await refusalOf(await zip([{ name: 'xl/workbook.xml', bytes: Buffer.from('<nothing/>') }]))).toBe('broken');
  });

  test('a sheet that says it is the largest there can be', async () => {
    const file = await fileOf(kg, kgForm);
    const whole = 'ref="A1:XFD1048576"';
    expect(
      await refusalOf(await withSheet(file, (xml) => xml.replace(/<mergeCell ref="[^"]*"/, `<mergeCell ${whole}`))),
    ).toBe('tooLarge');
    expect(await refusalOf(await withSheet(file, (xml) => xml.replace(/ sqref="[^"]*"/g, ` sq${whole}`)))).toBe(
      'tooLarge',
    );
    const cells = '<row r="300">'.concat('<c r="A300"/>'.repeat(60_000), '</row></sheetData>');
    expect(await refusalOf(await withSheet(file, (xml) => xml.replace('</sheetData>', cells)))).toBe('tooLarge');
  });

  test.each<[string, (xml: string) => string]>([
    ['an area in other quotes', (xml) => xml.replace(/<mergeCell ref="[^"]*"/, "<mergeCell ref='A1:XFD1048576'")],
    [
      'an area spelled in numbers',
      (xml) => xml.replace(/<mergeCell ref="[^"]*"/, '<mergeCell ref="&#65;1:XFD1048576"'),
    ],
    ['an area of whole rows', (xml) => xml.replace(/<mergeCell ref="[^"]*"/, '<mergeCell ref="1:1048576"')],
    [
      'an area beside a harmless one',
      (xml) => xml.replace('<mergeCell ', '<mergeCell sqref="A1" ref="A1:XFD1048576" x="" '),
    ],
    [
      'a check behind a bracket',
      (xml) => xml.replace('<dataValidation ', '<dataValidation x=">" sqref="A1:XFD1048576" y="" '),
    ],
    ['columns without end', (xml) => xml.replace('<cols>', '<cols><col min="1" max="2000000000" width="9"/>')],
    ['a row beyond the last', (xml) => xml.replace('</sheetData>', '<row r="4000000000"/></sheetData>')],
    [
      'a cell beyond the last',
      (xml) => xml.replace('</sheetData>', '<row r="300"><c r="A4000000000"/></row></sheetData>'),
    ],
    ['elements in elements without end', (xml) => xml.replace('</sheetData>', `${'<a>'.repeat(200_000)}</sheetData>`)],
    [
      'an entity that swells',
      (xml) =>
        xml
          .replace('<worksheet', '<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet')
          .replace('<sheetData>', '<sheetData>&b;'),
    ],
    ['tags that never end', (xml) => xml + '<mergeCell '.repeat(400_000)],
    ['tags without number', (xml) => xml.replace('</sheetData>', `${'<a/>'.repeat(600_000)}</sheetData>`)],
  ])('a sheet with %s', async (_what, change) => {
    expect(['broken', 'tooLarge', 'bomb']).toContain(
      await refusalOf(await packedSmall(await withSheet(await fileOf(kg, kgForm), change))),
    );
  });

  test('names and numbers of sheets without end are not looked at', async () => {
    const file = await fileOf(kg, kgForm);
    const inBook = (change: (xml: string) => string) => withPart(file, 'xl/workbook.xml', change);
    const whole = 'Отчёт!&#36;A$1:$XFD$1048576';
    const withName = (content: string) =>
      inBook((xml) => xml.replace('<definedNames>', `<definedNames><definedName name="x">${content}</definedName>`));
    expect(await refusalOf(await inBook((xml) => xml.replace('sheetId="1"', 'sheetId="4000000000"')))).toBe('none');
    expect(await refusalOf(await packedSmall(await inBook((xml) => xml + '<definedName '.repeat(400_000))))).toBe(
      'broken',
    );
    for (const name of [`<![CDATA[]]>${whole}`, whole, 'Отчёт!$A$1:$XFD$1048576', '[1]Лист1!$A$1:$B$9', '#REF!']) {
      expect(await refusalOf(await withName(name)), name).toBe('none');
    }
  });

  test('a zip that holds another program’s document', async () => {
    const mimetype = { name: 'mimetype', bytes: Buffer.from('application/vnd.oasis.opendocument.spreadsheet') };
    expect(await refusalOf(await zip([mimetype]))).toBe('openDocument');
    expect(await refusalOf(await zip([{ name: 'word/document.xml', bytes: Buffer.from('<w/>') }]))).toBe('notExcel');
    expect(await refusalOf(await zip([]))).toBe('notExcel');
  });
});

describe('a form that another program has written anew is read all the same', () => {
  const answered = writeAnswers(kgOnly, readAnswers(kgOnly, kgForm, today).answers);
  const filed = Object.fromEntries(Object.entries(answered).filter(([, text]) => text !== ''));
  const original = () => fileOf(kg, kgForm);
  const inStrings = async (change: (xml: string) => string) =>
    withPart(await original(), 'xl/sharedStrings.xml', change);
  const parts = async (bytes: Buffer) => {
    const packed = await unpack(bytes, { entries: 100, each: 1e7, total: 1e8, large: 'bomb' });
    if (typeof packed === 'string') throw new Error(packed);
    return packed.map(({ name, bytes }) => ({ name, bytes }));
  };
  const unpacked = async (bytes: Buffer) =>
    (await parts(bytes)).find(({ name }) => name === 'xl/worksheets/sheet1.xml')?.bytes.toString() ?? '';
  /** Every XML part changed. */
  const everywhere = async (change: (xml: string, name: string) => string) =>
    zip(
      (await parts(await original())).map(({ name, bytes }) => ({
        name,
        bytes: Buffer.from(change(bytes.toString(), name)),
      })),
    );
  const expectRead = async (bytes: Buffer) => {
    const read = await readBack(bytes);
    expect(read.faults).toEqual([]);
    expect(read.typed).toEqual(filed);
    expect(read.stamp.base).toEqual(kgForm);
  };

  test('an empty text beside the rich one', async () => {
    await expectRead(
      await inStrings((xml) =>
        xml.replace(
          /<si><t[^>]*>(Дневник[^<]*|[^<]*дневник[^<]*)<\/t><\/si>/,
          '<si><t></t><r><rPr><b/></rPr><t>$1</t></r></si>',
        ),
      ),
    );
    const halves = await inStrings((xml) =>
      xml.replace(
        /<si><t([^>]*)>([^<&]{2})([^<]+)<\/t><\/si>/g,
        '<si><r><t xml:space="preserve">$2</t></r><r><rPr><b/></rPr><t xml:space="preserve">$3</t></r><rPh sb="0" eb="1"><t>ГОСТ</t></rPh></si>',
      ),
    );
    await expectRead(halves);
  });

  test('elements with a prefix', async () => {
    await expectRead(
      await everywhere((xml, name) =>
        /worksheets|sharedStrings|styles/.test(name)
          ? xml.replace(/<(\/?)([a-zA-Z]+)(?=[\s>/])/g, '<$1x:$2').replace(' xmlns="', ' xmlns:x="')
          : xml,
      ),
    );
  });

  test('Strict Open XML, with dates as dates', async () => {
    const strict = await everywhere((xml) =>
      xml
        .replaceAll(
          'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
          'http://purl.oclc.org/ooxml/spreadsheetml/main',
        )
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
          'http://purl.oclc.org/ooxml/officeDocument/relationships',
        ),
    );
    await expectRead(strict);
    const address = await cellOf('3:date');
    const dated = await withSheet(strict, (xml) =>
      xml.replace(
        new RegExp(`<c r="${address}"( s="\\d+")?[^>]*?(/>|>.*?</c>)`),
        `<c r="${address}"$1 t="d"><v>2012-04-12T00:00:00</v></c>`,
      ),
    );
    const read = await readBack(dated);
    expect(read.typed['3:date']).toBe('2012-04-12');
  });

  test('a chart, a drawing and comments on sheets of one’s own or on the form', async () => {
    const file = await parts(await original());
    const extra = [
      {
        name: 'xl/drawings/drawing1.xml',
        bytes: Buffer.from(
          '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"><xdr:odd/></xdr:wsDr>',
        ),
      },
      { name: 'xl/comments/comment1.xml', bytes: Buffer.from('<comments><odd/></comments>') },
      { name: 'xl/comments1.xml', bytes: Buffer.from('not even XML') },
      { name: 'xl/tables/table1.xml', bytes: Buffer.from('<table ref="A1:XFD1048576"/>') },
      {
        name: 'xl/worksheets/_rels/sheet1.xml.rels',
        bytes: Buffer.from(
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" Target="/xl/drawings/drawing1.xml"/></Relationships>',
        ),
      },
    ];
    const drawn = await withSheet(await zip([...file, ...extra]), (xml) =>
      xml.replace(
        '</worksheet>',
        '<drawing r:id="rId1"/><tableParts count="1"><tablePart r:id="rId9"/></tableParts><extLst><ext uri="x"><odd/></ext></extLst></worksheet>',
      ),
    );
    await expectRead(drawn);
  });

  test('cells that don’t say where they stand, parts under other names', async () => {
    const moved = (await parts(await original())).map(({ name, bytes }) => ({
      name: name.replace('xl/worksheets/sheet', 'xl\\Worksheets\\Лист ').replace('xl/sharedStrings', 'xl/strings'),
      bytes: name.endsWith('workbook.xml.rels')
        ? Buffer.from(
            bytes
              .toString()
              .replaceAll('worksheets/sheet', '/xl/Worksheets/Лист%20')
              .replace('sharedStrings.xml', 'strings.xml'),
          )
        : bytes,
    }));
    await expectRead(await zip(moved));
    // Left out where it goes without saying: in the row after the last, in the cell to the right of the last.
    let last = { row: 0, column: '' };
    const next = (column: string) => String.fromCharCode(column.charCodeAt(0) + 1);
    const unplaced = await withSheet(await original(), (xml) =>
      xml.replace(/<row r="(\d+)"|<c r="([A-Z])(\d+)"/g, (whole, row: string, column: string) => {
        const before = last;
        last = { row: Number(row ?? before.row), column: column ?? '@' };
        if (row) return Number(row) === before.row + 1 ? '<row' : whole;
        return column === next(before.column) ? '<c' : whole;
      }),
    );
    expect((await unpacked(unplaced)).match(/<c(?! r)/g)?.length).toBeGreaterThan(50);
    const { faults, stamp: kept } = await readBack(unplaced);
    expect([faults, kept.base]).toEqual([[], kgForm]);
  });

  test('the sheet bears another name, and remarks go to its cells', async () => {
    const renamed = await edited(await original(), (sheet) => {
      sheet.name = 'Отчет за ноябрь! (2)';
      sheet.getCell('K12').value = 'см. приказ';
    });
    const read = await readBack(renamed);
    expect(read.typed).toEqual(filed);
    expect(read.notes).toEqual([{ cell: 'Отчет за ноябрь! (2)!K12', text: 'см. приказ' }]);
    const cell = read.cells['6.1:n'] ?? '';
    const back = await fileWithRemarks(renamed, [{ cell, line: 'Строка 6.1', text: 'Проверьте' }]);
    if (!Buffer.isBuffer(back)) throw new Error(back.refusal);
    const sheet = (await load(back)).getWorksheet('Отчет за ноябрь! (2)');
    expect(JSON.stringify(sheet?.getCell(cell.split('!').at(-1) ?? '').note)).toContain('Проверьте');
  });

  test('without the sheet of the form that is what is said', async () => {
    const file = await edited(await original(), (sheet, workbook) => workbook.removeWorksheet(sheet.id));
    const opened = await openReportForm(file);
    expect('read' in opened && opened.read(kgOnly)).toEqual({ refusal: 'noSheet' });
  });
});

test('row 11: a form that was filled in and saved by LibreOffice is read like one saved by Excel', async () => {
  const bytes = readFileSync('tests/documents/fixtures/edited-in-libreoffice.xlsx');
  const read = await readBack(bytes);
  const before = writeAnswers(kgOnly, readAnswers(kgOnly, kgForm, today).answers);
  expect(read).toMatchObject({ faults: [], notes: [], stamp: { ...stamp, base: before } });
  const { answers, faults } = readAnswers(kgOnly, read.typed, day('2012-05-11'));
  expect(faults).toEqual([]);
  const { items } = readAnswers(kgOnly, kgForm, today).answers;
  expect(answers).toEqual({
    items: {
      ...items,
      '2': 'Сетевой город',
      '3': { number: '45', date: '2012-04-17' },
      '4': {
        rows: [
          { title: 'Положение об электронном журнале', number: '12', date: '2012-05-10' },
          { title: 'Регламент работы с дневником', number: '13-ОД', date: '2012-05-11' },
        ],
      },
      '6.1': { n: 38, of: 40 },
      '8': { n: 300, of: 600, classes: '1–4' },
      '11': 'no',
      '12.2': { of: 40 },
    },
    problems: [{ text: 'Не хватает компьютеров', solved: 'partly', how: 'Куплено 5' }],
  });
});

/** Any answers that a school can have given: as they are after reading. */
function answersTo(form: Form): fc.Arbitrary<Answers> {
  const items = Object.fromEntries(form.items.map((item) => [item.id, answerTo(item)]));
  const problem = someOf({
    text: text(longest.text),
    solved: fc.constantFrom('fully' as const, 'partly' as const, 'no' as const),
    how: text(longest.text),
  });
  return fc
    .record({
      items: fc.record(items),
      problems: form.problems ? fc.array(problem, { maxLength: 5 }) : fc.constant([]),
    })
    .map((answers) => ({
      ...answers,
      items: Object.fromEntries(Object.entries(answers.items).filter(([, answer]) => answer !== undefined)),
    })) as fc.Arbitrary<Answers>;
}

function answerTo(item: Item): fc.Arbitrary<unknown> {
  const none = { none: true } as const;
  const orNone = <T extends object>(some: fc.Arbitrary<T>) =>
    item.mayBeNone ? fc.oneof(some, fc.constant(none)) : some;
  const makers: { [K in Item['kind']]: () => fc.Arbitrary<unknown> } = {
    heading: () => fc.constant(undefined),
    text: () => text(longest.line),
    longText: () => text(longest.text),
    person: () => someOf({ name: text(longest.line), position: text(longest.line) }),
    approval: () => orNone(someOf({ number: text(longest.line), date: pastDay() })),
    acts: () =>
      orNone(
        fc
          .array(someOf({ title: text(longest.line), number: text(longest.line), date: pastDay() }), {
            minLength: 1,
            maxLength: 8,
          })
          .map((rows) => ({ rows })),
      ),
    share: () =>
      fc
        .tuple(fc.nat(1_000_000), fc.nat(1_000_000), text(longest.line), fc.integer({ min: 1, max: 7 }))
        .map(([one, other, classes, parts]): AnswerOf['share'] => ({
          ...(parts & 1 && { n: Math.min(one, other) }),
          ...(parts & 2 && { of: Math.max(one, other) }),
          ...(parts & 4 && item.classes && { classes }),
        }))
        .filter((share) => Object.keys(share).length > 0),
    yesNo: () => fc.constantFrom('yes', 'no'),
    day: () => orNone(pastDay().map((date) => ({ date }))),
  };
  return fc.option(makers[item.kind](), { nil: undefined, freq: 6 });
}

/** With at least one part. */
function someOf<T extends Record<string, unknown>>(parts: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  return fc.record(parts, { requiredKeys: [] }).filter((some) => Object.keys(some).length > 0);
}

function text(most: number): fc.Arbitrary<string> {
  const words = fc.array(
    fc.constantFrom(
      'класс',
      'Ё',
      '№ 5',
      '1–9',
      '«да»',
      '12',
      '01.09.2012',
      '=A1',
      '_x000D_',
      '\n',
      '  ',
      '<b>',
      '&amp;',
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  return fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      words.map((all) => all.join(' ')),
    )
    .map((typed) => typed.replace(/\r\n?/g, '\n').trim())
    .filter((typed) => typed !== '' && typed.length <= most && isReadable(typed));
}

function pastDay(): fc.Arbitrary<Day> {
  return fc.nat(40_000).map((days) => addDays(today, -days));
}
