/** A signed-in person shows once more that they know their password: who found an open session does not. */
import { verify } from '@node-rs/argon2';
import { type UserRow, userById } from '#db/queries/users.ts';
import type { Attempts } from '#db/rate-limit.ts';
import { consult, refuse, type UserContext, type WriteContext } from '../context.server.ts';
import { countAttempt } from './attempts.server.ts';

export const longestPassword = 200;

/** Refuses at the field `current`, and after ten guesses altogether. What was checked is held by `holdUnchanged`. */
export async function checkOwnPassword(ctx: UserContext, password: string, pool: Attempts): Promise<UserRow> {
  const guess = await countAttempt(pool, 'own-password', ctx.user.id);
  const known = await consult(ctx, ({ db, user }) => userById(db, user.id));
  const right = known?.passwordHash && (await verify(known.passwordHash, password.slice(0, longestPassword)));
  if (!right) return refuse({ kind: 'fields', faults: [{ field: 'current', code: 'wrongPassword' }] });
  await guess.forget();
  return known;
}

/**
 * Checking a password takes long enough for it to be changed meanwhile, or for the person to be blocked: what was checked
 * must still be so when it is acted upon.
 */
export async function holdUnchanged({ trx }: Pick<WriteContext, 'trx'>, checked: UserRow): Promise<void> {
  const user = await userById(trx, checked.id, { forUpdate: true });
  if (user?.passwordHash !== checked.passwordHash || user.blocked) refuse({ kind: 'wrongPassword' });
}
