import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Link } from '#app/ui/link.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { SummaryList } from '#app/ui/summary-list.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { rehearseComingDays } from '#app/use-cases/trust/rehearse.server.ts';
import { orderName } from '../../_campaign/campaign.ts';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.trust.rehearsal.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  return answer(() => rehearseComingDays(ctx));
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;

/** What the coming days will do: dates that open and fall due, reports created, who is told and who can't be. */
export default function Rehearsal() {
  const { from, to, dates, days, unreached, jobs } = useLoaderData<typeof loader>();
  const { t, format } = useText();
  const words = t.trust.rehearsal;
  return (
    <Page
      title={words.title}
      lead={words.lead(format.day(from), format.day(to))}
      breadcrumbs={[{ text: t.trust.title, href: paths.trust() }, { text: words.title }]}
    >
      <h2>{words.dates}</h2>
      {dates.length === 0 ? (
        <State kind="noData" title={words.noDates}>
          {words.noDatesText}
        </State>
      ) : (
        <Dates dates={dates} before={from} />
      )}
      <h2>{words.days}</h2>
      {days.length === 0 ? <p>{words.nothing}</p> : <Days days={days} />}
      <h2>{words.unreached(format.integer(unreached.length))}</h2>
      {unreached.length === 0 ? <p>{words.unreachedNone}</p> : <Unreached schools={unreached} />}
      <h2>{words.jobs}</h2>
      <SummaryList
        rows={jobs.map(({ name, at }) => ({
          key: name,
          term: t.admin.jobs.names[name].title,
          value: format.dateTime(at),
        }))}
      />
    </Page>
  );
}

function Dates({ dates, before }: { dates: Shown['dates']; before: string }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.trust.rehearsal;
  const columns: Column<Shown['dates'][number]>[] = [
    { key: 'asOf', head: words.asOf, rowHeader: true, nowrap: true, cell: ({ asOf }) => format.day(asOf) },
    {
      key: 'order',
      head: words.order,
      cell: ({ campaignId, order }) => (
        <Link href={paths.calendar(campaignId)}>
          <span lang="ru">{orderName(order, speech)}</span>
        </Link>
      ),
    },
    {
      key: 'opens',
      head: words.opens,
      cell: ({ opens }) => (opens < before ? words.opened(format.day(opens)) : format.day(opens)),
    },
    { key: 'due', head: words.due, nowrap: true, cell: ({ due }) => format.day(due) },
    { key: 'owed', head: words.owed, align: 'end', cell: ({ owed }) => format.integer(owed) },
    { key: 'filed', head: words.filed, align: 'end', cell: ({ filed }) => format.integer(filed) },
  ];
  return (
    <Table
      caption={words.datesCaption}
      captionHidden
      columns={columns}
      rows={dates}
      rowKey={({ campaignId, asOf }) => `${campaignId} ${asOf}`}
    />
  );
}

function Days({ days }: { days: Shown['days'] }) {
  const { t, format } = useText();
  const words = t.trust.rehearsal;
  const columns: Column<Shown['days'][number]>[] = [
    { key: 'day', head: words.day, rowHeader: true, nowrap: true, cell: ({ day }) => format.day(day) },
    { key: 'created', head: words.created, align: 'end', cell: ({ created }) => format.integer(created) },
    {
      key: 'told',
      head: words.told,
      grow: true,
      cell: ({ reached }) =>
        reached.map(({ kind, organisations, people }) => (
          <div key={kind}>
            {words.reached(words.kinds[kind], format.integer(organisations), format.integer(people))}
          </div>
        )),
    },
  ];
  return <Table caption={words.daysCaption} captionHidden columns={columns} rows={days} rowKey={({ day }) => day} />;
}

function Unreached({ schools }: { schools: Shown['unreached'] }) {
  const { t } = useText();
  const { table } = t.everywhere;
  return (
    <Table
      caption={t.trust.rehearsal.unreachedCaption}
      columns={[
        {
          key: 'school',
          head: table.school,
          rowHeader: true,
          cell: ({ id, name }) => (
            <Link href={paths.school(id)}>
              <span lang="ru">{name}</span>
            </Link>
          ),
        },
        { key: 'municipality', head: table.municipality, cell: ({ municipality }) => municipality },
      ]}
      rows={schools}
      rowKey={({ id }) => id}
    />
  );
}
