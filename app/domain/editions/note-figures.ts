/** The figures that a note may speak of, each by its name: what it is in an edition, or null where the edition has none. */
import { type Day, daysBetween, type Month, type Zone } from '../calendar.ts';
import {
  type Band,
  type BandsTarget,
  bandsTarget,
  bandsTargets,
  type CoverageTarget,
  coverageTarget,
  coverageTargets,
  type Order,
  type Share,
  type Target,
} from '../orders/order.ts';
import { rowOf } from '../own.ts';
import { isUnsolved } from '../problems/problem-state.ts';
import { compareShares } from '../territory/coverage.ts';
import type { Pace } from '../territory/forecast.ts';
import { planState } from '../territory/plan.ts';
import type { FullSummary, MunicipalityLine, SummaryTotals } from '../territory/summary.ts';
import { type BandState, bandState, nextBand, stillNeeded, type TargetState } from '../territory/target.ts';
import type { DayMet, TargetDay } from '../territory/target-day.ts';
import { bandDaysOf, type CorridorCounts, figuresOfTarget } from '../territory/target-figures.ts';
import type { ChangesByName } from './changes.ts';

/** An edition with all that its note speaks of. */
export type NoteFacts = {
  order: Order;
  zone: Zone;
  edition: { number: number; readAt: string; complete: boolean };
  summary: FullSummary;
  /** Editions of the first release say nothing of changes. */
  changesKnown: boolean;
  /** Since the edition before of the same month, and since the month before; null for the first. */
  sinceEdition: ChangesByName | null;
  sinceMonth: ChangesByName | null;
  /** The totals of the month before, as far as its newest edition was there when this one was compiled. */
  monthBefore: SummaryTotals | null;
};

/** What is counted. */
export type Thing = 'schools' | 'municipalities' | 'reports' | 'problems' | 'returns';

/** One of a list: a name, and what is said of it. */
export type Listed = { name: string; share?: Share; was?: Share; n?: number };

export type FigureValue =
  | { is: 'count'; n: number; of: Thing }
  /** `against`: a rounded percentage must not cross these. */
  | { is: 'share'; share: Share; of: Thing; against: Share[] }
  | { is: 'moved'; was: Share; now: Share; against: Share[] }
  | { is: 'reached'; met: Share; per: CoverageTarget['per']; state: TargetState }
  | { is: 'target'; target: Pick<CoverageTarget, 'threshold' | 'by' | 'per'> }
  /** Schools a week: gained in the last weeks, and needed from now on to make the target by its day. */
  | { is: 'pace'; pace: Pace; needed: Pace; by: Day }
  | { is: 'onDay'; day: TargetDay; met: DayMet | null; threshold: Share }
  /** The sum's share and the schools by their own; editions made before did not count those. */
  | { is: 'bands'; facts: { band: Band; fact: Share; state: BandState; schools?: CorridorCounts }[] }
  | { is: 'band'; band: Band }
  /** Who has not reported: says itself that all have. */
  | { is: 'missing'; n: number }
  /** `all` there are; the first of them by name. */
  | { is: 'list'; listed: Listed[]; all: number; of: Thing; against: Share[] }
  | { is: 'differs'; schools: number; figures: number }
  | { is: 'order'; kind: string; number: string; date: Day }
  | { is: 'edition'; number: number }
  | { is: 'read'; at: string; zone: Zone; complete: boolean }
  | { is: 'day'; day: Day }
  | { is: 'month'; month: Month }
  | { is: 'text'; text: string };

/** So many are named; of the rest the note says how many there are. */
export const mostListed = 5;

type FigureOf = (facts: NoteFacts) => FigureValue | null;

