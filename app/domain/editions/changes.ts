/** What differs between two editions, by name. */
import type { Month } from '../calendar.ts';
import type { Share } from '../orders/order.ts';
import { compareShares } from '../territory/coverage.ts';
import type { SchoolLine, Summary } from '../territory/summary.ts';
import type { TargetState } from '../territory/target.ts';

/** `edition`: the one before of the same month, `month`: the newest one of the month before. */
export type Since = 'edition' | 'month';
export type EditionRef = { month: Month; number: number; sha256: string };
export type Was<T> = { was: T; is: T };

export type MunicipalityChange = {
  id: number;
  name: string;
  covered: Was<Share | null>;
  rank: Was<number | null>;
  target: Was<TargetState | null>;
};

export type Changes = {
  since: Since;
  base: EditionRef;
  covered: Was<Share>;
  municipalitiesMet: Was<Share>;
  /** How many schools became covered or no longer are, entered or left the denominator, stand elsewhere; how many single figures differ. */
  gained: number;
  lost: number;
  joined: number;
  left: number;
  moved: number;
  figures: number;
  /** Those of which something differs, in the summary's order. */
  municipalities: MunicipalityChange[];
};

export const reportCounts = ['owed', 'filed', 'onTime', 'onTimeOriginally', 'accepted', 'acceptedOnTime'] as const;
export type ReportCount = (typeof reportCounts)[number];

/** What differs in a school's line; what stays the same is left out. */
export type SchoolChange = {
  since: Since;
  id: number;
  name: string;
  municipalityId: number;
  /** It entered the denominator, or left it. */
  counted?: 'joined' | 'left';
  /** The municipality it stood in before. */
  movedFrom?: number;
  covered?: 'gained' | 'lost';
  system?: Was<string | null>;
  stage?: Was<string | null>;
  figures?: ({ item: string } & Was<Share | null>)[];
  /** Within the same month alone: other months owe other reports. */
  reports?: ({ count: ReportCount } & Was<number>)[];
};

export type ChangesByName = Changes & { schools: SchoolChange[] };

/**
 * From `before` to `after`, school by school and summed up. A school that entered or left counts as such and, if it is covered, as
 * gained or lost, so that what was, plus gained, minus lost, is what is.
 */
export function changesBetween(
  before: Pick<Summary, 'totals' | 'schools'>,
  after: Pick<Summary, 'totals' | 'schools'>,
  { since, base }: { since: Since; base: EditionRef },
): ChangesByName {
  const earlier = new Map(before.schools.map((school) => [school.id, school]));
  const remaining = new Set(after.schools.map(({ id }) => id));
  const schools = [
    ...after.schools.map((school) => changeOf(earlier.get(school.id), school, since)),
    ...before.schools.filter(({ id }) => !remaining.has(id)).map((school) => changeOf(school, undefined, since)),
  ].filter((change) => change !== null);
  return {
    since,
    base,
    covered: { was: before.totals.region.covered, is: after.totals.region.covered },
    municipalitiesMet: { was: before.totals.municipalitiesMet, is: after.totals.municipalitiesMet },
    ...countChanges(schools),
    municipalities: municipalityChanges(before, after),
    schools,
  };
}

/** How many of each kind there are among schools' changes. */
export function countChanges(
  schools: readonly SchoolChange[],
): Pick<Changes, 'gained' | 'lost' | 'joined' | 'left' | 'moved' | 'figures'> {
  const count = (has: (change: SchoolChange) => boolean) => schools.filter(has).length;
  return {
    gained: count(({ covered }) => covered === 'gained'),
    lost: count(({ covered }) => covered === 'lost'),
    joined: count(({ counted }) => counted === 'joined'),
    left: count(({ counted }) => counted === 'left'),
    moved: count(({ movedFrom }) => movedFrom !== undefined),
    figures: schools.reduce((sum, { figures = [], reports = [] }) => sum + figures.length + reports.length, 0),
  };
}

function changeOf(before: SchoolLine | undefined, after: SchoolLine | undefined, since: Since): SchoolChange | null {
  const line = after ?? before;
  if (!line) return null;
  const { id, name, municipalityId } = line;
  const change: SchoolChange = { since, id, name, municipalityId };
  if (!before) change.counted = 'joined';
  if (!after) change.counted = 'left';
  const [was, is] = [before?.covered ?? false, after?.covered ?? false];
  if (was !== is) change.covered = is ? 'gained' : 'lost';
  if (before && after) {
    if (before.municipalityId !== municipalityId) change.movedFrom = before.municipalityId;
    const systems = { was: before.last?.system ?? null, is: after.last?.system ?? null };
    if (systems.was !== systems.is) change.system = systems;
    const stages = { was: before.stage ?? null, is: after.stage ?? null };
    if (stages.was !== stages.is) change.stage = stages;
    const figures = figureChanges(before, after);
    if (figures.length > 0) change.figures = figures;
    const reports = since === 'edition' ? reportChanges(before, after) : [];
    if (reports.length > 0) change.reports = reports;
  }
  return Object.keys(change).length > 4 ? change : null;
}

function figureChanges(before: SchoolLine, after: SchoolLine) {
  return [...new Set([...Object.keys(before.figures), ...Object.keys(after.figures)])]
    .sort()
    .map((item) => ({ item, was: before.figures[item] ?? null, is: after.figures[item] ?? null }))
    .filter(({ was, is }) => was?.n !== is?.n || was?.of !== is?.of);
}

function reportChanges(before: SchoolLine, after: SchoolLine) {
  return reportCounts
    .map((count) => ({ count, was: before[count] ?? 0, is: after[count] ?? 0 }))
    .filter(({ was, is }) => was !== is);
}

function municipalityChanges(before: Pick<Summary, 'totals'>, after: Pick<Summary, 'totals'>): MunicipalityChange[] {
  const earlier = new Map(before.totals.municipalities.map((line) => [line.id, line]));
  return after.totals.municipalities
    .map((is): MunicipalityChange => {
      const was = earlier.get(is.id);
      return {
        id: is.id,
        name: is.name,
        covered: { was: was?.covered ?? null, is: is.covered },
        rank: { was: was?.rank ?? null, is: is.rank ?? null },
        target: { was: was?.target ?? null, is: is.target },
      };
    })
    .filter(
      ({ covered, rank, target }) =>
        covered.was?.n !== covered.is?.n ||
        covered.was?.of !== covered.is?.of ||
        rank.was !== rank.is ||
        target.was !== target.is,
    );
}

/** Places by coverage, the highest share first: equal shares have equal places, and the next place leaves room for them. Without schools: none. */
export function ranksOf(lines: readonly { id: number; covered: Share }[]): Map<number, number> {
  const counted = lines.filter(({ covered }) => covered.of > 0);
  const sorted = [...counted].sort((a, b) => compareShares(b.covered, a.covered));
  const ranks = new Map<number, number>();
  let rank = 1;
  for (const [at, line] of sorted.entries()) {
    const above = sorted[at - 1];
    if (above && compareShares(above.covered, line.covered) !== 0) rank = at + 1;
    ranks.set(line.id, rank);
  }
  return ranks;
}
