import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day } from '#app/domain/calendar.ts';
import { forecastOf, paceTexts } from '#app/domain/territory/forecast.ts';

const threshold = { n: 75, of: 100 };
const target = { share: threshold, by: day('2012-09-01') };
const at = (date: string, n: number, of: number) => ({ day: day(date), covered: { n, of } });

describe('a thousand schools on the way to 75 %', () => {
  test('know how many more are needed, at what weekly pace, and when the present one gets there', () => {
    // 28 days brought 40 schools, 10 a week; 150 more in 32 days take 32.8 a week.
    const forecast = forecastOf({ since: at('2012-07-03', 560, 1000), now: at('2012-07-31', 600, 1000), target });
    expect(forecast).toEqual({
      stillNeeded: 150,
      pace: { n: 280, of: 28 },
      paceNeeded: { n: 1050, of: 32 },
      madeOn: '2012-11-13',
      inTime: false,
    });
  });

  test('are in time when the pace is just the one that is needed, and not with a school less', () => {
    // 32 days back, 32 days ahead: 150 schools gained are 150 schools to come.
    const made = forecastOf({ since: at('2012-06-29', 450, 1000), now: at('2012-07-31', 600, 1000), target });
    expect(made).toMatchObject({ madeOn: '2012-09-01', inTime: true });
    const missed = forecastOf({ since: at('2012-06-29', 451, 1000), now: at('2012-07-31', 600, 1000), target });
    expect(missed).toMatchObject({ madeOn: '2012-09-02', inTime: false });
  });
});

test('one week is enough for a pace, and one day; none is not', () => {
  const now = at('2012-08-25', 70, 100);
  expect(forecastOf({ since: at('2012-08-18', 65, 100), now, target })).toMatchObject({
    pace: { n: 35, of: 7 },
    paceNeeded: { n: 35, of: 7 },
    madeOn: '2012-09-01',
    inTime: true,
  });
  expect(forecastOf({ since: at('2012-08-24', 69, 100), now, target })).toMatchObject({ madeOn: '2012-08-30' });
  expect(forecastOf({ since: now, now, target })).toMatchObject({ pace: null, madeOn: null, inTime: false });
});

test('a pace of nothing, or a loss, never makes the target', () => {
  const now = at('2012-08-25', 70, 100);
  expect(forecastOf({ since: at('2012-08-18', 70, 100), now, target })).toMatchObject({
    pace: { n: 0, of: 7 },
    madeOn: null,
    inTime: false,
  });
  expect(forecastOf({ since: at('2012-08-18', 72, 100), now, target })).toMatchObject({
    pace: { n: -14, of: 7 },
    madeOn: null,
    inTime: false,
  });
});

test('a target that is met needs nothing, whatever the pace and however late', () => {
  for (const date of ['2012-08-25', '2012-09-01', '2012-12-01']) {
    const forecast = forecastOf({ since: at('2012-08-18', 80, 100), now: at(date, 75, 100), target });
    expect(forecast).toMatchObject({ stillNeeded: 0, paceNeeded: null, madeOn: date, inTime: true });
  }
});

test('once its day is over there is no pace that makes the target in time, but still a day that it would be made on', () => {
  const on = forecastOf({ since: at('2012-08-25', 60, 100), now: at('2012-09-01', 70, 100), target });
  expect(on).toMatchObject({ stillNeeded: 5, paceNeeded: null, madeOn: '2012-09-05', inTime: false });
  const eve = forecastOf({ since: at('2012-08-24', 60, 100), now: at('2012-08-31', 70, 100), target });
  expect(eve).toMatchObject({ paceNeeded: { n: 35, of: 1 } });
});

test('no schools make no target', () => {
  const forecast = forecastOf({ since: at('2012-08-18', 0, 0), now: at('2012-08-25', 0, 0), target });
  expect(forecast).toEqual({
    stillNeeded: 0,
    pace: { n: 0, of: 7 },
    paceNeeded: null,
    madeOn: null,
    inTime: false,
  });
});

test('what would take more than a century is not foretold', () => {
  const forecast = forecastOf({ since: at('2002-08-18', 0, 40_000), now: at('2012-08-18', 1, 40_000), target });
  expect(forecast).toMatchObject({ stillNeeded: 29_999, madeOn: null });
});

test('the day, counted school by school, is the one that the fractions say', () => {
  fc.assert(
    fc.property(
      fc.record({ of: fc.integer({ min: 1, max: 400 }), days: fc.integer({ min: 1, max: 60 }) }),
      fc.nat(),
      fc.nat(),
      fc.integer({ min: -5, max: 90 }),
      ({ of, days }, was, is, left) => {
        const since = at('2012-06-01', was % (of + 1), of);
        const now = { day: addDays(since.day, days), covered: { n: is % (of + 1), of } };
        const { madeOn, inTime, pace, paceNeeded } = forecastOf({
          since,
          now,
          target: { share: threshold, by: addDays(now.day, left) },
        });
        const gained = now.covered.n - since.covered.n;
        let made = null;
        for (let ahead = 0; ahead <= 60 * 400 && made === null; ahead++) {
          const then = now.covered.n + Math.floor((gained * ahead) / days);
          if (then * 100 >= 75 * of) made = addDays(now.day, ahead);
          if (gained <= 0) break;
        }
        expect(madeOn).toBe(made);
        if (pace && paceNeeded) expect(inTime).toBe(pace.n * paceNeeded.of >= paceNeeded.n * pace.of);
      },
    ),
  );
});

test('paces are rounded to a decimal, and to more where two that differ would look alike', () => {
  const texts = (...paces: [number, number][]) => paceTexts(paces.map(([n, of]) => ({ n, of })));
  expect(texts([14, 3])).toEqual(['4.7']);
  expect(texts([280, 28], [-14, 7], [0, 7])).toEqual(['10', '-2', '0']);
  expect(texts([238, 100], [242, 100])).toEqual(['2.38', '2.42']);
  expect(texts([10, 4], [5, 2])).toEqual(['2.5', '2.5']);
  expect(texts()).toEqual([]);
});
