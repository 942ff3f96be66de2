import type { Db } from '../schema.ts';

/**
 * Reads in whatever transaction there is, or in one of its own: what is streamed asks part by part, so that a slow line holds
 * no connection.
 */
export type Reads = <T>(read: (db: Db) => Promise<T>) => Promise<T>;

/** Reads that are part of this transaction. */
export function within(db: Db): Reads {
  return (read) => read(db);
}
