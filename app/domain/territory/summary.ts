/** How the schools of a territory fold into figures. Live pages and frozen editions are both made by `summarise`. */
import type { Day, Month } from '../calendar.ts';
import { ranksOf } from '../editions/changes.ts';
import { bandsTargets, coverageTargets, decidingForm, type Order, type Share } from '../orders/order.ts';
import { isOpen, type SchoolKind, type Settlement } from '../organisations/organisation.ts';
import type { ProblemGroup } from '../problems/problem-groups.ts';
import { sumOfShares } from './coverage.ts';
import type { Plan } from './plan.ts';
import { stillNeeded, type TargetState, targetState } from './target.ts';
import { dayMet, type Span } from './target-day.ts';
import {
  type CorridorCounts,
  type CorridorFigures,
  corridorFigures,
  coverageFigures,
  type SpansOf,
  type TargetFigures,
  type TargetMet,
} from './target-figures.ts';

/** What is known of one school as of a day. */
export type SchoolFact = {
  id: number;
  name: string;
  /** The municipality it was placed in on that day. */
  municipalityId: number;
  opened: Day;
  closed: Day | null;
  generalEducation: boolean;
  /** Null while the register does not say. */
  schoolKind: SchoolKind | null;
  settlement: Settlement | null;
  /** The filing for its latest reporting date among those filed by the end of the day; null when it never filed. */
  last: {
    reportId: number;
    asOf: Day;
    filedOn: Day;
    /** An amendment is no later than the version that it corrects. */
    late: boolean;
    system: string | null;
    coveredFrom: Day | null;
  } | null;
  /** From which day on that filing puts the school at which of the order's stages. */
  stages: Record<string, Day>;
  figures: Record<string, Share>;
  /** From which day on its last filings meet the order's further coverage targets, by their ids. */
  metFrom?: Record<string, Day>;
  /** By the corridor's id, the shares of items that stand in another form than the deciding one. */
  shares?: Record<string, Share>;
  /** Reports due within the period up to the day: how many are owed, filed, filed by their due day. */
  owed: number;
  filed: number;
  onTime: number;
  /** First filed by the day that the order itself set; accepted; accepted in a version filed by the day in force. */
  onTimeOriginally: number;
  accepted: number;
  acceptedOnTime: number;
};

/** A school's line in a summary. */
export type SchoolLine = {
  id: number;
  name: string;
  municipalityId: number;
  covered: boolean;
  last: SchoolFact['last'];
  /** The last of the order's stages that it has reached; null at none. Editions made before stages were counted don't have it. */
  stage?: string | null;
  figures: Record<string, Share>;
  /** Where the order has more than one: the further coverage targets that it meets. */
  targets?: string[];
  /** Where the order has such: the shares of corridors whose item stands in another form than the deciding one. */
  shares?: Record<string, Share>;
  owed: number;
  filed: number;
  onTime: number;
  /** Editions made before these were known don't have them. */
  schoolKind?: SchoolKind | null;
  settlement?: Settlement | null;
  /** Editions made before these were counted don't have them. */
  onTimeOriginally?: number;
  accepted?: number;
  acceptedOnTime?: number;
};

/** Why a school of the register is not in the denominator on that day. */
export type Exclusion = {
  id: number;
  name: string;
  municipalityId: number;
  reason: 'closed' | 'notOpenYet' | 'notGeneral';
};

/** A report that a decision has taken out of what is owed: it is due within the period, and nobody waits for it. */
export type Excused = {
  reportId: number;
  id: number;
  name: string;
  municipalityId: number;
  asOf: Day;
  /** A code of `decisionReasons.notRequired`. */
  reason: string;
  document: string | null;
};

export type TerritoryFigures = {
  /** Schools that meet the criterion, of the general-education schools open on the day, reporting or not (MO-4.3). */
  covered: Share;
  /** Reports filed, and filed in time, of those due within the period. */
  reported: Share;
  onTime: Share;
  /** Editions made before these were counted don't have them. */
  onTimeOriginally?: Share;
  accepted?: Share;
  acceptedOnTime?: Share;
  /** How many schools stand at which stage, in the order's order; the others stand at none. Not in editions made before. */
  stages?: { id: string; schools: number }[];
  /** Per item the sums of the schools' last filings, and how many schools they come from. */
  figures: Record<string, Share & { schools: number }>;
  /** Every coverage target in the order's order, the first of them `covered` again. Not in editions made before. */
  targets?: TargetFigures[];
  /** Every corridor in force, by schools. Not in editions made before. */
  corridors?: CorridorFigures[];
};

