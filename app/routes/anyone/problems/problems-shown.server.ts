/** What the page of problems shows of its use case's answer: a page of groups, or one group school by school. */
import type { User } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import type { Problem } from '#app/domain/problems/problem.ts';
import type { ProblemGroup } from '#app/domain/problems/problem-groups.ts';
import { noSuchPage, pageFrom } from '#app/http/params.server.ts';
import { type ProblemsAsk, problemFilters, type SeenProblems } from '#app/use-cases/problems/see-problems.server.ts';

const groupsPerPage = 20;
const schoolsPerPage = 100;
/** A group names so many systems; the school's own says the rest. */
const systemsShown = 5;

export type ProblemsQuery = Omit<ProblemsAsk, 'campaignId'> & { page: number };

/** `?state=` that isn't one shows what is unsolved; an id that can't be one is no page. */
export function problemsQuery(search: URLSearchParams, idFrom: (text: string) => number): ProblemsQuery {
  const municipality = search.get('municipality');
  const like = search.get('like');
  const [, school, key] = /^([1-9]\d{0,8})-([a-z0-9.-]{1,40})$/.exec(like ?? '') ?? [];
  if (like !== null && (school === undefined || key === undefined)) return noSuchPage();
  return {
    municipalityId: municipality === null ? undefined : idFrom(municipality),
    system: search.get('system') ?? undefined,
    state: problemFilters.find((filter) => filter === search.get('state')) ?? 'unsolved',
    like: school && key ? { schoolId: Number(school), key } : undefined,
    page: pageFrom(search.get('page')),
  };
}

export function problemsShown(seen: SeenProblems, asked: ProblemsQuery, user: User) {
  const { campaigns, campaign, municipality, groups, schools, systems, counts } = seen;
  const names = new Map(seen.municipalities.map(({ id, name }) => [id, name]));
  const seesRegion = may.seeRegion(user, { regionId: user.region.id });
  const [only] = asked.like ? groups : [];
  const problems = groups.reduce((sum, group) => sum + group.problems.length, 0);
  const withProblems = new Set(groups.flatMap((group) => group.problems.map(({ schoolId }) => schoolId)));
  return {
    campaign: {
      id: campaign.id,
      order: campaign.order,
      scope: campaign.scope,
      asksForPlan: campaign.asksForPlan,
      closing: campaign.closing,
    },
    campaigns: campaigns.map(({ id, order, scope }) => ({ id, order, scope })),
    municipality: municipality && { id: municipality.municipalityId, name: municipality.name },
    region: user.region.name,
    seesRegion,
    asked: seen.asked,
    hasAny: counts.states.all > 0 || groups.length > 0,
    filter: {
      state: asked.state,
      system: asked.system,
      municipality: asked.municipalityId?.toString(),
      like: asked.like && `${asked.like.schoolId}-${asked.like.key}`,
    },
    problems,
    schools: withProblems.size,
    states: problemFilters.map((state) => ({ state, problems: counts.states[state] })),
    municipalities: seesRegion
      ? optionsOf(counts.municipalities, String(asked.municipalityId), (id) => names.get(Number(id)))
      : [],
    systems: optionsOf(counts.systems, asked.system, (key) => systems.find((system) => system.key === key)?.name),
    groups: asked.like ? null : paged(groups, asked.page, groupsPerPage, (group) => headOf(group)),
    group: only
      ? {
          ...headOf(only),
          lines: paged(only.problems, asked.page, schoolsPerPage, (problem) => lineOf(problem, schools, names)),
        }
      : null,
  };
}

export type ProblemsShown = ReturnType<typeof problemsShown>;
export type GroupHead = ReturnType<typeof headOf>;
export type GroupLine = ReturnType<typeof lineOf>;
export type Paged<Row> = { rows: Row[]; page: number; from: number; to: number; of: number; isLast: boolean };

/** The choices of a filter that would find something, and the one that is made; the most frequent first. */
function optionsOf(
  counts: Record<string, number>,
  chosen: string | undefined,
  nameOf: (value: string) => string | undefined,
) {
  return Object.entries(counts)
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .flatMap(([value, problems]) => {
      const name = nameOf(value);
      return name === undefined ? [] : [{ value, name, problems, current: value === chosen }];
    });
}

function headOf({ wording, problems, schools, municipalities, states, systems }: ProblemGroup) {
  const [first] = problems;
  const unsolved = problems.filter(({ until }) => until === null);
  return {
    wording,
    like: first ? `${first.schoolId}-${first.key}` : '',
    schools,
    municipalities,
    states,
    systems: systems.slice(0, systemsShown),
    /** Of those that are unsolved; null when none is. */
    oldestDays: unsolved.length > 0 ? Math.max(...unsolved.map(({ days }) => days)) : null,
  };
}

function lineOf(
  { schoolId, key, text, state, reopened, since, days, reportId, lastAsOf, system }: Problem,
  schools: SeenProblems['schools'],
  municipalities: ReadonlyMap<number, string>,
) {
  const school = schools.find(({ id }) => id === schoolId);
  return {
    school: { id: schoolId, name: school?.name ?? '' },
    municipality: school && municipalities.get(school.municipalityId),
    ...{ key, text, state, reopened, since, days, reportId, lastAsOf, system },
  };
}

function paged<T, Row>(all: readonly T[], page: number, size: number, rowOf: (one: T) => Row): Paged<Row> {
  const first = (page - 1) * size;
  const rows = all.slice(first, first + size).map(rowOf);
  if (page > 1 && rows.length === 0) return noSuchPage();
  return { rows, page, from: first + 1, to: first + rows.length, of: all.length, isLast: first + size >= all.length };
}
