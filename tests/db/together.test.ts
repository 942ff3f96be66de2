/** Several questions in one statement, and the same statement for other values. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { inSnapshot } from '#db/client.ts';
import { question, remembered, together } from '#db/queries/together.ts';
import type { Db } from '#db/schema.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = testDatabase();
const nobody = { id: null };
const read = <T>(act: (db: Db) => Promise<T>) => inSnapshot(database().db, nobody, act);

type Values = { word: string | null; numbers: number[]; at: Date };
let built = 0;
const ask = remembered((_db, { word, numbers, at }: Values) => {
  built++;
  return {
    words: question(
      sql<{ word: string | null; always: string }>`select ${word}::text as word, ${'всегда'}::text as always`,
      {},
    ),
    sum: question(sql<{ n: number }>`select sum(n)::int as n from unnest(${numbers}::int[]) n`, {}, ([row]) => row?.n),
    at: question(
      sql<{ at: Date; missing: Date | null }>`select ${at}::timestamptz as at, null::timestamptz as missing`,
      {
        at: true,
        missing: true,
      },
    ),
  };
});

const first: Values = { word: 'раз', numbers: [1, 2], at: new Date('2012-05-01T10:00:00.123Z') };
const second: Values = { word: null, numbers: [30], at: new Date('2022-01-31T23:59:59Z') };
const answerTo = ({ word, numbers, at }: Values) => ({
  words: [{ word, always: 'всегда' }],
  sum: numbers.reduce((sum, n) => sum + n, 0),
  at: [{ at, missing: null }],
});

test('a statement that is built once answers each asking by its own values', async () => {
  expect(await read((db) => ask(db, first))).toEqual(answerTo(first));
  expect(await read((db) => ask(db, second))).toEqual(answerTo(second));
  expect(await read((db) => Promise.all([ask(db, first), ask(db, second)]))).toEqual([
    answerTo(first),
    answerTo(second),
  ]);
  expect(built).toBe(1);
});

test('a transaction that has ended answers neither a statement built once nor any other', async () => {
  const ended = await read(async (db) => db);
  await expect(ask(ended, first)).rejects.toThrow('has ended');
  const one = question(sql<{ n: number }>`select 1 as n`, {});
  await expect(together(ended, { one })).rejects.toThrow('has ended');
});
