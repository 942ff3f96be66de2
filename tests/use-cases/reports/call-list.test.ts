import { beforeEach, describe, expect, test } from 'vitest';
import { day } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { invitePerson } from '#app/use-cases/people/manage-people.server.ts';
import { noteCall, remindAllSchools, remindSchool, seeCallList } from '#app/use-cases/reports/call-list.server.ts';
import { contexts, instant, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { kogalym, toldTo } from '#tests/support/kogalym.ts';
import { regionPerson } from '#tests/support/people.ts';
import { kgForm, saveAndFile } from '#tests/support/scenario.ts';
import { yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as } = contexts(database);

let people: Awaited<ReturnType<typeof kogalym>>;
beforeEach(async () => {
  people = await kogalym(database());
});

const may17 = '2012-05-17 10:00';
const asOf = day('2012-05-15');
const list = (wallClock = may17, person = people.coordinator) =>
  seeCallList(as(person, wallClock), { campaignId: people.campaignId, municipalityId: people.municipalityId, asOf });

async function contacts() {
  return database().db.selectFrom('contacts').select(['kind', 'note', 'by', 'report_id']).orderBy('id').execute();
}

describe('row 45: the call list', () => {
  test('row 45: names every school that has not reported, with its phone, its people and its days', async () => {
    const { db } = database();
    const { director, neighbour } = people;
    await db
      .updateTable('organisations')
      .set({ phone: '8 (34667) 2-50-30' })
      .where('id', '=', director.schoolId)
      .execute();
    await db.updateTable('users').set({ phone: '+7 912 000-00-01' }).where('id', '=', director.id).execute();
    await db.updateTable('users').set({ password_hash: 'x' }).where('id', '=', director.id).execute();
    const { calls, today, canRemind } = await list();
    expect([today, canRemind]).toEqual(['2012-05-17', true]);
    expect(calls).toMatchObject([
      {
        name: 'Школа № 7',
        phone: '8 (34667) 2-50-30',
        due: '2012-05-15',
        fileUntil: '2012-06-14',
        begun: false,
        people: [
          { name: 'Гаврилова Т. И.', role: 'director', phone: '+7 912 000-00-01', canSignIn: true },
          { name: 'Петрова А. С.', role: 'responsible', phone: null, canSignIn: false },
        ],
        lastContact: null,
      },
      { name: 'Школа № 8', people: [{ name: neighbour.name }] },
    ]);
  });

  test('row 45: who has filed, and who need not, is not on it', async () => {
    const { neighbour, reportId } = people;
    const typed = { schoolId: neighbour.schoolId, asOf, typed: kgForm };
    await saveAndFile(as(neighbour, '2012-05-16 10:00'), database(), typed);
    expect((await list()).calls.map(({ name }) => name)).toEqual(['Школа № 7']);
    await database().db.updateTable('reports').set({ not_required: 'decision' }).where('id', '=', reportId).execute();
    expect((await list()).calls).toEqual([]);
  });

  test('row 45: the longest overdue come first', async () => {
    const { reportId } = people;
    const later = { due: day('2012-05-25'), file_until: day('2012-06-24'), change_until: day('2012-07-24') };
    await database().db.updateTable('reports').set(later).where('id', '=', reportId).execute();
    expect((await list()).calls.map(({ name, due }) => [name, due])).toEqual([
      ['Школа № 8', '2012-05-15'],
      ['Школа № 7', '2012-05-25'],
    ]);
  });

  test('is not there for another municipality’s coordinator or for a school; the region’s staff read it only', async () => {
    const { stranger, director, territory } = people;
    for (const person of [stranger, director]) {
      const ask = { campaignId: people.campaignId, municipalityId: people.municipalityId, asOf };
      expect(await refusalOf(seeCallList(as(person, may17), ask))).toEqual({ kind: 'notFound' });
    }
    const analyst = await regionPerson(database(), territory, 'analyst', 'Орлова Н. Н.');
    const ask = { campaignId: people.campaignId, municipalityId: people.municipalityId, asOf };
    expect(await seeCallList(as(analyst, may17), ask)).toMatchObject({ canRemind: false });
    expect(await refusalOf(remindSchool(as(analyst, may17), { reportId: people.reportId }))).toEqual({
      kind: 'forbidden',
    });
  });
});

describe('reminding', () => {
  const remind = (person: User = people.coordinator, wallClock = may17) =>
    remindSchool(as(person, wallClock), { reportId: people.reportId });

  test('one click tells the school’s people, and the list says who reminded them and when', async () => {
    const { director, responsible, neighbour, coordinator } = people;
    expect(await remind()).toEqual({ school: 'Школа № 7', outcome: 'reminded' });
    expect(await toldTo(database(), director)).toEqual(['reminder']);
    expect(await toldTo(database(), responsible)).toEqual(['reminder']);
    expect(await toldTo(database(), neighbour)).toEqual([]);
    const [called] = (await list('2012-05-17 11:00')).calls;
    const at = instant(may17, yekaterinburg);
    expect(called?.lastContact).toEqual({ kind: 'reminder', at, by: coordinator.name, note: null });
  });

  test('a second click on the same day, or a colleague’s, says when it was done; the next day reminds again', async () => {
    const { coordinator, colleague, director } = people;
    await remind();
    const already = { outcome: 'already', at: instant(may17, yekaterinburg), by: coordinator.name };
    expect(await remind()).toMatchObject(already);
    expect(await remind(colleague, '2012-05-17 15:00')).toMatchObject(already);
    expect(await toldTo(database(), director)).toEqual(['reminder']);
    expect(await remind(colleague, '2012-05-18 09:00')).toMatchObject({ outcome: 'reminded' });
    expect(await toldTo(database(), director)).toEqual(['reminder', 'reminder']);
  });

  test('two clicks at once remind once', async () => {
    const outcomes = await Promise.all([remind(), remind(people.colleague)]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['already', 'reminded']);
    expect(await contacts()).toHaveLength(1);
    expect(await toldTo(database(), people.director)).toEqual(['reminder']);
  });

  test('a school that has filed meanwhile, or has nobody to tell, is not reminded, and the coordinator learns why', async () => {
    const { neighbour, director, responsible } = people;
    const typed = { schoolId: neighbour.schoolId, asOf, typed: kgForm };
    const { reportId } = await saveAndFile(as(neighbour, '2012-05-16 10:00'), database(), typed);
    const ctx = as(people.coordinator, may17);
    expect(await remindSchool(ctx, { reportId })).toEqual({ school: 'Школа № 8', outcome: 'notOwed' });
    const { db } = database();
    await db.updateTable('users').set({ blocked: true }).where('id', 'in', [director.id, responsible.id]).execute();
    expect(await remind()).toEqual({ school: 'Школа № 7', outcome: 'nobody' });
    expect(await contacts()).toEqual([]);
  });

  test('all at once: each school on the list once, those reminded already are left', async () => {
    const { campaignId, municipalityId, coordinator, director, neighbour, foreigner } = people;
    await remind();
    const all = () => remindAllSchools(as(coordinator, '2012-05-17 12:00'), { campaignId, municipalityId, asOf });
    expect(await all()).toEqual({ reminded: 1, left: 1 });
    expect(await all()).toEqual({ reminded: 0, left: 2 });
    expect(await toldTo(database(), director)).toEqual(['reminder']);
    expect(await toldTo(database(), neighbour)).toEqual(['reminder']);
    expect(await toldTo(database(), foreigner)).toEqual([]);
  });

  test('is the municipality’s own coordinator’s alone', async () => {
    const { stranger, director, administrator, campaignId, municipalityId, reportId } = people;
    for (const person of [stranger, director, administrator]) {
      const kind = person === stranger ? 'notFound' : 'forbidden';
      expect(await refusalOf(remind(person))).toEqual({ kind });
      expect(await refusalOf(noteCall(as(person, may17), { reportId, note: '' }))).toEqual({ kind });
      const all = remindAllSchools(as(person, may17), { campaignId, municipalityId, asOf });
      expect(await refusalOf(all)).toEqual({ kind: person === administrator ? 'forbidden' : 'notFound' });
    }
    expect(await contacts()).toEqual([]);
    expect(await toldTo(database(), director)).toEqual([]);
  });
});

describe('a call', () => {
  const call = (note: string, wallClock = may17) =>
    noteCall(as(people.coordinator, wallClock), { reportId: people.reportId, note });

  test('is noted with what was said, and tells the school nothing', async () => {
    await call('  Сдадут завтра\r\nдо обеда ');
    const [called] = (await list('2012-05-17 11:00')).calls;
    expect(called?.lastContact).toMatchObject({ kind: 'call', note: 'Сдадут завтра\nдо обеда' });
    expect(await toldTo(database(), people.director)).toEqual([]);
  });

  test('is shown on the list until a later one is noted, whichever was written down last', async () => {
    const shown = async () => (await list('2012-05-17 18:00')).calls[0]?.lastContact?.note;
    await call('Не отвечают', '2012-05-17 10:00');
    await call('Сдадут завтра', '2012-05-17 12:00');
    expect(await shown()).toBe('Сдадут завтра');
    await call('Заболела', '2012-05-17 11:00');
    expect(await shown()).toBe('Сдадут завтра');
    await call('Уже сдают', '2012-05-17 12:00');
    expect(await shown()).toBe('Уже сдают');
  });

  test('noted by a second click is one, another one later is another', async () => {
    await call('');
    await call('');
    await call('', '2012-05-17 10:05');
    expect(await contacts()).toMatchObject([
      { kind: 'call', note: null },
      { kind: 'call', note: null },
    ]);
  });

  test('with a note that can’t be kept is refused at its field', async () => {
    const field = `note:${people.reportId}`;
    expect(await refusalOf(call('а'.repeat(501)))).toEqual({ kind: 'fields', faults: [{ field, code: 'tooLong' }] });
    expect(await refusalOf(call('\u0007'))).toEqual({ kind: 'fields', faults: [{ field, code: 'unreadable' }] });
  });
});

test('a school whose people can’t be reached is a warning: nobody, nobody who could file, no phone', async () => {
  const { db } = database();
  const { director, responsible, neighbour, administrator } = people;
  await db.updateTable('organisations').set({ phone: '2-50-30' }).where('id', '=', director.schoolId).execute();
  const lacking = async (wallClock = may17) =>
    (await list(wallClock)).unreachable.map(({ name, nobody, nobodyCanFile, noPhone }) => [
      name,
      [nobody && 'nobody', nobodyCanFile && 'nobodyCanFile', noPhone && 'noPhone'].filter(Boolean).join(' '),
    ]);
  expect(await lacking()).toEqual([
    ['Школа № 7', 'nobodyCanFile'],
    ['Школа № 8', 'nobodyCanFile noPhone'],
  ]);
  await invitePerson(as(administrator, may17), responsible.id);
  await db.updateTable('users').set({ blocked: true }).where('id', '=', neighbour.id).execute();
  expect(await lacking()).toEqual([['Школа № 8', 'nobody nobodyCanFile noPhone']]);
  // The invitation has run out.
  expect(await lacking('2012-06-01 10:00')).toEqual([
    ['Школа № 7', 'nobodyCanFile'],
    ['Школа № 8', 'nobody nobodyCanFile noPhone'],
  ]);
});

test('the list of a date that has not opened, or of none, is not there', async () => {
  const { coordinator, campaignId, municipalityId } = people;
  const ask = { campaignId, municipalityId, asOf: day('2012-09-20') };
  expect(await refusalOf(seeCallList(as(coordinator, may17), ask))).toEqual({ kind: 'notFound' });
  expect(await refusalOf(remindAllSchools(as(coordinator, may17), ask))).toEqual({ kind: 'notFound' });
  expect((await seeCallList(as(coordinator, may17), { campaignId, municipalityId })).date?.asOf).toBe('2012-05-15');
});
