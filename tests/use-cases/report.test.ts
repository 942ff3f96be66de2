import { beforeEach, describe, expect, test } from 'vitest';
import type { Typed } from '#app/domain/reports/form.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { fileReport } from '#app/use-cases/reports/file-report.server.ts';
import { reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { seeMunicipalityReports } from '#app/use-cases/territory/see-municipality.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { kgForm, owedReport } from '#tests/support/scenario.ts';
import { createTerritory, yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as } = contexts(database);

/** Two towns under KG; on 10 May 2012 every school owes its first report. `reportId` is the report of Kogalym's school № 7. */
async function twoTowns() {
  const territory = await createTerritory(database(), {
    name: 'Югра',
    zone: yekaterinburg,
    municipalities: { Когалым: ['Школа № 7', 'Школа № 8'], Лангепас: ['Гимназия'] },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Кубрак П. В.');
  const openedBy = as(administrator, '2012-04-20 10:00');
  const { campaignId } = await openCampaign(openedBy, { orderId: 'KG', scopeId: territory.region.id, years: 0 });
  const { id: reportId } = await owedReport(database(), territory.school('Школа № 7'), '2012-05-15');
  return {
    campaignId,
    reportId,
    municipalityId: territory.municipality('Когалым'),
    administrator,
    director: await schoolPerson(database(), territory, 'director', 'Гаврилова Т. И.', 'Школа № 7'),
    responsible: await schoolPerson(database(), territory, 'responsible', 'Петрова А. С.', 'Школа № 7'),
    neighbour: await schoolPerson(database(), territory, 'director', 'Сидоров В. В.', 'Школа № 8'),
    coordinator: await coordinatorOf(database(), territory, 'Власенко М. Г.', 'Когалым'),
    colleague: await coordinatorOf(database(), territory, 'Юдина С. Р.', 'Когалым'),
    stranger: await coordinatorOf(database(), territory, 'Ильин А. А.', 'Лангепас'),
    analyst: await regionPerson(database(), territory, 'analyst', 'Орлова Н. Н.'),
    supervisor: await regionPerson(database(), territory, 'supervisor', 'Шмагина А. В.'),
  };
}

let people: Awaited<ReturnType<typeof twoTowns>>;
beforeEach(async () => {
  people = await twoTowns();
});

const morning = '2012-05-10 09:00';
const noon = '2012-05-10 12:00';

/** Everything that a refused act must leave as it was. */
async function stored() {
  const { db } = database();
  return {
    reports: await db.selectFrom('reports').selectAll().orderBy('id').execute(),
    filings: await db.selectFrom('filings').selectAll().orderBy('id').execute(),
    figures: await db.selectFrom('filing_figures').selectAll().orderBy('filing_id').orderBy('item').execute(),
    reviews: await db.selectFrom('reviews').selectAll().orderBy('filing_id').execute(),
    audit: await db.selectFrom('audit').selectAll().orderBy('id').execute(),
  };
}

async function refusedWithoutATrace(act: () => Promise<unknown>) {
  const before = await stored();
  const refusal = await refusalOf(act());
  expect(await stored()).toEqual(before);
  return refusal;
}

function save(typed: Typed, version = 0) {
  return saveReport(as(people.director, morning), { reportId: people.reportId, version, typed });
}

async function filed() {
  const { version } = await save(kgForm);
  return fileReport(as(people.director, noon), { reportId: people.reportId, version });
}

describe('saving', () => {
  test('a draft is kept as far as it is filled in', async () => {
    expect(await save({ '1:name': 'Петрова А. С.', '6.1:n': '12', '4:0:title': 'Положение' })).toMatchObject({
      version: 1,
      faults: [],
    });
    const seen = await seeReport(as(people.director, noon), people.reportId);
    expect(seen.standing).toBe('draft');
    expect(seen.answers.items).toEqual({
      '1': { name: 'Петрова А. С.' },
      '4': { rows: [{ title: 'Положение' }] },
      '6.1': { n: 12 },
    });
    expect(seen.report).toMatchObject({ version: 1, savedBy: 'Гаврилова Т. И.' });
  });

  test('a field that the form doesn’t have is refused', async () => {
    const unknown = { ...kgForm, '6.4:n': '1' };
    expect(await refusedWithoutATrace(() => save(unknown))).toEqual({ kind: 'unknownField', field: '6.4:n' });
  });

  test('who saves over a colleague’s newer version learns whose it is and what differs, and overwrites nothing', async () => {
    const opened = await save(kgForm);
    const { reportId, director, responsible } = people;
    const colleague = { ...kgForm, '6.1:n': '39', '14:n': '25' };
    await saveReport(as(responsible, '2012-05-10 10:30'), { reportId, version: opened.version, typed: colleague });

    const stale = { ...kgForm, '6.1:n': '38', '2:text': 'Аверс' };
    const asked = { reportId, version: opened.version, typed: stale };
    expect(await refusedWithoutATrace(() => saveReport(as(director, noon), asked))).toMatchObject({
      kind: 'changedMeanwhile',
      version: 2,
      by: 'Петрова А. С.',
      at: '2012-05-10T04:30:00.000Z',
      items: ['2', '6.1', '14'],
    });
    expect((await seeReport(as(director, noon), reportId)).answers.items['6.1']).toEqual({ n: 39, of: 40 });
  });

  test('of two who save at once, one is told of the other', async () => {
    const { reportId, director, responsible } = people;
    const outcomes = await Promise.allSettled([
      saveReport(as(director, morning), { reportId, version: 0, typed: { '2:text': 'Аверс' } }),
      saveReport(as(responsible, morning), { reportId, version: 0, typed: { '2:text': 'Дневник.ру' } }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await seeReport(as(director, noon), reportId)).report.version).toBe(1);
  });
});

describe('a draft', () => {
  const draftOf = async (person: typeof people.director | typeof people.coordinator) => {
    const { draft, answers } = await seeReport(as(person, '2012-05-12 09:00'), people.reportId);
    return { draft: draft?.items['2'], answers: answers.items['2'] };
  };

  test('is its school’s alone until it is filed', async () => {
    await save({ '2:text': 'Аверс' });
    expect(await draftOf(people.responsible)).toEqual({ draft: 'Аверс', answers: 'Аверс' });
    expect(await draftOf(people.coordinator)).toEqual({ draft: undefined, answers: undefined });
  });

  test('of a returned report is there once it differs from what was filed, which all others go on seeing', async () => {
    const { reportId, director, coordinator } = people;
    await filed();
    const returned = { decision: 'returned', category: 'figures', reason: 'Ошибка в строке 2' } as const;
    await reviewReport(as(coordinator, '2012-05-11 09:00'), { reportId, ordinal: 1, ...returned });
    expect(await draftOf(director)).toEqual({ draft: undefined, answers: 'Дневник.ру' });

    await save({ ...kgForm, '2:text': 'Аверс' }, 2);
    expect(await draftOf(director)).toEqual({ draft: 'Аверс', answers: 'Аверс' });
    expect(await draftOf(coordinator)).toEqual({ draft: undefined, answers: 'Дневник.ру' });
  });
});

describe('filing', () => {
  test('an incomplete report is refused with the list of what is missing', async () => {
    const { '2:text': _system, '8:of': _of, ...partly } = kgForm;
    const { version } = await save({ ...partly, 'problems:0:text': 'Нет сети' });
    const asked = () => fileReport(as(people.director, noon), { reportId: people.reportId, version });
    expect(await refusedWithoutATrace(asked)).toEqual({
      kind: 'faults',
      faults: [
        { field: '2:text', item: '2', code: 'missing' },
        { field: '8:of', item: '8', code: 'missing' },
        { field: 'problems:0:solved', item: 'problems', code: 'missing' },
      ],
    });
  });

  test('a report that nobody has begun is refused too', async () => {
    const asked = () => fileReport(as(people.director, noon), { reportId: people.reportId, version: 0 });
    expect(await refusedWithoutATrace(asked)).toMatchObject({ kind: 'faults' });
  });

  test('a double click files once', async () => {
    const { version } = await save(kgForm);
    const click = () => fileReport(as(people.director, noon), { reportId: people.reportId, version });
    expect(await Promise.all([click(), click()])).toEqual([{ ordinal: 1 }, { ordinal: 1 }]);
    expect(await click()).toEqual({ ordinal: 1 });
    const { filings, audit } = await stored();
    expect(filings).toHaveLength(1);
    expect(audit.filter(({ action }) => action === 'report.file')).toHaveLength(1);
  });

  test('what is filed is what the person saw: an older version is refused', async () => {
    const { version } = await save(kgForm);
    await saveReport(as(people.responsible, '2012-05-10 10:30'), {
      reportId: people.reportId,
      version,
      typed: { ...kgForm, '2:text': 'Аверс' },
    });
    const asked = () => fileReport(as(people.director, noon), { reportId: people.reportId, version });
    expect(await refusedWithoutATrace(asked)).toMatchObject({
      kind: 'changedMeanwhile',
      version: 2,
      by: 'Петрова А. С.',
    });
  });

  test('a filed report is neither saved nor filed again', async () => {
    await filed();
    expect(await refusedWithoutATrace(() => save(kgForm, 1))).toEqual({
      kind: 'wrongStatus',
      action: 'save',
      status: 'filed',
    });
    const again = () => fileReport(as(people.director, noon), { reportId: people.reportId, version: 2 });
    expect(await refusedWithoutATrace(again)).toEqual({ kind: 'wrongStatus', action: 'file', status: 'filed' });
  });

  test('its shares are kept as figures', async () => {
    await filed();
    const { figures } = await stored();
    expect(figures.map(({ item }) => item)).toEqual([
      ...['10.1', '10.2', '10.3', '12.1', '12.2', '13', '14', '6.1', '6.2', '6.3', '8', '9'],
    ]);
    expect(figures.find(({ item }) => item === '14')).toMatchObject({ n: 20, of: 200 });
  });
});

describe('a report of another school', () => {
  test('does not exist for that school’s neighbour and for another town’s coordinator', async () => {
    await filed();
    const { reportId, neighbour, stranger } = people;
    for (const person of [neighbour, stranger]) {
      const ctx = as(person, noon);
      expect(await refusalOf(seeReport(ctx, reportId)), person.name).toEqual({ kind: 'notFound' });
      const acts = [
        () => saveReport(ctx, { reportId, version: 1, typed: kgForm }),
        () => fileReport(ctx, { reportId, version: 1 }),
        () => reviewReport(ctx, { reportId, ordinal: 1, decision: 'accepted' }),
      ];
      for (const act of acts) expect(await refusedWithoutATrace(act), person.name).toEqual({ kind: 'notFound' });
    }
    expect(await refusalOf(seeReport(as(neighbour, noon), 999_999))).toEqual({ kind: 'notFound' });
  });

  test('is seen by the analyst and the supervisor, who may neither save, file nor review it', async () => {
    await filed();
    const { reportId, analyst, supervisor } = people;
    for (const person of [analyst, supervisor]) {
      const ctx = as(person, noon);
      expect((await seeReport(ctx, reportId)).can).toEqual({
        ...{ save: false, file: false, review: false },
        ...{ amend: false, dropAmendment: false },
      });
      const acts = [
        () => saveReport(ctx, { reportId, version: 1, typed: kgForm }),
        () => fileReport(ctx, { reportId, version: 1 }),
        () => reviewReport(ctx, { reportId, ordinal: 1, decision: 'accepted' }),
      ];
      for (const act of acts) expect(await refusedWithoutATrace(act), person.name).toEqual({ kind: 'forbidden' });
    }
  });

  test('is reviewed by its coordinator, who may not file it, and not by its director', async () => {
    const { version } = await save(kgForm);
    const { reportId, director, coordinator } = people;
    const filing = () => fileReport(as(coordinator, noon), { reportId, version });
    expect(await refusedWithoutATrace(filing)).toEqual({ kind: 'forbidden' });
    await fileReport(as(director, noon), { reportId, version });
    const review = () => reviewReport(as(director, noon), { reportId, ordinal: 1, decision: 'accepted' });
    expect(await refusedWithoutATrace(review)).toEqual({ kind: 'forbidden' });
  });
});

describe('review', () => {
  const review = (
    decision: { decision: 'accepted' } | { decision: 'returned'; category: string; reason: string },
    ordinal = 1,
  ) => reviewReport(as(people.coordinator, '2012-05-11 09:00'), { reportId: people.reportId, ordinal, ...decision });

  test('a return needs a reason', async () => {
    await filed();
    expect(
      await refusedWithoutATrace(() => review({ decision: 'returned', category: 'figures', reason: '  ' })),
    ).toEqual({
      kind: 'fields',
      faults: [{ field: 'reason', code: 'missing' }],
    });
  });

  test.each([
    ['missing', '\u200b\u2060 \u00ad'],
    ['unreadable', 'Ошибка\u0007'],
    ['unreadable', 'Ошибка\ufffe'],
    ['tooLong', 'ы'.repeat(2001)],
  ])('a reason that nobody can read is refused at its field: %s', async (code, reason) => {
    await filed();
    expect(await refusedWithoutATrace(() => review({ decision: 'returned', category: 'figures', reason }))).toEqual({
      kind: 'fields',
      faults: [{ field: 'reason', code }],
    });
  });

  test('returning twice is returning once; a second reason, or a colleague’s, is not lost unsaid', async () => {
    await filed();
    const returned = { decision: 'returned', category: 'figures', reason: 'Строка 8:\nошибка' } as const;
    await review(returned);
    await review({ ...returned, reason: ' Строка 8:\r\nошибка ' });
    const wrongStatus = { kind: 'wrongStatus', action: 'return', status: 'returned' };
    const other = { decision: 'returned', category: 'figures', reason: 'Ошибка в строке 9' } as const;
    expect(await refusedWithoutATrace(() => review(other))).toEqual(wrongStatus);
    const ctx = as(people.colleague, '2012-05-11 09:00');
    const asked = () => reviewReport(ctx, { reportId: people.reportId, ordinal: 1, ...returned });
    expect(await refusedWithoutATrace(asked)).toEqual(wrongStatus);
  });

  test('accepting twice is accepting once', async () => {
    await filed();
    await Promise.all([review({ decision: 'accepted' }), review({ decision: 'accepted' })]);
    await review({ decision: 'accepted' });
    const { reviews, audit } = await stored();
    expect(reviews).toHaveLength(1);
    expect(audit.filter(({ action }) => action === 'report.accept')).toHaveLength(1);
  });

  test('what is accepted can’t be returned', async () => {
    await filed();
    await review({ decision: 'accepted' });
    const asked = () => review({ decision: 'returned', category: 'figures', reason: 'Ошибка в строке 8' });
    expect(await refusedWithoutATrace(asked)).toEqual({ kind: 'wrongStatus', action: 'return', status: 'accepted' });
  });

  test('a decision is about the filing that was read, not about a later one', async () => {
    await filed();
    await review({ decision: 'returned', category: 'figures', reason: 'Ошибка в строке 8' });
    const { report } = await seeReport(as(people.director, noon), people.reportId);
    await fileReport(as(people.director, '2012-05-12 09:00'), { reportId: people.reportId, version: report.version });
    const asked = () => review({ decision: 'accepted' }, 1);
    expect(await refusedWithoutATrace(asked)).toEqual({ kind: 'wrongStatus', action: 'accept', status: 'filed' });
    await review({ decision: 'accepted' }, 2);
  });

  test('the coordinator sees what waits, the longest waiting first, until it is reviewed', async () => {
    const { coordinator, municipalityId, campaignId } = people;
    const waiting = async () => {
      const ask = { municipalityId, campaignId };
      const seen = await seeMunicipalityReports(as(coordinator, '2012-05-11 08:00'), ask);
      return { waiting: seen.waiting.map(({ school }) => school), counts: seen.counts };
    };
    await filed();
    expect(await waiting()).toMatchObject({ waiting: ['Школа № 7'], counts: { filed: 1, notDue: 1, accepted: 0 } });
    await review({ decision: 'accepted' });
    expect(await waiting()).toMatchObject({ waiting: [], counts: { filed: 0, notDue: 1, accepted: 1 } });
  });
});

test('every step is in the audit: who, what and when, without a word of the answers', async () => {
  const { reportId, director, responsible, coordinator, administrator } = people;
  const { version } = await saveReport(as(responsible, morning), { reportId, version: 0, typed: kgForm });
  await fileReport(as(director, noon), { reportId, version });
  const returned = { decision: 'returned', category: 'figures', reason: 'Ошибка в строке 8' } as const;
  await reviewReport(as(coordinator, '2012-05-11 09:00'), { reportId, ordinal: 1, ...returned });
  await fileReport(as(director, '2012-05-11 10:00'), { reportId, version: version + 1 });
  await reviewReport(as(coordinator, '2012-05-11 11:00'), { reportId, ordinal: 2, decision: 'accepted' });

  const { audit } = await stored();
  expect(audit.map(({ action, actor_id, at, details }) => [action, actor_id, at.toISOString(), details])).toEqual([
    ['campaign.open', administrator.id, '2012-04-20T04:00:00.000Z', { order: 'KG', years: 0 }],
    ['reports.create', administrator.id, '2012-04-20T04:00:00.000Z', { created: 6 }],
    ['report.save', responsible.id, '2012-05-10T03:00:00.000Z', { version: 1 }],
    ['report.file', director.id, '2012-05-10T06:00:00.000Z', { ordinal: 1, version: 1 }],
    ['report.return', coordinator.id, '2012-05-11T03:00:00.000Z', { ordinal: 1, category: 'figures', remarks: 0 }],
    ['report.file', director.id, '2012-05-11T04:00:00.000Z', { ordinal: 2, version: 2 }],
    ['report.accept', coordinator.id, '2012-05-11T05:00:00.000Z', { ordinal: 2 }],
  ]);
});
