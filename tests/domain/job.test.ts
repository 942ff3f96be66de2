import { expect, test } from 'vitest';
import type { Zone } from '#app/domain/calendar.ts';
import { type Cron, missedPeriods, nextRun, schedule } from '#app/domain/job.ts';

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
  const next = (cron: Cron, now: string) => nextRun({ cron }, zone, new Date(now)).toISOString();
  expect(next('30 7 * * *', '2012-09-03T07:29:59+04:00')).toBe('2012-09-03T03:30:00.000Z');
  expect(next('30 7 * * *', '2012-09-03T07:30:00+04:00')).toBe('2012-09-04T03:30:00.000Z');
  expect(next('15 0 1 * *', '2012-12-01T00:14:00+04:00')).toBe('2012-11-30T20:15:00.000Z');
  expect(next('15 0 1 * *', '2012-12-31T23:59:00+04:00')).toBe('2012-12-31T20:15:00.000Z');
});

test('on the day on which the clocks change every job comes once, at its minute on the wall', () => {
  const saratov = 'Europe/Saratov' as Zone;
  // 04.12.2016, 02:00 became 03:00; 26.10.2014, 02:00 became 01:00.
  for (const [midnight, from, to] of [
    ['2016-12-03T21:00:00Z', '+03:00', '+04:00'],
    ['2014-10-25T20:00:00Z', '+04:00', '+03:00'],
  ] as const) {
    const start = new Date(midnight);
    const length = from < to ? 23 : 25;
    for (const { name, cron, every } of schedule) {
      if (every !== 'day') continue;
      const at = nextRun({ cron }, saratov, new Date(start.getTime() - 1));
      expect(nextRun({ cron }, saratov, at).getTime() - at.getTime(), `${name} comes once`).toBeGreaterThan(
        (length - 2) * 3_600_000,
      );
      const shown = new Intl.DateTimeFormat('ru', { timeZone: saratov, timeStyle: 'short' }).format(at);
      const [minute, hour] = cron.split(' ');
      const isGone = from < to && hour === '2';
      expect(shown, name).toBe(isGone ? '03:00' : `${hour?.padStart(2, '0')}:${minute?.padStart(2, '0')}`);
    }
  }
});
