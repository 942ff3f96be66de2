/** A school's problems as they live on over its reports (KG-App.3). */
import { type Day, daysBetween } from '../calendar.ts';
import type { Answers, ProblemRow, Solved } from '../reports/form.ts';
import type { ProblemState } from './problem-state.ts';
import { plainText } from './wording.ts';

/** A problem as a filing names it; `ordinal` is its row in the table, from 1. */
export type FiledProblem = { key: string; ordinal: number; text: string; solved: Solved; how: string | null };

/**
 * The rows with the keys by which their problems are known. A row's own key counts only if it is among the known ones and
 * no earlier row has it; without one the row is the known problem of the same words, earlier in the list first.
 */
export function withKeys(rows: readonly ProblemRow[], known: readonly { key?: string; text?: string }[]): ProblemRow[] {
  const keys = new Set(known.map(({ key }) => key));
  const taken = new Set<string>();
  const take = (key: string | undefined) => {
    if (key === undefined || !keys.has(key) || taken.has(key)) return undefined;
    taken.add(key);
    return key;
  };
  const byKey = rows.map(({ key }) => take(key));
  return rows.map(({ key: _untrusted, ...row }, at) => {
    const same = ({ key, text }: { key?: string; text?: string }) =>
      key !== undefined && !taken.has(key) && text !== undefined && plainText(text) === plainText(row.text ?? '');
    const key = byKey[at] ?? (row.text === undefined ? undefined : take(known.find(same)?.key));
    return key === undefined ? row : { key, ...row };
  });
}

/** Answers whose problems carry those keys. */
export function withKnownProblems(answers: Answers, known: Parameters<typeof withKeys>[1]): Answers {
  return { ...answers, problems: withKeys(answers.problems, known) };
}

/** A row complete enough to be filed, under its key. */
export type KeyedProblem = { key: string; text: string; solved: Solved; how?: string };

/**
 * Complete rows as they are filed: each has a key, a new problem one made of its report's id and a number that no known
 * problem has.
 */
export function keyedProblems(
  reportId: number,
  rows: readonly ProblemRow[],
  known: readonly { key: string; text: string }[],
): KeyedProblem[] {
  const numbers = [...known, ...rows].map(({ key = '' }) => (key.startsWith(`${reportId}.`) ? key.split('.')[1] : 0));
  let last = Math.max(0, ...numbers.map(Number));
  // The draft's own keys were checked when it was saved.
  return withKeys(rows, [...rows, ...known]).map(({ key, text = '', solved = 'no', ...row }) => {
    if (key === undefined) last += 1;
    return { key: key ?? `${reportId}.${last}`, text, solved, ...row };
  });
}

/** The filing that counts for one of a school's reporting dates, with the problems that it names. */
export type ReportedProblems = {
  schoolId: number;
  reportId: number;
  asOf: Day;
  /** The journal system that the filing names. */
  system: string | null;
  problems: readonly FiledProblem[];
};

export type Problem = {
  schoolId: number;
  key: string;
  /** As worded last, and what was last said of how it is solved or what hinders it. */
  text: string;
  how: string | null;
  state: ProblemState;
  /** It had been called solved and came back: its age counts on from its first naming. */
  reopened: boolean;
  /** The as-of day of the first report that names it. */
  since: Day;
  /** The as-of day of the report that solved it or no longer names it; null while it is unsolved. */
  until: Day | null;
  /** Whole days from `since` to `until`, or to today. */
  days: number;
  /** The last report that names it, its as-of day, and the system named there. */
  reportId: number;
  lastAsOf: Day;
  system: string | null;
};

/** What has become of every problem by today; by school, then in the order of their first naming. */
export function ledgerOf(reports: readonly ReportedProblems[], today: Day): Problem[] {
  const bySchool = new Map<number, ReportedProblems[]>();
  for (const report of reports) {
    const own = bySchool.get(report.schoolId);
    if (own) own.push(report);
    else bySchool.set(report.schoolId, [report]);
  }
  return [...bySchool].sort(([a], [b]) => a - b).flatMap(([, own]) => ledgerOfSchool(own, today));
}

type Mention = { report: ReportedProblems; problem: FiledProblem };

function ledgerOfSchool(reports: ReportedProblems[], today: Day): Problem[] {
  const inTurn = [...reports].sort((a, b) => (a.asOf < b.asOf ? -1 : 1));
  const mentions = new Map<string, Mention[]>();
  for (const report of inTurn) {
    for (const problem of [...report.problems].sort((a, b) => a.ordinal - b.ordinal)) {
      mentions.set(problem.key, [...(mentions.get(problem.key) ?? []), { report, problem }]);
    }
  }
  return [...mentions].map(([key, named]) => problemOf(key, named as [Mention, ...Mention[]], inTurn, today));
}

function problemOf(
  key: string,
  mentions: [Mention, ...Mention[]],
  reports: readonly ReportedProblems[],
  today: Day,
): Problem {
  const [first] = mentions;
  const last = mentions.at(-1) ?? first;
  const unsolved = mentions.findLastIndex(({ problem }) => problem.solved !== 'fully');
  const solvedIn = mentions[unsolved + 1];
  const droppedIn = reports.find(({ asOf }) => asOf > last.report.asOf);
  const until = (solvedIn?.report ?? droppedIn)?.asOf ?? null;
  const since = first.report.asOf;
  return {
    schoolId: last.report.schoolId,
    key,
    text: last.problem.text,
    how: last.problem.how,
    state: solvedIn ? 'solved' : droppedIn ? 'gone' : last.problem.solved === 'partly' ? 'partly' : 'open',
    reopened: mentions.slice(0, Math.max(0, unsolved)).some(({ problem }) => problem.solved === 'fully'),
    since,
    until,
    // A report filed before its as-of day names its problems of that day.
    days: Math.max(0, daysBetween(since, until ?? today)),
    reportId: last.report.reportId,
    lastAsOf: last.report.asOf,
    system: last.report.system,
  };
}
