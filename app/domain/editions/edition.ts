/**
 * An edition as a document of lines: its head first, then a line each for the totals, every school, every group of problems,
 * every problem, every change. The text of a line is always the same for the same figures, so that it can be hashed and compared.
 */
import type { Day, Month } from '../calendar.ts';
import type { Share } from '../orders/order.ts';
import type { Problem } from '../problems/problem.ts';
import type { ProblemGroup } from '../problems/problem-groups.ts';
import type { BandDay, FullSummary, SchoolLine, SummaryTotals } from '../territory/summary.ts';
import type { Changes, ChangesByName, SchoolChange } from './changes.ts';

/** Raised when a document is laid out in another way; 1 is what the first release kept, without problems and changes. */
export const editionFormat = 2;

export type EditionHead = {
  format: number;
  campaign: number;
  /** The order as it stood when the campaign was opened: its id and the SHA-256 of its definition; format 1 has the id alone. */
  order: { id: string; sha256: string } | string;
  month: Month;
  number: number;
  /** When the data was read: nothing that came later is in it. */
  readAt: string;
  complete: boolean;
  /** Null: the scheduler. */
  author: string | null;
  /** The SHA-256 of the campaign's edition before this one; null for its first. */
  previous: string | null;
};

/** The few figures of a month that charts over months show; `bands` only of a complete month. */
export type EditionPoint = {
  asOf: Day;
  covered: Share;
  municipalitiesMet: Share;
  bands?: BandDay[];
  /** By the municipality's id, how many schools are covered and of how many. */
  municipalities: Record<number, [n: number, of: number]>;
};

export function pointOf(totals: SummaryTotals, complete: boolean): EditionPoint {
  const { asOf, region, municipalitiesMet, bands, municipalities } = totals;
  return {
    asOf,
    covered: region.covered,
    municipalitiesMet,
    ...(complete && bands && { bands }),
    municipalities: Object.fromEntries(municipalities.map(({ id, covered }) => [id, [covered.n, covered.of]])),
  };
}

/** A group of like problems, without them: they follow it, a line each. */
export type GroupLine = Omit<ProblemGroup, 'problems'>;

/** What a line says, under the name of its kind. */
export type LineOf = {
  totals: SummaryTotals;
  school: SchoolLine;
  group: GroupLine;
  problem: Problem;
  changes: Changes;
  change: SchoolChange;
};
export type LineKind = keyof LineOf;

export type EditionLine = {
  kind: LineKind;
  /** Of a school's line. */
  municipalityId: number | null;
  schoolId: number | null;
  text: string;
};

/** The lines that say the figures: byte for byte the same whenever the same state is compiled. */
export function figureLines({ totals, schools, problems = [] }: FullSummary): EditionLine[] {
  return [
    lineOf('totals', totals),
    ...schools.map((school) => ({
      ...lineOf('school', school),
      municipalityId: school.municipalityId,
      schoolId: school.id,
    })),
    ...problems.flatMap(({ problems: named, ...group }) => [
      lineOf('group', group),
      ...named.map((problem) => ({ ...lineOf('problem', problem), schoolId: problem.schoolId })),
    ]),
  ];
}

/** What has changed since the edition before, and since the month before; they follow the figures. */
export function changeLines(changes: readonly ChangesByName[]): EditionLine[] {
  return changes.flatMap(({ schools, ...head }) => [
    lineOf('changes', head),
    ...schools.map((school) => ({ ...lineOf('change', school), schoolId: school.id })),
  ]);
}

function lineOf<K extends LineKind>(kind: K, of: LineOf[K]): EditionLine {
  return { kind, municipalityId: null, schoolId: null, text: canonical({ [kind]: of }) };
}

/** A line out of an edition's file, with what the database keeps beside its text. Throws when it is no line of an edition. */
export function lineFrom(text: string): EditionLine {
  const line = JSON.parse(text) as Partial<LineOf>;
  const kind = (['totals', 'school', 'group', 'problem', 'changes', 'change'] as const).find((one) => line[one]);
  if (!kind) throw new RangeError('A line of a file that is none of an edition');
  const { school, problem, change } = line;
  return {
    kind,
    municipalityId: school?.municipalityId ?? null,
    schoolId: school?.id ?? problem?.schoolId ?? change?.id ?? null,
    text,
  };
}

/** Whether a line says figures: those that `figures_sha256` is over. */
export function saysFigures(text: string): boolean {
  return !text.startsWith('{"change":') && !text.startsWith('{"changes":');
}

/** JSON without blanks, keys in the order of their letters, what is undefined left out. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const said = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
  return `{${said.join(',')}}`;
}
