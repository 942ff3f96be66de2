import { readConfig } from '../http/config.server.ts';
import type { Given } from '../main.ts';
import { openMigrated } from './database.server.ts';

/** For deployments that migrate before they start; `serve` does the same by itself. */
export async function migrateCommand({ env }: Given) {
  const { database, applied } = await openMigrated(readConfig(env));
  await database.close();
  console.log(applied.length > 0 ? `Применены миграции: ${applied.join(', ')}` : 'База данных уже в порядке.');
}
