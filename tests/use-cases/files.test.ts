/** The register of a school's local acts and the files in it. */
import { beforeEach, describe, expect, test } from 'vitest';
import { largestFile, mostFiles } from '#app/domain/organisations/file.ts';
import type { User } from '#app/domain/people/people.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { addAct, changeAct, removeAct, seeAct, seeActs } from '#app/use-cases/organisations/keep-acts.server.ts';
import { seeFile } from '#app/use-cases/organisations/keep-file.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { docx, jpeg, pdf, png, zip } from '#tests/support/documents.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { asAnotherProcess, kgForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow, type Territory } from '#tests/support/territory.ts';

const database = testDatabase();
const { as } = contexts(database);

let territory: Territory;
let director: User & { schoolId: number };
let responsible: User;
let coordinator: User;
let schoolId: number;

beforeEach(async () => {
  territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Дубна: ['Школа № 1', 'Школа № 2'], Истра: ['Гимназия «Логос»'] },
  });
  director = await schoolPerson(database(), territory, 'director', 'Смирнова Т. А.', 'Школа № 1');
  responsible = await schoolPerson(database(), territory, 'responsible', 'Кузнецова О. И.', 'Школа № 1');
  coordinator = await coordinatorOf(database(), territory, 'Фёдорова И. М.', 'Дубна');
  schoolId = director.schoolId;
});

const now = '2012-05-14 12:00';
const order = { kind: 'localAct', number: '12', date: '10.05.2012', title: 'Положение об электронном журнале' };
const file = (bytes: Buffer, name = 'Положение.pdf') => ({ name, bytes });

async function theOne(ctx = as(director, now)) {
  const { acts } = await seeActs(ctx, schoolId);
  if (!acts[0] || acts.length > 1) throw new Error(`Not one act: ${acts.length}`);
  return acts[0];
}

const actions = async () =>
  (await database().db.selectFrom('audit').select('action').orderBy('id').execute()).map(({ action }) => action);

