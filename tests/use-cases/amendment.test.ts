import { beforeEach, describe, expect, test } from 'vitest';
import { day, monthOf } from '#app/domain/calendar.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { acceptReports } from '#app/use-cases/reports/accept-reports.server.ts';
import { beginAmendment, dropAmendment } from '#app/use-cases/reports/amend-report.server.ts';
import { fileReport } from '#app/use-cases/reports/file-report.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { seeQueue } from '#app/use-cases/reports/see-queue.server.ts';
import { seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { seeReview } from '#app/use-cases/reports/see-review.server.ts';
import { seeMunicipalityCoverage } from '#app/use-cases/territory/see-municipality.server.ts';
import { seeRegion, seeSummary } from '#app/use-cases/territory/see-region.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { moForm, saveAndFile, sentencesFor } from '#tests/support/scenario.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);
const july = day('2012-07-31');
/** The accepted one: the system has been in use since February. */
const accepted = moForm('01.02.2012');
const reason = 'Журнал на деле ещё не ведётся: ошиблись в строке 3.';

/** Dubna under MO: the school's report for July is accepted on 1 August; it can be changed until 29 September. */
async function dubna() {
  const territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Дубна: ['Школа № 1', 'Школа № 2'] },
  });
  const { region } = territory;
  const administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  const openedBy = as(administrator, '2012-07-02 10:00');
  const { campaignId } = await openCampaign(openedBy, { orderId: 'MO', scopeId: region.id, years: 0 });
  await openReportingDates(byClock('2012-07-20 00:05', moscow), { regionId: region.id });
  const director = await schoolPerson(database(), territory, 'director', 'Смирнова Т. А.', 'Школа № 1');
  const coordinator = await coordinatorOf(database(), territory, 'Фёдорова И. М.', 'Дубна');
  const { reportId, ordinal } = await saveAndFile(as(director, '2012-07-30 12:00'), database(), {
    schoolId: director.schoolId,
    asOf: july,
    typed: accepted,
  });
  await reviewReport(as(coordinator, '2012-08-01 12:00'), { reportId, ordinal, decision: 'accepted' });
  return {
    campaignId,
    reportId,
    municipalityId: territory.municipality('Дубна'),
    director,
    responsible: await schoolPerson(database(), territory, 'responsible', 'Кузнецова О. И.', 'Школа № 1'),
    neighbour: await schoolPerson(database(), territory, 'director', 'Орлов П. Н.', 'Школа № 2'),
    coordinator,
    analyst: await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.'),
  };
}

let people: Awaited<ReturnType<typeof dubna>>;
beforeEach(async () => {
  people = await dubna();
});

const begin = (at = '2012-08-02 09:00', person = people.director) =>
  beginAmendment(as(person, at), { reportId: people.reportId, reason });
const seenBy = (person: Parameters<typeof as>[0], at: string) => seeReport(as(person, at), people.reportId);

/** Writes into the amendment that the system is not in use, and files it. */
async function fileAmendment(at: string, typed = moForm(null)) {
  const ctx = as(people.director, at);
  const { reportId } = people;
  const { report } = await seeReport(ctx, reportId);
  const { version } = await saveReport(ctx, { reportId, version: report.version, typed });
  return fileReport(ctx, { reportId, version, explanations: await sentencesFor(ctx, reportId) });
}

/** The state of a day as it is said at that moment: schools covered on the region's page, teachers at work in the summary. */
async function figuresAt(at: string, asOf = day(at.slice(0, 10))) {
  const ask = { campaignId: people.campaignId, at: { month: monthOf(asOf), day: asOf } };
  const ctx = as(people.analyst, at);
  const [page, summary] = [await seeRegion(ctx, ask), await seeSummary(ctx, ask)];
  return { covered: page.totals.region.covered.n, teachers: summary.totals.region.figures['5.1'] };
}

async function refusedWithoutATrace(act: () => Promise<unknown>) {
  const stored = async () => {
    const { db } = database();
    return {
      reports: await db.selectFrom('reports').selectAll().orderBy('id').execute(),
      filings: await db.selectFrom('filings').selectAll().orderBy('id').execute(),
      audit: await db.selectFrom('audit').selectAll().orderBy('id').execute(),
    };
  };
  const before = await stored();
  const refusal = await refusalOf(act());
  expect(await stored()).toEqual(before);
  return refusal;
}

