import { orders } from '#app/orders/index.ts';
import { hashPassword } from '#app/use-cases/sign-in.server.ts';
import type { Database } from '#db/client.ts';
import { demoAccounts, demoPassword } from '#db/demo/accounts.ts';
import { generateDemo } from '#db/demo/generate.ts';
import { regions } from '#db/queries/organisations.ts';
import { startClock } from '../http/clock.server.ts';
import { readConfig, StartupError } from '../http/config.server.ts';
import { startLog } from '../http/log.server.ts';
import type { Given } from '../main.ts';
import { ru } from '../text/ru/index.ts';
import { openMigrated } from './database.server.ts';
import { start } from './serve.server.ts';

/** A region of generated data and the whole product over it, in one process and without any setting. */
export async function demoCommand({ env }: Given) {
  // What a visitor is to read are the accounts below, not the log.
  const config = readConfig({ ...env, LOG_LEVEL: env.LOG_LEVEL || 'warn' });
  if (config.production) {
    throw new StartupError('Показательные данные в рабочем режиме (NODE_ENV=production) не создаются.');
  }
  const clock = startClock(config.now);
  const log = startLog(config.logLevel);
  const { database } = await openMigrated(config);
  try {
    await prepare(database, clock.now());
  } catch (error) {
    await database.close();
    throw error;
  }
  const web = await start({ config, database, clock, log });
  console.log(welcome(web.url));
}

async function prepare(database: Database, now: Date) {
  const existing = await regions(database.db);
  if (existing.some(({ demo }) => !demo)) {
    throw new StartupError('В этой базе настоящие данные. Для показа возьмите другую: DATA_DIR=./demo');
  }
  if (existing.length > 0) return;
  console.log('Готовлю показательный регион, это займёт меньше минуты…');
  await generateDemo(database, { now, orders, passwordHash: await hashPassword(demoPassword, 'password') });
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
