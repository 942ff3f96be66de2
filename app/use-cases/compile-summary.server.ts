import { createHash } from 'node:crypto';
import { addMonths, dayIn, endOf, firstDay, lastDay, type Month } from '#app/domain/calendar.ts';
import { type ChangesByName, changesBetween, type Since } from '#app/domain/changes.ts';
import {
  canonical,
  changeLines,
  type EditionHead,
  type EditionLine,
  editionFormat,
  figureLines,
  pointOf,
} from '#app/domain/edition.ts';
import { firstSummaryMonth } from '#app/domain/job.ts';
import { coverageTarget, type Order, type Share } from '#app/domain/order.ts';
import type { Actor } from '#app/domain/people.ts';
import { may } from '#app/domain/permissions.ts';
import type { FullSummary, SummaryTotals } from '#app/domain/summary.ts';
import { campaignsOfRegion, lockCampaign } from '#db/queries/campaigns.ts';
import {
  type EditionRow,
  editionOf,
  editionSchools,
  editionTotals,
  insertEdition,
  lastEdition,
} from '#db/queries/editions.ts';
import { regions } from '#db/queries/organisations.ts';
import type { Trx } from '#db/schema.ts';
import { allowed, type Context, found, transact } from './context.server.ts';
import { fullSummary } from './full-summary.server.ts';
import { loadCampaign } from './summary.server.ts';

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
 * An edition is complete only when its data was read after the month had ended in the region's zone. All of it is read from one
 * snapshot, and nothing that happened later than it says is in it.
 */
export async function compileSummary(
  ctx: Context<Actor>,
  { regionId, month }: { regionId: number; month: Month },
): Promise<Compiled[]> {
  return transact(
    ctx,
    async ({ trx, user, now, audit }) => {
      const region = found(
        (await regions(trx)).find(({ id }) => id === regionId),
        ({ id }) => may.seeRegion(user, { regionId: id }),
      );
      allowed(may.compile(user, { regionId }));
      const today = dayIn(region.zone, now);
      const complete = now >= endOf(lastDay(month), region.zone);
      if (firstDay(month) > today) return [];

      const compiled: Compiled[] = [];
      for (const campaign of await campaignsOfRegion(trx, regionId)) {
        if (month < firstSummaryMonth(campaign, region.zone)) continue;
        await lockCampaign(trx, campaign.id);
        const scope = await loadCampaign(trx, campaign.id);
        const asOf = complete ? lastDay(month) : today;
        const summary = await fullSummary(trx, user, scope, { month, asOf, readAt: now });
        const changes = await changesOf(trx, campaign.id, month, summary);
        const sameMonth = await editionOf(trx, { campaignId: campaign.id, month });
        const previous = await lastEdition(trx, campaign.id);
        const number = (sameMonth?.number ?? 0) + 1;
        const head: EditionHead = {
          format: editionFormat,
          campaign: campaign.id,
          order: { id: campaign.orderId, sha256: definitionHash(campaign.order) },
          month,
          number,
          readAt: now.toISOString(),
          complete,
          author: user.role === 'clock' ? null : user.name,
          previous: previous?.sha256.toString('hex') ?? null,
        };
        const document = hashed(head, figureLines(summary), changeLines(changes));
        const id = await insertEdition(
          trx,
          {
            campaignId: campaign.id,
            month,
            number,
            readAt: now,
            complete,
            previousId: previous?.id ?? null,
            compiledBy: user.id,
            point: pointOf(summary.totals, complete),
            ...document,
          },
          document.lines,
        );
        compiled.push({
          orderId: campaign.orderId,
          orderNumber: campaign.order.number,
          month,
          number,
          complete,
          totals: summary.totals,
          threshold: coverageTarget(campaign.order)?.threshold ?? null,
        });
        await audit({
          action: 'summary.compile',
          subject: 'edition',
          subjectId: id,
          organisationId: regionId,
          details: { campaign: campaign.id, month, number, complete, sha256: document.sha256.toString('hex') },
        });
      }
      return compiled;
    },
    { alone: 'editions' },
  );
}

/** Since the edition before of the same month, and since the newest one of the month before, as far as there are any. */
async function changesOf(trx: Trx, campaignId: number, month: Month, summary: FullSummary): Promise<ChangesByName[]> {
  const changes = [];
  for (const [since, of] of [
    ['edition', month],
    ['month', addMonths(month, -1)],
  ] as [Since, Month][]) {
    const base = await editionOf(trx, { campaignId, month: of });
    if (!base) continue;
    const before = { totals: await editionTotals(trx, base.id), schools: await editionSchools(trx, base.id) };
    changes.push(changesBetween(before, summary, { since, base: refOf(base) }));
  }
  return changes;
}

function refOf({ month, number, sha256 }: EditionRow) {
  return { month, number, sha256: sha256.toString('hex') };
}

export function definitionHash(order: Order): string {
  return sha256(canonical(order)).toString('hex');
}

/** The document's hashes: over each line, over the lines of the figures, and over all of it as its file has it. */
function hashed(head: EditionHead, figures: readonly EditionLine[], changes: readonly EditionLine[]) {
  const first = canonical(head);
  const [ofFigures, ofAll] = [createHash('sha256'), createHash('sha256').update(`${first}\n`)];
  for (const { text } of figures) ofFigures.update(`${text}\n`);
  for (const { text } of [...figures, ...changes]) ofAll.update(`${text}\n`);
  return {
    head: first,
    figuresSha256: ofFigures.digest(),
    sha256: ofAll.digest(),
    lines: [...figures, ...changes].map((line) => ({ ...line, sha256: sha256(line.text) })),
  };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
