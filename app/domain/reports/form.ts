/**
 * A form of an order, and what follows from its definition: which fields the page has, how typed text becomes answers
 * and back, what is missing before filing, what changed, what is carried over, which figures it yields.
 * One table (`kinds`) says all that for each kind of item.
 */

import { type Day, type Reporting, readTypedDay } from '../calendar.ts';
import type { Condition, CoverageTarget, Share } from '../orders/order.ts';
import type { ActKind } from '../organisations/act.ts';
import { isReadable } from '../readable-text.ts';
import { readTypedCount } from './typed-count.ts';

export type ItemKind = 'heading' | 'text' | 'longText' | 'person' | 'approval' | 'acts' | 'share' | 'yesNo' | 'day';

/** A numbered line of the form, in the order's words. */
export type Item = {
  id: string;
  number: string;
  title: string;
  kind: ItemKind;
  /** The order's note in the answer column, e.g. «реквизиты утверждения». */
  hint?: string;
  /** May stay empty when the report is filed. */
  optional?: true;
  /** What the share is counted of, in the genitive: «педагогических работников». */
  base?: string;
  /** The share is to be given with the classes it concerns. */
  classes?: true;
  /** The answer may be "not yet". */
  mayBeNone?: true;
  /** Which list of suggestions helps with the text. */
  suggest?: 'systems';
  /** As what the documents named here stand in the school's register. */
  act?: ActKind;
  /** The document's copy is handed in with it: the register must have it, with its file. */
  copy?: true;
};

export type Form = {
  id: string;
  /** What tells it from the order's other forms, in few words and a small letter; absent where the order has one. */
  name?: string;
  clause: string;
  title: string;
  /** The heading as printed, with «{organisation}» and «{asOf}» where the paper has blanks. */
  heading: string;
  columns: [string, string, string];
  filledBy: 'school' | 'municipality';
  reporting: Reporting;
  /** How many days before the as-of day the report can be begun. */
  opensDaysBefore: number;
  /** How many days after the due day a report can still be filed for the first time, and a filed one corrected. */
  fileDaysAfter: number;
  changeDaysAfter: number;
  items: Item[];
  /** Counts that should not exceed one another; asked about on filing, not forbidden. */
  comparisons: Comparison[];
  /** The table of problems under the items (KG-App.3). */
  problems: { title: string; columns: [string, string] } | null;
  note: string | null;
};

/** The count (not the percentage: their bases differ) of `item` should be at most that of `atMost`. */
export type Comparison = { item: string; atMost: string };

export type Approval = { number?: string; date?: Day; none?: true };
export type Act = { title?: string; number?: string; date?: Day };
export type Counted = { n?: number; of?: number; classes?: string };
export type Solved = 'fully' | 'partly' | 'no';
/** `key` stays with the problem from report to report; a problem gets it when it is first filed. */
export type ProblemRow = { key?: string; text?: string; solved?: Solved; how?: string };

export type AnswerOf = {
  heading: never;
  text: string;
  longText: string;
  person: { name?: string; position?: string };
  approval: Approval;
  acts: { rows?: Act[]; none?: true };
  share: Counted;
  yesNo: 'yes' | 'no';
  day: { date?: Day; none?: true };
};
type Answer = AnswerOf[ItemKind];
/** What a report says, by item id; an item without an answer is absent: blank is not zero. */
export type Answers = { items: Record<string, Answer>; problems: ProblemRow[] };
export const noAnswers: Answers = { items: {}, problems: [] };

/** Text as typed, by field name (`6.1:n`, `4:0:title`, `problems:0:text`). */
export type Typed = Record<string, string>;

export type FaultCode =
  | 'notWhole'
  | 'nothingStated'
  | 'tooLarge'
  | 'moreThanBase'
  | 'noSuchDate'
  | 'notADate'
  | 'inFuture'
  | 'tooLong'
  | 'notAChoice'
  | 'noneAndSome'
  | 'unreadable'
  | 'missing'
  | 'noCopy'
  | 'unexplained';
/** What is wrong, and at which field; `missing`, `noCopy` and `unexplained` (check.ts) appear only on filing. */
export type Fault = { field: string; item: string; code: FaultCode };

