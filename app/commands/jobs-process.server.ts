import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { getPriority, setPriority } from 'node:os';
import type { Log } from '../http/log.server.ts';
import { jobsDrainMs } from './jobs.server.ts';

/** Pages come first: on a busy machine the jobs wait. So much nicer than this process, as far as there is any more (19). */
const nicer = 10;
const nicest = 19;
const firstPauseMs = 1000;
const longestPauseMs = 60_000;
/** Who has lived for so long did not end of how it began. */
const settledMs = 60_000;

/**
 * Runs `jobs` beside this process, so that no page waits for what it computes and what ends it ends nothing else. They don't
 * talk to each other: what is to be done stands in the database. It is started anew when it ends unasked.
 */
export function startJobsProcess(
  { env, log }: { env: () => NodeJS.ProcessEnv; log: Log },
  program = process.argv[1] ?? '',
): { stop(): Promise<void> } {
  let child: ChildProcess | undefined;
  let stopped = false;
  let pauseMs = firstPauseMs;
  let timer: NodeJS.Timeout | undefined;

  function begin() {
    const begunAt = performance.now();
    const begun = fork(program, ['jobs'], { env: env(), stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child = begun;
    yieldToPages(begun);
    log.info({ jobsPid: begun.pid }, 'jobs process started');
    let over = false;
    const ended = (facts: object) => {
      if (over) return;
      over = true;
      child = undefined;
      if (stopped) return;
      if (performance.now() - begunAt > settledMs) pauseMs = firstPauseMs;
      log.warn({ jobsPid: begun.pid, ...facts, nextTryMs: pauseMs }, 'jobs process ended unasked');
      timer = setTimeout(begin, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    };
    begun.once('exit', (code, signal) => ended({ code, signal }));
    // One that could not even be started says only this.
    begun.on('error', (err) => ended({ err }));
  }

  begin();
  return {
    /** Lets it finish what it has begun, for a while. */
    async stop() {
      stopped = true;
      clearTimeout(timer);
      if (!child) return;
      const last = child;
      const ended = once(last, 'exit');
      const end = setTimeout(() => last.kill('SIGKILL'), jobsDrainMs);
      last.kill('SIGTERM');
      await ended;
      clearTimeout(end);
    },
  };
}

function yieldToPages({ pid }: ChildProcess) {
  try {
    if (pid !== undefined) setPriority(pid, Math.min(getPriority() + nicer, nicest));
  } catch {
    // Where the system does not allow it, it works at the usual priority.
  }
}
