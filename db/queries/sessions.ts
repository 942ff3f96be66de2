import type { Db, Trx } from '../schema.ts';

export async function insertSession(
  trx: Trx,
  session: { tokenHash: Buffer; userId: number; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await trx
    .insertInto('sessions')
    .values({
      token_hash: session.tokenHash,
      user_id: session.userId,
      created_at: session.createdAt,
      expires_at: session.expiresAt,
    })
    .execute();
  await trx.deleteFrom('sessions').where('expires_at', '<=', session.createdAt).execute();
}

export async function deleteSession(trx: Trx, tokenHash: Buffer): Promise<void> {
  await trx.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute();
}

/** All of a person's, and the sign-ins that still wait for a code. */
/** All of the person's, but for the one of that token if it is named. */
export async function deleteSessionsOf(trx: Trx, userId: number, except?: Buffer): Promise<void> {
  const theirs = trx.deleteFrom('sessions').where('user_id', '=', userId);
  await (except ? theirs.where('token_hash', '!=', except) : theirs).execute();
  await trx.deleteFrom('pending_sign_ins').where('user_id', '=', userId).execute();
}

export async function insertPendingSignIn(
  trx: Trx,
  pending: { tokenHash: Buffer; userId: number; expiresAt: Date },
  now: Date,
): Promise<void> {
  await trx
    .insertInto('pending_sign_ins')
    .values({ token_hash: pending.tokenHash, user_id: pending.userId, expires_at: pending.expiresAt })
    .execute();
  await trx.deleteFrom('pending_sign_ins').where('expires_at', '<=', now).execute();
}

/** Whose sign-in waits for a code; not of somebody who has been blocked since. */
export async function pendingSignIn(db: Db, tokenHash: Buffer, now: Date): Promise<{ userId: number } | undefined> {
  return db
    .selectFrom('pending_sign_ins as p')
    .innerJoin('users as u', 'u.id', 'p.user_id')
    .where('p.token_hash', '=', tokenHash)
    .where('p.expires_at', '>', now)
    .where('u.blocked', '=', false)
    .select('p.user_id as userId')
    .executeTakeFirst();
}

/** False when somebody else was quicker, or its time is over. */
export async function deletePendingSignIn(trx: Trx, tokenHash: Buffer): Promise<boolean> {
  const result = await trx.deleteFrom('pending_sign_ins').where('token_hash', '=', tokenHash).executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** The person whom an invitation lets in: not used, not over, and the person not blocked. It is held, so that of two simultaneous uses one gets through. */
export async function openInvitation(trx: Trx, codeHash: Buffer, now: Date): Promise<{ userId: number } | undefined> {
  return trx
    .selectFrom('invitations as i')
    .innerJoin('users as u', 'u.id', 'i.user_id')
    .where('i.code_hash', '=', codeHash)
    .where('i.used_at', 'is', null)
    .where('i.expires_at', '>', now)
    .where('u.blocked', '=', false)
    .select('i.user_id as userId')
    .forUpdate('i')
    .executeTakeFirst();
}

/** A new invitation ends the earlier ones of the same person. */
export async function insertInvitation(
  trx: Trx,
  invitation: { codeHash: Buffer; userId: number; expiresAt: Date },
): Promise<void> {
  await trx.deleteFrom('invitations').where('user_id', '=', invitation.userId).where('used_at', 'is', null).execute();
  await trx
    .insertInto('invitations')
    .values({
      code_hash: invitation.codeHash,
      user_id: invitation.userId,
      expires_at: invitation.expiresAt,
      used_at: null,
    })
    .execute();
}

export async function markInvitationUsed(trx: Trx, codeHash: Buffer, at: Date): Promise<void> {
  await trx.updateTable('invitations').set({ used_at: at }).where('code_hash', '=', codeHash).execute();
}
