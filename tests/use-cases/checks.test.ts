import { beforeEach, describe, expect, test } from 'vitest';
import { month } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import type { Typed } from '#app/domain/reports/form.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { fileReport } from '#app/use-cases/reports/file-report.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { seeMunicipalityCoverage } from '#app/use-cases/territory/see-municipality.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { kgForm, owedReport, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

const schools = ['Школа № 7', 'Школа № 8', 'Школа № 9', 'Школа № 10'];
const may10 = '2012-05-10 12:00';
const september17 = '2012-09-17 12:00';

/** Kogalym under KG. Its first school has reported for May and owes September's report, which is empty so far. */
async function kogalym() {
  const territory = await createTerritory(database(), {
    name: 'Югра',
    zone: yekaterinburg,
    municipalities: { Когалым: schools },
  });
  const { region } = territory;
  const administrator = await regionPerson(database(), territory, 'administrator', 'Кубрак П. В.');
  const opened = { orderId: 'KG', scopeId: region.id, years: 0 };
  const { campaignId } = await openCampaign(as(administrator, '2012-04-20 10:00'), opened);
  const directors = [];
  for (const school of schools) {
    directors.push(await schoolPerson(database(), territory, 'director', `Директор, ${school}`, school));
  }
  const [director, neighbour] = directors;
  if (!director || !neighbour) throw new RangeError('Nobody');
  const { schoolId } = director;
  const may = await saveAndFile(as(director, may10), database(), { schoolId, asOf: '2012-05-15', typed: kgForm });
  await openReportingDates(byClock('2012-09-01 00:05', yekaterinburg), { regionId: region.id });
  return {
    campaignId,
    municipalityId: territory.municipality('Когалым'),
    directors,
    director,
    neighbour,
    may,
    reportId: (await owedReport(database(), schoolId, '2012-09-20')).id,
    coordinator: await coordinatorOf(database(), territory, 'Власенко М. Г.', 'Когалым'),
  };
}

let people: Awaited<ReturnType<typeof kogalym>>;
beforeEach(async () => {
  people = await kogalym();
});

/** Fills in September's report; blank text leaves the field out, so that nothing stands there. */
async function save(changes: Typed, version = 0): Promise<number> {
  const typed = Object.fromEntries(Object.entries({ ...kgForm, ...changes }).filter(([, text]) => text !== ''));
  const saved = await saveReport(as(people.director, september17), { reportId: people.reportId, version, typed });
  return saved.version;
}

function file(version: number, explanations?: Record<string, string>) {
  return fileReport(as(people.director, september17), { reportId: people.reportId, version, explanations });
}

/** Which questions keep the report from being filed: their keys. */
async function askedOn(changes: Typed): Promise<string[]> {
  const refusal = await refusalOf(file(await save(changes)));
  if (refusal.kind !== 'faults') throw new Error(`Refused otherwise: ${refusal.kind}`);
  return refusal.faults.map(({ field, code }) => (code === 'unexplained' ? field.replace('explain:', '') : field));
}

/** What of the filings is kept. */
async function stored() {
  const { db } = database();
  return {
    filings: await db.selectFrom('filings').select(['report_id', 'ordinal']).orderBy('id').execute(),
    warnings: await db.selectFrom('filing_warnings').selectAll().orderBy('filing_id').orderBy('key').execute(),
    status: (
      await db.selectFrom('reports').select('status').where('id', '=', people.reportId).executeTakeFirstOrThrow()
    ).status,
  };
}

/** More than in May, so that nothing fell. */
const progress = { '14:n': '60', '13:n': '38' };
const sentence = 'Двое учителей уволились, приём в октябре.';

