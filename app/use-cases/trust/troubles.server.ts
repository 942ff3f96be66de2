/** What is amiss with the work that the product does by itself: seen by administrators and by the monitoring, told once. */
import { addMonths, dayIn, endOf, lastDay, type Month, monthOf } from '#app/domain/calendar.ts';
import { duePeriods } from '#app/domain/job.ts';
import { staleBefore } from '#app/domain/notices/letter.ts';
import { compileHours, type Trouble, toldTo } from '#app/domain/notices/trouble.ts';
import type { Actor, Clock } from '#app/domain/people/people.ts';
import { campaignsOfRegion } from '#db/queries/campaigns.ts';
import { latestRuns } from '#db/queries/job-runs.ts';
import { regions } from '#db/queries/organisations.ts';
import { tellOfTrouble, troublesAt } from '#db/queries/troubles.ts';
import type { Db } from '#db/schema.ts';
import { type Context, consult, type Nobody, transact } from '../context.server.ts';

/** All of it, for who is allowed to ask: the monitoring, which sees kinds and times, and pages that have checked who asks. */
export function troublesNow(ctx: Context<Actor | Nobody>, { hasMail }: { hasMail: boolean }): Promise<Trouble[]> {
  return consult(ctx, async ({ db, now }) => {
    const troubles = await troublesAt(db, { now, hasMail, writtenSince: staleBefore(now) });
    return [...troubles, ...(await lateCompiles(db, now))];
  });
}

/** Of each region its last month, when it is over for hours and has no run that succeeded after its end. */
async function lateCompiles(db: Db, now: Date): Promise<Trouble[]> {
  const late: Trouble[] = [];
  const job = 'compile-summary';
  for (const { id: regionId, zone } of await regions(db)) {
    const month = addMonths(monthOf(dayIn(zone, now)), -1);
    const over = endOf(lastDay(month), zone);
    if (now.getTime() < over.getTime() + compileHours * 3_600_000) continue;
    const due = duePeriods(
      { every: 'month' },
      await campaignsOfRegion(db, regionId),
      zone,
      dayIn(zone, now),
    ) as Month[];
    if (!due.includes(month)) continue;
    const run = (await latestRuns(db, regionId, job)).find(({ period }) => period === month);
    if (run?.status === 'succeeded' && run.startedAt && run.startedAt >= over) continue;
    late.push({ kind: 'compileLate', regionId, key: `compileLate:${month}`, job, period: month, since: over });
  }
  return late;
}

/** Tells those who look after it of each spell once, whatever process sees it. Answers how many were told. */
export async function tellTroubles(ctx: Context<Clock>, { hasMail }: { hasMail: boolean }): Promise<number> {
  const troubles = await troublesNow(ctx, { hasMail });
  const news = troubles.filter(({ kind }) => toldTo[kind] !== null);
  if (news.length === 0) return 0;
  return transact(ctx, async ({ trx, now }) => {
    let told = 0;
    for (const trouble of news) told += await tellOfTrouble(trx, trouble, now);
    return told;
  });
}
