import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { idFrom, noSuchPage } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { reportDay } from '#app/text/report-day.ts';
import type { Crumb } from '#app/ui/breadcrumbs.tsx';
import { Link } from '#app/ui/link.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { Pager } from '#app/ui/table.tsx';
import { type History, historySubjects, seeHistory } from '#app/use-cases/trust/see-history.server.ts';
import { listQuery } from '../../_admin/list-query.server.ts';
import { orderName } from '../../_campaign/campaign.ts';
import { Entries, type EntryShown } from '../../_history/entries.tsx';
import { FiledChanges } from './filed-changes.tsx';

type Of = History['of'];

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, (speech) =>
    data ? `${speech.t.history.title} – ${nameOf(data.of as Of, speech)}` : speech.t.history.title,
  );

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const subject = historySubjects.find((one) => one === params.subject) ?? noSuchPage();
  const ask = { subject, id: idFrom(params.id), ...listQuery(request).page };
  return answer(() => seeHistory(ctx, ask));
}

/** What one thing went through: a report, a school, an organisation, a person, a campaign's calendar. */
export default function HistoryOfThing() {
  const { of: shown, rows, names, previous, next } = useLoaderData<typeof loader>();
  const speech = useText();
  const words = speech.t.history;
  const of = shown as Of;
  const page = (list: { before?: string; after?: string }) => paths.history(of.subject, of.id, list);
  return (
    <Page
      title={words.title}
      caption={<span lang="ru">{captionOf(of, speech)}</span>}
      breadcrumbs={crumbsOf(of, speech)}
    >
      {rows.length === 0 ? (
        <State kind="noData" title={words.empty}>
          {words.emptyText}
        </State>
      ) : (
        <Entries
          entries={rows}
          names={names}
          organisation={of.subject === 'calendar' ? schoolOf : undefined}
          more={of.subject === 'report' ? (entry) => <FiledChanges entry={entry} {...of} /> : undefined}
        />
      )}
      <Pager
        previous={previous && page({ before: String(previous.before) })}
        next={next && page({ after: String(next.after) })}
      />
    </Page>
  );
}

function schoolOf({ subject, subjectId, organisation }: EntryShown) {
  if (subject !== 'report' || subjectId === null) return <span lang="ru">{organisation}</span>;
  return (
    <Link href={paths.terms(subjectId)}>
      <span lang="ru">{organisation}</span>
    </Link>
  );
}

function nameOf(of: Of, speech: Speech): string {
  if (of.subject === 'report') return speech.t.review.report.title(reportDay(of, speech.format));
  return of.subject === 'calendar' ? orderName(of.order, speech) : of.name;
}

function captionOf(of: Of, speech: Speech): string {
  return of.subject === 'report' ? `${of.school}, ${nameOf(of, speech)}` : nameOf(of, speech);
}

/** Back to the thing itself. */
function crumbsOf(of: Of, speech: Speech): Crumb[] {
  const { t } = speech;
  const way = {
    report: [{ text: nameOf(of, speech), href: paths.report(of.id) }],
    school: [{ text: nameOf(of, speech), href: paths.school(of.id) }],
    organisation: [
      { text: t.admin.organisations.title, href: paths.organisations() },
      { text: nameOf(of, speech), href: paths.organisation(of.id) },
    ],
    person: [
      { text: t.admin.people.title, href: paths.people() },
      { text: nameOf(of, speech), href: paths.person(of.id) },
    ],
    calendar: [
      { text: nameOf(of, speech), href: paths.order(of.id) },
      { text: t.calendar.title, href: paths.calendar(of.id) },
    ],
  };
  return [...way[of.subject], { text: t.history.title }];
}