/** A corridor's day that is over: the sum's share, and the schools by their own. Editions made before say neither whose nor by schools. */
export type BandDay = { target?: string; by: Day; fact: Share; schools?: CorridorCounts };

/** Reports filed and accepted, each in time by which clock, of those owed. */
export type ClockShares = Pick<
  TerritoryFigures,
  'reported' | 'onTime' | 'onTimeOriginally' | 'accepted' | 'acceptedOnTime'
>;

export type MunicipalityLine = TerritoryFigures & {
  id: number;
  name: string;
  /** Null where the order sets no coverage target. */
  target: TargetState | null;
  stillNeeded: number;
  /** Its place by coverage among all, equal shares sharing it; null without schools. Not in editions made before places were kept. */
  rank?: number | null;
};

/** What a month's edition says of a municipality beyond its schools' figures; a page of totals does without it. */
export type MunicipalityDetails = {
  id: number;
  /** Who answers for it by then. */
  coordinators: string[];
  /** How often reports were returned within the month, by the order's reason, the most frequent first. */
  returns: { reason: string; n: number }[];
  /** The coverage `pace.asOf` days before. */
  before: Share;
  /** By each corridor whose day is over. */
  bands: BandDay[];
  /** Its plan as it stood when the data was read; null without one, and where the order asks for none. */
  plan: Pick<Plan, 'number' | 'date' | 'steps'> | null;
};

export type SummaryTotals = {
  month: Month;
  asOf: Day;
  region: TerritoryFigures & { target: TargetState | null };
  /** In how many municipalities the target is met, of those with at least one school. */
  municipalitiesMet: Share;
  municipalities: MunicipalityLine[];
  /** Schools of the denominator that have filed at least once. */
  schoolsWithReport: number;
  excluded: Exclusion[];
  /** Editions made before decisions were kept don't have them. */
  excused?: Excused[];
  /** By each corridor whose day is over, of the region. */
  bands?: BandDay[];
  /** In how many municipalities each coverage target is met. Not in editions made before. */
  targetsMet?: TargetMet[];
  /** The coverage some weeks earlier: what the pace is reckoned from. */
  before?: { asOf: Day; covered: Share };
  details?: MunicipalityDetails[];
};

export type Summary = { totals: SummaryTotals; schools: SchoolLine[] };
/** With all that a month's edition, workbook and note speak of. `problems` is absent where the order asks for none. */
export type FullSummary = Summary & { problems?: readonly ProblemGroup[] };

/**
 * Which state of the figures a page asks for: a month (its edition, or live while it has none) or a single day. By `now` the
 * schools are counted live in the municipalities that they belong to today.
 */
export type At = { month: Month; day?: Day; territory?: 'now' };

export type Source =
  | { kind: 'edition'; id: number; number: number; readAt: string; complete: boolean }
  /** Counted just now: the month is not over, not compiled yet, or a single day was asked for. */
  | { kind: 'live' };

/**
 * Folds the facts of a scope into its summary. Every general-education school open on `asOf` counts in the
 * denominator, whether or not it reported; the others are named with the reason. `excused` reports are out of what is owed
 * already, and are named with it. `items` are those whose figures the facts have; without them all. `spans` are there for the targets whose day is over.
 */