describe('soft checks ask, hard ones forbid', () => {
  test('row 16: a fault can’t be explained away', async () => {
    const version = await save({ ...progress, '8:of': '', '6.1:n': '39' });
    const before = await stored();
    expect(await refusalOf(file(version, { 'fell:6.1': sentence, 'blank:8': sentence }))).toEqual({
      kind: 'faults',
      faults: [{ field: '8:of', item: '8', code: 'missing' }],
    });
    expect(await stored()).toEqual(before);
  });

  test('row 16: what is possible but strange is filed with the school’s sentence, and not without', async () => {
    const version = await save({ ...progress, '6.1:n': '39' });
    const before = await stored();
    const tried: (Record<string, string> | undefined)[] = [
      undefined,
      { 'fell:6.1': ' ' },
      { 'fell:6.1': '39' },
      { unchanged: sentence },
    ];
    for (const explanations of tried) {
      expect(await refusalOf(file(version, explanations))).toEqual({
        kind: 'faults',
        faults: [{ field: 'explain:fell:6.1', item: '6.1', code: 'unexplained' }],
      });
    }
    const long = await refusalOf(file(version, { 'fell:6.1': 'ы'.repeat(501) }));
    expect(long).toMatchObject({ faults: [{ field: 'explain:fell:6.1', code: 'tooLong' }] });
    expect(await stored()).toEqual(before);

    expect(await file(version, { 'fell:6.1': ` ${sentence}\r\n` })).toEqual({ ordinal: 1 });
    expect((await stored()).warnings).toMatchObject([
      {
        key: 'fell:6.1',
        explanation: sentence,
        found: { code: 'fell', item: '6.1', was: { n: 40, of: 40 }, now: { n: 39, of: 40 } },
      },
    ]);
  });

  test('whoever saves learns what will be asked, the same that the report’s page asks', async () => {
    const director = as(people.director, september17);
    const typed = { ...kgForm, ...progress, '6.1:n': '39', '10.1:n': '30' };
    const ask = { reportId: people.reportId, version: 0, typed };
    const seen = async () => (await seeReport(director, people.reportId)).warnings;
    const saved = await saveReport(director, ask);
    expect(saved.warnings.map(({ key }) => key)).toEqual(['fell:6.1', 'fell:10.1']);
    expect(saved.warnings).toEqual(await seen());
    expect((await saveReport(director, ask)).warnings, 'the same once more').toEqual(saved.warnings);
    const unread = { ...typed, '6.1:n': 'почти все' };
    const { warnings } = await saveReport(director, { ...ask, version: 1, typed: unread });
    expect(
      warnings.map(({ key }) => key),
      'what can’t be read is no answer',
    ).toEqual(['fell:10.1']);
    expect(warnings).toEqual(await seen());
  });

  test('row 16: each question has its own sentence; all of them are asked at once', async () => {
    const version = await save({ ...progress, '6.1:n': '39', '10.1:n': '30' });
    const refusal = await refusalOf(file(version, { 'fell:10.1': sentence }));
    expect(refusal).toEqual({
      kind: 'faults',
      faults: [{ field: 'explain:fell:6.1', item: '6.1', code: 'unexplained' }],
    });
    await file(version, { 'fell:6.1': sentence, 'fell:10.1': 'Курсы перенесены.' });
    expect((await stored()).warnings.map(({ key, explanation }) => [key, explanation])).toEqual([
      ['fell:10.1', 'Курсы перенесены.'],
      ['fell:6.1', sentence],
    ]);
  });

  test('row 16: a report that nothing is strange about is filed without a word', async () => {
    await file(await save(progress), { 'fell:6.1': sentence });
    expect(await stored()).toMatchObject({ status: 'filed', warnings: [] });
  });

  test('row 16: a second click with the sentences files once', async () => {
    const version = await save({ ...progress, '6.1:n': '39' });
    const click = () => file(version, { 'fell:6.1': sentence });
    expect(await Promise.all([click(), click()])).toEqual([{ ordinal: 1 }, { ordinal: 1 }]);
    expect((await stored()).warnings).toHaveLength(1);
  });
});

test('row 17: more parents activated than logins issued is asked about by count, though the percentage is the lesser', async () => {
  // 260 of 1300 are 20 %, 250 of 600 are more than 40 %; but 260 parents can’t use 250 logins.
  const changes = { ...progress, '12.1:n': '250', '14:n': '260', '14:of': '1300' };
  const version = await save(changes);
  const explanations = { 'baseChanged:14': sentence };
  expect(await refusalOf(file(version, explanations))).toEqual({
    kind: 'faults',
    faults: [{ field: 'explain:exceeds:14', item: '14', code: 'unexplained' }],
  });
  await file(version, { ...explanations, 'exceeds:14': 'Десять родителей входят через портал госуслуг.' });
  const exceeds = (await stored()).warnings.find(({ key }) => key === 'exceeds:14');
  expect(exceeds?.found).toMatchObject({ n: 260, most: { item: '12.1', n: 250 } });
});

