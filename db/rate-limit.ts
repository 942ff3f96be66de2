import type { Pool } from 'pg';
import { RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';

/** How many attempts there are in a quarter of an hour. */
export const limits = {
  /** A whole town's schools may come from one address, so that failures alone are counted there. */
  'sign-in-address': 300,
  'invitation-address': 300,
  /** By the hash of the e-mail, so that one of nobody's counts like any other. */
  'sign-in-email': 10,
  /** By the person. Of a million codes three are right at any moment. */
  'sign-in-code': 5,
  'own-password': 10,
} as const;
export type LimitName = keyof typeof limits;
/** Where attempts are counted. */
export type Attempts = Pool;

const seconds = 15 * 60;

/** Counts attempts in the database, so that any number of processes share one count. */
type Limit = {
  /** Seconds to wait, or 0 when the attempt is allowed; counts it. */
  take(key: string): Promise<number>;
  /** Takes back one attempt that turned out to be rightful, so that only failures stay counted. */
  giveBack(key: string): Promise<void>;
  forget(key: string): Promise<void>;
};

export function rateLimit(pool: Attempts, name: LimitName): Limit {
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix: name,
    points: limits[name],
    duration: seconds,
    clearExpiredByTimeout: false,
  });
  return {
    async take(key) {
      try {
        await limiter.consume(key);
        return 0;
      } catch (rejected) {
        // What is rejected is a count when the limit is reached, an Error when the database is not.
        if (rejected instanceof Error) throw rejected;
        return Math.max(1, Math.ceil((rejected as RateLimiterRes).msBeforeNext / 1000));
      }
    },
    async giveBack(key) {
      await limiter.reward(key);
    },
    async forget(key) {
      await limiter.delete(key);
    },
  };
}
