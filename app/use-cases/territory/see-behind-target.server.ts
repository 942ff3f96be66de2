import { type Day, endOf, monthOf } from '#app/domain/calendar.ts';
import { lastDayOf, momentInForce } from '#app/domain/orders/campaign.ts';
import type { Band, Share, Target } from '#app/domain/orders/order.ts';
import {
  bandBehind,
  outsideOf,
  schoolsBehind,
  type TargetFigure,
  type TargetPart,
  type TargetSchool,
  targetFigureNamed,
  targetPart,
} from '#app/domain/territory/behind-target.ts';
import type { Outside } from '#app/domain/territory/denominator.ts';
import type { At, Exclusion, Source } from '#app/domain/territory/summary.ts';
import { byName } from '#db/queries/by-name.ts';
import { targetDaySchools } from '#db/queries/target-day.ts';
import { consult, found, type Reading, today, type UserContext } from '../context.server.ts';
import { seenScope } from './see-behind.server.ts';
import { type CampaignHead, headOf } from './see-region.server.ts';
import { type CampaignScope, editionAt, liveSummary, summaryAt, targetDayAsk } from './summary.server.ts';

export type BehindTargetView = {
  campaign: CampaignHead;
  figure: TargetFigure;
  /** The target in the order's own words; its day, of a coverage target; the corridor in force, of a corridor. */
  title: string;
  by: Day | null;
  threshold: Share | null;
  band: Band | null;
  at: At;
  asOf: Day;
  source: Source;
  seesRegion: boolean;
  name: string;
  whole: TargetPart;
} & (
  | { of: 'region'; municipalities: (TargetPart & { id: number; name: string })[]; excluded: Exclusion[] }
  | { of: 'municipality'; municipalityId: number; schools: TargetSchool[]; outside: Outside[] }
);

/** What is behind a figure of a target, of the region or of one municipality: down to the municipality, down to the school. */
export function seeBehindTarget(
  ctx: UserContext,
  ask: { campaignId: number; figure: string; at: At; municipalityId?: number },
): Promise<BehindTargetView> {
  return consult(ctx, async (ctx) => {
    const { municipalityId } = ask;
    const { scope, place, seesRegion } = await seenScope(ctx, ask);
    const at = momentInForce(scope.campaign, ask.at);
    const { campaign, region } = scope;
    const { of: target, ...figure } = found(targetFigureNamed(ask.figure, campaign.order), () => true);
    const onDay = figure.kind === 'day';
    const summary = await summaryAt(ctx.db, ctx.user, scope, {
      at,
      today: today(ctx),
      municipalityId,
      items: target.kind === 'bands' ? [target.item] : [],
      only: municipalityId === undefined || onDay ? 'totals' : undefined,
    });
    const { totals, source } = summary;
    const line = municipalityId === undefined ? totals.region : totals.municipalities[0];
    const common = {
      campaign: headOf(campaign, region.zone),
      figure,
      title: target.title,
      by: target.kind === 'coverage' ? target.by : null,
      threshold: target.kind === 'coverage' ? target.threshold : null,
      band: bandBehind(target, totals.asOf),
      at,
      asOf: totals.asOf,
      source,
      seesRegion,
      name: place?.name ?? region.name,
      whole: targetPart(line ?? {}, figure),
    };
    const own = {
      ...scope,
      municipalities: scope.municipalities.filter(({ id }) => municipalityId === undefined || id === municipalityId),
    };
    const excluded = onDay ? await excludedOn(ctx, own, target) : totals.excluded;
    if (municipalityId === undefined) {
      const parts = totals.municipalities.map((one) => ({ id: one.id, name: one.name, ...targetPart(one, figure) }));
      return { ...common, of: 'region', municipalities: parts, excluded: [...excluded].sort(byName) };
    }
    const schools = onDay
      ? await schoolsOn(ctx, own, { target, at })
      : schoolsBehind(summary, { kind: figure.kind, of: target }, campaign.order);
    return {
      ...common,
      of: 'municipality',
      municipalityId,
      schools: schools.sort(byName),
      outside: outsideOf(excluded).sort(byName),
    };
  });
}

/** The schools that counted on the target's day, as far as the page's figures know them: by no filing that came after those were read. */
async function schoolsOn(
  ctx: Reading,
  scope: CampaignScope,
  { target, at }: { target: Target; at: At },
): Promise<TargetSchool[]> {
  if (target.kind !== 'coverage') return [];
  const on = today(ctx);
  const asOf = at.day ?? lastDayOf(scope.campaign, at.month, on);
  const edition = await editionAt(ctx.db, scope, { at, today: on });
  const end = endOf(asOf, scope.region.zone);
  const until = edition && edition.readAt < end ? edition.readAt : end;
  if (target.by > asOf || target.by >= on) return [];
  const rows = await targetDaySchools(ctx.db, ctx.user, targetDayAsk(scope, target, { asOf, until }));
  return rows.map(({ id, name, coveredThen, coveredFrom, reportId, asOf: reported }) => ({
    id,
    name,
    meets: coveredFrom !== null && coveredFrom <= target.by,
    last: reportId === null || reported === null ? null : { reportId, asOf: reported },
    day: { evening: coveredThen, since: coveredFrom },
  }));
}

async function excludedOn(ctx: Reading, scope: CampaignScope, target: Target): Promise<Exclusion[]> {
  if (target.kind !== 'coverage') return [];
  const { totals } = await liveSummary(ctx.db, ctx.user, scope, {
    month: monthOf(target.by),
    asOf: target.by,
    items: [],
  });
  return totals.excluded;
}
