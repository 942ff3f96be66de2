/**
 * PGlite does not lock its folder, and two processes on one folder lose each other's rows without an error.
 * So a folder is taken by a lock file of ours, and a second process is refused.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

type Holder = { pid: number; started: string; place: string; token: string };

export type DirectoryLock = { release(): void };

export class DirectoryInUse extends Error {
  constructor(folder: string, pid: number | undefined) {
    super(
      `Папка с данными ${folder} уже занята другим процессом Сводки${pid ? ` (pid ${pid})` : ''}. ` +
        'Со встроенной базой работает только один процесс: остановите его или задайте DATABASE_URL, чтобы перейти на PostgreSQL.',
    );
    this.name = 'DirectoryInUse';
  }
}

/** Takes the folder until release() or the end of the process, or throws DirectoryInUse. A lock left by kill -9 is replaced. */
export async function lockDirectory(folder: string, { heartbeatMs = 3000 } = {}): Promise<DirectoryLock> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'svodka.lock');
  const holder: Holder = { pid: process.pid, started: startOf(process.pid) ?? '', place: place(), token: randomUUID() };
  const mine = JSON.stringify(holder);

  while (!create(path, mine)) {
    const found = read(path);
    if (found === undefined) continue;
    if (await holderLives(path, found, heartbeatMs)) throw new DirectoryInUse(folder, parse(found)?.pid);
    if (read(path) === found) rmSync(path, { force: true });
  }

  // Another starter may have judged the same stale file and removed ours in its place: the one that stands after a moment wins.
  await pause(250);
  const standing = read(path);
  if (standing !== mine) throw new DirectoryInUse(folder, standing === undefined ? undefined : parse(standing)?.pid);

  const heartbeat = setInterval(() => utimes(path, new Date(), new Date()).catch(() => {}), heartbeatMs);
  heartbeat.unref();
  function release() {
    clearInterval(heartbeat);
    process.off('exit', release);
    if (read(path) === mine) rmSync(path, { force: true });
  }
  process.on('exit', release);
  return { release };
}

/**
 * A pid says something only on its own machine and in its own container, and the start time tells a reused pid.
 * For a lock from elsewhere (or half written) the sign of life is that the file still changes.
 */
async function holderLives(path: string, found: string, heartbeatMs: number): Promise<boolean> {
  const holder = parse(found);
  if (holder?.place === place()) return startOf(holder.pid) === holder.started;
  const before = lastChange(path);
  for (let beat = 0; beat < 4; beat++) {
    await pause(heartbeatMs);
    if (lastChange(path) !== before || read(path) !== found) return true;
  }
  return false;
}

/** When the process started, in the kernel's ticks since boot; undefined when it is dead. Without /proc only whether it lives. */
function startOf(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`);
  if (stat !== undefined) {
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const dead = fields[0] === 'Z' || fields[0] === 'X';
    return dead ? undefined : fields[19];
  }
  if (read('/proc/self/stat') !== undefined) return undefined;
  try {
    process.kill(pid, 0);
    return 'unknown';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'unknown' : undefined;
  }
}

/** Where pids mean the same: this boot of this machine, in this container. */
function place(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

function create(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    // ESRCH: a process that ended while its /proc file was being read.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

function parse(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return undefined;
  }
}

function lastChange(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
