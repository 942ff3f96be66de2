/** What really happens in each school, whether or not it reports it: when the journal came into use and how fast it grows. */
import { addDays, type Day, daysBetween } from '#app/domain/calendar.ts';
import { isOpen } from '#app/domain/organisations/organisation.ts';
import { someDay } from './days.ts';
import { randomOf } from './random.ts';
import type { Course, Municipality, School } from './territory.ts';
import { type System, systems } from './words.ts';

export type Path = {
  kind: 'early' | 'steady' | 'late' | 'stuck' | 'slidingBack';
  /** First day of use; null when the school will not get there in the time shown. */
  since: Day | null;
  /** First day on which it is no longer used. */
  stopped: Day | null;
  system: System;
  /** When the system was chosen; null: not yet. */
  chosen: Day | null;
  /** When the preparations began. */
  begun: Day;
  /** Parents' activation against the order's corridor: below 1 behind it, about 1 within, above ahead. */
  pace: number;
};

/** How many of the municipality's schools use the journal by the target's day and two months later, and how many of the former stop. */
const plans: Record<Course, (schools: number) => { byTurn: number; soonAfter: number; stop: number }> = {
  wellOver: (n) => ({ byTurn: Math.ceil(n * 0.87), soonAfter: Math.ceil(n * 0.95), stop: 0 }),
  exactly: (n) => ({ byTurn: enough(n), soonAfter: enough(n), stop: 0 }),
  over: (n) => ({ byTurn: enough(n) + (n > 12 ? 1 : 0), soonAfter: enough(n) + (n > 8 ? 2 : 1), stop: n > 15 ? 1 : 0 }),
  reachedLater: (n) => ({ byTurn: Math.floor(n * 0.65), soonAfter: enough(n) + (n > 20 ? 1 : 0), stop: 0 }),
  oneShort: (n) => ({ byTurn: enough(n) - (n > 6 ? 2 : 1), soonAfter: enough(n) - 1, stop: n > 10 ? 1 : 0 }),
  behind: (n) => ({ byTurn: Math.floor(n * 0.5), soonAfter: Math.floor(n * 0.62), stop: n > 6 ? 1 : 0 }),
  farOff: (n) => ({ byTurn: Math.floor(n * 0.2), soonAfter: Math.floor(n * 0.33), stop: n > 10 ? 1 : 0 }),
};

/** The fewest of n that make 75 %. */
function enough(n: number): number {
  return Math.ceil((3 * n) / 4);
}

/** The path of every school, by its id. */
export function pathsOf(
  municipalities: readonly Municipality[],
  schools: readonly School[],
  turn: Day,
): Map<number, Path> {
  const paths = new Map<number, Path>();
  for (const municipality of municipalities) {
    const own = schools.filter((school) => school.municipality === municipality);
    const counted = own.filter((school) => school.generalEducation && isOpen(school, turn));
    const random = randomOf('paths', municipality.id);
    // A school opened in August comes last; the first one, of the demo's director, got there in summer.
    const old = counted.filter(({ opened }) => opened < addDays(turn, -60));
    const fresh = counted.filter(({ opened }) => opened >= addDays(turn, -60));
    const [shown, ...others] = old;
    const ranked = [...random.shuffled(others), ...fresh];
    const plan = plans[municipality.course](counted.length);
    if (shown) ranked.splice(Math.max(0, Math.min(plan.byTurn, ranked.length) - 1), 0, shown);
    const early = Math.round(plan.byTurn * random.between(0.5, 0.65));
    ranked.forEach((school, at) => {
      paths.set(school.id, pathOf(school, kindAt(at, plan, early), turn));
    });
    for (const school of own) if (!paths.has(school.id)) paths.set(school.id, pathOf(school, 'stuck', turn));
  }
  return paths;
}

type Kind = Path['kind'] | 'muchLater';

function kindAt(at: number, plan: ReturnType<(typeof plans)[Course]>, early: number): Kind {
  if (at < plan.stop) return 'slidingBack';
  if (at < early) return 'early';
  if (at < plan.byTurn) return 'steady';
  if (at < plan.soonAfter + plan.stop) return 'late';
  return at % 2 === 0 ? 'muchLater' : 'stuck';
}

function pathOf(school: School, kind: Kind, turn: Day): Path {
  const random = randomOf('path', school.id);
  const within = (from: number, to: number) => someDay(random, addDays(turn, from), addDays(turn, to));
  const since = {
    early: () => within(-365, -95),
    slidingBack: () => within(-300, -95),
    steady: () => within(-85, -12),
    late: () => within(3, 48),
    muchLater: () => within(92, 300),
    stuck: () => null,
  }[kind]();
  const begun = since && since < addDays(turn, -120) ? addDays(since, -90) : addDays(turn, random.whole(-170, -120));
  return {
    kind: kind === 'muchLater' ? 'late' : kind,
    since,
    stopped: kind === 'slidingBack' ? within(12, 48) : null,
    system: random.pick(systems),
    chosen: since
      ? addDays(since, -random.whole(20, 60))
      : random.chance(0.6)
        ? addDays(turn, random.whole(-60, 30))
        : null,
    begun,
    pace: random.chance(0.22)
      ? random.between(0.5, 0.8)
      : random.chance(0.7)
        ? random.between(0.92, 1.1)
        : random.between(1.28, 1.5),
  };
}

export function inUse({ since, stopped }: Path, on: Day): boolean {
  return since !== null && since <= on && (stopped === null || stopped > on);
}

/** How far the preparations are, 0 to 1: everything that comes before use, from the first order to the last training. */
export function readiness(path: Path, on: Day): number {
  const done = addDays(path.since ?? addDays(path.begun, 600), 40);
  return clamp(daysBetween(path.begun, on) / daysBetween(path.begun, done));
}

/** Share of teachers who work in it. */
export function teachersAtWork(school: School, path: Path, on: Day): number {
  if (!path.since || !inUse(path, on)) return 0;
  const most = randomOf('teachers', school.id).between(0.86, 1);
  return most * clamp(0.4 + daysBetween(path.since, on) / 150);
}

/** Days from the target's day → the share in the middle of the order's corridor. */
const corridor: [number, number][] = [
  [-10, 0.04],
  [19, 0.35],
  [44, 0.5],
  [75, 0.72],
  [115, 0.94],
  [122, 1],
];

/** Share of those able to use the service who do. */
export function parentsActive(school: School, path: Path, on: Day, turn: Day): number {
  const { since, stopped, pace } = path;
  if (!since || since > on) return 0;
  const before = randomOf('parents', school.id).between(0.03, 0.2);
  const day = stopped && stopped < on ? stopped : on;
  const share = Math.max(before, Math.min(1, along(corridor, daysBetween(turn, day)) * pace));
  const joined = share * clamp((daysBetween(since, day) + 10) / 45);
  return stopped && stopped <= on ? joined * 0.35 : joined;
}

function along(line: [number, number][], x: number): number {
  let [x0, y0] = line[0] ?? [0, 0];
  if (x <= x0) return y0;
  for (const [x1, y1] of line) {
    if (x <= x1) return x1 === x0 ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
    [x0, y0] = [x1, y1];
  }
  return y0;
}

export function clamp(share: number): number {
  return Math.max(0, Math.min(1, share));
}
