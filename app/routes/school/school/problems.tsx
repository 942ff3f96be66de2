import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type LedgerLine, LedgerTable } from '../../_problem/ledger-table.tsx';

type SchoolProblemsProps = {
  schoolId: number;
  /** Absent where the order asks for no problems. */
  ledger: { all: number; unsolved: readonly LedgerLine[] } | null;
  campaignId: number;
  seesOthers: boolean;
};

/** What is still unsolved; the rest is a page of its own. */
export function SchoolProblems({ schoolId, campaignId, ledger, seesOthers }: SchoolProblemsProps) {
  const { t, format } = useText();
  const words = t.problems.school;
  if (!ledger) return null;
  const { all, unsolved } = ledger;
  return (
    <section>
      <h3>{words.title}</h3>
      <p>
        {all === 0
          ? words.none
          : unsolved.length === 0
            ? words.unsolvedNone
            : words.unsolved(unsolved.length, format.integer(unsolved.length))}{' '}
        {all > unsolved.length && (
          <Link href={paths.schoolProblems(schoolId, campaignId)}>{words.all(format.integer(all))}</Link>
        )}
      </p>
      {unsolved.length > 0 && <LedgerTable campaignId={campaignId} problems={unsolved} seesOthers={seesOthers} />}
    </section>
  );
}
