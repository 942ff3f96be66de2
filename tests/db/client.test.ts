import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { isAway } from '#db/away.ts';
import { type Database, inSnapshot, inTransaction, openDatabase } from '#db/client.ts';
import { DirectoryInUse } from '#db/directory-lock.ts';
import type { Db } from '#db/schema.ts';
import { emptyDatabase } from '#tests/support/database.ts';

let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const empty = await emptyDatabase();
  database = await empty.open();
  drop = empty.drop;
  await database.pool.query('create table pupil (name text not null)');
});
afterAll(() => drop());

describe('values read the same from PGlite and PostgreSQL', () => {
  test('a date is its ISO text, also in an array', async () => {
    expect(await value("date '2012-09-01'")).toBe('2012-09-01');
    expect(await value("array[date '2012-09-01', null]")).toEqual(['2012-09-01', null]);
  });

  test('a count is a number, also in an array', async () => {
    expect(await value('count(*)')).toBe(1);
    expect(await value('array[8000000000::int8, null]')).toEqual([8_000_000_000, null]);
  });

  test('a moment is a Date', async () => {
    expect(await value("timestamptz '2012-09-01 10:00+04'")).toEqual(new Date('2012-09-01T06:00:00Z'));
  });

  test('a moment turns into a day in UTC unless a query says otherwise', async () => {
    expect(await value("(timestamptz '2012-09-01 01:00+04')::date")).toBe('2012-08-31');
  });

  test('jsonb is what was put in', async () => {
    expect(await value(`'{"классы": [1, 2.5, null]}'::jsonb`)).toEqual({ классы: [1, 2.5, null] });
  });

  async function value(expression: string): Promise<unknown> {
    const { rows } = await database.pool.query(`select ${expression} as value`);
    return rows[0]?.value;
  }
});

// Each of these is of one database alone, and is not there at all on the other.
const only = { postgres: inject('postgresUrl') ? test : undefined, pglite: inject('postgresUrl') ? undefined : test };

describe('inTransaction', () => {
  test('a transaction that throws leaves nothing', async () => {
    const attempt = inTransaction(database.db, { id: 1 }, async (trx) => {
      await sql`insert into pupil values ('Ёлкин')`.execute(trx);
      throw new Error('changed my mind');
    });
    await expect(attempt).rejects.toThrow('changed my mind');
    expect(await count()).toBe(0);
  });

  test('the database knows who asks, and forgets it with the transaction', async () => {
    const asked = sql<{ user: string | null }>`select current_setting('svodka.user_id', true) as user`;
    const inside = await inTransaction(database.db, { id: 7 }, (trx) => asked.execute(trx));
    const clock = await inTransaction(database.db, { id: null }, (trx) => asked.execute(trx));
    const outside = await asked.execute(database.db);
    expect([inside, clock, outside].map((result) => result.rows[0]?.user || null)).toEqual(['7', null, null]);
  });

  test('what loses a deadlock is done once more, and then counts once', async () => {
    let calls = 0;
    await inTransaction(database.db, { id: 1 }, async (trx) => {
      calls++;
      await sql`insert into pupil values ('Жуков')`.execute(trx);
      if (calls === 1) await sql`do $$ begin raise exception 'lost' using errcode = '40P01'; end $$`.execute(trx);
    });
    expect(calls).toBe(2);
    expect(await count()).toBe(1);
  });

  test('what loses each time gives up after three attempts', async () => {
    let calls = 0;
    const attempt = inTransaction(database.db, { id: 1 }, async (trx) => {
      calls++;
      await sql`do $$ begin raise exception 'lost' using errcode = '40001'; end $$`.execute(trx);
    });
    await expect(attempt).rejects.toThrow('lost');
    expect(calls).toBe(3);
  });

  test('of those that are alone with a table each waits for the one before, and none is done twice', async () => {
    const { kind, pool } = database;
    await pool.query('create table editions (number int not null); insert into editions values (0)');
    const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    let reads = 0;
    const one = () =>
      inTransaction(
        database.db,
        { id: 1 },
        async (trx) => {
          await sql`select number from editions`.execute(trx);
          reads++;
          // The other one is there by now. PGlite has one connection: there it has none yet.
          while (kind === 'postgres' && reads === 1 && (await pool.query(waits)).rowCount === 0);
          await sql`update editions set number = number + 1`.execute(trx);
        },
        { alone: 'editions' },
      );
    await Promise.all([one(), one()]);
    expect(reads).toBe(2);
    expect((await pool.query('select number from editions')).rows).toEqual([{ number: 2 }]);
    await pool.query('drop table editions');
  });

  test('it doesn’t begin inside of another: the outer one would end half-way', async () => {
    const inner = inSnapshot(database.db, { id: 1 }, (db) => inTransaction(db, { id: 1 }, async () => {}));
    await expect(inner).rejects.toThrow('A transaction inside of a transaction');
  });

  async function count(): Promise<unknown> {
    const { rows } = await database.pool.query('select count(*) as n from pupil');
    return rows[0]?.n;
  }
});

