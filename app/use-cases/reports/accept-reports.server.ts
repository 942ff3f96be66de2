import type { Day } from '#app/domain/calendar.ts';
import { formOf } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import { obstacleTo, type SkipReason } from '#app/domain/reports/review.ts';
import { changesOf } from '#app/domain/trust/audit.ts';
import { campaignById } from '#db/queries/campaigns.ts';
import { municipalityPlace } from '#db/queries/organisations.ts';
import { acceptFilings, type LastDecision, lastDecisions, lockReports, waitingFilings } from '#db/queries/reviews.ts';
import { alone } from '#db/queries/together.ts';
import { allowed, found, refuse, today, transact, type UserContext } from '../context.server.ts';
import { tellReviewed } from '../notices/tell.server.ts';
import { refuseClosed } from '../orders/refuse-closed.server.ts';

/** A filing as the coordinator saw it in the list. */
export type Chosen = { reportId: number; ordinal: number };

/** One of the chosen that was not accepted, and what has been decided on its last filing by whom. */
export type Skipped = {
  reportId: number;
  school: string;
  asOf: Day;
  formName: string | null;
  why: SkipReason;
  decision: LastDecision['decision'];
  by: string | null;
  at: Date | null;
};

/** More than a page of the queue ever shows come from no page of ours. */
export const mostAtOnce = 1000;

/**
 * Accepts all of the chosen filings that still wait as they were seen, in one transaction; the others are named with the
 * reason. What this person has accepted already counts as accepted: a second click changes nothing.
 */
export async function acceptReports(
  ctx: UserContext,
  ask: { campaignId: number; municipalityId: number; chosen: readonly Chosen[] },
): Promise<{ accepted: number; skipped: Skipped[] }> {
  return transact(ctx, async ({ trx, user, now, audit }) => {
    const municipality = found(await municipalityPlace(trx, ask.municipalityId), (at) => may.seeMunicipality(user, at));
    allowed(may.review(user, municipality));
    const chosen = new Map(ask.chosen.map(({ reportId, ordinal }) => [reportId, ordinal]));
    if (chosen.size === 0) return refuse({ kind: 'fields', faults: [{ field: 'chosen', code: 'missing' }] });
    if (chosen.size > mostAtOnce) return refuse({ kind: 'fields', faults: [{ field: 'chosen', code: 'tooMany' }] });
    const reportIds = [...chosen.keys()];
    await lockReports(trx, reportIds);

    const { campaignId, municipalityId } = ask;
    const where = { campaignId, municipalityId, on: today(ctx), reportIds };
    const campaign = found(await campaignById(trx, campaignId), () => true);
    const standing = await lastDecisions(trx, user, where);
    // One that this person may not see, or that is of another list, refuses the whole request.
    if (standing.length < chosen.size) return refuse({ kind: 'notFound' });
    refuseClosed(campaign.closing?.on ?? null, today(ctx));

    const stillWaiting = await alone(trx, waitingFilings(trx, user, where));
    const waiting = new Map(stillWaiting.map((filing) => [filing.reportId, filing]));
    const accepted: NonNullable<ReturnType<typeof waiting.get>>[] = [];
    const skipped: Skipped[] = [];
    let before = 0;
    for (const last of standing) {
      const filing = waiting.get(last.reportId);
      const seen = chosen.get(last.reportId) === last.ordinal;
      if (seen && last.decision === 'accepted' && last.reviewerId === user.id) before++;
      else if (!filing) skipped.push(skippedAs('decided', last));
      else if (!seen) skipped.push(skippedAs('filedAgain', last));
      else {
        const obstacle = obstacleTo(formOf(campaign.order, filing.formId), filing, filing.returned);
        if (obstacle) skipped.push(skippedAs(obstacle, last));
        else accepted.push(filing);
      }
    }
    await acceptFilings(trx, accepted, { at: now, by: user.id });
    await tellReviewed({ trx, user, now }, 'accepted', accepted);
    await audit(
      ...accepted.map(({ reportId, organisationId, ordinal }) => ({
        action: 'report.accept' as const,
        subject: 'report' as const,
        subjectId: reportId,
        organisationId,
        changes: changesOf({ status: 'filed' }, { status: 'accepted' }),
        details: { ordinal, together: accepted.length },
      })),
    );
    return { accepted: accepted.length + before, skipped };
  });
}

function skippedAs(why: Skipped['why'], { reportId, school, asOf, formName, ...last }: LastDecision): Skipped {
  return { reportId, school, asOf, formName, why, decision: last.decision, by: last.reviewedBy, at: last.reviewedAt };
}
