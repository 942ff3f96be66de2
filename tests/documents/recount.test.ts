/** The month's edition, its files, pages and note against an independent recount of the raw tables in plain SQL. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { summaryWorkbook } from '#app/documents/summary/workbook.server.ts';
import { type Day, day, endOf, lastDay, type Month, month, type Zone } from '#app/domain/calendar.ts';
import { clock, userIn } from '#app/domain/people/people.ts';
import { orders } from '#app/orders/index.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { readSummaryFile } from '#app/use-cases/territory/summary-file.server.ts';
import { generateDemo } from '#db/demo/generate.ts';
import { instant } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { expectTables } from '#tests/support/expect-workbook.ts';
import { orderOf, randomMonths, storeMonths } from '#tests/support/random-months.ts';
import { type ProblemCount, type Recount, recountSummary } from '#tests/support/recount-summary.ts';
import { tablesOf } from '#tests/support/recount-tables.ts';
import { moscow } from '#tests/support/territory.ts';
import { workbookOf } from '#tests/support/workbook-tables.ts';

const database = testDatabase();

type Line = Record<string, unknown>;
/** What an edition says, kind by kind, in its order. */
async function editionOf(campaignId: number, of: Month): Promise<Record<string, Line[]>> {
  const { rows } = await database().pool.query<{ kind: string; said: Line }>(
    `select l.kind, l.line -> l.kind as said from edition_lines l join editions e on e.id = l.edition_id
     where e.campaign_id = $1 and e.month = $2
       and e.number = (select max(number) from editions where campaign_id = $1 and month = $2)
     order by l.ordinal`,
    [campaignId, of],
  );
  const lines: Record<string, Line[]> = {};
  for (const { kind, said } of rows) lines[kind] = [...(lines[kind] ?? []), said];
  return lines;
}

const byKey = (a: ProblemCount, b: ProblemCount) => a.schoolId - b.schoolId || (a.key < b.key ? -1 : 1);

/** The month's newest edition against the recount, to the last field. */
async function expectRecounted(ask: { campaignId: number; month: Month; asOf: Day; until: Date }): Promise<Recount> {
  const edition = await editionOf(ask.campaignId, ask.month);
  const { plans, ...counted } = await recountSummary(database(), ask);
  expect(edition.totals).toEqual([counted.totals]);
  expect(edition.school ?? []).toEqual(counted.schools);
  const problems = ((edition.problem ?? []) as ProblemCount[]).sort(byKey);
  expect(problems).toEqual(counted.problems?.sort(byKey) ?? []);
  return { plans, ...counted };
}

/** Counted until its last midnight. */
const overBy = (of: Month, zone: Zone) => ({ month: of, asOf: lastDay(of), until: endOf(lastDay(of), zone) });

test('every figure of the demo’s editions is what a recount in plain SQL comes to', async () => {
  const now = new Date('2026-11-22T09:00:00+03:00');
  await generateDemo(database(), { now, orders, passwordHash: 'hash', size: { municipalities: 6, schools: 50 } });
  for (const of of [month('2026-09'), month('2026-10')]) {
    await compileSummary({ db: database().db, user: clock, now }, { regionId: 1, month: of });
    for (const campaignId of [1, 2]) {
      const { totals } = await expectRecounted({ campaignId, ...overBy(of, moscow) });
      expect(totals.region.covered.n).toBeGreaterThan(0);
    }
  }
});

