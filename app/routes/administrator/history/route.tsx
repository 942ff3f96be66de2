import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { parseTypedDay } from '#app/domain/calendar.ts';
import { auditSubjects } from '#app/domain/trust/audit.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { DateField, Select, TextField } from '#app/ui/field.tsx';
import { Link } from '#app/ui/link.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { Pager } from '#app/ui/table.tsx';
import { seeWholeHistory } from '#app/use-cases/trust/see-history.server.ts';
import { listQuery } from '../../_admin/list-query.server.ts';
import { SearchForm } from '../../_admin/search-form.tsx';
import { Entries, type EntryShown } from '../../_history/entries.tsx';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.history.all.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const query = listQuery(request);
  const typed = { who: query.text('who'), from: query.text('from'), until: query.text('until') };
  const subject = query.choice('kind', auditSubjects);
  const from = typed.from ? parseTypedDay(typed.from) : undefined;
  const until = typed.until ? parseTypedDay(typed.until) : undefined;
  const wrong = { from: from === null, until: until === null };
  const ask = { ...query.page, who: typed.who, subject, from: from ?? undefined, until: until ?? undefined };
  return { ...(await answer(() => seeWholeHistory(ctx, ask))), typed: { ...typed, kind: subject }, wrong };
}

/** Everything that people and the timetable have done, to be narrowed by who, what and when. */
export default function WholeHistory() {
  const { rows, names, previous, next, typed, wrong } = useLoaderData<typeof loader>();
  const { t } = useText();
  const words = t.history.all;
  const narrowed = Object.values(typed).some(Boolean);
  return (
    <Page
      title={words.title}
      lead={words.lead}
      breadcrumbs={[{ text: t.admin.title, href: paths.admin() }, { text: words.title }]}
    >
      <SearchForm submit={words.show}>
        <TextField name="who" label={words.who} hint={words.whoHint} defaultValue={typed.who} autoComplete="off" />
        <Select
          name="kind"
          label={words.kind}
          placeholder={words.anyKind}
          defaultValue={typed.kind}
          options={auditSubjects.map((value) => ({ value, label: t.history.subjects[value] }))}
        />
        {(['from', 'until'] as const).map((name) => (
          <DateField
            key={name}
            name={name}
            label={words[name]}
            defaultValue={typed[name]}
            error={wrong[name] ? words.noSuchDate : undefined}
          />
        ))}
      </SearchForm>
      {rows.length === 0 ? (
        <State kind={narrowed ? 'nothingFound' : 'noData'} title={narrowed ? undefined : t.history.empty}>
          {narrowed ? undefined : t.history.emptyText}
        </State>
      ) : (
        <Entries entries={rows} names={names} organisation={organisationOf} />
      )}
      <Pager
        previous={previous && paths.wholeHistory({ ...typed, before: String(previous.before) })}
        next={next && paths.wholeHistory({ ...typed, after: String(next.after) })}
      />
    </Page>
  );
}

function organisationOf({ organisationId, organisation }: EntryShown) {
  if (organisationId === null) return null;
  return (
    <Link href={paths.organisation(organisationId)}>
      <span lang="ru">{organisation}</span>
    </Link>
  );
}