/** How many characters a line and a long text hold. */
export const longest = { line: 300, text: 4000 };
export const largestCount = 1_000_000;
/** Rows that a table of acts or problems may have. */
export const mostRows = 40;

/** Reads single fields of one item; collects the faults. */
class Reader {
  readonly faults: Fault[] = [];
  private readonly typed: Typed;
  private readonly today: Day;
  item = '';

  constructor(typed: Typed, today: Day) {
    this.typed = typed;
    this.today = today;
  }

  fault(field: string, code: FaultCode) {
    this.faults.push({ field, item: this.item, code });
  }

  text(field: string, most = longest.line): string | undefined {
    const value = (this.typed[field] ?? '').replace(/\r\n?/g, '\n').trim();
    if (!isReadable(value)) this.fault(field, 'unreadable');
    else if (value.length > most) this.fault(field, 'tooLong');
    else if (value !== '') return value;
  }

  count(field: string): number | undefined {
    const value = (this.typed[field] ?? '').trim();
    if (value === '') return;
    const count = readTypedCount(value);
    if (typeof count === 'string') this.fault(field, count);
    else if (count > largestCount) this.fault(field, 'tooLarge');
    else return count;
  }

  date(field: string): Day | undefined {
    const value = (this.typed[field] ?? '').trim();
    if (value === '') return;
    const read = readTypedDay(value);
    if ('fault' in read) this.fault(field, read.fault);
    else if (read.day > this.today) this.fault(field, 'inFuture');
    else return read.day;
  }

  choice<T extends string>(field: string, choices: readonly T[]): T | undefined {
    const value = this.typed[field] ?? '';
    if (value === '') return;
    const chosen = choices.find((choice) => choice === value);
    if (!chosen) this.fault(field, 'notAChoice');
    return chosen;
  }

  /** Nobody types it: one that no form of ours wrote is as good as none. */
  key(field: string): string | undefined {
    const value = this.typed[field] ?? '';
    return /^[a-z0-9.-]{1,40}$/.test(value) ? value : undefined;
  }

  /** The "not yet" of an item that may have it; for any other the field does not exist. */
  none(item: Item): true | undefined {
    return item.mayBeNone && this.choice(`${item.id}:none`, ['on']) && true;
  }

  /** Row numbers present under a prefix, in order; rows with nothing typed disappear. */
  rows<T extends object>(prefix: string, read: (row: string) => T): T[] {
    const numbers = new Set<number>();
    for (const field of Object.keys(this.typed)) {
      const [row = ''] = field.startsWith(`${prefix}:`) ? field.slice(prefix.length + 1).split(':') : [];
      if (isRow(row)) numbers.add(Number(row));
    }
    return [...numbers]
      .sort((a, b) => a - b)
      .map((number) => withoutBlanks(read(`${prefix}:${number}`)))
      .filter((row) => Object.keys(row).length > 0);
  }
}

/** One spelling per row (`4`, never `04`): what `hasField` lets in is what is read. */
function isRow(text: string): boolean {
  return /^(0|[1-9]\d?)$/.test(text) && Number(text) < mostRows;
}

function withoutBlanks<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;
}

const solved = ['fully', 'partly', 'no'] as const satisfies readonly Solved[];

type Kind<A extends Answer> = {
  /** Field names after the item's id; rows are written `*:title`. */
  fields: (item: Item) => string[];
  read: (reader: Reader, item: Item) => A | undefined;
  write: (answer: A, item: Item) => Typed;
  /** The first field to fill in when the answer is not complete, or null. */
  missing: (answer: A | undefined, item: Item) => string | null;
};

const oneText = (most: number): Kind<string> => ({
  fields: () => ['text'],
  read: (reader, item) => reader.text(`${item.id}:text`, most),
  write: (answer, item) => ({ [`${item.id}:text`]: answer }),
  missing: (answer) => (answer ? null : 'text'),
});

