/** A region whose schools have all typed their report for August and need but press the button. */

import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import type { Database } from '#db/client.ts';
import { contexts } from '#tests/support/context.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { moForm, owedReport } from '#tests/support/scenario.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

/** When the drill begins: July is over and can be compiled, August's reports are owed. */
export const begins = new Date('2012-08-20T10:00:00+04:00');

/** A report that is ready, and its director's cookie. */
export type Ready = { reportId: number; cookie: string };
export type DrillRegion = { reports: Ready[]; administrator: string };

const municipalities = Array.from({ length: 30 }, (_, at) => `Округ ${at + 1}`);
const asOf = '2012-08-31';

/** The same session for everybody would be one person's: each has their own. */
const cookieOf = (userId: number) =>
  `svodka_session=${encodeURIComponent(Buffer.from(JSON.stringify(token(userId))).toString('base64'))}`;
const token = (userId: number) => `drill-${userId}`;

export async function drillRegion(database: Database, count: number): Promise<DrillRegion> {
  const first = 'Школа № 1';
  const territory = await createTerritory(database, {
    name: 'Учебная область',
    zone: moscow,
    municipalities: Object.fromEntries(municipalities.map((name, at) => [name, at === 0 ? [first] : []])),
  });
  const administrator = await regionPerson(database, territory, 'administrator', 'Лебедев С. П.');
  const director = await schoolPerson(database, territory, 'director', 'Смирнова Т. А.', first);
  await coordinatorOf(database, territory, 'Фёдорова И. М.', municipalities[0] ?? '');
  await addSchools(database, municipalities.map(territory.municipality), count - 1);

  const { as, byClock } = contexts(() => database);
  await openCampaign(as(administrator, '2012-07-02 10:00'), { orderId: 'MO', scopeId: territory.region.id, years: 0 });
  await openReportingDates(byClock('2012-08-20 00:05', moscow), { regionId: territory.region.id });
  const own = await owedReport(database, director.schoolId, asOf);
  await saveReport(as(director, '2012-08-20 09:00'), {
    reportId: own.id,
    version: own.version,
    typed: moForm('15.08.2012'),
  });
  return { reports: await typeTheSame(database, own.id), administrator: cookieOf(administrator.id) };
}

/** Each with its director. */
async function addSchools({ pool }: Database, municipalityIds: number[], count: number): Promise<void> {
  await pool.query(
    `with school as (
       insert into organisations (kind, name, opened) select 'school', 'Школа № ' || at + 1, '2000-01-01' from generate_series(1, $2::int) at
       returning id
     ), placed as (
       insert into placements (organisation_id, parent_id, since)
       select id, ($1::int[])[1 + id % cardinality($1::int[])], '2000-01-01' from school
     )
     insert into users (email, name, role, organisation_id) select 'school' || id || '@example.test', 'Директор', 'director', id from school`,
    [municipalityIds, count],
  );
}

/** What one school has typed is everybody's draft; and everybody is signed in. */
async function typeTheSame({ pool }: Database, reportId: number): Promise<Ready[]> {
  await pool.query(
    `update reports r set status = own.status, answers = own.answers, version = own.version, saved_at = own.saved_at, saved_by = u.id
     from reports own, users u
     where own.id = $1 and r.reporting_date_id = own.reporting_date_id and r.id <> own.id
       and u.organisation_id = r.organisation_id and u.role = 'director'`,
    [reportId],
  );
  await pool.query(
    `insert into sessions (token_hash, user_id, created_at, expires_at)
     select sha256(convert_to('drill-' || id, 'UTF8')), id, $1::timestamptz, $1::timestamptz + interval '10 hours' from users`,
    [begins],
  );
  const { rows } = await pool.query<{ reportId: number; userId: number }>(
    `select r.id as "reportId", u.id as "userId" from reports r join users u on u.organisation_id = r.organisation_id and u.role = 'director'
     where r.status = 'draft' order by r.id`,
  );
  return rows.map(({ reportId, userId }) => ({ reportId, cookie: cookieOf(userId) }));
}
