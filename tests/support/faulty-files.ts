/** Twenty files that schools might send instead of their filled-in forms, each faulty in a way of its own. */
import exceljs from 'exceljs';
import type { CellCode, FileRefusal } from '#app/domain/imports/import.ts';
import { bomb, zip } from './bad-files.ts';
import { type Cells, changedFile, formSheet, placesOf } from './forms.ts';
import { kgForm } from './scenario.ts';

/** Everything that filing by KG asks for, as a school types it into the cells. */
export const complete: Cells = {
  ...Object.fromEntries(
    Object.entries(kgForm).map(([field, text]) => [field, /:(n|of)$/.test(field) ? Number(text) : text]),
  ),
  '11:choice': 'есть',
};

/** `code` is what is found: why the file is refused, or what is wrong in a cell of it. */
export type FaultyFile = { name: string; bytes: Buffer; code: FileRefusal | CellCode };

/**
 * Made of the filled-in files of schools № 181–200 of a town; `elsewhere` is a form of another town's school. Nineteen of
 * the schools: № 191 sends two.
 */
export async function twentyFaulty(
  fileOf: (school: string) => Promise<Buffer>,
  elsewhere: Buffer,
): Promise<FaultyFile[]> {
  const at = await placesOf(await fileOf('Школа № 181'));
  const edited = async (school: string, change: (sheet: exceljs.Worksheet, workbook: exceljs.Workbook) => void) =>
    changedFile(await fileOf(school), (workbook) => change(formSheet(workbook), workbook));
  const set = (field: string, value: exceljs.CellValue) => (sheet: exceljs.Worksheet) => {
    sheet.getCell(at[field] ?? '').value = value;
  };
  const foreign = new exceljs.Workbook();
  foreign.addWorksheet('Лист1').getCell('A1').value = 'Список';
  const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]);

  const files: [name: string, bytes: Buffer, code: FaultyFile['code']][] = [
    ['формула', await edited('Школа № 181', set('6.1:n', { formula: '20+20', result: 40 })), 'formula'],
    [
      'объединение',
      await edited('Школа № 182', (sheet) => sheet.mergeCells(`${at['6.1:n']}:${at['6.1:of']}`)),
      'merged',
    ],
    ['чужая школа', elsewhere, 'otherSchool'],
    [
      'старый шаблон',
      await edited('Школа № 184', (_sheet, workbook) => {
        const stamp = workbook.getWorksheet('svodka');
        if (stamp) stamp.getCell('A2').value = '0';
      }),
      'oldTemplate',
    ],
    ['не Excel', Buffer.from('№;Показатель\n1;Иванова'), 'notExcel'],
    ['бомба', bomb(), 'bomb'],
    ['число словом', await edited('Школа № 187', set('6.1:n', 'сорок')), 'notWhole'],
    ['больше целого', await edited('Школа № 188', set('6.1:n', 41)), 'moreThanBase'],
    ['нет такой даты', await edited('Школа № 189', set('3:date', '31.02.2012')), 'noSuchDate'],
    ['пустой', Buffer.alloc(0), 'empty'],
    ['дважды', await fileOf('Школа № 191'), 'twice'],
    ['дважды (1)', await edited('Школа № 191', set('6.1:n', 39)), 'twice'],
    ['прежний Excel', old, 'oldExcel'],
    ['под паролем', Buffer.concat([old, Buffer.from('EncryptedPackage', 'utf16le')]), 'encrypted'],
    ['больше 2 МБ', Buffer.alloc(2 * 1024 * 1024 + 1), 'tooLarge'],
    ['обрезан', (await fileOf('Школа № 196')).subarray(0, 9000), 'broken'],
    ['другая книга', Buffer.from(await foreign.xlsx.writeBuffer()), 'notOurForm'],
    ['вставлена строка', await edited('Школа № 198', (sheet) => void sheet.insertRow(12, ['наша'])), 'moved'],
    ['ошибка Excel', await edited('Школа № 199', set('13:n', { error: '#REF!' } as exceljs.CellValue)), 'errorValue'],
    ['архив в папке', await zip([{ name: 'отчёт.xlsx', bytes: Buffer.from('x') }]), 'nested'],
  ];
  return files.map(([name, bytes, code]) => ({ name: `${name}.xlsx`, bytes, code }));
}
