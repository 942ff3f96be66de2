/** A municipality's plan under an order (MO-4.1): how many of its schools are to be covered by which day, and who answers for it. */

import type { Day } from '../calendar.ts';
import { type CoverageTarget, coverageTarget, type Order, type Share } from '../orders/order.ts';
import { plainNumber } from '../organisations/act.ts';
import { reaches } from './coverage.ts';
import { stillNeeded } from './target.ts';

/** `by` is inclusive: the state at the end of that day decides. */
export type PlanStep = { by: Day; schools: number };

export type Plan = {
  /** The document that approves it. */
  number: string;
  date: Day;
  title: string | null;
  /** Who answers for the rollout in the municipality. */
  responsible: string;
  position: string;
  phone: string | null;
  /** By their days. */
  steps: PlanStep[];
};
type Steps = Pick<Plan, 'steps'>;

export const mostSteps = 24;

/** The target that each municipality plans for; null where the order asks no municipality for a plan. */
export function plannedTarget(order: Order): CoverageTarget | null {
  const target = coverageTarget(order);
  return target?.plan === undefined ? null : target;
}

/** The last day on which the order wants plans approved; null where it names none. */
export function planTerm(order: Order): Day | null {
  const measure = order.measures.find(({ id }) => id === plannedTarget(order)?.plan);
  return measure?.term.kind === 'until' ? measure.term.day : null;
}

export type StepFault = { at: number; field: keyof PlanStep; code: 'sameDay' | 'falls' };

/** What can't stand in steps that are sorted by their days, by the place of the step. */
export function faultsOfSteps(steps: readonly PlanStep[]): StepFault[] {
  return steps.flatMap(({ by, schools }, at): StepFault[] => {
    const before = steps[at - 1];
    if (!before) return [];
    if (by === before.by) return [{ at, field: 'by', code: 'sameDay' }];
    return schools < before.schools ? [{ at, field: 'schools', code: 'falls' }] : [];
  });
}

/** The step in force, the last whose day has come, and the one to be reached next. */
export function planOn({ steps }: Steps, day: Day): { now: PlanStep | null; next: PlanStep | null } {
  return {
    now: steps.findLast(({ by }) => by <= day) ?? null,
    next: steps.find(({ by }) => by > day) ?? null,
  };
}

/** A step as a share of the schools that are counted: those closed since can't be covered any more. */
export function plannedShare({ schools }: PlanStep, counted: number): Share {
  return { n: Math.min(schools, counted), of: counted };
}

/** `by` is how many schools more or fewer than planned. */
export type PlanState = { kind: 'ahead' | 'asPlanned' | 'behind'; by: number };

/** Fact against plan at the end of the day; null before the first step. */
export function planState(covered: Share, plan: Steps, day: Day): PlanState | null {
  const { now } = planOn(plan, day);
  if (!now) return null;
  const by = covered.n - plannedShare(now, covered.of).n;
  return { kind: by > 0 ? 'ahead' : by < 0 ? 'behind' : 'asPlanned', by: Math.abs(by) };
}

/** How the plan falls short of the order's target: its last step lacks schools, or enough of them come after its day. */
export type Shortfall = { kind: 'tooFew'; missing: number } | { kind: 'tooLate'; by: Day };

/** Null for a plan that reaches the target in time, or where there is no school to plan for. */
export function shortOfTarget(
  { steps }: Steps,
  counted: number,
  target: Pick<CoverageTarget, 'threshold' | 'by'>,
): Shortfall | null {
  const last = steps.at(-1);
  if (!last || counted === 0) return null;
  const enough = steps.find((step) => reaches(plannedShare(step, counted), target.threshold));
  if (!enough) return { kind: 'tooFew', missing: stillNeeded(plannedShare(last, counted), target.threshold) };
  return enough.by > target.by ? { kind: 'tooLate', by: enough.by } : null;
}

/** When a plan was first approved. One number is one document, of which the date entered last stands; newest version first. */
export function firstApproved(versions: readonly Pick<Plan, 'number' | 'date'>[]): Day | null {
  const documents = new Map<string, Day>();
  for (const { number, date } of versions) {
    if (!documents.has(plainNumber(number))) documents.set(plainNumber(number), date);
  }
  return [...documents.values()].sort()[0] ?? null;
}

/** How a plan stands towards the order: approved until its day, later, or not there. */
export type PlanStanding = 'inTime' | 'late' | 'none';

/** `term` is the last day that is still in time; without one nothing is late. */
export function planStanding(approved: Day | null, term: Day | null): PlanStanding {
  if (approved === null) return 'none';
  return term !== null && approved > term ? 'late' : 'inTime';
}

/** What the history says of a plan. */
export function factsOfPlan({
  number,
  date,
  title,
  responsible,
  position,
  phone,
  steps,
  fileId,
}: Plan & { fileId: number | null }) {
  const written = steps.map(({ by, schools }) => `${by.split('-').reverse().join('.')} – ${schools}`).join('; ');
  return { number, date, title, name: responsible, position, phone, steps: written, file: fileId };
}
