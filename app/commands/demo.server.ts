import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { orders } from '#app/orders/index.ts';
import { hashPassword } from '#app/use-cases/people/sign-in.server.ts';
import type { Database } from '#db/client.ts';
import { demoAccounts, demoPassword } from '#db/demo/accounts.ts';
import { generateDemo } from '#db/demo/generate.ts';
import { regions } from '#db/queries/organisations.ts';
import { startClock } from '../http/clock.server.ts';
import { type Config, readConfig, StartupError } from '../http/config.server.ts';
import { type Log, startLog } from '../http/log.server.ts';
import type { Given } from '../main.ts';
import { ru } from '../text/ru/index.ts';
import { openMigrated } from './database.server.ts';
import { rehearseEditions } from './demo-editions.server.ts';
import { start } from './serve.server.ts';

/** A region of generated data and the whole product over it, in one process and without any setting. */
export async function demoCommand({ env }: Given) {
  // What a visitor is to read are the accounts below, not the log.
  const quiet = { ...env, LOG_LEVEL: env.LOG_LEVEL || 'warn' };
  const given = readConfig(quiet);
  // Two copies of the editions are to be seen, too.
  const config = { ...given, archiveDir: given.archiveDir ?? `${resolve(given.dataDir)}-archive` };
  if (config.production) {
    throw new StartupError('Показательные данные в рабочем режиме (NODE_ENV=production) не создаются.');
  }
  const clock = startClock(config.now);
  const log = startLog(config.logLevel);
  const { database } = await openMigrated(config);
  try {
    await prepare(database, { config, log, isOwnArchive: given.archiveDir === undefined }, clock.now());
  } catch (error) {
    await database.close();
    throw error;
  }
  const web = await start({ env: { ...quiet, ARCHIVE_DIR: config.archiveDir }, config, database, clock, log });
  console.log(welcome(web.url));
}

type Preparing = { config: Config & { archiveDir: string }; log: Log; isOwnArchive: boolean };

async function prepare(database: Database, { config, log, isOwnArchive }: Preparing, now: Date) {
  const existing = await regions(database.db);
  if (existing.some(({ demo }) => !demo)) {
    throw new StartupError('В этой базе настоящие данные. Для показа возьмите другую: DATA_DIR=./demo');
  }
  const { archiveDir, origin } = config;
  // Files of a demo that was there before are none of this one's.
  if (isOwnArchive && existing.length === 0) await rm(archiveDir, { recursive: true, force: true });
  if (isOwnArchive) await mkdir(archiveDir, { recursive: true });
  if (existing.length > 0) return;
  console.log('Готовлю показательный регион, это займёт меньше минуты…');
  await generateDemo(database, { now, orders, passwordHash: await hashPassword(demoPassword, 'password') });
  await rehearseEditions(database, { log, origin, archiveDir }, now);
}

function welcome(url: string): string {
  const accounts = Object.values(demoAccounts).map(({ role, email }) => [ru.everywhere.roles[role], email] as const);
  const widest = Math.max(...accounts.map(([role]) => role.length));
  return [
    '',
    `Сводка открыта: ${url}`,
    '',
    'Область, школы, люди и отчёты созданы программой, настоящих среди них нет.',
    '',
    ...accounts.map(([role, email]) => `  ${role.padEnd(widest)}   ${email}`),
    '',
    `  Пароль у всех один: ${demoPassword}`,
    '',
    'Остановить: Ctrl+C. Данные останутся до следующего запуска.',
  ].join('\n');
}
