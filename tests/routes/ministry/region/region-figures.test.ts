import { expect, test } from 'vitest';
import { bestFirst, type MunicipalityRow, sorted, sortingFrom } from '#app/routes/ministry/region/region-figures.ts';

const municipality = (name: string, n: number, of: number, stillNeeded = 0): MunicipalityRow => ({
  id: name.length,
  name,
  covered: { n, of },
  reported: { n: 0, of: 0 },
  target: of > 0 ? 'missed' : null,
  stillNeeded,
});

/** In the order of their names, as they come. */
const rows = [
  municipality('Дубна', 2, 3, 1),
  municipality('Звенигород', 0, 0),
  municipality('Истра', 4, 6, 2),
  municipality('Клин', 9, 10),
];
const names = (some: MunicipalityRow[]) => some.map(({ name }) => name);

test('municipalities begin with the best covered; equals keep the order of their names', () => {
  expect(names(sorted(rows, bestFirst))).toEqual(['Клин', 'Дубна', 'Истра', 'Звенигород']);
});

test('who has no schools is last by any figure, whichever way', () => {
  expect(names(sorted(rows, { sort: 'coverage', order: 'asc' })).at(-1)).toBe('Звенигород');
  expect(names(sorted(rows, { sort: 'needed', order: 'desc' }))).toEqual(['Истра', 'Дубна', 'Клин', 'Звенигород']);
});

test('by name both ways', () => {
  expect(names(sorted(rows, { sort: 'name', order: 'asc' }))).toEqual(names(rows));
  expect(names(sorted(rows, { sort: 'name', order: 'desc' })).at(0)).toBe('Клин');
});

test('an address that asks for no known order gets the first one', () => {
  expect(sortingFrom(new URLSearchParams('sort=needed&order=desc'))).toEqual({ sort: 'needed', order: 'desc' });
  expect(sortingFrom(new URLSearchParams('sort=__proto__'))).toEqual(bestFirst);
  expect(sortingFrom(new URLSearchParams())).toEqual(bestFirst);
});
