/** A second factor: codes of an authenticator (TOTP, RFC 6238) beside the password, and recovery codes for a lost phone. */
import { randomBytes, randomInt } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { Secret, TOTP } from 'otpauth';
import { organisationIdOf, type User } from '#app/domain/people/people.ts';
import {
  anySealedSecret,
  confirmFactor,
  deleteFactor,
  type FactorState,
  factorOf,
  holdFactor,
  isFactorRequired,
  keepSecret,
  markRecoveryUsed,
  noteStep,
  proposeFactor,
  replaceRecoveryCodes,
  type SecondFactor,
} from '#db/queries/second-factors.ts';
import type { Attempts } from '#db/rate-limit.ts';
import type { Door } from '#db/schema.ts';
import { consult, refuse, transact, type UserContext, type WriteContext } from '../context.server.ts';
import { tellFactor } from '../notices/tell.server.ts';
import { seal, unseal } from '../trust/seal.server.ts';
import { countAttempt } from './attempts.server.ts';
import { checkOwnPassword, holdUnchanged } from './own-password.server.ts';

const issuer = 'Сводка';
/** The step before and the one after are as good: clocks differ, and typing takes its time. */
const window = 1;
const recoveryCodes = 10;
/** Digits alone, so that the keyboard of a phone and a Russian layout type them. */
const recoveryDigits = 12;
/** A secret that was shown and never confirmed is shown again this long; then there is another. */
const proposalHours = 1;

/** What checking a code needs of the installation. */
export type Keys = { pool: Attempts; secretKey: string | undefined };

export type FactorView = {
  /** The role asks for it: it can't be turned off. */
  required: boolean;
  on: FactorState | null;
};

export function seeFactor(ctx: UserContext): Promise<FactorView> {
  return consult(ctx, async ({ db, user }) => ({
    required: await isFactorRequired(db, user),
    on: (await factorOf(db, user.id)) ?? null,
  }));
}

/** The secret as text in groups of four, and as the address that a phone's authenticator opens. */
export type Proposal = { secret: string; link: string };

/** What to enter in an authenticator; null when the person has a second factor. The same until it is confirmed. */
export async function proposedFactor(ctx: UserContext, secretKey: string | undefined): Promise<Proposal | null> {
  return transact(ctx, async ({ trx, user, now }) => {
    const proposed = { userId: user.id, salt: randomBytes(16), ...seal(randomBytes(20), user.id, secretKey) };
    const staleBefore = new Date(now.getTime() - proposalHours * 3_600_000);
    await proposeFactor(trx, proposed, { at: now, staleBefore });
    const factor = await holdFactor(trx, user.id);
    if (!factor || factor.confirmedAt) return null;
    const totp = totpOf(factor, ownerOf(user), secretKey);
    return { secret: totp.secret.base32.replace(/(.{4})(?=.)/g, '$1 '), link: totp.toString() };
  });
}

type Asked = Keys & { password: string; code: string };

/** Confirms the proposed secret by one code, and answers the recovery codes, which are kept only as hashes. */
export async function turnFactorOn(ctx: UserContext, { password, code, ...keys }: Asked): Promise<string[]> {
  const known = await checkOwnPassword(ctx, password, keys.pool);
  const guess = await countAttempt(keys.pool, 'sign-in-code', ctx.user.id);
  const codes = await transact(ctx, async (write) => {
    const { trx, user, now, audit } = write;
    await holdUnchanged(write, known);
    const factor = await holdFactor(trx, user.id);
    if (!factor || factor.confirmedAt) return refuseCode('alreadyOn');
    await takeTotp(write, ownerOf(user), factor, code, keys.secretKey);
    await confirmFactor(trx, user.id, now);
    await audit({ action: 'factor.turnOn', ...subjectOf(user) });
    await tellFactor(write, 'factorOn', user.id);
    return giveRecoveryCodes(write, factor);
  });
  await guess.forget();
  return codes;
}

/** By the password and a code. Refused where the role asks for it. */
export async function turnFactorOff(ctx: UserContext, asked: Asked): Promise<void> {
  await withFactor(ctx, asked, async (write) => {
    const { trx, user, audit } = write;
    if (await isFactorRequired(trx, user)) refuseCode('required');
    await deleteFactor(trx, user.id);
    await audit({ action: 'factor.turnOff', ...subjectOf(user) });
    await tellFactor(write, 'factorOff', user.id);
  });
}

/** Ten new ones by the password and a code; the earlier ones end. */
export async function renewRecoveryCodes(ctx: UserContext, asked: Asked): Promise<string[]> {
  return withFactor(ctx, asked, async (write, factor) => {
    const { user, audit } = write;
    await audit({ action: 'factor.renewCodes', ...subjectOf(user) });
    return giveRecoveryCodes(write, factor);
  });
}

