/** A report while it is being filled in: nothing typed is lost, and nobody's answers are overwritten unseen. */
import { beforeEach, describe, expect, test } from 'vitest';
import { draftText } from '#app/domain/reports/draft.ts';
import type { Typed } from '#app/domain/reports/form.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { attendReport } from '#app/use-cases/reports/attend-report.server.ts';
import { fileReport } from '#app/use-cases/reports/file-report.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { seeBesideForm } from '#app/use-cases/reports/see-beside-form.server.ts';
import { seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { kgForm, owedReport, saveAndFile, sentencesFor } from '#tests/support/scenario.ts';
import { createTerritory, yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

/** A school under KG with its first report owed, and the two people who fill it in. */
async function oneSchool() {
  const territory = await createTerritory(database(), {
    name: 'Югра',
    zone: yekaterinburg,
    municipalities: { Когалым: ['Школа № 7', 'Школа № 8'] },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Кубрак П. В.');
  const openedBy = as(administrator, '2012-04-20 10:00');
  await openCampaign(openedBy, { orderId: 'KG', scopeId: territory.region.id, years: 0 });
  const schoolId = territory.school('Школа № 7');
  return {
    schoolId,
    reportId: (await owedReport(database(), schoolId, '2012-05-15')).id,
    regionId: territory.region.id,
    director: await schoolPerson(database(), territory, 'director', 'Гаврилова Т. И.', 'Школа № 7'),
    responsible: await schoolPerson(database(), territory, 'responsible', 'Петрова А. С.', 'Школа № 7'),
    neighbour: await schoolPerson(database(), territory, 'director', 'Сидоров В. В.', 'Школа № 8'),
    coordinator: await coordinatorOf(database(), territory, 'Власенко М. Г.', 'Когалым'),
  };
}

let people: Awaited<ReturnType<typeof oneSchool>>;
beforeEach(async () => {
  people = await oneSchool();
});

const morning = '2012-05-10 09:00';

function save(typed: Typed, version = 0, { by = people.director, at = morning } = {}) {
  return saveReport(as(by, at), { reportId: people.reportId, version, typed });
}

async function shown(at = morning) {
  const seen = await seeReport(as(people.director, at), people.reportId);
  return { seen, typed: draftText(seen.form, seen) };
}

function file(version: number, at = '2012-05-10 12:00') {
  return fileReport(as(people.director, at), { reportId: people.reportId, version, explanations: {} });
}

const unread = { '6.1:n': 'сорок', '6.2:n': '601', '3:date': '31.02.2012', '4:0:date': '11.05.2012' };

describe('a draft is kept as typed', () => {
  test('row 9: what can’t be read is saved beside what can, and named at its fields', async () => {
    const typed = { ...kgForm, ...unread };
    const saved = await save(typed);
    expect(saved).toMatchObject({
      version: 1,
      faults: [
        { field: '3:date', item: '3', code: 'noSuchDate' },
        { field: '4:0:date', item: '4', code: 'inFuture' },
        { field: '6.1:n', item: '6.1', code: 'notWhole' },
        { field: '6.2:n', item: '6.2', code: 'moreThanBase' },
      ],
    });
    const { seen, typed: text } = await shown();
    expect(text).toMatchObject({ ...unread, '6.1:of': '40', '6.2:of': '600', '2:text': 'Дневник.ру' });
    expect(seen.faults).toEqual(saved.faults);
    expect(seen.answers.items['6.1']).toEqual({ of: 40 });
    expect(seen.answers.items['6.2']).toEqual({ of: 600 });
  });

  test('rows of a table stay together when only a part of one can be read', async () => {
    await save({
      '4:0:title': '',
      '4:2:date': 'вчера',
      '4:5:title': 'Положение',
      '4:5:number': '12',
      'problems:1:text': 'ы'.repeat(4001),
      'problems:3:text': 'Нет сети',
      'problems:3:solved': 'no',
    });
    const { typed } = await shown();
    expect(typed).toEqual({
      '4:0:date': 'вчера',
      '4:1:title': 'Положение',
      '4:1:number': '12',
      'problems:0:text': 'ы'.repeat(4001),
      'problems:1:text': 'Нет сети',
      'problems:1:solved': 'no',
    });
  });

  test('it is not filed while something can’t be read, and says where', async () => {
    const { version } = await save({ ...kgForm, '6.1:n': 'сорок' });
    expect(await refusalOf(file(version))).toEqual({
      kind: 'faults',
      faults: [{ field: '6.1:n', item: '6.1', code: 'notWhole' }],
    });
    const corrected = await save({ ...kgForm, '6.1:n': '39' }, version);
    expect(corrected.faults).toEqual([]);
    const explanations = await sentencesFor(as(people.director, morning), people.reportId);
    const ctx = as(people.director, '2012-05-10 12:00');
    expect(await fileReport(ctx, { reportId: people.reportId, version: 2, explanations })).toEqual({ ordinal: 1 });
  });

  test('a date that was ahead is read once its day has come, and filed as typed', async () => {
    const { version, faults } = await save({ ...kgForm, '3:date': '12.05.2012' });
    expect(faults).toMatchObject([{ field: '3:date', code: 'inFuture' }]);
    const { seen } = await shown('2012-05-12 09:00');
    expect([seen.faults, seen.answers.items['3']]).toEqual([[], { number: '45', date: '2012-05-12' }]);
    const ctx = as(people.director, '2012-05-12 09:00');
    const explanations = await sentencesFor(ctx, people.reportId);
    await fileReport(ctx, { reportId: people.reportId, version, explanations });
    const { filings } = await seeReport(ctx, people.reportId);
    expect(filings[0]?.answers.items['3']).toEqual({ number: '45', date: '2012-05-12' });
  });

  test('a coordinator reads nothing of it', async () => {
    await save({ ...kgForm, ...unread });
    const { unread: text, faults } = await seeReport(as(people.coordinator, morning), people.reportId);
    expect([text, faults]).toEqual([{}, []]);
  });
});

test('row 18: blank stays blank, and zero stays zero', async () => {
  await save({ '6.1:n': '0', '6.1:of': '40', '6.2:n': '', '6.2:of': ' ', '6.3:n': '', '6.3:of': '0' });
  const { seen, typed } = await shown();
  expect(seen.answers.items).toEqual({ '6.1': { n: 0, of: 40 }, '6.3': { of: 0 } });
  expect(typed).toEqual({ '6.1:n': '0', '6.1:of': '40', '6.3:n': '', '6.3:of': '0' });
});

test('the audit has one line for a sitting: the first save, a colleague’s, one after a quarter of an hour', async () => {
  const { director, responsible } = people;
  const saves: [typeof director | typeof responsible, string][] = [
    [director, '09:00'],
    [director, '09:01'],
    [director, '09:16'],
    [responsible, '09:17'],
    [director, '09:18'],
    [director, '09:34'],
    [director, '09:35'],
  ];
  for (const [version, [by, at]] of saves.entries()) {
    await save({ '6.1:n': String(version) }, version, { by, at: `2012-05-10 ${at}` });
  }
  const audit = database().db.selectFrom('audit').where('action', '=', 'report.save').orderBy('id');
  const lines = await audit.select(['actor_id', 'details']).execute();
  expect(lines).toEqual([
    { actor_id: director.id, details: { version: 1 } },
    { actor_id: responsible.id, details: { version: 4 } },
    { actor_id: director.id, details: { version: 5 } },
    { actor_id: director.id, details: { version: 6 } },
  ]);
});

describe('the same text once more', () => {
  test('by the same person is done already: a double click, a retry whose answer was lost', async () => {
    const first = await save(kgForm);
    const again = await save(kgForm, 0, { at: '2012-05-10 09:01' });
    expect(again).toEqual(first);
    expect((await shown()).seen.report.version).toBe(1);
    const saves = database().db.selectFrom('audit').where('action', '=', 'report.save').selectAll();
    expect(await saves.execute()).toHaveLength(1);
  });

  test('by a colleague is a conflict: they have not seen what stands', async () => {
    await save(kgForm);
    const refusal = await refusalOf(save(kgForm, 0, { by: people.responsible }));
    expect(refusal).toMatchObject({ kind: 'changedMeanwhile', by: 'Гаврилова Т. И.', items: [] });
  });

  test('is one even where it can’t be read; any other text is a conflict', async () => {
    await save({ ...kgForm, ...unread });
    expect(await save({ ...kgForm, ...unread })).toMatchObject({ version: 1 });
    const refusal = await refusalOf(save({ ...kgForm, ...unread, '6.1:n': 'пятьдесят' }));
    expect(refusal).toMatchObject({ kind: 'changedMeanwhile', version: 1, items: ['6.1'] });
  });
});

describe('row 10: two people in one report', () => {
  const attend = (by: typeof people.director | typeof people.coordinator, at: string, version = 0) =>
    attendReport(as(by, at), { reportId: people.reportId, version });

  test('row 10: they see each other while the form is open, and for 45 seconds after', async () => {
    const { director, responsible, reportId } = people;
    expect(await attend(director, '2012-05-10 09:00')).toEqual({ others: [], closed: false, newer: null });
    expect(await attend(responsible, '2012-05-10 09:00')).toMatchObject({ others: ['Гаврилова Т. И.'] });
    expect(await attend(director, '2012-05-10 09:00')).toMatchObject({ others: ['Петрова А. С.'] });
    const ctx = as(director, '2012-05-10 09:00');
    const { others } = await seeBesideForm(ctx, (await seeReport(ctx, reportId)).report);
    expect(others).toEqual(['Петрова А. С.']);
    expect(await attend(responsible, '2012-05-10 09:01')).toMatchObject({ others: [] });
  });

  test('row 10: one learns what the other has saved, as typed', async () => {
    const { director, responsible } = people;
    const typed = { '2:text': 'Аверс', '6.1:n': 'сорок' };
    await save(typed, 0, { by: responsible });
    const { newer } = await attend(director, '2012-05-10 09:05');
    expect(newer).toEqual({
      version: 1,
      by: 'Петрова А. С.',
      at: as(responsible, morning).now,
      typed,
    });
    expect((await attend(director, '2012-05-10 09:05', 1)).newer).toBeNull();
  });

  test('row 10: a save on an older version overwrites nothing, and says whose answers differ where', async () => {
    await save({ ...kgForm, '6.1:n': 'сорок' });
    const stale = { ...kgForm, '6.1:n': '38', '2:text': 'Аверс' };
    const refusal = await refusalOf(save(stale, 0, { by: people.responsible }));
    expect(refusal).toMatchObject({ kind: 'changedMeanwhile', version: 1, by: 'Гаврилова Т. И.', items: ['2', '6.1'] });
    expect((await shown()).typed['6.1:n']).toBe('сорок');
  });

  test('the form of a filed report is told that it is closed', async () => {
    const { schoolId, director } = people;
    const at = '2012-05-10 10:00';
    await saveAndFile(as(director, at), database(), { schoolId, asOf: '2012-05-15', typed: kgForm });
    expect(await attend(people.responsible, '2012-05-10 10:05', 1)).toMatchObject({ closed: true, newer: null });
  });

  test('nobody attends a report that is not theirs to fill in', async () => {
    expect(await refusalOf(attend(people.coordinator, morning))).toEqual({ kind: 'forbidden' });
    expect(await refusalOf(attend(people.neighbour, morning))).toEqual({ kind: 'notFound' });
    expect(await database().db.selectFrom('presences').selectAll().execute()).toEqual([]);
  });

  test('whoever left long ago is forgotten by the next save', async () => {
    await attend(people.responsible, '2012-05-08 09:00');
    await attend(people.director, '2012-05-10 08:59');
    await save(kgForm);
    const left = await database().db.selectFrom('presences').select('user_id').execute();
    expect(left).toEqual([{ user_id: people.director.id }]);
  });
});

describe('row 8: a new report', () => {
  const september = '2012-09-10 09:00';

  async function begun() {
    const { schoolId, director, regionId } = people;
    const typed = {
      ...kgForm,
      'problems:0:text': 'Нет сети',
      'problems:0:solved': 'partly',
      'problems:1:text': 'Нет проектора',
      'problems:1:solved': 'fully',
    };
    await saveAndFile(as(director, morning), database(), { schoolId, asOf: '2012-05-15', typed });
    await openReportingDates(byClock('2012-09-01 00:05', yekaterinburg), { regionId });
    const { id } = await owedReport(database(), schoolId, '2012-09-20');
    return id;
  }

  test('row 8: starts from the last one’s answers, without the problems that are solved', async () => {
    const seen = await seeReport(as(people.director, september), await begun());
    expect([seen.report.status, seen.previous?.asOf]).toEqual(['due', '2012-05-15']);
    const { previous } = seen;
    expect(seen.answers.items).toEqual(previous?.answers.items);
    expect(seen.answers.problems).toMatchObject([{ text: 'Нет сети', solved: 'partly' }]);
  });

  test('row 8: names what differs from the last one once it is changed', async () => {
    const reportId = await begun();
    const ctx = as(people.director, september);
    const { form, ...seen } = await seeReport(ctx, reportId);
    const typed = { ...draftText(form, seen), '6.1:n': '39', '2:text': '' };
    await saveReport(ctx, { reportId, version: 0, typed });
    const { changed } = await seeReport(ctx, reportId);
    expect(changed.filter((item) => item !== 'problems')).toEqual(['2', '6.1']);
  });
});

test('row 12: saving is not filing: a draft reaches nobody until the school files it', async () => {
  const { version } = await save(kgForm);
  const { report, filings, can } = await seeReport(as(people.director, morning), people.reportId);
  expect([report.status, filings, can.file]).toEqual(['draft', [], true]);
  expect((await seeReport(as(people.coordinator, morning), people.reportId)).answers.items).toEqual({});

  const explanations = await sentencesFor(as(people.director, morning), people.reportId);
  const ctx = as(people.director, '2012-05-10 12:00');
  await fileReport(ctx, { reportId: people.reportId, version, explanations });
  const after = await seeReport(as(people.coordinator, '2012-05-10 12:01'), people.reportId);
  expect([after.report.status, after.answers.items['2']]).toEqual(['filed', 'Дневник.ру']);
});
