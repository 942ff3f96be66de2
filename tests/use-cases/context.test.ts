import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { clock } from '#app/domain/people/people.ts';
import { type Context, consult, nobody, transact } from '#app/use-cases/context.server.ts';
import type { Reads } from '#db/queries/reads.ts';
import type { Db } from '#db/schema.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = testDatabase();
const now = new Date('2012-09-03T09:00:00Z');

async function asker(db: Db): Promise<string | null | undefined> {
  const asked = sql<{ id: string | null }>`select nullif(current_setting('svodka.user_id', true), '') as id`;
  return (await asked.execute(db)).rows[0]?.id;
}

test.each([
  ['a person', { id: 7 } as Context['user'], '7'],
  ['the clock', clock, null],
  ['nobody', nobody, null],
])(
  'of %s the database is told in what is read, in what is sent later, and in what is written',
  async (_, user, told) => {
    const ctx = { db: database().db, user, now };
    let later: Reads | undefined;
    const read = await consult(ctx, ({ db, reads }) => {
      later = reads;
      return asker(db);
    });
    const sent = await later?.(asker);
    const written = await transact(ctx, ({ trx }) => asker(trx));
    expect([read, sent, written]).toEqual([told, told, told]);
  },
);
