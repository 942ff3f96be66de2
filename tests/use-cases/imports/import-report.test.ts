import exceljs from 'exceljs';
import { beforeEach, describe, expect, test } from 'vitest';
import { fileWithRemarks } from '#app/documents/report-form/remarks.server.ts';
import { forgetImports } from '#app/use-cases/imports/forget-imports.server.ts';
import { confirmReportImport, importReport } from '#app/use-cases/imports/import-report.server.ts';
import { seeImportFile, uploadedFile } from '#app/use-cases/imports/see-import.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { seeReportForm } from '#app/use-cases/reports/see-report-form.server.ts';
import { bomb } from '#tests/support/bad-files.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { type Cells, changedFile, formFile, formSheet, placesOf, typedInto } from '#tests/support/forms.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { kgForm, owedReport, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

/** One town under KG; on 10 May 2012 its schools owe their first report. */
async function town() {
  const territory = await createTerritory(database(), {
    name: 'Югра',
    zone: yekaterinburg,
    municipalities: { Когалым: ['Школа № 7', 'Школа № 8'], Лангепас: ['Гимназия'] },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Кубрак П. В.');
  const openedBy = as(administrator, '2012-04-20 10:00');
  const { campaignId } = await openCampaign(openedBy, { orderId: 'KG', scopeId: territory.region.id, years: 0 });
  return {
    territory,
    campaignId,
    reportId: (await owedReport(database(), territory.school('Школа № 7'), '2012-05-15')).id,
    neighbours: (await owedReport(database(), territory.school('Школа № 8'), '2012-05-15')).id,
    director: await schoolPerson(database(), territory, 'director', 'Гаврилова Т. И.', 'Школа № 7'),
    responsible: await schoolPerson(database(), territory, 'responsible', 'Петрова А. С.', 'Школа № 7'),
    neighbour: await schoolPerson(database(), territory, 'director', 'Сидоров В. В.', 'Школа № 8'),
    coordinator: await coordinatorOf(database(), territory, 'Власенко М. Г.', 'Когалым'),
    analyst: await regionPerson(database(), territory, 'analyst', 'Орлова Н. Н.'),
  };
}

let people: Awaited<ReturnType<typeof town>>;
beforeEach(async () => {
  people = await town();
});

const morning = '2012-05-10 09:00';
const noon = '2012-05-10 12:00';
const evening = '2012-05-10 18:00';
const director = (at = noon) => as(people.director, at);

/** Everything of a report that an import may not touch before it is confirmed. */
async function reports() {
  const { db } = database();
  return {
    reports: await db.selectFrom('reports').selectAll().orderBy('id').execute(),
    filings: await db.selectFrom('filings').selectAll().orderBy('id').execute(),
  };
}

async function brought(bytes: Buffer, name = 'отчёт.xlsx', ctx = director()) {
  return importReport(ctx, { reportId: people.reportId, file: { name, bytes } });
}

async function broughtAnswers(answers: Cells) {
  return brought(await typedInto(await formFile(director(morning), people.reportId), answers));
}

const answersNow = async () => (await seeReport(director(), people.reportId)).answers;

describe('row 15: the dry run', () => {
  test('row 15: a file that was brought changes nothing, and shows what it would change', async () => {
    await saveReport(director(morning), { reportId: people.reportId, version: 0, typed: kgForm });
    const before = await reports();
    const { importId } = await broughtAnswers({ '6.1:n': 39, '11:choice': 'нет', '2:text': null });
    expect(await reports()).toEqual(before);

    const seen = await seeImportFile(director(), { importId });
    expect(seen.merge).toEqual({ taken: ['2', '6.1', '11'], both: [], kept: [] });
    expect(seen.before.answers.items['6.1']).toEqual({ n: 40, of: 40 });
    expect(seen.after.answers.items).toMatchObject({ '6.1': { n: 39, of: 40 }, '11': 'no' });
    expect(seen.after.answers.items['2']).toBeUndefined();
    expect(seen).toMatchObject({ version: 1, can: { confirm: true }, read: { faults: [], missing: ['2'] } });
    expect(await reports()).toEqual(before);
  });

  test('row 11: filled in at home, it is in the draft once it is confirmed', async () => {
    const { importId } = await broughtAnswers({
      '1:name': 'Петрова Анна Сергеевна',
      '3:number': '45',
      '3:date': new Date('2012-04-16T00:00:00Z'),
      '4:0:title': 'Положение об электронном журнале',
      '5:none': 'пока нет',
      '6.1:n': 0,
      '6.1:of': 40,
      '11:choice': 'есть',
      'problems:0:text': 'Нет интернета',
      'problems:0:solved': 'не решена',
    });
    const { outcome } = await confirmReportImport(director(), { importId, version: 0, choices: {} });
    expect(outcome).toEqual({ kind: 'saved' });
    const { report, answers } = await seeReport(director(), people.reportId);
    expect(report).toMatchObject({ status: 'draft', version: 1, savedBy: 'Гаврилова Т. И.' });
    expect(answers).toMatchObject({
      items: {
        '1': { name: 'Петрова Анна Сергеевна' },
        '3': { number: '45', date: '2012-04-16' },
        '4': { rows: [{ title: 'Положение об электронном журнале' }] },
        '5': { none: true },
        '6.1': { n: 0, of: 40 },
        '11': 'yes',
      },
      problems: [{ text: 'Нет интернета', solved: 'no' }],
    });
    const actions = await database().db.selectFrom('audit').select('action').orderBy('id').execute();
    expect(actions.map(({ action }) => action).slice(-3)).toEqual(['import.bring', 'report.save', 'import.confirm']);
  });

  test('confirming twice is confirming once', async () => {
    const { importId } = await broughtAnswers({ '6.1:n': 39 });
    await confirmReportImport(director(), { importId, version: 0, choices: {} });
    const again = await confirmReportImport(director(), { importId, version: 0, choices: {} });
    expect(again.outcome).toEqual({ kind: 'saved' });
    expect((await seeReport(director(), people.reportId)).report.version).toBe(1);
    expect((await seeImportFile(director(), { importId })).can.confirm).toBe(false);
  });

  test('a file as it was downloaded brings nothing new', async () => {
    await saveReport(director(morning), { reportId: people.reportId, version: 0, typed: kgForm });
    const { importId } = await brought(await formFile(director(), people.reportId));
    const { outcome } = await confirmReportImport(director(), { importId, version: 1, choices: {} });
    expect(outcome).toEqual({ kind: 'nothingNew' });
    expect((await seeReport(director(), people.reportId)).report.version).toBe(1);
  });

  test('row 13: the form of a new date carries the last report’s answers, and they become the draft', async () => {
    await saveAndFile(director('2012-05-15 10:00'), database(), {
      schoolId: people.director.schoolId,
      asOf: '2012-05-15',
      typed: kgForm,
    });
    const ctx = as(people.director, '2012-09-10 10:00');
    const regionId = people.territory.region.id;
    await openReportingDates(byClock('2012-09-01 00:05', yekaterinburg), { regionId });
    const { id } = await owedReport(database(), people.director.schoolId, '2012-09-20');
    const bytes = await typedInto(await formFile(ctx, id), { '14:n': 70 });
    const { importId } = await importReport(ctx, { reportId: id, file: { name: 'осень.xlsx', bytes } });
    await confirmReportImport(ctx, { importId, version: 0, choices: {} });
    const { answers } = await seeReport(ctx, id);
    expect(answers.items).toMatchObject({ '13': { n: 36, of: 40 }, '14': { n: 70, of: 200 }, '2': 'Дневник.ру' });
  });
});

describe('a draft that went on while the file was away', () => {
  beforeEach(async () => {
    await saveReport(director(morning), { reportId: people.reportId, version: 0, typed: kgForm });
  });
  const colleague = (typed: Record<string, string>) =>
    saveReport(as(people.responsible, '2012-05-10 11:00'), {
      reportId: people.reportId,
      version: 1,
      typed: { ...kgForm, ...typed },
    });

  test('what each changed alone is kept', async () => {
    const file = await typedInto(await formFile(director(morning), people.reportId), { '6.1:n': 39 });
    await colleague({ '14:n': '25' });
    const { importId } = await brought(file);
    expect((await seeImportFile(director(), { importId })).merge).toEqual({ taken: ['6.1'], both: [], kept: ['14'] });
    await confirmReportImport(director(), { importId, version: 2, choices: {} });
    expect((await answersNow()).items).toMatchObject({ '6.1': { n: 39 }, '14': { n: 25 } });
  });

  test('what both changed is asked about item by item, never decided silently', async () => {
    const answers = { '6.1:n': 39, '13:n': 30, '2:text': 'Аверс' };
    const file = await typedInto(await formFile(director(morning), people.reportId), answers);
    await colleague({ '6.1:n': '38', '13:n': '31' });
    const { importId } = await brought(file);
    expect((await seeImportFile(director(), { importId })).merge).toEqual({
      taken: ['2'],
      both: ['6.1', '13'],
      kept: [],
    });
    const before = await reports();
    const half = confirmReportImport(director(), { importId, version: 2, choices: { '13': 'file' } });
    expect(await refusalOf(half)).toEqual({ kind: 'fields', faults: [{ field: 'keep:6.1', code: 'missing' }] });
    expect(await reports()).toEqual(before);
    await confirmReportImport(director(), { importId, version: 2, choices: { '6.1': 'draft', '13': 'file' } });
    expect((await answersNow()).items).toMatchObject({ '2': 'Аверс', '6.1': { n: 38 }, '13': { n: 30 } });
  });

  test('a save between the dry run and its confirmation is not written over', async () => {
    const { importId } = await broughtAnswers({ '6.1:n': 39 });
    await colleague({ '6.1:n': '38' });
    const late = confirmReportImport(director(), { importId, version: 1, choices: {} });
    expect(await refusalOf(late)).toMatchObject({ kind: 'changedMeanwhile', version: 2, by: 'Петрова А. С.' });
    expect((await answersNow()).items['6.1']).toEqual({ n: 38, of: 40 });
  });

  test('filed meanwhile, it can no longer be changed by a file', async () => {
    const { importId } = await broughtAnswers({ '6.1:n': 39 });
    const { schoolId } = people.director;
    await saveAndFile(director(), database(), { schoolId, asOf: '2012-05-15', typed: kgForm });
    expect((await seeImportFile(director(), { importId })).can.confirm).toBe(false);
    const late = confirmReportImport(director(), { importId, version: 2, choices: {} });
    expect(await refusalOf(late)).toMatchObject({ kind: 'wrongStatus', action: 'save', status: 'filed' });
    expect(await refusalOf(brought(await formFile(director(), people.reportId)))).toMatchObject({
      kind: 'wrongStatus',
    });
  });
});

describe('row 14: what is wrong', () => {
  test('row 14: every error is named with sheet, cell and line, all at once, and nothing is taken over', async () => {
    await saveReport(director(morning), { reportId: people.reportId, version: 0, typed: kgForm });
    const bytes = await formFile(director(), people.reportId);
    const at = await placesOf(bytes);
    const file = await typedInto(bytes, {
      '6.1:n': { formula: '20+20', result: 40 },
      '6.2:n': 'пятьсот',
      '6.3:n': 701,
      '3:date': '31.02.2012',
      '11:choice': 'скоро',
      '13:n': { error: '#REF!' } as exceljs.CellValue,
    });
    const before = await reports();
    const { importId } = await brought(file);
    const { read, can } = await seeImportFile(director(), { importId });
    expect(read.faults.map(({ cell, item, code }) => [cell, item, code])).toEqual([
      [`Отчёт!${at['3:date']}`, '3', 'noSuchDate'],
      [`Отчёт!${at['6.1:n']}`, '6.1', 'formula'],
      [`Отчёт!${at['6.2:n']}`, '6.2', 'notWhole'],
      [`Отчёт!${at['6.3:n']}`, '6.3', 'moreThanBase'],
      [`Отчёт!${at['11:choice']}`, '11', 'notAChoice'],
      [`Отчёт!${at['13:n']}`, '13', 'errorValue'],
    ]);
    expect(can.confirm).toBe(false);
    const forced = confirmReportImport(director(), { importId, version: 1, choices: {} });
    expect(await refusalOf(forced)).toEqual({ kind: 'fields', faults: [{ field: 'file', code: 'faults' }] });
    expect(await reports()).toEqual(before);
  });

  test('row 14: the same file comes back with the remarks in its faulty cells, and all else as it was', async () => {
    const bytes = await formFile(director(), people.reportId);
    const at = await placesOf(bytes);
    const own = await changedFile(await typedInto(bytes, { '6.1:n': 'сорок', '7:text': 'Собрания' }), (workbook) => {
      workbook.addWorksheet('Мои расчёты').getCell('B2').value = 'черновые записи';
    });
    const { importId } = await brought(own);
    const { file } = await seeImportFile(director(), { importId });
    const kept = await uploadedFile(director(), { importId, fileId: file.id });
    const remarks = kept.faults.map(({ cell }) => ({ cell, line: 'Строка 6.1', text: 'Укажите целое число' }));
    const returned = await fileWithRemarks(kept.bytes, remarks);
    if ('refusal' in returned) throw new Error(returned.refusal);

    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(returned as unknown as ArrayBuffer);
    const faulty = formSheet(workbook).getCell(at['6.1:n'] ?? '');
    expect(faulty.value).toBe('сорок');
    expect(JSON.stringify(faulty.note)).toContain('Укажите целое число');
    expect(faulty.fill).toMatchObject({ fgColor: { argb: 'FFF8B4AE' } });
    expect(formSheet(workbook).getCell(at['6.1:of'] ?? '').fill).not.toMatchObject({ fgColor: { argb: 'FFF8B4AE' } });
    expect(formSheet(workbook).getCell(at['7:text'] ?? '').value).toBe('Собрания');
    expect(workbook.getWorksheet('Мои расчёты')?.getCell('B2').value).toBe('черновые записи');
    expect(workbook.getWorksheet('Замечания')?.getRow(3).values).toEqual([
      undefined,
      'Отчёт',
      at['6.1:n'],
      'Строка 6.1',
      'Укажите целое число',
    ]);

    const corrected = await typedInto(returned, { '6.1:n': 40, '6.1:of': 40 });
    const second = await brought(corrected);
    expect((await seeImportFile(director(), { importId: second.importId })).read.faults).toEqual([]);
  });

  test.each<[string, string, () => Promise<Buffer> | Buffer]>([
    ['otherSchool', 'of another school', () => formFile(as(people.neighbour, morning), people.neighbours)],
    ['notExcel', 'that is a table of text', () => Buffer.from('№;Показатель\n1;Иванова')],
    ['empty', 'with nothing in it', () => Buffer.alloc(0)],
    ['bomb', 'that is a zip bomb', () => bomb()],
    ['tooLarge', 'of more than 2 MB', () => Buffer.alloc(3 * 1024 * 1024)],
    [
      'oldTemplate',
      'of an old template',
      async () =>
        changedFile(await formFile(director(), people.reportId), (workbook) => {
          const stamp = workbook.getWorksheet('svodka');
          if (stamp) stamp.getCell('A2').value = '0';
        }),
    ],
    [
      'notOurForm',
      'that is another Excel file',
      async () => {
        const workbook = new exceljs.Workbook();
        workbook.addWorksheet('Лист1').getCell('A1').value = 'Список класса';
        return Buffer.from(await workbook.xlsx.writeBuffer());
      },
    ],
  ])('%s: a file %s is refused at its field, and nothing of it is kept', async (code, _what, make) => {
    const bytes = await make();
    expect(await refusalOf(brought(bytes))).toEqual({ kind: 'fields', faults: [{ field: 'file', code }] });
    expect(await database().db.selectFrom('imports').selectAll().execute()).toEqual([]);
  });

  test('a file for another reporting date is refused', async () => {
    const { reportId, territory } = people;
    const regionId = territory.region.id;
    await openReportingDates(byClock('2012-09-01 00:05', yekaterinburg), { regionId });
    const { id } = await owedReport(database(), people.director.schoolId, '2012-09-20');
    const ctx = as(people.director, '2012-09-10 10:00');
    const bytes = await formFile(ctx, reportId);
    const asked = importReport(ctx, { reportId: id, file: { name: 'май.xlsx', bytes } });
    expect(await refusalOf(asked)).toEqual({ kind: 'fields', faults: [{ field: 'file', code: 'otherDate' }] });
  });
});

describe('whose file it is', () => {
  test('a neighbour’s import does not exist; nobody but the school may bring one', async () => {
    const { importId } = await broughtAnswers({ '6.1:n': 39 });
    const { file } = await seeImportFile(director(), { importId });
    const bytes = await formFile(director(), people.reportId);
    for (const person of [people.neighbour, people.coordinator, people.analyst]) {
      const ctx = as(person, noon);
      expect(await refusalOf(seeImportFile(ctx, { importId })), person.name).toEqual({ kind: 'notFound' });
      expect(await refusalOf(uploadedFile(ctx, { importId, fileId: file.id }))).toEqual({ kind: 'notFound' });
      const confirm = confirmReportImport(ctx, { importId, version: 0, choices: {} });
      expect(await refusalOf(confirm)).toEqual({ kind: 'notFound' });
      const kind = person === people.neighbour ? 'notFound' : 'forbidden';
      expect(await refusalOf(brought(bytes, 'чужой.xlsx', ctx)), person.name).toEqual({ kind });
    }
  });

  test('a colleague of the same school sees it and may confirm it', async () => {
    const { importId } = await broughtAnswers({ '6.1:n': 39 });
    const ctx = as(people.responsible, evening);
    await confirmReportImport(ctx, { importId, version: 0, choices: {} });
    expect((await seeReport(ctx, people.reportId)).report.savedBy).toBe('Петрова А. С.');
  });

  test('the form is handed to the school and its coordinator, who sees in it no more than was filed', async () => {
    await saveReport(director(morning), { reportId: people.reportId, version: 0, typed: kgForm });
    const coordinator = as(people.coordinator, noon);
    expect((await seeReportForm(director(), people.reportId)).typed['2:text']).toBe('Дневник.ру');
    expect((await seeReportForm(coordinator, people.reportId)).typed).toEqual({});
    expect(await refusalOf(seeReportForm(as(people.neighbour, noon), people.reportId))).toEqual({ kind: 'notFound' });
    expect(await refusalOf(seeReportForm(as(people.analyst, noon), people.reportId))).toEqual({ kind: 'forbidden' });
  });
});

test('after thirty days the file and what was read from it are deleted; that it was taken over stays', async () => {
  const { importId } = await broughtAnswers({ '6.1:n': 39 });
  await confirmReportImport(director(), { importId, version: 0, choices: {} });
  const forget = (at: string) => forgetImports(byClock(at, yekaterinburg), { regionId: people.territory.region.id });
  expect(await forget('2012-06-09 03:40')).toBe(0);
  expect(await forget('2012-06-10 03:40')).toBe(1);
  const [kept] = await database().db.selectFrom('import_files').selectAll().execute();
  expect(kept).toMatchObject({ content: null, result: { kind: 'gone', outcome: { kind: 'saved' } } });
  expect(await refusalOf(seeImportFile(director('2012-06-10 09:00'), { importId }))).toEqual({ kind: 'notFound' });
});
