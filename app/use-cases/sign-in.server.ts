/** Sessions and passwords. A session's token and an invitation's code are kept only as hashes. */
import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Pool } from 'pg';
import { organisationIdOf, type User } from '#app/domain/people.ts';
import {
  deleteSession,
  deleteSessionsOf,
  insertSession,
  markInvitationUsed,
  openInvitation,
} from '#db/queries/sessions.ts';
import { setPasswordHash, type UserRow, userByEmail, userById, userOfSession } from '#db/queries/users.ts';
import { rateLimit } from '#db/rate-limit.ts';
import type { Db } from '#db/schema.ts';
import { type Context, type Nobody, refuse, transact, type UserContext, type WriteContext } from './context.server.ts';

export const sessionHours = 12;
const window = 15 * 60;
/** A whole town's schools may come from one address, so that failures alone are counted there. */
const perAddress = { points: 300, seconds: window };
const perPerson = { points: 10, seconds: window };
/** Shorter ones are guessed; the length alone is asked for, as the current NIST advice has it. */
export const shortestPassword = 10;
const longestPassword = 200;

/** What an unknown e-mail is checked against, so that it takes as long as a known one. */
const nobodysHash = hash(randomBytes(16).toString('hex'));

export type Session = { token: string; expiresAt: Date };

/** Opens a session, or refuses: `wrongPassword` for whatever of the two is wrong, `tooManyAttempts` with the wait. */
export async function signIn(
  ctx: Context<Nobody>,
  ask: { email: string; password: string; address: string; pool: Pool },
): Promise<Session> {
  const email = ask.email.trim().toLowerCase().slice(0, 200);
  const emailKey = sha256(email).toString('hex');
  const byAddress = rateLimit(ask.pool, 'sign-in-address', perAddress);
  const byEmail = rateLimit(ask.pool, 'sign-in-email', perPerson);
  const seconds = (await byAddress.take(ask.address)) || (await byEmail.take(emailKey));
  if (seconds > 0) return refuse({ kind: 'tooManyAttempts', seconds });

  const user = await userByEmail(ctx.db, email);
  const right = await verify(user?.passwordHash ?? (await nobodysHash), ask.password.slice(0, longestPassword));
  if (!user?.passwordHash || !right || user.blocked) return refuse({ kind: 'wrongPassword' });
  const session = await transact(ctx, async (write) => {
    await holdUnchanged(write, user);
    return openSession(write, user.id);
  });
  await byEmail.forget(emailKey);
  await byAddress.giveBack(ask.address);
  return session;
}

/** The person behind a session's token; undefined when it is unknown, over, or the person is blocked. */
export async function userOfToken(db: Db, token: string, now: Date): Promise<User | undefined> {
  return userOfSession(db, sha256(token), now);
}

export async function signOut(ctx: UserContext, token: string): Promise<void> {
  await transact(ctx, ({ trx }) => deleteSession(trx, sha256(token)));
}

/** Ends every session of the person, this one too. */
export async function signOutEverywhere(ctx: UserContext): Promise<void> {
  await transact(ctx, async ({ trx, user, audit }) => {
    await deleteSessionsOf(trx, user.id);
    const organisationId = organisationIdOf(user);
    await audit({ action: 'session.endAll', subject: 'user', subjectId: user.id, organisationId });
  });
}

/**
 * A new password ends every session; the person signs in again with it. Guesses of the current one are limited: who found
 * an open session must not find out its password.
 */
