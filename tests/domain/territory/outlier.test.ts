import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Share } from '#app/domain/orders/order.ts';
import { outliersOf, type SchoolFigures } from '#app/domain/territory/outlier.ts';

const items = [
  { id: '1', base: 'учителей' },
  { id: '2', base: 'родителей' },
  { id: '3', base: 'родителей' },
];

type School = SchoolFigures & { name: string };
const school = (name: string, figures: Record<string, Share>, previous: Record<string, Share> = {}): School => ({
  name,
  figures,
  previous,
});
const found = (schools: School[]) =>
  outliersOf(schools, items).map((outlier) => [outlier.school.name, outlier.kind, outlier.item]);

/** Twelve schools between 40 and 62 % of teachers, each with a base of its own, so that none repeats another. */
const usual = Array.from({ length: 12 }, (_, at) =>
  school(`Школа № ${at + 1}`, { '1': { n: (40 + 2 * at) * (at + 1), of: 100 * (at + 1) } }),
);

describe('row 20: a percentage far from the median of all schools', () => {
  test('stands out, on either side; the furthest first', () => {
    const schools = [
      ...usual,
      school('Первая', { '1': { n: 0, of: 30 } }),
      school('Вторая', { '1': { n: 95, of: 95 } }),
    ];
    expect(found(schools)).toEqual([
      ['Первая', 'below', '1'],
      ['Вторая', 'above', '1'],
    ]);
    expect(found(usual)).toEqual([]);
  });

  test('is shown with the median, an exact share between the middle two', () => {
    const [outlier] = outliersOf([...usual, school('Первая', { '1': { n: 0, of: 30 } })], items);
    // Thirteen shares: the seventh of them is the 6th school's, 50 %.
    expect(outlier).toMatchObject({ kind: 'below', share: { n: 0, of: 30 }, median: { n: 300, of: 600 } });
    const [even] = outliersOf(
      [...usual, school('А', { '1': { n: 0, of: 30 } }), school('Б', { '1': { n: 1, of: 2 } })],
      items,
    );
    if (even?.kind !== 'below') throw new Error('Nothing stands out');
    expect(even.median.n / even.median.of).toBe(0.5);
  });

  test('counts the modified z-score: above 3.5 and not at it', () => {
    // Eight of eleven are 4 points from 50 %: 3.5 scores are 3.5 × 4 / 0.6745 = 20.76 points.
    const percents = [46, 46, 46, 46, 50, 50, 50, 54, 54, 54, 54];
    const schools = percents.map((n, at) => school(`Школа № ${at}`, { '1': { n: n * (at + 1), of: 100 * (at + 1) } }));
    const at = (n: number) => found([...schools, school('Эта', { '1': { n, of: 10_000 } })]);
    expect(at(7075)).toEqual([]);
    expect(at(7076)).toEqual([['Эта', 'above', '1']]);
    expect(at(2925)).toEqual([]);
    expect(at(2924)).toEqual([['Эта', 'below', '1']]);
  });

  test('stands out too where all others agree to the last school', () => {
    const alike = Array.from({ length: 14 }, (_, at) => school(`Школа № ${at}`, { '1': { n: at + 1, of: at + 1 } }));
    expect(found([...alike, school('Эта', { '1': { n: 1, of: 20 } })])).toEqual([['Эта', 'below', '1']]);
    // Nearer than ten percentage points is near, however alike the others are.
    expect(found([...alike, school('Эта', { '1': { n: 91, of: 100 } })])).toEqual([]);
  });

  test('is not looked for among fewer than ten schools, nor where there is no base', () => {
    const far = school('Эта', { '1': { n: 0, of: 30 } });
    expect(found([...usual.slice(0, 8), far])).toEqual([]);
    expect(found([...usual.slice(0, 9), far])).toEqual([['Эта', 'below', '1']]);
    expect(found([...usual, school('Пустая', { '1': { n: 0, of: 0 } })])).toEqual([]);
  });

  test('does not depend on the order of the schools, nor on their size', () => {
    const schools = [...usual, school('Эта', { '1': { n: 3, of: 30 } })];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(schools, { minLength: schools.length }),
        fc.integer({ min: 2, max: 9 }),
        (some, k) => {
          const larger = some.map(({ name, figures }) => {
            const { n = 0, of = 0 } = figures['1'] ?? {};
            return school(name, { '1': { n: n * k, of: of * k } });
          });
          expect(found(larger)).toEqual([['Эта', 'below', '1']]);
        },
      ),
    );
  });
});

describe('row 20: the school’s own base', () => {
  const with600 = { '2': { n: 300, of: 600 }, '3': { n: 200, of: 600 } };

  test('stands out when it moved by more than a third, once for all lines counted of it', () => {
    const halved = school('Эта', { '2': { n: 150, of: 300 }, '3': { n: 100, of: 300 } }, with600);
    const outliers = outliersOf([...usual, halved], items);
    expect(outliers).toMatchObject([{ kind: 'base', item: '2', was: { of: 600 }, share: { of: 300 }, far: 1.5 }]);
  });

  test('does not for a third or less, nor in a first report', () => {
    const moved = (of: number) => school('Эта', { '2': { n: 300, of }, '3': { n: 201, of } }, with600);
    expect(found([...usual, moved(400), moved(800)])).toEqual([]);
    expect(found([...usual, school('Новая', { '2': { n: 300, of: 300 } })])).toEqual([]);
  });
});

describe('row 20: the figures of another school', () => {
  const figures = { '1': { n: 30, of: 40 }, '2': { n: 120, of: 480 } };

  test('stand out at every school that has them', () => {
    const copies = [school('Первая', figures), school('Вторая', { ...figures })];
    expect(outliersOf([...usual, ...copies], items)).toMatchObject([
      { kind: 'repeated', item: null, others: 1, school: { name: 'Первая' } },
      { kind: 'repeated', item: null, others: 1, school: { name: 'Вторая' } },
    ]);
  });

  test('do not when one figure differs, nor when there is hardly a figure to agree on', () => {
    expect(found([...usual, school('А', figures), school('Б', { ...figures, '2': { n: 121, of: 480 } })])).toEqual([]);
    const begun = { '1': { n: 0, of: 40 }, '2': { n: 240, of: 480 } };
    const others = usual.map(({ name }, at) => school(name, { '2': { n: 50 + at, of: 100 } }));
    expect(found([...others, school('А', begun), school('Б', begun)])).toEqual([]);
  });
});
