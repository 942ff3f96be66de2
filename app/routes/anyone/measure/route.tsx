import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { dayFrom, idFrom } from '#app/http/params.server.ts';
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
  pageTitle(matches, ({ t }) => (data ? nameOf(data) : t.orders.measure));

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const query = listQuery(request);
  const show = query.choice('show', ['open', 'late', 'waiting']);
  const asOf = dayFrom(new URL(request.url).searchParams.get('date'));
  const ask = { campaignId: idFrom(params.campaignId), measureId: params.measureId ?? '', asOf, show, ...query.page };
  return { ...(await answer(() => seeMeasure(ctx, ask))), show };
}

type Line = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

/** What each school or municipality states as done, or municipalities report: how many have, who has not, and each one's own. */
export default function MeasurePage() {
  const shown = useLoaderData<typeof loader>();
  const { campaignId, order, measure, form, closing, asOf, due, counts, rows, previous, next, show, seesRegion } =
    shown;
  const speech = useText();
  const { t, format } = speech;
  const words = t.orders.onePage;
  const ofSchools = form.filledBy === 'school';
  const date = asOf === shown.dates[0] ? undefined : asOf;
  const at = (list: Parameters<typeof paths.measure>[2]) => paths.measure(campaignId, form.id, { date, ...list });
  const columns: Column<Line>[] = [
    {
      key: 'reporter',
      head: ofSchools ? words.school : words.municipality,
      rowHeader: true,
      cell: ({ id, reporter }) => <Link href={paths.report(id)}>{reporter}</Link>,
    },
    ...(seesRegion && ofSchools
      ? [{ key: 'municipality', head: words.municipality, cell: ({ municipality }: Line) => municipality }]
      : []),
    { key: 'filedOn', head: words.filedOn, nowrap: true, cell: ({ filedOn }) => filedOn && format.day(filedOn) },
    { key: 'state', head: words.state, cell: ({ standing }) => <StandingTag standing={standing} /> },
  ];
  return (
    <Page
      caption={orderName(order, speech)}
      title={<span lang="ru">{capitalised(nameOf(shown))}</span>}
      breadcrumbs={[{ text: orderName(order, speech), href: paths.order(campaignId) }, { text: nameOf(shown) }]}
      lead={
        counts
          ? words.lead[form.filledBy](format.share(counts.stated.n, counts.stated.of), format.integer(counts.inTime))
          : undefined
      }
    >
      <ClosingNotice closing={closing} />
      {counts && counts.late > 0 && <p>{words.late(format.integer(counts.late))}</p>}
      <SummaryList
        rows={[
          ...(measure
            ? [
                {
                  key: 'title',
                  term: `${t.orders.measure}, ${measure.number}`,
                  value: <span lang="ru">{measure.title}</span>,
                },
                { key: 'responsible', term: t.orders.responsible, value: <span lang="ru">{measure.responsible}</span> },
              ]
            : []),
          { key: 'due', term: words.due, value: format.day(due) },
        ]}
      />
      {shown.dates.length > 1 && (
        <FilterLinks
          label={words.period}
          options={shown.dates.map((one) => ({
            href: at({ date: one }),
            text: format.day(one),
            current: one === asOf,
          }))}
        />
      )}
      <h2>{ofSchools ? words.schools : words.municipalities}</h2>
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
              { href: at({ show: 'waiting' }), text: words.waiting, current: show === 'waiting' },
            ]}
          />
          <Table
            caption={ofSchools ? words.schools : words.municipalities}
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

function nameOf({
  form,
  measure,
}: {
  form: { name?: string; title: string };
  measure: { title: string } | null;
}): string {
  return form.name ?? measure?.title ?? form.title;
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
