import { draftText } from '#app/domain/reports/draft.ts';
import type { UserContext } from '#app/use-cases/context.server.ts';
import { seeBesideForm } from '#app/use-cases/reports/see-beside-form.server.ts';
import { termsBehind } from '#app/use-cases/reports/see-calendar.server.ts';
import type { SeenReport } from '#app/use-cases/reports/see-report.server.ts';
import { reviewOf } from '#app/use-cases/reports/see-review.server.ts';
import { agesOf } from '../../_problem/problem-age.tsx';

/** What the form's page is made of. */
export async function shownForm(ctx: UserContext, seen: SeenReport) {
  const { report, form, previous, inherited, school, today, faults, hints } = seen;
  const last = previous ?? inherited;
  const { id, asOf, due, originalDue, fileUntil, changeUntil, notRequired, closedOn, status, version } = report;
  const { amendment, amendmentReason } = report;
  const { others, remarks, systems } = await seeBesideForm(ctx, report);
  const behind = await termsBehind(ctx, report);
  const { correction } = reviewOf(seen, remarks, ctx.user.region.zone);
  return {
    personId: ctx.user.id,
    report: { id, asOf, status, version, amendment, due, originalDue, fileUntil, changeUntil, notRequired, closedOn },
    behind,
    amendmentReason: amendment === 'draft' ? amendmentReason : null,
    saved: report.savedAt && { at: report.savedAt.toISOString(), by: report.savedBy ?? '' },
    form,
    typed: draftText(form, seen),
    faults,
    previous: last && { asOf: last.asOf, answers: last.answers, school: inherited?.school ?? null },
    correction,
    // While nothing is saved, all that could be said is that nothing has changed.
    warnings: status === 'due' ? [] : seen.warnings,
    hints,
    ages: agesOf(seen.ledger),
    school,
    today,
    systems,
    others,
    zone: ctx.user.region.zone,
  };
}
