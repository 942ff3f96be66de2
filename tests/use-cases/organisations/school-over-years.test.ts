/** A school that has reported for five years: its first page looks back on the last dates, all else is one link away. */
import { beforeEach, expect, test } from 'vitest';
import { isLocked, reportCan } from '#app/domain/reports/report.ts';
import type { UserContext } from '#app/use-cases/context.server.ts';
import { seeReportsOfSchool, seeSchool } from '#app/use-cases/organisations/see-school.server.ts';
import { personById } from '#db/queries/users.ts';
import { refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { emptied, installationDay, makeInstallation } from '#tests/support/installation.ts';

const database = testDatabase();
const months = 60;
const schoolId = 4;

beforeEach(async () => {
  await emptied(database());
  await makeInstallation(database(), { schools: 3, municipalities: 2, months });
});

async function director(): Promise<UserContext> {
  const { db } = database();
  const { id } = await db
    .selectFrom('users')
    .where('organisation_id', '=', schoolId)
    .select('id')
    .executeTakeFirstOrThrow();
  const user = await personById(db, id);
  if (!user) throw new Error('nobody');
  return { db, user, now: new Date(`${installationDay}T10:00:00Z`) };
}

async function owed(): Promise<{ id: number; opens: string }[]> {
  const { rows } = await database().pool.query<{ id: number; opens: string }>(
    `select r.id, d.opens from reports r join reporting_dates d on d.id = r.reporting_date_id
     where r.organisation_id = $1 order by d.as_of desc`,
    [schoolId],
  );
  return rows;
}

test('the first page shows the reports for the last twelve dates and counts those', async () => {
  const { campaigns } = await seeSchool(await director(), schoolId);
  const [campaign] = campaigns;
  const opened = (await owed()).filter(({ opens }) => opens <= installationDay);
  expect(campaign?.reports.map(({ id }) => id)).toEqual(opened.slice(0, 12).map(({ id }) => id));
  const counted = campaign?.reports.filter(({ notRequired }) => notRequired === null).length;
  expect(campaign?.clocks.reported.of).toBe(counted);
});

test('whatever can still be filed stands on the first page, however old it is', async () => {
  const [, third] = (await owed()).slice(38);
  const reopened = `update reports set status = 'returned', not_required = null, due = $2, change_until = $2 where id = $1`;
  await database().pool.query(reopened, [third?.id, '2022-07-20']);
  const { campaigns } = await seeSchool(await director(), schoolId);
  const [campaign] = campaigns;
  const oldest = campaign?.reports.at(-1);
  expect(oldest).toMatchObject({ id: third?.id, locked: false, standing: 'returned' });
  expect(oldest && reportCan.file(oldest) && !isLocked(oldest, installationDay)).toBe(true);
  // It isn't due yet, and the shares stay those of the last dates.
  expect(campaign?.clocks.reported.of).toBeLessThanOrEqual(12);
});

test('an amendment that is being written is found however old its report is, and one whose days are over is not', async () => {
  const [older, oldest] = (await owed()).slice(45);
  const amending = `update reports set status = 'accepted', not_required = null, amendment = 'draft', amendment_reason = 'x', change_until = $2 where id = $1`;
  await database().pool.query(amending, [older?.id, installationDay]);
  await database().pool.query(amending, [oldest?.id, '2022-06-30']);
  const { campaigns } = await seeSchool(await director(), schoolId);
  const shown = campaigns[0]?.reports.map(({ id }) => id) ?? [];
  expect(shown).toContain(older?.id);
  expect(shown).not.toContain(oldest?.id);
});

test('the list of all reports has each of them once, page by page, the latest first', async () => {
  const ctx = await director();
  const first = await seeReportsOfSchool(ctx, { schoolId, page: 1 });
  const second = await seeReportsOfSchool(ctx, { schoolId, page: 2 });
  expect([first.reports.length, first.isLast, second.isLast]).toEqual([50, false, true]);
  const listed = [...first.reports, ...second.reports].map(({ id }) => id);
  expect(listed).toEqual((await owed()).map(({ id }) => id));
  expect(await refusalOf(seeReportsOfSchool(ctx, { schoolId, page: 3 }))).toEqual({ kind: 'notFound' });
  expect(await refusalOf(seeReportsOfSchool(ctx, { schoolId: schoolId + 1, page: 1 }))).toEqual({ kind: 'notFound' });
});

test('a list that ends with its page says so', async () => {
  await emptied(database());
  await makeInstallation(database(), { schools: 3, municipalities: 2, months: 50 });
  const { reports, isLast } = await seeReportsOfSchool(await director(), { schoolId, page: 1 });
  expect([reports.length, isLast]).toEqual([50, true]);
});
