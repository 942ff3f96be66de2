import { isUnsolved } from '#app/domain/problems/problem-state.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type LedgerLine, LedgerTable } from '../../_problem/ledger-table.tsx';

type SchoolProblemsProps = {
  schoolId: number;
  /** Absent where the order asks for no problems. */
  ledger: { campaignId: number; problems: readonly LedgerLine[] } | undefined;
  seesOthers: boolean;
};

/** What is still unsolved; the rest is a page of its own. */
export function SchoolProblems({ schoolId, ledger, seesOthers }: SchoolProblemsProps) {
  const { t, format } = useText();
  const words = t.problems.school;
  if (!ledger) return null;
  const { campaignId, problems } = ledger;
  const unsolved = problems.filter(({ state }) => isUnsolved(state));
  return (
    <section>
      <h3>{words.title}</h3>
      <p>
        {problems.length === 0
          ? words.none
          : unsolved.length === 0
            ? words.unsolvedNone
            : words.unsolved(unsolved.length, format.integer(unsolved.length))}{' '}
        {problems.length > unsolved.length && (
          <Link href={paths.schoolProblems(schoolId, campaignId)}>{words.all(format.integer(problems.length))}</Link>
        )}
      </p>
      {unsolved.length > 0 && <LedgerTable campaignId={campaignId} problems={unsolved} seesOthers={seesOthers} />}
    </section>
  );
}
