/** Second factors of people, their recovery codes, and the roles that can't do without. */
import type { Role, User } from '#app/domain/people/people.ts';
import type { Db, Door, Trx } from '../schema.ts';

/** The secret as it is kept. */
export type KeptSecret = { secret: Buffer; sealed: boolean };

export type SecondFactor = KeptSecret & { salt: Buffer; confirmedAt: Date | null; lastStep: number };

function factors(db: Db) {
  return db
    .selectFrom('second_factors as f')
    .select(['f.secret', 'f.sealed', 'f.salt', 'f.confirmed_at as confirmedAt', 'f.last_step as lastStep']);
}

/** Held until the transaction ends, so that of two simultaneous uses of a code one gets through. */
export async function holdFactor(trx: Trx, userId: number): Promise<SecondFactor | undefined> {
  return factors(trx).where('f.user_id', '=', userId).forUpdate().executeTakeFirst();
}

export type FactorState = { since: Date; codesLeft: number };

/** Since when the person has one, and how many recovery codes are left; undefined without. */
export async function factorOf(db: Door, userId: number): Promise<FactorState | undefined> {
  const row = await db
    .selectFrom('second_factors as f')
    .where('f.user_id', '=', userId)
    .where('f.confirmed_at', 'is not', null)
    .select(['f.confirmed_at as since'])
    .select((eb) =>
      eb
        .selectFrom('recovery_codes as r')
        .whereRef('r.user_id', '=', 'f.user_id')
        .where('r.used_at', 'is', null)
        .select(({ fn }) => fn.countAll<number>().as('left'))
        .as('codesLeft'),
    )
    .executeTakeFirst();
  return row?.since ? { since: row.since, codesLeft: row.codesLeft ?? 0 } : undefined;
}

/** A secret that waits to be confirmed; an unconfirmed one from before `staleBefore` makes way, anything else stays. */
export async function proposeFactor(
  trx: Trx,
  { userId, ...proposed }: KeptSecret & { userId: number; salt: Buffer },
  { at, staleBefore }: { at: Date; staleBefore: Date },
): Promise<void> {
  const fresh = { ...proposed, proposed_at: at };
  await trx
    .insertInto('second_factors')
    .values({ user_id: userId, ...fresh, confirmed_at: null })
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet(fresh)
        .where('second_factors.confirmed_at', 'is', null)
        .where('second_factors.proposed_at', '<=', staleBefore),
    )
    .execute();
}

export async function confirmFactor(trx: Trx, userId: number, at: Date): Promise<void> {
  await trx.updateTable('second_factors').set({ confirmed_at: at }).where('user_id', '=', userId).execute();
}

export async function noteStep(trx: Trx, userId: number, step: number): Promise<void> {
  await trx.updateTable('second_factors').set({ last_step: step }).where('user_id', '=', userId).execute();
}

/** The same secret in another keeping: encrypted, now that there is a key. */
export async function keepSecret(trx: Trx, userId: number, kept: KeptSecret): Promise<void> {
  await trx.updateTable('second_factors').set(kept).where('user_id', '=', userId).execute();
}

/** Its recovery codes go with it. False when there was none to delete. */
export async function deleteFactor(trx: Trx, userId: number): Promise<boolean> {
  const result = await trx
    .deleteFrom('second_factors')
    .where('user_id', '=', userId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** New recovery codes end the earlier ones. */
export async function replaceRecoveryCodes(trx: Trx, userId: number, hashes: readonly Buffer[]): Promise<void> {
  await trx.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
  await trx
    .insertInto('recovery_codes')
    .values(hashes.map((code_hash) => ({ user_id: userId, code_hash, used_at: null })))
    .execute();
}

/** False when there is no such code, or it has been used. */
export async function markRecoveryUsed(trx: Trx, userId: number, codeHash: Buffer, at: Date): Promise<boolean> {
  const result = await trx
    .updateTable('recovery_codes')
    .set({ used_at: at })
    .where('user_id', '=', userId)
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Whether the person's role asks for a second factor. */
export async function isFactorRequired(db: Door, { region, role }: User): Promise<boolean> {
  const row = await db
    .selectFrom('required_factors')
    .where('region_id', '=', region.id)
    .where('role', '=', role)
    .select('role')
    .executeTakeFirst();
  return row !== undefined;
}

export async function requiredRoles(db: Door, regionId: number): Promise<Role[]> {
  const rows = await db.selectFrom('required_factors').where('region_id', '=', regionId).select('role').execute();
  return rows.map(({ role }) => role);
}

/** Held against another administrator until the transaction ends; an empty list has no rows, so that its region is held. */
export async function holdRequiredRoles(trx: Trx, regionId: number): Promise<Role[]> {
  await trx.selectFrom('organisations').where('id', '=', regionId).select('id').forNoKeyUpdate().execute();
  return requiredRoles(trx, regionId);
}

export async function setRequiredRoles(trx: Trx, regionId: number, roles: readonly Role[]): Promise<void> {
  await trx.deleteFrom('required_factors').where('region_id', '=', regionId).execute();
  if (roles.length === 0) return;
  await trx
    .insertInto('required_factors')
    .values(roles.map((role) => ({ region_id: regionId, role })))
    .execute();
}

/** One that was encrypted, by which a key can be tried. */
export async function anySealedSecret(db: Door): Promise<{ userId: number; secret: Buffer } | undefined> {
  return db
    .selectFrom('second_factors')
    .where('sealed', '=', true)
    .select(['user_id as userId', 'secret'])
    .limit(1)
    .executeTakeFirst();
}
