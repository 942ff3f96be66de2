import type { Database } from '#db/client.ts';
import type { Background } from './background.server.ts';
import type { Clock } from './clock.server.ts';
import type { Config } from './config.server.ts';
import type { Interrupted } from './interrupted.server.ts';
import type { Log } from './log.server.ts';
import type { TurnedAway } from './turned-away.server.ts';

/** What the server hands to every loader and action. */
export type RequestFacts = {
  db: Database['db'];
  pool: Database['pool'];
  clock: Clock;
  config: Config;
  log: Log;
  /** For work that the answer does not wait for. */
  background: Background;
  /** Why the request can't be carried out now: no loader and no action begins after that. */
  turnedAway?: TurnedAway;
  /** What was posted, if it can be read. */
  typed(): Promise<Interrupted | undefined>;
  /** The session by this token is a signed-in person's. */
  foundSession(token: string): void;
  /** Whether a form was posted; the loaders that Remix runs after its action are handed a GET. */
  posted: boolean;
  requestId: string;
  /** Marks this response's own scripts for the content security policy. */
  nonce: string;
  /** The client's network address, as far as the configuration lets us believe it. */
  address: string;
};

declare module '@remix-run/node' {
  interface AppLoadContext extends RequestFacts {}
}
