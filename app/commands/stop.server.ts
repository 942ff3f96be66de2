import type { Log } from '../http/log.server.ts';

/** One Ctrl-C arrives twice under npm: from the terminal and forwarded by npm. */
const samePressMs = 1000;

/**
 * Ends the process in order on SIGINT and SIGTERM; who insists, by a second press, ends it at once. A child is told by the
 * terminal, its parent and a supervisor alike, and that is no insisting.
 */
export function onStop(
  log: Log,
  stop: () => Promise<void>,
  { insisting }: { insisting: 'ends' | 'ignored' } = { insisting: 'ends' },
) {
  let askedAt: number | undefined;

  async function stopOnce(signal: NodeJS.Signals) {
    if (askedAt !== undefined) {
      if (insisting === 'ends' && performance.now() - askedAt > samePressMs) process.exit(130);
      return;
    }
    askedAt = performance.now();
    log.info({ signal }, 'stopping');
    try {
      await stop();
      log.info('stopped');
      process.exit(0);
    } catch (error) {
      log.error({ err: error }, 'stopping failed');
      process.exit(1);
    }
  }

  process.on('SIGINT', stopOnce);
  process.on('SIGTERM', stopOnce);
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'the process cannot go on');
    process.exit(1);
  });
}
