import { type Attempts, type LimitName, rateLimit } from '#db/rate-limit.ts';
import { refuse } from '../context.server.ts';

export type Attempt = {
  /** It was rightful: only failures stay counted. */
  giveBack(): Promise<void>;
  /** The person has shown who they are: earlier failures are forgotten. */
  forget(): Promise<void>;
};

/** Counts an attempt before it is made; refuses `tooManyAttempts` with the wait when there were enough. */
export async function countAttempt(pool: Attempts, name: LimitName, key: string | number): Promise<Attempt> {
  const limit = rateLimit(pool, name);
  const seconds = await limit.take(String(key));
  if (seconds > 0) return refuse({ kind: 'tooManyAttempts', seconds });
  return { giveBack: () => limit.giveBack(String(key)), forget: () => limit.forget(String(key)) };
}
