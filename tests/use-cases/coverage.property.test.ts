/** Coverage against a recount that shares no code with it: plain loops over plain arrays, days as numbers. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, day, monthOf } from '#app/domain/calendar.ts';
import { clock } from '#app/domain/people/people.ts';
import { orders } from '#app/orders/index.ts';
import { loadCampaign, summaryAt } from '#app/use-cases/territory/summary.server.ts';
import { testDatabase } from '#tests/support/database.ts';
import { insertFilings, insertObligations } from '#tests/support/filings.ts';
import { moscow } from '#tests/support/territory.ts';

const database = testDatabase();

/** Days are counted from 1 June 2012; the two reporting dates are the ends of July and August. */
const base = day('2012-06-01');
const dateOf = (offset: number) => addDays(base, offset);
const lastOffset = 130;
const reportingOffsets = [60, 91];

type School = {
  opened: number;
  closed: number | null;
  general: boolean;
  /** Where it belongs from a day on; the last place may end. */
  places: { municipality: number; since: number }[];
  leaves: number | null;
  /** Which of the schools that work on the day of its closing takes it over, counted on and on; null if none does. */
  heir: number | null;
  /** `minute` of the day in Moscow, where it was UTC+4. */
  filings: { date: number; filed: number; minute: number; coveredFrom: number | null }[];
};
type World = { municipalities: number; schools: School[]; asOf: number };

/** Often the same few days, so that a thing happens on the very day asked about. */
const offset = fc.oneof(fc.integer({ min: 0, max: lastOffset }), fc.constantFrom(60, 61, 91, 92));
const school: fc.Arbitrary<School> = fc
  .record({
    opened: fc.oneof({ weight: 3, arbitrary: fc.constant(-500) }, { weight: 1, arbitrary: offset }),
    closed: fc.option(offset, { freq: 2 }),
    general: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    places: fc.uniqueArray(
      fc.record({ municipality: fc.nat({ max: 2 }), since: fc.oneof(fc.constant(-500), offset) }),
      { minLength: 1, maxLength: 3, selector: ({ since }) => since },
    ),
    leaves: fc.option(offset, { freq: 5 }),
    heir: fc.option(fc.nat({ max: 20 })),
    filings: fc.uniqueArray(
      fc.record({
        date: fc.nat({ max: 1 }),
        filed: offset,
        // Around midnight, where days are told apart.
        minute: fc.constantFrom(0, 1, 600, 1439),
        coveredFrom: fc.oneof(fc.constant(-200), offset, fc.constant(null)),
      }),
      { maxLength: 4, size: 'max', selector: ({ filed, minute }) => filed * 1440 + minute },
    ),
  })
  .map((made) => {
    const places = made.places.sort((a, b) => a.since - b.since);
    const last = places.at(-1)?.since ?? 0;
    const closed = made.closed !== null && made.closed > made.opened ? made.closed : null;
    return { ...made, places, closed, leaves: made.leaves !== null && made.leaves > last ? made.leaves : null };
  });
const world: fc.Arbitrary<World> = fc.record({
  municipalities: fc.constant(3),
  schools: fc.array(school, { minLength: 3, maxLength: 12 }),
  asOf: offset,
});

const nameOf = (index: number) => `Школа ${String(index).padStart(2, '0')}`;

/** The recount. */
function recount({ municipalities, schools, asOf }: World) {
  return Array.from({ length: municipalities }, (_, municipality) => {
    const covered: string[] = [];
    const uncovered: string[] = [];
    const excluded: [string, string][] = [];
    schools.forEach((each, index) => {
      let place: number | null = null;
      for (const { municipality: to, since } of each.places) if (since <= asOf) place = to;
      if (each.leaves !== null && each.leaves <= asOf) place = null;
      if (place !== municipality) return;
      if (each.opened > asOf) excluded.push([nameOf(index), 'notOpenYet']);
      else if (each.closed !== null && each.closed <= asOf) excluded.push([nameOf(index), 'closed']);
      else if (!each.general) excluded.push([nameOf(index), 'notGeneral']);
      else {
        const known = each.filings.filter(({ filed }) => filed <= asOf);
        const latestDate = Math.max(...known.map(({ date }) => date));
        const deciding = known
          .filter(({ date }) => date === latestDate)
          .reduce<School['filings'][number] | null>(
            (a, b) => (a && a.filed * 1440 + a.minute > b.filed * 1440 + b.minute ? a : b),
            null,
          );
        const counts = deciding !== null && deciding.coveredFrom !== null && deciding.coveredFrom <= asOf;
        (counts ? covered : uncovered).push(nameOf(index));
      }
    });
    return { n: covered.length, of: covered.length + uncovered.length, covered, uncovered, excluded };
  });
}

