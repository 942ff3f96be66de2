/** Sessions and passwords. A session's token and an invitation's code are kept only as hashes. */
import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { organisationIdOf, type User } from '#app/domain/people/people.ts';
import { Refused } from '#app/domain/refusal.ts';
import { factorOf } from '#db/queries/second-factors.ts';
import {
  deletePendingSignIn,
  deleteSession,
  deleteSessionsOf,
  insertPendingSignIn,
  insertSession,
  markInvitationUsed,
  openInvitation,
  pendingSignIn,
} from '#db/queries/sessions.ts';
import { type SignedIn, setPasswordHash, signedInBy, type UserRow, userByEmail, userById } from '#db/queries/users.ts';
import type { Attempts } from '#db/rate-limit.ts';
import type { Door } from '#db/schema.ts';
import {
  type Context,
  consult,
  type Nobody,
  refuse,
  transact,
  type UserContext,
  type WriteContext,
} from '../context.server.ts';
import { countAttempt } from './attempts.server.ts';
import { spellingsOf } from './email-address.server.ts';
import { refuseGuessable } from './guessable-password.server.ts';
import { checkOwnPassword, holdUnchanged, longestPassword } from './own-password.server.ts';
import { type Keys, takeCode } from './second-factor.server.ts';

export const sessionHours = 12;
/** How long a sign-in waits for its code. */
export const pendingMinutes = 10;
/** Shorter ones are guessed. No kinds of characters are asked for, as the current NIST advice has it. */
export const shortestPassword = 10;

/** What an unknown e-mail is checked against, so that it takes as long as a known one. */
const nobodysHash = hash(randomBytes(16).toString('hex'));

export type Token = { token: string; expiresAt: Date };

/** The password was right: a session, or a sign-in that waits for the code of a second factor. */
export type Entry = { session: Token } | { pending: Token };

/** Refuses `wrongPassword` for whatever of the two is wrong, `tooManyAttempts` with the wait. */
export async function signIn(
  ctx: Context<Nobody>,
  ask: { email: string; password: string; address: string; pool: Attempts },
): Promise<Entry> {
  const spellings = spellingsOf(ask.email.slice(0, 200));
  const byAddress = await countAttempt(ask.pool, 'sign-in-address', ask.address);
  const user = await consult(ctx, ({ db }) => userByEmail(db, spellings));
  // Under the spelling that the account is kept in: by it the administrator sees and lifts the lock.
  const email = user?.email ?? spellings[0] ?? '';
  const byEmail = await countAttempt(ask.pool, 'sign-in-email', sha256(email).toString('hex'));
  const right = await verify(user?.passwordHash ?? (await nobodysHash), ask.password.slice(0, longestPassword));
  if (!user?.passwordHash || !right || user.blocked) {
    await noteRefused(ctx, user, 'password');
    return refuse({ kind: 'wrongPassword' });
  }
  const entry = await transact(ctx, async (write) => {
    await holdUnchanged(write, user);
    return enter(write, user.id);
  });
  await byEmail.forget();
  await byAddress.giveBack();
  return entry;
}

/** The second step: opens the session by a code or a recovery code. Refuses `signInOver` when the first was too long ago. */
export async function enterCode(
  ctx: Context<Nobody>,
  { token, code, address, ...keys }: Keys & { token: string; code: string; address: string },
): Promise<Token> {
  const byAddress = await countAttempt(keys.pool, 'sign-in-address', address);
  const pending = await consult(ctx, ({ db, now }) => pendingSignIn(db, sha256(token), now));
  if (!pending) return refuse({ kind: 'signInOver' });
  const byPerson = await countAttempt(keys.pool, 'sign-in-code', pending.userId);
  const session = await transact(ctx, async (write) => {
    const owner = await userById(write.trx, pending.userId, { forUpdate: true });
    if (!owner || owner.blocked) return refuse({ kind: 'signInOver' });
    await takeCode(write, owner, code, keys.secretKey);
    if (!(await deletePendingSignIn(write.trx, sha256(token)))) return refuse({ kind: 'signInOver' });
    return openSession(write, owner.id);
  }).catch(async (error) => {
    const owner = await consult(ctx, ({ db }) => userById(db, pending.userId));
    if (error instanceof Refused && error.refusal.kind === 'fields') await noteRefused(ctx, owner, 'code');
    throw error;
  });
  await byPerson.forget();
  await byAddress.giveBack();
  return session;
}

/** Whether the browser's sign-in still waits for its code. */
export function isPending(ctx: Context<Nobody>, token: string): Promise<boolean> {
  return consult(ctx, async (ctx) => {
    return (await pendingSignIn(ctx.db, sha256(token), ctx.now)) !== undefined;
  });
}