const kinds: { [K in ItemKind]: Kind<AnswerOf[K]> } = {
  heading: { fields: () => [], read: () => undefined, write: () => ({}), missing: () => null },
  text: oneText(longest.line),
  longText: oneText(longest.text),
  person: {
    fields: () => ['name', 'position'],
    read: (reader, { id }) => ({ name: reader.text(`${id}:name`), position: reader.text(`${id}:position`) }),
    write: (answer, { id }) => ({ [`${id}:name`]: answer.name ?? '', [`${id}:position`]: answer.position ?? '' }),
    missing: (answer) => (!answer?.name ? 'name' : !answer.position ? 'position' : null),
  },
  approval: {
    fields: (item) => ['number', 'date', ...(item.mayBeNone ? ['none'] : [])],
    read: (reader, item) => {
      const { id } = item;
      const answer = {
        number: reader.text(`${id}:number`),
        date: reader.date(`${id}:date`),
        none: reader.none(item),
      };
      if (answer.none && (answer.number || answer.date)) reader.fault(`${id}:none`, 'noneAndSome');
      return answer;
    },
    write: (answer, { id }) => ({
      [`${id}:number`]: answer.number ?? '',
      [`${id}:date`]: answer.date ?? '',
      ...(answer.none && { [`${id}:none`]: 'on' }),
    }),
    missing: (answer) => (answer?.none ? null : !answer?.number ? 'number' : !answer.date ? 'date' : null),
  },
  acts: {
    fields: (item) => ['*:title', '*:number', '*:date', ...(item.mayBeNone ? ['none'] : [])],
    read: (reader, item) => {
      const rows = reader.rows(item.id, (row) => ({
        title: reader.text(`${row}:title`),
        number: reader.text(`${row}:number`),
        date: reader.date(`${row}:date`),
      }));
      const none = reader.none(item);
      if (none && rows.length > 0) reader.fault(`${item.id}:none`, 'noneAndSome');
      return { rows: rows.length > 0 ? rows : undefined, none };
    },
    write: (answer, { id }) => ({
      ...Object.fromEntries(
        (answer.rows ?? []).flatMap((act, row) => [
          [`${id}:${row}:title`, act.title ?? ''],
          [`${id}:${row}:number`, act.number ?? ''],
          [`${id}:${row}:date`, act.date ?? ''],
        ]),
      ),
      ...(answer.none && { [`${id}:none`]: 'on' }),
    }),
    missing: (answer) => {
      if (answer?.none) return null;
      if (!answer?.rows) return '0:title';
      for (const [row, act] of answer.rows.entries()) {
        const part = !act.title ? 'title' : !act.number ? 'number' : !act.date ? 'date' : null;
        if (part) return `${row}:${part}`;
      }
      return null;
    },
  },
  share: {
    fields: (item) => ['n', 'of', ...(item.classes ? ['classes'] : [])],
    read: (reader, item) => {
      const { id } = item;
      const answer = {
        n: reader.count(`${id}:n`),
        of: reader.count(`${id}:of`),
        classes: item.classes ? reader.text(`${id}:classes`) : undefined,
      };
      if (answer.n !== undefined && answer.of !== undefined && answer.n > answer.of) {
        reader.fault(`${id}:n`, 'moreThanBase');
      }
      return answer;
    },
    write: (answer, { id, classes }) => ({
      [`${id}:n`]: answer.n?.toString() ?? '',
      [`${id}:of`]: answer.of?.toString() ?? '',
      ...(classes && { [`${id}:classes`]: answer.classes ?? '' }),
    }),
    missing: (answer) => (answer?.n === undefined ? 'n' : answer.of === undefined ? 'of' : null),
  },
  yesNo: {
    fields: () => ['choice'],
    read: (reader, item) => reader.choice(`${item.id}:choice`, ['yes', 'no'] as const),
    write: (answer, item) => ({ [`${item.id}:choice`]: answer }),
    missing: (answer) => (answer ? null : 'choice'),
  },
  day: {
    fields: (item) => ['date', ...(item.mayBeNone ? ['none'] : [])],
    read: (reader, item) => {
      const { id } = item;
      const answer = { date: reader.date(`${id}:date`), none: reader.none(item) };
      if (answer.none && answer.date) reader.fault(`${id}:none`, 'noneAndSome');
      return answer;
    },
    write: (answer, { id }) => ({
      [`${id}:date`]: answer.date ?? '',
      ...(answer.none && { [`${id}:none`]: 'on' }),
    }),
    missing: (answer) => (answer?.none || answer?.date ? null : 'date'),
  },
};

