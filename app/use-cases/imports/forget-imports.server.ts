import { addDays, dayIn, startOf } from '#app/domain/calendar.ts';
import { keptDays } from '#app/domain/imports/import.ts';
import type { Actor } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import { forgetContents } from '#db/queries/imports.ts';
import { regions } from '#db/queries/organisations.ts';
import { allowed, type Context, found, transact } from '../context.server.ts';

/** Deletes the region's imported files of more than thirty days ago, with what was read from them. Answers how many. */
export async function forgetImports(ctx: Context<Actor>, { regionId }: { regionId: number }): Promise<number> {
  return transact(ctx, async ({ trx, user, now }) => {
    allowed(may.compile(user, { regionId }));
    const { zone } = found(
      (await regions(trx)).find(({ id }) => id === regionId),
      () => true,
    );
    return forgetContents(trx, startOf(addDays(dayIn(zone, now), -keptDays), zone), regionId);
  });
}
