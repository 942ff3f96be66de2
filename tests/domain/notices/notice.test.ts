import { describe, expect, test } from 'vitest';
import { addDays, day } from '#app/domain/calendar.ts';
import { letterState, nextAttempt } from '#app/domain/notices/letter.ts';
import { dueKey, dueNotice, idleFrom, stretchSince } from '#app/domain/notices/notice.ts';

const report = { opens: day('2012-04-15'), due: day('2012-05-15') };
const on = (today: string) => ({ from: day(today), to: day(today) });

describe('a report that is owed', () => {
  test('is told of on the day it opens, 7 days and 1 day before it is due, and the day after', () => {
    const told: Record<string, string> = {};
    for (let today = day('2012-04-01'); today < '2012-07-01'; today = addDays(today, 1)) {
      const kind = dueNotice(report, on(today));
      if (kind) told[today] = kind;
    }
    expect(told).toEqual({
      '2012-04-15': 'opened',
      '2012-05-08': 'dueIn7',
      '2012-05-14': 'dueIn1',
      '2012-05-16': 'overdue',
    });
  });

  test('is told of by its latest moment alone after several days without a run', () => {
    const between = (from: string, to: string) => dueNotice(report, { from: day(from), to: day(to) });
    expect(between('2012-05-06', '2012-05-09')).toBe('dueIn7');
    expect(between('2012-05-06', '2012-05-15')).toBe('dueIn1');
    expect(between('2012-05-06', '2012-05-20')).toBe('overdue');
    expect(between('2012-05-09', '2012-05-13')).toBeNull();
  });

  test('that opens later than 7 days before it is due is told of when it opens', () => {
    expect(dueNotice({ ...report, opens: day('2012-05-12') }, on('2012-05-12'))).toBe('opened');
    expect(dueNotice({ ...report, opens: day('2012-05-12') }, on('2012-05-08'))).toBeNull();
  });

  test('is told of again when its day has moved, but opens once', () => {
    const moved = { id: 7, due: day('2012-05-25') };
    expect(dueKey('dueIn7', moved)).not.toBe(dueKey('dueIn7', { ...moved, due: report.due }));
    expect(dueKey('opened', moved)).toBe(dueKey('opened', { ...moved, due: report.due }));
  });
});

test('a run looks at all days since the last one, with its day, and at two weeks at most', () => {
  const today = day('2012-05-20');
  expect(stretchSince(null, today)).toEqual(on('2012-05-20'));
  expect(stretchSince(day('2012-05-17'), today)).toEqual({ from: '2012-05-17', to: today });
  expect(stretchSince(day('2012-01-01'), today)).toEqual({ from: '2012-05-06', to: today });
});

test('a filing is idle after five working days: weekends and holidays do not count', () => {
  // From a Sunday on; Victory Day lies between.
  expect(idleFrom(day('2012-05-14'))).toBe('2012-05-06');
  expect(idleFrom(day('2012-06-01'))).toBe('2012-05-27');
});

test('a letter that failed is tried again ever later, seven times, over more than a weekend', () => {
  const now = new Date('2012-05-11T15:00:00Z');
  const minutes = [1, 2, 3, 4, 5, 6, 7].map((attempts) => (Number(nextAttempt(attempts, now)) - Number(now)) / 60_000);
  expect(minutes).toEqual([1, 5, 30, 120, 480, 1440, 2880]);
  expect(minutes.reduce((sum, pause) => sum + pause)).toBeGreaterThan(66 * 60);
  expect(nextAttempt(8, now)).toBeNull();
});

test('a letter written over a week ago and never sent is out of date', () => {
  const writtenAt = new Date('2012-05-01T00:00:00Z');
  const state = (now: string, nextAttemptAt: Date | null = writtenAt) =>
    letterState({ writtenAt, sentAt: null, nextAttemptAt }, new Date(now));
  expect(state('2012-05-07T00:00:00Z')).toBe('waiting');
  expect(state('2012-05-09T00:00:00Z')).toBe('stale');
  expect(state('2012-05-02T00:00:00Z', null)).toBe('failed');
});