function kindOf(item: Item): Kind<Answer> {
  // The table is keyed by kind, and an item's answers are only ever made by its own kind.
  return kinds[item.kind] as unknown as Kind<Answer>;
}

/** Whether a posted field belongs to the form: a field of an unknown item refuses the whole request. */
export function hasField(form: Form, field: string): boolean {
  const general = (rest: string) => {
    const [row = '', ...parts] = rest.split(':');
    return isRow(row) ? `*:${parts.join(':')}` : rest;
  };
  if (field.startsWith('problems:')) {
    return form.problems !== null && ['*:key', '*:text', '*:solved', '*:how'].includes(general(field.slice(9)));
  }
  return form.items.some(
    (item) =>
      field.startsWith(`${item.id}:`) &&
      kindOf(item)
        .fields(item)
        .includes(general(field.slice(item.id.length + 1))),
  );
}

/**
 * Typed text → answers. What can't be read is left out of the answers and named in the faults, at its field.
 * `today` bounds the dates of documents: an act can't have been approved tomorrow.
 */
export function readAnswers(form: Form, typed: Typed, today: Day): { answers: Answers; faults: Fault[] } {
  const reader = new Reader(typed, today);
  const items: Answers['items'] = {};
  for (const item of form.items) {
    reader.item = item.id;
    const answer = kindOf(item).read(reader, item);
    const kept = typeof answer === 'object' ? withoutBlanks(answer) : answer;
    if (kept !== undefined && (typeof kept !== 'object' || Object.keys(kept).length > 0)) items[item.id] = kept;
  }
  reader.item = 'problems';
  const problems = form.problems
    ? reader
        .rows('problems', (row) => ({
          key: reader.key(`${row}:key`),
          text: reader.text(`${row}:text`, longest.text),
          solved: reader.choice(`${row}:solved`, solved),
          how: reader.text(`${row}:how`, longest.text),
        }))
        // A row that was emptied is gone, though its hidden key is still posted.
        .filter(({ key, ...said }) => Object.keys(said).length > 0)
    : [];
  return { answers: { items, problems }, faults: reader.faults };
}

/** Answers → the text that the form's fields show. */
export function writeAnswers(form: Form, answers: Answers): Typed {
  const typed: Typed = {};
  for (const item of form.items) {
    const answer = answers.items[item.id];
    if (answer !== undefined) Object.assign(typed, kindOf(item).write(answer, item));
  }
  for (const [row, problem] of answers.problems.entries()) {
    if (problem.key !== undefined) typed[`problems:${row}:key`] = problem.key;
    typed[`problems:${row}:text`] = problem.text ?? '';
    typed[`problems:${row}:solved`] = problem.solved ?? '';
    typed[`problems:${row}:how`] = problem.how ?? '';
  }
  return typed;
}

/**
 * What keeps the report from being filed, one fault per item, in the form's order. A share left wholly blank does not,
 * unless a target hangs on it (`targetItems`): the school explains it in a sentence (check.ts).
 */
export function missingAnswers(form: Form, answers: Answers, targetItems: readonly string[]): Fault[] {
  const faults: Fault[] = [];
  for (const item of form.items) {
    const answer = answers.items[item.id];
    if (answer === undefined && (item.optional || isExplainedBlank(item, targetItems))) continue;
    const part = kindOf(item).missing(answer, item);
    if (part) faults.push({ field: `${item.id}:${part}`, item: item.id, code: 'missing' });
  }
  for (const [row, problem] of answers.problems.entries()) {
    const part = !problem.text ? 'text' : !problem.solved ? 'solved' : null;
    if (part) faults.push({ field: `problems:${row}:${part}`, item: 'problems', code: 'missing' });
  }
  return faults;
}

/** Whether the item, left wholly blank, is asked about rather than forbidden. */
export function isExplainedBlank(item: Item, targetItems: readonly string[]): boolean {
  return item.kind === 'share' && !item.optional && !targetItems.includes(item.id);
}

