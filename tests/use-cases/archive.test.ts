import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { month } from '#app/domain/calendar.ts';
import type { Finding } from '#app/domain/editions/archive.ts';
import type { User } from '#app/domain/people/people.ts';
import { checkArchive, keepCopies, requestCheck, writeAnew } from '#app/use-cases/editions/check-archive.server.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { restoreEdition } from '#app/use-cases/editions/restore-edition.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { moForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);
const [august, september] = [month('2012-08'), month('2012-09')];

let archiveDir: string;
let campaignId: number;
let regionId: number;
let administrator: User;
let analyst: User;
let coordinator: User;

/** August compiled twice, September once, each with its file. */
beforeEach(async () => {
  archiveDir = mkdtempSync(join(tmpdir(), 'svodka-archive-'));
  const municipalities = { Дубна: ['Школа № 1', 'Школа № 2', 'Школа № 3'], Реутов: ['Лицей'] };
  const territory = await createTerritory(database(), { name: 'Московская область', zone: moscow, municipalities });
  regionId = territory.region.id;
  administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  analyst = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
  coordinator = await coordinatorOf(database(), territory, 'Ильин А. А.', 'Дубна');
  const opened = as(administrator, '2012-08-01 12:00');
  campaignId = (await openCampaign(opened, { orderId: 'MO', scopeId: regionId, years: 0 })).campaignId;
  await openReportingDates(byClock('2012-09-01 00:05', moscow), { regionId });
  const director = await schoolPerson(database(), territory, 'director', 'Смирнова Т. А.', 'Школа № 1');
  const report = { schoolId: director.schoolId, asOf: '2012-08-31', typed: moForm('01.02.2012') };
  await saveAndFile(as(director, '2012-08-30 10:00'), database(), report);
  await compileSummary(byClock('2012-09-01 00:15', moscow), { regionId, month: august });
  await compileSummary(as(administrator, '2012-09-03 09:00'), { regionId, month: august });
  await compileSummary(byClock('2012-10-01 00:15', moscow), { regionId, month: september });
  for (const of of [august, september])
    await keepCopies(byClock('2012-10-01 00:16', moscow), { regionId, month: of }, archiveDir);
});
afterEach(() => rmSync(archiveDir, { recursive: true, force: true }));

const folder = () => join(archiveDir, `MO-${campaignId}`);
const fileAt = (name: string) => join(folder(), name);

async function check(day = '2012-10-02', dir: string | null = archiveDir) {
  const run = { regionId, job: 'check-archive', period: day, attempt: 1 };
  const [checked] = await checkArchive(byClock(`${day} 02:20`, moscow), run, dir ?? undefined);
  const rows = await database().db.selectFrom('archive_checks').selectAll().orderBy('id').execute();
  return { ...checked, findings: (rows.at(-1)?.findings ?? []) as Finding[], rows };
}

/** As whoever has the database's password can. */
async function tamper(statement: string, values: unknown[] = []) {
  const client = await database().pool.connect();
  try {
    await client.query('begin');
    await client.query("set local svodka.restoring = 'on'");
    await client.query(statement, values);
    await client.query('commit');
  } finally {
    client.release();
  }
}

