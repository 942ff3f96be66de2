/** A campaign's end: closed from a day on, opened again if that was a mistake, withdrawn before anybody has filed. */
import { z } from 'zod';
import {
  addDays,
  addMonths,
  type Day,
  dayIn,
  firstDay,
  type Month,
  monthOf,
  monthsUpTo,
} from '#app/domain/calendar.ts';
import { type Closing, monthInForce } from '#app/domain/orders/campaign.ts';
import type { User } from '#app/domain/people/people.ts';
import {
  type Campaign,
  type CampaignTraces,
  campaignsOfRegion,
  holdCampaign,
  setClosing,
  setWithdrawn,
  tracesOf,
} from '#db/queries/campaigns.ts';
import { silenceCampaign } from '#db/queries/notices.ts';
import { type AgainOwed, againOwed } from '#db/queries/reminders.ts';
import { settleTerms } from '#db/queries/terms.ts';
import type { Db } from '#db/schema.ts';
import { consult, found, today, transact, type UserContext, type WriteContext } from '../context.server.ts';
import { datesFor, openDatesOf } from '../reports/open-reporting-dates.server.ts';
import { administered, fields, read, refuseField } from '../typed-fields.server.ts';
import { nameOf, type OrderName } from './manage-campaigns.server.ts';

export type CampaignLife = {
  id: number;
  order: OrderName;
  scope: string;
  openedAt: Date;
  closing: Closing | null;
  traces: CampaignTraces;
  /** The first day from which it can be closed: nothing that has been filed or compiled is later. */
  closesFrom: Day;
  /** Nobody has filed and no month has been compiled. */
  mayWithdraw: boolean;
  /** What is owed again when the closing is undone; null while it is not closed. */
  again: (AgainOwed & { dates: Day[]; months: Month[] }) | null;
  today: Day;
};

/** What the administrator has to know before a campaign is closed, opened again or withdrawn. */
export function seeCampaignLife(ctx: UserContext, campaignId: number): Promise<CampaignLife> {
  return consult(ctx, async (ctx) => {
    administered(ctx);
    const { zone } = ctx.user.region;
    const on = today(ctx);
    const campaign = await ownCampaign(ctx.db, ctx.user, campaignId);
    const traces = await tracesOf(ctx.db, campaignId);
    return {
      id: campaignId,
      order: nameOf(campaign.order),
      scope: campaign.scopeName,
      openedAt: campaign.openedAt,
      closing: campaign.closing,
      traces,
      closesFrom: closesFrom(dayIn(zone, campaign.openedAt), traces),
      mayWithdraw: isUntouched(traces),
      again: campaign.closing && {
        ...(await againOwed(ctx.db, campaignId, on)),
        dates: missedDates(campaign, campaign.closing, dayIn(zone, campaign.openedAt), on),
        months: missedMonths(campaign, on),
      },
      today: on,
    };
  });
}

async function ownCampaign(db: Db, user: User, campaignId: number): Promise<Campaign> {
  return found(
    (await campaignsOfRegion(db, user.region.id)).find(({ id }) => id === campaignId),
    () => true,
  );
}

function closesFrom(openedOn: Day, { lastFiled, lastEdition }: CampaignTraces): Day {
  const days = [lastFiled && addDays(lastFiled, 1), lastEdition && addDays(firstDay(lastEdition), 1)];
  return days.reduce<Day>((latest, day) => (day && day > latest ? day : latest), addDays(openedOn, 1));
}

function isUntouched({ lastFiled, lastEdition }: CampaignTraces): boolean {
  return lastFiled === null && lastEdition === null;
}

/** Dates that were not opened because the campaign was closed. */
function missedDates(campaign: Campaign, closing: Closing, openedOn: Day, on: Day): Day[] {
  const opened = datesFor({ ...campaign, closing: null }, openedOn, on);
  const missed = opened.filter(({ asOf, opens }) => asOf >= closing.on && opens <= on).map(({ asOf }) => asOf);
  return [...new Set(missed)].sort();
}

/** Months that nobody has compiled because the campaign was closed, and that are over. */
function missedMonths(campaign: Campaign, on: Day): Month[] {
  const last = monthInForce(campaign, monthOf(on));
  return monthsUpTo(addMonths(last, 1), on).filter((month) => month > last && month < monthOf(on));
}

