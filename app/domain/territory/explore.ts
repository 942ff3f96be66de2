/** What an analyst asks the figures: which of them, of which schools, over which months, grouped by what. */
import { addMonths, type Month, parseMonth } from '../calendar.ts';
import type { Order, Share } from '../orders/order.ts';
import { systemKey } from '../problems/problem-groups.ts';
import { type Figure, figureNamed, partOf } from './denominator.ts';
import type { SchoolLine } from './summary.ts';

export const groupings = ['none', 'municipality', 'system', 'schoolKind', 'settlement', 'stage'] as const;
export type Grouping = (typeof groupings)[number];

export type Exploration = {
  figures: { name: string; figure: Figure }[];
  group: Grouping;
  /** Both inclusive. */
  from: Month;
  to: Month;
  /** All when empty. */
  municipalityIds: number[];
};

/** So many are looked at together: more would not be read. */
export const mostFigures = 6;
export const mostMonths = 24;

/**
 * As an address asks (`figure`, `group`, `from`, `to`, `municipality`, the first and the last repeated): what it does not say, or
 * says wrong, is the usual: coverage, all schools, the last six months.
 */
export function explorationFrom(
  search: URLSearchParams,
  order: Order,
  range: { first: Month; last: Month },
): Exploration {
  const named = [...new Set(search.getAll('figure'))].flatMap((name) => {
    const figure = figureNamed(name, order);
    return figure ? [{ name, figure }] : [];
  });
  const within = (text: string | null, usual: Month): Month => {
    const month = parseMonth(text ?? '') ?? usual;
    return month < range.first ? range.first : month > range.last ? range.last : month;
  };
  const to = within(search.get('to'), range.last);
  const from = within(search.get('from'), addMonths(to, -5));
  const earliest = addMonths(to, 1 - mostMonths);
  return {
    figures: named.length > 0 ? named.slice(0, mostFigures) : [{ name: 'covered', figure: { kind: 'covered' } }],
    group: groupings.find((group) => group === search.get('group')) ?? 'none',
    from: from > to ? to : from < earliest ? earliest : from,
    to,
    municipalityIds: [...new Set(search.getAll('municipality'))].filter((id) => /^[1-9]\d{0,8}$/.test(id)).map(Number),
  };
}

/** The address's query of an exploration: the same question, the same text. */
export function explorationQuery({ figures, group, from, to, municipalityIds }: Exploration): string {
  return new URLSearchParams([
    ...figures.map(({ name }) => ['figure', name]),
    ['group', group],
    ['from', from],
    ['to', to],
    ...municipalityIds.map((id) => ['municipality', String(id)]),
  ]).toString();
}

/** A figure of one group of schools in one month: n of N, and how many schools it comes from. */
export type Part = Share & { schools: number };
/** `key` is null for schools of which the register or the report does not say. */
export type GroupOfMonth = { month: Month; key: string | null; parts: (Part | null)[] };

/** The schools of one month in groups, as the database folds those of an edition. */
export function groupedBy(
  schools: readonly SchoolLine[],
  month: Month,
  { figures, group }: Pick<Exploration, 'figures' | 'group'>,
): GroupOfMonth[] {
  const groups = new Map<string | null, GroupOfMonth>();
  for (const school of schools) {
    const key = groupOf(school, group);
    let found = groups.get(key);
    if (!found) {
      found = { month, key, parts: figures.map(() => null) };
      groups.set(key, found);
    }
    for (const [at, { figure }] of figures.entries()) {
      const part = partOf(school, figure);
      if (part) found.parts[at] = added(found.parts[at] ?? null, { ...part, schools: 1 });
    }
  }
  return [...groups.values()];
}

function groupOf(school: SchoolLine, group: Grouping): string | null {
  switch (group) {
    case 'none':
      return '';
    case 'municipality':
      return String(school.municipalityId);
    case 'system':
      return school.last?.system ?? null;
    default:
      return school[group] ?? null;
  }
}

function added(sum: Part | null, part: Part | null): Part | null {
  if (!sum || !part) return sum ?? part;
  return { n: sum.n + part.n, of: sum.of + part.of, schools: sum.schools + part.schools };
}

/** One group over the months asked about; a month that has no figures of it is null. */
export type Row = { key: string | null; name: string | null; parts: (Part | null)[] };
export type FigureTable = { name: string; figure: Figure; rows: Row[]; total: (Part | null)[] };

/**
 * One table a figure: a row each group, a column each month, the whole below. Systems are one however they are spelt, under the
 * spelling of the most schools. The largest groups of the last month first; those that nobody knows last.
 */
export function tablesOf(
  groups: readonly GroupOfMonth[],
  months: readonly Month[],
  { figures, group }: Pick<Exploration, 'figures' | 'group'>,
): FigureTable[] {
  const spellings = new Map<string, Map<string, number>>();
  const keyOf = (key: string | null) => (group === 'system' && key !== null ? systemKey(key) : key);
  if (group === 'system') {
    for (const { key, parts } of groups) {
      if (key === null) continue;
      const known = spellings.get(systemKey(key)) ?? new Map<string, number>();
      known.set(key, (known.get(key) ?? 0) + Math.max(0, ...parts.map((part) => part?.schools ?? 0)));
      spellings.set(systemKey(key), known);
    }
  }
  const usual = (key: string) =>
    [...(spellings.get(key) ?? [])].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
  return figures.map(({ name, figure }, at) => {
    const rows = new Map<string | null, Row>();
    const total: (Part | null)[] = months.map(() => null);
    for (const { month, key, parts } of groups) {
      const column = months.indexOf(month);
      if (column < 0) continue;
      const folded = keyOf(key);
      let row = rows.get(folded);
      if (!row) {
        row = {
          key: folded,
          name: group === 'system' && folded !== null ? (usual(folded) ?? folded) : null,
          parts: months.map(() => null),
        };
        rows.set(folded, row);
      }
      const part = parts[at] ?? null;
      row.parts[column] = added(row.parts[column] ?? null, part);
      total[column] = added(total[column] ?? null, part);
    }
    const size = ({ parts }: Row) => parts.findLast((part) => part !== null)?.of ?? 0;
    const sorted = [...rows.values()].sort(
      (a, b) =>
        Number(a.key === null) - Number(b.key === null) ||
        size(b) - size(a) ||
        ((a.key ?? '') < (b.key ?? '') ? -1 : 1),
    );
    return { name, figure, rows: sorted, total };
  });
}
