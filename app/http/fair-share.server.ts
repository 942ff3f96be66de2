/**
 * A fair share of the process: how many requests of one person, and of one address, may be at work at once. A few more wait
 * behind them, and beyond those a request is turned away, so that one person's hundred pages don't make others wait.
 */
export type Share = { name: string; atWork: number; waiting: number };

type Line = { atWork: number; waiting: (() => void)[] };

/** How long a request waits for its turn. */
const patienceMs = 10_000;

/** Places of work, each of which has to be given back. `busy`: of how many shares somebody is at work. */
export function fairShares(patience = patienceMs) {
  const lines = new Map<string, Line>();

  /** A place in each of these shares, or undefined when there is none in time or the client has gone. */
  async function enter(shares: Share[], gone: AbortSignal): Promise<(() => void) | undefined> {
    const taken: (() => void)[] = [];
    const leave = () => {
      for (const give of taken.splice(0)) give();
    };
    for (const share of shares) {
      const place = await take(share, gone);
      if (!place) {
        leave();
        return undefined;
      }
      taken.push(place);
    }
    return leave;
  }

  function take({ name, atWork, waiting }: Share, gone: AbortSignal): Promise<(() => void) | undefined> {
    const line = lines.get(name) ?? { atWork: 0, waiting: [] };
    lines.set(name, line);
    const give = () => {
      const next = line.waiting.shift();
      if (next) return next();
      line.atWork -= 1;
      if (line.atWork === 0) lines.delete(name);
    };
    if (line.atWork < atWork) {
      line.atWork += 1;
      return Promise.resolve(give);
    }
    if (line.waiting.length >= waiting || gone.aborted) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const settle = (place: (() => void) | undefined) => {
        clearTimeout(timer);
        gone.removeEventListener('abort', giveUp);
        resolve(place);
      };
      const turn = () => settle(give);
      const giveUp = () => {
        line.waiting = line.waiting.filter((other) => other !== turn);
        settle(undefined);
      };
      const timer = setTimeout(giveUp, patience);
      gone.addEventListener('abort', giveUp);
      line.waiting.push(turn);
    });
  }

  return { enter, busy: () => lines.size };
}

/**
 * The sessions that this process has found signed in. A cookie that anybody can make up is nobody's until then, else each
 * would have a share of its own. `most`: the oldest are forgotten, and are nobody's for one request.
 */
export function foundSessions(most = 50_000) {
  const found = new Set<string>();
  return {
    add(token: string): void {
      found.delete(token);
      found.add(token);
      const [oldest] = found;
      if (found.size > most && oldest !== undefined) found.delete(oldest);
    },
    has: (token: string | null): boolean => token !== null && found.has(token),
  };
}

/**
 * A person has few pages under way, a whole district may sit behind one address. Who has not signed in counts by address:
 * everybody who signs in at nine o'clock.
 */
export function sharesOf(session: string | null, address: string): Share[] {
  const person = session
    ? { name: `session ${session}`, atWork: 3, waiting: 30 }
    : { name: `nobody ${address}`, atWork: 12, waiting: 120 };
  return [person, { name: `address ${address}`, atWork: 48, waiting: 240 }];
}
