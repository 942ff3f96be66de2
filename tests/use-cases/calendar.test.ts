import { beforeEach, describe, expect, test } from 'vitest';
import { day, month } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { seeFile } from '#app/use-cases/organisations/keep-file.server.ts';
import { seeSchool } from '#app/use-cases/organisations/see-school.server.ts';
import { exempt, extend, moveDate, revoke } from '#app/use-cases/reports/decide-dates.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { seeCalendar, seeReportCalendar } from '#app/use-cases/reports/see-calendar.server.ts';
import { seeMunicipalityCoverage, seeMunicipalityReports } from '#app/use-cases/territory/see-municipality.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { asAnotherProcess, kgForm, owedReport, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

/** Kogalym under KG opened on 20 April 2012: due on 15 May, filed until 14 June, changed until 14 July. Langepas is not bound. */
async function kogalym() {
  const territory = await createTerritory(database(), {
    name: 'Югра',
    zone: yekaterinburg,
    municipalities: { Когалым: ['Школа № 7', 'Школа № 8', 'Школа № 10'], Лангепас: ['Гимназия'] },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Кубрак П. В.');
  const municipalityId = territory.municipality('Когалым');
  const openedBy = as(administrator, '2012-04-20 10:00');
  const { campaignId } = await openCampaign(openedBy, { orderId: 'KG', scopeId: municipalityId, years: 0 });
  const { id: reportId } = await owedReport(database(), territory.school('Школа № 7'), '2012-05-15');
  return {
    territory,
    campaignId,
    municipalityId,
    reportId,
    administrator,
    director: await schoolPerson(database(), territory, 'director', 'Гаврилова Т. И.', 'Школа № 7'),
    neighbour: await schoolPerson(database(), territory, 'director', 'Сидоров В. В.', 'Школа № 8'),
    coordinator: await coordinatorOf(database(), territory, 'Власенко М. Г.', 'Когалым'),
    colleague: await coordinatorOf(database(), territory, 'Юдина С. Р.', 'Когалым'),
    stranger: await coordinatorOf(database(), territory, 'Ильин А. А.', 'Лангепас'),
    outsider: await schoolPerson(database(), territory, 'director', 'Громова Л. Д.', 'Гимназия'),
    analyst: await regionPerson(database(), territory, 'analyst', 'Орлова Н. Н.'),
  };
}

let people: Awaited<ReturnType<typeof kogalym>>;
beforeEach(async () => {
  people = await kogalym();
});

const may10 = '2012-05-10 10:00';
const outage = { version: '0', reason: 'outage', note: '', document: '', fileUntil: '', changeUntil: '' };
const joint = { version: '0', reason: 'joint', note: 'Отчитывается школа № 8', document: 'приказ от 03.05.2012 № 301' };

/** Fills the form in and files it for 15 May. */
const file = (who: User & { schoolId: number }, at: string, asOf = '2012-05-15') =>
  saveAndFile(as(who, at), database(), { schoolId: who.schoolId, asOf, typed: kgForm });

const save = (at: string, version = 0) =>
  saveReport(as(people.director, at), { reportId: people.reportId, version, typed: { '2:text': 'Аверс' } });

const giveBack = (at: string, ordinal = 1) =>
  reviewReport(as(people.coordinator, at), {
    reportId: people.reportId,
    ordinal,
    decision: 'returned',
    category: 'other',
    reason: 'Ошибка в строке 8',
  });

const accept = (at: string, ordinal: number) =>
  reviewReport(as(people.coordinator, at), { reportId: people.reportId, ordinal, decision: 'accepted' });

async function dateOf(asOf: string): Promise<number> {
  const { dates } = await seeCalendar(as(people.administrator, may10), people.campaignId);
  return dates.find((date) => date.asOf === asOf)?.id ?? 0;
}

/** Moves 15 May. */
async function move(who: User, typed: Record<string, string>, at = may10) {
  return moveDate(as(who, at), { reportingDateId: await dateOf('2012-05-15'), typed: { ...outage, ...typed } });
}

const termsSeen = async (at = may10, who: User = people.director) => {
  const seen = await seeReportCalendar(as(who, at), people.reportId);
  const { due, fileUntil, changeUntil, notRequired } = seen.report;
  return { days: [due, fileUntil, changeUntil], notRequired, standing: seen.standing, behind: seen.behind?.reason };
};

/** What the municipality's page counts on the day, of May's reports. */
async function ratesOn(asOf: string) {
  const at = { month: month(asOf.slice(0, 7)), day: day(asOf) };
  const ask = { campaignId: people.campaignId, municipalityId: people.municipalityId, at };
  const { line } = await seeMunicipalityCoverage(as(people.analyst, '2012-12-31 10:00'), ask);
  const { reported, onTime, onTimeOriginally, accepted, acceptedOnTime, covered } = line;
  return { reported, onTime, onTimeOriginally, accepted, acceptedOnTime, covered };
}

const municipalityReports = (at: string) =>
  seeMunicipalityReports(as(people.coordinator, at), {
    campaignId: people.campaignId,
    municipalityId: people.municipalityId,
    asOf: day('2012-05-15'),
  });

const three = (n: number) => ({ n, of: 3 });

async function audit() {
  const rows = await database().db.selectFrom('audit').selectAll().orderBy('id').execute();
  return rows.map(({ action, actor_id, subject_id, details }) => ({ action, actor_id, subject_id, details }));
}

describe('the calendar', () => {
  test('row 2: an irregular list of dates is owed exactly as the order lists it', async () => {
    const { dates } = await seeCalendar(as(people.director, may10), people.campaignId);
    expect(dates.map(({ asOf }) => asOf)).toEqual([
      ...['2012-05-15', '2012-09-20', '2012-10-15', '2012-11-15', '2012-12-25'],
      // The statement of conditions (KG-3.2).
      '2013-01-01',
    ]);
    expect(dates.every(({ due, asOf }) => due === asOf)).toBe(true);
  });

  test('row 3: due, last day to file and last day to change are three days, each still in time on the day itself', async () => {
    expect((await termsSeen()).days).toEqual(['2012-05-15', '2012-06-14', '2012-07-14']);
    await file(people.neighbour, '2012-05-15 23:59');
    await file(people.director, '2012-06-14 23:59');
    expect(await ratesOn('2012-05-15')).toMatchObject({ reported: three(1), onTime: three(1) });
    await giveBack('2012-06-20 10:00');
    await file(people.director, '2012-07-14 23:59');
    await giveBack('2012-07-14 23:59', 2);
    expect(await refusalOf(file(people.director, '2012-07-15 00:00'))).toEqual({ kind: 'locked', until: '2012-07-14' });
  });

  test('row 4: a report locks by itself when its last day is over', async () => {
    await save('2012-06-14 23:59');
    expect(await refusalOf(save('2012-06-15 00:00', 1))).toEqual({ kind: 'locked', until: '2012-06-14' });
    expect(await refusalOf(file(people.neighbour, '2012-06-15 00:00'))).toEqual({
      kind: 'locked',
      until: '2012-06-14',
    });
    expect((await termsSeen('2012-06-15 00:00')).standing).toBe('late');
  });

  test('is read by everybody whom the campaign binds, and moved by the administrator and its own coordinator', async () => {
    const { campaignId, administrator, coordinator, director, analyst, stranger, outsider } = people;
    for (const person of [administrator, coordinator]) {
      expect((await seeCalendar(as(person, may10), campaignId)).mayMove, person.name).toBe(true);
    }
    for (const person of [director, analyst]) {
      expect((await seeCalendar(as(person, may10), campaignId)).mayMove, person.name).toBe(false);
      expect(await refusalOf(move(person, { due: '25.05.2012' })), person.name).toEqual({ kind: 'forbidden' });
    }
    for (const person of [stranger, outsider]) {
      expect(await refusalOf(seeCalendar(as(person, may10), campaignId)), person.name).toEqual({ kind: 'notFound' });
      expect(await refusalOf(move(person, { due: '25.05.2012' })), person.name).toEqual({ kind: 'notFound' });
    }
  });
});

describe('a moved date', () => {
  test('is in force for every school at once; days left blank move along', async () => {
    await move(people.coordinator, { due: '25.05.2012' });
    expect(await termsSeen()).toMatchObject({ days: ['2012-05-25', '2012-06-24', '2012-07-24'], behind: 'outage' });
    const { dates } = await seeCalendar(as(people.director, may10), people.campaignId);
    expect(dates[0]).toMatchObject({ due: '2012-05-25', original: { due: '2012-05-15' }, move: { reason: 'outage' } });
  });

  test('is in force for the reports that open after it was moved', async () => {
    const september = { reportingDateId: await dateOf('2012-09-20'), typed: { ...outage, due: '25.09.2012' } };
    await moveDate(as(people.administrator, may10), september);
    await openReportingDates(byClock('2012-09-01 00:05', yekaterinburg), { regionId: people.territory.region.id });
    for (const { schoolId } of [people.director, people.neighbour]) {
      const { id } = await owedReport(database(), schoolId, '2012-09-20');
      const { report } = await seeReportCalendar(as(people.administrator, '2012-09-01 10:00'), id);
      expect([report.due, report.fileUntil, report.changeUntil]).toEqual(['2012-09-25', '2012-10-25', '2012-11-24']);
    }
  });

  test('counts both ways: filed on 20 May is in time by the moved day and late by the order’s', async () => {
    await move(people.administrator, { due: '25.05.2012' });
    await file(people.director, '2012-05-20 10:00');
    expect(await ratesOn('2012-05-25')).toMatchObject({
      reported: three(1),
      onTime: three(1),
      onTimeOriginally: three(0),
    });
  });

  test('revoked, gives the order’s day back, and both decisions stay readable', async () => {
    const { decisionId } = await move(people.coordinator, { due: '25.05.2012' });
    await move(people.colleague, { due: '28.05.2012', version: String(decisionId), reason: 'holidays' });
    const second = (await seeCalendar(as(people.director, may10), people.campaignId)).dates[0]?.move;
    await revoke(as(people.coordinator, '2012-05-11 09:00'), { decisionId: second?.id ?? 0 });
    await revoke(as(people.coordinator, '2012-05-11 09:00'), { decisionId: second?.id ?? 0 });
    const [date] = (await seeCalendar(as(people.director, may10), people.campaignId)).dates;
    expect(date).toMatchObject({ due: '2012-05-15', move: null });
    expect(
      date?.moves.map(({ reason, decidedBy, revokedBy, terms }) => [reason, decidedBy, revokedBy, terms?.due]),
    ).toEqual([
      ['holidays', 'Юдина С. Р.', 'Власенко М. Г.', '2012-05-28'],
      ['outage', 'Власенко М. Г.', 'Юдина С. Р.', '2012-05-25'],
    ]);
  });

  test('of two who move it at once, the second is told and changes nothing', async () => {
    await move(people.coordinator, { due: '25.05.2012' });
    const stale = move(people.colleague, { due: '28.05.2012' });
    expect(await refusalOf(stale)).toEqual({
      kind: 'fields',
      faults: [{ field: 'version', code: 'changedMeanwhile' }],
    });
    expect((await termsSeen()).days[0]).toBe('2012-05-25');
  });

  test('moved twice at the same moment, is moved once', async () => {
    const reportingDateId = await dateOf('2012-05-15');
    const outcomes = await asAnotherProcess(database(), async (other) =>
      Promise.allSettled([
        moveDate(as(people.coordinator, may10), { reportingDateId, typed: { ...outage, due: '25.05.2012' } }),
        moveDate(
          { ...as(people.colleague, may10), db: other.db },
          { reportingDateId, typed: { ...outage, due: '28.05.2012' } },
        ),
      ]),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('moved by a double click, is moved once', async () => {
    const first = await move(people.coordinator, { due: '25.05.2012' });
    expect(await move(people.coordinator, { due: '25.05.2012' })).toEqual(first);
    expect((await audit()).filter(({ action }) => action === 'date.move')).toHaveLength(1);
  });

  test.each([
    [{ due: '14.05.2012' }, 'due', 'beforeAsOf'],
    [{ due: '25.05.2012', fileUntil: '24.05.2012' }, 'fileUntil', 'beforeDue'],
    [{ due: '25.05.2012', changeUntil: '01.06.2012' }, 'changeUntil', 'beforeFileUntil'],
    [{ due: '25.05.2021' }, 'due', 'tooFar'],
    [{ due: '' }, 'due', 'missing'],
    [{ due: '31.02.2012' }, 'due', 'noSuchDate'],
    [{ due: '25.05.2012', reason: 'staff' }, 'reason', 'missing'],
    [{ due: '25.05.2012', reason: '' }, 'reason', 'missing'],
  ])('that can’t stand is refused at its field: %j', async (typed, field, code) => {
    const before = await audit();
    expect(await refusalOf(move(people.coordinator, typed))).toEqual({ kind: 'fields', faults: [{ field, code }] });
    expect(await audit()).toEqual(before);
    expect((await termsSeen()).behind).toBeUndefined();
  });

  test('makes nobody late after the fact', async () => {
    const { decisionId } = await move(people.coordinator, { due: '25.05.2012' });
    const typed = { due: '19.05.2012', version: String(decisionId) };
    expect(await refusalOf(move(people.coordinator, typed, '2012-05-20 10:00'))).toMatchObject({
      faults: [{ field: 'due', code: 'inPast' }],
    });
  });
});

describe('an extension', () => {
  const grant = (who: User, typed: Record<string, string>, at = may10) =>
    extend(as(who, at), { reportId: people.reportId, typed: { ...outage, ...typed } });

  test('row 5: one school has later days, its neighbours keep theirs', async () => {
    await grant(people.coordinator, { due: '20.05.2012' });
    expect(await termsSeen()).toMatchObject({ days: ['2012-05-20', '2012-06-19', '2012-07-19'], behind: 'outage' });
    await file(people.director, '2012-05-20 23:59');
    await file(people.neighbour, '2012-05-20 23:59');
    expect(await ratesOn('2012-05-20')).toMatchObject({
      reported: three(2),
      onTime: three(1),
      onTimeOriginally: three(0),
    });
    const { reports } = await municipalityReports('2012-05-21 10:00');
    expect(reports.map(({ school, firstLate }) => [school, firstLate])).toEqual([
      ['Школа № 7', false],
      ['Школа № 8', true],
      ['Школа № 10', null],
    ]);
  });

  test('opens a locked report again without forgiving its lateness', async () => {
    await grant(people.coordinator, { due: '15.05.2012', fileUntil: '30.06.2012' }, '2012-06-20 10:00');
    await file(people.director, '2012-06-30 10:00');
    expect((await municipalityReports('2012-06-30 12:00')).reports[0]).toMatchObject({ firstLate: true });
  });

  test('is not taken away by a later move of the date for all, and is measured against it', async () => {
    await grant(people.coordinator, { due: '20.05.2012' });
    await move(people.administrator, { due: '25.05.2012' });
    expect(await termsSeen()).toMatchObject({ days: ['2012-05-25', '2012-06-24', '2012-07-24'] });
    const seen = await seeReportCalendar(as(people.coordinator, may10), people.reportId);
    const version = String(seen.extension?.id);
    expect(await refusalOf(grant(people.coordinator, { due: '22.05.2012', version }))).toMatchObject({
      faults: [{ field: 'due', code: 'notLater' }],
    });
    await grant(people.coordinator, { due: '01.06.2012', version });
    expect((await termsSeen()).days[0]).toBe('2012-06-01');
  });

  test('that extends nothing is refused', async () => {
    expect(await refusalOf(grant(people.coordinator, { due: '15.05.2012' }))).toMatchObject({
      faults: [{ field: 'due', code: 'notLater' }],
    });
  });

  test('is granted by the school’s coordinator and the administrator alone', async () => {
    for (const person of [people.director, people.analyst]) {
      expect(await refusalOf(grant(person, { due: '20.05.2012' })), person.name).toEqual({ kind: 'forbidden' });
    }
    for (const person of [people.neighbour, people.stranger]) {
      expect(await refusalOf(grant(person, { due: '20.05.2012' })), person.name).toEqual({ kind: 'notFound' });
    }
    await grant(people.administrator, { due: '20.05.2012' });
    const { decisionId } = await grant(people.coordinator, { due: '21.05.2012', version: '1' });
    expect(await refusalOf(revoke(as(people.director, may10), { decisionId }))).toEqual({ kind: 'forbidden' });
    expect(await refusalOf(revoke(as(people.stranger, may10), { decisionId }))).toEqual({ kind: 'notFound' });
    await revoke(as(people.administrator, may10), { decisionId });
    expect((await termsSeen()).days[0]).toBe('2012-05-15');
  });
});

describe('a decision', () => {
  test('row 6: keeps its author, the reason from the list, the words beside it and the document', async () => {
    const typed = { ...outage, due: '20.05.2012', note: ' Нет  связи ', document: 'письмо от 14.05.2012 № 118' };
    const { decisionId } = await extend(as(people.coordinator, may10), { reportId: people.reportId, typed });
    const { decisions } = await seeReportCalendar(as(people.director, may10), people.reportId);
    expect(decisions).toMatchObject([
      {
        kind: 'extension',
        reason: 'outage',
        note: 'Нет связи',
        document: 'письмо от 14.05.2012 № 118',
        decidedBy: 'Власенко М. Г.',
        decidedAt: as(people.coordinator, may10).now,
        revokedAt: null,
      },
    ]);
    await revoke(as(people.colleague, '2012-05-11 10:00'), { decisionId });
    const seen = await seeReportCalendar(as(people.director, may10), people.reportId);
    expect(seen.decisions).toMatchObject([{ reason: 'outage', decidedBy: 'Власенко М. Г.', revokedBy: 'Юдина С. Р.' }]);
    expect((await audit()).slice(-2)).toEqual([
      {
        action: 'report.extend',
        actor_id: people.coordinator.id,
        subject_id: people.reportId,
        details: {
          decision: decisionId,
          replaced: null,
          reason: 'outage',
          due: '2012-05-20',
          fileUntil: '2012-06-19',
          changeUntil: '2012-07-19',
        },
      },
      {
        action: 'report.revokeDecision',
        actor_id: people.colleague.id,
        subject_id: people.reportId,
        details: { decision: decisionId, kind: 'extension' },
      },
    ]);
  });

  test('row 6: keeps the document itself, for whoever may see the decision', async () => {
    const file = { name: 'приказ.pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF\n') };
    const typed = { ...outage, due: '20.05.2012' };
    const asked = () => extend(as(people.coordinator, may10), { reportId: people.reportId, typed, file });
    expect(await asked()).toEqual(await asked());
    const { decisions } = await seeReportCalendar(as(people.director, may10), people.reportId);
    expect(decisions).toHaveLength(1);
    const kept = await seeFile(as(people.director, may10), decisions[0]?.fileId ?? 0);
    expect([kept.name, kept.content.equals(file.bytes)]).toEqual(['приказ.pdf', true]);
    expect(await refusalOf(seeFile(as(people.neighbour, may10), kept.id))).toEqual({ kind: 'notFound' });
    const wrong = { name: 'приказ.pdf', bytes: Buffer.from('не PDF') };
    const faulty = moveDate(as(people.coordinator, may10), {
      reportingDateId: 1,
      typed: { ...typed, due: '' },
      file: wrong,
    });
    expect(await refusalOf(faulty)).toMatchObject({
      faults: [{ field: 'due' }, { field: 'file', code: 'fileWrongType' }],
    });
  });

  test('row 6: without a reason of its own list is refused', async () => {
    for (const reason of ['', 'joint', 'потому что']) {
      const typed = { ...outage, due: '20.05.2012', reason };
      const asked = extend(as(people.coordinator, may10), { reportId: people.reportId, typed });
      expect(await refusalOf(asked), reason).toEqual({
        kind: 'fields',
        faults: [{ field: 'reason', code: 'missing' }],
      });
    }
  });

  test('about a school is read by that school, its coordinator and the region, not by its neighbours', async () => {
    await exempt(as(people.coordinator, may10), { reportId: people.reportId, typed: joint });
    const schools = async (who: User) => {
      const { dates } = await seeCalendar(as(who, may10), people.campaignId);
      return dates[0]?.schools.map(({ school }) => school);
    };
    for (const person of [people.director, people.coordinator, people.analyst]) {
      expect(await schools(person), person.name).toEqual(['Школа № 7']);
    }
    expect(await schools(people.neighbour)).toEqual([]);
  });
});

describe('not required', () => {
  const excuse = (who: User = people.coordinator, at = may10, typed = joint) =>
    exempt(as(who, at), { reportId: people.reportId, typed });

  test('row 7: leaves what is owed, locks the report, and comes back when it is revoked', async () => {
    await save(may10);
    const { decisionId } = await excuse();
    expect(await termsSeen()).toMatchObject({ notRequired: 'decision', standing: 'notRequired', behind: 'joint' });
    expect(await refusalOf(save(may10, 1))).toEqual({ kind: 'locked', until: null });
    expect(await ratesOn('2012-05-15')).toMatchObject({ reported: { n: 0, of: 2 }, onTime: { n: 0, of: 2 } });

    await revoke(as(people.colleague, '2012-05-12 10:00'), { decisionId });
    expect(await termsSeen()).toMatchObject({ notRequired: null, standing: 'draft' });
    await file(people.director, '2012-05-15 10:00');
    expect(await ratesOn('2012-05-15')).toMatchObject({ reported: three(1) });
  });

  test('the order’s coverage counts the school all the same (MO-4.3)', async () => {
    await excuse();
    expect((await ratesOn('2012-05-15')).covered).toEqual(three(0));
  });

  test('a report that has been filed can’t be excused', async () => {
    await file(people.director, may10);
    const refused = { kind: 'fields', faults: [{ field: 'reason', code: 'alreadyFiled' }] };
    expect(await refusalOf(excuse())).toEqual(refused);
    await giveBack('2012-05-11 10:00');
    expect(await refusalOf(excuse())).toEqual(refused);
  });

  test('nothing is extended that isn’t required', async () => {
    await excuse();
    const typed = { ...outage, due: '20.05.2012' };
    expect(await refusalOf(extend(as(people.coordinator, may10), { reportId: people.reportId, typed }))).toMatchObject({
      faults: [{ field: 'reason', code: 'notOwed' }],
    });
  });

  test('is decided by the school’s coordinator and the administrator, not by the school', async () => {
    expect(await refusalOf(excuse(people.director))).toEqual({ kind: 'forbidden' });
    expect(await refusalOf(excuse(people.stranger))).toEqual({ kind: 'notFound' });
    await excuse(people.administrator);
    const stale = excuse(people.coordinator, may10, { ...joint, reason: 'exempt' });
    expect(await refusalOf(stale)).toMatchObject({ faults: [{ field: 'version', code: 'changedMeanwhile' }] });
  });
});

describe('two clocks', () => {
  test('row 41: the school sees its own figures, against the day in force and the order’s', async () => {
    await move(people.coordinator, { due: '20.05.2012' });
    await file(people.director, '2012-05-18 10:00');
    await accept('2012-05-19 10:00', 1);
    const { campaigns } = await seeSchool(as(people.director, '2012-05-21 10:00'), people.director.schoolId);
    const all = { n: 1, of: 1 };
    expect(campaigns[0]?.clocks).toEqual({
      ...{ reported: all, onTime: all, accepted: all, acceptedOnTime: all },
      onTimeOriginally: { n: 0, of: 1 },
    });
    expect(campaigns[0]?.reports.find(({ asOf }) => asOf === '2012-05-15')?.behind).toEqual({
      kind: 'move',
      reason: 'outage',
    });
  });

  test('row 41: in time when first filed, and in time in the accepted version, are two figures', async () => {
    await file(people.director, '2012-05-14 10:00');
    await giveBack('2012-05-15 10:00');
    await file(people.director, '2012-05-18 10:00');
    await accept('2012-05-19 10:00', 2);
    await file(people.neighbour, '2012-05-14 10:00');
    const { id } = await owedReport(database(), people.neighbour.schoolId, '2012-05-15');
    await reviewReport(as(people.coordinator, '2012-05-25 10:00'), { reportId: id, ordinal: 1, decision: 'accepted' });
    const line = async () => (await monthOfMay()).line;
    const counted = { reported: three(2), onTime: three(2), accepted: three(2), acceptedOnTime: three(1) };
    expect(await line()).toMatchObject({ ...counted, onTimeOriginally: three(2) });

    // Its accepted version was filed on the 18th: an extension to that day makes it in time, an acceptance later does not undo it.
    const typed = { ...outage, due: '18.05.2012' };
    await extend(as(people.coordinator, '2012-05-20 10:00'), { reportId: people.reportId, typed });
    expect(await line()).toMatchObject({ ...counted, acceptedOnTime: three(2), onTimeOriginally: three(2) });
  });

  async function monthOfMay() {
    const ask = {
      campaignId: people.campaignId,
      municipalityId: people.municipalityId,
      at: { month: month('2012-05') },
    };
    return seeMunicipalityCoverage(as(people.coordinator, '2012-06-02 10:00'), ask);
  }
});
