import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { utimesSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { DirectoryInUse, lockDirectory } from '#db/directory-lock.ts';

let place: string;
let program: string;
let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'svodka-lock-'));
  program = join(place, 'take.mjs');
  await build({
    stdin: {
      contents: `
        import { lockDirectory } from './db/directory-lock.ts';
        await lockDirectory(process.argv[2]).then(() => console.log('taken'), (error) => console.log(error.name));
        process.stdin.resume().on('end', () => process.exit());`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: program,
  });
});
beforeEach(async () => {
  folder = await mkdtemp(join(place, 'data-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
});
afterAll(() => rm(place, { recursive: true }));

test('a second process is refused while the first one lives, and is told by whom', async () => {
  const first = await start();
  expect(first.said).toBe('taken');
  expect((await start()).said).toBe('DirectoryInUse');
  await expect(lockDirectory(folder)).rejects.toThrow(new RegExp(`уже занята.*pid ${first.child.pid}`));
});

test('the same process is refused too', async () => {
  const lock = await lockDirectory(folder);
  await expect(lockDirectory(folder)).rejects.toThrow(DirectoryInUse);
  lock.release();
});

test('a folder that was given back can be taken again', async () => {
  (await lockDirectory(folder)).release();
  (await lockDirectory(folder)).release();
});

test('a process that ends gives the folder back', async () => {
  const { child } = await start();
  child.stdin?.end();
  await once(child, 'exit');
  await expect(readFile(join(folder, 'svodka.lock'))).rejects.toThrow('ENOENT');
});

test('after kill -9 the folder opens again', async () => {
  await kill((await start()).child);
  expect(JSON.parse(await readFile(join(folder, 'svodka.lock'), 'utf8'))).toHaveProperty('pid');
  expect((await start()).said).toBe('taken');
});

test('of many that start at once, one gets the folder', async () => {
  await expectOneOf(await Promise.all([start(), start(), start(), start()]));
});

test('of many that start at once over the lock of a killed process, one gets the folder', async () => {
  await kill((await start()).child);
  await expectOneOf(await Promise.all([start(), start(), start(), start()]));
});

test('a reused pid is not mistaken for the process that died', async () => {
  const lock = await lockDirectory(folder);
  const left = JSON.parse(await readFile(join(folder, 'svodka.lock'), 'utf8'));
  lock.release();
  await writeFile(join(folder, 'svodka.lock'), JSON.stringify({ ...left, started: '1' }));
  (await lockDirectory(folder)).release();
});

test('a lock from another machine or container holds as long as its owner gives signs of life', async () => {
  const path = join(folder, 'svodka.lock');
  await writeFile(path, JSON.stringify({ pid: 1, started: '1', place: 'elsewhere', token: 'theirs' }));
  const heart = setInterval(() => utimesSync(path, new Date(), new Date()), 50);
  await expect(lockDirectory(folder, { heartbeatMs: 100 })).rejects.toThrow(DirectoryInUse);
  clearInterval(heart);
  (await lockDirectory(folder, { heartbeatMs: 100 })).release();
});

test('a lock file that was never written to the end is replaced', async () => {
  await writeFile(join(folder, 'svodka.lock'), '');
  (await lockDirectory(folder, { heartbeatMs: 50 })).release();
});

async function start(): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const [said] = await once(createInterface(child.stdout), 'line');
  return { child, said };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function expectOneOf(started: { said: string }[]): Promise<void> {
  const said = started.map((one) => one.said).sort();
  expect(said).toEqual(['DirectoryInUse', 'DirectoryInUse', 'DirectoryInUse', 'taken']);
}
