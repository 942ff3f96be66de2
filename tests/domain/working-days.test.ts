import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day } from '#app/domain/calendar.ts';
import { isWorkingDay, workingDaysBetween } from '#app/domain/working-days.ts';

describe('working days', () => {
  test('row 29: a lag is counted in working days: the same day is none, Friday to Monday is one', () => {
    expect(workingDaysBetween(day('2012-09-17'), day('2012-09-17'))).toBe(0);
    expect(workingDaysBetween(day('2012-09-14'), day('2012-09-17'))).toBe(1);
    expect(workingDaysBetween(day('2012-09-14'), day('2012-09-16'))).toBe(0);
    expect(workingDaysBetween(day('2012-09-03'), day('2012-09-10'))).toBe(5);
    expect(workingDaysBetween(day('2012-08-31'), day('2012-09-30'))).toBe(20);
  });

  test('holidays of the Labour Code are not working days', () => {
    // 23 February 2012 is a Thursday, 8 March 2012 a Thursday, 12 June 2012 a Tuesday, 4 November 2013 a Monday.
    expect(workingDaysBetween(day('2012-02-22'), day('2012-02-24'))).toBe(1);
    expect(workingDaysBetween(day('2012-03-07'), day('2012-03-09'))).toBe(1);
    expect(workingDaysBetween(day('2012-06-11'), day('2012-06-13'))).toBe(1);
    expect(workingDaysBetween(day('2013-11-01'), day('2013-11-05'))).toBe(1);
    // 9 January is the first working day of 2013.
    expect(workingDaysBetween(day('2012-12-31'), day('2013-01-09'))).toBe(1);
    expect(isWorkingDay(day('2013-01-08'))).toBe(false);
    expect(isWorkingDay(day('2013-01-09'))).toBe(true);
  });

  test('a holiday on a weekend takes nothing away: transfers are not considered', () => {
    // 4 November 2012 is a Sunday.
    expect(workingDaysBetween(day('2012-11-02'), day('2012-11-06'))).toBe(2);
  });

  test('nothing lies between a day and an earlier one', () => {
    expect(workingDaysBetween(day('2012-09-20'), day('2012-09-10'))).toBe(0);
  });

  test('over any span it is the same as counting day by day', () => {
    const span = fc.record({ from: fc.integer({ min: 0, max: 20_000 }), days: fc.integer({ min: 0, max: 900 }) });
    fc.assert(
      fc.property(span, ({ from, days }) => {
        const first = addDays(day('1990-01-01'), from);
        let counted = 0;
        for (let at = 1; at <= days; at++) if (isWorkingDay(addDays(first, at))) counted++;
        expect(workingDaysBetween(first, addDays(first, days))).toBe(counted);
      }),
      { numRuns: 50 },
    );
  });
});