const figures = {
  order: ({ order: { kind, number, date } }) => ({ is: 'order', kind, number, date }),
  orderTitle: ({ order }) => ({ is: 'text', text: order.title }),
  orderAuthority: ({ order }) => ({ is: 'text', text: order.authority }),
  edition: ({ edition }) => ({ is: 'edition', number: edition.number }),
  read: ({ edition, zone }) => ({ is: 'read', at: edition.readAt, zone, complete: edition.complete }),
  month: ({ summary }) => ({ is: 'month', month: summary.totals.month }),
  asOf: ({ summary }) => ({ is: 'day', day: summary.totals.asOf }),

  schools: ({ summary }) => schools(summary.totals.region.covered.of),
  excluded: ({ summary }) => schools(summary.totals.excluded.length),
  covered: ({ order, summary }) =>
    coverageTarget(order) && {
      is: 'share',
      share: summary.totals.region.covered,
      of: 'schools',
      against: thresholds(order),
    },
  target: ({ order }) => {
    const target = coverageTarget(order);
    return target && { is: 'target', target };
  },
  reached: ({ order, summary: { totals } }) => {
    const target = coverageTarget(order);
    if (!target || totals.municipalitiesMet.of === 0) return null;
    const pending = totals.asOf < target.by ? 'pending' : 'missed';
    const { n, of } = totals.municipalitiesMet;
    const state = target.per === 'region' ? totals.region.target : n === of ? 'met' : pending;
    return { is: 'reached', met: totals.municipalitiesMet, per: target.per, state: state ?? pending };
  },
  municipalitiesMet: ({ order, summary }) =>
    coverageTarget(order) && {
      is: 'share',
      share: summary.totals.municipalitiesMet,
      of: 'municipalities',
      against: [],
    },
  needed: (facts) => neededFor(facts),
  pace: (facts) => {
    const { order, summary } = facts;
    const { before, region, asOf } = summary.totals;
    const target = coverageTarget(order);
    const lacking = neededFor(facts);
    if (!target || !before || asOf >= target.by || lacking === null || lacking.n === 0) return null;
    const gained = region.covered.n - before.covered.n;
    return {
      is: 'pace',
      pace: { n: gained * 7, of: daysBetween(before.asOf, asOf) },
      needed: { n: lacking.n * 7, of: daysBetween(asOf, target.by) },
      by: target.by,
    };
  },
  onDay: ({ order, summary: { totals } }) => onDayOf(totals, coverageTarget(order)),
  reachedLater: ({ order, summary: { totals } }) => {
    const target = coverageTarget(order);
    const listed = totals.municipalities.flatMap(({ name, targets = [] }) => {
      const day = targets.find(({ id }) => id === target?.id)?.day;
      return day?.state === 'later' ? [{ name }] : [];
    });
    if (target?.per !== 'municipality' || listed.length === 0) return null;
    return { is: 'list', listed: listed.slice(0, mostListed), all: listed.length, of: 'municipalities', against: [] };
  },
  bandsTitle: ({ order }) => {
    const target = bandsTarget(order);
    return target && { is: 'text', text: target.title };
  },
  bands: ({ order, summary: { totals } }) => bandsIn(totals, bandsTarget(order), order),
  nextBand: ({ order, summary }) => {
    const band = nextBand(bandsTarget(order)?.bands ?? [], summary.totals.asOf);
    return band && { is: 'band', band };
  },

  monthBefore: ({ sinceMonth }) => sinceMonth && { is: 'month', month: sinceMonth.base.month },
  coveredMoved: ({ order, sinceMonth }) =>
    sinceMonth &&
    coverageTarget(order) && {
      is: 'moved',
      was: sinceMonth.covered.was,
      now: sinceMonth.covered.is,
      against: thresholds(order),
    },
  metMoved: ({ order, sinceMonth }) => {
    if (!sinceMonth || !coverageTarget(order)) return null;
    return { is: 'moved', was: sinceMonth.municipalitiesMet.was, now: sinceMonth.municipalitiesMet.is, against: [] };
  },
  gained: (facts) => schoolsThat(facts, 'gained'),
  lost: (facts) => schoolsThat(facts, 'lost'),
  risen: (facts) => municipalitiesThat(facts, 1),
  fallen: (facts) => municipalitiesThat(facts, -1),
  editionBefore: ({ sinceEdition }) => sinceEdition && { is: 'edition', number: sinceEdition.base.number },
  differs: ({ sinceEdition }) =>
    sinceEdition && {
      is: 'differs',
      schools: sinceEdition.schools.length,
      figures: sinceEdition.figures,
    },

  best: (facts) => placesOf(facts, ranked(facts).slice(0, half(facts))),
  lowest: (facts) => placesOf(facts, ranked(facts).reverse().slice(0, half(facts))),
  furthest: (facts) => {
    const behind = ranked(facts)
      .reverse()
      .filter(({ target }) => target !== null && target !== 'met');
    return behind.length > 0
      ? municipalityList(
          facts,
          behind.map(({ name, covered }) => ({ name, share: covered })),
        )
      : null;
  },

  behindPlan: (facts) => {
    const { municipalities, details = [], asOf } = facts.summary.totals;
    const listed = municipalities.flatMap(({ id, name, covered }) => {
      const plan = details.find((one) => one.id === id)?.plan;
      const state = plan && planState(covered, plan, asOf);
      return state?.kind === 'behind' ? [{ name, n: state.by }] : [];
    });
    return listed.length > 0
      ? municipalityList(
          facts,
          listed.sort((a, b) => b.n - a.n),
        )
      : null;
  },

  unsolved: ({ summary: { problems } }) =>
    problems ? { is: 'count', n: unsolvedOf(problems).length, of: 'problems' } : null,
  schoolsWithProblems: ({ summary: { problems } }) =>
    problems ? schools(new Set(unsolvedOf(problems).map(({ schoolId }) => schoolId)).size) : null,
  frequentProblems: ({ summary: { problems = [] } }) => {
    const listed = problems
      .map((group) => ({ name: group.wording, n: new Set(unsolvedOf([group]).map(({ schoolId }) => schoolId)).size }))
      .filter(({ n }) => n > 0)
      .sort((a, b) => b.n - a.n);
    return listed.length > 0
      ? { is: 'list', listed: listed.slice(0, mostListed), all: listed.length, of: 'schools', against: [] }
      : null;
  },
  returned: ({ summary: { totals } }) =>
    totals.details
      ? {
          is: 'count',
          n: totals.details.flatMap(({ returns }) => returns).reduce((sum, { n }) => sum + n, 0),
          of: 'returns',
        }
      : null,
  frequentReturns: ({ order, summary }) => {
    const times = new Map<string, number>();
    for (const { returns } of summary.totals.details ?? []) {
      for (const { reason, n } of returns) times.set(reason, (times.get(reason) ?? 0) + n);
    }
    const listed = [...times]
      .map(([reason, n]) => ({ name: order.returnReasons.find(({ id }) => id === reason)?.title ?? reason, n }))
      .sort((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1));
    return listed.length > 0
      ? { is: 'list', listed: listed.slice(0, mostListed), all: listed.length, of: 'returns', against: [] }
      : null;
  },

  owed: ({ summary }) => reports(summary.totals.region.reported.of),
  reported: ({ summary }) => ofReports(summary.totals.region.reported),
  onTime: ({ summary }) => ofReports(summary.totals.region.onTime),
  onTimeOriginally: ({ summary }) => ofReports(summary.totals.region.onTimeOriginally),
  accepted: ({ summary }) => ofReports(summary.totals.region.accepted),
  acceptedOnTime: ({ summary }) => ofReports(summary.totals.region.acceptedOnTime),
  excused: ({ summary }) => reports(summary.totals.excused?.length ?? 0),
  missing: ({ summary }) => ({ is: 'missing', n: summary.schools.filter(owes).length }),
  missingIn: (facts) => {
    const counts = new Map<number, number>();
    for (const school of facts.summary.schools.filter(owes)) {
      counts.set(school.municipalityId, (counts.get(school.municipalityId) ?? 0) + 1);
    }
    const listed = facts.summary.totals.municipalities.flatMap(({ id, name }) => {
      const n = counts.get(id);
      return n ? [{ name, n }] : [];
    });
    return listed.length > 0
      ? municipalityList(
          facts,
          listed.sort((a, b) => b.n - a.n),
        )
      : null;
  },
  waiting: ({ summary: { totals } }) => {
    const { reported, accepted } = totals.region;
    return accepted ? reports(reported.n - accepted.n) : null;
  },
  idleIn: (facts) => {
    const listed = facts.summary.totals.municipalities
      .flatMap(({ name, reported, accepted }) => {
        const n = reported.n - (accepted?.n ?? reported.n);
        return n * 2 > reported.n ? [{ name, n }] : [];
      })
      .sort((a, b) => b.n - a.n);
    return listed.length > 0 ? municipalityList(facts, listed) : null;
  },
  extended: ({ summary: { totals } }) => {
    const { onTime, onTimeOriginally } = totals.region;
    return onTimeOriginally ? reports(Math.max(0, onTime.n - onTimeOriginally.n)) : null;
  },
} satisfies Record<string, FigureOf>;

