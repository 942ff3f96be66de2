import type { Day } from '#app/domain/calendar.ts';
import { momentInForce } from '#app/domain/orders/campaign.ts';
import { decidingForm, type Share, type Stage } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import type { Item } from '#app/domain/reports/form.ts';
import {
  type Behind,
  behind,
  type Figure,
  figureNamed,
  type MunicipalityPart,
  municipalityParts,
  shareOf,
} from '#app/domain/territory/denominator.ts';
import type { At, Exclusion, Excused, Source } from '#app/domain/territory/summary.ts';
import { byName } from '#db/queries/by-name.ts';
import { municipalityPlace } from '#db/queries/organisations.ts';
import { consult, found, type Reading, refuse, today, type UserContext } from '../context.server.ts';
import { type CampaignHead, headOf } from './see-region.server.ts';
import { loadCampaign, ownerOf, summaryAt } from './summary.server.ts';

export type BehindView = {
  campaign: CampaignHead;
  figure: Figure;
  /** What the figure is called by: the item with the heading that it stands under, the stage. */
  items: Item[];
  stages: Pick<Stage, 'id' | 'title'>[];
  at: At;
  asOf: Day;
  source: Source;
  share: Share | null;
  /** All of the campaign, and not one municipality alone. */
  seesRegion: boolean;
} & (
  | { of: 'region'; name: string; municipalities: MunicipalityPart[]; excluded: Exclusion[]; excused: Excused[] }
  | ({ of: 'municipality'; municipalityId: number; name: string } & Behind)
);

/** The campaign, and its region or the one municipality of it that is asked for, as far as the person may see that. */
export async function seenScope(
  ctx: Reading,
  { campaignId, municipalityId }: { campaignId: number; municipalityId?: number },
) {
  const scope = await loadCampaign(ctx.db, campaignId);
  const place = municipalityId === undefined ? null : await municipalityPlace(ctx.db, municipalityId);
  const seesRegion = may.seeMunicipality(ctx.user, ownerOf(scope));
  if (municipalityId === undefined ? !seesRegion : !place || !may.seeMunicipality(ctx.user, place)) {
    return refuse({ kind: 'notFound' });
  }
  if (municipalityId !== undefined && !scope.municipalities.some(({ id }) => id === municipalityId)) {
    return refuse({ kind: 'notFound' });
  }
  return { scope, place, seesRegion };
}

/**
 * What is behind a percentage of the region or of one municipality: down to the municipality, down to the school. The same
 * summary as the page that shows the percentage.
 */
export function seeBehind(
  ctx: UserContext,
  ask: { campaignId: number; figure: string; at: At; municipalityId?: number },
): Promise<BehindView> {
  return consult(ctx, async (ctx) => {
    const { municipalityId } = ask;
    const { scope, place, seesRegion } = await seenScope(ctx, ask);
    const { campaign, region } = scope;
    const figure = found(figureNamed(ask.figure, campaign.order), () => true);
    const items = figure.kind === 'item' ? [figure.item] : [];
    const { totals, schools, source } = await summaryAt(ctx.db, ctx.user, scope, {
      at: ask.at,
      today: today(ctx),
      municipalityId,
      items,
      only: municipalityId === undefined ? 'totals' : undefined,
    });
    const named = ({ id }: Item) => figure.kind === 'item' && (id === figure.item || figure.item.startsWith(`${id}.`));
    const common = {
      campaign: headOf(campaign, region.zone),
      figure,
      items: decidingForm(campaign.order)?.items.filter(named) ?? [],
      stages: campaign.order.stages
        .filter(({ id }) => figure.kind === 'stage' && id === figure.stage)
        .map(({ id, title }) => ({ id, title })),
      at: momentInForce(campaign, ask.at),
      asOf: totals.asOf,
      source,
      seesRegion,
    };
    if (municipalityId === undefined) {
      return {
        ...common,
        of: 'region',
        name: region.name,
        share: shareOf(totals.region, figure),
        municipalities: municipalityParts(totals, figure),
        excluded: [...totals.excluded].sort(byName),
        excused: totals.excused ?? [],
      };
    }
    const { share, inside, outside } = behind({ totals, schools }, figure);
    return {
      ...common,
      of: 'municipality',
      municipalityId,
      name: place?.name ?? '',
      share,
      inside: inside.sort(byName),
      outside: outside.sort(byName),
    };
  });
}