async function editionId(of: string, number: number): Promise<number> {
  const { id } = await database()
    .db.selectFrom('editions')
    .where('month', '=', month(of))
    .where('number', '=', number)
    .select('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function changeLine(of: string, number: number, from: string, to: string) {
  await tamper(
    `update edition_lines set line = replace(line::text, $1, $2)::json where edition_id = $3
       and ordinal = (select min(ordinal) from edition_lines where edition_id = $3 and strpos(line::text, $1) > 0 and kind = 'school')`,
    [from, to, await editionId(of, number)],
  );
}

/** Everything that the database holds of the editions, to compare with. */
async function everything() {
  const { pool } = database();
  const editions = await pool.query('select *, head::text as head from editions order by id');
  const lines = await pool.query('select *, line::text as line from edition_lines order by edition_id, ordinal');
  return JSON.stringify([editions.rows, lines.rows]);
}

/** From the server's command line, or by somebody who has none. */
const restore = (copy: 'database' | 'file', of: string, number: number, who?: User) => {
  const ctx = who ? as(who, '2012-10-02 10:00') : byClock('2012-10-02 10:00', moscow);
  return restoreEdition(ctx, { campaignId, month: month(of), number, copy }, archiveDir);
};

const secondOfAugust = { edition: { month: '2012-08', number: 2 } };

test('row 50: the file of an edition is the edition: its SHA-256 by any program is the one that the page shows', async () => {
  const names = readdirSync(folder()).sort();
  expect(names).toEqual(['2012-08-1.jsonl', '2012-08-2.jsonl', '2012-09-1.jsonl']);
  const { rows } = await database().pool.query("select encode(sha256, 'hex') as sha256 from editions order by id");
  const hashes = names.map((name) =>
    createHash('sha256')
      .update(readFileSync(fileAt(name)))
      .digest('hex'),
  );
  expect(hashes).toEqual(rows.map(({ sha256 }) => sha256));
  expect(await check()).toMatchObject({ status: 'sound', editions: 3, files: 3, findings: [] });
});

describe('row 50: what is changed is found and named', () => {
  test('a byte in a line of the database: the school, the field, what it says and what it said', async () => {
    await changeLine('2012-08', 2, '"covered":true', '"covered":false');
    const { status, findings } = await check();
    expect(status).toBe('damaged');
    expect(findings).toEqual([
      {
        ...secondOfAugust,
        copy: 'database',
        kind: 'line',
        ordinal: 2,
        line: { kind: 'school', name: 'Школа № 1' },
        fields: [{ field: 'covered', is: 'false', was: 'true' }],
      },
    ]);
  });

  test('the same without a second copy: the line by its own hash', async () => {
    await changeLine('2012-08', 2, '"covered":true', '"covered":false');
    const { findings, rows } = await check('2012-10-02', null);
    expect(findings).toMatchObject([
      { ...secondOfAugust, copy: 'database', kind: 'line', line: { name: 'Школа № 1' }, fields: [] },
    ]);
    expect(rows.at(-1)).toMatchObject({ files: null, trouble: null });
  });

  test('a line changed together with its own hash, and with all hashes of its edition', async () => {
    await changeLine('2012-08', 2, '"covered":true', '"covered":false');
    await tamper("update edition_lines set sha256 = sha256(convert_to(line::text, 'UTF8'))");
    expect((await check()).findings).toMatchObject([{ kind: 'line', fields: [{ field: 'covered' }] }]);
    expect((await check('2012-10-02', null)).findings).toMatchObject([{ ...secondOfAugust, kind: 'document' }]);
    await tamper(
      `update editions e set sha256 = sha256(convert_to(head::text || E'\\n', 'UTF8') || (
         select string_agg(convert_to(line::text || E'\\n', 'UTF8'), ''::bytea order by ordinal)
         from edition_lines where edition_id = e.id))`,
    );
    expect((await check()).findings).toMatchObject([{ ...secondOfAugust, copy: 'database', kind: 'line' }]);
  });

  test('a line taken out, and one put in', async () => {
    const id = await editionId('2012-09', 1);
    await tamper('delete from edition_lines where edition_id = $1 and ordinal = 3', [id]);
    const edition = { month: '2012-09', number: 1 };
    const gone = { edition, copy: 'database', kind: 'lineMissing', ordinal: 3 };
    expect((await check()).findings).toEqual([{ ...gone, line: { kind: 'school', name: 'Школа № 2' } }]);
    expect((await check('2012-10-02', null)).findings).toEqual([{ ...gone, line: null }]);
    await tamper(
      `insert into edition_lines select edition_id, 3, kind, municipality_id, 77, '{"school":{"id":77,"name":"Школа № 77"}}', sha256
       from edition_lines where edition_id = $1 and ordinal = 2`,
      [id],
    );
    expect((await check()).findings.map(({ kind }) => kind)).toContain('line');
  });

  test('the head: against the file, and without one against the columns', async () => {
    const id = await editionId('2012-08', 2);
    await tamper(
      `update editions set head = replace(head::text, '"complete":true', '"complete":false')::json where id = $1`,
      [id],
    );
    const fields = [{ field: 'complete', is: 'false', was: 'true' }];
    expect((await check()).findings).toEqual([{ ...secondOfAugust, copy: 'database', kind: 'head', fields }]);
    expect((await check('2012-10-02', null)).findings).toEqual([
      { ...secondOfAugust, copy: 'database', kind: 'document' },
      {
        ...secondOfAugust,
        copy: 'database',
        kind: 'columns',
        fields: [{ field: 'complete', is: 'true', was: 'false' }],
      },
    ]);
  });

  test('what stands beside the document: columns, hashes, the point of the chart, the order', async () => {
    const id = await editionId('2012-08', 2);
    await tamper("update editions set read_at = read_at - interval '1 day' where id = $1", [id]);
    await tamper("update editions set figures_sha256 = sha256('x'), sha256 = sha256('y') where id = $1", [id]);
    await tamper(`update editions set point = jsonb_set(point, '{covered,n}', '4') where id = $1`, [id]);
    await tamper("update edition_lines set sha256 = sha256('z') where edition_id = $1 and ordinal = 2", [id]);
    await tamper(`update campaigns set definition = jsonb_set(definition, '{number}', '"2614"') where id = $1`, [
      campaignId,
    ]);
    const said = (await check()).findings.map((finding) =>
      finding.kind === 'hash' ? [finding.edition?.number, finding.of] : [finding.edition?.number, finding.kind],
    );
    expect(said).toEqual([
      [1, 'order'],
      [2, 'columns'],
      [2, 'edition'],
      [2, 'figures'],
      [2, 'line'],
      [2, 'point'],
      [2, 'order'],
      [1, 'order'],
    ]);
  });

  test('a byte in a file: the line, with what it says there and in the database', async () => {
    const file = fileAt('2012-08-2.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"name":"Школа № 2"', '"name":"Школа № 8"'));
    expect((await check()).findings).toMatchObject([
      {
        ...secondOfAugust,
        copy: 'file',
        kind: 'line',
        line: { kind: 'school', name: 'Школа № 2' },
        fields: [{ field: 'name', is: 'Школа № 8', was: 'Школа № 2' }],
      },
    ]);
  });

  test('a file cut short, one of nothing, one that is a link elsewhere', async () => {
    const [first, second] = [fileAt('2012-08-1.jsonl'), fileAt('2012-08-2.jsonl')];
    const lines = readFileSync(first, 'utf8').split('\n');
    writeFileSync(first, `${lines.slice(0, 3).join('\n')}\n`);
    writeFileSync(second, '');
    renameSync(fileAt('2012-09-1.jsonl'), join(archiveDir, 'elsewhere'));
    symlinkSync(join(archiveDir, 'elsewhere'), fileAt('2012-09-1.jsonl'));
    const { findings } = await check();
    const kinds = (number: number, of: string) =>
      findings.filter(({ edition }) => edition?.month === of && edition.number === number).map(({ kind }) => kind);
    expect(new Set(kinds(1, '2012-08'))).toEqual(new Set(['lineMissing']));
    expect(kinds(2, '2012-08')).toContain('head');
    expect(kinds(1, '2012-09')).toEqual(['unreadable']);
  });

  test('a missing file, which is written again', async () => {
    rmSync(fileAt('2012-08-2.jsonl'));
    expect(await check()).toMatchObject({
      status: 'mended',
      mended: 1,
      files: 3,
      findings: [{ ...secondOfAugust, copy: 'file', kind: 'gone' }],
    });
    expect(await check('2012-10-03')).toMatchObject({ status: 'sound', files: 3 });
  });

  test('a file that is none of ours, and is left alone', async () => {
    writeFileSync(fileAt('2012-08-3.jsonl'), '{}\n');
    const { status, findings } = await check();
    expect(status).toBe('damaged');
    expect(findings).toEqual([{ copy: 'file', edition: null, kind: 'foreign', file: '2012-08-3.jsonl' }]);
    expect(readFileSync(fileAt('2012-08-3.jsonl'), 'utf8')).toBe('{}\n');
  });

  test('two files under each other’s name', async () => {
    renameSync(fileAt('2012-08-1.jsonl'), fileAt('x'));
    renameSync(fileAt('2012-09-1.jsonl'), fileAt('2012-08-1.jsonl'));
    renameSync(fileAt('x'), fileAt('2012-09-1.jsonl'));
    expect((await check()).findings).toEqual([
      { copy: 'file', edition: { month: '2012-08', number: 1 }, kind: 'otherEdition', month: '2012-09', number: '1' },
      { copy: 'file', edition: { month: '2012-09', number: 1 }, kind: 'otherEdition', month: '2012-08', number: '1' },
    ]);
  });

  test('two editions that have changed places in the database', async () => {
    await swapInDatabase();
    expect((await check()).findings).toMatchObject([
      { edition: { month: '2012-08', number: 1 }, kind: 'columns', fields: [{ field: 'number', is: '2', was: '1' }] },
      { edition: { month: '2012-08', number: 2 }, kind: 'columns', fields: [{ field: 'number', is: '1', was: '2' }] },
    ]);
  });

  test('a chain that leads past an edition', async () => {
    const [first, second] = [await editionId('2012-08', 1), await editionId('2012-08', 2)];
    const { rows } = await database().pool.query("select encode(sha256, 'hex') as sha256 from editions where id = $1", [
      first,
    ]);
    await tamper('update editions set head = replace(head::text, $1, $2)::json where id = $3', [
      rows[0]?.sha256,
      'f'.repeat(64),
      second,
    ]);
    expect((await check('2012-10-02', null)).findings).toEqual([
      { ...secondOfAugust, copy: 'database', kind: 'document' },
      { ...secondOfAugust, copy: 'database', kind: 'chain' },
    ]);
    expect((await check()).findings).toMatchObject([
      { ...secondOfAugust, kind: 'head', fields: [{ field: 'previous' }] },
    ]);
  });

  test('an edition that is gone from the database', async () => {
    await remove('2012-08', 2);
    expect((await check()).findings).toEqual([{ ...secondOfAugust, copy: 'database', kind: 'gone' }]);
  });
});

