/** Ladders: ordered steps that an organisation climbs, each with what must hold for it to stand there. */
import { type Day, lastDay, type Term } from '../calendar.ts';
import { type Answers, coveredFrom, type Form } from '../reports/form.ts';
import { type Condition, formsOf, type Order } from './order.ts';

/** What reports of one form, or statements of one measure, must say. */
export type Need = { form: string; criterion: Condition[] };

export type Step = {
  id: string;
  /** Stands before its title, and for it where there is no room. */
  number: string;
  title: string;
  /** By when each organisation is to stand there; null where the order names no day. */
  term: Term | null;
  /** The term in the order's own words; empty without one. */
  termText: string;
  /** All of them must hold; each is of another form. */
  needs: Need[];
};

/** An organisation stands on the furthest step of which all needs hold, whether or not those of the steps before do. */
export type Ladder = { id: string; clause: string | null; title: string; steps: Step[] };

const stagesId = 'stages';

/** The order's stages as far as reports tell of them, then the ladders that it sets besides. */
export function laddersOf(order: Pick<Order, 'stages' | 'ladders'>): Ladder[] {
  const steps = order.stages.flatMap(({ id, number, title, term, termText, reached }): Step[] =>
    reached ? [{ id, number, title, term, termText, needs: [reached] }] : [],
  );
  const stages: Ladder = { id: stagesId, clause: null, title: 'Этапы', steps };
  // A campaign opened before orders had ladders keeps its definition without them.
  return [...(steps.length > 0 ? [stages] : []), ...(order.ladders ?? [])];
}

/** Under which name a filing keeps since when it holds: a stage by its own id, as filings always have. */
function stepKey(ladder: Pick<Ladder, 'id'>, step: Pick<Step, 'id'>): string {
  return ladder.id === stagesId ? step.id : `${ladder.id}/${step.id}`;
}

/** What the database has to know of a step: by when it is to be reached, and under which key filings of which forms keep that it is. */
export type StepAsked = { by: Day | null; needs: { form: string; key: string }[] };

export function stepsAsked(ladder: Ladder): StepAsked[] {
  return ladder.steps.map((step) => ({
    by: dayOfStep(step),
    needs: step.needs.map(({ form }) => ({ form, key: stepKey(ladder, step) })),
  }));
}

/** The last day on which reaching the step is in time; null where the term names none. */
export function dayOfStep({ term }: Pick<Step, 'term'>): Day | null {
  switch (term?.kind) {
    case 'on':
    case 'until':
    case 'from':
      return term.day;
    case 'months':
      return lastDay(term.to);
    case 'constantly':
    case 'weekly':
    case 'monthly':
    case 'quarterly':
    case undefined:
      return null;
  }
}

/**
 * Since when this filing's answers meet which steps' needs of its form, by `stepKey`; what does not hold is absent. Answers that name
 * no day of their own hold since they were first filed without a break: `before` is what the filing before it kept.
 */
export function stepsReached(
  order: Pick<Order, 'stages' | 'ladders'>,
  form: Pick<Form, 'id'>,
  answers: Answers,
  { filedOn, before }: { filedOn: Day; before: Readonly<Record<string, Day>> },
): Record<string, Day> {
  const reached: Record<string, Day> = {};
  for (const ladder of laddersOf(order)) {
    for (const step of ladder.steps) {
      const need = step.needs.find((one) => one.form === form.id);
      const since = need && coveredFrom(need.criterion, answers, filedOn);
      if (!since) continue;
      const key = stepKey(ladder, step);
      const namesDay = need.criterion.some(({ is }) => is === 'since');
      reached[key] = namesDay ? since : (before[key] ?? since);
    }
  }
  return reached;
}

/** What a step still lacks: a line of a form (`item`), or the whole form where nothing of it counts. */
export type Lack = { form: string; item: string | null };

/** `filed`: the organisation's last counting answers by form, with the day on which they were filed. */
export function lacksFor(
  step: Step,
  filed: Readonly<Record<string, { answers: Answers; filedOn: Day } | undefined>>,
  on: Day,
): Lack[] {
  return step.needs.flatMap(({ form, criterion }): Lack[] => {
    const last = filed[form];
    if (!last) return [{ form, item: null }];
    const unmet = criterion.filter((condition) => {
      const since = coveredFrom([condition], last.answers, last.filedOn);
      return since === null || since > on;
    });
    return unmet.map(({ item }) => ({ form, item }));
  });
}

/** The title of what is lacking, in the order's words. */
export function lackTitle(order: Order, { form: formId, item: itemId }: Lack): string {
  const form = formsOf(order).find(({ id }) => id === formId);
  const item = form?.items.find(({ id }) => id === itemId);
  return item?.title ?? form?.name ?? form?.title ?? formId;
}
