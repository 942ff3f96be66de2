import { beforeEach, describe, expect, test } from 'vitest';
import { unpack } from '#app/documents/archive.server.ts';
import { filesOfFolder } from '#app/documents/report-form/folder.server.ts';
import { confirmFolder, importFolder } from '#app/use-cases/imports/import-folder.server.ts';
import { seeImportFile, seeImportFolder, seeImports } from '#app/use-cases/imports/see-import.server.ts';
import { workOnImports } from '#app/use-cases/imports/work-on-imports.server.ts';
import { beginAmendment } from '#app/use-cases/reports/amend-report.server.ts';
import { reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { bomb, zip } from '#tests/support/bad-files.ts';
import { contexts, instant, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { complete, twentyFaulty } from '#tests/support/faulty-files.ts';
import { type Cells, changedFile, formFile, formSheet, placesOf, typedInto } from '#tests/support/forms.ts';
import { kgForm, saveAndFile } from '#tests/support/scenario.ts';
import { yekaterinburg } from '#tests/support/territory.ts';
import { schools, type Town, townOf } from '#tests/support/town.ts';

const database = testDatabase();
const { as } = contexts(database);

const morning = '2012-05-10 09:00';
const noon = '2012-05-10 12:00';
const work = () => ({ db: database().db, clock: { now: () => instant(noon, yekaterinburg) } });
type Sent = { name: string; bytes: Buffer };

/** The school's file, filled in: one file stamped anew for each school, since Excel is slow and they are all alike. */
async function filledIn({ coordinator, reportOf, territory }: Town) {
  const first = 'Школа № 1';
  const empty = await formFile(as(coordinator, morning), reportOf(first));
  const filled = await typedInto(empty, complete);
  const ids = { reportId: reportOf(first), schoolId: territory.school(first) };
  return async (school: string, bytes = filled): Promise<Buffer> => {
    const packed = await unpack(bytes, { entries: 100, each: 1e7, total: 1e8, large: 'bomb' });
    if (typeof packed === 'string') throw new Error(packed);
    const restamped = packed.map((file) => {
      if (file.name !== 'xl/sharedStrings.xml') return file;
      const text = file.bytes
        .toString()
        .replace(`reportId&quot;:${ids.reportId},`, `reportId&quot;:${reportOf(school)},`)
        .replace(`schoolId&quot;:${ids.schoolId},`, `schoolId&quot;:${territory.school(school)},`);
      return { ...file, bytes: Buffer.from(text) };
    });
    return zip(restamped);
  };
}

async function bring({ coordinator, where }: Town, files: Sent[]) {
  const sized = files.map((file) => ({ ...file, size: file.bytes.length }));
  return importFolder(as(coordinator, noon), { ...where, files: sized });
}

async function resultsOf(town: Town, importId: number) {
  const seen = await seeImportFolder(as(town.coordinator, noon), importId);
  return new Map((seen?.files ?? []).map((file) => [file.name, file]));
}

/** One word for what was found in a file. */
function found({ status, result }: { status: string; result: unknown }): string {
  const { refusal, faults } = result as { refusal?: string; faults?: { code: string }[] };
  return refusal ?? ([...new Set(faults?.map(({ code }) => code))].join(' ') || status);
}

describe('row 15: a folder of 200 school files, 20 of them faulty in different ways', () => {
  test('row 14: each file has its own result; nothing changes before it is confirmed; then the good ones are filed', async () => {
    const here = await townOf(200, database());
    const { coordinator, reportOf, where } = here;
    const fileOf = await filledIn(here);
    const elsewhere = await formFile(as(here.stranger, morning), reportOf('Гимназия'));
    const faulty = await twentyFaulty(fileOf, elsewhere);
    const sound = await Promise.all(
      schools(180).map(async (school) => ({ name: `${school}.xlsx`, bytes: await fileOf(school) })),
    );
    const sent = [...sound, ...faulty];
    expect(sent).toHaveLength(200);

    const { importId } = await bring(here, sent);
    const untouched = await database().db.selectFrom('reports').selectAll().orderBy('id').execute();
    // Two processes share the work.
    const shared = await Promise.all([workOnImports(work()), workOnImports(work())]);
    expect(shared[0] + shared[1]).toBe(199);
    expect(await database().db.selectFrom('reports').selectAll().orderBy('id').execute()).toEqual(untouched);

    const read = await resultsOf(here, importId);
    const results = faulty.map(({ name }) => [name, found(read.get(name) ?? { status: 'none', result: {} })]);
    expect(results).toEqual(faulty.map(({ name, code }) => [name, code]));
    const clean = sound.filter(({ name }) => found(read.get(name) ?? { status: 'none', result: {} }) === 'read');
    expect(clean).toHaveLength(180);
    expect(read.get('Школа № 7.xlsx')).toMatchObject({
      school: 'Школа № 7',
      result: { missing: [], changedSince: [] },
    });

    // Meanwhile one school goes on typing, and another files by itself.
    const typing = as(await here.director('Школа № 5'), noon);
    await saveReport(typing, { reportId: reportOf('Школа № 5'), version: 0, typed: { '2:text': 'Аверс' } });
    const filing = await here.director('Школа № 6');
    await saveAndFile(as(filing, noon), database(), { schoolId: filing.schoolId, asOf: '2012-05-15', typed: kgForm });

    await confirmFolder(as(coordinator, noon), { importId, how: 'file' });
    await confirmFolder(as(coordinator, noon), { importId, how: 'save' });
    await workOnImports(work());
    const done = await resultsOf(here, importId);
    const outcomeOf = (name: string) => {
      const { result } = done.get(name) ?? {};
      return result && 'outcome' in result ? result.outcome : undefined;
    };
    expect(outcomeOf('Школа № 5.xlsx')).toEqual({ kind: 'failed', because: 'changedSince' });
    expect(outcomeOf('Школа № 6.xlsx')).toEqual({ kind: 'failed', because: 'wrongStatus' });
    expect(outcomeOf('формула.xlsx')).toEqual({ kind: 'failed', because: 'faults' });
    expect(outcomeOf('Школа № 7.xlsx')).toEqual({ kind: 'filed', ordinal: 1 });
    const filed = sound.filter(({ name }) => outcomeOf(name)?.kind === 'filed');
    expect(filed).toHaveLength(178);
    const filings = await database().db.selectFrom('filings').select(['filed_by', 'import_id']).execute();
    expect(filings.filter(({ import_id }) => import_id === importId).map(({ filed_by }) => filed_by)).toEqual(
      Array.from({ length: 178 }, () => coordinator.id),
    );
    expect((await seeReport(typing, reportOf('Школа № 5'))).answers.items).toEqual({ '2': 'Аверс' });
    const { imports } = await seeImports(as(coordinator, noon), where);
    expect(imports).toMatchObject([{ id: importId, files: 200, done: 178, confirmed: 'file' }]);
  }, 300_000);
});

describe('a small folder', () => {
  let here: Town;
  let fileOf: Awaited<ReturnType<typeof filledIn>>;
  beforeEach(async () => {
    here = await townOf(4, database());
    fileOf = await filledIn(here);
  });
  const named = async (...schools: string[]) =>
    Promise.all(schools.map(async (school) => ({ name: `${school}.xlsx`, bytes: await fileOf(school) })));

  test('goes into the schools’ drafts, where each school finds it with who brought it', async () => {
    const { importId } = await bring(here, await named('Школа № 1', 'Школа № 2'));
    await workOnImports(work());
    await confirmFolder(as(here.coordinator, noon), { importId, how: 'save' });
    await workOnImports(work());
    const director = as(await here.director('Школа № 2'), noon);
    const { report, answers } = await seeReport(director, here.reportOf('Школа № 2'));
    expect(report).toMatchObject({ status: 'draft', savedBy: 'Власенко М. Г.' });
    expect(answers.items).toMatchObject({ '2': 'Дневник.ру', '6.1': { n: 40, of: 40 } });
    const [saved] = await database().db.selectFrom('audit').selectAll().where('action', '=', 'report.save').execute();
    expect(saved).toMatchObject({ actor_id: here.coordinator.id, details: { version: 1, importId } });
  });

  test('filed for the school, it is said in the report’s history', async () => {
    const { importId } = await bring(here, await named('Школа № 1'));
    await workOnImports(work());
    await confirmFolder(as(here.coordinator, noon), { importId, how: 'file' });
    await workOnImports(work());
    const director = as(await here.director('Школа № 1'), noon);
    const { filings, standing } = await seeReport(director, here.reportOf('Школа № 1'));
    expect(standing).toBe('filed');
    expect(filings).toMatchObject([{ ordinal: 1, filedBy: 'Власенко М. Г.', onBehalf: true }]);
    const [filed] = await database().db.selectFrom('audit').selectAll().where('action', '=', 'report.file').execute();
    expect(filed).toMatchObject({ actor_id: here.coordinator.id, details: { ordinal: 1, version: 1, importId } });
    const told = await database().db.selectFrom('notices').select('user_id').where('kind', '=', 'filed').execute();
    expect(told).toEqual([{ user_id: here.colleague.id }]);
  });

  test('a report with answers missing, or one that needs the school’s sentence, stays a draft', async () => {
    const at = await placesOf(await fileOf('Школа № 1'));
    const change = async (school: string, cells: Cells) =>
      changedFile(await fileOf(school), (workbook) => {
        for (const [field, value] of Object.entries(cells)) formSheet(workbook).getCell(at[field] ?? '').value = value;
      });
    const { importId } = await bring(here, [
      { name: 'неполный.xlsx', bytes: await change('Школа № 1', { '3:number': null, '7:text': null }) },
      { name: 'сомнительный.xlsx', bytes: await change('Школа № 2', { '14:n': 300, '14:of': 300 }) },
    ]);
    await workOnImports(work());
    expect((await resultsOf(here, importId)).get('неполный.xlsx')?.result).toMatchObject({ missing: ['3', '7'] });
    await confirmFolder(as(here.coordinator, noon), { importId, how: 'file' });
    await workOnImports(work());
    const done = await resultsOf(here, importId);
    expect(done.get('неполный.xlsx')).toMatchObject({
      status: 'done',
      result: { outcome: { kind: 'notFiled', because: 'incomplete', items: ['3', '7'] } },
    });
    expect(done.get('сомнительный.xlsx')).toMatchObject({
      status: 'done',
      result: { outcome: { kind: 'notFiled', because: 'unexplained' } },
    });
    const statuses = await database().db.selectFrom('reports').select('status').where('version', '>', 0).execute();
    expect(statuses).toEqual([{ status: 'draft' }, { status: 'draft' }]);
  });

  test('does not touch the amendment that a school is writing to its accepted report', async () => {
    const { coordinator } = here;
    const school = await here.director('Школа № 1');
    const [director, reportId] = [as(school, morning), here.reportOf('Школа № 1')];
    const typed = { schoolId: school.schoolId, asOf: '2012-05-15', typed: kgForm };
    const { ordinal } = await saveAndFile(director, database(), typed);
    await reviewReport(as(coordinator, morning), { reportId, ordinal, decision: 'accepted' });
    await beginAmendment(director, { reportId, reason: 'Ошиблись в строке 7' });
    const own = (await seeReport(director, reportId)).report;

    const form = await formFile(as(coordinator, morning), reportId);
    const bytes = await typedInto(form, { '7:text': 'Написано координатором' });
    const { importId } = await bring(here, [{ name: 'поправка.xlsx', bytes }]);
    await workOnImports(work());
    for (const how of ['save', 'file'] as const) {
      await database().db.updateTable('import_files').set({ status: 'read' }).execute();
      await database().db.updateTable('imports').set({ confirmed: null, confirmed_at: null }).execute();
      await confirmFolder(as(coordinator, noon), { importId, how });
      await workOnImports(work());
      expect((await resultsOf(here, importId)).get('поправка.xlsx')).toMatchObject({
        status: 'failed',
        result: { outcome: { kind: 'failed', because: 'wrongStatus' } },
      });
    }
    expect((await seeReport(director, reportId)).report).toEqual(own);
  });

  test('a process that dies leaves its file to the next one', async () => {
    const { importId } = await bring(here, await named('Школа № 1', 'Школа № 2', 'Школа № 3'));
    let looked = 0;
    expect(await workOnImports(work(), () => looked++ > 0)).toBe(1);
    const statuses = [...(await resultsOf(here, importId)).values()].map(({ status }) => status);
    expect(statuses.sort()).toEqual(['read', 'waiting', 'waiting']);
    const early = confirmFolder(as(here.coordinator, noon), { importId, how: 'save' });
    expect(await refusalOf(early)).toEqual({ kind: 'fields', faults: [{ field: 'files', code: 'stillReading' }] });
    expect(await workOnImports(work())).toBe(2);
  });

  test('a file with characters that no database keeps has its fault, and the others go on', async () => {
    const [harmful, sound] = await named('Школа № 1', 'Школа № 2');
    if (!harmful || !sound) throw new RangeError('Two files');
    const places = await placesOf(harmful.bytes);
    const bytes = await changedFile(harmful.bytes, (workbook) => {
      formSheet(workbook).getCell(places['2:text'] ?? '').value = 'Дневник_x0000_ру_xD800_';
      formSheet(workbook).getCell('Z300').value = 'рядом_x0000__xD800_';
    });
    const { importId } = await bring(here, [{ ...harmful, bytes }, sound]);
    await workOnImports(work());
    const results = await resultsOf(here, importId);
    expect(found(results.get(harmful.name) ?? { status: '', result: {} })).toBe('unreadable');
    expect(results.get(sound.name)?.status).toBe('read');
  });

  test('a coordinator who no longer answers for the schools carries nothing out', async () => {
    const { importId } = await bring(here, await named('Школа № 1'));
    await workOnImports(work());
    await confirmFolder(as(here.coordinator, noon), { importId, how: 'file' });
    await database().db.updateTable('users').set({ blocked: true }).where('id', '=', here.coordinator.id).execute();
    await workOnImports(work());
    const seen = await seeImportFolder(as(here.colleague, noon), importId);
    expect(seen?.files[0]).toMatchObject({ status: 'failed', result: { outcome: { because: 'notYours' } } });
    expect(await database().db.selectFrom('filings').selectAll().execute()).toEqual([]);
  });

  test('is the municipality’s own: a colleague sees it, for others it does not exist', async () => {
    const { importId } = await bring(here, await named('Школа № 1'));
    await workOnImports(work());
    const fileId = [...(await resultsOf(here, importId)).values()][0]?.id ?? 0;
    expect((await seeImportFolder(as(here.colleague, noon), importId))?.files).toHaveLength(1);
    expect((await seeImportFile(as(here.colleague, noon), { importId, fileId })).can.confirm).toBe(false);
    for (const person of [here.stranger, here.analyst, await here.director('Школа № 1')]) {
      const ctx = as(person, noon);
      expect(await refusalOf(seeImportFolder(ctx, importId)), person.name).toEqual({ kind: 'notFound' });
      expect(await refusalOf(seeImportFile(ctx, { importId, fileId })), person.name).toEqual({ kind: 'notFound' });
      expect(await refusalOf(confirmFolder(ctx, { importId, how: 'save' })), person.name).toEqual({ kind: 'notFound' });
      const kind = person === here.analyst ? 'forbidden' : 'notFound';
      expect(await refusalOf(importFolder(ctx, { ...here.where, files: [] })), person.name).toEqual({ kind });
    }
  });

  test('with nothing in it, or too much, it is refused', async () => {
    const tooMany = Array.from({ length: 501 }, (_, at) => ({ name: `${at}.xlsx`, bytes: Buffer.from('x') }));
    const codeOf = async (files: Sent[]) => await refusalOf(bring(here, files));
    expect(await codeOf([])).toEqual({ kind: 'fields', faults: [{ field: 'files', code: 'missing' }] });
    expect(await codeOf(tooMany)).toEqual({ kind: 'fields', faults: [{ field: 'files', code: 'tooMany' }] });
  });

  test('as one zip it is the same, whatever its names are and whatever systems put among the files', async () => {
    const [file] = await named('Школа № 1');
    const bytes = file?.bytes ?? Buffer.alloc(0);
    const packed = await zip([
      { name: '../../etc/Школа № 1.xlsx', bytes },
      { name: 'C:\\отчёты\\Школа № 2.xlsx', bytes: await fileOf('Школа № 2') },
      { name: '__MACOSX/._Школа № 1.xlsx', bytes: Buffer.from('x') },
      { name: 'папка/~$Школа № 1.xlsx', bytes: Buffer.from('x') },
      { name: 'папка/', bytes: Buffer.alloc(0) },
      { name: 'большой.xlsx', bytes: Buffer.alloc(3 * 1024 * 1024) },
    ]);
    const files = await filesOfFolder([{ name: 'отчёты.zip', bytes: packed }]);
    if ('refusal' in files) throw new Error(files.refusal);
    expect(files.map(({ name, size }) => [name, size > 2 * 1024 * 1024])).toEqual([
      ['Школа № 1.xlsx', false],
      ['Школа № 2.xlsx', false],
      ['большой.xlsx', true],
    ]);
    const { importId } = await importFolder(as(here.coordinator, noon), { ...here.where, files });
    await workOnImports(work());
    const read = await resultsOf(here, importId);
    expect([...read].map(([name, { status }]) => [name, status]).sort()).toEqual([
      ['Школа № 1.xlsx', 'read'],
      ['Школа № 2.xlsx', 'read'],
      ['большой.xlsx', 'refused'],
    ]);
    expect(await filesOfFolder([{ name: 'бомба.zip', bytes: bomb() }])).toMatchObject([{ size: 40 * 1024 * 1024 }]);
    expect(await filesOfFolder([{ name: 'плохой.zip', bytes: packed.subarray(0, 500) }])).toEqual({
      refusal: 'broken',
    });
  });
});
