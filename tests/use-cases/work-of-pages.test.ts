/** What the pages of schools and coordinators cost the database does not grow with the months behind them, nor with other people's schools. */
import { expect, test } from 'vitest';
import { monthOf } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import type { UserContext } from '#app/use-cases/context.server.ts';
import { seeSchool } from '#app/use-cases/organisations/see-school.server.ts';
import { seeCallList } from '#app/use-cases/reports/call-list.server.ts';
import { seeBesideForm } from '#app/use-cases/reports/see-beside-form.server.ts';
import { seeReportCalendar } from '#app/use-cases/reports/see-calendar.server.ts';
import { seeQueue } from '#app/use-cases/reports/see-queue.server.ts';
import { seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { formsOfMunicipality } from '#app/use-cases/reports/see-report-form.server.ts';
import { seeMunicipalityCoverage, seeMunicipalityReports } from '#app/use-cases/territory/see-municipality.server.ts';
import { personById } from '#db/queries/users.ts';
import { testDatabase } from '#tests/support/database.ts';
import { emptied, installationDay, lastDate, makeInstallation, type Size } from '#tests/support/installation.ts';
import { type Work, workOf } from '#tests/support/work.ts';

const database = testDatabase();

/** Ten schools in each municipality; the table of last dates is full. */
const young: Size = { schools: 200, municipalities: 20, months: 13 };
const old: Size = { ...young, months: 52 };
const large: Size = { ...young, schools: 800, municipalities: 80 };

/**
 * By how much the pages of the buffer cache may grow, where what is read in full would grow fourfold. A look into a larger index takes
 * three steps instead of two; in a larger table a municipality's schools lie on pages of their own.
 */
const mayGrow = { months: 1.5, schools: 2.2 };

type Page = (ctx: {
  director: UserContext;
  coordinator: UserContext;
  reportId: number;
  schoolId: number;
}) => Promise<unknown>;
const campaignId = 1;
/** The municipality with the coordinator whom `people` takes. */
const municipalityId = 3;
const where = { campaignId, municipalityId };

const pages: Record<string, Page> = {
  'the form': async ({ director, reportId }) => {
    const { report } = await seeReport(director, reportId);
    await seeBesideForm(director, report);
  },
  'a school’s home': ({ director, schoolId }) => seeSchool(director, schoolId),
  'the days of a report': ({ director, reportId }) => seeReportCalendar(director, reportId),
  'the reports of a municipality': ({ coordinator }) => seeMunicipalityReports(coordinator, where),
  'its coverage': ({ coordinator }) =>
    seeMunicipalityCoverage(coordinator, { ...where, at: { month: monthOf(installationDay) } }),
  'the same beside all dates': ({ coordinator }) => seeMunicipalityReports(coordinator, { ...where, allDates: true }),
  'the queue': ({ coordinator }) => seeQueue(coordinator, where),
  'the call list': ({ coordinator }) => seeCallList(coordinator, where),
  'the forms to hand out': ({ coordinator }) => formsOfMunicipality(coordinator, { ...where, asOf: lastDate }),
};

async function workAt(size: Size): Promise<Record<string, Work>> {
  await emptied(database());
  await makeInstallation(database(), size);
  const ctx = await people();
  const works: Record<string, Work> = {};
  for (const [name, page] of Object.entries(pages)) works[name] = await workOf(database(), () => page(ctx));
  return works;
}

async function people() {
  const { db, pool } = database();
  const { rows } = await pool.query<{ schoolId: number; reportId: number }>(
    `select r.organisation_id as "schoolId", r.id as "reportId" from reports r
     join reporting_dates d on d.id = r.reporting_date_id and d.as_of = $1
     join placements p on p.organisation_id = r.organisation_id and p.parent_id = $2
     where r.status = 'filed' order by 1 limit 1`,
    [lastDate, municipalityId],
  );
  const { schoolId = 0, reportId = 0 } = rows[0] ?? {};
  const now = new Date(`${installationDay}T10:00:00Z`);
  const as = async (organisationId: number): Promise<UserContext> => {
    const { id } = await db
      .selectFrom('users')
      .where('organisation_id', '=', organisationId)
      .select('id')
      .executeTakeFirstOrThrow();
    return { db, user: (await personById(db, id)) as User, now };
  };
  return { director: await as(schoolId), coordinator: await as(municipalityId), reportId, schoolId };
}

function grown(from: Record<string, Work>, to: Record<string, Work>, times: number): string[] {
  return Object.entries(from).flatMap(([name, before]) => {
    const after = to[name];
    if (!after) return [`${name} is not there`];
    return [
      ...(after.statements === before.statements
        ? []
        : [`${name}: ${before.statements} → ${after.statements} statements`]),
      ...(after.buffers <= before.buffers * times + 10
        ? []
        : [`${name}: ${before.buffers} → ${after.buffers} buffers, the most in ${worst(after)}`]),
    ];
  });
}

function worst({ each }: Work): string {
  const [most] = each.toSorted((a, b) => b.buffers - a.buffers);
  return `${most?.buffers}: ${most?.text.replace(/\s+/g, ' ').slice(0, 300)}`;
}

test('a page costs as much after four years as after one, and as much among eighty municipalities as among twenty', async () => {
  const before = await workAt(young);
  // Each page has read something: an error page costs nothing either.
  expect(Object.values(before).filter(({ buffers }) => buffers === 0)).toEqual([]);
  expect(grown(before, await workAt(old), mayGrow.months)).toEqual([]);
  expect(grown(before, await workAt(large), mayGrow.schools)).toEqual([]);
  // Seconds on an idle machine: the installations are made, not the pages.
}, 600_000);
