import { beforeEach, describe, expect, test } from 'vitest';
import { day } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { addAct, changeAct } from '#app/use-cases/organisations/keep-acts.server.ts';
import {
  changeOrganisation,
  moveSchool,
  seeOrganisation,
} from '#app/use-cases/organisations/manage-organisations.server.ts';
import { handOver } from '#app/use-cases/people/hand-over.server.ts';
import { changePerson, changeRole, seePerson } from '#app/use-cases/people/manage-people.server.ts';
import { noteCall } from '#app/use-cases/reports/call-list.server.ts';
import { extend, moveDate, revoke } from '#app/use-cases/reports/decide-dates.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { type HistorySubject, seeHistory, seeWholeHistory } from '#app/use-cases/trust/see-history.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { moForm, owedReport, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow, type Territory } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

let territory: Territory;
let zueva: User;
let petrova: User & { schoolId: number };
let neighbour: User;
let frolova: User;
let stranger: User;
let analyst: User;
let campaignId: number;

beforeEach(async () => {
  territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Балашиха: ['Школа № 1', 'Школа № 2'], Химки: ['Лицей'] },
  });
  zueva = await regionPerson(database(), territory, 'administrator', 'Зуева Анна');
  analyst = await regionPerson(database(), territory, 'analyst', 'Орлова Нина');
  petrova = await schoolPerson(database(), territory, 'director', 'Петрова Нина', 'Школа № 1');
  neighbour = await schoolPerson(database(), territory, 'director', 'Власов Олег', 'Школа № 2');
  frolova = await coordinatorOf(database(), territory, 'Фролова Ирина', 'Балашиха');
  stranger = await coordinatorOf(database(), territory, 'Ильин Андрей', 'Химки');
  const scope = { orderId: 'MO', scopeId: territory.region.id, years: 0 };
  ({ campaignId } = await openCampaign(as(zueva, '2012-09-01 10:00'), scope));
});

const now = '2012-10-20 12:00';
const september = { asOf: '2012-09-30' };

async function fileAndReturn(): Promise<number> {
  const { schoolId } = petrova;
  const filing = { schoolId, ...september, typed: moForm(null) };
  const { reportId, ordinal } = await saveAndFile(as(petrova, '2012-09-25 10:00'), database(), filing);
  const why = { decision: 'returned', category: 'other', reason: 'Проверьте строку 5' } as const;
  await reviewReport(as(frolova, '2012-09-26 09:30'), { reportId, ordinal, ...why });
  return reportId;
}

async function seen(who: User, subject: HistorySubject, id: number) {
  const { rows } = await seeHistory(as(who, now), { subject, id });
  return rows.map(({ action, by, role, changes }) => ({ action, by, role, changes }));
}

const decided = { note: '', document: '', fileUntil: '', changeUntil: '', version: '0', reason: 'outage' };

