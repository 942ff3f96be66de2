import type { Remark } from '#app/domain/reports/review.ts';
import { besideForm } from '#db/queries/around-report.ts';
import type { Report } from '#db/queries/reports.ts';
import { consult, type UserContext } from '../context.server.ts';
import { presentSince } from './attend-report.server.ts';

/** `times`: how often the line (or `problems`) was remarked on in a return; `reason`: mostly for what, in the order's words. */
export type ReturnHint = { item: string; times: number; reason: string };

export type BesideForm = {
  /** Names of others who have the form open. */
  others: string[];
  remarks: (Remark & { filingId: number })[];
  /** Offered while a school types its own; the most frequent first. */
  systems: string[];
  /** What reports of the campaign come back for, said beside the lines before anyone files. */
  hints: ReturnHint[];
};

/** Returns of one line; fewer say nothing about the others who fill it in. */
const fewestReturns = 3;

/** What stands beside a report's form, for whoever has seen the report. */
export function seeBesideForm(
  ctx: UserContext,
  report: Pick<Report, 'id' | 'campaignId' | 'order'>,
): Promise<BesideForm> {
  return consult(ctx, async ({ db, user, now }) => {
    const ask = { butUserId: user.id, since: presentSince(now), fewestReturns };
    const { others, remarks, systems, returns } = await besideForm(db, report, ask);
    const hints = returns.flatMap(({ item, times, category }) => {
      const reason = report.order.returnReasons.find(({ id }) => id === category);
      return reason ? [{ item, times, reason: reason.title }] : [];
    });
    return { others: others.map(({ name }) => name), remarks, systems, hints };
  });
}
