import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { addDays, type Day } from '#app/domain/calendar.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { SummaryList } from '#app/ui/summary-list.tsx';
import { Table } from '#app/ui/table.tsx';
import { seeResponsible } from '#app/use-cases/people/hand-over.server.ts';
import { FileLink } from '../../_documents/file-link.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t }) => [t.documents.responsible.title, data?.school.name].filter(Boolean).join(' – '));

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  return answer(() => seeResponsible(ctx, idFrom(params.schoolId)));
}

type Seen = ReturnType<typeof useLoaderData<typeof loader>>;
type Appointment = NonNullable<Seen['current']>;

/** Who answers for the journal at the school, by which order, and who did before. */
export default function Responsible() {
  const seen = useLoaderData<typeof loader>();
  const speech = useText();
  const { t, format } = speech;
  const words = t.documents.responsible;
  const { school, current, earlier } = seen;
  return (
    <Page
      breadcrumbs={[{ text: school.name, href: paths.school(school.schoolId) }]}
      caption={school.municipality}
      title={words.title}
      actions={
        <>
          {seen.mayAppoint && <LinkButton href={paths.handOver(school.schoolId)}>{words.appoint}</LinkButton>}
          <LinkButton look="secondary" href={paths.acts(school.schoolId)}>
            {words.toActs}
          </LinkButton>
        </>
      }
    >
      {current ? <Current appointment={current} /> : <Nobody {...seen} />}
      <Table
        caption={words.earlier}
        columns={[
          {
            key: 'name',
            head: words.name,
            rowHeader: true,
            cell: (one: Appointment) => <span lang="ru">{one.name}</span>,
          },
          { key: 'position', head: words.position, cell: ({ position }) => <span lang="ru">{position}</span> },
          {
            key: 'period',
            head: words.period,
            nowrap: true,
            cell: ({ since, until }) => words.from(format.day(since), format.day(lastDay(since, until))),
          },
          { key: 'order', head: words.order, cell: (one) => orderOf(one, speech) },
        ]}
        rows={earlier}
        rowKey={({ id }) => id}
        empty={words.earlierEmpty}
      />
    </Page>
  );
}

function Current({ appointment }: { appointment: Appointment }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.documents.responsible;
  const { name, position, email, phone, since, appointedBy, appointedAt, blocked } = appointment;
  return (
    <>
      <h2>{words.now}</h2>
      <SummaryList
        rows={[
          {
            key: 'name',
            term: words.name,
            value: (
              <>
                <span lang="ru">{name}</span>
                {blocked && `, ${words.blocked}`}
              </>
            ),
          },
          { key: 'position', term: words.position, value: <span lang="ru">{position}</span> },
          { key: 'email', term: words.email, value: email },
          { key: 'phone', term: words.phone, value: phone ?? words.noPhone },
          { key: 'order', term: words.order, value: orderOf(appointment, speech) },
          { key: 'since', term: words.since, value: format.longDay(since) },
          { key: 'by', term: words.appointed, value: `${appointedBy}, ${format.dateTime(appointedAt)}` },
        ]}
      />
    </>
  );
}

/** No order is known: says so, and names those who have access without one. */
function Nobody({ others, mayAppoint }: Seen) {
  const { t } = useText();
  const words = t.documents.responsible;
  return (
    <Notice kind="warning" title={words.none}>
      <p>{mayAppoint ? words.noneText : words.noneSeen}</p>
      {others.length > 0 && (
        <p>
          {words.withoutOrder} <span lang="ru">{others.map(({ name }) => name).join(', ')}</span>.
        </p>
      )}
    </Notice>
  );
}

function orderOf({ orderNumber, orderDate, fileId, ...file }: Appointment, { t, format }: Speech) {
  return (
    <>
      {t.documents.responsible.orderLine(orderNumber, format.day(orderDate))}
      {fileId !== null && (
        <>
          {': '}
          <FileLink fileId={fileId} {...file} />
        </>
      )}
    </>
  );
}

/** The day before the next person; somebody replaced on their first day has that one. */
function lastDay(since: Day, until: Day | null): Day {
  return until === null || until === since ? since : addDays(until, -1);
}
