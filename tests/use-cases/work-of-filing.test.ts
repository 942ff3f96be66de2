/** What saving and filing a report costs the database does not grow with the region. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { User } from '#app/domain/people/people.ts';
import { rehearse } from '#app/use-cases/context.server.ts';
import { fileWithin } from '#app/use-cases/reports/file-report.server.ts';
import { saveWithin } from '#app/use-cases/reports/save-report.server.ts';
import { personById } from '#db/queries/users.ts';
import type { Trx } from '#db/schema.ts';
import { testDatabase } from '#tests/support/database.ts';
import { installationDay, lastDate, makeInstallation } from '#tests/support/installation.ts';
import { moForm } from '#tests/support/scenario.ts';

const database = testDatabase();

/** More than fit on a page or two, which are as quickly read as looked up. */
const schools = 1000;

/** By table, of this connection: also what it has read before. */
async function rowsReadWhole(trx: Trx): Promise<Record<string, number>> {
  const { rows } = await sql<{ table: string; rows: number }>`
    select relname as table, seq_tup_read as rows from pg_stat_xact_user_tables`.execute(trx);
  return Object.fromEntries(rows.map(({ table, rows }) => [table, rows]));
}

test('one report is saved and filed without reading any table that has a row for each school', async () => {
  await makeInstallation(database(), { schools, municipalities: 20, months: 2 });
  const { db } = database();
  const { reportId, version, userId } = await db
    .selectFrom('reports as r')
    .innerJoin('reporting_dates as d', 'd.id', 'r.reporting_date_id')
    .innerJoin('users as u', 'u.organisation_id', 'r.organisation_id')
    .where('d.as_of', '=', lastDate)
    .where('r.status', '=', 'due')
    .where('r.not_required', 'is', null)
    .select(['r.id as reportId', 'r.version', 'u.id as userId'])
    .executeTakeFirstOrThrow();
  const now = new Date(`${installationDay}T10:00:00Z`);
  const director = { db, user: (await personById(db, userId)) as User, now };

  const read = await rehearse(director, async (write) => {
    const before = await rowsReadWhole(write.trx);
    const saved = await saveWithin(write, { reportId, version, typed: moForm('01.02.2022') });
    const explanations = Object.fromEntries(saved.warnings.map(({ key }) => [key, 'Сведения уточнены.']));
    await fileWithin(write, { reportId, version: saved.version, explanations });
    const after = await rowsReadWhole(write.trx);
    return Object.keys(after).filter((table) => (after[table] ?? 0) - (before[table] ?? 0) >= schools);
  });
  expect(read).toEqual([]);
});
