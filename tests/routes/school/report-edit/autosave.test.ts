import { expect, test } from 'vitest';
import { atRest, delayOf, next, type Saving, type SavingEvent } from '#app/routes/school/report-edit/autosave.ts';

/** The state after these events, from rest. */
function after(...events: SavingEvent[]): Saving {
  return events.reduce(next, atRest);
}

test('row 9: what is typed is sent after a pause, and then everything is saved', () => {
  expect(after('typed')).toMatchObject({ phase: 'pause', unsent: true });
  expect(delayOf(after('typed'))).toBe(1500);
  expect(after('typed', 'timer')).toMatchObject({ phase: 'sending', unsent: false });
  expect(after('typed', 'timer', 'saved')).toEqual(atRest);
});

test('a left field and the button do not wait for the pause', () => {
  expect(after('typed', 'now').phase).toBe('sending');
  expect(after('now')).toEqual(atRest);
});

test('what is typed while a save is under way is saved after it', () => {
  const state = after('typed', 'timer', 'typed', 'saved');
  expect(state).toMatchObject({ phase: 'pause', unsent: true });
  expect(next(state, 'timer').phase).toBe('sending');
});

test('only one save is under way at a time', () => {
  const sending = after('typed', 'timer');
  expect(next(sending, 'now')).toBe(sending);
  expect(next(sending, 'timer')).toBe(sending);
});

test('row 9: without a connection it says so and tries again, ever more patiently', () => {
  const failed = (times: number) =>
    after('typed', ...Array.from({ length: times }, (): SavingEvent[] => ['timer', { failed: 'offline' }]).flat());
  expect(failed(1)).toEqual({ phase: 'failed', unsent: true, failure: 'offline', failures: 1 });
  expect([1, 2, 3, 4, 5].map((times) => delayOf(failed(times)))).toEqual([10_000, 20_000, 40_000, 60_000, 60_000]);
  expect(next(failed(2), 'now').phase).toBe('sending');
  expect(next(next(failed(2), 'now'), 'saved')).toEqual(atRest);
});

test('typing does not bring a lost connection back; shorter text may be taken', () => {
  expect(after('typed', 'now', { failed: 'offline' }, 'typed').phase).toBe('failed');
  expect(after('typed', 'now', { failed: 'tooLarge' }, 'typed').phase).toBe('pause');
});

test('what the server will not take is not tried again by itself', () => {
  for (const failed of ['signedOut', 'tooLarge', 'refused'] as const) {
    const state = after('typed', 'now', { failed });
    expect(delayOf(state), failed).toBeNull();
    expect(next(state, 'now').phase, failed).toBe('sending');
  }
});

test('row 10: while there is something to choose nothing is sent', () => {
  const stopped = after('typed', 'now', 'overtaken', 'stopped');
  expect(stopped.phase).toBe('stopped');
  for (const event of ['typed', 'timer', 'now'] as const) expect(next(stopped, event).phase).toBe('stopped');
  expect(next(stopped, 'resumed')).toMatchObject({ phase: 'pause', unsent: true });
  expect(next({ ...stopped, unsent: false }, 'resumed')).toEqual(atRest);
});

test('what was overtaken is still to be sent', () => {
  expect(after('typed', 'now', 'overtaken')).toMatchObject({ phase: 'rest', unsent: true });
  expect(after('typed', 'now', 'overtaken', 'now').phase).toBe('sending');
});