async function swapInDatabase() {
  const [first, second] = [await editionId('2012-08', 1), await editionId('2012-08', 2)];
  await tamper('update editions set number = 99 where id = $1', [first]);
  await tamper('update editions set number = 1 where id = $1', [second]);
  await tamper('update editions set number = 2 where id = $1', [first]);
}

async function remove(of: string, number: number) {
  const id = await editionId(of, number);
  await tamper('update editions set previous_id = null where previous_id = $1', [id]);
  await tamper('delete from edition_lines where edition_id = $1', [id]);
  await tamper('delete from editions where id = $1', [id]);
}

describe('row 50: an edition is put back from the copy that is sound', () => {
  test('into the database, from its file: byte for byte what it was', async () => {
    const before = await everything();
    await changeLine('2012-08', 2, '"covered":true', '"covered":false');
    await tamper('delete from edition_lines where edition_id = $1 and ordinal = 1', [await editionId('2012-08', 2)]);
    await restore('database', '2012-08', 2);
    expect(await everything()).toBe(before);
    expect((await check()).status).toBe('sound');
    const [entry] = await database()
      .db.selectFrom('audit')
      .where('action', '=', 'edition.restore')
      .selectAll()
      .execute();
    expect(entry).toMatchObject({
      actor_id: null,
      details: { month: '2012-08', number: 2, copy: 'database' },
    });
  });

  test('an edition that was gone, and what stands beside one whose document is sound', async () => {
    const before = await everything();
    await remove('2012-08', 2);
    await restore('database', '2012-08', 2);
    expect(await everything()).toBe(before);
    await swapInDatabase();
    await tamper(
      `update editions set figures_sha256 = sha256('x'), sha256 = sha256('y'), point = '{}', compiled_by = null`,
    );
    await tamper("update edition_lines set sha256 = sha256('z')");
    for (const number of [1, 2]) await restore('database', '2012-08', number);
    await restore('database', '2012-09', 1);
    expect(await everything()).toBe(before);
  });

  test('into the folder, from the database', async () => {
    const before = readFileSync(fileAt('2012-08-2.jsonl'));
    writeFileSync(fileAt('2012-08-2.jsonl'), 'вместо выпуска\n');
    await restore('file', '2012-08', 2);
    expect(readFileSync(fileAt('2012-08-2.jsonl'))).toEqual(before);
    rmSync(fileAt('2012-08-2.jsonl'));
    await restore('file', '2012-08', 2);
    expect(readFileSync(fileAt('2012-08-2.jsonl'))).toEqual(before);
  });

  test('not when neither is sound, by nobody but who has the server’s command line, and nothing is changed then', async () => {
    await changeLine('2012-08', 2, '"covered":true', '"covered":false');
    expect(await refusalOf(restore('file', '2012-08', 2))).toEqual({ kind: 'noSoundCopy' });
    writeFileSync(fileAt('2012-08-2.jsonl'), readFileSync(fileAt('2012-08-2.jsonl'), 'utf8').replace('Лицей', 'Лицеи'));
    const before = await everything();
    for (const copy of ['database', 'file'] as const) {
      expect(await refusalOf(restore(copy, '2012-08', 2))).toEqual({ kind: 'noSoundCopy' });
    }
    for (const who of [administrator, analyst]) {
      expect(await refusalOf(restore('database', '2012-08', 2, who))).toEqual({ kind: 'forbidden' });
    }
    expect(await refusalOf(restore('database', '2012-08', 2, coordinator))).toEqual({ kind: 'notFound' });
    expect(await refusalOf(restore('database', '2012-08', 7))).toEqual({ kind: 'notFound' });
    expect(await everything()).toBe(before);
  });
});