describe('inSnapshot', () => {
  const asked = sql<{ user: string | null; level: string; writes: string }>`select
    current_setting('svodka.user_id', true) as user, current_setting('transaction_isolation') as level,
    current_setting('transaction_read_only') as writes`;

  test('the database knows who reads, and that nothing is written', async () => {
    const { rows } = await inSnapshot(database.db, { id: 7 }, (db) => asked.execute(db));
    expect(rows).toEqual([{ user: '7', level: 'repeatable read', writes: 'on' }]);
    const write = inSnapshot(database.db, { id: 7 }, (db) => sql`insert into pupil values ('Ёлкин')`.execute(db));
    await expect(write).rejects.toMatchObject({ code: '25006' });
  });

  test('inside of another it is that one', async () => {
    const age = sql<{ began: string }>`select pg_current_snapshot()::text || now() as began`;
    const [outer, inner] = await inSnapshot(database.db, { id: 7 }, async (db) => [
      await age.execute(db),
      await inSnapshot(db, { id: 8 }, (same) => age.execute(same)),
    ]);
    expect(inner).toEqual(outer);
  });

  test('what has ended answers nothing: its connection may be somebody else’s', async () => {
    let kept: Db | undefined;
    await inSnapshot(database.db, { id: 7 }, async (db) => {
      kept = db;
    });
    await expect(asked.execute(kept as Db)).rejects.toThrow('Asked of a transaction that has ended');
  });

  test('a read that fails gives its connection back', async () => {
    for (let at = 0; at < 30; at++) {
      await expect(inSnapshot(database.db, { id: 7 }, (db) => sql`select 1 / 0`.execute(db))).rejects.toThrow();
    }
    expect((await inSnapshot(database.db, { id: 7 }, (db) => asked.execute(db))).rows).toHaveLength(1);
  });

  only.postgres?.('everything read in it is of one moment, whatever others write meanwhile', async () => {
    const count = sql<{ n: number }>`select count(*)::int as n from pupil`;
    const seen = await inSnapshot(database.db, { id: 7 }, async (db) => {
      const before = await count.execute(db);
      await database.pool.query("insert into pupil values ('Яшина')");
      return [before, await count.execute(db)].map(({ rows }) => rows[0]?.n);
    });
    expect(seen[1]).toBe(seen[0]);
    expect((await count.execute(database.db)).rows[0]?.n).toBe((seen[0] ?? 0) + 1);
    await database.pool.query("delete from pupil where name = 'Яшина'");
  });
});

only.postgres?.(
  'when PostgreSQL drops idle connections, the process lives and the next query connects again',
  async () => {
    const clients = await Promise.all([database.pool.connect(), database.pool.connect()]);
    for (const client of clients) client.release();
    await database.pool.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await expect.poll(() => database.pool.totalCount).toBe(1);
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  },
);