describe('beginning', () => {
  test('row 32: a school corrects an accepted report with a reason, and the report stays accepted', async () => {
    await begin();
    const seen = await seenBy(people.director, '2012-08-02 09:05');
    expect(seen).toMatchObject({
      standing: 'accepted',
      report: { status: 'accepted', amendment: 'draft', amendmentReason: reason },
      can: { save: true, file: true, amend: false, dropAmendment: true },
    });
    expect(seen.answers).toEqual(seen.filings[0]?.answers);
    // Others go on seeing what was accepted.
    const coordinators = await seenBy(people.coordinator, '2012-08-02 09:05');
    expect(coordinators).toMatchObject({ draft: null, can: { review: false }, standing: 'accepted' });
  });

  test('an amendment needs a reason', async () => {
    const asked = (text: string) =>
      beginAmendment(as(people.director, '2012-08-02 09:00'), { reportId: people.reportId, reason: text });
    const fault = (code: string) => ({ kind: 'fields', faults: [{ field: 'reason', code }] });
    expect(await refusedWithoutATrace(() => asked(' \u200b'))).toEqual(fault('missing'));
    expect(await refusedWithoutATrace(() => asked('Ошибка\u0007'))).toEqual(fault('unreadable'));
    expect(await refusedWithoutATrace(() => asked('ы'.repeat(1001)))).toEqual(fault('tooLong'));
  });

  test('a second click begins nothing anew; another reason while one is being written is refused', async () => {
    await begin();
    const { version } = (await seenBy(people.director, '2012-08-02 09:05')).report;
    await begin('2012-08-02 09:01');
    expect((await seenBy(people.director, '2012-08-02 09:05')).report.version).toBe(version);
    const other = { reportId: people.reportId, reason: 'Другая причина' };
    expect(await refusedWithoutATrace(() => beginAmendment(as(people.responsible, '2012-08-02 09:02'), other))).toEqual(
      { kind: 'wrongStatus', action: 'amend', status: 'accepted' },
    );
  });

  test('only the school itself amends, and only what is accepted', async () => {
    expect(await refusedWithoutATrace(() => begin('2012-08-02 09:00', people.neighbour))).toEqual({ kind: 'notFound' });
    const ctx = as(people.coordinator, '2012-08-02 09:00');
    const asked = () => beginAmendment(ctx, { reportId: people.reportId, reason });
    expect(await refusedWithoutATrace(asked)).toEqual({ kind: 'forbidden' });
    const { schoolId } = people.neighbour;
    const neighbours = as(people.neighbour, '2012-08-02 10:00');
    const filing = await saveAndFile(neighbours, database(), { schoolId, asOf: july, typed: accepted });
    const tooEarly = () => beginAmendment(neighbours, { reportId: filing.reportId, reason });
    expect(await refusedWithoutATrace(tooEarly)).toEqual({ kind: 'wrongStatus', action: 'amend', status: 'filed' });
  });

  test('it can be begun on the last day to change, and not after it', async () => {
    expect((await seenBy(people.director, '2012-09-30 09:00')).can.amend).toBe(false);
    expect(await refusedWithoutATrace(() => begin('2012-09-30 00:00'))).toEqual({
      kind: 'locked',
      until: '2012-09-29',
    });
    await begin('2012-09-29 23:59');
  });
});

describe('the figures', () => {
  test('row 32: count the accepted version until the amendment is accepted, and the amendment from that moment', async () => {
    const before = { covered: 1, teachers: { n: 30, of: 40, schools: 1 } };
    expect(await figuresAt('2012-08-01 13:00')).toEqual(before);
    await begin();
    expect(await figuresAt('2012-08-02 10:00')).toEqual(before);
    const { ordinal } = await fileAmendment('2012-08-03 09:00', { ...moForm(null), '5.1:n': '4' });
    expect(ordinal).toBe(2);
    expect(await figuresAt('2012-08-04 10:00')).toEqual(before);

    const { reportId } = people;
    await reviewReport(as(people.coordinator, '2012-08-06 12:00'), { reportId, ordinal, decision: 'accepted' });
    const after = { covered: 0, teachers: { n: 4, of: 40, schools: 1 } };
    expect(await figuresAt('2012-08-06 13:00')).toEqual(after);
    // The days before stay as they were said.
    expect(await figuresAt('2012-08-06 13:00', day('2012-08-05'))).toEqual(before);
    const { report, filings } = await seenBy(people.analyst, '2012-08-06 13:00');
    expect(report).toMatchObject({ status: 'accepted', amendment: null, amendmentReason: null });
    expect(filings.map(({ decision, amendmentReason }) => [decision, amendmentReason])).toEqual([
      ['accepted', null],
      ['accepted', reason],
    ]);
  });

  test('a returned amendment counts for nothing, and is corrected with its remarks', async () => {
    await begin();
    const { ordinal } = await fileAmendment('2012-08-03 09:00');
    const { reportId } = people;
    const remarks = [{ item: '3', text: 'По данным сайта журнал ведётся.' }];
    const returned = { decision: 'returned', category: 'use', reason: 'Проверьте строку 3.', remarks } as const;
    await reviewReport(as(people.coordinator, '2012-08-06 12:00'), { reportId, ordinal, ...returned });
    expect(await figuresAt('2012-08-07 10:00')).toMatchObject({ covered: 1 });
    const schools = await seenBy(people.director, '2012-08-07 10:00');
    expect(schools).toMatchObject({ report: { status: 'accepted', amendment: 'draft' }, can: { save: true } });
    const { correction } = await seeReview(as(people.director, '2012-08-07 10:00'), schools);
    expect(correction).toMatchObject({ ordinal: 2, reason: 'Проверьте строку 3.', remarks });
    // Whoever does not file sees the version that counts.
    expect((await seenBy(people.coordinator, '2012-08-07 10:00')).standingFiling?.ordinal).toBe(1);

    await fileAmendment('2012-08-07 11:00', { ...moForm('01.08.2012'), '5.1:n': '10' });
    await reviewReport(as(people.coordinator, '2012-08-08 12:00'), { reportId, ordinal: 3, decision: 'accepted' });
    expect(await figuresAt('2012-08-08 13:00')).toMatchObject({ covered: 1, teachers: { n: 10 } });
  });

  test('an amendment filed after the due day makes no report late that was in time', async () => {
    const { campaignId, municipalityId, reportId } = people;
    const lastOn = async (asOf: string) => {
      const at = { month: monthOf(day(asOf)), day: day(asOf) };
      const ask = { campaignId, municipalityId, at };
      const { schools } = await seeMunicipalityCoverage(as(people.analyst, '2012-08-07 10:00'), ask);
      const { filedOn, late } = schools.find(({ id }) => id === people.director.schoolId)?.last ?? {};
      return { filedOn, late };
    };
    await begin();
    const { ordinal } = await fileAmendment('2012-08-03 09:00');
    await reviewReport(as(people.coordinator, '2012-08-06 12:00'), { reportId, ordinal, decision: 'accepted' });
    expect(await lastOn('2012-08-05')).toEqual({ filedOn: '2012-07-30', late: false });
    expect(await lastOn('2012-08-07')).toEqual({ filedOn: '2012-08-03', late: false });
  });
});

