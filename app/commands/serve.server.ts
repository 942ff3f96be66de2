import { canReadFactors } from '#app/use-cases/people/second-factor.server.ts';
import type { Database } from '#db/client.ts';
import { migrate } from '#db/migrate.ts';
import { startWatch } from '#jobs/watch.ts';
import { type Clock, startClock } from '../http/clock.server.ts';
import { type Config, readConfig, StartupError } from '../http/config.server.ts';
import type { Files } from '../http/files.server.ts';
import { type Log, startLog } from '../http/log.server.ts';
import { logConsole } from '../http/log-console.server.ts';
import type { Given } from '../main.ts';
import { serve, type WebServer } from '../server.ts';
import { open, whenThere } from './database.server.ts';
import { startJobs } from './jobs.server.ts';
import { startJobsProcess } from './jobs-process.server.ts';
import { onStop } from './stop.server.ts';

/** Runs until it is told to stop. `files` is given by the development server only. */
export async function serveCommand({ env, files }: Given & { files?: Files }) {
  const config = readConfig(env);
  const clock = startClock(config.now);
  const log = startLog(config.logLevel);
  logConsole(log);
  await start({ env, config, database: await open(config), clock, log, files });
}

type Running = { env: NodeJS.ProcessEnv; config: Config; database: Database; clock: Clock; log: Log; files?: Files };

/**
 * The web server and, unless told otherwise, the scheduler, until the process is stopped: pages first, the database last. On
 * PostgreSQL the scheduler is a process of its own; PGlite lives in this one alone, and in development so does all the rest.
 * It listens at once, and answers 503 until the database is there and migrated.
 */
export async function start(running: Running): Promise<WebServer> {
  const { config, database, clock, log } = running;
  const { origin } = config;
  const worksHere = database.kind === 'pglite' || import.meta.env.DEV;
  const stopping = new AbortController();
  let jobs: { stop(): Promise<void> } | undefined;
  let watch: ReturnType<typeof startWatch> | undefined;
  let applied: string[] | undefined;
  const web = await serve({ ...running, worksHere, isPrepared: () => applied !== undefined }).catch(async (error) => {
    await database.close();
    throw error;
  });
  onStop(log, async () => {
    stopping.abort();
    await Promise.all([web.close(), jobs?.stop(), watch?.stop()]);
    await database.close();
  });
  applied = await whenThere(log, stopping.signal, async () => {
    const done = await migrate(database);
    await tryKey(running);
    return done;
  });
  if (!stopping.signal.aborted) {
    watch = startWatch({ db: database.background, clock, log, hasMail: config.mail !== undefined });
    if (config.jobs) jobs = worksHere ? startJobs(running) : startJobsProcess({ env: () => envNow(running), log });
  }
  log.info({ url: web.url, origin, database: database.kind, now: config.now, applied }, 'ready');
  return web;
}

/** A rehearsed clock goes on in the child, also in one that is started later. */
function envNow({ env, config, clock }: Running): NodeJS.ProcessEnv {
  return config.now ? { ...env, NOW: clock.now().toISOString() } : env;
}

/** With another key nobody who has a second factor could sign in by a code. */
async function tryKey({ config, database }: Running): Promise<void> {
  if (await canReadFactors(database.db, config.secretKey)) return;
  throw new StartupError(
    'SECRET_KEY: второй фактор людей зашифрован другим ключом. Верните прежнее значение этой настройки.',
  );
}