/** Ids of the items (and `problems`) whose answers differ, in the form's order. */
export function changedItems(form: Form, before: Answers, after: Answers): string[] {
  const same = (a: unknown, b: unknown) => canonical(a) === canonical(b);
  const changed = form.items.filter((item) => !same(before.items[item.id], after.items[item.id])).map(({ id }) => id);
  // A problem that has got its key meanwhile still says the same.
  const said = ({ problems }: Answers) => problems.map(({ key, ...problem }) => problem);
  return same(said(before), said(after)) ? changed : [...changed, 'problems'];
}

/** Key order is not part of an answer: jsonb does not keep it. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/**
 * What a new report starts from: the last one's answers (KG-App.3's note), kept only where the form still has the
 * item. Problems solved fully are not carried over; they stay readable in the report that solved them.
 */
export function carriedOver(form: Form, last: Answers): Answers {
  const items = Object.fromEntries(
    form.items.flatMap(({ id }) => (last.items[id] === undefined ? [] : [[id, last.items[id]]])),
  );
  const problems = form.problems ? last.problems.filter((problem) => problem.solved !== 'fully') : [];
  return { items, problems };
}

/** A figure that a report yields: n of N under one item. */
export type Figure = { item: string; n: number; of: number };

export function figuresOf(form: Form, answers: Answers): Figure[] {
  return form.items.flatMap((item) => {
    if (item.kind !== 'share') return [];
    const counted = answers.items[item.id] as Counted | undefined;
    if (counted?.n === undefined || counted.of === undefined) return [];
    return [{ item: item.id, n: counted.n, of: counted.of }];
  });
}

/** Items that yield figures, in the form's order: the columns of every export. */
export function shareItems(form: Form): Item[] {
  return form.items.filter((item) => item.kind === 'share');
}

/**
 * The first day on which this report makes its school covered, or null when it does not. A condition "since" brings
 * its own day (MO: in use since), however much later the report is filed; without one the day of filing decides.
 */
export function coveredFrom(criterion: Condition[], answers: Answers, filedOn: Day): Day | null {
  let latest: Day | null = null;
  for (const condition of criterion) {
    const answer = answers.items[condition.item];
    if (answer === undefined) return null;
    if (condition.is === 'yes' && answer !== 'yes') return null;
    if (condition.is === 'done' && (answer as { none?: true }).none) return null;
    if (condition.is === 'above' && !isAbove(answer as Counted, condition.share)) return null;
    if (condition.is === 'atLeast' && !isAtLeast(answer as Counted, condition.share)) return null;
    if (condition.is === 'since') {
      const since = (answer as AnswerOf['day']).date;
      if (!since) return null;
      if (latest === null || since > latest) latest = since;
    }
  }
  return latest ?? filedOn;
}

function isAbove(counted: Counted, share: Share): boolean {
  return (counted.n ?? 0) * share.of > share.n * (counted.of ?? 0);
}

/** Nothing of nothing reaches no share. */
function isAtLeast({ n = 0, of = 0 }: Counted, share: Share): boolean {
  return of > 0 && n * share.of >= share.n * of;
}

/** From which day on this report meets the coverage targets that are read from its form, by the target's id. */
export function targetsMet(
  targets: readonly CoverageTarget[],
  form: Pick<Form, 'id'>,
  answers: Answers,
  filedOn: Day,
): Record<string, Day> {
  const met: Record<string, Day> = {};
  for (const target of targets) {
    const since = target.form === form.id ? coveredFrom(target.criterion, answers, filedOn) : null;
    if (since) met[target.id] = since;
  }
  return met;
}

/** The journal system that a report names, or null. */
export function systemNamed(form: Form, answers: Answers): string | null {
  const item = form.items.find(({ suggest }) => suggest === 'systems');
  const named = item && answers.items[item.id];
  return typeof named === 'string' ? named : null;
}

/** The order's words with their blanks filled. A name that brings its own «…» replaces «МБОУ «{organisation}»» whole. */
export function fillBlanks(text: string, blanks: { organisation: string; asOf?: string }): string {
  const { organisation, asOf = '_____' } = blanks;
  const whole = organisation.includes('«') ? organisation : `МБОУ «${organisation}»`;
  return text
    .replaceAll('МБОУ «{organisation}»', whole)
    .replaceAll('{organisation}', organisation)
    .replaceAll('{asOf}', asOf);
}