export type FigureName = keyof typeof figures;
export const figureNames = Object.keys(figures) as FigureName[];

const ofMunicipality = /^municipality:(\d{1,9})$/;
const ofTarget = /^(covered|onDay|bands):(.+)$/;

/** The figure of that name in the edition; of a municipality, `municipality:17`, its coverage; of a further target `onDay:staff`. */
export function figureOf(facts: NoteFacts, name: string): FigureValue | null {
  const named = rowOf(figures, name);
  if (named) return named(facts);
  const [, kind, target] = ofTarget.exec(name) ?? [];
  if (kind && target) return targetFigure(facts, kind, target);
  const id = Number(ofMunicipality.exec(name)?.[1] ?? 0);
  const line = facts.summary.totals.municipalities.find((one) => one.id === id);
  return line ? municipalityList(facts, [{ name: line.name, share: line.covered }]) : null;
}

/** All names that the edition has a figure for. */
export function namesIn(facts: NoteFacts): string[] {
  const municipalities = facts.summary.totals.municipalities.map(({ id }) => `municipality:${id}`);
  const targets = furtherTargets(facts.order).flatMap(({ kind, id }) =>
    kind === 'coverage' ? [`covered:${id}`, `onDay:${id}`] : [`bands:${id}`],
  );
  return [...figureNames, ...targets, ...municipalities].filter((name) => figureOf(facts, name) !== null);
}

