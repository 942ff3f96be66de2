/** A month's workbook against the tables that it must have: a sheet, a column or a row without its counterpart fails. */
import type exceljs from 'exceljs';
import { expect } from 'vitest';
import { linesOf, type Row, rowsUnder, sheetOf, tableOf } from './workbook-tables.ts';

export function expectTables(workbook: exceljs.Workbook, expected: Record<string, Row[]>): void {
  const names = workbook.worksheets.map(({ name }) => name).filter((name) => !['Итоги', 'Методика'].includes(name));
  expect(names.sort()).toEqual(Object.keys(expected).sort());
  for (const [name, rows] of Object.entries(expected)) {
    const sheet = sheetOf(workbook, name);
    switch (name) {
      case 'Этапы':
        expect(municipalStages(sheet), name).toEqual(rows);
        expect(regionStages(sheet), name).toEqual(totalled(rows.at(-1) ?? {}));
        break;
      case 'Проблемы': {
        const table = tableOf(sheet).filter((row) => row.Школа !== null);
        expect(sorted(table.map(({ Проблема: _w, 'У скольких школ': _n, ...row }) => row)), name).toEqual(sorted(rows));
        expectGroups(table);
        break;
      }
      case 'Изменения': {
        const table = tableOf(sheet).filter((row) => row.Школа !== null);
        expect(sorted(table.map(numbered('Что изменилось'))), name).toEqual(sorted(rows));
        break;
      }
      case 'Показатели':
        expect(tableOf(sheet).map(numbered('Строка отчёта')), name).toEqual(rows);
        break;
      default:
        expect(tableOf(sheet), name).toEqual(rows);
    }
  }
}

const sorted = (rows: Row[]) => rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();

/** The form's line by its number, however its title is cut. */
const numbered =
  (column: string) =>
  (row: Row): Row => ({ ...row, [column]: String(row[column]).replace(/^(\d+(?:\.\d+)?) \D.*$/s, 'строка $1') });

/** Under the picture: each municipality by stage. A narrow table's lines end in blanks on a wide sheet. */
function municipalStages(sheet: exceljs.Worksheet): Row[] {
  const lines = linesOf(sheet);
  const from = lines.findIndex(([first]) => first === 'Муниципалитет');
  return rowsUnder(lines.slice(from), 1).map(({ '': _blank, ...row }) => row);
}

/** Over the picture: the region's schools at each stage and at none, and of how many. */
function regionStages(sheet: exceljs.Worksheet): unknown[][] {
  const lines = linesOf(sheet).slice(1);
  return lines
    .slice(
      0,
      lines.findIndex(([first]) => first === null),
    )
    .map((line) => line.slice(1, 4));
}

function totalled({ Муниципалитет: _name, 'всего школ': of, ...stages }: Row): unknown[][] {
  return Object.values(stages).map((n) => [n, of, of === 0 ? null : Number(n) / Number(of)]);
}

/** Like problems stand under the words of one of them, with how many schools have them. */
function expectGroups(table: Row[]) {
  const groups = new Map<unknown, Row[]>();
  for (const row of table) groups.set(row.Проблема, [...(groups.get(row.Проблема) ?? []), row]);
  for (const [wording, rows] of groups) {
    const schools = new Set(rows.map((row) => `${row.Муниципалитет} ${row.Школа}`)).size;
    for (const row of rows) expect(row['У скольких школ'], String(wording)).toBe(schools);
    expect(rows.map((row) => row['Как пишет школа'])).toContain(wording);
  }
}
