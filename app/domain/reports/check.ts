/**
 * Soft checks: what in a report is possible but asks for a sentence of the school before it is filed. What can't be
 * filed at all is `missingAnswers`'s and the reader's to say (form.ts).
 */

import type { Share } from '../orders/order.ts';
import { faultOfText, tidied } from '../readable-text.ts';
import { compareShares } from '../territory/coverage.ts';
import {
  type Answers,
  type Counted,
  carriedOver,
  changedItems,
  type Fault,
  type FaultCode,
  type Form,
  type Item,
  isExplainedBlank,
  type ProblemRow,
} from './form.ts';

/** What was found; the figures are those that the question is asked with. */
type Finding =
  /** `which` fell: the count together with the percentage, or the percentage alone since the base grew. */
  | { code: 'fell'; item: string; was: Share; now: Share; which: 'both' | 'percentage' }
  /** From nobody, or from a blank (`was` is null), to everybody. */
  | { code: 'jumped'; item: string; was: Share | null; now: Share }
  | { code: 'baseChanged'; item: string; was: Share; now: Share }
  | { code: 'exceeds'; item: string; n: number; most: { item: string; n: number } }
  | { code: 'blank'; item: string }
  | { code: 'problemGone'; item: 'problems'; problem: string; text: string }
  | { code: 'unchanged'; item: null }
  | { code: 'empty'; item: null };

/** `key` names the question within the report (`fell:6.1`, `unchanged`), and so the school's sentence about it. */
export type Warning = { key: string } & Finding;
export type WarningCode = Warning['code'];

/** A base that changed by more than this share of what it was is asked about; exactly a third is not. */
export const mostBaseChange: Share = { n: 1, of: 3 };
/** Fewer letters than these make no sentence. */
const fewestLetters = 3;
/** In characters. */
const longestExplanation = 500;
/** A text of these words alone says nothing. */
const emptyWords = new Set(['без', 'ещё', 'еще', 'изменений', 'нет', 'ничего', 'отсутствует', 'отсутствуют', 'пока']);

/**
 * What the school has to explain before it files these answers: the whole report first, then in the form's order.
 * `previous` is its last report; a first one (null) is compared with nothing. `targetItems` may not be blank at all.
 */
export function warningsOf(
  form: Form,
  answers: Answers,
  previous: Answers | null,
  targetItems: readonly string[],
): Warning[] {
  return inFormOrder(form, [
    ...ofTheWhole(form, answers, previous),
    ...blanks(form, answers, targetItems),
    ...exceeding(form, answers),
    ...(previous ? sincePrevious(form, answers, previous) : []),
    ...(previous ? problemsGone(answers.problems, previous.problems) : []),
  ]).map((finding) => ({ key: keyOf(finding), ...finding }));
}

/** The report as a whole first, its table of problems last. */
export function inFormOrder<T extends { item: string | null }>(
  { items }: Pick<Form, 'items'>,
  list: readonly T[],
): T[] {
  const place = new Map(items.map(({ id }, at) => [id, at]));
  const placeOf = ({ item }: T) => (item === null ? -1 : (place.get(item) ?? place.size));
  return [...list].sort((a, b) => placeOf(a) - placeOf(b));
}

function keyOf(finding: Finding): string {
  if (finding.item === null) return finding.code;
  return `${finding.code}:${finding.code === 'problemGone' ? finding.problem : finding.item}`;
}

/** That an empty report is also the same as the last one needs no second sentence. */
function ofTheWhole(form: Form, answers: Answers, previous: Answers | null): Finding[] {
  if (isEmpty(form, answers)) return [{ code: 'empty', item: null }];
  return previous && isUnchanged(form, answers, previous) ? [{ code: 'unchanged', item: null }] : [];
}

/** The last report as it was, or as it is carried over: a problem solved for good falls away by itself. */
function isUnchanged(form: Form, answers: Answers, previous: Answers): boolean {
  // Most reports move a figure: those need no comparison of everything.
  const counts = ({ items }: Answers, id: string) => items[id] as Counted | undefined;
  const hasMoved = ({ id, kind }: Item) => kind === 'share' && counts(previous, id)?.n !== counts(answers, id)?.n;
  if (form.items.some(hasMoved)) return false;
  const changed = changedItems(form, previous, answers);
  if (changed.length !== 1 || changed[0] !== 'problems') return changed.length === 0;
  return changedItems(form, carriedOver(form, previous), answers).length === 0;
}

/**
 * Whether a report says of everything that there is nothing: all shares 0 or blank, no document, no "yes", no day of use,
 * no problem, no text of substance. Who is responsible and what the system is called is asked of every school and
 * tells of nothing done.
 */
export function isEmpty(form: Form, answers: Answers): boolean {
  return answers.problems.length === 0 && form.items.every((item) => tellsOfNothing(item, answers.items[item.id]));
}

