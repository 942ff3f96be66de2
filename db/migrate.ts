/** Migrations are SQL text, applied in the order of their names. `await migrate(database)` is safe from any number of processes at once. */
import type { PoolClient } from 'pg';
import type { Database } from './client.ts';

/** Name → SQL. */
export type Migrations = Record<string, string>;

const files = import.meta.glob<string>('./migrations/*.sql', { query: '?raw', import: 'default', eager: true });
const ours: Migrations = Object.fromEntries(
  Object.entries(files).map(([path, text]) => [path.replace('./migrations/', '').replace('.sql', ''), text]),
);

/** Any number will do as long as nothing else takes an advisory lock by it. */
const lockKey = 2012_09_01;

/** Applies what is pending, each migration in its own transaction; answers the names of those that this call applied. */
export async function migrate(database: Database, migrations: Migrations = ours): Promise<string[]> {
  const done: string[] = [];
  for (const name of Object.keys(migrations).sort()) {
    if (await apply(database, migrations, name)) done.push(name);
  }
  return done;
}

export async function pendingMigrations({ probe }: Database, migrations: Migrations = ours): Promise<string[]> {
  const exists = await probe.query<{ found: boolean }>("select to_regclass('migrations') is not null as found");
  const applied = exists.rows[0]?.found ? await appliedMigrations(probe) : [];
  return unapplied(migrations, applied);
}

/**
 * The lock belongs to the transaction, not to the session: it works on PGlite's single connection and behind a pooler,
 * and nobody has to give it back. Whoever waited for it finds the migration applied.
 */
async function apply(database: Database, migrations: Migrations, name: string): Promise<boolean> {
  const client = await database.pool.connect();
  let broken: Error | undefined;
  try {
    // Neither a long migration nor the wait for a colleague's is cut short like a page's statement.
    await client.query('begin; set local statement_timeout = 0; set local lock_timeout = 0');
    await client.query('select pg_advisory_xact_lock($1)', [lockKey]);
    await client.query(
      'create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())',
    );
    const pending = unapplied(migrations, await appliedMigrations(client)).includes(name);
    if (pending) {
      await client.query(migrations[name] ?? '');
      await client.query('insert into migrations (name) values ($1)', [name]);
    }
    await client.query('commit');
    return pending;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw new Error(`Миграция ${name} не применена: ${(error as Error).message}`, { cause: error });
  } finally {
    client.release(broken);
  }
}

async function appliedMigrations(client: Database['pool'] | PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from migrations order by name');
  return rows.map((row) => row.name);
}

/** A database that a newer build has migrated is not ours to touch. */
function unapplied(migrations: Migrations, applied: string[]): string[] {
  const unknown = applied.filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    throw new Error(`база новее этой сборки Сводки, в ней есть ${unknown.join(', ')}. Запустите более новую сборку.`);
  }
  return Object.keys(migrations)
    .filter((name) => !applied.includes(name))
    .sort();
}