describe('row 56: the history says who, when, and what it was and became', () => {
  test('of a report: every step, and each line that a filing changed in the one before', async () => {
    const reportId = await fileAndReturn();
    const { version } = await owedReport(database(), petrova.schoolId, '2012-09-30');
    await saveReport(as(petrova, '2012-09-27 10:00'), { reportId, version, typed: moForm('01.09.2012') });
    await saveAndFile(as(petrova, '2012-09-27 10:20'), database(), {
      ...{ schoolId: petrova.schoolId, ...september },
      typed: { ...moForm('01.09.2012'), '5.1:n': '35' },
    });
    const history = await seeHistory(as(frolova, now), { subject: 'report', id: reportId });
    expect(history.rows.map(({ action, by, role, changes }) => [action, by, role, changes.status])).toEqual([
      ['report.file', 'Петрова Нина', 'director', ['returned', 'filed']],
      ['report.return', 'Фролова Ирина', 'coordinator', ['filed', 'returned']],
      ['report.file', 'Петрова Нина', 'director', ['draft', 'filed']],
    ]);
    expect(history.rows[1]?.at).toEqual(as(frolova, '2012-09-26 09:30').now);
    const [first, second] = history.of.subject === 'report' ? history.of.filings : [];
    expect(first?.before).toBeNull();
    expect(second?.items).toEqual(['3', '5.1']);
  });

  test('of a school: its facts, its move with both municipalities by name, its documents, who answers for it', async () => {
    const id = petrova.schoolId;
    const { organisation } = await seeOrganisation(as(zueva, now), id);
    const typed = { version: String(organisation.version), name: 'Школа № 1 имени Гагарина', phone: '84951234567' };
    const rest = { opened: '01.01.2000', closed: '', generalEducation: 'yes', schoolKind: '', settlement: '' };
    await changeOrganisation(as(zueva, now), { id, typed: { ...typed, ...rest } });
    const moving = { version: '2', municipality: String(territory.municipality('Химки')), since: '01.10.2012' };
    const act = { kind: 'localAct', number: '12', date: '10.05.2012', title: 'Положение о журнале' };
    const { id: actId } = await addAct(as(petrova, now), { schoolId: id, typed: act });
    await changeAct(as(petrova, now), { schoolId: id, actId, typed: { ...act, number: '12-а', version: '1' } });
    await handOver(as(petrova, now), {
      schoolId: id,
      typed: {
        ...{ version: '0', name: 'Кузнецова Ольга', position: 'учитель', email: 'olga@school.example', phone: '' },
        ...{ orderNumber: '45', orderDate: '10.10.2012', since: '10.10.2012' },
      },
    });
    await moveSchool(as(zueva, now), { id, typed: moving });
    const history = await seeHistory(as(petrova, now), { subject: 'school', id });
    const changes = (action: string) => history.rows.find((row) => row.action === action)?.changes;
    expect(changes('organisation.change')).toEqual({
      name: ['Школа № 1', 'Школа № 1 имени Гагарина'],
      phone: [null, '84951234567'],
    });
    const [from, to] = [territory.municipality('Балашиха'), territory.municipality('Химки')];
    expect(changes('organisation.move')).toEqual({ municipality: [from, to], since: [null, '2012-10-01'] });
    expect(history.names.organisations).toMatchObject({ [from]: 'Балашиха', [to]: 'Химки' });
    expect(changes('act.change')).toEqual({ number: ['12', '12-а'] });
    const appointed = changes('responsible.appoint')?.responsible?.[1];
    expect(history.names.people).toEqual({ [String(appointed)]: 'Кузнецова Ольга' });
    // Accounts are the administrator's to read: nothing of an address or a phone of staff.
    expect(history.rows.map(({ action }) => action)).not.toContain('person.create');
    expect(JSON.stringify(history)).not.toContain('olga@');
  });

  test('of a person: what was known of them, for the administrator alone', async () => {
    const typedOf = async () => {
      const { person } = await seePerson(as(zueva, now), petrova.id);
      const { name, email, position, phone, version } = person;
      return { name, email, position: position ?? '', phone: phone ?? '', version: String(version) };
    };
    await changePerson(as(zueva, now), {
      id: petrova.id,
      typed: { ...(await typedOf()), email: 'nina@school.example', phone: '8 495 111-22-33' },
    });
    const organisation = String(territory.municipality('Химки'));
    await changeRole(as(zueva, now), {
      id: petrova.id,
      typed: { ...(await typedOf()), role: 'coordinator', organisation },
    });
    expect(await seen(zueva, 'person', petrova.id)).toMatchObject([
      {
        action: 'person.change',
        changes: { role: ['director', 'coordinator'], organisation: [petrova.schoolId, Number(organisation)] },
      },
      {
        action: 'person.change',
        by: 'Зуева Анна',
        changes: { email: [petrova.email, 'nina@school.example'], phone: [null, '8 495 111-22-33'] },
      },
    ]);
    for (const other of [frolova, neighbour]) {
      expect(await refusalOf(seen(other, 'person', petrova.id))).toEqual({ kind: 'notFound' });
    }
    expect(await refusalOf(seen(analyst, 'person', petrova.id))).toEqual({ kind: 'forbidden' });
  });

  test('of a calendar: a moved date and its return, a school’s later day; of schools only those that the reader sees', async () => {
    const date = await database()
      .db.selectFrom('reporting_dates')
      .where('as_of', '=', day('2012-10-31'))
      .select('id')
      .executeTakeFirstOrThrow();
    const moved = { ...decided, due: '05.11.2012' };
    const { decisionId } = await moveDate(as(zueva, now), { reportingDateId: date.id, typed: moved });
    await revoke(as(zueva, now), { decisionId });
    await openReportingDates(byClock(now, moscow), { regionId: territory.region.id });
    const { id: reportId } = await owedReport(database(), petrova.schoolId, '2012-10-31');
    await extend(as(frolova, now), { reportId, typed: { ...decided, due: '10.11.2012' } });
    const all = await seen(frolova, 'calendar', campaignId);
    expect(all.map(({ action, changes }) => [action, changes.due])).toEqual([
      ['report.extend', ['2012-10-31', '2012-11-10']],
      ['reports.create', undefined],
      ['date.revokeDecision', ['2012-11-05', '2012-10-31']],
      ['date.move', ['2012-10-31', '2012-11-05']],
      ['reports.create', undefined],
      ['campaign.open', undefined],
    ]);
    const withoutSchools = all.map(({ action }) => action).slice(1);
    for (const other of [neighbour, stranger]) {
      expect((await seen(other, 'calendar', campaignId)).map(({ action }) => action)).toEqual(withoutSchools);
    }
  });

  test('of everything: by who, what and when, a day being whole in the region’s zone', async () => {
    await fileAndReturn();
    const found = async (ask: Parameters<typeof seeWholeHistory>[1]) =>
      (await seeWholeHistory(as(zueva, now), ask)).rows.map(({ action }) => action);
    expect(await found({ who: 'фролова' })).toEqual(['report.return']);
    expect(await found({ subject: 'campaign' })).toEqual(['reports.create', 'campaign.open']);
    const on = day('2012-09-25');
    expect(await found({ from: on, until: on })).toEqual(['report.file', 'report.save']);
    expect(await found({ from: day('2012-09-27') })).toEqual([]);
  });
});