/** Those beyond the first of their kind. */
export function furtherTargets(order: Order): Target[] {
  return [...coverageTargets(order).slice(1), ...bandsTargets(order).slice(1)];
}

function targetFigure({ order, summary: { totals } }: NoteFacts, kind: string, id: string): FigureValue | null {
  const target = order.targets.find((one) => one.id === id);
  if (target?.kind === 'bands') return kind === 'bands' ? bandsIn(totals, target, order) : null;
  if (!target || kind === 'bands') return null;
  if (kind === 'onDay') return onDayOf(totals, target);
  const figures = figuresOfTarget(totals.region, target);
  return figures ? { is: 'share', share: figures.covered, of: 'schools', against: [target.threshold] } : null;
}

/** Null before the target's day is over, and in editions made before it was counted. */
function onDayOf(totals: SummaryTotals, target: CoverageTarget | null): FigureValue | null {
  const day = target && figuresOfTarget(totals.region, target)?.day;
  if (!target || !day || day.state === null) return null;
  const met = totals.targetsMet?.find(({ id }) => id === target.id)?.day;
  return { is: 'onDay', day, met: (target.per === 'municipality' && met) || null, threshold: target.threshold };
}

function bandsIn(totals: SummaryTotals, target: BandsTarget | null, order: Order): FigureValue | null {
  const days = target ? bandDaysOf(totals.bands ?? [], target, bandsTarget(order)) : [];
  const facts = (target?.bands ?? []).flatMap((band) => {
    const day = days.find(({ by }) => by === band.by);
    return day ? [{ band, fact: day.fact, state: bandState(day.fact, band), schools: day.schools }] : [];
  });
  return facts.length > 0 ? { is: 'bands', facts } : null;
}

