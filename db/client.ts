/** The one door to the database: PostgreSQL when it has a URL, else PGlite (PostgreSQL inside this process) in a folder. */
import { Socket } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { CompiledQuery, Kysely, type KyselyPlugin, PostgresDialect } from 'kysely';
import pg from 'pg';
import { lockDirectory } from './directory-lock.ts';
import { isOutdated, preparing, Statements } from './prepared.ts';
import type { Db, Door, Schema, Trx } from './schema.ts';
import { type Patience, setSession } from './session.ts';

export type Database = {
  /** For pages and commands of a moment. */
  db: Door;
  pool: pg.Pool;
  /** For jobs, letters and files: connections of their own, whose statements may take minutes. */
  background: Door;
  /** A connection beside all these, so that `/health` is answered when they are all at work. */
  probe: pg.Pool;
  /** For migrations: no clock ends what they do. */
  unhurried: pg.Pool;
  kind: 'postgres' | 'pglite';
  close(): Promise<void>;
};

type Where = { databaseUrl?: string; dataDir: string | 'memory'; poolSize?: number };

/**
 * `dataDir: 'memory'` is a PGlite that lives as long as the process, for tests. PostgreSQL need not be there yet: the first
 * question tells.
 */
export async function openDatabase({ databaseUrl, dataDir, poolSize }: Where): Promise<Database> {
  return databaseUrl ? openPostgres(databaseUrl, poolSize) : openPglite(dataDir);
}

/** Connections for pages in one process; jobs have their own beside them. */
export const defaultPoolSize = 10;

const seconds = 1000;
const minutes = 60 * seconds;

/** A page that has not got its rows by then is not waited for by a person either. */
const forPages: Patience = { statement: 30 * seconds, lock: 10 * seconds, idleInTransaction: minutes };
/** Compiling a month of 40,000 schools is one of these. */
const forJobs: Patience = { statement: 10 * minutes, lock: 2 * minutes, idleInTransaction: 10 * minutes };
const withoutEnd: Patience = { statement: 0, lock: 0, idleInTransaction: 0 };
const forProbe: Patience = { statement: 5 * seconds, lock: 2 * seconds, idleInTransaction: 5 * seconds };

/** Four kinds of work go on in the background, each with its sign of life. */
const backgroundPoolSize = 6;

function openPostgres(connectionString: string, poolSize = defaultPoolSize): Database {
  const open = (max: number, patience: Patience, own: pg.PoolConfig = {}) =>
    openPool(
      {
        connectionString,
        max,
        // Its plans are worth keeping. Longer than that without a word, and the socket below is given up.
        idleTimeoutMillis: minutes,
        // A connection, a free one or a new one, comes within seconds or not at all.
        connectionTimeoutMillis: 5 * seconds,
        application_name: 'svodka',
        keepAlive: true,
        keepAliveInitialDelayMillis: 10 * seconds,
        stream: () => socketOf(patience),
        ...own,
      },
      patience,
    );
  const pages = open(poolSize, forPages, { Client: preparing(new Statements()) });
  // Theirs take minutes and come once: a plan for the very values is worth its making.
  const jobs = open(backgroundPoolSize, forJobs);
  const probe = open(1, forProbe);
  // One that tells the others whose turn it is, and one that makes an index meanwhile; none once that is done.
  const unhurried = open(2, withoutEnd);
  return {
    db: kyselyOn(pages),
    pool: pages,
    background: kyselyOn(jobs),
    probe,
    unhurried,
    kind: 'postgres',
    // The pools are what gets closed, since kysely.destroy() leaves them open when it has not run a query yet.
    close: async () => void (await Promise.all([pages, jobs, probe, unhurried].map((pool) => pool.end()))),
  };
}

/**
 * A machine that vanishes says nothing, and TCP believes in it for a quarter of an hour: a connection that is silent for
 * longer than any statement may take is given up.
 */
function socketOf(patience: Patience): Socket {
  const socket = new Socket();
  const longest = Math.max(patience.statement, patience.idleInTransaction);
  if (longest === 0) return socket;
  const lost = () => socket.destroy(Object.assign(new Error('The database is silent'), { code: 'ETIMEDOUT' }));
  return socket.setTimeout(longest + 5 * seconds, lost);
}

