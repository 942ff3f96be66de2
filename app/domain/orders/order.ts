import { addYears, type Day, daysBetween, type Month, month, parseDay, type Term } from '../calendar.ts';
import type { ActKind } from '../organisations/act.ts';
import type { Form, Item } from '../reports/form.ts';
import type { Ladder } from './ladder.ts';

/** A share as two whole numbers: `{ n: 75, of: 100 }` is 75 %. Never a float. */
export type Share = { n: number; of: number };

/** A clause word for word; `id` is how the product and its tests name it (`MO-4.3`). */
export type Clause = { id: string; number: string; text: string };

export type Stage = {
  id: string;
  number: string;
  title: string;
  content: string[];
  term: Term | null;
  termText: string;
  /** What a report must say for its school to stand at this stage: every condition holds. */
  reached?: { form: string; criterion: Condition[] };
};

/** Something to be done: who, by when, and what shows that it is done (VR-App.1, KG-App.1, MO-4). */
export type Measure = {
  id: string;
  number: string;
  title: string;
  responsible: string;
  /** Which organisations owe it; `other` is somebody outside the register (a centre, a platform's company). */
  owedBy: 'region' | 'municipality' | 'school' | 'other';
  term: Term;
  /** The term in the order's own words. */
  termText: string;
  result: string | null;
  stage: string | null;
  /** What shows that it is done, beside forms and plans: each organisation that owes it states it (see `statementOf`). */
  statement?: Statement;
};

/** How a measure is stated as done. */
export type Statement = {
  /** What it is called in lists, in few words of the order and a small letter. */
  name: string;
  /** What is stated line by line, each «есть» or «нет», where one day does not say it all (KG-App.2). */
  lines?: { id: string; title: string }[];
  /** The document that goes with it, as the order calls it; its copy is handed in. */
  document?: { title: string; act: ActKind };
};

/** What a report must say for its school to count as covered: every condition holds. `done`: not «пока нет». */
export type Condition =
  | { item: string; is: 'answered' }
  | { item: string; is: 'done' }
  | { item: string; is: 'yes' }
  | { item: string; is: 'since' }
  | { item: string; is: 'above'; share: Share }
  | { item: string; is: 'atLeast'; share: Share };

/** `by` is inclusive: the state at the end of that day decides. */
export type CoverageTarget = {
  kind: 'coverage';
  id: string;
  clause: string;
  title: string;
  form: string;
  criterion: Condition[];
  threshold: Share;
  per: 'municipality' | 'region';
  by: Day;
  /** The measure by which each municipality approves a plan of its coverage. */
  plan?: string;
};

/** `from`…`to` in whole percent, both inclusive; `since` marks the band that stays in force for good. */
export type Band = { from: number; to: number; by: Day; since?: true };

/** What share of an item must lie in which corridor by which day (KG-App.1). */
export type BandsTarget = {
  kind: 'bands';
  id: string;
  clause: string;
  title: string;
  form: string;
  item: string;
  bands: Band[];
};

export type Target = CoverageTarget | BandsTarget;

export type ReturnReason = { id: string; title: string };

/** An order as data, in its own words. Adding one is adding a file to `orders/`. */
export type Order = {
  id: string;
  kind: string;
  number: string;
  date: Day;
  authority: string;
  title: string;
  /** What the order itself rests on. */
  basis: string[];
  /** Acts that it repeals, word for word. */
  repeals: string[];
  control: string;
  clauses: Clause[];
  stages: Stage[];
  measures: Measure[];
  forms: Form[];
  /** Besides the stages (see `laddersOf`). */
  ladders?: Ladder[];
  targets: Target[];
  /** What a report is returned for: the coordinator takes one. */
  returnReasons: ReturnReason[];
  /** How the file differs from the paper, where it must: said to the reader on the order's page. */
  remarks: string[];
};

/**
 * The order with its terms, reporting dates and targets moved by whole years; its own requisites and words stay.
 * Every date in those parts is an ISO day or month, and nothing else there looks like one, so they are found by shape.
 */
export function movedByYears(order: Order, years: number): Order {
  if (years === 0) return order;
  const move = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const asDay = parseDay(value);
      if (asDay) return addYears(asDay, years);
      return /^\d{4}-\d{2}$/.test(value) ? month(`${Number(value.slice(0, 4)) + years}${value.slice(4)}`) : value;
    }
    if (Array.isArray(value)) return value.map(move);
    if (value && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, move(inner)]));
    }
    return value;
  };
  return {
    ...order,
    stages: move(order.stages) as Stage[],
    measures: move(order.measures) as Measure[],
    forms: move(order.forms) as Form[],
    ...(order.ladders && { ladders: move(order.ladders) as Ladder[] }),
    targets: move(order.targets) as Target[],
  };
}

/** Days for which a statement is taken after its day: who is late still owes it. */
const statementDays = 730;

/** What recurs can be stated from so many days before the end of its period. */
const periodDays = 14;

/**
 * The form by which a measure is stated as done: the product's smallest. It can be begun as soon as the order is there, or
 * a year before its day, which is the measure's own. What was done before the order (KG-App.1, note) is stated with its own, earlier day. Null for a measure
 * that is not stated.
 */
