import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const promises = readFileSync(new URL('../docs/promises.md', import.meta.url), 'utf8');
const tests = Object.values(
  import.meta.glob<string>('./**/*.test.{ts,tsx}', { query: '?raw', import: 'default', eager: true }),
).join('\n');

/** The rows of the table of promises, and those that a test's name begins with. */
const promised = [...promises.matchAll(/^\| (\d+) \| /gm)].map(([, row]) => Number(row));
const proven = new Set(
  [...tests.matchAll(/^\s*(?:test|it)[.\w]*\(\s*['"`]row (\d+):/gm)].map(([, row]) => Number(row)),
);

test('every promise is proven by a test that begins with its number', () => {
  expect(promised.length).toBeGreaterThan(30);
  expect(promised.filter((row) => !proven.has(row))).toEqual([]);
});

test('no test proves a promise that is not made', () => {
  expect([...proven].filter((row) => !promised.includes(row))).toEqual([]);
});
