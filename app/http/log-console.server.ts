import { format } from 'node:util';
import type { Log } from './log.server.ts';

const levels = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' } as const;

/** From here on what libraries and Node itself say goes into the log, so that every line on stdout is one of JSON. */
export function logConsole(log: Log): void {
  for (const [method, level] of Object.entries(levels) as [
    keyof typeof levels,
    (typeof levels)[keyof typeof levels],
  ][]) {
    console[method] = (...said: unknown[]) => log[level]({ said: format(...said).slice(0, 2000) }, 'console');
  }
  process.removeAllListeners('warning');
  process.on('warning', (warning) => log.warn({ err: warning }, 'warning of Node'));
}
