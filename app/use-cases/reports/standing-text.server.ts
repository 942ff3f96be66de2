import { withKnownProblems } from '#app/domain/problems/problem.ts';
import { draftText } from '#app/domain/reports/draft.ts';
import type { Form, Typed } from '#app/domain/reports/form.ts';
import { aroundReport } from '#db/queries/around-report.ts';
import type { Report } from '#db/queries/reports.ts';
import type { Db } from '#db/schema.ts';
import { builtOn, startOf } from '../problems/known-problems.server.ts';

/**
 * What the school's form shows now, as text: its draft as typed, or the last report's answers carried over while nothing
 * is saved (KG-App.3). Asks nobody's leave.
 */
export async function standingText(db: Db, form: Form, report: Report): Promise<Typed> {
  const around = await aroundReport(db, report, report.asOf);
  const begun = report.answers ?? startOf(form, builtOn(around));
  const answers = withKnownProblems(begun, [...begun.problems, ...around.known]);
  return draftText(form, { answers, unread: report.unread });
}
