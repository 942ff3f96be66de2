import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Link } from '#app/ui/link.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { SummaryList } from '#app/ui/summary-list.tsx';
import { type Column, Pager, Table } from '#app/ui/table.tsx';
import { seeMeasure } from '#app/use-cases/orders/see-measure.server.ts';
import { listQuery } from '../../_admin/list-query.server.ts';
import { orderName } from '../../_campaign/campaign.ts';
import { ClosingNotice } from '../../_campaign/closing.tsx';
import { StandingTag } from '../../_report/standing-tag.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t }) => data?.measure.statement?.name ?? t.orders.measure);

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const query = listQuery(request);
  const show = query.choice('show', ['open', 'late']);
  const ask = { campaignId: idFrom(params.campaignId), measureId: params.measureId ?? '', show, ...query.page };
  return { ...(await answer(() => seeMeasure(ctx, ask))), show };
}

type Line = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

/** A measure that schools state as done: how many have, who has not, and each school's own statement. */
export default function MeasurePage() {
  const { campaignId, order, measure, closing, due, counts, rows, previous, next, show, seesRegion } =
    useLoaderData<typeof loader>();
  const speech = useText();
  const { t, format } = speech;
  const words = t.orders.onePage;
  const at = (list: Parameters<typeof paths.measure>[2]) => paths.measure(campaignId, measure.id, list);
  const columns: Column<Line>[] = [
    {
      key: 'school',
      head: words.school,
      rowHeader: true,
      cell: ({ id, school }) => <Link href={paths.report(id)}>{school}</Link>,
    },
    ...(seesRegion
      ? [{ key: 'municipality', head: words.municipality, cell: ({ municipality }: Line) => municipality }]
      : []),
    { key: 'filedOn', head: words.filedOn, nowrap: true, cell: ({ filedOn }) => filedOn && format.day(filedOn) },
    { key: 'state', head: words.state, cell: ({ standing }) => <StandingTag standing={standing} /> },
  ];
  return (
    <Page
      caption={orderName(order, speech)}
      title={<span lang="ru">{capitalised(measure.statement?.name ?? measure.title)}</span>}
      breadcrumbs={[
        { text: orderName(order, speech), href: paths.order(campaignId) },
        { text: measure.statement?.name ?? measure.title },
      ]}
      lead={
        counts ? words.lead(format.share(counts.stated.n, counts.stated.of), format.integer(counts.inTime)) : undefined
      }
    >
      <ClosingNotice closing={closing} />
      {counts && counts.late > 0 && <p>{words.late(format.integer(counts.late))}</p>}
      <SummaryList
        rows={[
          {
            key: 'title',
            term: `${t.orders.measure}, ${measure.number}`,
            value: <span lang="ru">{measure.title}</span>,
          },
          { key: 'responsible', term: t.orders.responsible, value: <span lang="ru">{measure.responsible}</span> },
          { key: 'due', term: words.due, value: format.day(due) },
        ]}
      />
      <h2>{words.schools}</h2>
      {counts === null ? (
        <State kind="noData">{words.notOwed}</State>
      ) : (
        <>
          <FilterLinks
            label={words.show}
            options={[
              { href: at({}), text: words.all, count: format.integer(counts.stated.of), current: !show },
              {
                href: at({ show: 'open' }),
                text: words.open,
                count: format.integer(counts.stated.of - counts.stated.n),
                current: show === 'open',
              },
              {
                href: at({ show: 'late' }),
                text: words.overdue,
                count: format.integer(counts.late),
                current: show === 'late',
              },
            ]}
          />
          <Table
            caption={words.schools}
            captionHidden
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            empty={words.none}
          />
          <Pager
            previous={previous && at({ show, before: String(previous.before) })}
            next={next && at({ show, after: String(next.after) })}
          />
        </>
      )}
    </Page>
  );
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