export function statementOf(order: Pick<Order, 'date'>, measure: Measure): Form | null {
  const { id, number, title, statement, term, owedBy } = measure;
  const when = statement && statedFor(order, term);
  if (!statement || !when || (owedBy !== 'school' && owedBy !== 'municipality')) return null;
  const { name, lines, document } = statement;
  const sentence = title.charAt(0).toUpperCase() + title.slice(1);
  return {
    id,
    name,
    clause: number,
    title: sentence,
    heading: `{organisation}: ${name}`,
    columns: ['№', 'Мероприятие', 'Исполнение'],
    filledBy: owedBy,
    ...when,
    fileDaysAfter: statementDays,
    changeDaysAfter: statementDays,
    items: [
      ...(lines
        ? lines.map(({ id, title }): Item => ({ id: `1.${id}`, number: `1.${id}`, title, kind: 'yesNo' }))
        : [
            {
              id: '1',
              number: '1',
              title: `${sentence}: исполнено`,
              kind: 'day',
              hint: 'если раньше приказа – когда это было',
            } as const,
          ]),
      ...(document
        ? [
            {
              id: '2',
              number: '2',
              title: document.title,
              kind: 'approval',
              // The register of acts, and so the copy, is the schools' alone.
              ...(owedBy === 'school'
                ? ({ act: document.act, copy: true, hint: 'номер, дата и копия документа' } as const)
                : { hint: 'номер и дата документа' }),
            } as const,
          ]
        : []),
      { id: '3', number: '3', title: 'Примечание', kind: 'longText', optional: true },
    ],
    comparisons: [],
    problems: null,
    note: null,
  };
}

/** For which days a measure with that term is stated, and how long before each; null for a term that no day ends. */
function statedFor(order: Pick<Order, 'date'>, term: Term): Pick<Form, 'reporting' | 'opensDaysBefore'> | null {
  switch (term.kind) {
    case 'on':
    case 'until':
      return {
        reporting: { kind: 'dates', dates: [term.day] },
        opensDaysBefore: daysBetween(lastAnniversary(order.date, term.day), term.day),
      };
    case 'monthly':
    case 'quarterly':
      // Each period by its own last day, from the one in which the order was given.
      return { reporting: { kind: term.kind, from: month(order.date.slice(0, 7)) }, opensDaysBefore: periodDays };
    case 'from':
    case 'months':
    case 'constantly':
    case 'weekly':
      return null;
  }
}

/** Terms are moved by whole years and the order's date is not (`movedByYears`): the order is there on that date of the term's own year. */
function lastAnniversary(date: Day, by: Day): Day {
  const years = Number(by.slice(0, 4)) - Number(date.slice(0, 4));
  const own = addYears(date, years);
  return own <= by ? own : addYears(date, years - 1);
}

/** All that organisations fill in by the order: its forms, then the statements of its measures by their day. */
export function formsOf(order: Order): Form[] {
  const statements = order.measures.flatMap((measure) => statementOf(order, measure) ?? []);
  return [...order.forms, ...statements];
}

/** The month of the order's first reporting date: its summaries begin there. */
export function firstMonth(order: Order): Month {
  const starts = order.forms.map(({ reporting }) =>
    reporting.kind === 'dates' ? (reporting.dates[0] ?? order.date) : reporting.from,
  );
  return month((starts.sort()[0] ?? order.date).slice(0, 7));
}

export function coverageTargets(order: Order): CoverageTarget[] {
  return order.targets.filter((target) => target.kind === 'coverage');
}

/** The first coverage target of the order, the figure that its dashboard leads with; an order may have none. */
export function coverageTarget(order: Order): CoverageTarget | null {
  return coverageTargets(order)[0] ?? null;
}

export function bandsTargets(order: Order): BandsTarget[] {
  return order.targets.filter((target) => target.kind === 'bands');
}

export function bandsTarget(order: Order): BandsTarget | null {
  return bandsTargets(order)[0] ?? null;
}

/** Items of the form that a target of the order is read from: a blank there would be a gap in its figures. */
export function targetItems(order: Order, formId: string): string[] {
  return order.targets.flatMap((target) => {
    if (target.form !== formId) return [];
    return target.kind === 'bands' ? [target.item] : target.criterion.map(({ item }) => item);
  });
}

/** The form with this id. Throws when the order has none: ids come from the same definition. */
export function formOf(order: Order, id: string): Form {
  const form = formsOf(order).find((candidate) => candidate.id === id);
  if (!form) throw new RangeError(`Order ${order.id} has no form ${id}`);
  return form;
}

/** The schools' form that asks for problems; an order may have none. */
export function problemsForm(order: Pick<Order, 'forms'>): Form | null {
  return order.forms.find(({ filledBy, problems }) => filledBy === 'school' && problems !== null) ?? null;
}

/** The lines of the deciding form that yield figures, in its order; none without such a form. */
export function figureItems(order: Order): Item[] {
  return decidingForm(order)?.items.filter(({ kind }) => kind === 'share') ?? [];
}

/** The schools' form whose filings decide coverage: the target's, else the order's first; null where it asks schools for none. */
export function decidingForm(order: Order): Form | null {
  const id = coverageTarget(order)?.form;
  return order.forms.find((form) => (id === undefined ? form.filledBy === 'school' : form.id === id)) ?? null;
}
