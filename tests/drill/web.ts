/** A web process of the real build that is killed and started again, as its supervisor would. */
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '#tests/support/postgres.ts';
import { send } from '#tests/support/raw-http.ts';
import { begins } from './region.ts';

const program = resolve('build/server/main.js');
/** A process that ends by itself at once is not started in a tight loop. */
const breath = 200;

export type Web = {
  url: string;
  /** kill -9 and a new start at once; answers after how many seconds it served again. */
  kill(): Promise<number>;
  /** How it, or its process for jobs, ended although nobody killed it, with its last words. */
  deaths: string[];
  stop(): Promise<void>;
};

export async function startWeb(databaseUrl: string): Promise<Web> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const startedAt = Date.now();
  const deaths: string[] = [];
  const killed = new WeakSet<ChildProcess>();
  let stopping = false;
  let child = start();

  function start(): ChildProcess {
    const { PATH, HOME } = process.env;
    // The clock goes on from where the process before it was.
    const NOW = new Date(begins.getTime() + Date.now() - startedAt).toISOString();
    const settings = {
      DATABASE_URL: databaseUrl,
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: String(port),
      NOW,
    } as const;
    const started = spawn(process.execPath, ['--enable-source-maps', program], {
      env: { PATH, HOME, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let lastWords = '';
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        lastWords = (lastWords + text).slice(-2000);
        if (text.includes('jobs process ended unasked')) deaths.push(`its jobs: ${lastWords}`);
      });
    }
    started.once('exit', async (code, signal) => {
      if (stopping) return;
      if (!killed.has(started)) {
        deaths.push(`${code ?? signal}: ${lastWords}`);
        await pause(breath);
      }
      child = start();
    });
    return started;
  }

  const ready = async () => {
    while ((await send({ url }, { target: '/health' }).catch(() => null))?.status !== 200) await pause(breath);
  };
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  await ready();
  return {
    url,
    deaths,
    async kill() {
      const from = performance.now();
      const gone = new Promise((resolve) => child.once('exit', resolve));
      killed.add(child);
      if (child.kill('SIGKILL')) await gone;
      await ready();
      return (performance.now() - from) / 1000;
    },
    async stop() {
      stopping = true;
      process.off('exit', endWithUs);
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.kill('SIGTERM')) await ended;
    },
  };
}
