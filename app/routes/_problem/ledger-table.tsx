import type { Problem } from '#app/domain/problems/problem.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import css from './ledger-table.module.css';
import { ProblemStateTag } from './problem-age.tsx';

/** The dates as the loader sends them. */
export type LedgerLine = Pick<
  Problem,
  'schoolId' | 'key' | 'text' | 'how' | 'state' | 'reopened' | 'days' | 'reportId'
> & {
  since: string;
  lastAsOf: string;
};

type LedgerTableProps = {
  campaignId: number;
  problems: readonly LedgerLine[];
  /** Whether the reader may look at the problems of other schools. */
  seesOthers: boolean;
};

/** A school's problems: what became of each, since when, and the report that says so. */
export function LedgerTable({ campaignId, problems, seesOthers }: LedgerTableProps) {
  const { t, format } = useText();
  const words = t.problems;
  const columns: Column<LedgerLine>[] = [
    {
      key: 'problem',
      head: words.columns.problem,
      rowHeader: true,
      cell: ({ text, how }) => (
        <span lang="ru">
          {text}
          {how && <small className={css.how}>{how}</small>}
        </span>
      ),
    },
    {
      key: 'state',
      head: t.everywhere.table.status,
      cell: ({ state, reopened }) => (
        <>
          <ProblemStateTag state={state} />
          {reopened && <small className={css.how}>{words.reopened}</small>}
        </>
      ),
    },
    { key: 'since', head: words.columns.since, nowrap: true, cell: ({ since }) => format.day(since) },
    { key: 'days', head: words.columns.days, align: 'end', cell: ({ days }) => format.integer(days) },
    {
      key: 'report',
      head: words.columns.report,
      nowrap: true,
      cell: ({ reportId, lastAsOf }) => <Link href={paths.report(reportId)}>{words.report(format.day(lastAsOf))}</Link>,
    },
    ...(seesOthers
      ? [
          {
            key: 'similar',
            head: words.similar,
            cell: ({ schoolId, key, text }: LedgerLine) => (
              <Link href={paths.problems(campaignId, { state: 'all', like: `${schoolId}-${key}` })}>
                {t.everywhere.buttons.show}
                <span className="visually-hidden">{words.similarAbout(text)}</span>
              </Link>
            ),
          },
        ]
      : []),
  ];
  return (
    <Table caption={words.school.caption} captionHidden columns={columns} rows={problems} rowKey={({ key }) => key} />
  );
}