only.postgres?.('when PostgreSQL ends a connection in the middle of its work, that work alone fails', async () => {
  const lost = new Error('nothing was lost');
  const work = inTransaction(database.db, { id: 1 }, async (trx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
    const client = sql`select 1`;
    await database.probe.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    // Nothing is asked at the moment it breaks, so that there is nobody but a listener to tell.
    await expect
      .poll(() =>
        client.execute(trx).then(
          () => lost,
          (error: unknown) => error,
        ),
      )
      .not.toBe(lost);
    return client.execute(trx);
  });
  const error = await work.catch((error: unknown) => error);
  expect([error, isAway(error)]).toEqual([expect.any(Error), true]);
  expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

only.postgres?.('who finds all connections taken is told within seconds', async () => {
  const small = await openDatabase({ databaseUrl: database.pool.options.connectionString, dataDir: '', poolSize: 1 });
  const held = await small.pool.connect();
  const error = await small.pool.query('select 1').catch((error: unknown) => error);
  expect(isAway(error)).toBe(true);
  expect((await small.probe.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  held.release();
  await small.close();
});

test.each([
  ['57014', "do $$ begin raise exception 'took too long' using errcode = '57014'; end $$"],
  ['57P01', "do $$ begin raise exception 'stopping' using errcode = '57P01'; end $$"],
  ['25006', 'set transaction read only; create table later (n int)'],
])('%s is an error of a database that can be asked again later', async (code, statements) => {
  const error = await database.pool.query(statements).catch((error: unknown) => error);
  expect(error).toMatchObject({ code });
  expect(isAway(error)).toBe(true);
});

test('so is each that PostgreSQL has for being away, full, stopping, or too busy, and each of the way there', async () => {
  const raised = '08000 08006 28000 28P01 3D000 53100 53200 53300 57P01 57P02 57P03 57014 55P03 25P03 40001 40P01';
  for (const code of raised.split(' ')) {
    const error = await database.pool
      .query(`do $$ begin raise exception 'away' using errcode = '${code}'; end $$`)
      .catch((error: unknown) => error);
    expect([(error as { code: string }).code, isAway(error)]).toEqual([code, true]);
  }
  const way = 'ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ETIMEDOUT ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH';
  for (const code of way.split(' ')) {
    const error = Object.assign(new Error('no way'), { code });
    expect([isAway(error), isAway(new Error('around it', { cause: error }))], code).toEqual([true, true]);
  }
});

test('so is what pg and its pool say without a code; with a code of its own the words alone say nothing', () => {
  for (const words of [
    'timeout exceeded when trying to connect',
    'Connection terminated',
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'Client has encountered a connection error and is not queryable',
    'Client was closed and is not queryable',
    'Cannot use a pool after calling end on the pool',
  ]) {
    const error = new Error(words);
    expect([isAway(error), isAway(new Error('around it', { cause: error }))], words).toEqual([true, true]);
    expect(isAway(Object.assign(error, { code: '42P01' })), words).toBe(false);
  }
});

test('a mistake in a query is none', async () => {
  for (const query of ['select nothing from nowhere', "select 'x'::int", 'select 1/0']) {
    expect(isAway(await database.pool.query(query).catch((error: unknown) => error))).toBe(false);
  }
});

only.pglite?.('a folder keeps its rows, is refused while it is open, and opens again after it was closed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'svodka-client-'));
  const first = await openDatabase({ dataDir: folder });
  await first.pool.query('create table school (name text)');
  await first.pool.query("insert into school values ('Гимназия № 1')");
  await expect(openDatabase({ dataDir: folder })).rejects.toThrow(DirectoryInUse);
  await first.close();

  const second = await openDatabase({ dataDir: folder });
  expect((await second.pool.query('select name from school')).rows).toEqual([{ name: 'Гимназия № 1' }]);
  await second.close();
  await rm(folder, { recursive: true });
});
