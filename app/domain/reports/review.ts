/** What a coordinator pins to a returned report, and what the next filing makes of it. */
import { type Answers, changedItems, type Form } from './form.ts';

/** `item` is an item of the form, or `problems` for the table under the items. */
export type Remark = { item: string; text: string };

/** Whether a remark can be pinned there: an item that is answered, or the table of problems. */
export function takesRemark(form: Pick<Form, 'items' | 'problems'>, item: string): boolean {
  if (item === 'problems') return form.problems !== null;
  return form.items.some(({ id, kind }) => id === item && kind !== 'heading');
}

/** One line of what a filing did to the version that stood before: changed or not, and what had been remarked there. */
export type Difference = { item: string; changed: boolean; remark: string | null };

/** Items that were changed or remarked on, in the form's order, `problems` last. */
export function differences(form: Form, before: Answers, after: Answers, remarks: readonly Remark[]): Difference[] {
  const changed = changedItems(form, before, after);
  return [...form.items.map(({ id }) => id), 'problems'].flatMap((item) => {
    const remark = remarks.find((one) => one.item === item)?.text ?? null;
    const isChanged = changed.includes(item);
    return isChanged || remark !== null ? [{ item, changed: isChanged, remark }] : [];
  });
}

/** Why a filing has to be opened before it is accepted; null when it can be accepted from the list. */
export type Obstacle = 'amendment' | 'explained' | 'openRemarks' | 'unchanged';

/** Why one of several filings was not accepted: decided on or filed anew meanwhile, or to be opened first. */
export type SkipReason = 'decided' | 'filedAgain' | Obstacle;

/**
 * An amendment has a reason to be read, explanations are written to be read, a remark that nothing was changed at is open,
 * and so is a return after which nothing at all was changed.
 */
export function obstacleTo(
  form: Form,
  filing: { answers: Answers; amendmentReason: string | null; explanations: number },
  returned: { answers: Answers; remarks: readonly Remark[] } | null,
): Obstacle | null {
  if (filing.amendmentReason !== null) return 'amendment';
  if (filing.explanations > 0) return 'explained';
  if (!returned) return null;
  const since = differences(form, returned.answers, filing.answers, returned.remarks);
  if (since.some(({ changed, remark }) => remark !== null && !changed)) return 'openRemarks';
  return since.some(({ changed }) => changed) ? null : 'unchanged';
}
