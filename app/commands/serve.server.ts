import { summaryFile } from '#app/documents/summary-file.server.ts';
import { canReadFactors } from '#app/use-cases/second-factor.server.ts';
import type { Database } from '#db/client.ts';
import { migrate } from '#db/migrate.ts';
import { startScheduler } from '#jobs/runner.ts';
import { startWatch } from '#jobs/watch.ts';
import { type Clock, startClock } from '../http/clock.server.ts';
import { type Config, readConfig, StartupError } from '../http/config.server.ts';
import type { Files } from '../http/files.server.ts';
import { type Log, startLog } from '../http/log.server.ts';
import { logConsole } from '../http/log-console.server.ts';
import { smtpMailer } from '../mail/smtp.server.ts';
import type { Given } from '../main.ts';
import { serve, type WebServer } from '../server.ts';
import { open, whenThere } from './database.server.ts';
import { onStop } from './stop.server.ts';

/** Runs until it is told to stop. `files` is given by the development server only. */
export async function serveCommand({ env, files }: Given & { files?: Files }) {
  const config = readConfig(env);
  const clock = startClock(config.now);
  const log = startLog(config.logLevel);
  logConsole(log);
  await start({ config, database: await open(config), clock, log, files });
}

type Running = { config: Config; database: Database; clock: Clock; log: Log; files?: Files };

/**
 * The web server and, unless told otherwise, the scheduler, until the process is stopped: pages first, the database last.
 * It listens at once, and answers 503 until the database is there and migrated.
 */
export async function start(running: Running): Promise<WebServer> {
  const { config, database, clock, log } = running;
  const { origin, mail, archiveDir } = config;
  const stopping = new AbortController();
  let scheduler: ReturnType<typeof startScheduler> | undefined;
  let watch: ReturnType<typeof startWatch> | undefined;
  let applied: string[] | undefined;
  const web = await serve({ ...running, isPrepared: () => applied !== undefined }).catch(async (error) => {
    await database.close();
    throw error;
  });
  onStop(log, async () => {
    stopping.abort();
    await Promise.all([web.close(), scheduler?.stop(), watch?.stop()]);
    await database.close();
  });
  applied = await whenThere(log, stopping.signal, async () => {
    const done = await migrate(database);
    await tryKey(running);
    return done;
  }).catch((error) => {
    // Whoever stops it while it waits ends it in order.
    if (stopping.signal.aborted) return new Promise<never>(() => {});
    throw error;
  });
  const mailer = mail && smtpMailer(mail, origin);
  const db = database.background;
  if (!stopping.signal.aborted) watch = startWatch({ db, clock, log, hasMail: mail !== undefined });
  if (config.jobs && !stopping.signal.aborted) {
    scheduler = startScheduler({ db, clock, log, origin, mailer, archiveDir, makeFile: summaryFile });
  }
  log.info({ url: web.url, origin, database: database.kind, now: config.now, applied }, 'ready');
  return web;
}

/** With another key nobody who has a second factor could sign in by a code. */
async function tryKey({ config, database }: Running): Promise<void> {
  if (await canReadFactors(database.db, config.secretKey)) return;
  throw new StartupError(
    'SECRET_KEY: второй фактор людей зашифрован другим ключом. Верните прежнее значение этой настройки.',
  );
}
