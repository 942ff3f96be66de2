/** What every use case gets: the database, who asks, and the clock. */
import { type Day, dayIn } from '#app/domain/calendar.ts';
import type { Actor, User } from '#app/domain/people.ts';
import { type Refusal, Refused } from '#app/domain/refusal.ts';
import { inTransaction } from '#db/client.ts';
import { type AuditEvent, recordAudit } from '#db/queries/audit.ts';
import { type Claim, fence } from '#db/queries/claims.ts';
import type { Db, Trx } from '#db/schema.ts';

/** Somebody who has not signed in. */
export type Nobody = { id: null; role: 'nobody' };
export const nobody: Nobody = { id: null, role: 'nobody' };

export type Context<A extends Actor | Nobody = Actor> = {
  db: Db;
  user: A;
  now: Date;
  /** The work is claimed: each transaction is undone when it is in other hands by then. */
  claim?: Claim;
};
/** A person is signed in. */
export type UserContext = Context<User>;
/** Inside the transaction: only `trx` exists, since the outer handle would wait for itself on PGlite. */
export type WriteContext<A extends Actor | Nobody = Actor> = {
  trx: Trx;
  user: A;
  now: Date;
  audit(...events: AuditEvent[]): Promise<void>;
};

/** The one place where a use case opens its transaction. */
export function transact<A extends Actor | Nobody, T>(
  ctx: Context<A>,
  act: (write: WriteContext<A>) => Promise<T>,
): Promise<T> {
  const { user, now, claim } = ctx;
  return inTransaction(ctx.db, user, async (trx) => {
    const done = await act({
      trx,
      user,
      now,
      audit: (...events) => recordAudit(trx, { actorId: user.id, role: user.role, at: now }, events),
    });
    if (claim) await fence(trx, claim);
    return done;
  });
}

/**
 * The same, undone in the end whatever it did: what would happen. It works with the rows themselves, so that whoever writes
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
