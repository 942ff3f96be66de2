/** Plan against fact: of one municipality step by step, and who in the region has a plan (MO-4.1). */
import { type Day, monthOf } from '#app/domain/calendar.ts';
import { dayInForce } from '#app/domain/orders/campaign.ts';
import type { CoverageTarget, Share } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import {
  firstApproved,
  type PlanStanding,
  type PlanState,
  type PlanStep,
  plannedShare,
  plannedTarget,
  planOn,
  planStanding,
  planState,
  planTerm,
  type Shortfall,
  shortOfTarget,
} from '#app/domain/territory/plan.ts';
import { type MunicipalityPlace, municipalityPlace } from '#db/queries/organisations.ts';
import { type PlanVersion, plansOfCampaign, planVersions } from '#db/queries/plans.ts';
import type { Db } from '#db/schema.ts';
import { consult, found, type Reading, refuse, today, type UserContext } from '../context.server.ts';
import { type CampaignHead, headOf } from './see-region.server.ts';
import { type CampaignScope, liveSummary, loadCampaign, seenWhole } from './summary.server.ts';

/** Whose plan it is and what it is for. */
type Planning = {
  municipality: MunicipalityPlace;
  /** Of this municipality alone. */
  scope: CampaignScope;
  target: CoverageTarget;
};

/** The municipality under a campaign that asks it for a plan; refused where the person may not see it or none is asked for. */
export async function planning(
  db: Db,
  ctx: Pick<UserContext, 'user'>,
  ask: { campaignId: number; municipalityId: number },
): Promise<Planning> {
  const municipality = found(await municipalityPlace(db, ask.municipalityId), (at) =>
    may.seeMunicipality(ctx.user, at),
  );
  const all = await loadCampaign(db, ask.campaignId);
  const target = plannedTarget(all.campaign.order);
  const municipalities = all.municipalities.filter(({ id }) => id === ask.municipalityId);
  if (!target || municipalities.length === 0) return refuse({ kind: 'notFound' });
  return { municipality, scope: { ...all, municipalities }, target };
}

/** A step of the plan; what was covered on its day, once that has come and the campaign's figures reach back to it. */
export type StepLine = PlanStep & { planned: Share; fact: Share | null; state: PlanState | null };

export type PlanView = {
  municipality: MunicipalityPlace;
  campaign: CampaignHead;
  target: CoverageTarget;
  /** The last day on which the order wants the plan approved; null where it names none. */
  term: Day | null;
  /** What counts, null while no plan has been entered; the versions before it, the newest first. */
  plan: PlanVersion | null;
  earlier: PlanVersion[];
  /** For the first time, by whichever document. */
  approved: Day | null;
  standing: PlanStanding;
  steps: StepLine[];
  /** Today. */
  covered: Share;
  state: PlanState | null;
  next: PlanStep | null;
  short: Shortfall | null;
  mayKeep: boolean;
};

export function seePlan(ctx: UserContext, ask: { campaignId: number; municipalityId: number }): Promise<PlanView> {
  return consult(ctx, async (ctx) => {
    const { municipality, scope, target } = await planning(ctx.db, ctx, ask);
    const { campaign, region } = scope;
    const [plan = null, ...earlier] = await planVersions(ctx.db, ask);
    const on = dayInForce(scope.campaign, today(ctx));
    const covered = await coveredOn(ctx, scope, on);
    const head = headOf(campaign, region.zone);
    const term = planTerm(campaign.order);
    const approved = firstApproved(plan ? [plan, ...earlier] : []);
    const steps: StepLine[] = [];
    for (const step of plan?.steps ?? []) {
      const known = step.by <= on && monthOf(step.by) >= head.firstMonth;
      const fact = known ? await coveredOn(ctx, scope, step.by) : null;
      steps.push({
        ...step,
        planned: plannedShare(step, (fact ?? covered).of),
        fact,
        state: plan && fact && planState(fact, plan, step.by),
      });
    }
    return {
      municipality,
      campaign: head,
      target,
      term,
      plan,
      earlier,
      approved,
      standing: planStanding(approved, term),
      steps,
      covered,
      state: plan && planState(covered, plan, on),
      next: plan && planOn(plan, on).next,
      short: plan && shortOfTarget(plan, covered.of, target),
      mayKeep: may.keepPlan(ctx.user, municipality),
    };
  });
}

/** The schools of a scope that meet the criterion at the end of the day. */
async function coveredOn(ctx: Reading, scope: CampaignScope, day: Day): Promise<Share> {
  const { totals } = await liveSummary(ctx.db, ctx.user, scope, { month: monthOf(day), asOf: day, items: [] });
  return totals.region.covered;
}

export type PlanLine = {
  id: number;
  name: string;
  standing: PlanStanding;
  plan: PlanVersion | null;
  /** For the first time, by whichever document. */
  approved: Day | null;
  /** Today. */
  covered: Share;
  state: PlanState | null;
  short: Shortfall | null;
};

export type PlansView = { campaign: CampaignHead; target: CoverageTarget; term: Day | null; lines: PlanLine[] };

/** Which municipalities have an approved plan, since when, and how it goes. */
export function seePlans(ctx: UserContext, campaignId: number): Promise<PlansView> {
  return consult(ctx, async (ctx) => {
    const scope = await seenWhole(ctx, campaignId);
    const { campaign, region } = scope;
    const target = plannedTarget(campaign.order);
    if (!target) return refuse({ kind: 'notFound' });
    const on = dayInForce(campaign, today(ctx));
    const term = planTerm(campaign.order);
    const plans = await plansOfCampaign(ctx.db, ctx.user, { campaignId, until: ctx.now });
    const asked = { month: monthOf(on), asOf: on, items: [] };
    const { totals } = await liveSummary(ctx.db, ctx.user, scope, asked);
    return {
      campaign: headOf(campaign, region.zone),
      target,
      term,
      lines: totals.municipalities.map(({ id, name, covered }): PlanLine => {
        const plan = plans.find(({ municipalityId }) => municipalityId === id) ?? null;
        const approved = firstApproved(plan?.documents ?? []);
        return {
          id,
          name,
          standing: planStanding(approved, term),
          plan,
          approved,
          covered,
          state: plan && planState(covered, plan, on),
          short: plan && shortOfTarget(plan, covered.of, target),
        };
      }),
    };
  });
}
