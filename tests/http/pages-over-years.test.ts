/** What a school and a coordinator open every day stays as it is, however many months lie behind them. */
import { expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { testDatabase } from '#tests/support/database.ts';
import { emptied, installationDay, lastDate, makeInstallation } from '#tests/support/installation.ts';
import { pagesOver } from '#tests/support/pages.ts';
import { type Work, workOf } from '#tests/support/work.ts';

const database = testDatabase();

/** A quarter, two years and ten. */
const histories = [3, 24, 120];
const mayGrow = 1.1;
/** A look into a larger index takes a step more, and what is looked up lies on pages of its own. */
const mayReach = 1.5;

type Cost = { bytes: number; statements: number; buffers: number; most: string };

/** Of a school that has filed for every date of the last year, and its municipality; the second opening, when the connection is known. */
async function costsAfter(months: number): Promise<Record<string, Cost>> {
  await emptied(database());
  await makeInstallation(database(), { schools: 60, municipalities: 3, months });
  const { pool } = database();
  const { rows } = await pool.query<{ school: number; municipality: number; report: number }>(
    `select p.organisation_id as school, p.parent_id as municipality, r.id as report
     from placements p join reports r on r.organisation_id = p.organisation_id
     join reporting_dates d on d.id = r.reporting_date_id and d.as_of = $1
     where r.organisation_id = (
       select q.organisation_id from reports q join reporting_dates e on e.id = q.reporting_date_id
       where e.as_of > $1::date - 366 group by 1 having bool_and(q.status <> 'due') order by 1 limit 1
     )`,
    [lastDate],
  );
  const { school = 0, municipality = 0, report = 0 } = rows[0] ?? {};
  await pool.query(`update reports set status = 'draft' where id = $1`, [report]);
  const { rows: people } = await pool.query<{ id: number; at: number }>('select id, organisation_id as at from users');
  const pages = pagesOver(database(), new Date(`${installationDay}T10:00:00Z`));
  const cookieAt = (organisation: number) => pages.cookieOf(people.find(({ at }) => at === organisation) ?? { id: 0 });
  const director = await cookieAt(school);
  const coordinator = await cookieAt(municipality);
  const opened: Record<string, [string, string]> = {
    'a school’s home': [paths.school(school), director],
    'the form': [paths.editReport(report), director],
    'the queue': [paths.queue(1, municipality), coordinator],
    'the list of reports': [paths.municipalityReports(1, municipality), coordinator],
  };
  const costs: Record<string, Cost> = {};
  for (const [name, [path, cookie]] of Object.entries(opened)) {
    const page = async () => {
      const answered = await pages.get(path, cookie);
      expect(answered.status, name).toBe(200);
      return (await answered.text()).length;
    };
    let bytes = 0;
    const work = await workOf(database(), async () => {
      bytes = await page();
    });
    costs[name] = { bytes, statements: work.statements, buffers: work.buffers, most: worst(work) };
  }
  return costs;
}

function worst({ each }: Work): string {
  const [most] = each.toSorted((a, b) => b.buffers - a.buffers);
  return `${most?.buffers}: ${most?.text.replace(/\s+/g, ' ').slice(0, 300)}`;
}

test('after ten years the daily pages are as long as after a quarter, and ask the database for as much as after two years', async () => {
  const [quarter, twoYears, tenYears] = await inTurn(histories, costsAfter);
  expect([...longer(quarter, twoYears), ...longer(quarter, tenYears)]).toEqual([]);
  // A page looks a year back, so that a quarter is less to read.
  expect(dearer(twoYears, tenYears)).toEqual([]);
});

type Costs = Record<string, Cost> | undefined;

function longer(from: Costs = {}, to: Costs = {}): string[] {
  return Object.entries(from).flatMap(([name, before]) => {
    const { bytes, statements } = to[name] ?? before;
    return [
      ...(bytes > before.bytes * mayGrow ? [`${name}: ${before.bytes} → ${bytes} bytes`] : []),
      ...(statements > before.statements ? [`${name}: ${before.statements} → ${statements} statements`] : []),
    ];
  });
}

function dearer(from: Costs = {}, to: Costs = {}): string[] {
  return Object.entries(from).flatMap(([name, before]) => {
    const { buffers, most } = to[name] ?? before;
    return buffers > before.buffers * mayReach
      ? [`${name}: ${before.buffers} → ${buffers} buffers, the most in ${most}`]
      : [];
  });
}

async function inTurn<T, R>(list: readonly T[], act: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const one of list) done.push(await act(one));
  return done;
}
