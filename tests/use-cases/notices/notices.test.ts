import { beforeEach, describe, expect, test } from 'vitest';
import { clock, type User } from '#app/domain/people/people.ts';
import { speechOf } from '#app/text/index.tsx';
import { noticeWords } from '#app/text/notice-words.ts';
import { notices } from '#app/text/ru/notices.ts';
import { transact } from '#app/use-cases/context.server.ts';
import { writeLetters } from '#app/use-cases/notices/letters.server.ts';
import {
  chooseLetters,
  listNotices,
  markNoticesRead,
  openNotice,
  seeLetterChoice,
} from '#app/use-cases/notices/notices.server.ts';
import { tellHandedOver, tellMoved, tellReviewed } from '#app/use-cases/notices/tell.server.ts';
import { reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { kogalym, toldTo } from '#tests/support/kogalym.ts';
import { kgForm, owedReport, saveAndFile } from '#tests/support/scenario.ts';
import { frameOf } from '#tests/support/sessions.ts';

const database = testDatabase();
const { as } = contexts(database);

const unreadBy = async (person: User) => (await frameOf(database(), person, as(person, '2012-05-11 09:30').now)).unread;

let people: Awaited<ReturnType<typeof kogalym>>;
beforeEach(async () => {
  people = await kogalym(database());
});

async function filed() {
  const { director } = people;
  return saveAndFile(as(director, '2012-05-10 12:00'), database(), {
    schoolId: director.schoolId,
    asOf: '2012-05-15',
    typed: kgForm,
  });
}

const returning = { decision: 'returned', category: 'figures', reason: 'Проверьте строку 6' } as const;

test('what a newer release has told of is shown in neutral words, and its letter is left to that release', async () => {
  const { pool } = database();
  const { director } = people;
  const known = await pool.query(
    `select pg_get_constraintdef(oid) as said from pg_constraint where conname = 'notices_kind_check'`,
  );
  await pool.query('alter table notices drop constraint notices_kind_check');
  try {
    const tell = (kind: string) =>
      pool.query(
        `insert into notices (user_id, kind, key, details, at, by_letter) values ($1, $2, $2, '{}', now(), true)`,
        [director.id, kind],
      );
    for (const kind of ['schoolRenamed', 'toString']) await tell(kind);
    const { rows } = await listNotices(as(director, '2012-05-11 09:30'), {});
    const words = rows.map((notice) => noticeWords(notice, speechOf('ru')));
    expect(words.map(({ sentence }) => sentence)).toEqual([notices.unknown, notices.unknown]);
    const compose = () => ({ subject: 's', text: 't' });
    const byClock = { db: database().db, user: clock, now: as(director, '2012-05-11 09:30').now };
    expect(await writeLetters(byClock, { letters: 'atOnce' }, compose)).toBe(0);
  } finally {
    await pool.query('delete from notices');
    await pool.query(`alter table notices add constraint notices_kind_check ${known.rows[0].said}`);
  }
});

describe('who is told of what', () => {
  test('row 27: the school hears that its report was returned or accepted, whoever of it had filed', async () => {
    const { director, responsible, coordinator, neighbour } = people;
    const { reportId, ordinal } = await filed();
    await reviewReport(as(coordinator, '2012-05-11 09:00'), { reportId, ordinal, ...returning });
    const again = await saveAndFile(as(responsible, '2012-05-12 10:00'), database(), {
      schoolId: director.schoolId,
      asOf: '2012-05-15',
      typed: { ...kgForm, '6.1:n': '39' },
    });
    await reviewReport(as(coordinator, '2012-05-14 09:00'), { ...again, decision: 'accepted' });
    for (const person of [director, responsible]) {
      expect(await toldTo(database(), person)).toEqual(['returned', 'accepted']);
    }
    expect(await toldTo(database(), neighbour)).toEqual([]);

    const { rows } = await listNotices(as(director, '2012-05-14 10:00'), {});
    expect(rows).toMatchObject([
      { kind: 'accepted', reportId, asOf: '2012-05-15', details: { ordinal: 2 }, order: { number: '256' } },
      { kind: 'returned', reportId, details: { ordinal: 1, changeUntil: '2012-07-14' } },
    ]);
  });

  test('row 27: a decision that is undone by a refusal tells nobody, and a repeated one tells once', async () => {
    const { director, coordinator, stranger } = people;
    const { reportId, ordinal } = await filed();
    await refusalOf(reviewReport(as(stranger, '2012-05-11 09:00'), { reportId, ordinal, decision: 'accepted' }));
    await refusalOf(reviewReport(as(coordinator, '2012-05-11 09:00'), { reportId, ordinal: 2, decision: 'accepted' }));
    expect(await toldTo(database(), director)).toEqual([]);
    const accept = () => reviewReport(as(coordinator, '2012-05-11 09:00'), { reportId, ordinal, decision: 'accepted' });
    await accept();
    await accept();
    expect(await toldTo(database(), director)).toEqual(['accepted']);
  });

  test('the coordinators of its municipality hear of a filing, those of another do not', async () => {
    const { coordinator, colleague, stranger, administrator } = people;
    await filed();
    expect(await toldTo(database(), coordinator)).toEqual(['filed']);
    expect(await toldTo(database(), colleague)).toEqual(['filed']);
    for (const other of [stranger, administrator]) expect(await toldTo(database(), other)).toEqual([]);
  });

  test('a blocked person is told nothing, and who acts is not told of the act', async () => {
    const { director, responsible, colleague, coordinator } = people;
    await database().db.updateTable('users').set({ blocked: true }).where('id', '=', colleague.id).execute();
    await filed();
    expect(await toldTo(database(), colleague)).toEqual([]);
    expect(await toldTo(database(), coordinator)).toEqual(['filed']);
    const ctx = as(director, '2012-05-11 09:00');
    const handedOver = { schoolId: director.schoolId, appointmentId: 5 };
    await transact(ctx, (write) => tellHandedOver(write, handedOver));
    expect(await toldTo(database(), responsible)).toEqual(['handedOver']);
    expect(await toldTo(database(), director)).toEqual([]);
  });

  test('of many reviews at once each school hears of its own', async () => {
    const { director, neighbour, coordinator, reportId } = people;
    const other = await owedReport(database(), neighbour.schoolId, '2012-05-15');
    const reviewed = [reportId, other.id].map((id) => ({ reportId: id, ordinal: 1 }));
    await transact(as(coordinator, '2012-05-11 09:00'), (write) => tellReviewed(write, 'accepted', reviewed));
    expect(await toldTo(database(), director)).toEqual(['accepted']);
    expect(await toldTo(database(), neighbour)).toEqual(['accepted']);
  });

  test('a moved date is told to those who still have to file, and so is its being moved back', async () => {
    const { director, neighbour, administrator, reportId } = people;
    await filed();
    const other = await owedReport(database(), neighbour.schoolId, '2012-05-15');
    const change = { decisionId: 3, kind: 'move', reportIds: [reportId, other.id] } as const;
    const tell = (revoked?: true) =>
      transact(as(administrator, '2012-05-11 09:00'), (write) => tellMoved(write, { ...change, revoked }));
    await tell();
    await tell();
    expect(await toldTo(database(), neighbour)).toEqual(['moved']);
    await tell(true);
    expect(await toldTo(database(), neighbour)).toEqual(['moved', 'moved']);
    expect(await toldTo(database(), director)).toEqual([]);
  });
});

describe('one’s own notices', () => {
  test('are counted until they are read; what comes while they are read stays unread', async () => {
    const { coordinator, neighbour } = people;
    await filed();
    const { rows, unread } = await listNotices(as(coordinator, '2012-05-11 09:00'), {});
    expect([rows.length, unread]).toEqual([1, 1]);
    await saveAndFile(as(neighbour, '2012-05-11 09:05'), database(), {
      schoolId: neighbour.schoolId,
      asOf: '2012-05-15',
      typed: kgForm,
    });
    await markNoticesRead(as(coordinator, '2012-05-11 09:10'), rows[0]?.id ?? 0);
    expect(await unreadBy(coordinator)).toBe(1);
    const later = await listNotices(as(coordinator, '2012-05-11 09:11'), {});
    expect(later.rows.map(({ readAt }) => readAt !== null)).toEqual([false, true]);
  });

  test('opening one reads it', async () => {
    const { coordinator, reportId } = people;
    await filed();
    const ctx = as(coordinator, '2012-05-11 09:00');
    const [notice] = (await listNotices(ctx, {})).rows;
    expect(await openNotice(ctx, notice?.id ?? 0)).toMatchObject({ kind: 'filed', reportId });
    expect(await unreadBy(coordinator)).toBe(0);
  });

  test('are nobody else’s to see or to mark', async () => {
    const { coordinator, colleague, director } = people;
    await filed();
    const mine = as(coordinator, '2012-05-11 09:00');
    const [notice] = (await listNotices(mine, {})).rows;
    const id = notice?.id ?? 0;
    for (const other of [colleague, director]) {
      const ctx = as(other, '2012-05-11 09:00');
      expect(await refusalOf(openNotice(ctx, id))).toEqual({ kind: 'notFound' });
      await markNoticesRead(ctx, id + 1000);
      expect((await listNotices(ctx, {})).rows.map((row) => row.id)).not.toContain(id);
    }
    expect((await listNotices(mine, {})).unread).toBe(1);
  });

  test('a long list goes on page by page and back, newest first', async () => {
    const { director, neighbour } = people;
    const one = { user_id: director.id, kind: 'accepted' as const, details: '{}', by_letter: false };
    const at = new Date('2012-05-11T00:00:00Z');
    const rows = Array.from({ length: 120 }, (_, n) => ({ ...one, key: `n${n}`, at }));
    await database()
      .db.insertInto('notices')
      .values([...rows, { ...one, user_id: neighbour.id, key: 'x', at }])
      .execute();
    const ctx = as(director, '2012-05-12 09:00');
    const first = await listNotices(ctx, {});
    const second = await listNotices(ctx, first.next ?? {});
    const third = await listNotices(ctx, second.next ?? {});
    const ids = [first, second, third].flatMap((page) => page.rows.map(({ id }) => id));
    expect(ids).toEqual(Array.from({ length: 120 }, (_, n) => 120 - n));
    expect(third.next).toBeNull();
    expect((await listNotices(ctx, third.previous ?? {})).rows).toEqual(second.rows);
  });
});

test('a person chooses how letters come; anything else is refused', async () => {
  const ctx = as(people.director, '2012-05-10 09:00');
  expect(await seeLetterChoice(ctx)).toBe('daily');
  await chooseLetters(ctx, 'none');
  expect(await seeLetterChoice(ctx)).toBe('none');
  expect(await refusalOf(chooseLetters(ctx, 'hourly'))).toEqual({
    kind: 'fields',
    faults: [{ field: 'letters', code: 'notAChoice' }],
  });
  expect(await seeLetterChoice(as(people.responsible, '2012-05-10 09:00'))).toBe('daily');
});