describe('row 18', () => {
  test('row 18: a missing value needs a comment, and no figure is made of it: blank is not zero', async () => {
    const version = await save({ ...progress, '8:n': '', '8:of': '', '8:classes': '' });
    expect(await refusalOf(file(version))).toEqual({
      kind: 'faults',
      faults: [{ field: 'explain:blank:8', item: '8', code: 'unexplained' }],
    });
    await file(version, { 'blank:8': 'Приём заявлений начнётся в октябре.' });
    const { line } = await seeMunicipalityCoverage(as(people.coordinator, september17), {
      campaignId: people.campaignId,
      municipalityId: people.municipalityId,
      at: { month: month('2012-09') },
    });
    expect(line.figures['8']).toBeUndefined();
    expect(line.figures['9']).toEqual({ n: 900, of: 1000, schools: 1 });
  });

  test('row 18: a zero is an answer: its figure counts and nothing is said about a blank', async () => {
    const version = await save({ ...progress, '8:n': '0' });
    expect(await refusalOf(file(version))).toMatchObject({ faults: [{ field: 'explain:fell:8' }] });
    await file(version, { 'fell:8': sentence });
    const figures = await database().db.selectFrom('filing_figures').selectAll().where('item', '=', '8').execute();
    expect(figures).toMatchObject([{ n: 300 }, { n: 0, of: 600 }]);
  });

  test('row 18: what the order’s targets are read from may not be blank, whatever is said', async () => {
    const version = await save({ '14:n': '', '14:of': '' });
    expect(await refusalOf(file(version, { 'blank:14': sentence }))).toEqual({
      kind: 'faults',
      faults: [{ field: '14:n', item: '14', code: 'missing' }],
    });
  });
});

test('row 19: a drop against the last report is flagged with both figures, and growth is not', async () => {
  expect(await askedOn({ ...progress, '6.2:n': '499', '10.2:n': '201' })).toEqual(['fell:6.2']);
  const { warnings } = await seeReport(as(people.director, september17), people.reportId);
  expect(warnings).toEqual([
    {
      key: 'fell:6.2',
      code: 'fell',
      item: '6.2',
      was: { n: 500, of: 600 },
      now: { n: 499, of: 600 },
      which: 'both',
    },
  ]);
});

test('row 19: a school’s first report is compared with nothing', async () => {
  const { neighbour } = people;
  const { schoolId } = neighbour;
  const first = { schoolId, asOf: '2012-09-20', typed: { ...kgForm, '6.1:n': '1' } };
  await saveAndFile(as(neighbour, september17), database(), first);
  expect((await stored()).warnings).toEqual([]);
});

test('a leap from nobody to everybody, and a total that halved, are asked about too', async () => {
  const fallen = { '12.3:n': '0', '12.3:of': '700' };
  const { neighbour } = people;
  const may = { schoolId: neighbour.schoolId, asOf: '2012-05-15', typed: { ...kgForm, ...fallen } };
  await saveAndFile(as(neighbour, may10), database(), may);
  const { id } = await owedReport(database(), neighbour.schoolId, '2012-09-20');
  const typed = { ...kgForm, '12.3:n': '350', '12.3:of': '350', '14:n': '21' };
  const { version } = await saveReport(as(neighbour, september17), { reportId: id, version: 0, typed });
  expect(await refusalOf(fileReport(as(neighbour, september17), { reportId: id, version }))).toMatchObject({
    faults: [{ field: 'explain:jumped:12.3' }, { field: 'explain:baseChanged:12.3' }],
  });
});

describe('row 21', () => {
  const nothing = {
    '3:number': '',
    '3:date': '',
    '3:none': 'on',
    '4:0:title': '',
    '4:0:number': '',
    '4:0:date': '',
    '4:none': 'on',
    '7:text': 'нет',
    '11:choice': 'no',
    ...Object.fromEntries(Object.keys(kgForm).flatMap((field) => (field.endsWith(':n') ? [[field, '0']] : []))),
  };

  test('row 21: a report that says nothing is detected although every line is filled in', async () => {
    expect(await askedOn(nothing)).toContain('empty');
  });

  test('row 21: a school’s first report that says nothing is detected without anything to compare it with', async () => {
    const { neighbour } = people;
    const { id } = await owedReport(database(), neighbour.schoolId, '2012-09-20');
    const typed = Object.fromEntries(Object.entries({ ...kgForm, ...nothing }).filter(([, text]) => text !== ''));
    const ctx = as(neighbour, september17);
    const { version } = await saveReport(ctx, { reportId: id, version: 0, typed });
    expect(await refusalOf(fileReport(ctx, { reportId: id, version }))).toEqual({
      kind: 'faults',
      faults: [{ field: 'explain:empty', item: '', code: 'unexplained' }],
    });
    expect(await fileReport(ctx, { reportId: id, version, explanations: { empty: sentence } })).toEqual({ ordinal: 1 });
  });

  test('row 21: a copy of the last report is detected; one changed line makes it another report', async () => {
    expect(await askedOn({})).toEqual(['unchanged']);
    const version = await save({ '7:text': 'Родительские собрания, сайт школы' }, 1);
    expect(await file(version)).toEqual({ ordinal: 1 });
  });
});

