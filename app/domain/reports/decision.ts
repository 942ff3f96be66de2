/** What can be decided about a reporting date: moved for all, extended or not required for one school. */
import { type Day, daysBetween } from '../calendar.ts';

export type DecisionKind = 'move' | 'extension' | 'notRequired';

/** The three days of a report, all inclusive: due as shown, the last to file it first, the last to change it. */
export type Terms = { due: Day; fileUntil: Day; changeUntil: Day };

/** Why: the list that a decision takes its reason from. */
export const decisionReasons = {
  move: ['authority', 'outage', 'holidays', 'mistake'],
  extension: ['authority', 'outage', 'emergency', 'staff', 'correction'],
  notRequired: ['reorganisation', 'noClasses', 'joint', 'exempt'],
} as const satisfies Record<DecisionKind, readonly string[]>;

/** Whether the code is on the list of that kind of decision. */
export function isReasonFor(kind: DecisionKind, reason: string): boolean {
  return (decisionReasons[kind] as readonly string[]).includes(reason);
}

/** The furthest that a day may be put off: beyond it lies a typing error. */
const furthestDays = 366;

/** The first field of the three that can't stand, and why; null when they can. A due day is not put before the as-of day. */
export function faultOfTerms(terms: Terms, asOf: Day): { field: keyof Terms; code: string } | null {
  if (terms.due < asOf) return { field: 'due', code: 'beforeAsOf' };
  if (terms.fileUntil < terms.due) return { field: 'fileUntil', code: 'beforeDue' };
  if (terms.changeUntil < terms.fileUntil) return { field: 'changeUntil', code: 'beforeFileUntil' };
  for (const field of ['due', 'fileUntil', 'changeUntil'] as const) {
    if (daysBetween(asOf, terms[field]) > furthestDays) return { field, code: 'tooFar' };
  }
  return null;
}

type Deciding = { kind: DecisionKind; terms: Terms | null; revokedAt: unknown };

/**
 * The decision by which a report's due day is what it is, or by which nothing is required; undefined while the order's
 * own day stands. `decisions` are those about its date and its school.
 */
export function decisionBehind<D extends Deciding>(
  report: { due: Day; notRequired: string | null },
  decisions: readonly D[],
): D | undefined {
  const inForce = decisions.filter(({ revokedAt }) => revokedAt === null);
  const of = (kind: DecisionKind) => inForce.find((decision) => decision.kind === kind);
  if (report.notRequired !== null) return report.notRequired === 'decision' ? of('notRequired') : undefined;
  const extension = of('extension');
  return extension?.terms?.due === report.due ? extension : of('move');
}
