import { describe, expect, test } from 'vitest';
import { compareShares, percentOf, reaches, sumOfShares } from '#app/domain/territory/coverage.ts';

const threeQuarters = { n: 75, of: 100 };
const shown = (n: number, of: number, against = [threeQuarters]) => percentOf({ n, of }, against)?.text;

describe('75 percent', () => {
  test('are reached by exactly 75 of 100, and by no fewer', () => {
    expect(reaches({ n: 75, of: 100 }, threeQuarters)).toBe(true);
    expect(reaches({ n: 3, of: 4 }, threeQuarters)).toBe(true);
    expect(reaches({ n: 74, of: 100 }, threeQuarters)).toBe(false);
  });

  test('are not 74.96 percent, which is shown as it is and not as 75.0', () => {
    const almost = { n: 1874, of: 2500 };
    expect(reaches(almost, threeQuarters)).toBe(false);
    expect(percentOf(almost, [threeQuarters])).toEqual({ text: '74.96', digits: 2 });
    expect(percentOf(almost)).toEqual({ text: '75.0', digits: 1 });
  });

  test('that are exceeded by a hair are not shown as 75.0 either', () => {
    expect(shown(7503, 10_000)).toBe('75.03');
    expect(shown(7501, 10_000)).toBe('75.01');
  });

  test('are not reached by nothing of nothing', () => {
    expect(reaches({ n: 0, of: 0 }, threeQuarters)).toBe(false);
    expect(reaches({ n: 0, of: 0 }, { n: 0, of: 100 })).toBe(false);
    expect(percentOf({ n: 0, of: 0 }, [threeQuarters])).toBeNull();
  });
});

test('a percentage is rounded half up to one decimal', () => {
  expect(shown(1, 3)).toBe('33.3');
  expect(shown(2, 3)).toBe('66.7');
  // 6.25 and 18.75: halves that floats would round either way.
  expect(shown(1, 16)).toBe('6.3');
  expect(shown(3, 16)).toBe('18.8');
  // 1.005 is a little less as a float.
  expect(shown(201, 20_000)).toBe('1.0');
  expect(shown(3, 4)).toBe('75.0');
});

test('rounding hides neither the last school nor the first', () => {
  expect(shown(1999, 2000)).toBe('99.95');
  expect(shown(9999, 10_000)).toBe('99.99');
  expect(shown(1, 3000)).toBe('0.03');
  expect(shown(2000, 2000)).toBe('100.0');
  expect(shown(0, 2000)).toBe('0.0');
});

test('shares are compared and added as whole numbers', () => {
  expect(compareShares({ n: 1124, of: 1500 }, threeQuarters)).toBeLessThan(0);
  expect(compareShares({ n: 6, of: 8 }, threeQuarters)).toBe(0);
  expect(compareShares({ n: 1, of: 3 }, { n: 333, of: 1000 })).toBeGreaterThan(0);
  expect(
    sumOfShares([
      { n: 1, of: 2 },
      { n: 3, of: 10 },
    ]),
  ).toEqual({ n: 4, of: 12 });
  expect(sumOfShares([])).toEqual({ n: 0, of: 0 });
});
