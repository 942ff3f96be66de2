import { percentOf } from '#app/domain/territory/coverage.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Bar } from '#app/ui/bar.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { PlanStateTag } from '../../_plan/plan-state.tsx';
import type { PlanShown } from './route.tsx';

type Step = PlanShown['steps'][number];

/** Each step with what was covered on its day; the day leads to the schools behind the figure. */
export function Steps({ shown: { campaign, municipality, steps, target, today } }: { shown: PlanShown }) {
  const { t, format } = useText();
  const words = t.plans.steps;
  const columns: Column<Step>[] = [
    {
      key: 'by',
      head: words.by,
      rowHeader: true,
      nowrap: true,
      cell: ({ by, fact }) =>
        fact ? (
          <Link href={paths.municipalityCoverage(campaign.id, municipality.municipalityId, by)}>
            {format.day(by)}
            <span className="visually-hidden"> {words.day}</span>
          </Link>
        ) : (
          format.day(by)
        ),
    },
    { key: 'planned', head: words.planned, align: 'end', cell: ({ schools }) => format.integer(schools) },
    {
      key: 'plannedShare',
      head: words.plannedShare,
      align: 'end',
      cell: ({ planned }) => format.percent(percentOf(planned, [target.threshold])),
    },
    {
      key: 'fact',
      head: words.fact,
      align: 'end',
      cell: ({ fact }) => (fact ? format.share(fact.n, fact.of) : '–'),
    },
    {
      key: 'factShare',
      head: words.factShare,
      align: 'end',
      cell: ({ fact, planned }) => (fact ? format.percent(percentOf(fact, [target.threshold, planned])) : '–'),
    },
    {
      key: 'bar',
      head: words.bar,
      grow: true,
      cell: ({ planned, fact, state }) => (
        <Bar n={fact?.n ?? 0} of={planned.of} target={planned} tone={state?.kind === 'behind' ? 'behind' : 'reached'} />
      ),
    },
    {
      key: 'state',
      head: words.state,
      cell: ({ by, state }) => (state ? <PlanStateTag state={state} /> : by > today ? words.notYet : words.noFigures),
    },
  ];
  return (
    <section>
      <h2>{words.title}</h2>
      <p>{words.lead}</p>
      <Table caption={words.caption} captionHidden columns={columns} rows={steps} rowKey={({ by }) => by} />
    </section>
  );
}
