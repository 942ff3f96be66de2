import { createHash } from 'node:crypto';
import { addMonths, dayIn, endOf, firstDay, lastDay, type Month } from '#app/domain/calendar.ts';
import { type ChangesByName, changesBetween, type Since } from '#app/domain/editions/changes.ts';
import {
  canonical,
  changeLines,
  type EditionHead,
  type EditionLine,
  editionFormat,
  figureLines,
  pointOf,
} from '#app/domain/editions/edition.ts';
import { firstSummaryMonth } from '#app/domain/job.ts';
import { lastDayOf, monthInForce } from '#app/domain/orders/campaign.ts';
import { coverageTarget, type Order, type Share } from '#app/domain/orders/order.ts';
import type { Actor } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import type { FullSummary, SummaryTotals } from '#app/domain/territory/summary.ts';
import { campaignById, campaignsOfRegion, lockCampaign } from '#db/queries/campaigns.ts';
import { LostClaim } from '#db/queries/claims.ts';
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
import { allowed, type Context, consult, found, transact } from '../context.server.ts';
import { fullSummary } from '../territory/full-summary.server.ts';
import { loadCampaign } from '../territory/summary.server.ts';

export type Compiled = {
  orderId: string;
  orderNumber: string;
  month: Month;
  number: number;
  complete: boolean;
  totals: SummaryTotals;
  threshold: Share | null;
};

/** Some campaigns of the month could not be compiled; the others were, and stay. */
export class NotAllCompiled extends Error {
  readonly compiled: readonly Compiled[];
  readonly failed: readonly { orderNumber: string; reason: string }[];

  constructor(
    compiled: readonly Compiled[],
    failed: readonly { orderNumber: string; reason: string }[],
    cause: unknown,
  ) {
    super(failed.map(({ orderNumber, reason }) => `${orderNumber}: ${reason}`).join('; '), { cause });
    this.compiled = compiled;
    this.failed = failed;
  }
}

/**
 * Freezes the month of every campaign of the region as its next edition (MO-3.2), each in a transaction of its own: one that fails
 * holds back no other, and is named when all have had their turn. `since`: when this was first tried; of a campaign that has been
 * compiled from then on that edition is answered.
 */
export async function compileSummary(
  ctx: Context<Actor>,
  { regionId, month, since }: { regionId: number; month: Month; since?: Date },
): Promise<Compiled[]> {
  const { zone, campaigns } = await consult(ctx, async ({ db, user, now }) => {
    const region = found(
      (await regions(db)).find(({ id }) => id === regionId),
      ({ id }) => may.seeRegion(user, { regionId: id }),
    );
    allowed(may.compile(user, { regionId }));
    const hasBegun = firstDay(month) <= dayIn(region.zone, now);
    return { zone: region.zone, campaigns: hasBegun ? await campaignsOfRegion(db, regionId) : [] };
  });
  const compiled: Compiled[] = [];
  const failed: { orderNumber: string; reason: string; error: unknown }[] = [];
  for (const campaign of campaigns) {
    try {
      if (month < firstSummaryMonth(campaign, zone) || monthInForce(campaign, month) !== month) continue;
      const edition = await compileCampaign(ctx, { regionId, campaignId: campaign.id, month, since });
      if (edition) compiled.push(edition);
    } catch (error) {
      if (error instanceof LostClaim) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      failed.push({ orderNumber: campaign.order.number, reason, error });
    }
  }
  if (failed.length > 0) throw new NotAllCompiled(compiled, failed, failed[0]?.error);
  return compiled;
}

/**
 * The campaign's next edition of the month. It is complete only when its data was read after the month had ended in the region's
 * zone. All of it is read from one snapshot, and nothing that happened later than it says is in it. Null for a campaign that was
 * closed before the month, or withdrawn, since somebody looked.
 */
async function compileCampaign(
  ctx: Context<Actor>,
  ask: { regionId: number; campaignId: number; month: Month; since?: Date },
): Promise<Compiled | null> {
  const { campaignId, month, since } = ask;
  return transact(
    ctx,
    async ({ trx, user, now, audit }) => {
      allowed(may.compile(user, ask));
      await lockCampaign(trx, campaignId);
      const stands = await campaignById(trx, campaignId);
      if (!stands || monthInForce(stands, month) !== month) return null;
      const scope = await loadCampaign(trx, campaignId);
      const { campaign, region } = scope;
      const { order } = campaign;
      const threshold = coverageTarget(order)?.threshold ?? null;
      const named = { orderId: campaign.orderId, orderNumber: order.number, month, threshold };
      const sameMonth = await editionOf(trx, { campaignId, month });
      const complete = now >= endOf(lastDay(month), region.zone);
      // One of the running month is not the month's, once that has ended between two attempts.
      if (since && sameMonth && sameMonth.readAt >= since && sameMonth.complete === complete) {
        const { id, number } = sameMonth;
        return { ...named, number, complete, totals: await editionTotals(trx, id) };
      }
      const asOf = lastDayOf(campaign, month, dayIn(region.zone, now));
      const summary = await fullSummary(trx, user, scope, { month, asOf, readAt: now });
      const changes = await changesOf(trx, campaignId, month, summary);
      const previous = await lastEdition(trx, campaignId);
      const number = (sameMonth?.number ?? 0) + 1;
      const head: EditionHead = {
        format: editionFormat,
        campaign: campaignId,
        order: { id: campaign.orderId, sha256: definitionHash(order) },
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
          campaignId,
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
      await audit({
        action: 'summary.compile',
        subject: 'edition',
        subjectId: id,
        organisationId: region.id,
        details: { campaign: campaignId, month, number, complete, sha256: document.sha256.toString('hex') },
      });
      return { ...named, number, complete, totals: summary.totals };
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
