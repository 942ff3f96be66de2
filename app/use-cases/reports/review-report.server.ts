import { formOf, type Order } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import { faultOfText, isBlank, tidied } from '#app/domain/readable-text.ts';
import type { FieldFault } from '#app/domain/refusal.ts';
import type { Form } from '#app/domain/reports/form.ts';
import { type ReportState, reportCan } from '#app/domain/reports/report.ts';
import { type Remark, takesRemark } from '#app/domain/reports/review.ts';
import { changesOf } from '#app/domain/trust/audit.ts';
import { countFrom, type Filing, filingsOf, giveBack, insertReview, setState } from '#db/queries/reports.ts';
import { insertRemarks, remarksOf } from '#db/queries/reviews.ts';
import type { Trx } from '#db/schema.ts';
import { allowed, refuse, today, transact, type UserContext } from '../context.server.ts';
import { tellReviewed } from '../notices/tell.server.ts';
import { refuseClosed } from '../orders/refuse-closed.server.ts';
import { loadReport, refuseLocked } from './see-report.server.ts';

/** `category` is an id of the order's list; blank remarks are as good as none. */
export type Return = { decision: 'returned'; category: string; reason: string; remarks?: readonly Remark[] };
export type Decision = { decision: 'accepted' } | Return;

const longest = { reason: 2000, remark: 1000 };

/**
 * Accepts the filing that the coordinator has read, or returns it with a category, a reason and remarks pinned to items.
 * `ordinal` names that filing: if the report has been reviewed meanwhile the decision is refused (`wrongStatus`). The same
 * decision twice by one person is one; a colleague's is not, and neither are other words: the school would never read them.
 * After the last day to change no report is returned (`locked`). An amendment counts from its acceptance; returned, on any day,
 * it goes back to being written beside the accepted version.
 */
export async function reviewReport(
  ctx: UserContext,
  review: { reportId: number; ordinal: number } & Decision,
): Promise<void> {
  await transact(ctx, async ({ trx, user, now, audit }) => {
    const { report, school } = await loadReport(trx, ctx, review.reportId, { forUpdate: true });
    allowed(may.review(user, school));
    const returned = review.decision === 'returned' ? readReturn(review, report.order, report.formId) : null;
    const filing = (await filingsOf(trx, report.id).execute()).at(-1);
    if (filing?.ordinal === review.ordinal && filing.reviewerId === user.id) {
      if (await isRepeated(trx, filing, review.decision, returned)) return;
    }
    const action = review.decision === 'accepted' ? 'accept' : 'return';
    if (!reportCan[action](report) || filing?.ordinal !== review.ordinal) {
      return refuse({ kind: 'wrongStatus', action, status: report.status });
    }
    refuseClosed(report.closedOn, today(ctx));
    const amends = report.amendment === 'filed';
    // What the school could not correct any more would stay returned for ever; beside an amendment stands the accepted version.
    if (returned && !amends) refuseLocked(report, today(ctx));

    const { category = null, reason = null, remarks = [] } = returned ?? {};
    await insertReview(trx, { filingId: filing.id, decision: review.decision, category, reason, at: now, by: user.id });
    await insertRemarks(trx, filing.id, remarks);
    const state: ReportState =
      review.decision === 'accepted'
        ? { status: 'accepted', amendment: null }
        : amends
          ? { status: 'accepted', amendment: 'draft' }
          : { status: 'returned', amendment: null };
    if (review.decision === 'accepted') {
      if (amends) await countFrom(trx, filing.id, now);
      await setState(trx, report.id, state);
    } else {
      await giveBack(trx, report.id, state);
    }
    await audit({
      action: review.decision === 'accepted' ? 'report.accept' : 'report.return',
      subject: 'report',
      subjectId: report.id,
      organisationId: report.organisationId,
      changes: changesOf(report, state),
      details: { ordinal: review.ordinal, ...(category !== null && { category, remarks: remarks.length }) },
    });
    await tellReviewed({ trx, user, now }, review.decision, [{ reportId: report.id, ordinal: review.ordinal }]);
  });
}

type ReadReturn = { category: string; reason: string; remarks: Remark[] };

/** Whether the same person has said exactly this already: a second click. */
async function isRepeated(
  trx: Trx,
  filing: Filing,
  decision: Decision['decision'],
  returned: ReadReturn | null,
): Promise<boolean> {
  if (filing.decision !== decision) return false;
  if (!returned) return true;
  const pinned = (await remarksOf(trx, filing.reportId).execute()).filter(({ filingId }) => filingId === filing.id);
  const said = (remarks: readonly Remark[]) => JSON.stringify(remarks.map(({ item, text }) => [item, text]).sort());
  return (
    filing.category === returned.category &&
    filing.reason === returned.reason &&
    said(pinned) === said(returned.remarks)
  );
}

/** All faults at once, each at its field: `category`, `reason`, `remark:<item>`. */
function readReturn({ category, reason, remarks = [] }: Return, order: Order, formId: string): ReadReturn {
  const typed = remarks.map(({ item, text }) => ({ item, text: tidied(text) })).filter(({ text }) => !isBlank(text));
  refuseUnknown(formOf(order, formId), typed);
  const isListed = order.returnReasons.some(({ id }) => id === category);
  const words = tidied(reason);
  const faults: (FieldFault | null)[] = [
    isListed ? null : { field: 'category', code: category === '' ? 'missing' : 'notAChoice' },
    faultOf('reason', words, longest.reason),
    ...typed.map(({ item, text }) => faultOf(`remark:${item}`, text, longest.remark)),
  ];
  const found = faults.filter((fault) => fault !== null);
  return found.length > 0 ? refuse({ kind: 'fields', faults: found }) : { category, reason: words, remarks: typed };
}

/** A remark that could be read nowhere, or two at one item, come from no page of ours. */
function refuseUnknown(form: Form, remarks: readonly Remark[]): void {
  const seen = new Set<string>();
  for (const { item } of remarks) {
    if (!takesRemark(form, item) || seen.has(item)) refuse({ kind: 'unknownField', field: `remark:${item}` });
    seen.add(item);
  }
}

function faultOf(field: string, text: string, most: number): FieldFault | null {
  const code = faultOfText(text, most);
  return code && { field, code };
}
