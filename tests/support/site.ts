/** The built product as a process of its own, the way an operator runs it: on PGlite in a folder, or on PostgreSQL. */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type Database, openDatabase } from '#db/client.ts';
import { migrate } from '#db/migrate.ts';
import { patienceMs } from './patience.ts';
import { freePort, type Postgres, startPostgres } from './postgres.ts';

/** Where a site keeps its data. PGlite lets one process in at a time: prepare it, then start the site. */
export type Storage = {
  env: { DATA_DIR: string } | { DATABASE_URL: string };
  /** Opens it, brings it up to date, and closes it again after the work. */
  prepare<T>(work: (database: Database) => Promise<T>): Promise<T>;
  remove(): Promise<void>;
};

export async function newStorage(kind: Database['kind']): Promise<Storage> {
  if (kind === 'postgres') return storageOn(await startPostgres());
  const folder = mkdtempSync(join(tmpdir(), 'svodka-site-'));
  return storageAt({ DATA_DIR: folder }, async () => rmSync(folder, { recursive: true, force: true }));
}

/** A site's data on a PostgreSQL that the test halts and resumes itself. */
export function storageOn(postgres: Postgres, database = 'postgres'): Storage {
  return storageAt({ DATABASE_URL: postgres.url(database) }, postgres.stop);
}

function storageAt(env: Storage['env'], remove: Storage['remove']): Storage {
  const options = 'DATABASE_URL' in env ? { databaseUrl: env.DATABASE_URL, dataDir: '' } : { dataDir: env.DATA_DIR };
  return {
    env,
    remove,
    async prepare(work) {
      const database = await openDatabase(options);
      try {
        await migrate(database);
        return await work(database);
      } finally {
        await database.close();
      }
    },
  };
}

export type LogLine = { level: string; msg?: string; [fact: string]: unknown };
export type Site = {
  url: string;
  pid: number;
  log: readonly LogLine[];
  /** What it said on stdout that is no line of the log. */
  plain: readonly string[];
  /** Answers once the site has written such a line, also when it did so before. */
  logged(matches: (line: LogLine) => boolean): Promise<LogLine>;
  /** Ends it in order, as SIGTERM does; throws when it recorded an error of its own. */
  stop(): Promise<void>;
  /** kill -9, as when memory runs out. */
  kill(): Promise<void>;
};

const program = resolve('build/server/main.js');

type Start = {
  /** Where the clock starts. */
  now: string;
  /** Which line of the log tells that it has started. */
  until?: string;
  /** Another command than `serve`. */
  command?: string;
  env?: Record<string, string>;
};

/** Starts `npm start` on a free port, with the scheduler at work. */
export async function startSite(
  storage: Pick<Storage, 'env'>,
  { now, until = 'ready', command = 'serve', env: more }: Start,
): Promise<Site> {
  if (!existsSync(program)) throw new Error('There is no build to start: run `npm run build` first.');
  const port = await freePort();
  const { PATH, HOME, TZ } = process.env;
  const settings = { ...storage.env, NODE_ENV: 'test', HOST: '127.0.0.1', PORT: String(port), NOW: now } as const;
  const env = { PATH, HOME, TZ, ...settings, ...more };
  const stdio: StdioOptions = ['ignore', 'pipe', 'pipe'];
  const child = spawn(process.execPath, ['--enable-source-maps', program, command], { env, stdio });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const { log, plain, said, logged } = listen(child);

  async function stop() {
    child.kill('SIGTERM');
    const code = await ended;
    process.off('exit', kill);
    const errors = log.filter(({ level }) => level === 'error' || level === 'fatal');
    if (code === 0 && errors.length === 0) return;
    // What it failed of comes last, where a long log ends.
    const failures = errors.map((line) => JSON.stringify(line)).join('\n');
    throw new Error(`The site failed:\n${said.join('\n')}\nIt ended with ${code}, its errors:\n${failures}`);
  }

  async function killed() {
    kill();
    await ended;
    process.off('exit', kill);
  }

  const early = ended.then((code) => {
    throw new Error(`The site did not start (${code}):\n${said.join('\n')}`);
  });
  await Promise.race([logged(({ msg }) => msg === until), early]).catch((error) => {
    kill();
    throw error;
  });
  early.catch(() => {});
  return { url: `http://localhost:${port}`, pid: child.pid ?? 0, kill: killed, log, plain, logged, stop };
}

function listen(child: ChildProcess) {
  const log: LogLine[] = [];
  const said: string[] = [];
  const plain: string[] = [];
  const waiting = new Set<() => void>();
  const hear = (text: string) => {
    said.push(text);
    if (text.startsWith('{')) log.push(JSON.parse(text) as LogLine);
    for (const look of waiting) look();
  };
  for (const stream of [child.stdout, child.stderr]) if (stream) createInterface(stream).on('line', hear);
  if (child.stdout) createInterface(child.stdout).on('line', (text) => isJson(text) || plain.push(text));

  function logged(matches: (line: LogLine) => boolean): Promise<LogLine> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const line = log.find(matches);
        if (line) settle(() => resolve(line));
      };
      const settle = (act: () => void) => {
        clearTimeout(patience);
        waiting.delete(look);
        act();
      };
      const patience = setTimeout(
        () => settle(() => reject(new Error(`The site has not said it in time:\n${said.join('\n')}`))),
        patienceMs,
      );
      waiting.add(look);
      look();
    });
  }
  return { log, plain, said, logged };
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
