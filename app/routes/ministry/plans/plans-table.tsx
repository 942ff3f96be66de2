import { percentOf } from '#app/domain/territory/coverage.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { PlanStateTag, ShortTag, StandingTag } from '../../_plan/plan-state.tsx';
import type { PlansShown } from './route.tsx';

type Line = PlansShown['lines'][number];

export function PlansTable({ shown: { campaign, target, lines } }: { shown: PlansShown }) {
  const { t, format } = useText();
  const words = t.plans.all;
  const columns: Column<Line>[] = [
    {
      key: 'municipality',
      head: words.municipality,
      rowHeader: true,
      cell: ({ id, name }) => (
        <Link href={paths.plan(campaign.id, id)}>
          <span lang="ru">{name}</span>
        </Link>
      ),
    },
    { key: 'standing', head: words.standing, cell: ({ standing }) => <StandingTag standing={standing} /> },
    {
      key: 'document',
      head: words.document,
      cell: ({ plan, approved }) =>
        plan && (
          <>
            <span lang="ru">{t.plans.document(plan.number, format.day(plan.date))}</span>
            <br />
            {approved && approved !== plan.date && (
              <>
                {words.approved(format.day(approved))}
                <br />
              </>
            )}
            {words.entered(format.dateTime(plan.savedAt))}
          </>
        ),
    },
    {
      key: 'responsible',
      head: words.responsible,
      cell: ({ plan }) =>
        plan && (
          <>
            <span lang="ru">{plan.responsible}</span>
            <br />
            {plan.phone}
          </>
        ),
    },
    {
      key: 'covered',
      head: words.covered,
      align: 'end',
      cell: ({ covered }) => (
        <>
          {format.share(covered.n, covered.of)}
          <br />
          {format.percent(percentOf(covered, [target.threshold]))}
        </>
      ),
    },
    {
      key: 'state',
      head: words.state,
      cell: ({ plan, state, short }) =>
        plan && (
          <>
            {state ? <PlanStateTag state={state} /> : words.notYet}
            {short && (
              <>
                <br />
                <ShortTag short={short} />
              </>
            )}
          </>
        ),
    },
  ];
  return (
    <Table
      caption={words.caption}
      captionHidden
      columns={columns}
      rows={lines}
      rowKey={({ id }) => id}
      empty={words.found}
    />
  );
}
