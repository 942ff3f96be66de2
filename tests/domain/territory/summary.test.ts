import { describe, expect, test } from 'vitest';
import { day, month } from '#app/domain/calendar.ts';
import { type SchoolFact, summarise } from '#app/domain/territory/summary.ts';
import { orders } from '#app/orders/index.ts';

const balashikha = { id: 1, name: 'Балашиха' };
const dubna = { id: 2, name: 'Дубна' };
const august = { month: month('2012-08'), asOf: day('2012-08-31') };
const september1 = { month: month('2012-09'), asOf: day('2012-09-01') };

/** A general-education school of Balashikha, open since long ago, that owes one report and has filed nothing. */
function school(id: number, facts: Partial<SchoolFact> = {}): SchoolFact {
  return {
    id,
    name: `Школа № ${id}`,
    municipalityId: balashikha.id,
    opened: day('2000-01-01'),
    closed: null,
    generalEducation: true,
    schoolKind: null,
    settlement: null,
    last: null,
    stages: {},
    figures: {},
    owed: 1,
    filed: 0,
    onTime: 0,
    onTimeOriginally: 0,
    accepted: 0,
    acceptedOnTime: 0,
    ...facts,
  };
}

/** It filed in time, and uses the system since that day. */
function user(id: number, since: string, facts: Partial<SchoolFact> = {}): SchoolFact {
  const last = {
    reportId: id,
    asOf: day('2012-08-31'),
    filedOn: day('2012-08-30'),
    late: false,
    system: 'Школьный портал',
  };
  return school(id, { last: { ...last, coveredFrom: day(since) }, filed: 1, onTime: 1, ...facts });
}

const summary = (facts: SchoolFact[], period = september1) => summarise(orders.MO, [balashikha, dubna], facts, period);

describe('the denominator', () => {
  test('has every general-education school open on the day, reporting or not; the others are named with the reason', () => {
    const { totals, schools } = summary([
      user(1, '2012-08-20'),
      school(2),
      school(3, { closed: day('2012-09-01') }),
      school(4, { opened: day('2012-09-02') }),
      school(5, { generalEducation: false }),
      school(6, { opened: day('2012-09-01'), closed: day('2012-09-02') }),
    ]);
    expect(totals.region.covered).toEqual({ n: 1, of: 3 });
    expect(schools.map(({ id, covered }) => [id, covered])).toEqual([
      [1, true],
      [2, false],
      [6, false],
    ]);
    expect(totals.excluded.map(({ name, reason }) => [name, reason])).toEqual([
      ['Школа № 3', 'closed'],
      ['Школа № 4', 'notOpenYet'],
      ['Школа № 5', 'notGeneral'],
    ]);
  });

  test('without a single school meets and misses nothing', () => {
    const { totals } = summary([
      user(1, '2012-08-20'),
      school(2, { municipalityId: dubna.id, generalEducation: false }),
    ]);
    expect(totals.municipalities[1]).toMatchObject({
      name: 'Дубна',
      covered: { n: 0, of: 0 },
      target: null,
      stillNeeded: 0,
    });
    expect(totals.municipalitiesMet).toEqual({ n: 1, of: 1 });
    expect(totals.excluded).toEqual([{ id: 2, name: 'Школа № 2', municipalityId: dubna.id, reason: 'notGeneral' }]);
  });
});

describe('a school is covered', () => {
  test('from the day since which it uses the system, not before', () => {
    expect(summary([user(1, '2012-09-01')], august).totals.region.covered).toEqual({ n: 0, of: 1 });
    expect(summary([user(1, '2012-09-01')], september1).totals.region.covered).toEqual({ n: 1, of: 1 });
  });

  test('only if its last report says so', () => {
    const last = { reportId: 1, asOf: day('2012-08-31'), filedOn: day('2012-08-30'), late: false, system: null };
    const { totals } = summary([school(1, { last: { ...last, coveredFrom: null }, filed: 1, onTime: 1 })]);
    expect(totals.region).toMatchObject({ covered: { n: 0, of: 1 }, reported: { n: 1, of: 1 } });
  });
});

test('each municipality stands against the target for itself', () => {
  const { totals } = summary([
    ...[user(1, '2012-08-20'), user(2, '2012-08-20'), user(3, '2012-09-01'), school(4)],
    ...[user(5, '2012-08-20'), school(6), school(7)].map((fact) => ({ ...fact, municipalityId: dubna.id })),
  ]);
  expect(
    totals.municipalities.map(({ name, covered, target, stillNeeded }) => [name, covered, target, stillNeeded]),
  ).toEqual([
    ['Балашиха', { n: 3, of: 4 }, 'met', 0],
    ['Дубна', { n: 1, of: 3 }, 'missed', 2],
  ]);
  expect(totals.municipalitiesMet).toEqual({ n: 1, of: 2 });
  expect(totals.region).toMatchObject({ covered: { n: 4, of: 7 }, target: 'missed' });
});

test('before its day the target is pending where it is not met', () => {
  const { totals } = summary([user(1, '2012-08-20'), school(2, { municipalityId: dubna.id })], august);
  expect(totals.municipalities.map(({ target }) => target)).toEqual(['met', 'pending']);
});

test('row 39: reports and figures are sums over the schools of the denominator', () => {
  const { totals } = summary([
    user(1, '2012-08-20', { figures: { '5.1': { n: 30, of: 40 }, '5.2': { n: 100, of: 400 } } }),
    user(2, '2012-08-20', { onTime: 0, figures: { '5.1': { n: 10, of: 20 } } }),
    school(3, { owed: 2 }),
    user(4, '2012-08-20', { closed: day('2012-08-15'), figures: { '5.1': { n: 50, of: 50 } } }),
  ]);
  expect(totals.region).toMatchObject({ reported: { n: 2, of: 4 }, onTime: { n: 1, of: 4 } });
  expect(totals.region.figures).toEqual({
    '5.1': { n: 40, of: 60, schools: 2 },
    '5.2': { n: 100, of: 400, schools: 1 },
  });
});

test('row 40: who filed in time is a share of what each municipality owed, and of what the region owed', () => {
  const late = user(3, '2012-08-20', { onTime: 0, onTimeOriginally: 0, municipalityId: dubna.id });
  const extended = user(4, '2012-08-20', { onTime: 1, onTimeOriginally: 0, municipalityId: dubna.id });
  const { totals } = summary([user(1, '2012-08-20', { onTimeOriginally: 1 }), school(2, { owed: 2 }), late, extended]);
  const inTime = totals.municipalities.map(({ onTime, onTimeOriginally }) => [onTime, onTimeOriginally]);
  expect(inTime).toEqual([
    [
      { n: 1, of: 3 },
      { n: 1, of: 3 },
    ],
    [
      { n: 1, of: 2 },
      { n: 0, of: 2 },
    ],
  ]);
  expect(totals.region).toMatchObject({ onTime: { n: 2, of: 5 }, onTimeOriginally: { n: 1, of: 5 } });
});