async function withFactor<T>(
  ctx: UserContext,
  { password, code, ...keys }: Asked,
  act: (write: WriteContext<User>, factor: SecondFactor) => Promise<T>,
): Promise<T> {
  const known = await checkOwnPassword(ctx, password, keys.pool);
  const guess = await countAttempt(keys.pool, 'sign-in-code', ctx.user.id);
  const done = await transact(ctx, async (write) => {
    await holdUnchanged(write, known);
    return act(write, await takeCode(write, ownerOf(ctx.user), code, keys.secretKey));
  });
  await guess.forget();
  return done;
}

type Owner = { id: number; email: string; organisationId: number };

function ownerOf(user: User): Owner {
  return { id: user.id, email: user.email, organisationId: organisationIdOf(user) };
}

function subjectOf(user: User) {
  return { subject: 'user', subjectId: user.id, organisationId: organisationIdOf(user) } as const;
}

/** Uses up a code of the authenticator or a recovery code; refuses at the field `code`. The caller counts the attempts. */
export async function takeCode(
  write: Pick<WriteContext, 'trx' | 'now' | 'audit'>,
  owner: Owner,
  typed: string,
  secretKey: string | undefined,
): Promise<SecondFactor> {
  const factor = await holdFactor(write.trx, owner.id);
  if (!factor?.confirmedAt) return refuseCode('wrongCode');
  if (digitsOf(typed).length === recoveryDigits) await takeRecovery(write, owner, factor, typed);
  else await takeTotp(write, owner, factor, typed, secretKey);
  return factor;
}

async function takeTotp(
  { trx, now }: Pick<WriteContext, 'trx' | 'now'>,
  owner: Owner,
  factor: SecondFactor,
  typed: string,
  secretKey: string | undefined,
): Promise<void> {
  const totp = totpOf(factor, owner, secretKey);
  const timestamp = now.getTime();
  const delta = totp.validate({ token: digitsOf(typed), timestamp, window });
  if (delta === null) return refuseCode('wrongCode');
  const step = totp.counter({ timestamp }) + delta;
  if (step <= factor.lastStep) return refuseCode('usedCode');
  await noteStep(trx, owner.id, step);
  if (!factor.sealed && secretKey !== undefined)
    await keepSecret(trx, owner.id, seal(factor.secret, owner.id, secretKey));
}

async function takeRecovery(
  { trx, now, audit }: Pick<WriteContext, 'trx' | 'now' | 'audit'>,
  owner: Owner,
  { salt }: SecondFactor,
  typed: string,
): Promise<void> {
  const used = await markRecoveryUsed(trx, owner.id, await recoveryHash(digitsOf(typed), salt), now);
  if (!used) return refuseCode('wrongCode');
  await audit({
    action: 'factor.useRecovery',
    subject: 'user',
    subjectId: owner.id,
    organisationId: owner.organisationId,
  });
  await tellFactor({ trx, now }, 'recoveryUsed', owner.id);
}

async function giveRecoveryCodes({ trx, user }: WriteContext<User>, { salt }: SecondFactor): Promise<string[]> {
  const codes = new Set<string>();
  while (codes.size < recoveryCodes) {
    codes.add(Array.from({ length: recoveryDigits }, () => randomInt(10)).join(''));
  }
  const hashes: Buffer[] = [];
  for (const code of codes) hashes.push(await recoveryHash(code, salt));
  await replaceRecoveryCodes(trx, user.id, hashes);
  return [...codes].map((code) => code.replace(/(\d{4})(?=\d)/g, '$1-'));
}

/** Slow to make, as a password's: twelve digits would be found from a quick one. */
function recoveryHash(digits: string, salt: Buffer): Promise<Buffer> {
  return hashRaw(digits, { salt });
}

function totpOf(factor: SecondFactor, { id, email }: Owner, secretKey: string | undefined): TOTP {
  const bytes = unseal(factor, id, secretKey);
  return new TOTP({ issuer, label: email, secret: Secret.fromHex(bytes.toString('hex')) });
}

/** Codes are typed with spaces and dashes, as they are shown. */
function digitsOf(typed: string): string {
  return typed.slice(0, 100).replace(/[\s-]/g, '');
}

function refuseCode(code: 'wrongCode' | 'usedCode' | 'alreadyOn' | 'required'): never {
  return refuse({ kind: 'fields', faults: [{ field: 'code', code }] });
}

/** Whether encrypted secrets, if there are any, can be read with this key: asked once at start. */
export async function canReadFactors(db: Door, secretKey: string | undefined): Promise<boolean> {
  const kept = await anySealedSecret(db);
  if (!kept) return true;
  try {
    unseal({ secret: kept.secret, sealed: true }, kept.userId, secretKey);
    return true;
  } catch {
    return false;
  }
}
