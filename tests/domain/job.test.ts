import { expect, test } from 'vitest';
import type { Zone } from '#app/domain/calendar.ts';
import { missedPeriods } from '#app/domain/job.ts';

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
