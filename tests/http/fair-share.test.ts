import { describe, expect, test } from 'vitest';
import { fairShares, foundSessions, type Share, sharesOf } from '#app/http/fair-share.server.ts';

const person: Share = { name: 'person', atWork: 2, waiting: 3 };
const here = () => new AbortController().signal;

describe('of one person’s requests', () => {
  test('so many are at work, a few wait for their turn in order, and the rest is turned away at once', async () => {
    const { enter } = fairShares();
    const began: number[] = [];
    const asked = Array.from({ length: 7 }, async (_, at) => {
      const leave = await enter([person], here());
      if (leave) began.push(at);
      return leave;
    });
    expect(await Promise.all(asked.slice(5))).toEqual([undefined, undefined]);
    expect(began).toEqual([0, 1]);
    for (const turn of asked.slice(0, 5)) (await turn)?.();
    expect(began).toEqual([0, 1, 2, 3, 4]);
  });

  test('those of another person know nothing', async () => {
    const { enter } = fairShares();
    for (let at = 0; at < 2; at++) await enter([person], here());
    expect(await enter([{ ...person, name: 'other' }], here())).toBeDefined();
  });

  test('nothing is remembered of who has left', async () => {
    const { enter, busy } = fairShares();
    const leave = await enter([person, { ...person, name: 'address' }], here());
    expect(busy()).toBe(2);
    leave?.();
    expect(busy()).toBe(0);
  });

  test('none waits for ever', async () => {
    const { enter } = fairShares(1);
    const first = await enter([{ ...person, atWork: 1 }], here());
    expect(await enter([{ ...person, atWork: 1 }], here())).toBeUndefined();
    first?.();
    expect(await enter([{ ...person, atWork: 1 }], here())).toBeDefined();
  });

  test('one that its sender has given up makes room for the next', async () => {
    const { enter } = fairShares();
    const narrow = { name: 'narrow', atWork: 1, waiting: 1 };
    const first = await enter([narrow], here());
    const left = new AbortController();
    const second = enter([narrow], left.signal);
    left.abort();
    expect(await second).toBeUndefined();
    const third = enter([narrow], here());
    first?.();
    expect(await third).toBeDefined();
  });
});

test('who finds no place at the address gives their own back', async () => {
  const { enter } = fairShares();
  const own = { name: 'own', atWork: 1, waiting: 0 };
  const address = { name: 'address', atWork: 1, waiting: 0 };
  const other = await enter([address], here());
  expect(await enter([own, address], here())).toBeUndefined();
  other?.();
  expect(await enter([own, address], here())).toBeDefined();
});

test('a place given back twice counts once', async () => {
  const { enter } = fairShares();
  const one = { name: 'one', atWork: 1, waiting: 0 };
  const leave = await enter([one], here());
  leave?.();
  await enter([one], here());
  leave?.();
  expect(await enter([one], here())).toBeUndefined();
});

test('a district behind one address works side by side, one person alone does not fill it', () => {
  const [own, address] = sharesOf('token', '192.0.2.1');
  expect(sharesOf('token', '192.0.2.2')[0]).toEqual(own);
  expect(sharesOf('other', '192.0.2.1')[1]).toEqual(address);
  expect(address?.atWork).toBeGreaterThanOrEqual(10 * (own?.atWork ?? 0));
  expect(sharesOf(null, '192.0.2.1')[0]?.atWork).toBeLessThan(address?.atWork ?? 0);
});

test('a session has a share of its own once it was found signed in; the oldest are forgotten', () => {
  const sessions = foundSessions(2);
  expect(sessions.has('made up')).toBe(false);
  for (const token of ['first', 'second', 'first', 'third']) sessions.add(token);
  expect(['first', 'second', 'third', null].map(sessions.has)).toEqual([true, false, true, false]);
});
