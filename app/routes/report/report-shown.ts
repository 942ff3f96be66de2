/** What the report's page shows of its use case's answer: the filing asked for, beside the report that it builds on. */
import { type Answers, changedItems } from '#app/domain/form.ts';
import type { User } from '#app/domain/people.ts';
import { may } from '#app/domain/permissions.ts';
import type { SeenReport } from '#app/use-cases/see-report.server.ts';

type Filing = SeenReport['filings'][number];

/** Without a filing it is what the school works on, once it has saved something. */
export function reportShown(seen: SeenReport, { user, filing }: { user: User; filing: Filing | undefined }) {
  const { report, form, school, standing, previous, filings, can } = seen;
  const answers = filing?.answers ?? (report.status === 'due' ? null : seen.draft);
  return {
    id: report.id,
    campaignId: report.campaignId,
    order: { kind: report.order.kind, number: report.order.number, date: report.order.date },
    asOf: report.asOf,
    due: report.due,
    standing,
    form: { title: form.title, columns: form.columns, items: form.items, problems: form.problems },
    school: {
      id: school.schoolId,
      name: school.name,
      municipalityId: school.municipalityId,
      municipality: school.municipality,
      region: school.region,
    },
    answers,
    filing: filing && headOf(filing),
    isLatest: filing === undefined || filing === filings.at(-1),
    previous: previous && { asOf: previous.asOf, answers: previous.answers },
    changed: answers && previous ? changedItems(form, previous.answers, answers) : [],
    afterReturn: filing ? correctedIn(seen, filing) : null,
    filings: filings.map(headOf),
    can,
    sees: {
      region: may.seeRegion(user, school),
      municipality: may.seeMunicipality(user, school),
    },
  };
}

export type ReportShown = ReturnType<typeof reportShown>;
export type FilingHead = ReturnType<typeof headOf>;

function headOf({ ordinal, filedAt, filedBy, late, decision, reason, reviewedAt, reviewedBy }: Filing) {
  return {
    ordinal,
    filedAt: filedAt.toISOString(),
    filedBy,
    late,
    decision,
    reason,
    reviewedAt: reviewedAt?.toISOString(),
    reviewedBy,
  };
}

/** What a repeated filing corrects in the one before it; null for a first filing. */
function correctedIn({ form, filings }: SeenReport, filing: Filing): string[] | null {
  const before: Answers | undefined = filings.find(({ ordinal }) => ordinal === filing.ordinal - 1)?.answers;
  return before ? changedItems(form, before, filing.answers) : null;
}
