import { type Day, firstDay, type Reporting } from '#app/domain/calendar.ts';
import { bandsTarget, coverageTarget, movedByYears, type Order } from '#app/domain/order.ts';
import { allOrders, orderById } from '#app/orders/index.ts';
import { campaignsOfRegion } from '#db/queries/campaigns.ts';
import { municipalitiesOfScope } from '#db/queries/organisations.ts';
import { administered } from './administer.server.ts';
import type { UserContext } from './context.server.ts';
import type { Named } from './manage-organisations.server.ts';

export type OrderName = Pick<Order, 'id' | 'kind' | 'number' | 'date' | 'authority' | 'title'>;

export type CampaignLine = {
  id: number;
  order: OrderName;
  scope: string;
  movedByYears: number;
  openedAt: Date;
  closedOn: Day | null;
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
export async function seeCampaigns(
  ctx: UserContext,
  ask: { preview?: { orderId: string; years: number } } = {},
): Promise<CampaignsView> {
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
      closedOn: campaign.closedOn,
    })),
    orders: allOrders.map(nameOf),
    scopes: { region: { id: region.id, name: region.name }, municipalities },
    preview: order && ask.preview ? previewOf(order, ask.preview.years) : null,
  };
}

function nameOf({ id, kind, number, date, authority, title }: Order): OrderName {
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
