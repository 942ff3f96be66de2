import { type Day, endOf } from '#app/domain/calendar.ts';
import { problemsForm } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import { ledgerOf, type Problem } from '#app/domain/problems/problem.ts';
import {
  groupsOf,
  type ProblemGroup,
  type ReportingSchool,
  type System,
  systemKey,
  systemsOf,
} from '#app/domain/problems/problem-groups.ts';
import { isUnsolved, type ProblemState, problemStates } from '#app/domain/problems/problem-state.ts';
import { campaignsOfSchool } from '#db/queries/campaigns.ts';
import { type MunicipalityPlace, placeOfSchool, type SchoolPlace } from '#db/queries/organisations.ts';
import { problemsReported, type SchoolProblems } from '#db/queries/problems.ts';
import { question, together } from '#db/queries/together.ts';
import { consult, found, type Reading, today, type UserContext } from '../context.server.ts';
import { seenPlace } from '../organisations/seen-place.server.ts';
import { campaignsOfMunicipality } from '../territory/see-municipality.server.ts';
import { type CampaignHead, campaignsOfViewer, headOf } from '../territory/see-region.server.ts';
import { type CampaignScope, loadCampaign } from '../territory/summary.server.ts';
import { ledgerQuestions } from './known-problems.server.ts';

export const problemFilters = ['unsolved', ...problemStates, 'all'] as const;
export type ProblemFilter = (typeof problemFilters)[number];

export type ProblemsAsk = {
  campaignId: number;
  municipalityId?: number;
  /** A `systemKey`. */
  system?: string;
  state: ProblemFilter;
  /** Only the group that holds this problem. */
  like?: { schoolId: number; key: string };
};

export type NamedSchool = ReportingSchool & { name: string };
export type SeenProblems = {
  campaigns: CampaignHead[];
  campaign: CampaignHead;
  /** The territory looked at: one municipality, or null for all that the campaign takes in. */
  municipality: MunicipalityPlace | null;
  municipalities: { id: number; name: string }[];
  /** Whether the order asks schools for problems at all. */
  asked: boolean;
  /** Schools of the territory whose reports count, with or without problems. */
  schools: NamedSchool[];
  systems: System[];
  /** How many problems another choice of one filter would leave. */
  counts: {
    states: Record<ProblemFilter, number>;
    municipalities: Record<number, number>;
    systems: Record<string, number>;
  };
  groups: ProblemGroup[];
  today: Day;
};

const keeps = (filter: ProblemFilter, state: ProblemState): boolean =>
  filter === 'all' || (filter === 'unsolved' ? isUnsolved(state) : filter === state);

/**
 * What schools have named as problems and what has become of it, like problems together (KG-App.3). The region sees all
 * municipalities of the campaign, a coordinator their own, whatever is asked for.
 */
export function seeProblems(ctx: UserContext, ask: ProblemsAsk): Promise<SeenProblems> {
  return consult(ctx, async (ctx) => {
    const { campaigns, municipality } = await territoryOf(ctx, ask.municipalityId);
    const campaign = found(
      campaigns.find(({ id }) => id === ask.campaignId),
      () => true,
    );
    const scope = await loadCampaign(ctx.db, ask.campaignId);
    const on = today(ctx);
    const form = problemsForm(scope.campaign.order);
    const reports = form ? await reported(ctx, scope, form.id, on) : [];
    const places = schoolsOf(reports);
    const here = ({ municipalityId }: { municipalityId: number }) =>
      municipality === null || municipalityId === municipality.municipalityId;
    const schools = places.filter(here);
    const placeOf = new Map(places.map((school) => [school.id, school]));
    const problems = ledgerOf(reports, on);
    const passes = (problem: Problem, but?: 'state' | 'municipality' | 'system') => {
      const place = placeOf.get(problem.schoolId);
      return (
        (but === 'state' || keeps(ask.state, problem.state)) &&
        (but === 'municipality' || (place !== undefined && here(place))) &&
        (but === 'system' || ask.system === undefined || keyOf(problem) === ask.system)
      );
    };
    const count = <K extends string | number>(but: 'municipality' | 'system', of: (problem: Problem) => K | null) =>
      tally(problems.filter((problem) => passes(problem, but)).map(of));
    const byState = problems.filter((problem) => passes(problem, 'state'));
    const { like } = ask;
    return {
      campaigns,
      campaign,
      municipality,
      municipalities: scope.municipalities,
      asked: form !== null,
      schools,
      systems: systemsOf(schools),
      counts: {
        states: Object.fromEntries(
          problemFilters.map((filter) => [filter, byState.filter(({ state }) => keeps(filter, state)).length]),
        ) as Record<ProblemFilter, number>,
        municipalities: count('municipality', ({ schoolId }) => placeOf.get(schoolId)?.municipalityId ?? null),
        systems: count('system', keyOf),
      },
      groups: groupsOf(problems, schools, {
        keep: (problem) => passes(problem),
        ...(like && { holding: ({ schoolId, key }: Problem) => schoolId === like.schoolId && key === like.key }),
      }),
      today: on,
    };
  });
}

