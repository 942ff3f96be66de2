import type { Pool } from 'pg';
import { RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';

/** Counts attempts in the database, so that any number of processes share one count. */
export type Limit = {
  /** Seconds to wait, or 0 when the attempt is allowed; counts it. */
  take(key: string): Promise<number>;
  /** Takes back one attempt that turned out to be rightful, so that only failures stay counted. */
  giveBack(key: string): Promise<void>;
  forget(key: string): Promise<void>;
};

export function rateLimit(pool: Pool, name: string, options: { points: number; seconds: number }): Limit {
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix: name,
    points: options.points,
    duration: options.seconds,
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
