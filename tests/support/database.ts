/** The database of a test file: which one is the project's choice (`pglite` or `postgres`), the test doesn't know. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, inject } from 'vitest';
import { type Database, openDatabase } from '#db/client.ts';
import { migrate } from '#db/migrate.ts';
import type { Db } from '#db/schema.ts';

/** Tests look into the database as they like, outside of transactions too. */
export type TestDatabase = Database & { db: Db };

/**
 * Called once at the top of a test file; migrated, and empty before each test:
 *
 *     const database = testDatabase();
 *     test('…', async () => { await database().db.selectFrom(…) });
 *
 * Emptied once, it is put up by the file's own `beforeAll` for all of its tests.
 */
export function testDatabase({ emptied = 'beforeEach' }: { emptied?: 'beforeEach' | 'once' } = {}): () => TestDatabase {
  let database: Database | undefined;
  let giveBack = async () => {};

  beforeAll(async () => {
    const postgresUrl = inject('postgresUrl');
    if (postgresUrl) {
      const own = await createPostgresDatabase(postgresUrl, 'svodka_template');
      database = await own.open();
      giveBack = own.drop;
    } else {
      database = await pgliteOfThisWorker();
    }
  });
  (emptied === 'once' ? beforeAll : beforeEach)(() => clear(current()));
  afterAll(() => giveBack());

  function current(): TestDatabase {
    if (!database) throw new Error('The database is there only inside of tests and of hooks.');
    return database as TestDatabase;
  }
  return current;
}

/** A database without a single table. `open` again for a second process's view of it, which only PostgreSQL can give. */
export async function emptyDatabase(): Promise<{ open(): Promise<Database>; drop(): Promise<void> }> {
  const postgresUrl = inject('postgresUrl');
  if (postgresUrl) return createPostgresDatabase(postgresUrl, 'template0');
  const database = await openDatabase({ dataDir: 'memory' });
  return { open: async () => database, drop: database.close };
}

async function createPostgresDatabase(postgresUrl: string, template: string) {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(postgresUrl);
  url.pathname = name;
  const opened: Database[] = [];
  await onServer(postgresUrl, `create database ${name} template ${template}`);
  return {
    async open(): Promise<Database> {
      const database = await openDatabase({ databaseUrl: url.href, dataDir: 'memory' });
      opened.push(database);
      return database;
    },
    async drop(): Promise<void> {
      await Promise.all(opened.map((database) => database.close()));
      await onServer(postgresUrl, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(databaseUrl: string, command: string): Promise<void> {
  const server = await openDatabase({ databaseUrl, dataDir: 'memory' });
  try {
    await server.pool.query(command);
  } finally {
    await server.close();
  }
}

/** Kept on globalThis, since vitest evaluates modules anew for each file even when the worker stays. */
const shared = globalThis as typeof globalThis & { svodkaPglite?: Promise<Database> };

function pgliteOfThisWorker(): Promise<Database> {
  shared.svodkaPglite ??= openDatabase({ dataDir: 'memory' }).then(async (database) => {
    await migrate(database);
    return database;
  });
  return shared.svodkaPglite;
}

/** Larger ones are emptied as a whole: what `delete` leaves behind would be looked through by every test after it. */
const mostBytes = 1_000_000;

/** Most tests fill a few tables with a few rows: to delete those takes a tenth of the time that emptying all tables takes. */
async function clear({ pool }: Database): Promise<void> {
  const { rows: tables } = await pool.query<{ name: string; bytes: number }>(
    `select format('%I', tablename) as name, pg_relation_size(format('%I', tablename)::regclass) as bytes
     from pg_tables where schemaname = 'public' and tablename <> 'migrations'`,
  );
  if (tables.length === 0) return;
  if (tables.some(({ bytes }) => bytes > mostBytes)) {
    await pool.query(`truncate ${tables.map(({ name }) => name).join(', ')} restart identity cascade`);
    return;
  }
  const written = tables.filter(({ bytes }) => bytes > 0).map(({ name }) => `delete from ${name};`);
  // As a replica: neither keys nor triggers look at what goes.
  await pool.query(
    `begin; set local session_replication_role = replica; ${written.join(' ')}
     select setval(format('%I', sequencename)::regclass, 1, false) from pg_sequences
     where schemaname = 'public' and last_value is not null; commit`,
  );
}
