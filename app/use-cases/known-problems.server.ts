import { endOf } from '#app/domain/calendar.ts';
import { type FiledProblem, ledgerOf, type Problem, withKnownProblems } from '#app/domain/problem.ts';
import { knownProblems, problemsOfSchools } from '#db/queries/problems.ts';
import { type Filing, previousFiling, type Report } from '#db/queries/reports.ts';
import type { Db } from '#db/schema.ts';
import { today, type UserContext } from './context.server.ts';

type Known = FiledProblem & { filingId: number };

/**
 * The filing that a report builds on, its problems under their keys, and all that the report's own problems may be known
 * by: what its filings named, the last one first, then what that filing names.
 */
export async function previousAndKnown(
  db: Db,
  report: Pick<Report, 'id' | 'organisationId' | 'campaignId' | 'formId' | 'asOf'>,
): Promise<{ previous: Filing | null; known: Known[] }> {
  const previous = (await previousFiling(db, report)) ?? null;
  const known = await knownProblems(db, { reportId: report.id, previousFilingId: previous?.id ?? null });
  return { previous: previous && underKeys(previous, known), known };
}

/** A filing with the keys of its own problems: those made before problems had keys have them in `filing_problems` alone. */
export function underKeys(filing: Filing, known: readonly Known[]): Filing {
  const named = known.filter(({ filingId }) => filingId === filing.id);
  return { ...filing, answers: withKnownProblems(filing.answers, named) };
}

/** What has become by today of the problems that a school's reports of one form have named. Asks nobody's leave. */
export async function ledgerOfSchool(
  ctx: UserContext,
  { campaignId, formId }: Pick<Report, 'campaignId' | 'formId'>,
  schoolId: number,
): Promise<Problem[]> {
  const on = today(ctx);
  const until = endOf(on, ctx.user.region.zone);
  return ledgerOf(await problemsOfSchools(ctx.db, { campaignId, formId, schoolIds: [schoolId], until }), on);
}
