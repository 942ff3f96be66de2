import type { Trouble } from '#app/domain/notices/trouble.ts';
import type { Access } from '#app/domain/people/people.ts';
import { campaignsOfRegion } from '#db/queries/campaigns.ts';
import { countLetters, type LetterCounts } from '#db/queries/letters.ts';
import { countByAccess } from '#db/queries/people.ts';
import { type Gaps, gapsOfOrganisations } from '#db/queries/placements.ts';
import { requiredRoles } from '#db/queries/second-factors.ts';
import { consult, today, type UserContext } from '../context.server.ts';
import { administered } from '../typed-fields.server.ts';
import { type JobView, seeJobs } from './request-run.server.ts';
import { troublesNow } from './troubles.server.ts';

export type Administration = {
  jobs: JobView[];
  people: Record<Access, number>;
  municipalities: Gaps;
  schools: Gaps;
  campaigns: number;
  letters: LetterCounts;
  /** What does not go by itself: the kinds, each with its job and period where it is one's. */
  troubles: Pick<Trouble, 'kind' | 'key' | 'job' | 'period'>[];
  /** How many roles sign in with a second factor and not otherwise. */
  factorRoles: number;
};

/** Is everything running: jobs, letters, access, the register, campaigns. */
export function seeAdministration(
  ctx: UserContext,
  { hasMail = false }: { hasMail?: boolean } = {},
): Promise<Administration> {
  return consult(ctx, async (ctx) => {
    administered(ctx);
    const on = today(ctx);
    const counted = await countByAccess(ctx.db, ctx.user, { on, now: ctx.now });
    const gaps = await gapsOfOrganisations(ctx.db, ctx.user, on);
    const gapsOf = (kind: Gaps['kind']): Gaps =>
      gaps.find((one) => one.kind === kind) ?? { kind, open: 0, phone: 0, people: 0, placement: 0 };
    const troubles = (await troublesNow(ctx, { hasMail })).filter(
      ({ regionId }) => regionId === null || regionId === ctx.user.region.id,
    );
    const campaigns = await campaignsOfRegion(ctx.db, ctx.user.region.id);
    return {
      jobs: (await seeJobs(ctx)).jobs,
      people: {
        active: 0,
        invited: 0,
        none: 0,
        locked: 0,
        blocked: 0,
        ...Object.fromEntries(counted.map(({ access, people }) => [access, people])),
      },
      municipalities: gapsOf('municipality'),
      schools: gapsOf('school'),
      troubles: troubles.map(({ kind, key, job, period }) => ({ kind, key, job, period })),
      campaigns: campaigns.length,
      letters: await countLetters(ctx.db, ctx.user, on),
      factorRoles: (await requiredRoles(ctx.db, ctx.user.region.id)).length,
    };
  });
}
