/**
 * What makes a definition an order: every preset and every stored version of a campaign passes here. Shapes first; then
 * what one part says of another, so that a wrong name is found when the order is loaded and not when a school files.
 * Only server code imports it: zod stays out of the browser.
 */
import { z } from 'zod';
import { type Day, type Month, parseDay, parseMonth, type Reporting, type Term } from '../calendar.ts';
import { actKinds } from '../organisations/act.ts';
import type { Form, Item, ItemKind } from '../reports/form.ts';
import { type Ladder, laddersOf, type Need } from './ladder.ts';
import {
  type Band,
  type Clause,
  type Condition,
  formsOf,
  type Measure,
  type Order,
  type Share,
  type Stage,
  type Target,
} from './order.ts';

const day = z.custom<Day>((value) => typeof value === 'string' && parseDay(value) !== null, 'not a calendar date');
const month = z.custom<Month>((value) => typeof value === 'string' && parseMonth(value) !== null, 'not a month');

/** Ids travel in URLs and in field names (`6.1:n`), where the colon separates. */
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, 'not an id: Latin letters, digits, dots and hyphens');

const text = z
  .string()
  .min(1, 'empty')
  .refine((value) => value === value.trim(), 'blanks around the text')
  // `movedByYears` finds dates by their shape.
  .refine((value) => parseDay(value) === null && !/^\d{4}-\d{2}$/.test(value), 'a text that looks like a date');

/** A printed text may have these two blanks; any other would reach the paper unfilled. */
const textWithBlanks = text.refine(
  (value) => (value.match(/\{[^}]*\}/g) ?? []).every((blank) => blank === '{organisation}' || blank === '{asOf}'),
  'a blank other than {organisation} and {asOf}',
);

const share = z
  .strictObject({ n: z.int().min(0), of: z.int().min(1) })
  .refine(({ n, of }) => n <= of, { path: ['n'], error: 'more than the base' }) satisfies z.ZodType<Share>;

const term = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('on'), day }),
  z.strictObject({ kind: z.literal('until'), day }),
  z.strictObject({ kind: z.literal('from'), day }),
  z
    .strictObject({ kind: z.literal('months'), from: month, to: month })
    .refine(({ from, to }) => from <= to, { path: ['to'], error: 'ends before it begins' }),
  z.strictObject({ kind: z.literal('constantly') }),
  z.strictObject({ kind: z.literal('weekly') }),
  // Up to 28, so that every month has the day.
  z.strictObject({ kind: z.literal('monthly'), dueDay: z.int().min(1).max(28) }),
  z.strictObject({ kind: z.literal('quarterly') }),
]) satisfies z.ZodType<Term>;

const reporting = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('dates'),
    dates: z.array(day).min(1).refine(isAscending, 'dates must ascend'),
  }),
  z.strictObject({ kind: z.literal('monthly'), from: month }),
  z.strictObject({ kind: z.literal('quarterly'), from: month }),
]) satisfies z.ZodType<Reporting>;

const clause = z.strictObject({ id, number: text, text }) satisfies z.ZodType<Clause>;

const measure = z.strictObject({
  id,
  number: text,
  title: text,
  // Empty where the order names nobody: VR-App.2, step 12.
  responsible: text.or(z.literal('')),
  owedBy: z.enum(['region', 'municipality', 'school', 'other']),
  term,
  termText: text,
  result: text.nullable(),
  stage: id.nullable(),
  statement: z
    .strictObject({
      name: text,
      lines: z
        .array(z.strictObject({ id, title: text }))
        .min(1)
        .superRefine(refuseTwins)
        .optional(),
      document: z.strictObject({ title: text, act: z.enum(actKinds) }).optional(),
    })
    .optional(),
}) satisfies z.ZodType<Measure>;

/** Which kinds of item may say what of themselves; a property not listed for a kind has no meaning there. */
const meaningful = {
  base: ['share'],
  classes: ['share'],
  mayBeNone: ['approval', 'acts', 'day'],
  suggest: ['text'],
  act: ['approval', 'acts'],
  copy: ['approval'],
  optional: ['text', 'longText', 'person', 'approval', 'acts', 'share', 'yesNo', 'day'],
} as const satisfies Partial<Record<keyof Item, readonly ItemKind[]>>;

const item = z
  .strictObject({
    // The table of problems has its fields under this name.
    id: id.refine((value) => value !== 'problems', 'taken by the table of problems'),
    number: text,
    title: textWithBlanks,
    kind: z.enum(['heading', 'text', 'longText', 'person', 'approval', 'acts', 'share', 'yesNo', 'day']),
    hint: text.optional(),
    optional: z.literal(true).optional(),
    base: text.optional(),
    classes: z.literal(true).optional(),
    mayBeNone: z.literal(true).optional(),
    suggest: z.literal('systems').optional(),
    act: z.enum(actKinds).optional(),
    copy: z.literal(true).optional(),
  })
  .superRefine((line, context) => {
    for (const [property, kinds] of Object.entries(meaningful)) {
      if (line[property as keyof Item] !== undefined && !(kinds as readonly ItemKind[]).includes(line.kind)) {
        context.addIssue({ code: 'custom', path: [property], message: `has no meaning for ${line.kind}` });
      }
    }
    if (line.kind === 'share' && line.base === undefined) {
      context.addIssue({ code: 'custom', path: ['base'], message: 'a share needs its base' });
    }
  }) satisfies z.ZodType<Item>;

