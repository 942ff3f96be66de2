/** Migrations are SQL text, applied in the order of their names. `await migrate(database)` is safe from any number of processes at once. */
import { setTimeout as pause } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { isRefusedLogin } from './away.ts';
import type { Database } from './client.ts';
import { releaseBefore } from './releases.ts';

/** Name → SQL. */
export type Migrations = Record<string, string>;

const files = import.meta.glob<string>('./migrations/*.sql', { query: '?raw', import: 'default', eager: true });
const ours: Migrations = Object.fromEntries(
  Object.entries(files).map(([path, text]) => [path.replace('./migrations/', '').replace('.sql', ''), text]),
);

/** Any number will do as long as nothing else takes an advisory lock by it. */
const lockKey = 2012_09_01;

/**
 * How long a migration stands in the queue for a table, and the pauses between its tries. While it stands there, everybody who
 * comes after it stands behind it: so it asks briefly, steps aside and asks again.
 */
type Patience = { lockMs: number; pausesMs: number[] };
const usual: Patience = { lockMs: 1000, pausesMs: [1, 2, 4, 8, 15, 15, 15, 15, 15].map((seconds) => seconds * 1000) };

/** How often to look whether another process has done with its migration. */
const othersMs = 200;

/** Applies what is pending, each migration in its own transaction; answers the names of those that this call applied. */
export async function migrate(database: Database, migrations = ours, patience = usual): Promise<string[]> {
  const done: string[] = [];
  for (const name of Object.keys(migrations).sort()) {
    if (await apply(database, migrations, name, patience)) done.push(name);
  }
  return done;
}

export async function pendingMigrations({ probe }: Database, migrations: Migrations = ours): Promise<string[]> {
  const exists = await probe.query<{ found: boolean }>("select to_regclass('migrations') is not null as found");
  const applied = exists.rows[0]?.found ? await appliedMigrations(probe) : [];
  return unapplied(migrations, applied);
}

/** Whether this call applied it: another process may have been quicker. */
async function apply(database: Database, migrations: Migrations, name: string, { lockMs, pausesMs }: Patience) {
  for (let tries = 0; ; ) {
    try {
      const applied = await inTurn(database, async (client) => {
        if (!unapplied(migrations, await appliedMigrations(client)).includes(name)) return false;
        await client.query(`set local lock_timeout = ${lockMs}`);
        await run(database, client, migrations[name] ?? '');
        await client.query('alter table migrations add column if not exists works_with text');
        await client.query('insert into migrations (name, works_with) values ($1, $2)', [name, releaseBefore(name)]);
        return true;
      });
      if (applied !== 'otherMigrates') return applied;
      await pause(othersMs);
    } catch (error) {
      // The migration is not to blame: it was never begun.
      if (isRefusedLogin(error)) throw error;
      const wait = tableIsBusy(error) ? pausesMs[tries++] : undefined;
      if (wait === undefined)
        throw new Error(`Миграция ${name} не применена: ${reason(error, tries)}`, { cause: error });
      await pause(wait);
    }
  }
}

/**
 * The lock belongs to the transaction, not to the session: it works on PGlite's single connection and behind a pooler,
 * and nobody has to give it back. It is asked for and not waited for: who waits inside of a statement would hold up an index that
 * another process makes concurrently.
 */
async function inTurn<T>(database: Database, act: (client: PoolClient) => Promise<T>): Promise<T | 'otherMigrates'> {
  const client = await database.unhurried.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const { rows } = await client.query<{ ours: boolean }>('select pg_try_advisory_xact_lock($1) as ours', [lockKey]);
    if (rows[0]?.ours) {
      await client.query(
        'create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())',
      );
    }
    const result = rows[0]?.ours ? await act(client) : 'otherMigrates';
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

const outsideOfTransaction = /^-- Outside of a transaction\b/;

/**
 * A migration whose first line says `-- Outside of a transaction` is for indexes on large tables: `create index concurrently`
 * keeps nobody from writing, and goes only so. Each statement ends with its line.
 */
async function run(database: Database, client: PoolClient, text: string): Promise<void> {
  if (!outsideOfTransaction.test(text)) {
    await client.query(text);
    return;
  }
  const statements = text.split(/;\s*$/m).filter((statement) => statement.trim() !== '');
  if (database.kind === 'pglite') {
    // One connection, and no other process that could migrate meanwhile.
    await client.query('commit');
    await each(client, statements);
    await client.query('begin');
    return;
  }
  const worker = await database.unhurried.connect();
  try {
    await each(worker, statements);
  } finally {
    worker.release();
  }
}

async function each(client: PoolClient, statements: string[]): Promise<void> {
  for (const statement of statements) {
    await dropUnfinished(client, statement);
    await client.query(statement);
  }
}

/** A process that died over an index leaves one that nobody uses, and `if not exists` would take it for done. */
async function dropUnfinished(client: PoolClient, statement: string): Promise<void> {
  const [, index] = /\bindex\s+concurrently\s+(?:if\s+not\s+exists\s+)?(\w+)/i.exec(statement) ?? [];
  const { rows } = await client.query(
    'select from pg_index join pg_class on pg_class.oid = indexrelid where relname = $1 and not indisvalid',
    [index],
  );
  if (rows.length > 0) await client.query(`drop index concurrently "${index}"`);
}

/** By its code only: PGlite's errors are of a DatabaseError class of its own. */
function tableIsBusy(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '55P03' || code === '40P01';
}

function reason(error: unknown, tries: number): string {
  if (!tableIsBusy(error)) return (error as Error).message;
  return (
    `таблица занята, попыток сделано ${tries}. Её держит долгая работа: копирование базы или чей-то открытый запрос. ` +
    'Дождитесь её конца или остановите её и запустите снова; применённые миграции остаются.'
  );
}

type Applied = { name: string; worksWith: string | null };

async function appliedMigrations(client: Database['pool'] | PoolClient): Promise<Applied[]> {
  // The column is younger than the table.
  const { rows } = await client.query<Applied>(
    `select name, to_jsonb(m) ->> 'works_with' as "worksWith" from migrations m order by name`,
  );
  return rows;
}

/** A database that a newer build has migrated is ours to work with only if that build said so. */
function unapplied(migrations: Migrations, applied: Applied[]): string[] {
  const own = Object.keys(migrations).sort();
  const newest = own.at(-1) ?? '';
  const unknown = applied.filter(
    ({ name, worksWith }) => !(name in migrations) && !(worksWith !== null && worksWith <= newest),
  );
  if (unknown.length > 0) {
    const names = unknown.map(({ name }) => name).join(', ');
    throw new Error(`база новее этой сборки Сводки, в ней есть ${names}. Запустите более новую сборку.`);
  }
  const names = new Set(applied.map(({ name }) => name));
  return own.filter((name) => !names.has(name));
}
