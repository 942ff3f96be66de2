/** The same problem at many schools: with which system, in how many municipalities, at how many of the system's schools. */
import type { Problem } from './problem.ts';
import { isUnsolved, type ProblemState, problemStates } from './problem-state.ts';
import { clustersOf } from './similar-problems.ts';
import { plainText } from './wording.ts';

/** A school that has filed, and every system that its filings have named. */
export type ReportingSchool = { id: number; municipalityId: number; systems: readonly string[] };

/** How schools write a system's name most often; by `systemKey`. */
export type System = { key: string; name: string; schools: number };

/** `schools` of the system's `of` have the problem; a school counts for each system that it named with it. */
export type SystemShare = { key: string; name: string; schools: number; of: number };

export type ProblemGroup = {
  /** As most schools word it. */
  wording: string;
  /** Unsolved ones first, the oldest first. */
  problems: Problem[];
  schools: number;
  municipalities: number;
  states: Record<ProblemState, number>;
  /** With the most schools first; a problem of a school that names no system is in none. */
  systems: SystemShare[];
};

/** «Дневник.ру», "дневник.ру" and Дневник ру are one system. */
export function systemKey(name: string): string {
  return plainText(name);
}

/** The systems of a campaign, each with the number of schools that have ever named it, the most used first. */
export function systemsOf(schools: readonly ReportingSchool[]): System[] {
  const systems = new Map<string, { spellings: Map<string, number>; schools: Set<number> }>();
  for (const { id, systems: named } of schools) {
    for (const name of named) {
      const key = systemKey(name);
      const system = systems.get(key) ?? { spellings: new Map(), schools: new Set() };
      system.spellings.set(name, (system.spellings.get(name) ?? 0) + 1);
      system.schools.add(id);
      systems.set(key, system);
    }
  }
  const usual = (spellings: Map<string, number>) =>
    [...spellings].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? '';
  return [...systems]
    .map(([key, system]) => ({ key, name: usual(system.spellings), schools: system.schools.size }))
    .sort((a, b) => b.schools - a.schools || (a.key < b.key ? -1 : 1));
}

/**
 * Groups of like problems, those of the most schools first; where as many have them, the ones with more unsolved. `keep`
 * hides problems but moves none to another group; `holding` asks for the one group that holds such a problem.
 */
export function groupsOf(
  problems: readonly Problem[],
  schools: readonly ReportingSchool[],
  {
    keep = () => true,
    holding = () => true,
  }: { keep?: (problem: Problem) => boolean; holding?: (problem: Problem) => boolean } = {},
): ProblemGroup[] {
  const municipalityOf = new Map(schools.map(({ id, municipalityId }) => [id, municipalityId]));
  const systems = systemsOf(schools);
  return clustersOf(problems)
    .filter(({ problems: all }) => all.some(holding))
    .map(({ wording, problems: all }) => ({ wording, problems: all.filter(keep) }))
    .filter(({ problems: kept }) => kept.length > 0)
    .map(({ wording, problems: kept }) => groupOf(wording, kept, systems, municipalityOf))
    .sort(
      (a, b) =>
        b.schools - a.schools ||
        b.states.open + b.states.partly - a.states.open - a.states.partly ||
        (a.wording < b.wording ? -1 : 1),
    );
}

function groupOf(
  wording: string,
  problems: Problem[],
  systems: readonly System[],
  municipalityOf: ReadonlyMap<number, number>,
): ProblemGroup {
  const schoolIds = new Set(problems.map(({ schoolId }) => schoolId));
  const withSystem = new Map<string, Set<number>>();
  for (const { system, schoolId } of problems) {
    if (system === null) continue;
    const key = systemKey(system);
    withSystem.set(key, (withSystem.get(key) ?? new Set()).add(schoolId));
  }
  const shares = systems.flatMap(({ key, name, schools: of }) => {
    const schools = withSystem.get(key)?.size ?? 0;
    return schools > 0 ? [{ key, name, schools, of }] : [];
  });
  const count = (state: ProblemState) => problems.filter((problem) => problem.state === state).length;
  return {
    wording,
    problems: [...problems].sort(
      (a, b) =>
        Number(isUnsolved(b.state)) - Number(isUnsolved(a.state)) ||
        (a.since < b.since ? -1 : a.since > b.since ? 1 : 0) ||
        a.schoolId - b.schoolId ||
        (a.key < b.key ? -1 : 1),
    ),
    schools: schoolIds.size,
    municipalities: new Set([...schoolIds].map((id) => municipalityOf.get(id))).size,
    states: Object.fromEntries(problemStates.map((state) => [state, count(state)])) as Record<ProblemState, number>,
    systems: shares.sort((a, b) => b.schools - a.schools || b.of - a.of || (a.key < b.key ? -1 : 1)),
  };
}
