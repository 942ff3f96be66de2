import { startClock } from '../http/clock.server.ts';
import { readConfig } from '../http/config.server.ts';
import type { Files } from '../http/files.server.ts';
import { startLog } from '../http/log.server.ts';
import type { Given } from '../main.ts';
import { serve } from '../server.ts';
import { openMigrated } from './database.server.ts';
import { onStop } from './stop.server.ts';

/** Runs until it is told to stop. `files` is given by the development server only. */
export async function serveCommand({ env, files }: Given & { files?: Files }) {
  const config = readConfig(env);
  const clock = startClock(config.now);
  const log = startLog(config.logLevel);
  const { database, applied } = await openMigrated(config);
  const web = await serve({ config, database, clock, log, files }).catch(async (error) => {
    await database.close();
    throw error;
  });
  log.info({ url: web.url, origin: config.origin, database: database.kind, now: config.now, applied }, 'ready');

  onStop(log, async () => {
    await web.close();
    await database.close();
  });
}