const reason = fields.line(500);
const closing = z.object({ on: fields.day, document: fields.line(300), reason });

/** As far ahead as an order is closed: beyond it lies a typing error. */
const furthestDays = 366;

type Ask = { campaignId: number; typed: Record<string, string> };

/**
 * From that day on nothing is owed under the campaign and nothing of it changes; everything can be read. Nothing that has been
 * filed or compiled may be later than its last day.
 */
export async function closeCampaign(ctx: UserContext, { campaignId, typed }: Ask): Promise<void> {
  await transact(ctx, async (write) => {
    const { trx, user, audit } = write;
    const campaign = await heldCampaign(write, campaignId);
    const said: Closing = read(closing, typed);
    // A second click.
    if (campaign.closing && sameClosing(campaign.closing, said)) return;
    if (campaign.closing) return refuseField('on', 'alreadyClosed');
    const traces = await tracesOf(trx, campaignId);
    const opened = dayIn(user.region.zone, campaign.openedAt);
    if (said.on <= opened) return refuseField('on', 'beforeOpening');
    if (said.on < closesFrom(opened, traces)) {
      refuseField('on', traces.lastFiled && said.on <= traces.lastFiled ? 'filedLater' : 'compiledLater');
    }
    if (said.on > addDays(today(write), furthestDays)) refuseField('on', 'tooFar');
    await setClosing(trx, campaignId, said);
    await audit({
      action: 'campaign.close',
      ...subjectOf(campaign),
      details: { since: said.on, document: said.document, reason: said.reason, open: traces.open },
    });
  });
}

function sameClosing(a: Closing, b: Closing): boolean {
  return a.on === b.on && a.document === b.document && a.reason === b.reason;
}

const undoing = z.object({ since: fields.day, reason });

/** A closing that was a mistake: all is owed as if it had never been, also what has fallen due since. */
export async function reopenCampaign(ctx: UserContext, { campaignId, typed }: Ask): Promise<void> {
  await transact(ctx, async (write) => {
    const { trx, user, audit } = write;
    const campaign = await heldCampaign(write, campaignId);
    const { since, reason } = read(undoing, typed);
    // Somebody has undone it before, or has closed it anew since the page was opened.
    if (campaign.closing?.on !== since) return refuseField('reason', 'notClosed');
    await setClosing(trx, campaignId, null);
    await audit({ action: 'campaign.reopen', ...subjectOf(campaign), details: { since, reason } });
    await openDatesOf(write, { ...campaign, closing: null }, dayIn(user.region.zone, campaign.openedAt), today(write));
  });
}

/**
 * As if it had never been opened: it goes from everybody's lists, its drafts with it. Refused as soon as anybody has filed or a
 * month is compiled: what has been said is not unsaid.
 */
export async function withdrawCampaign(ctx: UserContext, { campaignId, typed }: Ask): Promise<void> {
  await transact(ctx, async (write) => {
    const { trx, now, audit } = write;
    const campaign = await heldCampaign(write, campaignId);
    const { reason } = read(z.object({ reason: fields.line(500) }), typed);
    const traces = await tracesOf(trx, campaignId);
    if (traces.lastFiled !== null) return refuseField('reason', 'alreadyFiled');
    if (traces.lastEdition !== null) return refuseField('reason', 'alreadyCompiled');
    if (!(await setWithdrawn(trx, campaignId, { at: now, reason }))) return;
    await settleTerms(trx, { campaignId });
    await silenceCampaign(trx, campaignId, now);
    const { begun } = traces;
    await audit({ action: 'campaign.recall', ...subjectOf(campaign), details: { reason, begun } });
  });
}

/** Nobody files under it, ends it or compiles it until the transaction ends. */
async function heldCampaign(write: WriteContext<User>, campaignId: number): Promise<Campaign> {
  administered(write);
  await ownCampaign(write.trx, write.user, campaignId);
  await holdCampaign(write.trx, campaignId);
  return ownCampaign(write.trx, write.user, campaignId);
}

function subjectOf({ id, scopeId }: Campaign) {
  return { subject: 'campaign', subjectId: id, organisationId: scopeId } as const;
}
