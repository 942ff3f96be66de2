import { expect, test } from 'vitest';
import { ranksOf } from '#app/domain/editions/changes.ts';

const line = (id: number, n: number, of: number) => ({ id, covered: { n, of } });

test('equal shares share a place, and the next place leaves room for them', () => {
  const ranks = ranksOf([line(1, 1, 2), line(2, 3, 4), line(3, 2, 4), line(4, 0, 5)]);
  expect([...ranks].sort(([a], [b]) => a - b)).toEqual([
    [1, 2],
    [2, 1],
    [3, 2],
    [4, 4],
  ]);
});

test('a municipality without schools has no place', () => {
  expect(ranksOf([line(1, 0, 0), line(2, 0, 1)])).toEqual(new Map([[2, 1]]));
});