export async function changePassword(
  ctx: UserContext,
  ask: { current: string; next: string; pool: Pool },
): Promise<void> {
  const guesses = rateLimit(ask.pool, 'change-password', perPerson);
  const seconds = await guesses.take(String(ctx.user.id));
  if (seconds > 0) return refuse({ kind: 'tooManyAttempts', seconds });

  const known = await userById(ctx.db, ctx.user.id);
  const right = known?.passwordHash && (await verify(known.passwordHash, ask.current.slice(0, longestPassword)));
  if (!right) return refuse({ kind: 'fields', faults: [{ field: 'current', code: 'wrongPassword' }] });
  await guesses.forget(String(ctx.user.id));
  const passwordHash = await hashPassword(ask.next, 'next');
  await transact(ctx, async (write) => {
    const { trx, user, audit } = write;
    await holdUnchanged(write, known);
    await setPasswordHash(trx, user.id, passwordHash);
    await deleteSessionsOf(trx, user.id);
    const { organisationId } = known;
    await audit({ action: 'person.setPassword', subject: 'user', subjectId: user.id, organisationId });
  });
}

/** Uses a one-time code: sets the password and opens a session. Refuses `invitationOver` when it is unknown, used or old. */
export async function acceptInvitation(
  ctx: Context<Nobody>,
  ask: { code: string; password: string; address: string; pool: Pool },
): Promise<Session> {
  const byAddress = rateLimit(ask.pool, 'invitation-address', perAddress);
  const seconds = await byAddress.take(ask.address);
  if (seconds > 0) return refuse({ kind: 'tooManyAttempts', seconds });

  // Hashing is made to be slow; nobody without an invitation gets to it.
  await seeInvitation(ctx, ask.code);
  const passwordHash = await hashPassword(ask.password, 'password');
  const session = await transact(ctx, async (write) => {
    const { trx, now, audit } = write;
    const invitation = await openInvitation(trx, sha256(ask.code), now);
    const invited = invitation && (await userById(trx, invitation.userId));
    if (!invited) return refuse({ kind: 'invitationOver' });
    await setPasswordHash(trx, invitation.userId, passwordHash);
    await markInvitationUsed(trx, sha256(ask.code), now);
    await deleteSessionsOf(trx, invitation.userId);
    await audit({
      action: 'person.setPassword',
      subject: 'user',
      subjectId: invitation.userId,
      organisationId: invited.organisationId,
      details: { invited: true },
    });
    return openSession(write, invitation.userId);
  });
  await byAddress.giveBack(ask.address);
  return session;
}

/** Whose invitation it is, for the page that asks for a password. */
export async function seeInvitation(ctx: Context<Nobody>, code: string): Promise<{ name: string; email: string }> {
  return transact(ctx, async ({ trx, now }) => {
    const invitation = await openInvitation(trx, sha256(code), now);
    const user = invitation && (await userById(trx, invitation.userId));
    return user ? { name: user.name, email: user.email } : refuse({ kind: 'invitationOver' });
  });
}

/** argon2id at 19 MiB, t=2. Refuses a password that is too short, at that field. */
export async function hashPassword(password: string, field: string): Promise<string> {
  if (password.length < shortestPassword) refuse({ kind: 'fields', faults: [{ field, code: 'shortPassword' }] });
  if (password.length > longestPassword) refuse({ kind: 'fields', faults: [{ field, code: 'tooLong' }] });
  return hash(password);
}

/** A secret for a link, and what is kept of it. */
export function newSecret(): { secret: string; secretHash: Buffer } {
  const secret = randomBytes(24).toString('base64url');
  return { secret, secretHash: sha256(secret) };
}

/**
 * Checking a password takes long enough for it to be changed meanwhile, or for the person to be blocked: what was checked
 * must still be so when it is acted upon.
 */
async function holdUnchanged({ trx }: Pick<WriteContext, 'trx'>, checked: UserRow): Promise<void> {
  const user = await userById(trx, checked.id, { forUpdate: true });
  if (user?.passwordHash !== checked.passwordHash || user.blocked) refuse({ kind: 'wrongPassword' });
}

async function openSession({ trx, now }: Pick<WriteContext, 'trx' | 'now'>, userId: number): Promise<Session> {
  const { secret, secretHash } = newSecret();
  const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000);
  await insertSession(trx, { tokenHash: secretHash, userId, createdAt: now, expiresAt });
  return { token: secret, expiresAt };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
