import { stepsReached } from '#app/domain/orders/ladder.ts';
import { coverageTargets, formOf, targetItems } from '#app/domain/orders/order.ts';
import type { User } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import { keyedProblems } from '#app/domain/problems/problem.ts';
import { explained, warningsOf } from '#app/domain/reports/check.ts';
import { readAgain } from '#app/domain/reports/draft.ts';
import {
  coveredFrom,
  figuresOf,
  missingAnswers,
  noAnswers,
  systemNamed,
  targetsMet,
} from '#app/domain/reports/form.ts';
import { reportCan } from '#app/domain/reports/report.ts';
import { changesOf } from '#app/domain/trust/audit.ts';
import { keepFiling } from '#db/queries/reports.ts';
import { allowed, refuse, today, transact, type UserContext, type WriteContext } from '../context.server.ts';
import { newsOfFiling } from '../notices/tell.server.ts';
import { builtOn } from '../problems/known-problems.server.ts';
import { papersOf } from './papers.server.ts';
import { holdReport, refuseChanged, refuseLocked } from './see-report.server.ts';

/**
 * Files the saved draft (KG-3.6, MO-3.1) and answers the ordinal of the filing. What can't be read or is missing
 * refuses it (`faults`), and so does a soft check without the school's sentence: `explanations` are by the warning's key.
 * The same version filed again by a second click answers the filing that the first click made.
 */
export async function fileReport(
  ctx: UserContext,
  filing: { reportId: number; version: number; explanations?: Readonly<Record<string, string>> },
): Promise<{ ordinal: number }> {
  return transact(ctx, (write) => fileWithin(write, filing));
}

/**
 * The same in a transaction that does more. With `onBehalf` it is the coordinator who files, by a file that came with that
 * import.
 */
export async function fileWithin(
  write: WriteContext<User>,
  {
    reportId,
    version,
    explanations = {},
    onBehalf,
  }: {
    reportId: number;
    version: number;
    explanations?: Readonly<Record<string, string>>;
    onBehalf?: { importId: number };
  },
): Promise<{ ordinal: number }> {
  const { trx, user, now, audited } = write;
  const on = today(write);
  const { report, school, around } = await holdReport(write, reportId, { forUpdate: 'toFile' });
  allowed(onBehalf ? may.fileFor(user, school) : may.file(user, school));
  const earlier = around.filings.at(-1);
  // A second click; once the report has come back, the same version is an old page instead.
  const waits = report.status === 'returned' || report.amendment === 'draft';
  if (earlier?.fromVersion === version && !waits) return { ordinal: earlier.ordinal };
  const isTheirs = onBehalf === undefined || report.amendment === null;
  if (!reportCan.file(report) || !isTheirs)
    return refuse({ kind: 'wrongStatus', action: 'file', status: report.status });
  refuseLocked(report, on);
  if (report.version !== version) {
    return refuseChanged(report);
  }

  const form = formOf(report.order, report.formId);
  const draft = { answers: report.answers ?? noAnswers, unread: report.unread };
  const { answers, faults } = readAgain(form, draft, on);
  if (faults.length > 0) return refuse({ kind: 'faults', faults });
  const [target, ...further] = coverageTargets(report.order);
  const onTarget = targetItems(report.order, form.id);
  const missing = missingAnswers(form, answers, onTarget);
  if (missing.length > 0) return refuse({ kind: 'faults', faults: missing });
  const { papers, faults: copies } = await papersOf(trx, report.organisationId, form, answers);
  if (copies.length > 0) return refuse({ kind: 'faults', faults: copies });
  const { previous } = builtOn(around);
  const problems = keyedProblems(reportId, answers.problems, around.known);
  const asked = warningsOf(form, { ...answers, problems }, previous?.answers ?? null, onTarget);
  const warnings = explained(asked, explanations);
  if (warnings.faults.length > 0) return refuse({ kind: 'faults', faults: warnings.faults });

  const ordinal = (earlier?.ordinal ?? 0) + 1;
  const amends = report.amendment === 'draft';
  const state = { status: amends ? 'accepted' : 'filed', amendment: amends ? 'filed' : null } as const;
  const filing = {
    report,
    ordinal,
    answers,
    problems,
    warnings: warnings.explained,
    fromVersion: version,
    filedAt: now,
    filedOn: on,
    filedBy: user.id,
    coveredFrom: target?.form === form.id ? coveredFrom(target.criterion, answers, on) : null,
    system: systemNamed(form, answers),
    stages: stepsReached(report.order, form, answers, {
      filedOn: on,
      before: (around.filings.findLast(({ counts }) => counts) ?? previous)?.stages ?? {},
    }),
    metFrom: targetsMet(further, form, answers, on),
    figures: figuresOf(form, answers),
    papers,
    importId: onBehalf?.importId ?? null,
    state,
  };
  await keepFiling(trx, filing, {
    audited: audited({
      action: 'report.file',
      subject: 'report',
      subjectId: reportId,
      organisationId: report.organisationId,
      changes: changesOf(report, state),
      details: { ordinal, version, ...onBehalf },
    }),
    told: newsOfFiling(write, { reportId, ordinal, reporter: school }),
  });
  return { ordinal };
}