describe('review', () => {
  test('the coordinator sees the reason, and the difference to the accepted version', async () => {
    await begin();
    await fileAmendment('2012-08-03 09:00', { ...moForm(null), '5.1:n': '4' });
    const ctx = as(people.coordinator, '2012-08-06 12:00');
    const seen = await seeReport(ctx, people.reportId);
    expect(seen).toMatchObject({ standing: 'filed', can: { review: true } });
    const amendment = seen.standingFiling;
    expect(amendment).toMatchObject({ ordinal: 2, amendmentReason: reason, decision: null });
    const { comparisonsOf } = await seeReview(ctx, seen);
    expect(amendment && comparisonsOf(amendment)).toMatchObject([
      {
        why: 'accepted',
        before: { ordinal: 1 },
        differences: [
          { item: '3', changed: true, remark: null },
          { item: '5.1', changed: true, remark: null },
        ],
      },
    ]);
  });

  test('an amendment waits in the queue as what it is, and is not accepted from there unread', async () => {
    await begin();
    const { ordinal } = await fileAmendment('2012-08-03 09:00');
    const { campaignId, municipalityId, reportId } = people;
    const ctx = as(people.coordinator, '2012-08-06 12:00');
    const { waiting } = await seeQueue(ctx, { campaignId, municipalityId });
    expect(waiting).toMatchObject([{ reportId, ordinal, kind: 'amendment', age: 1, obstacle: 'amendment' }]);
    const chosen = [{ reportId, ordinal }];
    expect(await acceptReports(ctx, { campaignId, municipalityId, chosen })).toMatchObject({
      accepted: 0,
      skipped: [{ why: 'amendment' }],
    });
  });

  test('after the last day to change it can still be given back, and given up: the accepted version stands', async () => {
    await begin();
    const { ordinal } = await fileAmendment('2012-09-29 23:00');
    const { reportId } = people;
    const returned = { decision: 'returned', category: 'use', reason: 'Проверьте строку 3.' } as const;
    await reviewReport(as(people.coordinator, '2012-10-01 12:00'), { reportId, ordinal, ...returned });
    const { waiting } = await seeQueue(as(people.coordinator, '2012-10-01 13:00'), people);
    expect(waiting).toEqual([]);
    const seen = await seenBy(people.director, '2012-10-02 09:00');
    expect(seen).toMatchObject({ standing: 'accepted', can: { save: false, file: false, dropAmendment: true } });
    await dropAmendment(as(people.director, '2012-10-02 09:00'), { reportId, version: seen.report.version });
    expect(await figuresAt('2012-10-02 10:00')).toMatchObject({ covered: 1 });
  });

  test('while it waits for review the school changes nothing', async () => {
    await begin();
    await fileAmendment('2012-08-03 09:00');
    const { reportId } = people;
    const seen = await seenBy(people.director, '2012-08-03 10:00');
    expect(seen.can).toMatchObject({ save: false, file: false, amend: false, dropAmendment: false });
    const ctx = as(people.director, '2012-08-03 10:00');
    const { version } = seen.report;
    const wrong = { kind: 'wrongStatus', status: 'accepted' };
    const save = () => saveReport(ctx, { reportId, version, typed: accepted });
    expect(await refusedWithoutATrace(save)).toMatchObject(wrong);
    expect(await refusedWithoutATrace(() => dropAmendment(ctx, { reportId, version }))).toMatchObject(wrong);
  });
});

