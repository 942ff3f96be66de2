/** What the report's page shows of its use cases' answers: the filing asked for, beside what it builds on and corrects. */

import type { User } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import { changedItems } from '#app/domain/reports/form.ts';
import type { SeenReport } from '#app/use-cases/reports/see-report.server.ts';
import type { Comparison, Round, SeenReview } from '#app/use-cases/reports/see-review.server.ts';
import { agesOf } from '../../_problem/problem-age.tsx';

type Filing = SeenReport['filings'][number];
type Asked = { user: User; filing: Filing | undefined };

/** Without a filing it is what the school works on, once it has saved something. */
export function reportShown(seen: SeenReport, review: SeenReview, { user, filing }: Asked) {
  const { report, form, school, standing, standingFiling, previous, filings, can } = seen;
  const answers = filing?.answers ?? (report.status === 'due' ? null : seen.draft);
  const draft = answers && { ordinal: filings.length + 1, answers, amendmentReason: report.amendmentReason };
  const version = filing ?? draft;
  return {
    id: report.id,
    version: report.version,
    campaignId: report.campaignId,
    order: { kind: report.order.kind, number: report.order.number, date: report.order.date },
    returnReasons: report.order.returnReasons,
    asOf: report.asOf,
    due: report.due,
    terms: termsOf(report),
    locked: seen.locked,
    standing,
    formName: form.name,
    /** The form is filled again and again, so that there may be something to compare with. */
    repeats: form.reporting.kind !== 'dates' || form.reporting.dates.length > 1,
    form: { title: form.title, columns: form.columns, items: form.items, problems: form.problems },
    school: {
      schoolId: school.schoolId,
      level: school.level,
      name: school.name,
      municipalityId: school.municipalityId,
      municipality: school.municipality,
      region: school.region,
    },
    answers,
    ages: agesOf(seen.ledger),
    filing: filing && { id: filing.id, ...headOf(filing) },
    isLatest: filing === undefined || filing === standingFiling,
    papers: filing ? seen.filedPapers.filter(({ filingId }) => filingId === filing.id) : seen.papers.papers,
    explanations: filing ? seen.explanations.filter(({ filingId }) => filingId === filing.id) : [],
    previous: previous && { asOf: previous.asOf, answers: previous.answers },
    changed: answers && previous ? changedItems(form, previous.answers, answers) : [],
    comparisons: version ? review.comparisonsOf(version).map(comparisonShown) : [],
    correction: review.correction,
    rounds: filings.flatMap((one) => {
      const round = review.rounds.find(({ ordinal }) => ordinal === one.ordinal);
      return round ? [{ ...headOf(one), ...round }] : [];
    }),
    amendment: report.amendment && { step: report.amendment, reason: report.amendmentReason ?? '' },
    can,
    sees: {
      region: may.seeRegion(user, school),
      municipality: may.seeMunicipality(user, school),
    },
  };
}

export type ReportShown = ReturnType<typeof reportShown>;
export type RoundShown = ReturnType<typeof headOf> & Round;
export type ComparisonShown = ReturnType<typeof comparisonShown>;

function headOf({ ordinal, filedAt, filedBy, late, decision, reason, reviewedAt, reviewedBy, ...filing }: Filing) {
  return {
    ordinal,
    filedAt: filedAt.toISOString(),
    filedBy,
    onBehalf: filing.onBehalf,
    late,
    amendmentReason: filing.amendmentReason,
    decision,
    reason,
    reviewedAt: reviewedAt?.toISOString(),
    reviewedBy,
  };
}

function comparisonShown({ why, before, differences }: Comparison) {
  return { why, ordinal: before.ordinal, before: before.answers, differences };
}

function termsOf(report: SeenReport['report']) {
  const { status, amendment, due, originalDue, fileUntil, changeUntil, notRequired, closedOn } = report;
  return { status, amendment, due, originalDue, fileUntil, changeUntil, notRequired, closedOn };
}