describe('the register of local acts', () => {
  test('the school enters an act with its file; whoever sees the school reads it', async () => {
    await addAct(as(responsible, now), { schoolId, typed: order, file: file(pdf()) });
    const act = await theOne(as(coordinator, now));
    expect(act).toMatchObject({ kind: 'localAct', number: '12', date: '2012-05-10', title: order.title });
    expect(act).toMatchObject({ createdBy: 'Кузнецова О. И.', fileName: 'Положение.pdf', fileSize: pdf().length });
    const kept = await seeFile(as(coordinator, now), act.fileId ?? 0);
    expect(kept.content.equals(pdf())).toBe(true);
    expect(await actions()).toEqual(['file.upload', 'act.add']);
  });

  test('documents stand by date, the newest first', async () => {
    for (const [number, date] of [
      ['1', '01.02.2012'],
      ['2', '01.05.2012'],
      ['3', '01.03.2012'],
    ]) {
      await addAct(as(director, now), { schoolId, typed: { ...order, number: number ?? '', date: date ?? '' } });
    }
    const { acts } = await seeActs(as(director, now), schoolId);
    expect(acts.map(({ number }) => number)).toEqual(['2', '3', '1']);
  });

  test('the coordinator reads and does not write; another school and another municipality see nothing', async () => {
    await addAct(as(director, now), { schoolId, typed: order });
    const { id } = await theOne();
    expect((await seeActs(as(coordinator, now), schoolId)).mayKeep).toBe(false);
    expect(await refusalOf(addAct(as(coordinator, now), { schoolId, typed: order }))).toEqual({ kind: 'forbidden' });
    expect(await refusalOf(seeAct(as(coordinator, now), { schoolId, actId: id }))).toEqual({ kind: 'forbidden' });
    const neighbour = await schoolPerson(database(), territory, 'director', 'Орлов П. Н.', 'Школа № 2');
    const stranger = await coordinatorOf(database(), territory, 'Зимин А. А.', 'Истра');
    for (const other of [neighbour, stranger]) {
      expect(await refusalOf(seeActs(as(other, now), schoolId))).toEqual({ kind: 'notFound' });
      const ask = { schoolId, actId: id, removed: true, typed: { version: '1' } };
      expect(await refusalOf(removeAct(as(other, now), ask))).toEqual({ kind: 'notFound' });
    }
  });

  test('an act of another school is not reached through one’s own', async () => {
    const neighbour = await schoolPerson(database(), territory, 'director', 'Орлов П. Н.', 'Школа № 2');
    const { id } = await addAct(as(neighbour, now), { schoolId: territory.school('Школа № 2'), typed: order });
    const typed = { ...order, version: '1' };
    for (const ask of [
      () => seeAct(as(director, now), { schoolId, actId: id }),
      () => changeAct(as(director, now), { schoolId, actId: id, typed }),
      () => removeAct(as(director, now), { schoolId, actId: id, removed: true, typed }),
    ]) {
      expect(await refusalOf(ask())).toEqual({ kind: 'notFound' });
    }
  });

  test('every fault is named at once, the file’s too, and nothing is kept', async () => {
    const typed = { kind: 'letter', number: ' ', date: '15.05.2012', title: 'ы'.repeat(301) };
    expect(await refusalOf(addAct(as(director, now), { schoolId, typed, file: file(Buffer.from('<html>')) }))).toEqual({
      kind: 'fields',
      faults: [
        { field: 'kind', code: 'notAChoice' },
        { field: 'number', code: 'missing' },
        { field: 'date', code: 'inFuture' },
        { field: 'title', code: 'tooLong' },
        { field: 'file', code: 'fileWrongType' },
      ],
    });
    expect(await actions()).toEqual([]);
  });

  test('a change keeps the file, puts a new one in its place, or takes it off; the old one stays kept', async () => {
    await addAct(as(director, now), { schoolId, typed: order, file: file(pdf('первый')) });
    const first = await theOne();
    const change = async (typed: Record<string, string>, bytes?: Buffer) => {
      const { id: actId, version } = await theOne();
      const sent = { ...order, ...typed, version: String(version) };
      await changeAct(as(responsible, now), { schoolId, actId, typed: sent, file: bytes && file(bytes) });
      return theOne();
    };
    expect(await change({ number: '12-О' })).toMatchObject({ number: '12-О', fileId: first.fileId });
    const replaced = await change({}, pdf('второй'));
    expect(replaced.fileId).not.toBe(first.fileId);
    expect(await change({ withoutFile: 'on' })).toMatchObject({
      fileId: null,
      version: 4,
      createdBy: 'Смирнова Т. А.',
    });
    expect((await seeFile(as(director, now), first.fileId ?? 0)).content.equals(pdf('первый'))).toBe(true);
  });

  test('of two people who change one act nobody overwrites the other unseen', async () => {
    const { id: actId } = await addAct(as(director, now), { schoolId, typed: order });
    const change = (by: User, title: string, version: string) =>
      changeAct(as(by, now), { schoolId, actId, typed: { ...order, title, version } });
    await change(director, 'Положение о журнале', '1');
    const stale = { kind: 'fields', faults: [{ field: 'version', code: 'changedMeanwhile' }] };
    expect(await refusalOf(change(responsible, 'Регламент', '1'))).toEqual(stale);
    const ask = { schoolId, actId, removed: true, typed: { version: '1' } };
    expect(await refusalOf(removeAct(as(responsible, now), ask))).toEqual(stale);
    expect((await theOne()).title).toBe('Положение о журнале');
    await change(responsible, 'Регламент', '2');
    expect((await theOne()).title).toBe('Регламент');
  });

  test('what is taken off the register can be put back, and both are remembered', async () => {
    const { id: actId } = await addAct(as(director, now), { schoolId, typed: order, file: file(pdf()) });
    const set = (removed: boolean, version: string) =>
      removeAct(as(responsible, now), { schoolId, actId, removed, typed: { version } });
    await set(true, '1');
    const seen = await seeActs(as(coordinator, now), schoolId);
    expect(seen.acts).toEqual([]);
    expect(seen.removed).toMatchObject([{ id: actId, removedBy: 'Кузнецова О. И.' }]);
    expect(await refusalOf(seeAct(as(director, now), { schoolId, actId }))).toEqual({ kind: 'notFound' });
    await set(true, '1');
    await set(false, '2');
    expect(await theOne()).toMatchObject({ id: actId, fileName: 'Положение.pdf' });
    expect(await actions()).toEqual(['file.upload', 'act.add', 'act.remove', 'act.restore']);
  });

  test('the same act is entered once, however often it is sent; one order may approve several', async () => {
    await addAct(as(director, now), { schoolId, typed: order });
    const again = { ...order, number: '№ 12', title: 'ПОЛОЖЕНИЕ об  электронном журнале' };
    const twice = { kind: 'fields', faults: [{ field: 'number', code: 'actTwice' }] };
    expect(await refusalOf(addAct(as(responsible, now), { schoolId, typed: again }))).toEqual(twice);
    await addAct(as(director, now), { schoolId, typed: { ...order, title: 'Регламент помощи учителям' } });
    expect((await seeActs(as(director, now), schoolId)).acts).toHaveLength(2);
  });

  test('two people who enter the same act at once enter it once', async () => {
    const enter = (by: User) => addAct(as(by, now), { schoolId, typed: order }).then(() => 'entered');
    const outcomes = await asAnotherProcess(database(), async (other) =>
      Promise.allSettled([
        enter(director),
        addAct({ ...as(responsible, now), db: other.db }, { schoolId, typed: order }),
      ]),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await theOne();
  });

  test('documents that the last report names and the register lacks are listed, each for its kind', async () => {
    const administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
    const scopeId = territory.municipality('Дубна');
    await openCampaign(as(administrator, '2012-04-20 10:00'), { orderId: 'KG', scopeId, years: 0 });
    const typed = {
      ...kgForm,
      '5:0:title': 'Должностная инструкция учителя',
      '5:0:number': '13',
      '5:0:date': '11.05.2012',
    };
    expect((await seeActs(as(director, now), schoolId)).lacking).toEqual([]);
    await saveAndFile(as(director, now), database(), { schoolId, asOf: '2012-05-15', typed });
    const { lacking } = await seeActs(as(coordinator, now), schoolId);
    expect(lacking.map(({ kind, number, date, title, item }) => [kind, number, date, title, item])).toEqual([
      ['change', '13', '2012-05-11', 'Должностная инструкция учителя', '5'],
      ['localAct', '12', '2012-05-10', 'Положение об электронном журнале', '4'],
      ['plan', '45', '2012-04-16', expect.stringMatching(/^Наличие плана работы/), '3'],
    ]);
    // Entered under another kind and with the sign that people put before numbers, it is the same document.
    await addAct(as(director, now), { schoolId, typed: { ...order, kind: 'other', number: '№ 12' } });
    const left = (await seeActs(as(director, now), schoolId)).lacking;
    expect(left.map(({ number }) => number)).toEqual(['13', '45']);
  });
});

describe('a file', () => {
  const send = (bytes: Buffer, name?: string) =>
    addAct(as(director, now), { schoolId, typed: order, file: file(bytes, name) });
  const refusedFor = (code: string) => ({ kind: 'fields', faults: [{ field: 'file', code }] });

  test.each([
    ['pdf', pdf(), 'Приказ № 12.PDF', 'Приказ № 12.PDF'],
    ['docx', docx(), 'План.docx', 'План.docx'],
    ['jpeg', jpeg, 'скан.jpg', 'скан.jpg'],
    ['png', png, 'скан', 'скан.png'],
    ['pdf', pdf(), 'страница.html', 'страница.html.pdf'],
  ])('%s is taken by its content, and its name says so', async (type, bytes, name, keptAs) => {
    await send(bytes, name);
    const { fileId } = await theOne();
    expect(await seeFile(as(director, now), fileId ?? 0)).toMatchObject({ type, name: keptAs, size: bytes.length });
  });

  test.each([
    ['an empty file', Buffer.alloc(0), 'приказ.pdf', 'fileEmpty'],
    ['a page named as a PDF', Buffer.from('<!doctype html><script>alert(1)</script>'), 'приказ.pdf', 'fileWrongType'],
    ['plain text', Buffer.from('Приказ'), 'приказ.docx', 'fileWrongType'],
    ['another zip', zip({ 'a.txt': 'а' }), 'приказ.docx', 'fileWrongType'],
    ['a workbook', zip({ 'xl/workbook.xml': '<workbook/>' }), 'приказ.docx', 'fileWrongType'],
    ['half a zip', docx().subarray(0, 40), 'приказ.docx', 'fileWrongType'],
    ['a program', Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1'), 'приказ.pdf', 'fileWrongType'],
    ['a document with macros', docx({ macros: 'declared' }), 'приказ.docx', 'fileMacros'],
    ['a document that hides its macros', docx({ macros: 'hidden' }), 'приказ.docx', 'fileMacros'],
    ['more than 10 MB', Buffer.concat([pdf(), Buffer.alloc(largestFile)]), 'приказ.pdf', 'fileTooLarge'],
  ])('%s is refused and nothing is kept', async (_, bytes, name, code) => {
    expect(await refusalOf(send(bytes, name))).toEqual(refusedFor(code));
    expect(await actions()).toEqual([]);
  });

  test('of exactly 10 MB is kept whole', async () => {
    const bytes = Buffer.concat([pdf(), Buffer.alloc(largestFile - pdf().length, 7)]);
    await send(bytes);
    const { content } = await seeFile(as(director, now), (await theOne()).fileId ?? 0);
    expect(content.equals(bytes)).toBe(true);
  });

  test('that did not outlive the session is asked for again', async () => {
    const asked = addAct(as(director, now), { schoolId, typed: order, file: 'lost' });
    expect(await refusalOf(asked)).toEqual(refusedFor('fileLost'));
  });

  test('sent twice is kept once, for its own school', async () => {
    const neighbour = await schoolPerson(database(), territory, 'director', 'Орлов П. Н.', 'Школа № 2');
    await send(pdf());
    await addAct(as(director, now), { schoolId, typed: { ...order, number: '13' }, file: file(pdf()) });
    await addAct(as(neighbour, now), { schoolId: territory.school('Школа № 2'), typed: order, file: file(pdf()) });
    const files = await database().db.selectFrom('files').select('organisation_id').orderBy('id').execute();
    expect(files.map(({ organisation_id }) => organisation_id)).toEqual([schoolId, territory.school('Школа № 2')]);
  });

  test('is refused once the school has as many as it may', async () => {
    await database().pool.query(
      `insert into files (organisation_id, name, type, size, sha256, content, uploaded_at, uploaded_by)
       select $1, 'скан.png', 'png', 1, sha256(n::text::bytea), 'x', now(), $2 from generate_series(1, $3::int) n`,
      [schoolId, director.id, mostFiles],
    );
    expect(await refusalOf(send(pdf()))).toEqual(refusedFor('tooManyFiles'));
    await addAct(as(director, now), { schoolId, typed: order });
  });

  test('of a school goes to whoever sees the school, of a municipality or the region to everybody there', async () => {
    await send(pdf());
    const { fileId } = await theOne();
    const { rows } = await database().pool.query(
      `insert into files (organisation_id, name, type, size, sha256, content, uploaded_at, uploaded_by)
       select o, 'приказ.pdf', 'pdf', 1, '', 'x', now(), $2 from unnest($1::int[]) o returning id`,
      [[territory.municipality('Истра'), territory.region.id], director.id],
    );
    const neighbour = await schoolPerson(database(), territory, 'director', 'Орлов П. Н.', 'Школа № 2');
    const analyst = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
    for (const { id } of rows) await seeFile(as(neighbour, now), id);
    for (const reader of [responsible, coordinator, analyst]) await seeFile(as(reader, now), fileId ?? 0);

    const elsewhere = await createTerritory(database(), { name: 'Пермский край', zone: moscow, municipalities: {} });
    const abroad = await regionPerson(database(), elsewhere, 'analyst', 'Чужова Е. В.');
    for (const [reader, id] of [
      [neighbour, fileId],
      [abroad, fileId],
      [abroad, rows[0].id],
      [abroad, rows[1].id],
      [director, 999],
    ] as const) {
      expect(await refusalOf(seeFile(as(reader, now), id ?? 0))).toEqual({ kind: 'notFound' });
    }
  });
});
