import { setTimeout as pause } from 'node:timers/promises';
import { isAway, isRefusedLogin } from '#db/away.ts';
import { type Database, openDatabase } from '#db/client.ts';
import { migrate } from '#db/migrate.ts';
import { type Config, StartupError } from '../http/config.server.ts';
import type { Log } from '../http/log.server.ts';

/** For commands that end by themselves: opens the database and brings it up to this build, or says why it can't. */
export async function openMigrated(config: Config): Promise<{ database: Database; applied: string[] }> {
  const database = await open(config);
  try {
    return { database, applied: await migrate(database) };
  } catch (error) {
    await database.close().catch(() => {});
    throw notOpened(error);
  }
}

/** PGlite opens here; PostgreSQL need not be there yet. */
export async function open({ databaseUrl, dataDir, poolSize }: Config): Promise<Database> {
  return openDatabase({ databaseUrl, dataDir, poolSize }).catch((error) => {
    throw notOpened(error);
  });
}

/** Nothing is wrong, but somebody else has to do something first. */
export class NotYet extends Error {}

const firstPauseMs = 500;
const longestPauseMs = 15_000;
const never = new Promise<never>(() => {});

/**
 * Does `work` as soon as the database is there, with growing pauses: a machine that has just been switched on, a failover.
 * What waiting does not heal (a wrong password, no such database, a migration that fails) is thrown at once. Once it is stopping
 * there is no answer any more: whoever stops it ends the process.
 */
export async function whenThere<T>(log: Log, stopping: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await work();
    } catch (error) {
      if (stopping.aborted) return never;
      if (error instanceof StartupError) throw error;
      const heals = error instanceof NotYet || (isAway(error) && !isRefusedLogin(error));
      if (!heals) throw notOpened(error);
      log.warn({ reason: reason(error), nextTryMs: pauseMs }, 'waiting for the database');
      await pause(pauseMs, undefined, { signal: stopping }).catch(() => never);
    }
  }
}

function notOpened(error: unknown): StartupError {
  const where = isRefusedLogin(error) ? ' Проверьте DATABASE_URL: база, имя и пароль.' : '';
  return new StartupError(`База данных не открыта. ${reason(error).replace(/\.$/, '')}.${where}`, { cause: error });
}

/** A refused connection is an AggregateError without a message of its own. */
function reason(error: unknown) {
  const { message, code } = error as NodeJS.ErrnoException;
  return message || code || String(error);
}