/** What a problem's school worked with when it last named it. */
function keyOf({ system }: Problem): string | null {
  return system === null ? null : systemKey(system);
}

function tally<K extends string | number>(keys: (K | null)[]): Record<K, number> {
  const counts = {} as Record<K, number>;
  for (const key of keys) if (key !== null) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

async function territoryOf(
  ctx: UserContext,
  municipalityId: number | undefined,
): Promise<{ campaigns: CampaignHead[]; municipality: MunicipalityPlace | null }> {
  const own = ctx.user.reach === 'municipality' ? ctx.user.municipalityId : undefined;
  if (municipalityId === undefined && own === undefined) {
    return { campaigns: await campaignsOfViewer(ctx), municipality: null };
  }
  return campaignsOfMunicipality(ctx, municipalityId ?? own ?? 0);
}

/** All that the viewer may see of the campaign: likeness is told from the whole of it, whatever is shown. */
async function reported(
  ctx: Reading,
  { campaign, municipalities, region }: CampaignScope,
  formId: string,
  on: Day,
): Promise<SchoolProblems[]> {
  return problemsReported(ctx.db, ctx.user, {
    campaignId: campaign.id,
    formId,
    municipalityIds: municipalities.map(({ id }) => id),
    on,
    until: endOf(on, region.zone),
  });
}

function schoolsOf(reports: readonly SchoolProblems[]): NamedSchool[] {
  const schools = new Map<number, NamedSchool & { systems: string[] }>();
  for (const { schoolId: id, school: name, municipalityId, system } of reports) {
    const known = schools.get(id) ?? { id, name, municipalityId, systems: [] };
    if (system !== null) known.systems.push(system);
    schools.set(id, known);
  }
  return [...schools.values()];
}

export type SchoolLedger = {
  campaignId: number;
  order: CampaignHead['order'];
  /** The longest known first. */
  problems: Problem[];
};

/** A school's problems under each order that asks for them, for whoever may see the school. */
export function seeSchoolProblems(
  ctx: UserContext,
  schoolId: number,
): Promise<{ school: SchoolPlace; ledgers: SchoolLedger[]; sees: { municipality: boolean }; today: Day }> {
  return consult(ctx, async (ctx) => {
    const on = today(ctx);
    const { places, campaigns } = await together(ctx.db, {
      places: question(placeOfSchool(ctx.db, schoolId, on), {}),
      campaigns: campaignsOfSchool(ctx.db, schoolId, on),
    });
    const school = await seenPlace(ctx.db, ctx, places[0], may.seeSchool);
    const answers = await together(ctx.db, ledgerQuestions(campaigns, schoolId, ctx));
    const ledgers = campaigns.flatMap((campaign): SchoolLedger[] => {
      const problems = answers[campaign.id];
      const { order } = headOf(campaign, ctx.user.region.zone);
      return problems ? [{ campaignId: campaign.id, order, problems }] : [];
    });
    return { school, ledgers, sees: { municipality: may.seeMunicipality(ctx.user, school) }, today: on };
  });
}
