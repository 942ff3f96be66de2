import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Pager, Table } from '#app/ui/table.tsx';
import { ProblemStateTag } from '../../_problem/problem-age.tsx';
import { GroupFacts } from './groups.tsx';
import type { GroupLine, ProblemsShown } from './problems-shown.server.ts';

type GroupProps = { shown: ProblemsShown; group: NonNullable<ProblemsShown['group']> };

/** One group: every school that has the problem, in its own words. */
export function Group({ shown, group }: GroupProps) {
  const { t, format } = useText();
  const words = t.problems;
  const { campaign, filter } = shown;
  const { lines } = group;
  const page = (number: number) => paths.problems(campaign.id, { ...filter, page: String(number) });
  const { like: _one, ...list } = filter;
  return (
    <>
      <GroupFacts group={group} manyMunicipalities={shown.municipality === null} />
      <h2>{words.group.schools}</h2>
      <Table
        caption={words.group.caption}
        captionHidden
        columns={useColumns(shown)}
        rows={lines.rows}
        rowKey={({ school, key }) => `${school.id}-${key}`}
      />
      <Pager previous={lines.page > 1 ? page(lines.page - 1) : null} next={lines.isLast ? null : page(lines.page + 1)}>
        {words.group.shown(format.integer(lines.from), format.integer(lines.to), format.integer(lines.of))}
      </Pager>
      <p>{words.group.basis}</p>
      <p>
        <Link href={paths.problems(campaign.id, list)}>{words.group.back}</Link>
      </p>
    </>
  );
}

function useColumns({ municipality }: ProblemsShown): Column<GroupLine>[] {
  const { t, format } = useText();
  const words = t.problems;
  return [
    {
      key: 'school',
      head: t.everywhere.table.school,
      rowHeader: true,
      cell: ({ school }) => (
        <Link href={paths.school(school.id)}>
          <span lang="ru">{school.name}</span>
        </Link>
      ),
    },
    ...(municipality
      ? []
      : [
          {
            key: 'municipality',
            head: t.everywhere.table.municipality,
            cell: ({ municipality: name }: GroupLine) => <span lang="ru">{name}</span>,
          },
        ]),
    { key: 'system', head: words.system, cell: ({ system }) => <span lang="ru">{system ?? '–'}</span> },
    { key: 'wording', head: words.columns.wording, cell: ({ text }) => <span lang="ru">{text}</span> },
    {
      key: 'state',
      head: t.everywhere.table.status,
      cell: ({ state, reopened }) => (
        <>
          <ProblemStateTag state={state} />
          {reopened && <small>{words.reopened}</small>}
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
  ];
}
