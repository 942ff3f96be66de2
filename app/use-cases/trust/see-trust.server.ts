import { endOf, lastDay, type Month } from '#app/domain/calendar.ts';
import { duePeriods, firstSummaryMonth, nextRun } from '#app/domain/job.ts';
import { monthInForce } from '#app/domain/orders/campaign.ts';
import type { Order } from '#app/domain/orders/order.ts';
import type { Access } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import { campaignsOfRegion } from '#db/queries/campaigns.ts';
import { latestEditions } from '#db/queries/editions.ts';
import { latestRuns } from '#db/queries/job-runs.ts';
import { countLetters, type LetterCounts } from '#db/queries/letters.ts';
import { countByAccess } from '#db/queries/people.ts';
import { gapsOfOrganisations } from '#db/queries/placements.ts';
import { countUnsealed, newestSeals, type SealHead } from '#db/queries/seals.ts';
import { allowed, consult, found, today, type UserContext } from '../context.server.ts';
import { type JobView, jobsOf } from './request-run.server.ts';

/** Seals that the page lists: a month of nights. */
const shownSeals = 31;
/** Months that the page lists. */
const shownMonths = 12;

/** What is known of a month: compiled after its end, or before it; or why there is nothing. */
export type MonthState = 'complete' | 'provisional' | 'running' | 'failed' | 'missing';

export type CompiledMonth = {
  month: Month;
  /** One for each campaign that had begun by then. */
  campaigns: { campaignId: number; state: MonthState; number: number | null; at: Date | null }[];
};

export type Trust = {
  /** The newest first; none before the first night. */
  seals: SealHead[];
  unsealed: number;
  campaigns: { id: number; order: Pick<Order, 'kind' | 'number' | 'date'> }[];
  months: CompiledMonth[];
  jobs: (JobView & { lastSuccess: Date | null; nextAt: Date })[];
  busy: boolean;
  letters: LetterCounts;
  without: { schools: number; municipalities: number; people: number };
};

/** Whether what the product says can be relied on: for who signs the figures, who answers for them, who keeps the system. */
export function seeTrust(ctx: UserContext): Promise<Trust> {
  return consult(ctx, async (ctx) => {
    const { db, user, now } = ctx;
    const { region } = user;
    allowed(
      may.seeTrust(
        user,
        found({ regionId: region.id }, (at) => may.seeRegion(user, at)),
      ),
    );
    const on = today(ctx);
    const campaigns = await campaignsOfRegion(db, region.id);
    const { jobs, busy } = await jobsOf(ctx);
    const runs = await latestRuns(db, region.id);
    const editions = await latestEditions(
      db,
      campaigns.map(({ id }) => id),
    );
    const compiling = new Map(
      runs.filter(({ job }) => job === 'compile-summary').map((run) => [run.period, run.status]),
    );
    const ended = duePeriods({ every: 'month' }, campaigns, region.zone, on) as Month[];
    const access = await countByAccess(db, user, { on, now });
    const gaps = await gapsOfOrganisations(db, user, on);
    const without = (kind: 'school' | 'municipality') => gaps.find((one) => one.kind === kind)?.people ?? 0;
    const count = (of: Access) => access.find((one) => one.access === of)?.people ?? 0;
    return {
      seals: await newestSeals(db, shownSeals),
      unsealed: await countUnsealed(db),
      campaigns: campaigns.map(({ id, order: { kind, number, date } }) => ({ id, order: { kind, number, date } })),
      months: ended
        .reverse()
        .slice(0, shownMonths)
        .map((month) => ({
          month,
          campaigns: campaigns
            .filter(
              (campaign) =>
                firstSummaryMonth(campaign, region.zone) <= month && monthInForce(campaign, month) === month,
            )
            .map(({ id }) => {
              const edition = editions.find((one) => one.campaignId === id && one.month === month);
              const status = compiling.get(month);
              return {
                campaignId: id,
                state: stateOf(status, edition && edition.readAt >= endOf(lastDay(month), region.zone)),
                number: edition?.number ?? null,
                at: edition?.readAt ?? null,
              };
            }),
        })),
      jobs: jobs.map((job) => ({
        ...job,
        lastSuccess: lastSuccess(job),
        nextAt: nextRun(job, region.zone, now),
      })),
      busy,
      letters: await countLetters(db, user, on),
      without: { schools: without('school'), municipalities: without('municipality'), people: count('none') },
    };
  });
}

/** `complete`: whether its newest edition was read after its end; undefined without an edition. */
function stateOf(status: string | undefined, complete: boolean | undefined): MonthState {
  if (status === 'requested' || status === 'running') return 'running';
  if (complete) return 'complete';
  if (status === 'failed') return 'failed';
  return complete === undefined ? 'missing' : 'provisional';
}

function lastSuccess({ runs }: JobView): Date | null {
  return runs.find(({ status }) => status === 'succeeded')?.finishedAt ?? null;
}