test('an open problem that a report no longer mentions is asked about', async () => {
  const { neighbour } = people;
  const open = { 'problems:0:text': 'Нет сети в трёх кабинетах', 'problems:0:solved': 'no' };
  const may = { schoolId: neighbour.schoolId, asOf: '2012-05-15', typed: { ...kgForm, ...open } };
  await saveAndFile(as(neighbour, may10), database(), may);
  const { id } = await owedReport(database(), neighbour.schoolId, '2012-09-20');
  const ctx = as(neighbour, september17);
  const { version } = await saveReport(ctx, { reportId: id, version: 0, typed: { ...kgForm, ...progress } });
  const { warnings } = await seeReport(ctx, id);
  expect(warnings).toMatchObject([{ code: 'problemGone', item: 'problems', text: 'Нет сети в трёх кабинетах' }]);
  const [gone] = warnings;
  await fileReport(ctx, { reportId: id, version, explanations: { [gone?.key ?? '']: 'Сеть проведена в августе.' } });
  expect((await seeReport(ctx, id)).explanations).toMatchObject([{ explanation: 'Сеть проведена в августе.' }]);
});

describe('the school’s sentences', () => {
  async function filedAndReturned() {
    const { director, coordinator, reportId } = people;
    await file(await save({ ...progress, '6.1:n': '39' }), { 'fell:6.1': sentence });
    await reviewReport(as(coordinator, '2012-09-18 09:00'), {
      reportId,
      ordinal: 1,
      decision: 'returned',
      category: 'figures',
      reason: 'Проверьте строку 6.1.',
    });
    return as(director, '2012-09-18 12:00');
  }

  test('are read by the coordinator, each beside its filing', async () => {
    const ctx = await filedAndReturned();
    const { reportId, coordinator } = people;
    const opened = await seeReport(ctx, reportId);
    const typed = { ...kgForm, ...progress, '6.1:n': '38' };
    const { version } = await saveReport(ctx, { reportId, version: opened.report.version, typed });
    await fileReport(ctx, { reportId, version, explanations: { 'fell:6.1': 'Уволился ещё один.' } });

    const seen = await seeReport(as(coordinator, '2012-09-19 09:00'), reportId);
    const byOrdinal = seen.explanations.map(({ filingId, found, explanation }) => [
      seen.filings.find(({ id }) => id === filingId)?.ordinal,
      found.code === 'fell' ? found.now.n : found.code,
      explanation,
    ]);
    expect(byOrdinal).toEqual([
      [1, 39, sentence],
      [2, 38, 'Уволился ещё один.'],
    ]);
    expect(seen.warnings).toEqual([]);
  });

  test('are there again when a returned report is filed anew, but have to be sent', async () => {
    const ctx = await filedAndReturned();
    const { reportId } = people;
    const { explanations, warnings, report } = await seeReport(ctx, reportId);
    expect(explanations).toMatchObject([{ found: { key: 'fell:6.1' }, explanation: sentence }]);
    expect(warnings.map(({ key }) => key)).toEqual(['fell:6.1']);
    const again = { reportId, version: report.version };
    expect(await refusalOf(fileReport(ctx, again))).toMatchObject({ faults: [{ code: 'unexplained' }] });
    expect(await fileReport(ctx, { ...again, explanations: { 'fell:6.1': sentence } })).toEqual({ ordinal: 2 });
  });
});

describe('hints before filing', () => {
  const from = (at: number) => people.directors[at] as User & { role: 'director'; schoolId: number };

  /** Returned once for each of the first `times` schools, with a remark to the item. */
  async function returned(times: number, item: string, categories: string[]) {
    for (let at = 0; at < times; at++) {
      const director = from(at);
      const typed = { ...kgForm, ...progress };
      const report = { schoolId: director.schoolId, asOf: '2012-09-20', typed };
      const { reportId, ordinal } = await saveAndFile(as(director, september17), database(), report);
      await reviewReport(as(people.coordinator, '2012-09-18 09:00'), {
        reportId,
        ordinal,
        decision: 'returned',
        category: categories[at] ?? 'other',
        reason: 'Исправьте отмеченные строки.',
        remarks: [{ item, text: 'Не указано' }],
      });
    }
  }
  const hints = async () => {
    const ctx = as(people.neighbour, '2012-09-19 09:00');
    const { id } = await owedReport(database(), people.neighbour.schoolId, '2012-09-20');
    return (await seeReport(ctx, id)).hints;
  };

  test('name the lines that reports came back for at least three times, and the most frequent reason', async () => {
    await returned(4, '3', ['requisites', 'figures', 'requisites', 'other']);
    expect(await hints()).toEqual([{ item: '3', times: 4, reason: 'Не указаны или неверны реквизиты утверждения' }]);
  });

  test('are silent about a line remarked on twice', async () => {
    await returned(2, '3', ['requisites', 'requisites']);
    expect(await hints()).toEqual([]);
  });
});
