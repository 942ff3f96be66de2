import { expect, test } from 'vitest';
import { bandsTarget, coverageTarget, firstMonth, formOf, movedByYears } from '#app/domain/orders/order.ts';
import { orders } from '#app/orders/index.ts';

const { KG, MO } = orders;

test('an order moved by years keeps its own requisites, words and clauses', () => {
  const moved = movedByYears(KG, 13);
  expect(moved.date).toBe('2012-03-26');
  for (const part of ['number', 'title', 'basis', 'repeals', 'clauses', 'remarks'] as const) {
    expect(moved[part], part).toEqual(KG[part]);
  }
  expect(moved.measures.map(({ title, termText }) => [title, termText])).toEqual(
    KG.measures.map(({ title, termText }) => [title, termText]),
  );
  expect(moved.forms[0]?.items).toEqual(KG.forms[0]?.items);
});

test('its terms, reporting dates and targets move', () => {
  const moved = movedByYears(KG, 13);
  expect(moved.stages.map(({ term }) => term)).toEqual([
    { kind: 'until', day: '2025-04-18' },
    { kind: 'until', day: '2025-05-15' },
    { kind: 'until', day: '2026-01-01' },
    { kind: 'from', day: '2026-01-01' },
  ]);
  expect(moved.measures.find(({ id }) => id === 'KG-3.3')?.term).toEqual({ kind: 'until', day: '2025-04-10' });
  expect(formOf(moved, 'report').reporting).toEqual({
    kind: 'dates',
    dates: ['2025-05-15', '2025-09-20', '2025-10-15', '2025-11-15', '2025-12-25'],
  });
  expect(coverageTarget(moved)?.by).toBe('2026-01-01');
  expect(bandsTarget(moved)?.bands.map(({ by }) => by)).toEqual([
    '2025-09-20',
    '2025-10-15',
    '2025-11-15',
    '2026-01-01',
  ]);
  expect(formOf(movedByYears(MO, 13), 'monthly').reporting).toEqual({ kind: 'monthly', from: '2025-06' });
});

test('moving there and back, or by nothing, gives the same order', () => {
  expect(movedByYears(movedByYears(KG, 13), -13)).toEqual(KG);
  expect(movedByYears(MO, 0)).toBe(MO);
});

test('summaries begin in the month of the first reporting date', () => {
  expect(firstMonth(KG)).toBe('2012-05');
  expect(firstMonth(MO)).toBe('2012-06');
  expect(firstMonth(movedByYears(KG, 13))).toBe('2025-05');
});

test('a form is found by its id, and a wrong id is a mistake', () => {
  expect(formOf(MO, 'monthly').clause).toBe('MO-3.1');
  expect(() => formOf(MO, 'report')).toThrow('Order MO has no form report');
  expect(bandsTarget(MO)).toBeNull();
});
