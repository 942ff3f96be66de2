/** Before the first test of the project `postgres`: one server, and one migrated template that each test file copies. */
import type { TestProject } from 'vitest/node';
import { openDatabase } from '#db/client.ts';
import { migrate } from '#db/migrate.ts';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the server's `postgres` database is; absent in the project `pglite`. */
    postgresUrl: string | undefined;
  }
}

export default async function start({ provide }: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  try {
    const maintenance = await openDatabase({ databaseUrl: postgres.url('postgres'), dataDir: 'memory' });
    await maintenance.pool.query('create database svodka_template');
    await maintenance.close();
    const template = await openDatabase({ databaseUrl: postgres.url('svodka_template'), dataDir: 'memory' });
    await migrate(template);
    await template.close();
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  provide('postgresUrl', postgres.url('postgres'));
  return postgres.stop;
}