/** Where each municipality must reach the target by itself, the lacks add up; a surplus elsewhere does not help. */
function neededFor({ order, summary: { totals } }: NoteFacts): Extract<FigureValue, { is: 'count' }> | null {
  const target = coverageTarget(order);
  if (!target) return null;
  const n =
    target.per === 'region'
      ? stillNeeded(totals.region.covered, target.threshold)
      : totals.municipalities.reduce((sum, line) => sum + line.stillNeeded, 0);
  return { is: 'count', n, of: 'schools' };
}

function schools(n: number): FigureValue {
  return { is: 'count', n, of: 'schools' };
}

function reports(n: number): FigureValue {
  return { is: 'count', n, of: 'reports' };
}

/** Editions made before a clock was counted don't have it; where nothing was owed there is no share. */
function ofReports(share: Share | undefined): FigureValue | null {
  return share && share.of > 0 ? { is: 'share', share, of: 'reports', against: [] } : null;
}

function thresholds(order: Order): Share[] {
  const target = coverageTarget(order);
  return target ? [target.threshold] : [];
}

const owes = ({ owed, filed }: { owed: number; filed: number }) => filed < owed;

function unsolvedOf(groups: NonNullable<FullSummary['problems']>) {
  return groups.flatMap(({ problems }) => problems.filter(({ state }) => isUnsolved(state)));
}

/** The municipalities with schools, the highest coverage first; equal ones in the order of their names. */
function ranked({ summary }: NoteFacts): MunicipalityLine[] {
  return summary.totals.municipalities
    .filter(({ covered }) => covered.of > 0)
    .sort((a, b) => compareShares(b.covered, a.covered));
}

/** So many are the best and so many the lowest: nobody is both. */
function half(facts: NoteFacts): number {
  return Math.min(mostListed, Math.floor(ranked(facts).length / 2));
}

/** Nobody is best where all are equal. */
function placesOf(facts: NoteFacts, lines: readonly MunicipalityLine[]): FigureValue | null {
  const all = ranked(facts);
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last || lines.length === 0 || compareShares(first.covered, last.covered) === 0) return null;
  return {
    ...municipalityList(
      facts,
      lines.map(({ name, covered }) => ({ name, share: covered })),
    ),
    all: lines.length,
  };
}

function municipalityList({ order }: NoteFacts, listed: Listed[]): Extract<FigureValue, { is: 'list' }> {
  return {
    is: 'list',
    listed: listed.slice(0, mostListed),
    all: listed.length,
    of: 'municipalities',
    against: thresholds(order),
  };
}

/** Schools that have become covered since the month before, or no longer are, with their municipalities. */
function schoolsThat({ summary, sinceMonth }: NoteFacts, have: 'gained' | 'lost'): FigureValue | null {
  if (!sinceMonth) return null;
  const places = new Map(summary.totals.municipalities.map(({ id, name }) => [id, name]));
  const all = sinceMonth.schools.filter(({ covered }) => covered === have);
  const listed = all
    .slice(0, mostListed)
    .map(({ name, municipalityId }) => ({ name: `${name} (${places.get(municipalityId) ?? ''})` }));
  return { is: 'list', listed, all: all.length, of: 'schools', against: [] };
}

/** Municipalities whose coverage has risen (1) or fallen (-1) since the month before, those that moved most first. */
function municipalitiesThat(facts: NoteFacts, sign: 1 | -1): FigureValue | null {
  const moved = (facts.sinceMonth?.municipalities ?? [])
    .flatMap(({ name, covered: { was, is } }) =>
      was && is && was.of > 0 && is.of > 0 ? [{ name, was, share: is }] : [],
    )
    .filter(({ was, share }) => sign * compareShares(share, was) > 0)
    .sort((a, b) => sign * compareShares(step(b), step(a)));
  return moved.length > 0 ? municipalityList(facts, moved) : null;
}

/** The difference of two shares as one fraction. */
function step({ was, share }: { was: Share; share: Share }): Share {
  return { n: share.n * was.of - was.n * share.of, of: share.of * was.of };
}
