/** What the benchmark needs before it can measure: PostgreSQL, regions, processes, and what they have cost so far. */
import { execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { createServer } from 'vite';

/** The last month of the generated regions is over, and every twentieth school has still to file it. */
export const lastDate = '2022-07-31';
export const month = '2022-07';
const now = '2022-08-01T12:00:00+03:00';
const analysts = 4;
const program = resolve('build/server/main.js');

/** Runs `act` with a PostgreSQL of its own; whatever was started meanwhile ends with it. */
export async function onStage(act) {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  const settings = { appType: 'custom', configFile: false, logLevel: 'error' };
  const vite = await createServer({ ...settings, server: { middlewareMode: true, ws: false } });
  const { startPostgres, freePort } = await vite.ssrLoadModule('/tests/support/postgres.ts');
  // Kept on the disk as a real one keeps it: a commit is a part of what is measured.
  const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', max_connections: '200' };
  const postgres = await startPostgres(durable);
  const stage = { vite, postgres, freePort, endings: [] };
  try {
    const client = await connected(stage, 'postgres');
    const { rows } = await client.query('show data_directory');
    stage.postmaster = Number(readFileSync(join(rows[0].data_directory, 'postmaster.pid'), 'utf8').split('\n')[0]);
    stage.version = (await client.query('show server_version')).rows[0].server_version;
    return await act(stage);
  } finally {
    await Promise.all(stage.endings.map((end) => end()));
    await postgres.stop();
    await vite.close();
  }
}

async function connected(stage, database) {
  const client = new pg.Client(stage.postgres.url(database));
  await client.connect();
  stage.endings.push(() => client.end());
  return client;
}

async function newDatabase(stage, name) {
  const client = await connected(stage, 'postgres');
  await client.query(`create database ${name}`);
  return stage.postgres.url(name);
}

/** A generated region with everybody signed in, and the product's own build that serves it. */
export async function region(stage, size) {
  const name = `region_${size.schools}_${size.months}`;
  const databaseUrl = await newDatabase(stage, name);
  const load = (path) => stage.vite.ssrLoadModule(path);
  const { openDatabase } = await load('/db/client.ts');
  const { migrate } = await load('/db/migrate.ts');
  const { makeInstallation } = await load('/tests/support/installation.ts');
  const database = await openDatabase({ databaseUrl, dataDir: 'memory' });
  await migrate(database);
  await makeInstallation(database, size);
  await database.close();
  const client = await connected(stage, name);
  await client.query(
    `insert into users (email, name, role, organisation_id, password_hash)
     select 'analyst' || i || '@example.test', 'Ким Анна', 'analyst', 1, 'x' from generate_series(1, ${analysts}) i`,
  );
  await client.query(
    `insert into sessions (token_hash, user_id, created_at, expires_at)
     select sha256(convert_to('bench-' || id, 'UTF8')), id, '${now}', timestamptz '${now}' + interval '10 hours' from users`,
  );
  return { client, databaseUrl, ...(await serve(stage, databaseUrl)) };
}

export function cookieOf(person) {
  return `svodka_session=${encodeURIComponent(Buffer.from(JSON.stringify(`bench-${person}`)).toString('base64'))}`;
}

/** Without the scheduler: what it does by itself would be measured with the pages. */
function settingsOf(databaseUrl) {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, HOST: '127.0.0.1', DATABASE_URL: databaseUrl, NOW: now, LOG_LEVEL: 'warn', JOBS: 'off' };
}

async function serve(stage, databaseUrl) {
  const port = await stage.freePort();
  const env = { ...settingsOf(databaseUrl), PORT: String(port) };
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', process.stderr, 'inherit'] });
  endsWithUs(stage, child);
  while (!(await fetch(`http://localhost:${port}/health`).catch(() => null))?.ok) {
    if (child.exitCode !== null) throw new Error('The server has ended.');
    await pause(100);
  }
  return { port, pid: child.pid };
}

export async function compile({ databaseUrl }) {
  await promisify(execFile)(process.execPath, [program, 'job', 'compile-summary', month], {
    env: settingsOf(databaseUrl),
  });
}

/** One of `limits.mjs`, in a process of its own; `database` is the name of a new one. */
export async function limit(stage, name, database) {
  const given = database ? [await newDatabase(stage, database)] : [];
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = fork(join(import.meta.dirname, 'limits.mjs'), [name, ...given], { env });
  endsWithUs(stage, child);
  const [port] = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [])]);
  if (!port) throw new Error(`The limit "${name}" has ended.`);
  return { port, pid: child.pid };
}

function endsWithUs(stage, child) {
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  stage.endings.push(async () => {
    process.off('exit', kill);
    if (child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  });
}

/** Milliseconds of processor time so far, by the kernel's count of hundredths of a second. */
export function cpuOf(pid) {
  const { user, system } = statOf(pid);
  return (user + system) * 10;
}

/** The postmaster, its processes that have ended, and those that live. */
export function postgresCpu(postmaster) {
  const own = statOf(postmaster);
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const children = all.map(statOf).filter((stat) => stat?.parent === postmaster);
  const living = children.reduce((sum, { user, system }) => sum + user + system, own.user + own.system);
  return (living + own.endedUser + own.endedSystem) * 10;
}

/** Null for a process that has just ended. */
function statOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map((at) => Number(fields[at]));
    return { parent, user, system, endedUser, endedSystem };
  } catch {
    return null;
  }
}