export function summarise(
  order: Order,
  municipalities: readonly { id: number; name: string }[],
  facts: readonly SchoolFact[],
  { items, ...period }: { month: Month; asOf: Day; items?: readonly string[] },
  excused: Excused[] = [],
  spans: SpansOf = new Map(),
): Summary {
  const { asOf } = period;
  const counted = facts.filter((fact) => exclusionOf(fact, asOf) === null);
  const [target = null, ...further] = coverageTargets(order);
  const formId = decidingForm(order)?.id;
  const elsewhere = bandsTargets(order).some(({ form }) => form !== formId);
  const schools = counted.map(
    ({ opened, closed, generalEducation, stages, metFrom, shares, ...line }): SchoolLine => ({
      ...line,
      covered: line.last?.coveredFrom != null && line.last.coveredFrom <= asOf,
      stage: stageOn(order, stages, asOf),
      ...(further.length > 0 && {
        targets: further.filter(({ id }) => (metFrom?.[id] ?? '9') <= asOf).map(({ id }) => id),
      }),
      ...(elsewhere && { shares: shares ?? {} }),
    }),
  );
  const stateOf = (covered: Share) => target && targetState(covered, target, asOf);
  const byMunicipality = new Map<number, SchoolLine[]>(municipalities.map(({ id }) => [id, []]));
  for (const school of schools) byMunicipality.get(school.municipalityId)?.push(school);
  const spansIn = spansByMunicipality(spans);
  const lines = municipalities.map(({ id, name }): MunicipalityLine => {
    const own = byMunicipality.get(id) ?? [];
    const figures = foldSchools(own, order);
    return {
      id,
      name,
      ...figures,
      targets: coverageFigures(own, spansIn(id), { order, asOf, whole: false }),
      corridors: corridorFigures(own, { order, asOf, items }),
      target: figures.covered.of > 0 ? stateOf(figures.covered) : null,
      stillNeeded: target ? stillNeeded(figures.covered, target.threshold) : 0,
    };
  });
  const ranks = ranksOf(lines);
  for (const line of lines) line.rank = ranks.get(line.id) ?? null;
  const region = foldSchools(schools, order);
  return {
    totals: {
      ...period,
      region: {
        ...region,
        targets: coverageFigures(schools, spans, { order, asOf, whole: true }),
        corridors: corridorFigures(schools, { order, asOf, items }),
        target: stateOf(region.covered),
      },
      municipalitiesMet: {
        n: lines.filter((line) => line.target === 'met').length,
        of: lines.filter((line) => line.covered.of > 0).length,
      },
      targetsMet: targetsMet(order, lines),
      municipalities: lines,
      schoolsWithReport: schools.filter(({ last }) => last !== null).length,
      excluded: facts.flatMap(({ id, name, municipalityId, ...fact }) => {
        const reason = exclusionOf(fact, asOf);
        return reason ? [{ id, name, municipalityId, reason }] : [];
      }),
      excused,
    },
    schools,
  };
}

function targetsMet(order: Order, lines: readonly MunicipalityLine[]): TargetMet[] {
  return coverageTargets(order).map(({ id, threshold }) => {
    const all = lines.flatMap(({ targets = [] }) => targets.filter((one) => one.id === id));
    const days = all.flatMap(({ day }) => day ?? []);
    return {
      id,
      met: {
        n: all.filter(({ state }) => state === 'met').length,
        of: all.filter(({ covered }) => covered.of > 0).length,
      },
      ...(days.length > 0 && { day: dayMet(days, threshold) }),
    };
  });
}

function spansByMunicipality(spans: SpansOf): (id: number) => SpansOf {
  const places = [...spans].map(([target, all]) => {
    const own = new Map<number, Span[]>();
    for (const span of all) {
      const here = own.get(span.municipalityId) ?? [];
      here.push(span);
      own.set(span.municipalityId, here);
    }
    return [target, own] as const;
  });
  return (id) => new Map(places.map(([target, own]) => [target, own.get(id) ?? []]));
}

function exclusionOf(
  fact: Pick<SchoolFact, 'opened' | 'closed' | 'generalEducation'>,
  asOf: Day,
): Exclusion['reason'] | null {
  if (!isOpen(fact, asOf)) return fact.opened > asOf ? 'notOpenYet' : 'closed';
  return fact.generalEducation ? null : 'notGeneral';
}

/** The last stage whose day has come, whether or not those before it are reached. */
function stageOn({ stages }: Order, since: Record<string, Day>, asOf: Day): string | null {
  return stages.findLast(({ id }) => (since[id] ?? '9') <= asOf)?.id ?? null;
}

function foldSchools(schools: readonly SchoolLine[], order: Order): TerritoryFigures {
  const figures: TerritoryFigures['figures'] = {};
  for (const school of schools) {
    for (const [item, { n, of }] of Object.entries(school.figures)) {
      const sum = figures[item] ?? { n: 0, of: 0, schools: 0 };
      figures[item] = { n: sum.n + n, of: sum.of + of, schools: sum.schools + 1 };
    }
  }
  return {
    covered: { n: schools.filter(({ covered }) => covered).length, of: schools.length },
    reported: sumOfShares(schools.map(({ filed, owed }) => ({ n: filed, of: owed }))),
    onTime: sumOfShares(schools.map(({ onTime, owed }) => ({ n: onTime, of: owed }))),
    onTimeOriginally: sumOfShares(schools.map(({ onTimeOriginally = 0, owed }) => ({ n: onTimeOriginally, of: owed }))),
    accepted: sumOfShares(schools.map(({ accepted = 0, owed }) => ({ n: accepted, of: owed }))),
    acceptedOnTime: sumOfShares(schools.map(({ acceptedOnTime = 0, owed }) => ({ n: acceptedOnTime, of: owed }))),
    stages: order.stages
      .filter(({ reached }) => reached)
      .map(({ id }) => ({ id, schools: schools.filter(({ stage }) => stage === id).length })),
    figures,
  };
}
