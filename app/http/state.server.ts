import type { ServerResponse } from 'node:http';
import type { Trouble } from '#app/domain/notices/trouble.ts';

/** What the monitoring reads at `/health/state`: no names of people or schools, only kinds, jobs and times. */
export type State =
  | { state: 'ok' }
  | {
      state: 'degraded';
      reasons: (Partial<Omit<Trouble, 'key' | 'kind'>> & { reason: Trouble['kind'] | 'database' })[];
    };

const timeoutMs = 3000;
/** Everybody may ask, so that nobody can wear the database out by asking. */
const keptMs = 10_000;

/** Answers whether the product does its work by itself, and why not. One look at a time, kept for a moment. */
export function watchState(troubles: () => Promise<Trouble[]>): () => Promise<State> {
  let kept: { at: number; state: Promise<State> } | undefined;

  async function look(): Promise<State> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('late')), timeoutMs);
    });
    try {
      return stateOf(await Promise.race([troubles(), late]));
    } catch {
      return { state: 'degraded', reasons: [{ reason: 'database' }] };
    } finally {
      clearTimeout(timer);
    }
  }

  return () => {
    const at = performance.now();
    if (!kept || at - kept.at > keptMs) kept = { at, state: look() };
    return kept.state;
  };
}

function stateOf(troubles: Trouble[]): State {
  if (troubles.length === 0) return { state: 'ok' };
  const reasons = troubles.map(({ kind, key: _key, ...facts }) => ({
    reason: kind,
    ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null)),
  }));
  return { state: 'degraded', reasons };
}

/** 503 when degraded: a monitoring that looks at nothing but the status sees it. A balancer asks `/health`. */
export function sendState(response: ServerResponse, state: State) {
  response.writeHead(state.state === 'ok' ? 200 : 503, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(state));
}
