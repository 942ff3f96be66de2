import { type CoverageTarget, coverageTarget, coverageTargets, type Order } from '#app/domain/orders/order.ts';
import { type OpenFigures, openFigures } from '#app/domain/territory/open-figures.ts';
import { publishedCampaigns } from '#db/queries/campaigns.ts';
import { editionTotals, newestComplete } from '#db/queries/editions.ts';
import { regionOf } from '#db/queries/organisations.ts';
import { type ReportingDate, reportingDates } from '#db/queries/reports.ts';
import { type Context, consult, found, type Nobody } from '../context.server.ts';

type OpenOrder = Pick<Order, 'id' | 'kind' | 'number' | 'date' | 'authority' | 'title'>;
export type OpenCampaign = { id: number; order: OpenOrder; scope: string };
export type OpenPage = OpenCampaign & {
  region: string;
  demo: boolean;
  target: CoverageTarget | null;
  /** All of its coverage targets, `target` first. */
  targets: CoverageTarget[];
  dates: Pick<ReportingDate, 'asOf' | 'due'>[];
  /** Of the newest edition that was read after its month had ended; null while there is none. */
  figures: OpenFigures | null;
};

/** The campaigns whose figures the region shows to everybody. */
export async function seeOpenCampaigns(ctx: Context<Nobody>): Promise<OpenCampaign[]> {
  return (await consult(ctx, ({ db }) => publishedCampaigns(db))).map(({ id, order, scopeName }) => ({
    id,
    order: headOf(order),
    scope: scopeName,
  }));
}

/** What anybody may see of a campaign, if its region wishes so: the order, its dates, the last edition's figures of territories. */
export function seeOpenPage(ctx: Context<Nobody>, campaignId: number): Promise<OpenPage> {
  return consult(ctx, async (ctx) => {
    const campaign = found(
      (await publishedCampaigns(ctx.db)).find(({ id }) => id === campaignId),
      () => true,
    );
    const { id, order, scopeId, scopeName } = campaign;
    const region = found(await regionOf(ctx.db, scopeId), () => true);
    const edition = await newestComplete(ctx.db, id);
    const shown = edition && {
      number: edition.number,
      readAt: edition.readAt.toISOString(),
      sha256: edition.sha256.toString('hex'),
    };
    return {
      id,
      order: headOf(order),
      scope: scopeName,
      region: region.name,
      demo: region.demo,
      target: coverageTarget(order),
      targets: coverageTargets(order),
      dates: (await reportingDates(ctx.db, id)).map(({ asOf, due }) => ({ asOf, due })),
      figures: edition && shown ? openFigures(order, scopeName, await editionTotals(ctx.db, edition.id), shown) : null,
    };
  });
}

function headOf({ id, kind, number, date, authority, title }: Order): OpenOrder {
  return { id, kind, number, date, authority, title };
}
