import { isAbsolute, relative, resolve } from 'node:path';
import { z } from 'zod';

export type Config = {
  production: boolean;
  host: string;
  port: number;
  /** The one address people use; every absolute URL is built from it, never from a request's headers. */
  origin: string;
  databaseUrl: string | undefined;
  /** Connections to PostgreSQL for pages. */
  poolSize: number | undefined;
  dataDir: string;
  /** The instant the clock starts at, for demonstrations; never in production. */
  now: Date | undefined;
  logLevel: string;
  /** Whether this process runs the scheduler. */
  jobs: boolean;
  /** Whether the first entry of x-forwarded-for is the client's address. */
  trustProxy: boolean;
  /** The folder of the editions' second copies, as a rule a disk in another room; without it there is one copy only. */
  archiveDir: string | undefined;
  /** Encrypts the secrets of second factors; without it they are kept as they are. */
  secretKey: string | undefined;
  /** Without it letters are written and not sent. */
  mail: { smtpUrl: string; from: string } | undefined;
};

/** An obstacle the operator can remove: the message says everything, a stack would only hide it. */
export class StartupError extends Error {}

/** Why the program can't start, in plain words on stderr: also after the log has taken over what the console says. */
export function sayWhyNot(error: StartupError): void {
  process.stderr.write(`${error.message}\n`);
}

export class ConfigError extends StartupError {
  readonly faults: string[];

  constructor(faults: string[]) {
    super(['Настройки заданы неверно:', ...faults.map((fault) => `  ${fault}`)].join('\n'));
    this.faults = faults;
  }
}

const onOff = z.enum(['on', 'off'], 'нужно on или off').transform((value) => value === 'on');

const settings = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test'], 'нужно production, development, test или ничего').optional(),
  HOST: z.string().default('0.0.0.0'),
  PORT: z
    .string()
    .refine((value) => /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535, {
      error: 'нужно целое число от 1 до 65535',
    })
    .transform(Number)
    .default(3000),
  ORIGIN: z
    .string()
    .refine(isOrigin, 'нужен адрес без пути и косой черты в конце, например https://svodka.example.ru')
    .optional(),
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, 'нужен адрес вида postgres://пользователь:пароль@узел:5432/база')
    .optional(),
  DATABASE_POOL: z
    .string()
    .refine((value) => /^\d{1,3}$/.test(value) && Number(value) >= 2, { error: 'нужно целое число от 2 до 999' })
    .transform(Number)
    .optional(),
  DATA_DIR: z.string().default('./data'),
  ARCHIVE_DIR: z.string().optional(),
  NOW: z.iso
    .datetime({ offset: true, error: 'нужен момент с часовым поясом, например 2012-10-01T09:00:00+04:00' })
    .transform((instant) => new Date(instant))
    .optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'нужно fatal, error, warn, info, debug, trace или silent',
    )
    .default('info'),
  JOBS: onOff.default(true),
  TRUST_PROXY: onOff.default(false),
  SECRET_KEY: z
    .string()
    .min(32, 'нужна случайная строка не короче 32 знаков, например из openssl rand -base64 32')
    .optional(),
  SMTP_URL: z
    .string()
    .refine(isSmtpUrl, 'нужен адрес вида smtp://пользователь:пароль@узел:587 или smtps://пользователь:пароль@узел:465')
    .optional(),
  MAIL_FROM: z.string().refine(isAddress, 'нужен адрес почты отправителя, например svodka@example.ru').optional(),
});

/** Reads all settings at once, so that one start shows every fault. An empty variable counts as not set. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = settings.safeParse(given);

  const faults = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (given.NODE_ENV === 'production' && given.NOW) {
    faults.push('NOW: в рабочем режиме (NODE_ENV=production) часы переводить нельзя, уберите эту настройку');
  }
  if (given.ARCHIVE_DIR && isWithin(given.ARCHIVE_DIR, given.DATA_DIR ?? './data')) {
    faults.push(
      'ARCHIVE_DIR: второй экземпляр выпусков должен лежать отдельно от данных (DATA_DIR), лучше на другом диске',
    );
  }
  if (given.SMTP_URL && !given.MAIL_FROM) {
    faults.push('MAIL_FROM: вместе с SMTP_URL нужен адрес отправителя, например svodka@example.ru');
  }
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);

  const { data } = parsed;
  return {
    production: data.NODE_ENV === 'production',
    host: data.HOST,
    port: data.PORT,
    origin: data.ORIGIN ?? `http://localhost:${data.PORT}`,
    databaseUrl: data.DATABASE_URL,
    poolSize: data.DATABASE_POOL,
    dataDir: data.DATA_DIR,
    now: data.NOW,
    logLevel: data.LOG_LEVEL,
    archiveDir: data.ARCHIVE_DIR && resolve(data.ARCHIVE_DIR),
    jobs: data.JOBS,
    trustProxy: data.TRUST_PROXY,
    secretKey: data.SECRET_KEY,
    mail: data.SMTP_URL && data.MAIL_FROM ? { smtpUrl: data.SMTP_URL, from: data.MAIL_FROM } : undefined,
  };
}

function isWithin(folder: string, other: string) {
  const way = relative(resolve(other), resolve(folder));
  return !way.startsWith('..') && !isAbsolute(way);
}

function isOrigin(value: string) {
  return /^https?:\/\//.test(value) && URL.canParse(value) && new URL(value).origin === value;
}

function isPostgresUrl(value: string) {
  return /^postgres(ql)?:\/\//.test(value) && URL.canParse(value);
}

function isSmtpUrl(value: string) {
  return /^smtps?:\/\//.test(value) && URL.canParse(value) && new URL(value).hostname !== '';
}

function isAddress(value: string) {
  return /^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/.test(value);
}
