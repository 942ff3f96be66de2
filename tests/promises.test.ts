import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const tests = Object.values(
  import.meta.glob<string>('./**/*.test.{ts,tsx}', { query: '?raw', import: 'default', eager: true }),
).join('\n');

/** The rows of the README's table of promises, and those that a test's name begins with. */
const promised = [...readme.matchAll(/^\| (\d+) \| /gm)].map(([, row]) => Number(row));
const proven = new Set(
  [...tests.matchAll(/^\s*(?:test|it)[.\w]*\(\s*['"`]row (\d+):/gm)].map(([, row]) => Number(row)),
);

test('every promise of the README is proven by a test that begins with its number', () => {
  expect(promised.length).toBeGreaterThan(30);
  expect(promised.filter((row) => !proven.has(row))).toEqual([]);
});

test('no test proves a promise that the README doesn’t make', () => {
  expect([...proven].filter((row) => !promised.includes(row))).toEqual([]);
});
