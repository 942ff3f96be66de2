import { endOf } from '#app/domain/calendar.ts';
import { problemsForm } from '#app/domain/orders/order.ts';
import { ledgerOf, type Problem, withKnownProblems } from '#app/domain/problems/problem.ts';
import { type Answers, carriedOver, type Form, noAnswers } from '#app/domain/reports/form.ts';
import type { AroundReport, Known } from '#db/queries/around-report.ts';
import type { Campaign } from '#db/queries/campaigns.ts';
import { foldedProblems, type ProblemRow, problemRowsOf } from '#db/queries/problems.ts';
import type { Filing, Inherited } from '#db/queries/reports.ts';
import { type Question, question } from '#db/queries/together.ts';
import { today, type UserContext } from '../context.server.ts';

export type BuiltOn = {
  /** The school's own last filing. */
  previous: Filing | null;
  /** Without one, the last filing of a school that has closed into this one: a start, and nothing to be compared with. */
  inherited: Inherited | null;
};

/**
 * The filing that a report builds on, its problems under their keys; another school's problems begin anew. `known`: all that
 * the report's own problems may be known by: what its filings named, the last one first, then what that filing names.
 */
export function builtOn({ previous, inherited, known }: AroundReport): BuiltOn {
  if (previous) return { previous: underKeys(previous, known), inherited: null };
  return { previous: null, inherited: inherited ? underKeys(inherited, []) : null };
}

/** What a report starts from while nothing of it is saved (KG-App.3). */
export function startOf(form: Form, { previous, inherited }: BuiltOn): Answers {
  const last = previous ?? inherited;
  return last ? carriedOver(form, last.answers) : noAnswers;
}

/** A filing with the keys of its own problems: those made before problems had keys have them in `filing_problems` alone. */
export function underKeys<F extends Filing>(filing: F, known: readonly Known[]): F {
  const named = known.filter(({ filingId }) => filingId === filing.id);
  return { ...filing, answers: withKnownProblems(filing.answers, named) };
}

/**
 * What has become by today of the problems that a school's reports have named, by campaign of those that ask for problems. To be
 * asked in one statement with what else is asked; asks nobody's leave.
 */
export function ledgerQuestions(
  campaigns: readonly Campaign[],
  schoolId: number,
  ctx: UserContext,
): Record<number, Question<ProblemRow, Problem[]>> {
  const on = today(ctx);
  const until = endOf(on, ctx.user.region.zone);
  const asked = campaigns.flatMap(({ id, order }) => {
    const form = problemsForm(order);
    if (!form) return [];
    const rows = problemRowsOf({ campaignId: id, formId: form.id, schoolIds: [schoolId], until });
    return [[id, question(rows, {}, (found) => ledgerOf(foldedProblems(found), on))]];
  });
  return Object.fromEntries(asked);
}
