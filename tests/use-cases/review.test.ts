import { beforeEach, describe, expect, test } from 'vitest';
import { day } from '#app/domain/calendar.ts';
import type { Typed } from '#app/domain/reports/form.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { acceptReports } from '#app/use-cases/reports/accept-reports.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { type Return, reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import { seeQueue } from '#app/use-cases/reports/see-queue.server.ts';
import { seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { seeReview } from '#app/use-cases/reports/see-review.server.ts';
import { seeMunicipalityReports } from '#app/use-cases/territory/see-municipality.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { insertFilings } from '#tests/support/filings.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { asAnotherProcess, kgForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

const schools = ['Школа № 1', 'Школа № 2', 'Школа № 3', 'Школа № 4'] as const;
type SchoolName = (typeof schools)[number];
const first = day('2012-05-15');
/** Nothing in it is younger than the first filing of these tests. */
const form: Typed = { ...kgForm, '4:0:date': '10.04.2012' };

/** Kogalym under KG: its report for 15 May 2012 has been open since the campaign was, on Friday, 20 April. */
async function kogalym() {
  const territory = await createTerritory(database(), {
    name: 'Югра',
    zone: yekaterinburg,
    municipalities: { Когалым: [...schools], Лангепас: ['Гимназия'] },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Кубрак П. В.');
  const openedBy = as(administrator, '2012-04-20 10:00');
  const { campaignId } = await openCampaign(openedBy, { orderId: 'KG', scopeId: territory.region.id, years: 0 });
  const directors = new Map<string, Awaited<ReturnType<typeof schoolPerson>>>();
  for (const name of [...schools, 'Гимназия']) {
    directors.set(name, await schoolPerson(database(), territory, 'director', `Директор: ${name}`, name));
  }
  return {
    regionId: territory.region.id,
    where: { campaignId, municipalityId: territory.municipality('Когалым') },
    directorOf(name: string) {
      const director = directors.get(name);
      if (!director) throw new RangeError(`No director of ${name}`);
      return director;
    },
    coordinator: await coordinatorOf(database(), territory, 'Власенко М. Г.', 'Когалым'),
    colleague: await coordinatorOf(database(), territory, 'Юдина С. Р.', 'Когалым'),
    stranger: await coordinatorOf(database(), territory, 'Ильин А. А.', 'Лангепас'),
    analyst: await regionPerson(database(), territory, 'analyst', 'Орлова Н. Н.'),
  };
}

let people: Awaited<ReturnType<typeof kogalym>>;
beforeEach(async () => {
  people = await kogalym();
});

function file(name: SchoolName | 'Гимназия', at: string, typed: Typed = form) {
  const director = people.directorOf(name);
  return saveAndFile(as(director, at), database(), { schoolId: director.schoolId, asOf: first, typed });
}

const words = { category: 'figures', reason: 'Строки 8 и 14: числа не сходятся.' };

function giveBack(filing: { reportId: number; ordinal: number }, at: string, more: Partial<Return> = {}) {
  return reviewReport(as(people.coordinator, at), { ...filing, decision: 'returned', ...words, ...more });
}

async function refusedWithoutATrace(act: () => Promise<unknown>) {
  const stored = async () => {
    const { db } = database();
    return {
      reports: await db.selectFrom('reports').selectAll().orderBy('id').execute(),
      reviews: await db.selectFrom('reviews').selectAll().orderBy('filing_id').execute(),
      remarks: await db.selectFrom('remarks').selectAll().orderBy('item').execute(),
      audit: await db.selectFrom('audit').selectAll().orderBy('id').execute(),
    };
  };
  const before = await stored();
  const refusal = await refusalOf(act());
  expect(await stored()).toEqual(before);
  return refusal;
}

async function reviewOf(reportId: number, at: string, person = people.coordinator as Parameters<typeof as>[0]) {
  const seen = await seeReport(as(person, at), reportId);
  return { seen, ...(await seeReview(as(person, at), seen)) };
}

describe('a return', () => {
  test('row 22: the municipality’s coordinator accepts one school’s report and returns another’s', async () => {
    const one = await file('Школа № 1', '2012-05-10 09:00');
    const other = await file('Школа № 2', '2012-05-10 10:00');
    await reviewReport(as(people.coordinator, '2012-05-11 09:00'), { ...one, decision: 'accepted' });
    await giveBack(other, '2012-05-11 09:10');
    const standing = async (reportId: number) =>
      (await seeReport(as(people.analyst, '2012-05-11 10:00'), reportId)).standing;
    expect([await standing(one.reportId), await standing(other.reportId)]).toEqual(['accepted', 'returned']);
    const third = await file('Школа № 3', '2012-05-11 11:00');
    const asked = () => reviewReport(as(people.analyst, '2012-05-11 12:00'), { ...third, decision: 'accepted' });
    expect(await refusedWithoutATrace(asked)).toEqual({ kind: 'forbidden' });
  });

  test('row 23: a return without a reason, and without a category, is refused at both fields', async () => {
    const filing = await file('Школа № 1', '2012-05-10 09:00');
    const asked = () => giveBack(filing, '2012-05-11 09:00', { category: '', reason: ' \u200b' });
    expect(await refusedWithoutATrace(asked)).toEqual({
      kind: 'fields',
      faults: [
        { field: 'category', code: 'missing' },
        { field: 'reason', code: 'missing' },
      ],
    });
  });

  test('row 24: the category is one of the order’s list, and the school reads it in the order’s words', async () => {
    const filing = await file('Школа № 1', '2012-05-10 09:00');
    const asked = () => giveBack(filing, '2012-05-11 09:00', { category: 'лень' });
    expect(await refusedWithoutATrace(asked)).toEqual({
      kind: 'fields',
      faults: [{ field: 'category', code: 'notAChoice' }],
    });
    await giveBack(filing, '2012-05-11 09:00');
    const { correction } = await reviewOf(filing.reportId, '2012-05-11 10:00', people.directorOf('Школа № 1'));
    expect(correction).toMatchObject({
      category: 'Показатели не сходятся или вызывают сомнение',
      reason: words.reason,
      by: 'Власенко М. Г.',
      ordinal: 1,
    });
  });

  test('row 25: remarks are pinned to items and to the table of problems; blank ones are none', async () => {
    const filing = await file('Школа № 1', '2012-05-10 09:00');
    const remarks = [
      { item: '8', text: ' В журнале заявлений 310.\r\nУточните. ' },
      { item: '9', text: ' \u200b\n' },
      { item: 'problems', text: 'Опишите перебои со связью.' },
    ];
    await giveBack(filing, '2012-05-11 09:00', { remarks });
    const { correction, rounds } = await reviewOf(filing.reportId, '2012-05-11 10:00', people.directorOf('Школа № 1'));
    const pinned = [
      { item: '8', text: 'В журнале заявлений 310.\nУточните.' },
      { item: 'problems', text: 'Опишите перебои со связью.' },
    ];
    expect(correction?.remarks).toEqual(pinned);
    expect(rounds[0]?.remarks).toEqual(pinned);
  });

  test.each([
    ['6.4', { kind: 'unknownField', field: 'remark:6.4' }],
    // A heading has no answer to correct.
    ['6', { kind: 'unknownField', field: 'remark:6' }],
  ])('a remark at %s, where nothing is answered, is refused', async (item, refusal) => {
    const filing = await file('Школа № 1', '2012-05-10 09:00');
    const asked = () => giveBack(filing, '2012-05-11 09:00', { remarks: [{ item, text: 'Уточните' }] });
    expect(await refusedWithoutATrace(asked)).toEqual(refusal);
  });

  test('two remarks at one item come from no page', async () => {
    const filing = await file('Школа № 1', '2012-05-10 09:00');
    const twice = [1, 2].map((n) => ({ item: '8', text: `Замечание ${n}` }));
    const asked = () => giveBack(filing, '2012-05-11 09:00', { remarks: twice });
    expect(await refusedWithoutATrace(asked)).toEqual({ kind: 'unknownField', field: 'remark:8' });
  });

  test('remarks that can’t be kept are refused at their items, all at once', async () => {
    const filing = await file('Школа № 1', '2012-05-10 09:00');
    const remarks = [
      { item: '8', text: 'Звонок\u0007' },
      { item: '9', text: 'ы'.repeat(1001) },
      { item: '13', text: 'ы'.repeat(1000) },
    ];
    expect(await refusedWithoutATrace(() => giveBack(filing, '2012-05-11 09:00', { remarks }))).toEqual({
      kind: 'fields',
      faults: [
        { field: 'remark:8', code: 'unreadable' },
        { field: 'remark:9', code: 'tooLong' },
      ],
    });
  });

  test('a second click is the same return; other remarks are another one, and refused', async () => {
    const filing = await file('Школа № 1', '2012-05-10 09:00');
    const remarks = [
      { item: '8', text: 'Уточните' },
      { item: '14', text: 'Уточните' },
    ];
    await giveBack(filing, '2012-05-11 09:00', { remarks });
    await giveBack(filing, '2012-05-11 09:00', { remarks: [...remarks].reverse() });
    const other = () => giveBack(filing, '2012-05-11 09:01', { remarks: remarks.slice(0, 1) });
    expect(await refusedWithoutATrace(other)).toMatchObject({ kind: 'wrongStatus', status: 'returned' });
    const category = () => giveBack(filing, '2012-05-11 09:01', { remarks, category: 'other' });
    expect(await refusedWithoutATrace(category)).toMatchObject({ kind: 'wrongStatus', status: 'returned' });
  });

  test('after the last day to change nothing is returned, since the school could not correct it; it can be accepted', async () => {
    const filing = await file('Школа № 1', '2012-05-10 09:00');
    // KG's form can be changed for 60 days after its due day.
    const asked = () => giveBack(filing, '2012-07-15 09:00');
    expect(await refusedWithoutATrace(asked)).toEqual({ kind: 'locked', until: '2012-07-14' });
    await reviewReport(as(people.coordinator, '2012-07-15 09:10'), { ...filing, decision: 'accepted' });
  });
});

describe('the resubmission', () => {
  test('row 26: is shown beside the returned version: what was remarked on and what else was changed', async () => {
    const filing = await file('Школа № 1', '2012-05-10 09:00');
    const remarks = [
      { item: '8', text: 'В журнале 310.' },
      { item: '14', text: 'Больше, чем в строке 12.1?' },
    ];
    await giveBack(filing, '2012-05-11 09:00', { remarks });
    await file('Школа № 1', '2012-05-12 09:00', { ...form, '8:n': '310', '2:text': 'Аверс' });
    const { seen, comparisonsOf } = await reviewOf(filing.reportId, '2012-05-14 09:00');
    const [before, after] = seen.filings;
    if (!before || !after) throw new Error('Two filings are there');
    expect(comparisonsOf(after)).toEqual([
      {
        why: 'returned',
        before,
        differences: [
          { item: '2', changed: true, remark: null },
          { item: '8', changed: true, remark: 'В журнале 310.' },
          { item: '14', changed: false, remark: 'Больше, чем в строке 12.1?' },
        ],
      },
    ]);
    expect(comparisonsOf(before)).toEqual([]);
    expect(before.answers.items['8']).toMatchObject({ n: 300 });
    expect(after.answers.items['8']).toMatchObject({ n: 310 });
  });

  test('row 28: every filing and every decision keeps its date, its author and its words', async () => {
    const filing = await file('Школа № 1', '2012-05-10 09:00');
    await giveBack(filing, '2012-05-11 09:00');
    await file('Школа № 1', '2012-05-12 09:00', { ...form, '8:n': '310' });
    await giveBack({ ...filing, ordinal: 2 }, '2012-05-14 09:00', { category: 'other', reason: 'И строка 14.' });
    await file('Школа № 1', '2012-05-15 09:00', { ...form, '8:n': '310', '14:n': '10' });
    await reviewReport(as(people.colleague, '2012-05-16 09:00'), { ...filing, ordinal: 3, decision: 'accepted' });
    const { seen } = await reviewOf(filing.reportId, '2012-06-01 09:00');
    expect(
      seen.filings.map(({ filedAt, decision, category, reason, reviewedAt, reviewedBy }) => [
        ...[filedAt.toISOString(), decision, reviewedAt?.toISOString(), reviewedBy, category, reason],
      ]),
    ).toEqual([
      ['2012-05-10T03:00:00.000Z', 'returned', '2012-05-11T03:00:00.000Z', 'Власенко М. Г.', 'figures', words.reason],
      ['2012-05-12T03:00:00.000Z', 'returned', '2012-05-14T03:00:00.000Z', 'Власенко М. Г.', 'other', 'И строка 14.'],
      ['2012-05-15T03:00:00.000Z', 'accepted', '2012-05-16T03:00:00.000Z', 'Юдина С. Р.', null, null],
    ]);
  });
});

describe('how long it took', () => {
  test('row 29: the school’s days and the coordinator’s days of every round are counted in working days', async () => {
    // Opened on Friday, 20 April; filed on Friday, 11 May: three weeks without 1 and 9 May.
    const filing = await file('Школа № 1', '2012-05-11 09:00');
    await giveBack(filing, '2012-05-14 09:00');
    await file('Школа № 1', '2012-05-16 09:00', { ...form, '8:n': '310' });
    const { rounds } = await reviewOf(filing.reportId, '2012-05-21 09:00');
    expect(rounds.map(({ filingLag, reviewLag }) => [filingLag, reviewLag])).toEqual([
      [13, 1],
      // It waits since Wednesday, and today is Monday.
      [2, 3],
    ]);
  });

  test('row 29: the municipality’s median and longest lags for a date, and each coordinator’s own', async () => {
    const filings = [
      await file('Школа № 1', '2012-04-23 09:00'),
      await file('Школа № 2', '2012-04-24 09:00'),
      await file('Школа № 3', '2012-05-11 09:00'),
    ];
    const reviewedAt = ['2012-04-24 09:00', '2012-04-27 09:00'];
    for (const [at, filing] of filings.slice(0, 2).entries()) {
      const person = at === 0 ? people.coordinator : people.colleague;
      await reviewReport(as(person, reviewedAt[at] ?? ''), { ...filing, decision: 'accepted' });
    }
    const seen = (person: Parameters<typeof as>[0]) =>
      seeMunicipalityReports(as(person, '2012-05-14 09:00'), { ...people.where, asOf: first });
    const lags = async (person: Parameters<typeof as>[0]) => (await seen(person)).lags;
    expect(await lags(people.coordinator)).toEqual({
      filing: { n: 3, median: 2, longest: 13 },
      review: { n: 2, median: 1, longest: 3 },
      own: { n: 1, median: 1, longest: 1 },
    });
    expect((await lags(people.colleague))?.own).toEqual({ n: 1, median: 3, longest: 3 });
    expect((await lags(people.analyst))?.own).toBeNull();
    expect(await refusalOf(lags(people.stranger))).toEqual({ kind: 'notFound' });
  });
});

describe('the queue', () => {
  const queue = (at: string) => seeQueue(as(people.coordinator, at), people.where);

  test('names what waits, the longest waiting first, with its age in working days', async () => {
    const repeated = await file('Школа № 2', '2012-05-03 09:00');
    await giveBack(repeated, '2012-05-04 09:00');
    await file('Школа № 1', '2012-05-11 09:00');
    await file('Школа № 2', '2012-05-14 09:00', { ...form, '8:n': '310' });
    await file('Школа № 3', '2012-05-16 09:00');
    await file('Гимназия', '2012-05-01 09:00');
    const { waiting, total, mayReview } = await queue('2012-05-17 09:00');
    expect(waiting.map(({ school, kind, age, late }) => [school, kind, age, late])).toEqual([
      ['Школа № 1', 'first', 4, false],
      ['Школа № 2', 'repeated', 3, false],
      ['Школа № 3', 'first', 1, true],
    ]);
    expect([total, mayReview]).toEqual([3, true]);
    expect((await seeQueue(as(people.analyst, '2012-05-17 09:00'), people.where)).mayReview).toBe(false);
    expect(await refusalOf(seeQueue(as(people.stranger, '2012-05-17 09:00'), people.where))).toEqual({
      kind: 'notFound',
    });
  });

  test('says what must be opened before it is accepted', async () => {
    const remarked = await file('Школа № 1', '2012-05-03 09:00');
    const corrected = await file('Школа № 2', '2012-05-03 09:00');
    const unchanged = await file('Школа № 3', '2012-05-03 09:00');
    const remarks = [{ item: '8', text: 'В журнале 310.' }];
    await giveBack(remarked, '2012-05-04 09:00', { remarks });
    await giveBack(corrected, '2012-05-04 09:00', { remarks });
    await giveBack(unchanged, '2012-05-04 09:00');
    await file('Школа № 1', '2012-05-05 09:00', { ...form, '9:n': '901' });
    await file('Школа № 2', '2012-05-05 09:10', { ...form, '8:n': '310' });
    await file('Школа № 3', '2012-05-05 09:20');
    // More logins issued than parents there are to log in: asked about, and answered with a sentence.
    await file('Школа № 4', '2012-05-05 09:30', { ...form, '14:n': '200', '12.1:n': '20' });
    expect((await queue('2012-05-10 09:00')).waiting.map(({ school, obstacle }) => [school, obstacle])).toEqual([
      ['Школа № 1', 'openRemarks'],
      ['Школа № 2', null],
      ['Школа № 3', 'unchanged'],
      ['Школа № 4', 'explained'],
    ]);
  });
});

describe('accepting several at once', () => {
  const accept = (chosen: { reportId: number; ordinal: number }[], person = people.coordinator) =>
    acceptReports(as(person, '2012-05-11 09:00'), { ...people.where, chosen });

  test('row 31: all chosen reports that still wait as they were seen are accepted together', async () => {
    const chosen = [await file('Школа № 1', '2012-05-10 09:00'), await file('Школа № 2', '2012-05-10 09:10')];
    await file('Школа № 3', '2012-05-10 09:20');
    expect(await accept(chosen)).toEqual({ accepted: 2, skipped: [] });
    expect(await accept(chosen)).toEqual({ accepted: 2, skipped: [] });
    const { db } = database();
    expect(await db.selectFrom('reviews').select(['decision', 'by']).execute()).toEqual(
      chosen.map(() => ({ decision: 'accepted', by: people.coordinator.id })),
    );
    const audit = await db.selectFrom('audit').where('action', '=', 'report.accept').selectAll().execute();
    expect(audit.map(({ subject_id, details }) => [subject_id, details])).toEqual(
      chosen.map(({ reportId }) => [reportId, { ordinal: 1, together: 2 }]),
    );
    const { waiting } = await seeQueue(as(people.coordinator, '2012-05-11 10:00'), people.where);
    expect(waiting.map(({ school }) => school)).toEqual(['Школа № 3']);
  });

  test('row 31: what a colleague decided meanwhile, and what was filed anew, is skipped and named', async () => {
    const mine = await file('Школа № 1', '2012-05-10 09:00');
    const returned = await file('Школа № 2', '2012-05-10 09:10');
    const anew = await file('Школа № 3', '2012-05-10 09:20');
    const colleague = as(people.colleague, '2012-05-10 12:00');
    for (const filing of [returned, anew]) {
      await reviewReport(colleague, { ...filing, decision: 'returned', ...words });
    }
    await file('Школа № 3', '2012-05-10 15:00', { ...form, '8:n': '310' });
    const outcome = await accept([mine, returned, anew]);
    expect(outcome.accepted).toBe(1);
    expect(outcome.skipped.map(({ school, why, decision, by }) => [school, why, decision, by])).toEqual([
      ['Школа № 2', 'decided', 'returned', 'Юдина С. Р.'],
      ['Школа № 3', 'filedAgain', null, null],
    ]);
    const seen = await seeReport(as(people.coordinator, '2012-05-11 10:00'), anew.reportId);
    expect(seen.standing).toBe('filed');
  });

  test('row 31: two coordinators who accept the same reports at once decide on each of them once', async () => {
    const chosen: { reportId: number; ordinal: number }[] = [];
    for (const name of schools) chosen.push(await file(name, '2012-05-10 09:00'));
    const outcomes = await asAnotherProcess(database(), async ({ db }) =>
      Promise.all([
        accept(chosen),
        acceptReports(
          { ...as(people.colleague, '2012-05-11 09:00'), db },
          { ...people.where, chosen: [...chosen].reverse() },
        ),
      ]),
    );
    expect(outcomes.map(({ accepted }) => accepted).sort()).toEqual([0, 4]);
    const skipped = outcomes.flatMap((outcome) => outcome.skipped);
    expect(skipped.map(({ school, why, decision }) => [school, why, decision]).sort()).toEqual(
      schools.map((school) => [school, 'decided', 'accepted']),
    );
    expect(await database().db.selectFrom('reviews').selectAll().execute()).toHaveLength(4);
  });

  test('row 31: a thousand reports are accepted at once', async () => {
    const { municipalityId, campaignId } = people.where;
    const { db } = database();
    const since = day('2000-01-01');
    const added = await db
      .insertInto('organisations')
      .values(
        Array.from({ length: 1000 }, (_, at) => ({
          kind: 'school' as const,
          name: `Лицей № ${at + 1}`,
          opened: since,
        })),
      )
      .returning('id')
      .execute();
    const placed = added.map(({ id }) => ({ organisation_id: id, parent_id: municipalityId, since }));
    await db.insertInto('placements').values(placed).execute();
    await openReportingDates(byClock('2012-04-21 00:05', yekaterinburg), { regionId: people.regionId });
    const by = { campaignId, userId: people.coordinator.id };
    const filedAt = new Date('2012-05-10T03:00:00Z');
    await insertFilings(
      database(),
      by,
      added.map(({ id }) => ({ schoolId: id, asOf: first, filedAt, coveredFrom: null })),
    );
    const ids = added.map(({ id }) => id);
    await db
      .updateTable('reports')
      .set({ status: 'filed', answers: JSON.stringify({ items: {}, problems: [] }) })
      .where('organisation_id', 'in', ids)
      .execute();
    const { waiting } = await seeQueue(as(people.coordinator, '2012-05-11 09:00'), people.where);
    expect(waiting).toHaveLength(1000);
    expect(await accept(waiting)).toEqual({ accepted: 1000, skipped: [] });
    expect(await seeQueue(as(people.coordinator, '2012-05-11 09:00'), people.where)).toMatchObject({ total: 0 });
  });

  test('what has to be read first is not accepted from the list, whatever is posted', async () => {
    const filing = await file('Школа № 1', '2012-05-03 09:00');
    await giveBack(filing, '2012-05-04 09:00', { remarks: [{ item: '8', text: 'В журнале 310.' }] });
    const again = await file('Школа № 1', '2012-05-05 09:00');
    expect(await accept([again])).toMatchObject({ accepted: 0, skipped: [{ why: 'openRemarks' }] });
  });

  test('nothing chosen, another town’s report, or too many refuses the whole request', async () => {
    const mine = await file('Школа № 1', '2012-05-10 09:00');
    const theirs = await file('Гимназия', '2012-05-10 09:00');
    const missing = { kind: 'fields', faults: [{ field: 'chosen', code: 'missing' }] };
    expect(await refusedWithoutATrace(() => accept([]))).toEqual(missing);
    expect(await refusedWithoutATrace(() => accept([mine, theirs]))).toEqual({ kind: 'notFound' });
    expect(await refusedWithoutATrace(() => accept([mine], people.stranger))).toEqual({ kind: 'notFound' });
    const analyst = as(people.analyst, '2012-05-11 09:00');
    const asked = () => acceptReports(analyst, { ...people.where, chosen: [mine] });
    expect(await refusedWithoutATrace(asked)).toEqual({ kind: 'forbidden' });
    const many = Array.from({ length: 1001 }, (_, at) => ({ reportId: at + 1, ordinal: 1 }));
    const tooMany = { kind: 'fields', faults: [{ field: 'chosen', code: 'tooMany' }] };
    expect(await refusedWithoutATrace(() => accept(many))).toEqual(tooMany);
  });
});
