/** Problems that schools of two towns name in their KG reports, from May to October 2012, and what becomes of them. */
import { describe, expect, test } from 'vitest';
import { day, month } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import type { Typed } from '#app/domain/reports/form.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { type ProblemsAsk, seeProblems, seeSchoolProblems } from '#app/use-cases/problems/see-problems.server.ts';
import { beginAmendment } from '#app/use-cases/reports/amend-report.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { seeSummary } from '#app/use-cases/territory/see-region.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { kgForm, owedReport, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

type Row = { key?: string; text: string; solved: 'fully' | 'partly' | 'no'; how?: string };

/** The form filled in, with this table of problems under it. */
function formWith(problems: Row[], changes: Typed = {}): Typed {
  const rows = problems.flatMap((row, at) =>
    Object.entries(row).map(([part, text]) => [`problems:${at}:${part}`, text] as const),
  );
  return { ...kgForm, ...changes, ...Object.fromEntries(rows) };
}

const slow = 'Система работает медленно в конце четверти, отметки сохраняются не с первого раза.';

/** KG's order for a region of two towns; three schools in Kogalym, one in Langepas. */
async function twoTowns() {
  const territory = await createTerritory(database(), {
    name: 'Югра',
    zone: yekaterinburg,
    municipalities: { Когалым: ['Школа № 1', 'Школа № 3', 'Школа № 7'], Лангепас: ['Гимназия № 6'] },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Кубрак П. В.');
  const { campaignId } = await openCampaign(as(administrator, '2012-03-26 10:00'), {
    orderId: 'KG',
    scopeId: territory.region.id,
    years: 0,
  });
  for (const date of ['2012-04-15', '2012-08-21', '2012-09-15']) {
    await openReportingDates(byClock(`${date} 00:05`, yekaterinburg), { regionId: territory.region.id });
  }
  const director = (name: string, school: string) => schoolPerson(database(), territory, 'director', name, school);
  const people = {
    director: await director('Гаврилова Т. И.', 'Школа № 7'),
    neighbour: await director('Орлова Н. К.', 'Школа № 1'),
    third: await director('Зуева Р. Л.', 'Школа № 3'),
    stranger: await director('Белова А. Ю.', 'Гимназия № 6'),
    coordinator: await coordinatorOf(database(), territory, 'Власенко М. Г.', 'Когалым'),
    otherCoordinator: await coordinatorOf(database(), territory, 'Зимин А. А.', 'Лангепас'),
    analyst: await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.'),
  };
  const file = (
    by: User & { schoolId: number },
    asOf: string,
    problems: Row[],
    changes: Typed = {},
    at = `${asOf} 10:00`,
  ) => saveAndFile(as(by, at), database(), { schoolId: by.schoolId, asOf, typed: formWith(problems, changes) });
  return {
    ...people,
    campaignId,
    kogalym: territory.municipality('Когалым'),
    langepas: territory.municipality('Лангепас'),
    file,
    /** What the form of the date shows before anything is saved: the last report's problems, under their keys. */
    carriedOver: async (by: User & { schoolId: number }, asOf: string) => {
      const { id } = await owedReport(database(), by.schoolId, asOf);
      return (await seeReport(as(by, `${asOf} 09:00`), id)).answers.problems as Required<Row>[];
    },
    ledger: async (by: User, schoolId: number, on: string) =>
      (await seeSchoolProblems(as(by, `${on} 12:00`), schoolId)).ledgers.flatMap(({ problems }) => problems),
    see: (by: User, ask: Partial<ProblemsAsk> = {}) =>
      seeProblems(as(by, '2012-10-31 12:00'), { campaignId, state: 'all', ...ask }),
    accept: (reportId: number, ordinal: number, at: string) =>
      reviewReport(as(people.coordinator, at), { reportId, ordinal, decision: 'accepted' }),
  };
}

describe('a problem over the reports', () => {
  test('named in May, solved in part in September and in October wholly, it keeps its age', async () => {
    const { director, file, ledger } = await twoTowns();
    await file(director, '2012-05-15', [{ text: slow, solved: 'no' }]);
    expect(await ledger(director, director.schoolId, '2012-09-01')).toMatchObject([
      { text: slow, state: 'open', since: '2012-05-15', days: 109, until: null },
    ]);
    await file(director, '2012-09-20', [{ text: slow, solved: 'partly', how: 'Обращение в поддержку' }]);
    expect(await ledger(director, director.schoolId, '2012-09-20')).toMatchObject([
      { state: 'partly', since: '2012-05-15', days: 128, how: 'Обращение в поддержку' },
    ]);
    await file(director, '2012-10-15', [{ text: slow, solved: 'fully', how: 'Сервер заменён' }]);
    expect(await ledger(director, director.schoolId, '2012-12-01')).toMatchObject([
      { state: 'solved', since: '2012-05-15', until: '2012-10-15', days: 153, how: 'Сервер заменён' },
    ]);
  });

  test('stands beside its report from the minute it was filed', async () => {
    const { director, file } = await twoTowns();
    const { id } = await owedReport(database(), director.schoolId, '2012-05-15');
    await file(director, '2012-05-15', [{ text: slow, solved: 'no' }]);
    expect((await seeReport(as(director, '2012-05-15 10:00'), id)).ledger).toMatchObject([
      { text: slow, state: 'open', since: '2012-05-15', days: 0 },
    ]);
  });

  test('reworded it stays the same problem, by the key in the form', async () => {
    const { director, file, carriedOver, ledger } = await twoTowns();
    await file(director, '2012-05-15', [{ text: slow, solved: 'no' }]);
    const [problem] = await carriedOver(director, '2012-09-20');
    expect(problem).toMatchObject({ text: slow, solved: 'no', key: expect.stringMatching(/^[a-z0-9.-]{1,40}$/) });
    const reworded = { key: problem?.key, text: 'Сервер поставщика не справляется', solved: 'no' } as const;
    await file(director, '2012-09-20', [reworded as Row]);
    expect(await ledger(director, director.schoolId, '2012-09-20')).toMatchObject([
      { text: 'Сервер поставщика не справляется', since: '2012-05-15', days: 128 },
    ]);
  });

  test('without a key, as from an Excel file, it is known by its words', async () => {
    const { director, file, ledger } = await twoTowns();
    await file(director, '2012-05-15', [
      { text: slow, solved: 'no' },
      { text: 'Нет отчёта о пропусках', solved: 'no' },
    ]);
    await file(director, '2012-09-20', [
      { text: 'нет отчета о  пропусках.', solved: 'fully' },
      { text: 'Ошибки в расписании', solved: 'no' },
    ]);
    const problems = await ledger(director, director.schoolId, '2012-09-20');
    expect(problems.map(({ text, state, since }) => [text, state, since])).toEqual([
      [slow, 'gone', '2012-05-15'],
      ['нет отчета о  пропусках.', 'solved', '2012-05-15'],
      ['Ошибки в расписании', 'open', '2012-09-20'],
    ]);
  });

  test('a key that neither the draft nor the filings before it have is dropped', async () => {
    const { director, neighbour, file, carriedOver, ledger } = await twoTowns();
    await file(neighbour, '2012-05-15', [{ text: slow, solved: 'no' }]);
    const [foreign] = await carriedOver(neighbour, '2012-09-20');
    await file(director, '2012-05-15', [{ key: foreign?.key ?? '', text: 'Нет сети', solved: 'no' }]);
    await file(director, '2012-09-20', [{ key: 'made-up', text: 'Нет сети', solved: 'fully' }]);
    const [own, ...others] = await ledger(director, director.schoolId, '2012-09-20');
    expect(others).toEqual([]);
    expect(own).toMatchObject({ text: 'Нет сети', state: 'solved' });
    expect([foreign?.key, 'made-up']).not.toContain(own?.key);
  });

  test('getting its key does not make it changed, for the school or for the coordinator', async () => {
    const { director, coordinator, file } = await twoTowns();
    const problems: Row[] = [{ text: slow, solved: 'no' }];
    await file(director, '2012-05-15', problems);
    const { reportId } = await file(director, '2012-09-20', problems);
    const seen = await seeReport(as(coordinator, '2012-09-21 10:00'), reportId);
    expect(seen.changed).toEqual([]);
    expect(seen.ledger).toMatchObject([{ key: seen.answers.problems[0]?.key, since: '2012-05-15', days: 129 }]);
    expect((await seeReport(as(director, '2012-09-21 10:00'), reportId)).draft).toBeNull();
  });

  test('in a draft the key stays beside the words that are being typed', async () => {
    const { director, file } = await twoTowns();
    await file(director, '2012-05-15', [{ text: slow, solved: 'no' }]);
    const { id, version } = await owedReport(database(), director.schoolId, '2012-09-20');
    const ctx = as(director, '2012-09-10 10:00');
    const [key] = (await seeReport(ctx, id)).answers.problems.map((row) => row.key ?? '');
    const first = await saveReport(ctx, {
      reportId: id,
      version,
      typed: formWith([{ key: key ?? '', text: 'Сер', solved: 'no' }]),
    });
    const typed = formWith([{ key: key ?? '', text: 'Сервер', solved: 'no' }]);
    await saveReport(ctx, { reportId: id, version: first.version, typed });
    expect((await seeReport(ctx, id)).answers.problems).toEqual([{ key, text: 'Сервер', solved: 'no' }]);
  });

  test('filings made before problems had keys go on in the ledger', async () => {
    const { director, file, carriedOver, ledger } = await twoTowns();
    const { reportId } = await file(director, '2012-05-15', [{ text: slow, solved: 'no' }]);
    const { pool } = database();
    await pool.query(`update filings set answers = answers #- '{problems,0,key}' where report_id = $1`, [reportId]);
    await pool.query(`update reports set answers = answers #- '{problems,0,key}' where id = $1`, [reportId]);
    await pool.query(`update filing_problems set key = md5('old')`);
    const [problem] = await carriedOver(director, '2012-09-20');
    expect(problem?.key).toMatch(/^[0-9a-f]{32}$/);
    await file(director, '2012-09-20', [{ key: problem?.key ?? '', text: 'Сервер не справляется', solved: 'partly' }]);
    expect(await ledger(director, director.schoolId, '2012-09-20')).toMatchObject([
      { text: 'Сервер не справляется', state: 'partly', since: '2012-05-15' },
    ]);
  });

  test('an amendment corrects the ledger, from its acceptance on', async () => {
    const { director, file, ledger, accept } = await twoTowns();
    const { reportId } = await file(director, '2012-09-20', [{ text: slow, solved: 'fully' }]);
    await accept(reportId, 1, '2012-09-21 10:00');
    await beginAmendment(as(director, '2012-09-24 10:00'), { reportId, reason: 'Проблема не решена: поспешили' });
    await file(director, '2012-09-20', [{ text: slow, solved: 'no' }], {}, '2012-09-24 10:05');
    const waiting = await ledger(director, director.schoolId, '2012-09-25');
    expect(waiting.map(({ state }) => state)).toEqual(['solved']);
    await accept(reportId, 2, '2012-09-26 10:00');
    const corrected = await ledger(director, director.schoolId, '2012-09-30');
    expect(corrected).toMatchObject([{ key: waiting[0]?.key, state: 'open', since: '2012-09-20', days: 10 }]);
  });

  test('a returned report counts as it was filed, until it is filed again', async () => {
    const { director, coordinator, file, ledger } = await twoTowns();
    const { reportId } = await file(director, '2012-09-20', [{ text: slow, solved: 'no' }]);
    const returned = { decision: 'returned', category: 'problems', reason: 'Опишите, что сделано' } as const;
    await reviewReport(as(coordinator, '2012-09-21 10:00'), { reportId, ordinal: 1, ...returned });
    expect(await ledger(director, director.schoolId, '2012-09-22')).toMatchObject([{ state: 'open' }]);
    await file(director, '2012-09-20', [{ text: slow, solved: 'partly' }], {}, '2012-09-24 10:05');
    expect(await ledger(director, director.schoolId, '2012-09-25')).toMatchObject([{ state: 'partly' }]);
  });
});

describe('the same problem at several schools', () => {
  /** Three schools word it in three ways, two of them with one system; a fourth has another. */
  async function named() {
    const towns = await twoTowns();
    const { director, neighbour, third, stranger, file } = towns;
    await file(director, '2012-05-15', [{ text: slow, solved: 'no' }]);
    await file(
      neighbour,
      '2012-05-15',
      [{ text: 'В конце четверти система работает медленно, оценки не сохраняются с первого раза', solved: 'partly' }],
      { '2:text': 'дневник.ру' },
    );
    await file(third, '2012-05-15', [{ text: 'Нет отчёта о пропусках', solved: 'no' }]);
    await file(
      stranger,
      '2012-05-15',
      [{ text: 'Медленная работа системы в конце четверти: отметки сохраняются не с первого раза', solved: 'fully' }],
      { '2:text': 'ЭлЖур' },
    );
    return towns;
  }

  test('is one group, with how many of each system’s schools have it', async () => {
    const { analyst, see } = await named();
    const { groups } = await see(analyst);
    expect(groups).toMatchObject([
      {
        schools: 3,
        municipalities: 2,
        states: { open: 1, partly: 1, solved: 1, gone: 0 },
        systems: [
          { key: 'дневник ру', schools: 2, of: 3 },
          { key: 'элжур', schools: 1, of: 1 },
        ],
      },
      { schools: 1, wording: 'Нет отчёта о пропусках' },
    ]);
  });

  test('is found by state, system and municipality, and by any problem of the group', async () => {
    const { analyst, stranger, langepas, kogalym, see } = await named();
    const schoolsOf = async (ask: Partial<ProblemsAsk>) =>
      (await see(analyst, ask)).groups.map((group) => [group.schools, group.municipalities]);
    expect(await schoolsOf({ state: 'unsolved' })).toEqual([
      [2, 1],
      [1, 1],
    ]);
    expect(await schoolsOf({ state: 'solved' })).toEqual([[1, 1]]);
    expect(await schoolsOf({ system: 'элжур' })).toEqual([[1, 1]]);
    expect(await schoolsOf({ municipalityId: langepas, state: 'unsolved' })).toEqual([]);
    const { counts } = await see(analyst, { municipalityId: kogalym });
    expect(counts.states).toEqual({ unsolved: 3, open: 2, partly: 1, solved: 0, gone: 0, all: 3 });
    expect(counts.municipalities).toEqual({ [kogalym]: 3, [langepas]: 1 });
    const [one] = (await seeSchoolProblems(as(analyst, '2012-10-31 12:00'), stranger.schoolId)).ledgers;
    const like = { schoolId: stranger.schoolId, key: one?.problems[0]?.key ?? '' };
    expect(await schoolsOf({ like })).toEqual([[3, 2]]);
    expect(await schoolsOf({ like: { ...like, key: 'no-such' } })).toEqual([]);
  });

  test('a coordinator sees it at the schools of their own municipality alone', async () => {
    const { coordinator, otherCoordinator, kogalym, langepas, campaignId, see } = await named();
    const own = await see(coordinator);
    expect(own.municipality).toMatchObject({ municipalityId: kogalym });
    expect(own.groups.map(({ schools }) => schools)).toEqual([2, 1]);
    expect(own.schools.map(({ name }) => name).sort()).toEqual(['Школа № 1', 'Школа № 3', 'Школа № 7']);
    const other = await see(otherCoordinator);
    expect(other.groups.map(({ wording, schools }) => [wording, schools])).toEqual([
      ['Медленная работа системы в конце четверти: отметки сохраняются не с первого раза', 1],
    ]);
    expect(await refusalOf(see(otherCoordinator, { municipalityId: kogalym }))).toEqual({ kind: 'notFound' });
    expect(await refusalOf(see(coordinator, { campaignId: campaignId + 1, municipalityId: langepas }))).toEqual({
      kind: 'notFound',
    });
  });

  test('a director sees the problems of the own school alone', async () => {
    const { director, stranger, kogalym, ledger, see } = await named();
    expect(await ledger(director, director.schoolId, '2012-05-20')).toHaveLength(1);
    expect(await refusalOf(ledger(director, stranger.schoolId, '2012-05-20'))).toEqual({ kind: 'notFound' });
    expect(await refusalOf(see(director))).toEqual({ kind: 'notFound' });
    expect(await refusalOf(see(director, { municipalityId: kogalym }))).toEqual({ kind: 'notFound' });
  });
});

test('the month’s Excel summary keeps to what had been reported by its day', async () => {
  const { analyst, director, neighbour, campaignId, file } = await twoTowns();
  await file(director, '2012-05-15', [{ text: slow, solved: 'no' }]);
  await file(neighbour, '2012-09-20', [
    { text: 'Медленная работа системы в конце четверти: сохраняются не с первого раза оценки', solved: 'no' },
  ]);
  await file(director, '2012-09-20', [{ text: slow, solved: 'fully' }], {}, '2012-10-01 00:10');
  const problemsOn = async (date: string) => {
    const at = { month: month(date.slice(0, 7)), day: day(date) };
    const { problems } = await seeSummary(as(analyst, '2012-10-31 12:00'), { campaignId, at });
    return problems?.map((group) => [group.schools, ...group.problems.map(({ state, days }) => `${state} ${days}`)]);
  };
  expect(await problemsOn('2012-05-31')).toEqual([[1, 'open 16']]);
  expect(await problemsOn('2012-09-30')).toEqual([[2, 'open 138', 'open 10']]);
  expect(await problemsOn('2012-10-01')).toEqual([[2, 'open 11', 'solved 128']]);
});

test('an order without a table of problems says that it does not ask', async () => {
  const { analyst, director, see } = await twoTowns();
  const administrator = { ...analyst, role: 'administrator' } as User;
  const scopeId = analyst.region.id;
  const { campaignId } = await openCampaign(as(administrator, '2012-07-02 10:00'), {
    orderId: 'MO',
    scopeId,
    years: 0,
  });
  expect(await see(analyst, { campaignId })).toMatchObject({ asked: false, groups: [], schools: [] });
  const { ledgers } = await seeSchoolProblems(as(director, '2012-07-02 12:00'), director.schoolId);
  expect(ledgers.map(({ order }) => order.id)).toEqual(['KG']);
});