describe('whoever may not see the thing', () => {
  test('does not see its history either', async () => {
    const reportId = await fileAndReturn();
    for (const other of [neighbour, stranger]) {
      expect(await refusalOf(seen(other, 'report', reportId))).toEqual({ kind: 'notFound' });
      expect(await refusalOf(seen(other, 'school', petrova.schoolId))).toEqual({ kind: 'notFound' });
    }
    expect(await refusalOf(seeWholeHistory(as(analyst, now), {}))).toEqual({ kind: 'forbidden' });
    expect(await refusalOf(seeWholeHistory(as(petrova, now), {}))).toEqual({ kind: 'notFound' });
    expect(await refusalOf(seen(frolova, 'organisation', petrova.schoolId))).toEqual({ kind: 'notFound' });
  });

  test('sees nothing of what the thing’s page keeps from them: drafts, and calls noted about the school', async () => {
    const { id, version } = await owedReport(database(), petrova.schoolId, '2012-09-30');
    await saveReport(as(petrova, '2012-09-25 10:00'), { reportId: id, version, typed: moForm(null) });
    await noteCall(as(frolova, '2012-10-02 10:00'), { reportId: id, note: 'обещали завтра' });
    const actions = async (who: User) => (await seen(who, 'report', id)).map(({ action }) => action);
    expect(await actions(petrova)).toEqual(['report.save']);
    expect(await actions(frolova)).toEqual(['report.noteCall']);
    expect(await actions(zueva)).toEqual(['report.noteCall', 'report.save']);
  });
});

test('the administrator of another region finds nothing of this one', async () => {
  await fileAndReturn();
  const other = await createTerritory(database(), { name: 'Югра', zone: moscow, municipalities: {} });
  const kubrak = await regionPerson(database(), other, 'administrator', 'Кубрак П. В.');
  expect((await seeWholeHistory(as(kubrak, now), {})).rows).toEqual([]);
  expect(await refusalOf(seen(kubrak, 'person', petrova.id))).toEqual({ kind: 'notFound' });
});

test('a long history is read page by page, forwards and back', async () => {
  const event = { subject: 'organisation', subject_id: petrova.schoolId, organisation_id: petrova.schoolId } as const;
  await database()
    .db.insertInto('audit')
    .values(
      Array.from({ length: 120 }, (_, at) => ({
        ...event,
        at: as(zueva, now).now,
        actor_id: zueva.id,
        action: 'organisation.change',
        details: JSON.stringify({ at }),
      })),
    )
    .execute();
  const read = (page: { after?: number; before?: number }) =>
    seeHistory(as(petrova, now), { subject: 'school', id: petrova.schoolId, ...page });
  const first = await read({});
  const second = await read(first.next ?? {});
  const third = await read(second.next ?? {});
  expect([first, second, third].map(({ rows }) => rows.length)).toEqual([50, 50, 20]);
  expect(third.next).toBeNull();
  expect((await read(third.previous ?? {})).rows).toEqual(second.rows);
  const all = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id));
  expect(all).toEqual([...all].sort((a, b) => b - a));
});

test('the role is the one in which the person acted, whatever they are today', async () => {
  await fileAndReturn();
  await database().db.updateTable('users').set({ role: 'responsible' }).where('id', '=', petrova.id).execute();
  const [, filed] = await seen(analyst, 'school', petrova.schoolId);
  expect(filed).toMatchObject({ action: 'report.file', by: 'Петрова Нина', role: 'director' });
});
