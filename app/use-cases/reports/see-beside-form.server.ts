import type { Remark } from '#app/domain/reports/review.ts';
import { besideForm } from '#db/queries/around-report.ts';
import type { Report } from '#db/queries/reports.ts';
import { consult, type UserContext } from '../context.server.ts';
import { presentSince } from './attend-report.server.ts';

export type BesideForm = {
  /** Names of others who have the form open. */
  others: string[];
  remarks: (Remark & { filingId: number })[];
  /** Offered while a school types its own; the most frequent first. */
  systems: string[];
};

/** What stands beside a report's form, for whoever has seen the report. */
export function seeBesideForm(ctx: UserContext, report: Pick<Report, 'id' | 'campaignId'>): Promise<BesideForm> {
  return consult(ctx, async ({ db, user, now }) => {
    const ask = { butUserId: user.id, since: presentSince(now) };
    const { others, remarks, systems } = await besideForm(db, report, ask);
    return { others: others.map(({ name }) => name), remarks, systems };
  });
}
