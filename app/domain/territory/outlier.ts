/** Figures that stand out among all schools' reports for one date: a reason to ask, not a fault. */

import type { Share } from '../orders/order.ts';
import { hasBaseChanged, mostBaseChange } from '../reports/check.ts';
import type { Item } from '../reports/form.ts';
import { compareShares } from './coverage.ts';

/** What a school's counting filing for the date says, and its last one for an earlier date; by item. */
export type SchoolFigures = { figures: Readonly<Record<string, Share>>; previous: Readonly<Record<string, Share>> };

/** Why it stands out. */
export type OutlierReason =
  /** The percentage lies far from the median of all schools. */
  | { kind: 'above' | 'below'; item: string; share: Share; median: Share }
  /** What the share is counted of is far from what the school counted last time. */
  | { kind: 'base'; item: string; share: Share; was: Share }
  /** Every single figure is that of `others` other schools too. */
  | { kind: 'repeated'; item: null; others: number };
/** `far`: how many times the threshold is exceeded, so that different reasons can stand in one list. */
export type Outlier<School> = { school: School; far: number } & OutlierReason;

/** Below so many schools nobody can be told to stand out. */
export const fewestSchools = 10;
/** The modified z-score (Iglewicz and Hoaglin) above which a percentage stands out. */
const mostScore = 3.5;
/** Nearer to the median than so many percentage points no percentage stands out, however alike the others are. */
const leastDistance = 10;
/** So many figures above zero have to agree before two schools' reports are the same beyond chance. */
const fewestRepeated = 2;

/** The furthest first. `items` are the form's shares, in its order. */
export function outliersOf<School extends SchoolFigures>(
  schools: readonly School[],
  items: readonly Pick<Item, 'id' | 'base'>[],
): Outlier<School>[] {
  if (schools.length < fewestSchools) return [];
  return [
    ...items.flatMap(({ id }) => farFromMedian(schools, id)),
    ...schools.flatMap((school) => farFromOwn(school, items)),
    ...repeated(schools, items),
  ].sort((a, b) => b.far - a.far);
}

const percent = ({ n, of }: Share) => (100 * n) / of;

/**
 * The modified z-score: distance from the median over the median of all such distances. Where more than half of the schools
 * agree that is 0, and the mean distance takes its place.
 */
function farFromMedian<School extends SchoolFigures>(schools: readonly School[], item: string): Outlier<School>[] {
  const counted = schools.flatMap((school) => {
    const share = school.figures[item];
    return share && share.of > 0 ? [{ school, share }] : [];
  });
  if (counted.length < fewestSchools) return [];
  const median = medianShare(counted.map(({ share }) => share));
  const middle = percent(median);
  const distances = counted.map(({ share }) => Math.abs(percent(share) - middle));
  const scale = medianOf(distances) / 0.6745 || meanOf(distances) * 1.253314;
  return counted.flatMap(({ school, share }, at): Outlier<School>[] => {
    const distance = distances[at] ?? 0;
    if (distance < leastDistance || distance <= mostScore * scale) return [];
    const kind = compareShares(share, median) > 0 ? 'above' : 'below';
    return [{ kind, school, item, share, median, far: distance / scale / mostScore }];
  });
}

/** Of an even number of shares the one half-way between the middle two. */
function medianShare(shares: readonly Share[]): Share {
  const sorted = [...shares].sort(compareShares);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? { n: 0, of: 1 };
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
  if (compareShares(lower, upper) === 0) return upper;
  return { n: lower.n * upper.of + upper.n * lower.of, of: 2 * lower.of * upper.of };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return (upper + (sorted[Math.ceil(sorted.length / 2) - 1] ?? upper)) / 2;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Several lines may be counted of the same people: a change of their number is named once, at the first. */
function farFromOwn<School extends SchoolFigures>(
  school: School,
  items: readonly Pick<Item, 'id' | 'base'>[],
): Outlier<School>[] {
  const named = new Set<string>();
  return items.flatMap(({ id, base = id }): Outlier<School>[] => {
    const [share, was] = [school.figures[id], school.previous[id]];
    const change = `${base} ${was?.of} ${share?.of}`;
    if (!share || !was || named.has(change) || !hasBaseChanged(was.of, share.of)) return [];
    named.add(change);
    const far = (Math.abs(share.of - was.of) * mostBaseChange.of) / (was.of * mostBaseChange.n);
    return [{ kind: 'base', school, item: id, share, was, far }];
  });
}

/** Two schools can't have the same number of everybody doing everything: one report is a copy of the other. */
function repeated<School extends SchoolFigures>(
  schools: readonly School[],
  items: readonly Pick<Item, 'id' | 'base'>[],
): Outlier<School>[] {
  const alike = new Map<string, School[]>();
  for (const school of schools) {
    const shares = items.map(({ id }) => school.figures[id]);
    if (shares.filter((share) => share && share.n > 0).length < fewestRepeated) continue;
    const figures = shares.map((share) => (share ? `${share.n}/${share.of}` : '')).join(' ');
    alike.set(figures, [...(alike.get(figures) ?? []), school]);
  }
  return [...alike.values()].flatMap((group) =>
    group.length === 1
      ? []
      : group.map((school) => ({
          kind: 'repeated' as const,
          school,
          item: null,
          others: group.length - 1,
          far: group.length,
        })),
  );
}
