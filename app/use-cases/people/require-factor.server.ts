/** The administrator says which roles sign in with a second factor and not otherwise. */
import { type Role, roles } from '#app/domain/people/people.ts';
import { countFactors } from '#db/queries/people.ts';
import { holdRequiredRoles, requiredRoles, setRequiredRoles } from '#db/queries/second-factors.ts';
import { consult, today, transact, type UserContext } from '../context.server.ts';
import { administered, refuseField } from '../typed-fields.server.ts';

export type RoleLine = { role: Role; required: boolean; people: number; withFactor: number };

export function seeFactorRoles(ctx: UserContext): Promise<RoleLine[]> {
  return consult(ctx, async (ctx) => {
    administered(ctx);
    const required = await requiredRoles(ctx.db, ctx.user.region.id);
    const counted = await countFactors(ctx.db, ctx.user, { on: today(ctx), now: ctx.now });
    return roles.map((role) => {
      const { people = 0, withFactor = 0 } = counted.find((one) => one.role === role) ?? {};
      return { role, required: required.includes(role), people, withFactor };
    });
  });
}

/** `opened` are the roles as the page showed them: what another administrator has changed since is not overwritten. */
export async function requireFactor(ctx: UserContext, ask: { opened: Role[]; chosen: Role[] }): Promise<void> {
  await transact(ctx, async (write) => {
    administered(write);
    const { trx, user, audit } = write;
    const current = await holdRequiredRoles(trx, user.region.id);
    if (!sameRoles(current, ask.opened)) refuseField('version', 'changedMeanwhile');
    await setRequiredRoles(trx, user.region.id, ask.chosen);
    const { id } = user.region;
    const details = { roles: ask.chosen };
    await audit({ action: 'factor.require', subject: 'organisation', subjectId: id, organisationId: id, details });
  });
}

function sameRoles(a: readonly Role[], b: readonly Role[]): boolean {
  return a.length === b.length && a.every((role) => b.includes(role));
}
