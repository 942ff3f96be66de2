import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { isAway } from '#db/away.ts';
import { type Database, openDatabase } from '#db/client.ts';
import { migrate } from '#db/migrate.ts';
import { startPostgres } from '#tests/support/postgres.ts';

/** Whatever `alter database` and `alter role` can do to how values travel. */
const hostile: Record<string, string> = {
  datestyle: 'SQL, DMY',
  timezone: 'Asia/Vladivostok',
  intervalstyle: 'sql_standard',
  bytea_output: 'escape',
  extra_float_digits: '-15',
  standard_conforming_strings: 'off',
  client_encoding: 'WIN1251',
  search_path: 'pg_catalog',
  default_transaction_read_only: 'on',
  default_transaction_isolation: 'serializable',
  transform_null_equals: 'on',
  lock_timeout: '1ms',
  statement_timeout: '5ms',
};

// Only PostgreSQL has databases and roles to be set up wrongly.
const onPostgres = inject('postgresUrl') ? describe : undefined;

onPostgres?.('a database and a role with settings of their own', () => {
  const name = `hostile_${randomUUID().replaceAll('-', '')}`;
  let server: Database;
  let database: Database;

  beforeAll(async () => {
    const url = new URL(inject('postgresUrl') ?? '');
    server = await openDatabase({ databaseUrl: url.href, dataDir: '' });
    await server.pool.query(`create role ${name} login`);
    await server.pool.query(`create database ${name} owner ${name} template template0`);
    for (const [setting, value] of Object.entries(hostile)) {
      const set = setting === 'search_path' ? value : `'${value}'`;
      await server.pool.query(`alter database ${name} set ${setting} = ${set}`);
      await server.pool.query(`alter role ${name} set ${setting} = ${set}`);
    }
    url.pathname = name;
    url.username = name;
    database = await openDatabase({ databaseUrl: url.href, dataDir: '' });
  });
  afterAll(async () => {
    await database?.close();
    await server?.pool.query(`drop database ${name} with (force)`);
    await server?.pool.query(`drop role ${name}`);
    await server?.close();
  });

  test('are migrated and written to as any other', async () => {
    expect((await migrate(database)).length).toBeGreaterThan(0);
  });

  test.each([
    ["date '2012-09-01'", '2012-09-01'],
    ["array[date '2012-09-01']", ['2012-09-01']],
    ["timestamptz '2012-09-01 10:00+04'", new Date('2012-09-01T06:00:00Z')],
    ["(timestamptz '2012-09-01 01:00+04')::date", '2012-08-31'],
    ["decode('00ff5c', 'hex')", Buffer.from([0, 255, 92])],
    ['0.1::float8 + 0.2::float8', 0.30000000000000004],
    ["E'\\\\\\\\' || 'a\\b'", '\\\\a\\b'],
    ["interval '1 day 02:00'::text", '1 day 02:00:00'],
    ["'Ёлкино – «школа № 1»'", 'Ёлкино – «школа № 1»'],
    ['null = null', null],
    ["current_setting('transaction_isolation')", 'read committed'],
    ["current_setting('statement_timeout')", '30s'],
    ["current_setting('lock_timeout')", '10s'],
    ["current_setting('idle_in_transaction_session_timeout')", '1min'],
  ])('reads %s as it was meant', async (expression, meant) => {
    const { rows } = await database.pool.query(`select ${expression} as value`);
    expect(rows[0].value).toEqual(meant);
  });

  test('takes what is sent as it was meant', async () => {
    const sent = [new Date('2012-09-01T06:00:00Z'), '2012-03-04', Buffer.from([0, 92, 255]), 'Ёлка \\ №'];
    const { rows } = await database.pool.query(
      'select $1::timestamptz as moment, $2::date as day, $3::bytea as bytes, $4::text as words',
      sent,
    );
    expect(Object.values(rows[0])).toEqual(sent);
  });
});

test('a job’s statement may take minutes', async () => {
  const database = await openDatabase({ databaseUrl: inject('postgresUrl'), dataDir: 'memory' });
  const { rows } = await sql<{ statement_timeout: string }>`show statement_timeout`.execute(database.background);
  expect(rows).toEqual([{ statement_timeout: '10min' }]);
  await database.close();
});

const onlyOnPostgres = inject('postgresUrl') ? test : undefined;

// Its connections would be kept, and writes refused, long after the address leads to another server.
onlyOnPostgres?.('a server that only reads is away, for reads too, until it is promoted', async () => {
  const postgres = await startPostgres();
  const database = await openDatabase({ databaseUrl: postgres.url('postgres'), dataDir: '' });
  try {
    await postgres.halt('fast');
    await postgres.resume('standby');
    for (const pool of [database.pool, database.probe]) {
      const error = await pool.query('select 1 as one').catch((error: unknown) => error);
      expect([error, isAway(error)]).toEqual([expect.objectContaining({ code: '25006' }), true]);
    }
    await postgres.promote();
    expect((await database.pool.query('create table later (n int)')).command).toBe('CREATE');
  } finally {
    await database.close();
    await postgres.stop();
  }
});
