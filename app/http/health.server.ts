import type { ServerResponse } from 'node:http';

export type Readiness = { ready: true } | { ready: false; reason: string };

const timeoutMs = 2000;

/**
 * Tells whether this process can serve: its database answers in time and is migrated.
 * One question is under way at a time, however many ask: a database that hangs must not collect them.
 */
export function watchReadiness(pendingMigrations: () => Promise<string[]>): () => Promise<Readiness> {
  let asking: Promise<Readiness> | undefined;

  async function ask(): Promise<Readiness> {
    try {
      const pending = await pendingMigrations();
      return pending.length === 0 ? { ready: true } : { ready: false, reason: 'migrations are pending' };
    } catch {
      return { ready: false, reason: 'the database cannot be used' };
    } finally {
      asking = undefined;
    }
  }

  return async () => {
    asking ??= ask();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Readiness>((resolve) => {
      timer = setTimeout(resolve, timeoutMs, { ready: false, reason: 'the database does not answer' });
    });
    return Promise.race([asking, late]).finally(() => clearTimeout(timer));
  };
}

export function sendReadiness(response: ServerResponse, readiness: Readiness) {
  response.writeHead(readiness.ready ? 200 : 503, { 'content-type': 'application/json' });
  response.end(JSON.stringify(readiness));
}