test('every figure of the editions and the workbook of a region as chance has it is what a recount in plain SQL comes to', async () => {
  let run = 0;
  const seen: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(randomMonths, async (made) => {
      run += 1;
      const { regionId, campaignId, zone } = await storeMonths(database(), made, run);
      const compile = (of: Month, now: Date) =>
        compileSummary({ db: database().db, user: clock, now }, { regionId, month: of });
      const now = instant('2012-10-30 12:00', zone);
      const counts: Recount[] = [];
      for (const of of [month('2012-08'), month('2012-09')]) {
        await compile(of, now);
        counts.push(await expectRecounted({ campaignId, ...overBy(of, zone) }));
      }
      const october = month('2012-10');
      await compile(october, now);
      const last = await expectRecounted({ campaignId, month: october, asOf: day('2012-10-30'), until: now });
      for (const count of [...counts, last]) tally(seen, count);

      const region = { id: regionId, zone, name: '', demo: false };
      const analyst = userIn('analyst', regionId, { id: 1, name: '', email: '', region });
      const ask = { campaignId, at: { month: october }, edition: 1 };
      const file = await readSummaryFile({ db: database().db, user: analyst, now }, ask);
      const history = ['авг 2012', 'сен 2012', 'окт 2012'].map((month, at) => ({ month, count: counts[at] ?? last }));
      const monthAgo = counts[1] ?? null;
      const tables = tablesOf(orderOf(made), { now: last, monthAgo, editionAgo: null, history });
      expectTables(await workbookOf(summaryWorkbook(file, { now, zone })), tables);
    }),
    { numRuns: 8, seed: 2613, endOnFailure: true },
  );
  // The months were worth counting.
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(2);
});

/** How often there was something to be wrong about. */
function tally(seen: Record<string, number>, { totals, schools, problems = [], plans }: Recount) {
  const { region, details } = totals;
  const times = {
    covered: region.covered.n,
    uncovered: region.covered.of - region.covered.n,
    late: schools.filter(({ last }) => last?.late).length,
    unfiled: region.reported.of - region.reported.n,
    'in time by one clock alone': schools.filter(({ onTime, onTimeOriginally }) => onTime !== onTimeOriginally).length,
    'accepted in time': region.acceptedOnTime.n,
    'accepted late': region.accepted.n - region.acceptedOnTime.n,
    excluded: totals.excluded.length,
    excused: totals.excused.length,
    stages: schools.filter(({ stage }) => stage !== null).length,
    figures: schools.flatMap(({ figures }) => Object.keys(figures)).length,
    bands: totals.bands?.length ?? 0,
    ...tallyOfTargets(totals),
    'further targets met': schools.flatMap(({ targets = [] }) => targets).length,
    'shares in another form': schools.flatMap(({ shares = {} }) => Object.keys(shares)).length,
    'further targets on their day': region.targets.slice(1).filter(({ day }) => day).length,
    returns: details.flatMap(({ returns }) => returns).length,
    plans: details.filter(({ plan }) => plan !== null).length,
    'plans in force': plans.length,
    problems: problems.length,
    'problems reopened': problems.filter(({ reopened }) => reopened).length,
    ...Object.fromEntries(
      ['open', 'partly', 'solved', 'gone'].map((state) => [
        state,
        problems.filter((one) => one.state === state).length,
      ]),
    ),
    'equal ranks': totals.municipalities.filter(({ rank }, at, all) => rank !== null && all[at + 1]?.rank === rank)
      .length,
  };
  for (const [what, n] of Object.entries(times)) seen[what] = (seen[what] ?? 0) + n;
}

/** Which states of a target on its day there were, and where schools lay in corridors. */
function tallyOfTargets({ municipalities, region }: Recount['totals']): Record<string, number> {
  const lines = [region, ...municipalities];
  const days = lines.flatMap(({ targets }) => targets.flatMap(({ day }) => day ?? []));
  const states = ['inTime', 'later', 'missed'] as const;
  const places = ['behind', 'silent', 'within', 'ahead'] as const;
  const where = (place: (typeof places)[number]) =>
    lines.flatMap(({ corridors }) => corridors).reduce((sum, { schools }) => sum + schools[place], 0);
  return {
    'told of later': days.filter(({ evening, known }) => evening.n < known.n).length,
    'taken back later': days.filter(({ evening, known }) => evening.n > known.n).length,
    ...Object.fromEntries(states.map((one) => [`on its day ${one}`, days.filter(({ state }) => state === one).length])),
    ...Object.fromEntries(places.map((place) => [`by the corridor ${place}`, where(place)])),
  };
}