describe('giving it up', () => {
  const drop = (version: number, person = people.director) =>
    dropAmendment(as(person, '2012-08-04 09:00'), { reportId: people.reportId, version });

  test('puts the accepted answers back, and the amendment can be begun again', async () => {
    const { answers } = await seenBy(people.director, '2012-08-01 13:00');
    await begin();
    const { version } = await saveReport(as(people.director, '2012-08-02 10:00'), {
      reportId: people.reportId,
      version: (await seenBy(people.director, '2012-08-02 09:30')).report.version,
      typed: { ...moForm(null), '5.1:n': 'сорок' },
    });
    await drop(version);
    await drop(version);
    const seen = await seenBy(people.director, '2012-08-04 10:00');
    expect(seen).toMatchObject({ standing: 'accepted', can: { amend: true, save: false }, unread: {}, draft: null });
    expect(seen.answers).toEqual(answers);
    const audit = await database().db.selectFrom('audit').where('subject', '=', 'report').selectAll().execute();
    expect(audit.map(({ action }) => action).slice(-3)).toEqual([
      'report.amend',
      'report.save',
      'report.dropAmendment',
    ]);
    await begin('2012-08-04 11:00');
  });

  test('after a return, too: the version that was accepted stands for the report', async () => {
    await begin();
    const { ordinal } = await fileAmendment('2012-08-03 09:00');
    const { reportId } = people;
    const returned = { decision: 'returned', category: 'use', reason: 'Проверьте строку 3.' } as const;
    await reviewReport(as(people.coordinator, '2012-08-03 12:00'), { reportId, ordinal, ...returned });
    await drop((await seenBy(people.director, '2012-08-04 08:00')).report.version);
    const seen = await seenBy(people.coordinator, '2012-08-04 10:00');
    expect(seen.standingFiling?.ordinal).toBe(1);
    expect((await seeReview(as(people.coordinator, '2012-08-04 10:00'), seen)).correction).toBeNull();
  });

  test('after a return, too: the next amendment is not asked for what was wrong with the one given up', async () => {
    await begin();
    const { ordinal } = await fileAmendment('2012-08-03 09:00');
    const { reportId } = people;
    const returned = { decision: 'returned', category: 'use', reason: 'Проверьте строку 3.' } as const;
    await reviewReport(as(people.coordinator, '2012-08-03 12:00'), { reportId, ordinal, ...returned });
    await drop((await seenBy(people.director, '2012-08-04 08:00')).report.version);
    await beginAmendment(as(people.director, '2012-08-20 09:00'), { reportId, reason: 'Пересчитали учителей' });
    const ctx = as(people.director, '2012-08-20 10:00');
    expect((await seeReview(ctx, await seeReport(ctx, reportId))).correction).toBeNull();
    await fileAmendment('2012-08-20 11:00', { ...accepted, '5.1:n': '31' });
    const seen = await seenBy(people.coordinator, '2012-08-20 12:00');
    const { rounds, comparisonsOf } = await seeReview(as(people.coordinator, '2012-08-20 12:00'), seen);
    expect(rounds.map(({ filingLag }) => filingLag)).toEqual([expect.any(Number), null, null]);
    expect(seen.standingFiling && comparisonsOf(seen.standingFiling).map(({ why }) => why)).toEqual(['accepted']);
  });

  test('nobody throws away what a colleague has typed since', async () => {
    await begin();
    const { version } = (await seenBy(people.director, '2012-08-02 09:30')).report;
    const typed = { ...accepted, '5.1:n': '31' };
    await saveReport(as(people.responsible, '2012-08-02 10:00'), { reportId: people.reportId, version, typed });
    expect(await refusedWithoutATrace(() => drop(version))).toMatchObject({
      kind: 'changedMeanwhile',
      by: 'Кузнецова О. И.',
    });
  });

  test('there is nothing to give up in a report that is not being amended', async () => {
    const { version } = (await seenBy(people.director, '2012-08-02 09:30')).report;
    expect(await refusedWithoutATrace(() => drop(version))).toEqual({
      kind: 'wrongStatus',
      action: 'dropAmendment',
      status: 'accepted',
    });
    expect(await refusedWithoutATrace(() => drop(version, people.neighbour))).toEqual({ kind: 'notFound' });
  });
});
