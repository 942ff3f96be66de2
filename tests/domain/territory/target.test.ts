import { describe, expect, test } from 'vitest';
import { day } from '#app/domain/calendar.ts';
import { bandsTarget } from '#app/domain/orders/order.ts';
import { bandInForce, bandState, nextBand, stillNeeded, targetState } from '#app/domain/territory/target.ts';
import { orders } from '#app/orders/index.ts';

const threshold = { n: 75, of: 100 };

describe('a target of 75 % by 01.09.2012', () => {
  const target = { threshold, by: day('2012-09-01') };
  const almost = { n: 74, of: 100 };

  test('waits until its day, and is missed at the end of it', () => {
    expect(targetState(almost, target, day('2012-08-31'))).toBe('pending');
    expect(targetState(almost, target, day('2012-09-01'))).toBe('missed');
    expect(targetState(almost, target, day('2012-12-31'))).toBe('missed');
  });

  test('is met whenever it is reached, early or late', () => {
    expect(targetState({ n: 75, of: 100 }, target, day('2012-07-01'))).toBe('met');
    expect(targetState({ n: 3, of: 4 }, target, day('2012-10-01'))).toBe('met');
  });
});

test('how many more schools are needed is a whole number that just reaches the target', () => {
  expect(stillNeeded({ n: 74, of: 100 }, threshold)).toBe(1);
  // 7.5 of 10: the eighth is needed.
  expect(stillNeeded({ n: 5, of: 10 }, threshold)).toBe(3);
  expect(stillNeeded({ n: 0, of: 1 }, threshold)).toBe(1);
  expect(stillNeeded({ n: 3, of: 4 }, threshold)).toBe(0);
  expect(stillNeeded({ n: 4, of: 4 }, threshold)).toBe(0);
  expect(stillNeeded({ n: 0, of: 0 }, threshold)).toBe(0);
});

describe('bands of parent activation (KG-App.1)', () => {
  const first = { from: 30, to: 40 };
  const last = { from: 100, to: 100 };

  test('both bounds belong to the band', () => {
    expect(bandState({ n: 29, of: 100 }, first)).toBe('behind');
    expect(bandState({ n: 30, of: 100 }, first)).toBe('within');
    expect(bandState({ n: 80, of: 200 }, first)).toBe('within');
    expect(bandState({ n: 2999, of: 10_000 }, first)).toBe('behind');
  });

  test('40.5 %, between two bands, is ahead of the lower and behind the upper', () => {
    expect(bandState({ n: 81, of: 200 }, first)).toBe('ahead');
    expect(bandState({ n: 81, of: 200 }, { from: 41, to: 60 })).toBe('behind');
  });

  test('100 % are all of them', () => {
    expect(bandState({ n: 199, of: 200 }, last)).toBe('behind');
    expect(bandState({ n: 200, of: 200 }, last)).toBe('within');
  });

  test('nothing of nothing is behind', () => {
    expect(bandState({ n: 0, of: 0 }, first)).toBe('behind');
  });

  test('a band is in force from the end of its day until the next one', () => {
    const { bands } = bandsTarget(orders.KG) ?? { bands: [] };
    const around = (date: string) => [bandInForce(bands, day(date))?.from, nextBand(bands, day(date))?.from];
    expect(around('2012-09-19')).toEqual([undefined, 30]);
    expect(around('2012-09-20')).toEqual([30, 41]);
    expect(around('2012-10-14')).toEqual([30, 41]);
    expect(around('2012-10-15')).toEqual([41, 61]);
    expect(around('2012-12-31')).toEqual([61, 100]);
    expect(around('2013-01-01')).toEqual([100, undefined]);
    expect(around('2020-01-01')).toEqual([100, undefined]);
  });
});
