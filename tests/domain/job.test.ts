import { expect, test } from 'vitest';
import type { Zone } from '#app/domain/calendar.ts';
import { missedPeriods, nextRun } from '#app/domain/job.ts';

const zone = 'Europe/Moscow' as Zone;
const letters = { name: 'write-letters', cron: '30 7 * * *', every: 'day' } as const;
const missedAt = (now: string, runs: string[] = []) => {
  const latest = runs.map((period) => ({
    job: letters.name,
    period,
    status: 'succeeded' as const,
    startedAt: new Date(0),
  }));
  return missedPeriods(letters, [], latest, zone, new Date(now));
};

test('a daily job is missed from its hour on, not in the night before', () => {
  expect(missedAt('2012-09-03T00:05:00+04:00')).toEqual([]);
  expect(missedAt('2012-09-03T07:29:59+04:00')).toEqual([]);
  expect(missedAt('2012-09-03T07:30:00+04:00')).toEqual(['2012-09-03']);
  expect(missedAt('2012-09-03T23:59:00+04:00', ['2012-09-02'])).toEqual(['2012-09-03']);
  expect(missedAt('2012-09-03T23:59:00+04:00', ['2012-09-03'])).toEqual([]);
});

test('a job comes next at its minute: today while that is ahead, else tomorrow; a monthly one on its day', () => {
  const next = (cron: string, now: string) => nextRun({ cron }, zone, new Date(now)).toISOString();
  expect(next('30 7 * * *', '2012-09-03T07:29:59+04:00')).toBe('2012-09-03T03:30:00.000Z');
  expect(next('30 7 * * *', '2012-09-03T07:30:00+04:00')).toBe('2012-09-04T03:30:00.000Z');
  expect(next('15 0 1 * *', '2012-12-01T00:14:00+04:00')).toBe('2012-11-30T20:15:00.000Z');
  expect(next('15 0 1 * *', '2012-12-31T23:59:00+04:00')).toBe('2012-12-31T20:15:00.000Z');
});