function tellsOfNothing(item: Item, answer: Answers['items'][string] | undefined): boolean {
  if (answer === undefined || item.suggest === 'systems') return true;
  switch (item.kind) {
    case 'heading':
    case 'person':
      return true;
    case 'text':
    case 'longText':
      return typeof answer === 'string' && saysNothing(answer);
    case 'share':
      return ((answer as Counted).n ?? 0) === 0;
    case 'yesNo':
      return answer === 'no';
    case 'approval':
    case 'acts':
    case 'day':
      return typeof answer === 'object' && 'none' in answer;
  }
}

function saysNothing(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  return words.every((word) => emptyWords.has(word));
}

/** Blank is not zero: no figure is made of it, and why it is blank has to be said. */
function blanks(form: Form, answers: Answers, targetItems: readonly string[]): Finding[] {
  return form.items
    .filter((item) => isExplainedBlank(item, targetItems) && answers.items[item.id] === undefined)
    .map(({ id }) => ({ code: 'blank', item: id }));
}

/** Counts, since the percentages of the two items may have different bases (KG's items 14 and 12.1). */
function exceeding(form: Form, answers: Answers): Finding[] {
  return form.comparisons.flatMap(({ item, atMost }): Finding[] => {
    const n = (answers.items[item] as Counted | undefined)?.n;
    const most = (answers.items[atMost] as Counted | undefined)?.n;
    return n !== undefined && most !== undefined && n > most
      ? [{ code: 'exceeds', item, n, most: { item: atMost, n: most } }]
      : [];
  });
}

/** How the shares moved since the last report. */
function sincePrevious(form: Form, answers: Answers, previous: Answers): Finding[] {
  const bases = new Set<string>();
  return form.items
    .filter(({ kind }) => kind === 'share')
    .flatMap(({ id, base = id }): Finding[] => {
      const was = shareOf(previous, id);
      const now = shareOf(answers, id);
      if (!now) return [];
      const found: Finding[] = [];
      if (was && hasFallen(was, now)) {
        found.push({ code: 'fell', item: id, was, now, which: now.n < was.n ? 'both' : 'percentage' });
      }
      if (now.of > 0 && now.n === now.of && (was?.n ?? 0) === 0) found.push({ code: 'jumped', item: id, was, now });
      // Several lines are counted of the same people: their number is asked about once, at the first.
      const change = `${base} ${was?.of} ${now.of}`;
      if (was && !bases.has(change) && hasBaseChanged(was.of, now.of)) {
        bases.add(change);
        found.push({ code: 'baseChanged', item: id, was, now });
      }
      return found;
    });
}

function shareOf(answers: Answers, item: string): Share | null {
  const { n, of } = (answers.items[item] as Counted | undefined) ?? {};
  return n === undefined || of === undefined ? null : { n, of };
}

/**
 * Any fall of the percentage, as fractions; with the same base that is a fall of the count. A smaller count of a smaller
 * base that is no smaller share is none. Where a base is 0 there is no percentage: its change is asked about instead.
 */
function hasFallen(was: Share, now: Share): boolean {
  return was.of > 0 && now.of > 0 && compareShares(now, was) < 0;
}

/** Whether the number that a share is counted of moved by more than a third of what it was; from 0 it only begins. */
export function hasBaseChanged(was: number, now: number): boolean {
  return was > 0 && Math.abs(now - was) * mostBaseChange.of > was * mostBaseChange.n;
}

/** Problems left open in the last report that this one doesn't mention, by their key, else by their words. */
function problemsGone(now: readonly ProblemRow[], before: readonly ProblemRow[]): Finding[] {
  const words = ({ text = '' }: ProblemRow) => text.toLowerCase().replace(/\s+/g, ' ').trim();
  const same = (a: ProblemRow, b: ProblemRow) => (a.key !== undefined && a.key === b.key) || words(a) === words(b);
  return before.flatMap((problem, row): Finding[] =>
    problem.solved === 'fully' || now.some((one) => same(one, problem))
      ? []
      : [{ code: 'problemGone', item: 'problems', problem: problem.key ?? `row${row}`, text: problem.text ?? '' }],
  );
}

/** The school's sentence as it is kept, or what is wrong with it. */
export function readExplanation(typed: string | undefined): { text: string } | { code: FaultCode } {
  const text = tidied(typed ?? '');
  const code = faultOfText(text, longestExplanation);
  if (code) return { code: code === 'missing' ? 'unexplained' : code };
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.length < fewestLetters ? { code: 'unexplained' } : { text };
}

/** A finding with the school's sentence about it. */
export type Explained = { found: Warning; explanation: string };

/** Which field of the form the sentence is typed into. */
export function explanationField(key: string): string {
  return `explain:${key}`;
}

/** The sentences, by key, to the findings that they explain; each finding without a fit one is a fault at its field. */
export function explained(
  warnings: readonly Warning[],
  sentences: Readonly<Record<string, string>>,
): { explained: Explained[]; faults: Fault[] } {
  const done: Explained[] = [];
  const faults: Fault[] = [];
  for (const found of warnings) {
    const read = readExplanation(sentences[found.key]);
    if ('text' in read) done.push({ found, explanation: read.text });
    else faults.push({ field: explanationField(found.key), item: found.item ?? '', code: read.code });
  }
  return { explained: done, faults };
}
