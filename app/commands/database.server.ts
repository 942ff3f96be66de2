import { type Database, openDatabase } from '#db/client.ts';
import { migrate } from '#db/migrate.ts';
import { type Config, StartupError } from '../http/config.server.ts';

/** Opens the database and brings it up to this build: every command starts from there. */
export async function openMigrated(config: Config): Promise<{ database: Database; applied: string[] }> {
  let database: Database | undefined;
  try {
    database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir });
    return { database, applied: await migrate(database) };
  } catch (error) {
    await database?.close().catch(() => {});
    throw new StartupError(`База данных не открыта. ${reason(error)}`, { cause: error });
  }
}

/** A refused connection is an AggregateError without a message of its own. */
function reason(error: unknown) {
  const { message, code } = error as NodeJS.ErrnoException;
  return message || code || String(error);
}