/** Failures are kept by their account; an e-mail that is nobody's is kept nowhere. Of both one row, so that both take as long. */
async function noteRefused(ctx: Context<Nobody>, user: UserRow | undefined, step: 'password' | 'code'): Promise<void> {
  const subject = {
    subject: 'user',
    subjectId: user?.id ?? null,
    organisationId: user?.organisationId ?? null,
  } as const;
  await transact(ctx, ({ audit }) => audit({ action: 'signIn.refuse', ...subject, details: { step } }));
}

export type { SignedIn };

/** Who is behind a session's token; undefined when it is unknown, over, or the person is blocked. */
export async function signedIn(db: Door, token: string, now: Date): Promise<SignedIn | undefined> {
  return signedInBy(db, sha256(token), now);
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
 * A new password ends every session but the one of the token, in which it was changed. Guesses of the current one are
 * limited: who found an open session must not find out its password.
 */
export async function changePassword(
  ctx: UserContext,
  ask: { current: string; next: string; token: string; pool: Attempts },
): Promise<void> {
  const known = await checkOwnPassword(ctx, ask.current, ask.pool);
  const passwordHash = await chosenHash(ctx, ask.next, { field: 'next', of: known });
  await transact(ctx, async (write) => {
    const { trx, user, audit } = write;
    await holdUnchanged(write, known);
    await setPasswordHash(trx, user.id, passwordHash);
    await deleteSessionsOf(trx, user.id, sha256(ask.token));
    const { organisationId } = known;
    await audit({ action: 'person.setPassword', subject: 'user', subjectId: user.id, organisationId });
  });
}

/**
 * Uses a one-time code: sets the password and signs in; a second factor is still asked for. Refuses `invitationOver` when
 * it is unknown, used or old.
 */
export async function acceptInvitation(
  ctx: Context<Nobody>,
  ask: { code: string; password: string; address: string; pool: Attempts },
): Promise<Entry> {
  const byAddress = await countAttempt(ask.pool, 'invitation-address', ask.address);

  // Hashing is made to be slow; nobody without an invitation gets to it.
  const of = await invitedPerson(ctx, ask.code);
  const passwordHash = await chosenHash(ctx, ask.password, { field: 'password', of });
  const entry = await transact(ctx, async (write) => {
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
    return enter(write, invitation.userId);
  });
  await byAddress.giveBack();
  return entry;
}

/** Whose invitation it is, for the page that asks for a password. */
export async function seeInvitation(ctx: Context<Nobody>, code: string): Promise<{ name: string; email: string }> {
  const { name, email } = await invitedPerson(ctx, code);
  return { name, email };
}

async function invitedPerson(ctx: Context<Nobody>, code: string): Promise<UserRow> {
  return transact(ctx, async ({ trx, now }) => {
    const invitation = await openInvitation(trx, sha256(code), now);
    return (invitation && (await userById(trx, invitation.userId))) ?? refuse({ kind: 'invitationOver' });
  });
}

/** The hash of a password that somebody chooses for themselves: long enough, and none that is guessed first. */
async function chosenHash(
  ctx: Context<User | Nobody>,
  password: string,
  at: Parameters<typeof refuseGuessable>[2],
): Promise<string> {
  refuseLength(password, at.field);
  await refuseGuessable(ctx, password, at);
  return hash(password);
}

/** argon2id at 19 MiB, t=2. Refuses a password that is too short, at that field. */
export async function hashPassword(password: string, field: string): Promise<string> {
  refuseLength(password, field);
  return hash(password);
}

function refuseLength({ length }: string, field: string): void {
  if (length < shortestPassword) refuse({ kind: 'fields', faults: [{ field, code: 'shortPassword' }] });
  if (length > longestPassword) refuse({ kind: 'fields', faults: [{ field, code: 'tooLong' }] });
}

/** A secret for a link, and what is kept of it. */
export function newSecret(): { secret: string; secretHash: Buffer } {
  const secret = randomBytes(24).toString('base64url');
  return { secret, secretHash: sha256(secret) };
}

type Entering = Pick<WriteContext, 'trx' | 'now'>;

async function enter(write: Entering, userId: number): Promise<Entry> {
  const { trx, now } = write;
  if (!(await factorOf(trx, userId))) return { session: await openSession(write, userId) };
  const { secret, secretHash } = newSecret();
  const expiresAt = new Date(now.getTime() + pendingMinutes * 60_000);
  await insertPendingSignIn(trx, { tokenHash: secretHash, userId, expiresAt }, now);
  return { pending: { token: secret, expiresAt } };
}

async function openSession({ trx, now }: Entering, userId: number): Promise<Token> {
  const { secret, secretHash } = newSecret();
  const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000);
  await insertSession(trx, { tokenHash: secretHash, userId, createdAt: now, expiresAt });
  return { token: secret, expiresAt };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