/** Into which school it is merged. */
function heirOf(schools: School[], index: number): number | null {
  const school = schools[index];
  if (!school || school.closed === null || school.heir === null) return null;
  const { closed } = school;
  const working = schools.flatMap((each, at) =>
    at !== index && each.opened <= closed && (each.closed === null || each.closed > closed) ? [at] : [],
  );
  return working[school.heir % working.length] ?? null;
}

/** The recount of the same schools by where they, or those that they were merged into, stand at last. */
function recountNow(made: World) {
  const counted = recount(made);
  const now = counted.map(() => ({ covered: [] as string[], uncovered: [] as string[] }));
  counted.forEach(({ covered, uncovered }, then) => {
    for (const [list, names] of [
      ['covered', covered],
      ['uncovered', uncovered],
    ] as const) {
      for (const name of names) {
        let at = made.schools.findIndex((_school, index) => nameOf(index) === name);
        for (let next = heirOf(made.schools, at); next !== null; next = heirOf(made.schools, at)) at = next;
        now[made.schools[at]?.places.at(-1)?.municipality ?? then]?.[list].push(name);
      }
    }
  });
  return now.map(({ covered, uncovered }) => ({ covered: covered.sort(), uncovered: uncovered.sort() }));
}

/** Puts the world into the database as a region of its own; answers its campaign and municipalities. */
async function store({ municipalities, schools }: World, run: number) {
  const { pool } = database();
  const insertOrganisations = async (kind: string, rows: object[]): Promise<number[]> => {
    const { rows: ids } = await pool.query<{ id: number }>(
      `insert into organisations (kind, name, zone, general_education, opened, closed)
       select '${kind}', name, case when '${kind}' = 'region' then $2 end, general, opened, closed
       from jsonb_to_recordset($1) as row (name text, general boolean, opened date, closed date)
       returning id`,
      [JSON.stringify(rows), moscow],
    );
    return ids.map(({ id }) => id);
  };
  const plain = { general: true, opened: '2000-01-01', closed: null };
  const [region = 0] = await insertOrganisations('region', [{ ...plain, name: `Область ${run}` }]);
  const municipalityIds = await insertOrganisations(
    'municipality',
    Array.from({ length: municipalities }, (_, index) => ({ ...plain, name: `Округ ${run}-${index}` })),
  );
  const schoolIds = await insertOrganisations(
    'school',
    schools.map(({ opened, closed, general }, index) => ({
      name: nameOf(index),
      general,
      opened: dateOf(opened),
      closed: closed === null ? null : dateOf(closed),
    })),
  );
  const placements = [
    ...municipalityIds.map((id) => ({ id, parent: region, since: '2000-01-01', until: null as string | null })),
    ...schools.flatMap(({ places, leaves }, index) =>
      places.map(({ municipality, since }, at) => {
        const until = places[at + 1]?.since ?? leaves;
        const parent = municipalityIds[municipality];
        return { id: schoolIds[index], parent, since: dateOf(since), until: until === null ? null : dateOf(until) };
      }),
    ),
  ];
  await pool.query(
    `insert into placements (organisation_id, parent_id, since, until)
     select id, parent, since, until from jsonb_to_recordset($1) as row (id int, parent int, since date, until date)`,
    [JSON.stringify(placements)],
  );
  const { rows } = await pool.query<{ campaign: number; person: number }>(
    `with person as (
       insert into users (email, name, role, organisation_id) values ('user${run}@example.test', 'Лебедев С. П.', 'administrator', $1)
       returning id
     ), campaign as (
       insert into campaigns (order_id, scope_id, definition, moved_by_years, opened_at)
       values ('MO', $1, $2, 0, '2012-06-13')
       returning id
     )
     select campaign.id as campaign, person.id as person from campaign, person`,
    [region, JSON.stringify(orders.MO)],
  );
  const { campaign: campaignId = 0, person: userId = 0 } = rows[0] ?? {};
  const successions = schools.flatMap(({ closed }, index) => {
    const heir = heirOf(schools, index);
    if (closed === null || heir === null) return [];
    return [{ from_id: schoolIds[index], to_id: schoolIds[heir], since: dateOf(closed) }];
  });
  await pool.query(
    `insert into successions (from_id, to_id, kind, since, document, at, by)
     select from_id, to_id, 'merged', since, 'Постановление', '2012-06-13', $2
     from jsonb_to_recordset($1) as row (from_id int, to_id int, since date)`,
    [JSON.stringify(successions), userId],
  );
  const dates = reportingOffsets.map((at) => ({ asOf: dateOf(at), schoolIds }));
  await insertObligations(database(), { campaignId, formId: 'monthly' }, dates);
  const filings = schools.flatMap((each, index) =>
    each.filings.map(({ date, filed, minute, coveredFrom }) => ({
      schoolId: schoolIds[index] ?? 0,
      asOf: dateOf(reportingOffsets[date] ?? 0),
      filedAt: new Date(Date.UTC(2012, 5, 1 + filed, -4, minute)),
      coveredFrom: coveredFrom === null ? null : dateOf(coveredFrom),
    })),
  );
  await insertFilings(database(), { campaignId, userId }, filings);
  return { campaignId, municipalityIds };
}

