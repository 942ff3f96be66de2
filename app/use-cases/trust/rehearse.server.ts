import { addDays, type Day, dayIn, startOf } from '#app/domain/calendar.ts';
import { type JobName, nextRun, schedule } from '#app/domain/job.ts';
import type { Order } from '#app/domain/orders/order.ts';
import { clock } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import { campaignsOfRegion } from '#db/queries/campaigns.ts';
import {
  beginRehearsal,
  datesBetween,
  type Reached,
  type RehearsedDate,
  reachedAt,
  schoolsWithoutPeople,
  type Unreached,
} from '#db/queries/rehearsal.ts';
import { allowed, found, refuse, rehearse, today, type UserContext } from '../context.server.ts';
import { remindWithin } from '../notices/remind.server.ts';
import { openDatesWithin } from '../reports/open-reporting-dates.server.ts';

/** How far it looks ahead. */
export const rehearsedDays = 30;

export type Rehearsal = {
  from: Day;
  to: Day;
  /** By due day; with the order of its campaign. */
  dates: (RehearsedDate & { order: Pick<Order, 'kind' | 'number' | 'date'> })[];
  /** Days on which something would be done, the next first: reports created, and who would be told. */
  days: { day: Day; created: number; reached: Reached[] }[];
  /** Schools that owe something in that time and have nobody to tell. */
  unreached: Unreached[];
  /** When each job comes next. */
  jobs: { name: JobName; at: Date }[];
};

/**
 * What the coming days will do if nobody files meanwhile: the use cases of the timetable themselves, carried out day by day
 * with the clock put forward, and undone. Nothing of it is left, and nobody is told.
 * One at a time in the whole installation: it works for seconds with rows that others wait for.
 */
export async function rehearseComingDays(ctx: UserContext): Promise<Rehearsal> {
  const { region } = ctx.user;
  allowed(
    may.seeTrust(
      ctx.user,
      found({ regionId: region.id }, (at) => may.seeRegion(ctx.user, at)),
    ),
  );
  const on = today(ctx);
  const stretch = { from: addDays(on, 1), to: addDays(on, rehearsedDays) };
  return rehearse({ ...ctx, user: clock }, async (write) => {
    const { trx } = write;
    if (!(await beginRehearsal(trx))) return refuse({ kind: 'rehearsing' });
    const campaigns = await campaignsOfRegion(trx, region.id);
    const campaignIds = campaigns.map(({ id }) => id);
    const opening = new Set((await datesBetween(trx, { campaignIds, ...stretch })).map(({ opens }) => opens));
    const days: Rehearsal['days'] = [];
    for (let day = stretch.from; day <= stretch.to; day = addDays(day, 1)) {
      const at = { ...write, now: nextRun(hourOf('remind'), region.zone, startOf(day, region.zone)) };
      // What opens on other days has opened already.
      const created = opening.has(day) ? await openDatesWithin(at, { regionId: region.id, day }) : 0;
      await remindWithin(at, { regionId: region.id, lastRun: addDays(dayIn(region.zone, at.now), -1) });
      const reached = await reachedAt(trx, at.now);
      if (created > 0 || reached.length > 0) days.push({ day, created, reached });
    }
    const orderOf = new Map(campaigns.map(({ id, order: { kind, number, date } }) => [id, { kind, number, date }]));
    return {
      ...stretch,
      dates: (await datesBetween(trx, { campaignIds, ...stretch })).flatMap((date) => {
        const order = orderOf.get(date.campaignId);
        return order ? [{ ...date, order }] : [];
      }),
      days,
      unreached: await schoolsWithoutPeople(trx, { campaignIds, ...stretch, on }),
      jobs: schedule.map((job) => ({ name: job.name, at: nextRun(job, region.zone, ctx.now) })),
    };
  });
}

function hourOf(name: JobName) {
  return schedule.find((job) => job.name === name) ?? schedule[0];
}