describe('the folder of the second copies', () => {
  test('that is not there is said, and the database is checked all the same', async () => {
    const dir = join(archiveDir, 'нет', 'такой');
    expect(await check('2012-10-02', dir)).toMatchObject({
      status: 'unreachable',
      trouble: 'missing',
      editions: 3,
      files: null,
    });
    expect(await keepCopies(byClock('2012-10-02 03:00', moscow), { regionId, month: august }, dir)).toBe('missing');
    await changeLine('2012-08', 2, '"covered":true', '"covered":false');
    expect(await check('2012-10-03', dir)).toMatchObject({ status: 'damaged', trouble: 'missing' });
  });

  test('that has lost all its files is taken for a disk that is not there, until who looks after the server says otherwise', async () => {
    await check();
    rmSync(folder(), { recursive: true });
    for (const day of ['2012-10-03', '2012-10-04']) {
      expect(await check(day)).toMatchObject({ status: 'unreachable', trouble: 'emptied' });
    }
    expect(readdirSync(archiveDir)).toEqual([]);
    expect(await refusalOf(writeAnew(as(administrator, '2012-10-04 09:00'), { campaignId }, archiveDir))).toEqual({
      kind: 'forbidden',
    });
    await writeAnew(byClock('2012-10-04 09:00', moscow), { campaignId }, archiveDir);
    expect(await check('2012-10-05')).toMatchObject({ status: 'sound', files: 3 });
  });

  test('never gets a file in part: what is not whole has no name', async () => {
    rmSync(fileAt('2012-08-2.jsonl'));
    await changeLine('2012-08', 2, '"covered":true', '"covered":false');
    expect(await check()).toMatchObject({ status: 'damaged', mended: 0, files: 2 });
    expect(readdirSync(folder()).sort()).toEqual(['2012-08-1.jsonl', '2012-09-1.jsonl']);
  });
});

test('the nightly check of a day is one row however often it runs; a person’s is a row of its own', async () => {
  await check();
  await changeLine('2012-08', 2, '"covered":true', '"covered":false');
  expect((await check()).rows).toMatchObject([{ day: '2012-10-02', by: null, status: 'damaged' }]);
  expect((await check('2012-10-03')).rows).toHaveLength(2);
  await requestCheck(as(analyst, '2012-10-03 12:00'), { campaignId });
  expect((await check('2012-10-03')).rows).toMatchObject([
    { by: null },
    { by: null },
    { by: analyst.id, day: '2012-10-03' },
  ]);
});

test('a check is asked for by analysts and administrators, once at a time', async () => {
  await requestCheck(as(administrator, '2012-10-03 12:00'), { campaignId });
  expect(await refusalOf(requestCheck(as(analyst, '2012-10-03 12:01'), { campaignId }))).toEqual({
    kind: 'jobRunning',
  });
  expect(await refusalOf(requestCheck(as(coordinator, '2012-10-03 12:01'), { campaignId }))).toEqual({
    kind: 'notFound',
  });
});