test('coverage is what a plain recount says, to the school, whatever was opened, closed, moved and filed', async () => {
  const { db } = database();
  let run = 0;
  const seen = { covered: 0, uncovered: 0, excluded: 0 };
  await fc.assert(
    fc.asyncProperty(world, async (made) => {
      run += 1;
      const { campaignId, municipalityIds } = await store(made, run);
      const asOf = dateOf(made.asOf);
      const { totals, schools } = await summaryAt(db, clock, await loadCampaign(db, campaignId), {
        at: { month: monthOf(asOf), day: asOf },
        today: dateOf(lastOffset),
        items: [],
      });
      const namesOf = (municipalityId: number, covered: boolean) =>
        schools
          .filter((each) => each.municipalityId === municipalityId && each.covered === covered)
          .map(({ name }) => name);
      const counted = municipalityIds.map((id) => {
        const line = totals.municipalities.find((each) => each.id === id);
        return {
          n: line?.covered.n,
          of: line?.covered.of,
          covered: namesOf(id, true),
          uncovered: namesOf(id, false),
          excluded: totals.excluded
            .filter((each) => each.municipalityId === id)
            .map(({ name, reason }) => [name, reason]),
        };
      });
      const expected = recount(made);
      expect(counted).toEqual(expected);
      const sum = (of: (line: (typeof expected)[number]) => number) =>
        expected.reduce((total, line) => total + of(line), 0);
      expect(totals.region.covered).toEqual({ n: sum(({ n }) => n), of: sum((line) => line.of) });
      seen.covered += sum(({ n }) => n);
      seen.uncovered += sum(({ uncovered }) => uncovered.length);
      seen.excluded += sum(({ excluded }) => excluded.length);
    }),
    { numRuns: 60 },
  );
  // The worlds were worth counting.
  expect(Math.min(seen.covered, seen.uncovered, seen.excluded)).toBeGreaterThan(20);
});

test('row 35: by today’s municipalities the same schools are counted, each where it or its successor stands now', async () => {
  const { db } = database();
  let run = 1000;
  const seen = { replaced: 0, merged: 0 };
  await fc.assert(
    fc.asyncProperty(world, async (made) => {
      run += 1;
      const { campaignId, municipalityIds } = await store(made, run);
      const scope = await loadCampaign(db, campaignId);
      const asOf = dateOf(made.asOf);
      const ask = { today: dateOf(lastOffset), items: [] };
      const at = { month: monthOf(asOf), day: asOf };
      const then = await summaryAt(db, clock, scope, { ...ask, at });
      const now = await summaryAt(db, clock, scope, { ...ask, at: { ...at, territory: 'now' } });
      const namesOf = (municipalityId: number, covered: boolean) =>
        now.schools
          .filter((each) => each.municipalityId === municipalityId && each.covered === covered)
          .map(({ name }) => name)
          .sort();
      const counted = municipalityIds.map((id) => ({ covered: namesOf(id, true), uncovered: namesOf(id, false) }));
      expect(counted).toEqual(recountNow(made));
      // Whatever is summed over the region is the same in both; the target's own day is told by its own municipalities alone.
      const withoutDay = (region: typeof now.totals.region) => ({
        ...region,
        targets: region.targets?.map(({ day: _day, ...target }) => target),
      });
      expect(withoutDay(now.totals.region)).toEqual(withoutDay(then.totals.region));
      const ofAll = ({ totals }: typeof now) =>
        totals.municipalities.reduce((sum, { covered: { n, of } }) => ({ n: sum.n + n, of: sum.of + of }), {
          n: 0,
          of: 0,
        });
      expect(ofAll(now)).toEqual(ofAll(then));
      expect(ofAll(now)).toEqual(then.totals.region.covered);
      // One municipality by itself says what the region says of it.
      const [municipalityId = 0] = municipalityIds;
      const alone = await summaryAt(db, clock, scope, { ...ask, at: { ...at, territory: 'now' }, municipalityId });
      expect(alone.totals.municipalities[0]?.covered).toEqual(
        now.totals.municipalities.find(({ id }) => id === municipalityId)?.covered,
      );
      const before = new Map(then.schools.map((each) => [each.id, each.municipalityId]));
      const replaced = now.schools.filter((each) => before.get(each.id) !== each.municipalityId);
      seen.replaced += replaced.length;
      seen.merged += replaced.filter(({ name }) => heirOf(made.schools, Number(name.slice(-2))) !== null).length;
    }),
    { numRuns: 60 },
  );
  expect(Math.min(seen.replaced, seen.merged)).toBeGreaterThan(10);
});
