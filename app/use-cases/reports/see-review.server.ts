import { type Day, dayIn, type Zone } from '#app/domain/calendar.ts';
import type { Answers } from '#app/domain/reports/form.ts';
import { type Difference, differences, type Remark } from '#app/domain/reports/review.ts';
import { filingLag, reviewLag } from '#app/domain/territory/lag.ts';
import type { Filing } from '#db/queries/reports.ts';
import { remarksOf } from '#db/queries/reviews.ts';
import { consult, type UserContext } from '../context.server.ts';
import type { SeenReport } from './see-report.server.ts';

/** One filing and its review: the order's words for the category, the remarks, and how many working days each side took. */
export type Round = {
  ordinal: number;
  category: string | null;
  remarks: Remark[];
  /** From the opening, or from the return before; null for an amendment of the school's own. */
  filingLag: number | null;
  /** To the decision; to today while nobody has decided. */
  reviewLag: number;
};

/** How a version differs from the one that was returned, or from the accepted one that it amends. */
export type Comparison = {
  why: 'returned' | 'accepted';
  before: Filing;
  differences: Difference[];
};

/** What the school is asked to correct in its next filing. */
export type Correction = {
  ordinal: number;
  category: string | null;
  reason: string;
  remarks: Remark[];
  by: string;
  at: Date;
};

export type SeenReview = {
  rounds: Round[];
  correction: Correction | null;
  /** For a filing of the report, or for the draft that the school works on. */
  comparisonsOf(version: Version): Comparison[];
};

type Version = { ordinal: number; answers: Answers; amendmentReason: string | null };

/** The rounds that a report has gone through, for whoever has seen it. */
export function seeReview(ctx: UserContext, seen: SeenReport): Promise<SeenReview> {
  return consult(ctx, async ({ db, user }) => {
    return reviewOf(seen, await remarksOf(db, seen.report.id).execute(), user.region.zone);
  });
}

/** The same of the remarks at hand. */
export function reviewOf(seen: SeenReport, pinned: (Remark & { filingId: number })[], zone: Zone): SeenReview {
  const { report, filings } = seen;
  const remarksAt = (filing: Filing) =>
    pinned.filter(({ filingId }) => filingId === filing.id).map(({ item, text }) => ({ item, text }));
  const titleOf = ({ category }: Filing) =>
    report.order.returnReasons.find(({ id }) => id === category)?.title ?? category;
  const last = filings.at(-1);
  const isAsked = isReturnOf(report, last) && (report.status === 'returned' || report.amendment === 'draft');
  return {
    rounds: filings.map((filing, at) => ({
      ordinal: filing.ordinal,
      category: titleOf(filing),
      remarks: remarksAt(filing),
      ...lagsOf(seen, filing, filings[at - 1], zone),
    })),
    correction:
      isAsked && last && last.reason !== null && last.reviewedAt
        ? {
            ordinal: last.ordinal,
            category: titleOf(last),
            reason: last.reason,
            remarks: remarksAt(last),
            by: last.reviewedBy ?? '',
            at: last.reviewedAt,
          }
        : null,
    comparisonsOf: (version) => comparisons(seen, version, remarksAt),
  };
}

/** Whether the filing before this version was returned to become it; an amendment given up was returned for nothing. */
function isReturnOf(version: Pick<Version, 'amendmentReason'>, before: Filing | undefined): boolean {
  return before?.decision === 'returned' && before.amendmentReason === version.amendmentReason;
}

/** With the version before it where that was returned; an amendment also with the accepted version that it corrects. */
function comparisons(
  { form, filings }: SeenReport,
  { ordinal, answers, amendmentReason }: Version,
  remarksAt: (filing: Filing) => Remark[],
): Comparison[] {
  const earlier = filings.filter((filing) => filing.ordinal < ordinal);
  const returned = isReturnOf({ amendmentReason }, earlier.at(-1)) ? earlier.at(-1) : undefined;
  const accepted = amendmentReason === null ? undefined : earlier.findLast(({ decision }) => decision === 'accepted');
  const compared = (why: Comparison['why'], before: Filing | undefined, remarks: Remark[]): Comparison[] =>
    before ? [{ why, before, differences: differences(form, before.answers, answers, remarks) }] : [];
  return [
    ...compared('returned', returned, returned ? remarksAt(returned) : []),
    ...compared('accepted', accepted, []),
  ];
}

function lagsOf(
  { report, today }: Pick<SeenReport, 'report' | 'today'>,
  filing: Filing,
  before: Filing | undefined,
  zone: Zone,
) {
  const dayOf = (instant: Date | null): Day | null => instant && dayIn(zone, instant);
  const days = {
    opens: report.opens,
    campaignOpened: dayIn(zone, report.campaignOpenedAt),
    returned: before && isReturnOf(filing, before) ? dayOf(before.reviewedAt) : null,
    filed: filing.filedOn,
    reviewed: dayOf(filing.reviewedAt),
    amendment: filing.amendmentReason !== null,
  };
  return { filingLag: filingLag(days), reviewLag: reviewLag(days, today) };
}
