/** What every use case gets: the database, who asks, and the clock. */
import { type Day, dayIn } from '#app/domain/calendar.ts';
import type { Actor, User } from '#app/domain/people/people.ts';
import { type Refusal, Refused } from '#app/domain/refusal.ts';
import { inSnapshot, inTransaction, isOpen } from '#db/client.ts';
import { type AuditEvent, auditRows, recordAudit } from '#db/queries/audit.ts';
import { type Claim, fence } from '#db/queries/claims.ts';
import type { Reads } from '#db/queries/reads.ts';
import type { Deed } from '#db/queries/together.ts';
import type { Db, Door, Trx } from '#db/schema.ts';

/** Somebody who has not signed in. */
export type Nobody = { id: null; role: 'nobody' };
export const nobody: Nobody = { id: null, role: 'nobody' };

export type Context<A extends Actor | Nobody = Actor> = {
  db: Door;
  user: A;
  now: Date;
  /** The work is claimed: each transaction is undone when it is in other hands by then. */
  claim?: Claim;
};
/** A person is signed in. */
export type UserContext = Context<User>;
/** Inside of a transaction: what reads takes it, so that all that a page shows is of one moment. */
export type Reading<C extends Context<Actor | Nobody> = UserContext> = C & {
  db: Db;
  /** In this transaction while it is open, and then each in one of its own: for what is sent while it is read. */
  reads: Reads;
};
/** Inside of a transaction that writes: only `trx` exists, since the outer handle would wait for itself on PGlite. */
export type WriteContext<A extends Actor | Nobody = Actor> = {
  trx: Trx;
  user: A;
  now: Date;
  audit(...events: AuditEvent[]): Promise<void>;
  /** The same as a part of a statement that does more. */
  audited(event: AuditEvent): Deed;
};

/** The one place where a use case opens the transaction that it writes in. `alone`: see `inTransaction`. */
export function transact<A extends Actor | Nobody, T>(
  ctx: Context<A>,
  act: (write: WriteContext<A>) => Promise<T>,
  options?: { alone: 'editions' },
): Promise<T> {
  const { user, now, claim } = ctx;
  const by = { actorId: user.id, role: user.role, at: now };
  const write = (trx: Trx): WriteContext<A> => ({
    trx,
    user,
    now,
    audit: (...events) => recordAudit(trx, by, events),
    audited: (event) => auditRows(trx, by, [event]),
  });
  const fenced = async (trx: Trx) => {
    // In a snapshot a sign of life given meanwhile would be another's change: it holds its claim from the beginning.
    if (claim && options) await fence(trx, claim);
    const done = await act(write(trx));
    if (claim) await fence(trx, claim);
    return done;
  };
  return inTransaction(ctx.db, user, fenced, options);
}

/**
 * The one place where a use case opens the transaction that it reads in. Inside of another it joins it: a page that asks
 * several use cases opens one around them, and all its figures are of one moment.
 */
export function consult<C extends Context<Actor | Nobody>, T>(
  ctx: C,
  read: (ctx: Reading<C>) => Promise<T>,
): Promise<T> {
  return inSnapshot(ctx.db, ctx.user, (db) => {
    const reads: Reads = (later) => inSnapshot(isOpen(db) ? db : ctx.db, ctx.user, later);
    return read({ ...ctx, db, reads });
  });
}

/** Each read in a transaction of its own: for work too long for one. */
export function readsOf(ctx: Context<Actor | Nobody>): Reads {
  return (read) => consult(ctx, ({ db }) => read(db));
}

/**
 * As `transact`, undone in the end whatever it did: what would happen. It works with the rows themselves, so that whoever writes
 * what it has written waits for its end.
 */
export async function rehearse<A extends Actor | Nobody, T>(
  ctx: Context<A>,
  act: (write: WriteContext<A>) => Promise<T>,
): Promise<T> {
  const undone = new Error('Rehearsed');
  let rehearsed: { outcome: T } | undefined;
  try {
    await transact(ctx, async (write) => {
      rehearsed = { outcome: await act(write) };
      throw undone;
    });
  } catch (error) {
    if (error === undone && rehearsed) return rehearsed.outcome;
    throw error;
  }
  throw undone;
}

export function refuse(refusal: Refusal): never {
  throw new Refused(refusal);
}

/** What the person may not see does not exist for them. */
export function found<T>(thing: T | undefined | null, seen: (thing: T) => boolean): T {
  if (thing === undefined || thing === null || !seen(thing)) return refuse({ kind: 'notFound' });
  return thing;
}

/** Seen, but is it theirs to do? */
export function allowed(permitted: boolean): void {
  if (!permitted) refuse({ kind: 'forbidden' });
}

/** The date on the region's calendar at this moment. */
export function today(ctx: { user: User; now: Date }): Day {
  return dayIn(ctx.user.region.zone, ctx.now);
}
