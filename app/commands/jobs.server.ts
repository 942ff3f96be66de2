import { summaryFile } from '#app/documents/summary-file.server.ts';
import type { Database } from '#db/client.ts';
import { pendingMigrations } from '#db/migrate.ts';
import { startScheduler } from '#jobs/runner.ts';
import { type Clock, startClock } from '../http/clock.server.ts';
import { type Config, readConfig, StartupError } from '../http/config.server.ts';
import { type Log, startLog } from '../http/log.server.ts';
import { logConsole } from '../http/log-console.server.ts';
import { smtpMailer } from '../mail/smtp.server.ts';
import type { Given } from '../main.ts';
import { NotYet, open, whenThere } from './database.server.ts';
import { onStop } from './stop.server.ts';

/** How long what has been begun is waited for when `serve` ends; what is ended in the middle is taken up again. */
export const jobsDrainMs = 10_000;

/**
 * The scheduler in a process of its own, until it is told to stop: beside the pages as the child of `serve`, or by itself on
 * any machine. It never migrates: it waits until somebody has.
 */
export async function jobsCommand({ env }: Given) {
  const config = readConfig(env);
  if (!config.databaseUrl) {
    throw new StartupError('jobs: нужен PostgreSQL (DATABASE_URL). На PGlite задания выполняет сам веб-сервер.');
  }
  const clock = startClock(config.now);
  const log = startLog(config.logLevel, { waits: true }).child({ process: 'jobs' });
  logConsole(log);
  const database = await open(config);
  const stopping = new AbortController();
  let scheduler: ReturnType<typeof startJobs> | undefined;
  onStop(
    log,
    async () => {
      stopping.abort();
      await scheduler?.stop();
      await database.close();
    },
    { insisting: isChild() ? 'ignored' : 'ends' },
  );
  endWithParent();
  await whenThere(log, stopping.signal, async () => {
    const pending = await pendingMigrations(database);
    if (pending.length > 0) throw new NotYet(`migrations are pending: ${pending.join(', ')}`);
  });
  scheduler = startJobs({ config, database, clock, log });
  log.info({ pid: process.pid }, 'jobs ready');
}

/** The scheduler with all that it needs, in this process. */
export function startJobs(given: { config: Config; database: Database; clock: Clock; log: Log }) {
  const { config, database, clock, log } = given;
  const { origin, mail, archiveDir } = config;
  const mailer = mail && smtpMailer(mail, origin);
  return startScheduler({ db: database.background, clock, log, origin, mailer, archiveDir, makeFile: summaryFile });
}

/** Node knows it of who was forked, and of nobody else. */
function isChild() {
  return process.connected !== undefined;
}

/** Its parent may end without a word (kill -9): then it stops as if asked to, and is gone before long. */
function endWithParent() {
  if (!isChild()) return;
  const end = () => {
    setTimeout(() => process.exit(1), jobsDrainMs).unref();
    process.kill(process.pid, 'SIGTERM');
  };
  if (process.connected) process.once('disconnect', end);
  else end();
}
