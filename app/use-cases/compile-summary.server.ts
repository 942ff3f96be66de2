import { dayIn, endOf, firstDay, lastDay, type Month } from '#app/domain/calendar.ts';
import { firstSummaryMonth } from '#app/domain/job.ts';
import { coverageTarget, type Share } from '#app/domain/order.ts';
import type { Actor } from '#app/domain/people.ts';
import { may } from '#app/domain/permissions.ts';
import type { SummaryTotals } from '#app/domain/summary.ts';
import { campaignsOfRegion, lockCampaign } from '#db/queries/campaigns.ts';
import { insertEdition } from '#db/queries/editions.ts';
import { regions } from '#db/queries/organisations.ts';
import { bandsOf } from './bands.server.ts';
import { allowed, type Context, found, transact } from './context.server.ts';
import { liveSummary, loadCampaign } from './summary.server.ts';

export type Compiled = {
  orderId: string;
  orderNumber: string;
  month: Month;
  number: number;
  complete: boolean;
  totals: SummaryTotals;
  threshold: Share | null;
};

/**
 * Freezes the month of every campaign of the region as its next edition (MO-3.2). All or none: one transaction.
 * An edition is complete only when its data was read after the month had ended in the region's zone.
 */
export async function compileSummary(
  ctx: Context<Actor>,
  { regionId, month }: { regionId: number; month: Month },
): Promise<Compiled[]> {
  return transact(ctx, async ({ trx, user, now, audit }) => {
    const region = found(
      (await regions(trx)).find(({ id }) => id === regionId),
      ({ id }) => user.role === 'clock' || may.seeRegion(user, { regionId: id }),
    );
    allowed(may.compile(user, { regionId }));
    const today = dayIn(region.zone, now);
    const ended = now >= endOf(lastDay(month), region.zone);
    if (firstDay(month) > today) return [];

    const compiled: Compiled[] = [];
    for (const campaign of await campaignsOfRegion(trx, regionId)) {
      if (month < firstSummaryMonth(campaign, region.zone)) continue;
      await lockCampaign(trx, campaign.id);
      const scope = await loadCampaign(trx, campaign.id);
      const summary = await liveSummary(trx, user, scope, { month, asOf: ended ? lastDay(month) : today });
      const bands = await bandsOf({ db: trx, user }, scope, summary.totals.asOf);
      // A day that is still running is not a fact yet.
      const reached = bands?.facts.flatMap(({ band, fact }) =>
        fact && band.by < today ? [{ by: band.by, fact }] : [],
      );
      const totals = { ...summary.totals, ...(reached && { bands: reached }) };
      const { schools } = summary;
      const edition = { campaignId: campaign.id, month, readAt: now, complete: ended, totals, schools };
      const { id, number } = await insertEdition(trx, edition);
      compiled.push({
        orderId: campaign.orderId,
        orderNumber: campaign.order.number,
        month,
        number,
        complete: ended,
        totals,
        threshold: coverageTarget(campaign.order)?.threshold ?? null,
      });
      await audit({
        action: 'summary.compile',
        subject: 'edition',
        subjectId: id,
        organisationId: regionId,
        details: { campaign: campaign.id, month, number, complete: ended },
      });
    }
    return compiled;
  });
}
