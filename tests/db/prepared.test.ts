/** Statements that pages ask again and again are planned once for each connection. */
import { CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { type Database, inSnapshot, inTransaction } from '#db/client.ts';
import { Statements } from '#db/prepared.ts';
import { emptyDatabase } from '#tests/support/database.ts';

let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const empty = await emptyDatabase();
  database = await empty.open();
  drop = empty.drop;
});
afterAll(() => drop());

const nobody = { id: null };

/** Made anew, with a name of its own, so that no statement is left from the test before. */
let table: string;
let made = 0;
beforeEach(async () => {
  table = `pupil_${made++}`;
  await database.pool.query(`create table ${table} (name text not null); insert into ${table} values ('Ёлкин')`);
});

const all = () => sql<Record<string, unknown>>`select * from ${sql.table(table)} where name = ${'Ёлкин'}`;

/** Of the connection that is free, which one after another use. */
async function prepared(): Promise<{ text: string; custom: number; generic: number }[]> {
  const { rows } = await database.pool.query(
    `select statement as text, custom_plans as custom, generic_plans as generic from pg_prepared_statements
     where statement like '%${table}%'`,
  );
  return rows;
}

async function askTimes(count: number): Promise<void> {
  for (let at = 0; at < count; at++) await all().execute(database.db);
}

describe('a statement', () => {
  test('that is asked twice leaves nothing in the database', async () => {
    await askTimes(2);
    expect(await prepared()).toEqual([]);
  });

  test('that is asked twenty times is planned for its values five times, and then no more', async () => {
    await askTimes(20);
    const [one, ...more] = await prepared();
    expect(more).toEqual([]);
    expect(one).toMatchObject({ custom: 5, generic: 13 });
  });

  test('without values is asked as it is, also when it is several', async () => {
    const several = CompiledQuery.raw(`select 1; select count(*) from ${table}`);
    for (let at = 0; at < 5; at++) await database.db.executeQuery(several);
    expect(await prepared()).toEqual([]);
  });

  test('that fails fails each time in its own words, and is answered when it can be', async () => {
    const share = (of: number) => sql<{ n: number }>`select 6 / ${of}::int as n from ${sql.table(table)}`;
    for (let at = 0; at < 5; at++) {
      await expect(share(0).execute(database.db)).rejects.toMatchObject({ code: '22012' });
      expect((await share(3).execute(database.db)).rows).toEqual([{ n: 2 }]);
    }
  });

  test('that is first prepared in a transaction that has failed is answered in the next one', async () => {
    await askTimes(2);
    const failing = inTransaction(database.db, nobody, async (trx) => {
      await sql`select 1 / 0`.execute(trx).catch(() => {});
      return all().execute(trx);
    });
    await expect(failing).rejects.toMatchObject({ code: '25P02' });
    await askTimes(2);
    expect(await prepared()).toHaveLength(1);
  });
});

describe('a column added by a migration while the process serves', () => {
  const add = (name: string) => database.pool.query(`alter table ${table} add ${name} text not null default 'нет'`);
  const born = { name: 'Ёлкин', born: 'нет' };

  test('is answered to the statement that reads all columns', async () => {
    await askTimes(10);
    await add('born');
    expect((await all().execute(database.db)).rows).toEqual([born]);
    await add('class');
    await askTimes(10);
    expect((await all().execute(database.db)).rows).toEqual([{ ...born, class: 'нет' }]);
  });

  test('is seen by a page: it is read anew, in one snapshot', async () => {
    await askTimes(10);
    await add('born');
    expect((await inSnapshot(database.db, nobody, (db) => all().execute(db))).rows).toEqual([born]);
  });

  test('does not undo what a person writes, nor do it twice', async () => {
    await askTimes(10);
    await add('born');
    await inTransaction(database.db, nobody, async (trx) => {
      await sql`insert into ${sql.table(table)} values ('Жуков')`.execute(trx);
      await all().execute(trx);
    });
    const { rows } = await database.pool.query(`select name from ${table} order by name`);
    expect(rows.map(({ name }) => name).sort()).toEqual(['Ёлкин', 'Жуков'].sort());
  });
});

// A connection of PGlite does not end before its process.
const onPostgres = inject('postgresUrl') ? test : undefined;

onPostgres?.('after a failover the new connections prepare anew', async () => {
  await askTimes(10);
  await database.probe.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await expect.poll(() => database.pool.totalCount, { timeout: 10_000 }).toBe(0);
  await askTimes(3);
  expect(await prepared()).toMatchObject([{ custom: 3 }]);
});

onPostgres?.('a connection that rests keeps its plans for a minute', () => {
  expect(database.pool.options.idleTimeoutMillis).toBe(60_000);
});

onPostgres?.('what goes on in the background is planned for its values', async () => {
  for (let at = 0; at < 10; at++) await all().execute(database.background);
  const { rows } = await sql`select 1 from pg_prepared_statements where ${1} = 1`.execute(database.background);
  expect(rows).toEqual([]);
});

describe('texts', () => {
  const askedThrice = (statements: Statements, text: string) => ['', '', ''].map(() => statements.nameOf(text)).at(-1);

  test('each has one name, and of no two it is the same', () => {
    const statements = new Statements();
    const names = ['select 1', 'select 2'].map((text) => askedThrice(statements, text));
    expect(new Set(names).size).toBe(2);
    expect(statements.nameOf('select 1')).toBe(names[0]);
  });

  test('of lists of every length are kept to two hundred, and those that came first stay', () => {
    const statements = new Statements();
    const lists = Array.from(
      { length: 5000 },
      (_, at) => `select from reports where id in (${'?,'.repeat(at % 7)}${at})`,
    );
    const first = askedThrice(statements, 'select from sessions');
    for (const list of lists) askedThrice(statements, list);
    expect(lists.filter((list) => statements.nameOf(list) !== undefined)).toHaveLength(199);
    expect(statements.nameOf('select from sessions')).toBe(first);
  });

  test('that come once and never again do not keep out the one that comes often', () => {
    const statements = new Statements();
    for (let at = 0; at < 5000; at++) statements.nameOf(`select ${at}`);
    expect(askedThrice(statements, 'select from sessions')).toBeDefined();
  });
});
