import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { OpenShare, OpenTerritory } from '#app/domain/territory/open-figures.ts';
import { answer } from '#app/http/answer.server.ts';
import { anonymousContext } from '#app/http/context.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { dayStateText, dayTitle, targetsShown } from '#app/text/target-words.ts';
import { Bar } from '#app/ui/bar.tsx';
import { LinkButton } from '#app/ui/button.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { type KeyFigure, KeyFigures } from '#app/ui/summary-list.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { seeOpenPage } from '#app/use-cases/territory/see-open-page.server.ts';
import { orderName, thresholdText } from '../../_campaign/campaign.ts';
import { TargetDayTable } from '../../_campaign/target-day.tsx';
import { TargetTag } from '../../_campaign/target-tag.tsx';
import { FurtherTargets } from '../../_campaign/targets.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, (speech) => (data ? `${data.scope}. ${orderName(data.order, speech)}` : speech.t.openPage.title));

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  return answer(() => seeOpenPage(anonymousContext({ request, context }), idFrom(params.campaignId)));
}

/** How far the region and its municipalities have got, for everybody. */
export default function OpenPage() {
  const { id, order, scope, target, targets, dates, figures } = useLoaderData<typeof loader>();
  const speech = useText();
  const { t, format } = speech;
  const words = t.openPage;
  const [leading, ...further] = figures ? targetsShown(targets, figures.region, figures.targetsMet) : [];
  return (
    <Page
      caption={`${scope}. ${orderName(order, speech)}`}
      title={
        figures && target
          ? (leading && dayTitle(leading, speech)) ||
            words.covered(format.month(figures.month), shareText(figures.region.covered, speech))
          : words.title
      }
      lead={<span lang="ru">{`${order.authority}. ${order.title}`}</span>}
      actions={
        figures && (
          <LinkButton look="secondary" href={paths.openFigures(id)}>
            {words.json}
          </LinkButton>
        )
      }
    >
      {figures ? (
        <>
          {leading && <TargetDayTable target={leading} asOf={figures.asOf} />}
          <KeyFigures figures={keyFigures()} />
          <p>
            {words.source(format.integer(figures.edition), format.day(figures.asOf), format.dateTime(figures.readAt))}
          </p>
          {target && <Municipalities municipalities={figures.municipalities} threshold={target.threshold} />}
          <p>{words.base}</p>
          <FurtherTargets campaignId={null} targets={further} asOf={figures.asOf} />
        </>
      ) : (
        <State kind="noData">{words.notYet}</State>
      )}
      <h2>{words.dates}</h2>
      <Table
        caption={words.dates}
        captionHidden
        columns={[
          { key: 'asOf', head: words.asOf, rowHeader: true, cell: ({ asOf }) => format.longDay(asOf) },
          { key: 'due', head: words.due, cell: ({ due }) => format.longDay(due) },
        ]}
        rows={dates}
        rowKey={({ asOf }) => asOf}
      />
    </Page>
  );

  function keyFigures(): KeyFigure[] {
    if (!figures) return [];
    const { region, municipalitiesMet: met } = figures;
    const percent = ({ percent: text }: OpenShare) => (text === null ? '–' : format.percentText(text));
    const aim = target && words.target(thresholdText(target.threshold, format), format.day(target.by));
    const base = format.share(region.covered.n, region.covered.of);
    return [
      ...(aim
        ? [{ key: 'covered', label: words.coverage, value: percent(region.covered), note: `${base}, ${aim}` }]
        : []),
      ...(target ? [{ key: 'met', label: words.met, value: format.share(met.n, met.of), note: percent(met) }] : []),
      {
        key: 'onTime',
        label: words.onTime,
        value: percent(region.onTime),
        note: format.share(region.onTime.n, region.onTime.of),
      },
    ];
  }
}

function Municipalities({
  municipalities,
  threshold,
}: {
  municipalities: readonly OpenTerritory[];
  threshold: { n: number; of: number };
}) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.openPage;
  const dayOf = ({ targets: [leading] }: OpenTerritory) => leading?.day;
  const by = municipalities.map((one) => dayOf(one)?.by).find((day) => day !== undefined);
  const columns: Column<OpenTerritory>[] = [
    {
      key: 'name',
      head: t.everywhere.table.municipality,
      rowHeader: true,
      cell: ({ name }) => <span lang="ru">{name}</span>,
    },
    ...(by
      ? [
          {
            key: 'day',
            head: t.targets.day.by(format.day(by)),
            cell: (one: OpenTerritory) => {
              const day = dayOf(one);
              return day ? dayStateText(day, speech) : '–';
            },
          },
        ]
      : []),
    {
      key: 'percent',
      head: words.coverage,
      align: 'end',
      cell: ({ covered: { percent } }) => (percent === null ? '–' : format.percentText(percent)),
    },
    { key: 'covered', head: words.schools, align: 'end', cell: ({ covered }) => format.share(covered.n, covered.of) },
    {
      key: 'bar',
      head: t.charts.share,
      grow: true,
      cell: ({ covered, target }) => (
        <Bar n={covered.n} of={covered.of} target={threshold} tone={target === 'met' ? 'reached' : 'behind'} />
      ),
    },
  ];
  if (threshold) {
    columns.push({
      key: 'state',
      head: t.everywhere.table.status,
      nowrap: true,
      cell: ({ target }) => target && <TargetTag state={target} />,
    });
  }
  columns.push({
    key: 'reported',
    head: t.region.municipalities.reported,
    align: 'end',
    cell: ({ reported }) => (reported.of > 0 ? format.share(reported.n, reported.of) : '–'),
  });
  return (
    <section>
      <h2>{words.municipalities}</h2>
      <Table
        caption={words.municipalities}
        captionHidden
        columns={columns}
        rows={municipalities}
        rowKey={({ name }) => name}
      />
    </section>
  );
}

/** «734 из 1 404 школ (52,3 %)». */
function shareText({ n, of, percent }: OpenShare, { t, format }: Speech): string {
  return t.region.covered(format.share(n, of), of, percent === null ? '–' : format.percentText(percent));
}
