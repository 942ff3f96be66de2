/** The archive of editions: two copies, the database and a file each, and what can be found wrong with either (M13-1.4.2). */
import type { Month } from '../calendar.ts';
import { canonical, type LineKind, type LineOf } from './edition.ts';

export type EditionName = { month: Month; number: number };

/** The folder of a campaign's editions, and the file of one; nothing that people type is in either. */
export function archiveFolder({ id, orderId }: { id: number; orderId: string }): string {
  return `${orderId}-${id}`;
}

export function archiveFile({ month, number }: EditionName): string {
  return `${month}-${number}.jsonl`;
}

/** What keeps the folder from being used. `emptied`: files were there, and none of them is: its disk is not there, as a rule. */
export type ArchiveTrouble = 'missing' | 'unreadable' | 'unwritable' | 'full' | 'emptied' | 'failed';

/** `mended`: files that were not there have been written; `unreachable`: the database is sound, of the files nothing is known. */
export const archiveStatuses = ['sound', 'mended', 'damaged', 'unreachable'] as const;
export type ArchiveStatus = (typeof archiveStatuses)[number];

export type Copy = 'database' | 'file';

/** What a line is about: «строка школы «Школа № 5»». */
export type LineName = { kind: LineKind; name?: string };

/** `is`: as the damaged copy has it; `was`: as the other one has it, if there is another one. */
export type FieldDifference = { field: string; is: string | null; was: string | null };

export type Fault =
  /** A line that says something else than was compiled. */
  | { kind: 'line'; ordinal: number; line: LineName | null; fields: FieldDifference[] }
  | { kind: 'lineMissing'; ordinal: number; line: LineName | null }
  | { kind: 'lineAdded'; ordinal: number; line: LineName | null }
  /** The first line. */
  | { kind: 'head'; fields: FieldDifference[] }
  /** The columns of the database speak of another edition than its first line. */
  | { kind: 'columns'; fields: FieldDifference[] }
  /** The whole doesn't fit its hash, and no single line could be named. */
  | { kind: 'document' }
  /** The lines are sound, but a hash that is kept with them, or the point of the chart, is not. */
  | { kind: 'hash'; of: 'edition' | 'figures' | 'line' | 'point' | 'order' }
  /** It is bound to another edition than the one before it. */
  | { kind: 'chain' }
  /** The edition itself is not in this copy. */
  | { kind: 'gone' }
  /** The file is another edition's. */
  | { kind: 'otherEdition'; month: string; number: string }
  | { kind: 'unreadable' }
  /** A file that is none of ours. */
  | { kind: 'foreign'; file: string }
  /** Further faults of this edition that are not listed. */
  | { kind: 'more'; faults: number };

export type Finding = { copy: Copy; edition: EditionName | null } & Fault;

/** Faults of one edition that are listed. */
export const mostFaults = 20;

/** Findings that a missing file explains are mended by writing it. */
export function statusOf(findings: readonly Finding[], { mended }: { mended: number }): ArchiveStatus {
  const gone = findings.filter(({ copy, kind }) => copy === 'file' && kind === 'gone').length;
  if (findings.length === 0) return 'sound';
  return gone === findings.length && gone === mended ? 'mended' : 'damaged';
}

/**
 * Which hash an edition must have: the one that most witnesses name (the next edition, the audit, its own column), and
 * where they are divided the one named by the first of them.
 */
export function hashByWitnesses(witnesses: readonly (string | null | undefined)[]): string | null {
  const named = witnesses.filter((hash) => typeof hash === 'string');
  const votes = (hash: string) => named.filter((other) => other === hash).length;
  return named.reduce<string | null>((best, hash) => (best && votes(best) >= votes(hash) ? best : hash), null);
}

/** What a line is about; null when it is none of an edition's. */
export function lineName(text: string): LineName | null {
  const line = parsed(text) as Partial<LineOf> | null;
  if (line?.totals) return { kind: 'totals' };
  if (line?.changes) return { kind: 'changes' };
  if (line?.school) return named('school', line.school.name);
  if (line?.change) return named('change', line.change.name);
  if (line?.group) return named('group', line.group.wording);
  return line?.problem ? named('problem', line.problem.text) : null;
}

function named(kind: LineKind, name: unknown): LineName {
  return typeof name === 'string' ? { kind, name: shortened(name) } : { kind };
}

/** Two lines are about the same thing when this is equal. */
export function lineKey(text: string): string {
  const [kind, said] = Object.entries(parsed(text) ?? {})[0] ?? [];
  const { id, key, schoolId, since, wording } = (said ?? {}) as Record<string, unknown>;
  return JSON.stringify([kind, since, id ?? schoolId, key ?? wording]);
}

const mostFields = 10;

/** The fields in which two lines differ, each by its path. */
export function fieldDifferences(is: string, was: string | null): FieldDifference[] {
  if (was === null) return [];
  const [now, before] = [leavesOf(parsed(is)), leavesOf(parsed(was))];
  return [...new Set([...before.keys(), ...now.keys()])]
    .map((field) => ({ field, is: now.get(field) ?? null, was: before.get(field) ?? null }))
    .filter((one) => one.is !== one.was)
    .slice(0, mostFields);
}

function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

/** Every value at the end of its path: `figures.5.1.n` → `30`. The path does without the line's kind. */
function leavesOf(line: object | null): Map<string, string> {
  const leaves = new Map<string, string>();
  const walk = (value: unknown, path: string) => {
    const inner = value !== null && typeof value === 'object' ? Object.entries(value) : [];
    if (inner.length === 0) leaves.set(path, shortened(typeof value === 'string' ? value : canonical(value)));
    for (const [key, one] of inner) walk(one, path ? `${path}.${key}` : key);
  };
  const entries = Object.entries(line ?? {});
  const [only] = entries;
  walk(entries.length === 1 && only ? only[1] : line, '');
  return leaves;
}

const longest = 120;

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