const form = z
  .strictObject({
    id,
    name: text.optional(),
    clause: id,
    title: text,
    heading: textWithBlanks,
    columns: z.tuple([text, text, text]),
    filledBy: z.enum(['school', 'municipality']),
    reporting,
    opensDaysBefore: z.int().min(0),
    fileDaysAfter: z.int().min(0),
    changeDaysAfter: z.int().min(0),
    items: z.array(item).min(1).superRefine(refuseTwins),
    comparisons: z.array(z.strictObject({ item: id, atMost: id })),
    problems: z.strictObject({ title: text, columns: z.tuple([text, text]) }).nullable(),
    note: text.nullable(),
  })
  .superRefine((each, context) => {
    if (each.changeDaysAfter < each.fileDaysAfter) {
      context.addIssue({ code: 'custom', path: ['changeDaysAfter'], message: 'changing ends before filing does' });
    }
    const shares = new Set(each.items.filter(({ kind }) => kind === 'share').map((one) => one.id));
    for (const [at, pair] of each.comparisons.entries()) {
      for (const side of ['item', 'atMost'] as const) {
        if (!shares.has(pair[side])) {
          context.addIssue({ code: 'custom', path: ['comparisons', at, side], message: `no share ${pair[side]}` });
        }
      }
    }
  }) satisfies z.ZodType<Form>;

const condition = z.discriminatedUnion('is', [
  z.strictObject({ item: id, is: z.literal('answered') }),
  z.strictObject({ item: id, is: z.literal('done') }),
  z.strictObject({ item: id, is: z.literal('yes') }),
  z.strictObject({ item: id, is: z.literal('since') }),
  z.strictObject({ item: id, is: z.literal('above'), share }),
  z.strictObject({ item: id, is: z.literal('atLeast'), share }),
]) satisfies z.ZodType<Condition>;

const stage = z.strictObject({
  id,
  number: text,
  title: text,
  content: z.array(text),
  term: term.nullable(),
  // Empty where the order names no term.
  termText: text.or(z.literal('')),
  reached: z.strictObject({ form: id, criterion: z.array(condition).min(1) }).optional(),
}) satisfies z.ZodType<Stage>;

const ladder = z.strictObject({
  id,
  clause: id.nullable(),
  title: text,
  steps: z
    .array(
      z.strictObject({
        id,
        number: text,
        title: text,
        term: term.nullable(),
        // Empty where the order names no term.
        termText: text.or(z.literal('')),
        needs: z.array(z.strictObject({ form: id, criterion: z.array(condition).min(1) })).min(1),
      }),
    )
    .min(1)
    .superRefine(refuseTwins),
}) satisfies z.ZodType<Ladder>;

const percent = z.int().min(0).max(100);
const band = z
  .strictObject({ from: percent, to: percent, by: day, since: z.literal(true).optional() })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'ends below its beginning' }) satisfies z.ZodType<Band>;

const bands = z
  .array(band)
  .min(1)
  .refine((list) => isAscending(list.map(({ by }) => by)), 'bands must ascend by their day')
  .refine((list) => list.slice(0, -1).every(({ since }) => !since), 'only the last band stays in force for good');

const target = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('coverage'),
    id,
    clause: id,
    title: text,
    form: id,
    criterion: z.array(condition).min(1),
    threshold: share,
    per: z.enum(['municipality', 'region']),
    by: day,
    plan: id.optional(),
  }),
  z.strictObject({ kind: z.literal('bands'), id, clause: id, title: text, form: id, item: id, bands }),
]) satisfies z.ZodType<Target>;

