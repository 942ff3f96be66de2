/** What it takes to plan the largest statements of the hot pages, counted in the planner's memory and not in time. */
import { expect, test } from 'vitest';
import { day } from '#app/domain/calendar.ts';
import { historyOfReport } from '#db/queries/around-report.ts';
import { decisionsOfSchool } from '#db/queries/decisions.ts';
import { alone } from '#db/queries/together.ts';
import { testDatabase } from '#tests/support/database.ts';
import { workOf } from '#tests/support/work.ts';

const database = testDatabase();

const on = day('2012-09-01');
const report = { id: 1, organisationId: 1, campaignId: 1, formId: 'monthly', asOf: on };

/** A table more in a join doubles it. */
const most = { 'around a report': 2000, 'decisions about a school': 400 };

test('a page of a report and a school’s home are planned with little', async () => {
  const { db } = database();
  const kilobytes = {
    'around a report': await planned(() => historyOfReport(db, report, { on, until: new Date(), fewestReturns: 3 })),
    'decisions about a school': await planned(() => alone(db, decisionsOfSchool({ schoolId: 1, on }))),
  };
  for (const [name, kB] of Object.entries(kilobytes)) expect(kB, name).toBeLessThan(most[name as keyof typeof most]);
});

async function planned(ask: () => Promise<unknown>): Promise<number> {
  const { each } = await workOf(database(), ask);
  const [one] = each;
  const { rows } = await database().pool.query(`explain (generic_plan, memory, format json) ${one?.text}`);
  return rows[0]['QUERY PLAN'][0].Planning['Memory Used'];
}
