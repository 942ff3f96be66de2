/** The one door to the database: PostgreSQL when it has a URL, else PGlite (PostgreSQL inside this process) in a folder. */
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { lockDirectory } from './directory-lock.ts';
import type { Schema } from './schema.ts';

export type Database = {
  db: Kysely<Schema>;
  pool: pg.Pool;
  kind: 'postgres' | 'pglite';
  close(): Promise<void>;
};

/** `dataDir: 'memory'` is a PGlite that lives as long as the process, for tests. */
export async function openDatabase(options: { databaseUrl?: string; dataDir: string | 'memory' }): Promise<Database> {
  return options.databaseUrl ? openPostgres(options.databaseUrl) : openPglite(options.dataDir);
}

function openPostgres(connectionString: string): Database {
  const database = connect({ connectionString, connectionTimeoutMillis: 10_000, application_name: 'svodka' });
  return { ...database, kind: 'postgres', close: () => database.pool.end() };
}

async function openPglite(dataDir: string | 'memory'): Promise<Database> {
  const lock = dataDir === 'memory' ? undefined : await lockDirectory(dataDir);
  try {
    const pglite = await PGlite.create(dataDir === 'memory' ? {} : { dataDir });
    // One connection for all: whoever asks for a second one inside a transaction waits for itself, so waiting has an end.
    const config = { ...createPgConfig(pglite), max: 1, connectionTimeoutMillis: 20_000, idleTimeoutMillis: 0 };
    const database = connect(config as pg.PoolConfig);
    const close = async () => {
      await database.pool.end();
      await pglite.close();
      lock?.release();
    };
    return { ...database, kind: 'pglite', close };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

function connect(config: pg.PoolConfig): { db: Kysely<Schema>; pool: pg.Pool } {
  // The zone of the session, so that no query depends on how a server was set up.
  const pool = new pg.Pool({ ...config, types, onConnect: (client) => client.query("set time zone 'UTC'") });
  // An idle connection that breaks (a restart of PostgreSQL) is thrown away by the pool; unheard, the event would end the process.
  pool.on('error', () => {});
  // The pool is what gets closed, since kysely.destroy() leaves it open when it has not run a query yet.
  return { db: new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }), pool };
}

/** A calendar date stays ISO text, since a Date would drag it through a time zone; int8 is a number: nothing here counts to 2^53. */
const types = new pg.TypeOverrides();
const arrayOf = { int8: 1016, text: 1009, date: 1182 };
const listOfText: (value: string) => (string | null)[] = pg.types.getTypeParser(arrayOf.text);
const listOfNumbers = (value: string) => listOfText(value).map((item) => (item === null ? null : Number(item)));
types.setTypeParser(pg.types.builtins.DATE, (value) => value);
types.setTypeParser(pg.types.builtins.INT8, Number);
types.setTypeParser(arrayOf.date, listOfText);
types.setTypeParser(arrayOf.int8, listOfNumbers);

const attempts = 3;

/**
 * The transaction that every use case runs in. The database is told who asks (null: the clock) as `svodka.user_id`, for audit and
 * row-level security. After a deadlock or a serialization failure `act` is called again, so it does nothing outside of `trx`.
 */
export async function inTransaction<T>(
  db: Kysely<Schema>,
  who: { id: number | null },
  act: (trx: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(async (trx) => {
        await sql`select set_config('svodka.user_id', ${who.id === null ? '' : String(who.id)}, true)`.execute(trx);
        return act(trx);
      });
    } catch (error) {
      if (attempt === attempts || !lostToAnother(error)) throw error;
    }
  }
}

function lostToAnother(error: unknown): boolean {
  // By its code only: PGlite's errors are of a DatabaseError class of its own.
  const { code } = error as { code?: unknown };
  return code === '40001' || code === '40P01';
}