export const orderSchema: z.ZodType<Order> = z
  .strictObject({
    id,
    kind: text,
    number: text,
    date: day,
    authority: text,
    title: text,
    basis: z.array(text),
    repeals: z.array(text),
    control: text,
    clauses: z.array(clause).min(1).superRefine(refuseTwins),
    stages: z.array(stage).superRefine(refuseTwins),
    measures: z.array(measure).superRefine(refuseTwins),
    forms: z.array(form).superRefine(refuseTwins),
    ladders: z.array(ladder).superRefine(refuseTwins).optional(),
    targets: z.array(target).superRefine(refuseTwins),
    returnReasons: z.array(z.strictObject({ id, title: text })).superRefine(refuseTwins),
    remarks: z.array(text),
  })
  .superRefine((order, context) => {
    const refuse = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
    const clauses = new Set(order.clauses.map((each) => each.id));
    const stages = new Set(order.stages.map((each) => each.id));
    const forms = new Set(order.forms.map((each) => each.id));
    for (const [at, { id, stage, statement, owedBy }] of order.measures.entries()) {
      if (stage !== null && !stages.has(stage)) refuse(['measures', at, 'stage'], `no stage ${stage}`);
      if (!statement) continue;
      if (owedBy !== 'school' && owedBy !== 'municipality') {
        refuse(['measures', at, 'statement'], 'only schools and municipalities state what they have done');
      } else if (!formsOf(order).some((form) => form.id === id)) {
        refuse(['measures', at, 'statement'], 'stated by no day');
      }
      if (forms.has(id)) refuse(['measures', at, 'id'], `a form ${id} too`);
    }
    if (formsOf(order).length > 0 && order.returnReasons.length === 0) {
      refuse(['returnReasons'], 'a report could not be returned');
    }
    for (const [at, { clause }] of order.forms.entries()) {
      if (!clauses.has(clause)) refuse(['forms', at, 'clause'], `no clause ${clause}`);
    }
    const filled = formsOf(order);
    const judge = (place: PropertyKey[], need: Need) => {
      const named = filled.find(({ id }) => id === need.form);
      if (named?.filledBy !== 'school') refuse([...place, 'form'], `no form of schools ${need.form}`);
      for (const { path, message } of named ? wrongItems(need.criterion, named) : []) {
        refuse([...place, 'criterion', ...path], message);
      }
    };
    for (const [at, { reached }] of order.stages.entries()) if (reached) judge(['stages', at, 'reached'], reached);
    for (const [at, { id, clause, steps }] of (order.ladders ?? []).entries()) {
      if (clause !== null && !clauses.has(clause)) refuse(['ladders', at, 'clause'], `no clause ${clause}`);
      if (laddersOf(order).filter((one) => one.id === id).length > 1) refuse(['ladders', at, 'id'], `a second ${id}`);
      for (const [step, { needs }] of steps.entries()) {
        for (const [need, one] of needs.entries()) {
          const place = ['ladders', at, 'steps', step, 'needs', need];
          judge(place, one);
          if (needs.findIndex(({ form }) => form === one.form) < need) refuse([...place, 'form'], `${one.form} twice`);
        }
      }
    }
    for (const [at, target] of order.targets.entries()) {
      if (!clauses.has(target.clause)) refuse(['targets', at, 'clause'], `no clause ${target.clause}`);
      if (target.kind === 'coverage' && target.plan !== undefined) {
        const measure = order.measures.find(({ id }) => id === target.plan);
        if (measure?.owedBy !== 'municipality') {
          refuse(['targets', at, 'plan'], `no measure of municipalities ${target.plan}`);
        } else if (target.per !== 'municipality')
          refuse(['targets', at, 'plan'], 'municipalities have no target to plan for');
      }
      const named = order.forms.find(({ id }) => id === target.form);
      if (!named) refuse(['targets', at, 'form'], `no form ${target.form}`);
      else {
        // Targets count schools, and only a school's own report speaks of one school.
        if (named.filledBy !== 'school') refuse(['targets', at, 'form'], `${named.id} is not filled by schools`);
        const read = target.kind === 'bands' ? [{ item: target.item, is: 'atLeast' as const }] : target.criterion;
        const place = target.kind === 'bands' ? () => ['item'] : (path: PropertyKey[]) => ['criterion', ...path];
        for (const { path, message } of wrongItems(read, named)) refuse(['targets', at, ...place(path)], message);
      }
    }
  });

/** The items that a target or a stage reads must exist and be of the kind that it can read. */
function wrongItems(
  read: readonly Pick<Condition, 'item' | 'is'>[],
  form: Form,
): { path: PropertyKey[]; message: string }[] {
  return read.flatMap(({ item: id, is }, at) => {
    const [path, kind] = [[at, 'item'], kindReadBy[is]];
    const found = form.items.find((each) => each.id === id);
    if (!found) return [{ path, message: `form ${form.id} has no item ${id}` }];
    if (found.kind === 'heading') return [{ path, message: `item ${id} is a heading and has no answer` }];
    return kind === null || found.kind === kind
      ? []
      : [{ path, message: `item ${id} is ${found.kind}, where ${kind} is needed` }];
  });
}

const kindReadBy: Record<Condition['is'], ItemKind | null> = {
  answered: null,
  done: null,
  yes: 'yesNo',
  since: 'day',
  above: 'share',
  atLeast: 'share',
};

function refuseTwins(list: { id: string }[], context: z.RefinementCtx) {
  const seen = new Set<string>();
  for (const [at, { id }] of list.entries()) {
    if (seen.has(id)) context.addIssue({ code: 'custom', path: [at, 'id'], message: `a second ${id}` });
    seen.add(id);
  }
}

function isAscending(days: readonly Day[]): boolean {
  return days.every((each, at) => at === 0 || (days[at - 1] ?? '') < each);
}
