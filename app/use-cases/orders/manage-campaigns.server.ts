import { z } from 'zod';
import { type Day, firstDay, type Reporting } from '#app/domain/calendar.ts';
import type { Closing } from '#app/domain/orders/campaign.ts';
import { bandsTarget, coverageTarget, movedByYears, type Order } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import { allOrders, orderById } from '#app/orders/index.ts';
import { campaignsOfRegion, setPublished } from '#db/queries/campaigns.ts';
import { municipalitiesOfScope } from '#db/queries/organisations.ts';
import { allowed, consult, transact, type UserContext } from '../context.server.ts';
import type { Named } from '../organisations/manage-organisations.server.ts';
import { ownerOf, seenWhole } from '../territory/summary.server.ts';
import { administered, fields, read } from '../typed-fields.server.ts';
import { openCampaign } from './open-campaign.server.ts';

export type OrderName = Pick<Order, 'id' | 'kind' | 'number' | 'date' | 'authority' | 'title'>;

export type CampaignLine = {
  id: number;
  order: OrderName;
  scope: string;
  movedByYears: number;
  openedAt: Date;
  published: boolean;
  /** Its owner's people decide whether it is. */
  mayPublish: boolean;
  closing: Closing | null;
};

/** What the order's dates come to when moved by so many years. */
export type CampaignPreview = {
  order: OrderName;
  years: number;
  forms: { title: string; reporting: Reporting['kind']; from: Day }[];
  targets: { title: string; by: Day }[];
};

export type CampaignsView = {
  campaigns: CampaignLine[];
  orders: OrderName[];
  scopes: { region: Named; municipalities: Named[] };
  preview: CampaignPreview | null;
};

/** The opened campaigns, and what is needed to open one more. */
export function seeCampaigns(
  ctx: UserContext,
  ask: { preview?: { orderId: string; years: number } } = {},
): Promise<CampaignsView> {
  return consult(ctx, async (ctx) => {
    administered(ctx);
    const { region } = ctx.user;
    const municipalities = await municipalitiesOfScope(ctx.db, region.id);
    const scopeName = (id: number) => municipalities.find((one) => one.id === id)?.name ?? region.name;
    const order = ask.preview && orderById(ask.preview.orderId);
    return {
      campaigns: (await campaignsOfRegion(ctx.db, region.id)).map((campaign) => ({
        id: campaign.id,
        order: nameOf(campaign.order),
        scope: scopeName(campaign.scopeId),
        movedByYears: campaign.movedByYears,
        openedAt: campaign.openedAt,
        published: campaign.published,
        mayPublish: may.publish(ctx.user, { ownerId: campaign.scopeId }),
        closing: campaign.closing,
      })),
      orders: allOrders.map(nameOf),
      scopes: { region: { id: region.id, name: region.name }, municipalities },
      preview: order && ask.preview ? previewOf(order, ask.preview.years) : null,
    };
  });
}

/** An order is ahead of its time by so many years at most. */
export const mostYears = 20;

const years = z.coerce.number('noSuchYears').int('noSuchYears').min(0, 'noSuchYears').max(mostYears, 'noSuchYears');
const opening = z.object({ order: z.string('notAChoice'), scope: fields.id, years });

/** Opens the campaign that the administrator's form describes. */
export async function openCampaignFrom(
  ctx: UserContext,
  typed: Record<string, string>,
): Promise<{ campaignId: number }> {
  administered(ctx);
  const { order, scope, years } = read(opening, typed);
  return openCampaign(ctx, { orderId: order, scopeId: scope, years });
}

const whether = { published: z.enum(['yes', 'no'], 'notAChoice') };
const publishing = z.object({ campaign: fields.id, ...whether });

/** The administrator's list of campaigns: see `publishCampaign`. */
export async function publish(ctx: UserContext, typed: Record<string, string>): Promise<{ published: boolean }> {
  administered(ctx);
  const { campaign: campaignId } = read(publishing, typed);
  return publishCampaign(ctx, { campaignId, typed });
}

/** Lets everybody see the order, its dates and the last edition's figures of territories, or no longer: its owner's people decide. */
export async function publishCampaign(
  ctx: UserContext,
  { campaignId, typed }: { campaignId: number; typed: Record<string, string> },
): Promise<{ published: boolean }> {
  return transact(ctx, async ({ trx, user, audit }) => {
    const scope = await seenWhole({ db: trx, user }, campaignId);
    allowed(may.publish(user, ownerOf(scope)));
    const { campaign } = scope;
    const { published: wanted } = read(z.object(whether), typed);
    const published = wanted === 'yes';
    if (campaign.published === published) return { published };
    await setPublished(trx, campaignId, published);
    await audit({
      action: published ? 'campaign.publish' : 'campaign.unpublish',
      subject: 'campaign',
      subjectId: campaignId,
      organisationId: campaign.scopeId,
    });
    return { published };
  });
}

/** The years of the preview's address; anything else asks for none. */
export function previewFrom(order: string | null, text: string | null): { orderId: string; years: number } | undefined {
  const parsed = years.safeParse(text || '0');
  return order && parsed.success ? { orderId: order, years: parsed.data } : undefined;
}

/** What lists say of an order. */
export function nameOf({ id, kind, number, date, authority, title }: Order): OrderName {
  return { id, kind, number, date, authority, title };
}

function previewOf(order: Order, years: number): CampaignPreview {
  const moved = movedByYears(order, years);
  const coverage = coverageTarget(moved);
  const bands = bandsTarget(moved);
  const lastBand = bands?.bands.at(-1);
  return {
    order: nameOf(order),
    years,
    forms: moved.forms.map(({ title, reporting }) => ({
      title,
      reporting: reporting.kind,
      from: reporting.kind === 'dates' ? (reporting.dates[0] ?? order.date) : firstDay(reporting.from),
    })),
    targets: [
      ...(coverage ? [{ title: coverage.title, by: coverage.by }] : []),
      ...(bands && lastBand ? [{ title: bands.title, by: lastBand.by }] : []),
    ],
  };
}