async function openPglite(dataDir: string | 'memory'): Promise<Database> {
  const lock = dataDir === 'memory' ? undefined : await lockDirectory(dataDir);
  try {
    const pglite = await PGlite.create(dataDir === 'memory' ? {} : { dataDir });
    // One connection for all: whoever asks for a second one inside a transaction waits for itself, so waiting has an end.
    const one = { max: 1, connectionTimeoutMillis: 20_000, idleTimeoutMillis: 0 };
    const config = { ...createPgConfig(pglite), ...one, Client: preparing(new Statements()) };
    const pool = openPool(config as pg.PoolConfig, forJobs);
    const db = kyselyOn(pool);
    const close = async () => {
      await pool.end();
      await pglite.close();
      lock?.release();
    };
    return { db, pool, background: db, probe: pool, unhurried: pool, kind: 'pglite', close };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

function openPool(config: pg.PoolConfig, patience: Patience): pg.Pool {
  const pool = new pg.Pool({ ...config, types, onConnect: (client) => setSession(client, patience) });
  // A connection that breaks (a restart of PostgreSQL) is thrown away by the pool, and its query fails; unheard, the event
  // would end the process. The pool itself listens while a connection is idle, the client's own listener while it is at work.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

function kyselyOn(pool: pg.Pool): Door {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
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

/** Who asks, as the database is told; null: the clock, or somebody who has not signed in. */
type Asker = { id: number | null };

/**
 * The transaction that a use case writes in. The database is told who asks as `svodka.user_id`, for audit and row-level
 * security. After a deadlock, a serialization failure or a migration that has changed what a statement answers `act` is called again,
 * so it does nothing outside of `trx`.
 * `alone`: of the transactions that are alone with this table one goes on and the others wait, and all that it reads is of one
 * moment, after the one before it has ended. It begins anew where another has meanwhile changed a row that it changes.
 */
export async function inTransaction<T>(
  door: Door,
  who: Asker,
  act: (trx: Trx) => Promise<T>,
  options?: { alone: 'editions' },
): Promise<T> {
  // Such a lock takes no snapshot. Who waited on a row would have one from before the wait, and begin anew each time.
  const begin = options
    ? `begin isolation level repeatable read; lock table ${options.alone} in share row exclusive mode`
    : 'begin';
  if (open.has(door)) throw new Error('A transaction inside of a transaction');
  return anew(isLost, () => begun(door, begin, who, (trx) => act(trx as Trx)));
}

/** The transaction that a use case reads in: one snapshot, nothing is written. Inside of another it is that one. */
export async function inSnapshot<T>(door: Door, who: Asker, act: (db: Db) => Promise<T>): Promise<T> {
  if (open.has(door)) return act(door as Db);
  return anew(isOutdated, () => begun(door, 'begin isolation level repeatable read read only', who, act));
}

async function anew<T>(when: (error: unknown) => boolean, act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch (error) {
      if (attempt === attempts || !when(error)) throw error;
    }
  }
}

/** What has begun and not ended. */
const open = new WeakSet<Door>();

export function isOpen(db: Door): boolean {
  return open.has(db);
}

function begun<T>(door: Door, begin: string, who: Asker, act: (db: Db) => Promise<T>): Promise<T> {
  return door.connection().execute(async (connection) => {
    const run = (statements: string) => connection.executeQuery(CompiledQuery.raw(statements));
    // One round trip for both. An id is a number, so that it needs no quoting.
    await run(`${begin}; set local svodka.user_id = '${who.id === null ? '' : Number(who.id)}'`);
    // A connection is a Kysely of its own; that it is inside of a transaction, Kysely says by a class alone.
    const db = connection.withPlugin(refusedOnceEnded(() => isOpen(db))) as unknown as Db;
    open.add(db);
    try {
      const outcome = await act(db);
      await run('commit');
      return outcome;
    } catch (error) {
      // A connection that is gone has rolled back by itself, and the error to be told is the first one.
      await run('rollback').catch(() => {});
      throw error;
    } finally {
      open.delete(db);
    }
  });
}

/** The connection is somebody else's by then: what was to be read later asks through `Reads`. */
function refusedOnceEnded(isStillOpen: () => boolean): KyselyPlugin {
  return {
    transformQuery({ node }) {
      if (!isStillOpen()) throw new Error('Asked of a transaction that has ended');
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}

function isLost(error: unknown): boolean {
  // By its code only: PGlite's errors are of a DatabaseError class of its own.
  const { code } = error as { code?: unknown };
  return code === '40001' || code === '40P01' || isOutdated(error);
}
