import { describe, expect, test } from 'vitest';
import { day } from '#app/domain/calendar.ts';
import { movedByYears } from '#app/domain/orders/order.ts';
import {
  faultsOfSteps,
  firstApproved,
  plannedShare,
  plannedTarget,
  planOn,
  planStanding,
  planState,
  planTerm,
  shortOfTarget,
} from '#app/domain/territory/plan.ts';
import { orders } from '#app/orders/index.ts';

const step = (by: string, schools: number) => ({ by: day(by), schools });
const plan = { steps: [step('2012-07-15', 5), step('2012-08-15', 10), step('2012-09-01', 15)] };

test('MO asks each municipality for a plan until 01.07.2012 (MO-4.1), KG asks none', () => {
  expect(plannedTarget(orders.MO)?.clause).toBe('MO-4.3');
  expect(planTerm(orders.MO)).toBe('2012-07-01');
  expect(planTerm(movedByYears(orders.MO, 14))).toBe('2026-07-01');
  expect([plannedTarget(orders.KG), planTerm(orders.KG)]).toEqual([null, null]);
});

describe('a step', () => {
  test('is in force from its own day until the day before the next one', () => {
    const around = (date: string) => {
      const { now, next } = planOn(plan, day(date));
      return [now?.schools, next?.schools];
    };
    expect(around('2012-07-14')).toEqual([undefined, 5]);
    expect(around('2012-07-15')).toEqual([5, 10]);
    expect(around('2012-08-14')).toEqual([5, 10]);
    expect(around('2012-08-15')).toEqual([10, 15]);
    expect(around('2012-09-01')).toEqual([15, undefined]);
    expect(around('2020-01-01')).toEqual([15, undefined]);
  });

  test('asks for no more schools than there are to count', () => {
    expect(plannedShare(step('2012-09-01', 15), 20)).toEqual({ n: 15, of: 20 });
    expect(plannedShare(step('2012-09-01', 15), 14)).toEqual({ n: 14, of: 14 });
  });
});

describe('the fact', () => {
  const state = (n: number, date: string, of = 20) => planState({ n, of }, plan, day(date));

  test('is ahead of the plan, as planned or behind it, by so many schools', () => {
    expect(state(10, '2012-08-31')).toEqual({ kind: 'asPlanned', by: 0 });
    expect(state(12, '2012-08-31')).toEqual({ kind: 'ahead', by: 2 });
    expect(state(12, '2012-09-01')).toEqual({ kind: 'behind', by: 3 });
  });

  test('has nothing to be compared with before the first step', () => {
    expect(state(12, '2012-07-14')).toBeNull();
    expect(planState({ n: 1, of: 2 }, { steps: [] }, day('2012-09-01'))).toBeNull();
  });

  test('of all schools that are left is as planned', () => {
    expect(state(14, '2012-09-01', 14)).toEqual({ kind: 'asPlanned', by: 0 });
  });
});

test('steps have days of their own, and counts that never fall', () => {
  expect(faultsOfSteps(plan.steps)).toEqual([]);
  expect(faultsOfSteps([step('2012-07-01', 5), step('2012-08-01', 5)])).toEqual([]);
  expect(faultsOfSteps([step('2012-07-01', 5), step('2012-07-01', 7), step('2012-08-01', 6)])).toEqual([
    { at: 1, field: 'by', code: 'sameDay' },
    { at: 2, field: 'schools', code: 'falls' },
  ]);
});

test('a plan falls short of the target by its last step, or reaches it after its day', () => {
  const target = { threshold: { n: 75, of: 100 }, by: day('2012-09-01') };
  expect(shortOfTarget(plan, 20, target)).toBeNull();
  expect(shortOfTarget(plan, 21, target)).toEqual({ kind: 'tooFew', missing: 1 });
  const later = { steps: [...plan.steps, step('2012-10-01', 16)] };
  expect(shortOfTarget(later, 21, target)).toEqual({ kind: 'tooLate', by: '2012-10-01' });
  expect(shortOfTarget(later, 20, target)).toBeNull();
  expect(shortOfTarget(plan, 0, target)).toBeNull();
});

describe('the day of the approval', () => {
  const version = (number: string, date: string) => ({ number, date: day(date) });

  test('stays that of the first document when a later one changes the plan', () => {
    expect(firstApproved([version('88', '2012-10-02'), version('14-П', '2012-06-28')])).toBe('2012-06-28');
  });

  test('of one document is the one that was entered last', () => {
    expect(firstApproved([version('14-п', '2012-07-03'), version('№ 14-П', '2012-06-28')])).toBe('2012-07-03');
    expect(firstApproved([])).toBeNull();
  });

  test('is in time until the end of the order’s term', () => {
    const term = day('2012-07-01');
    expect(planStanding(day('2012-07-01'), term)).toBe('inTime');
    expect(planStanding(day('2012-07-02'), term)).toBe('late');
    expect(planStanding(day('2012-07-02'), null)).toBe('inTime');
    expect(planStanding(null, null)).toBe('none');
  });
});
