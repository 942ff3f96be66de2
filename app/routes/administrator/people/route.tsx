import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { accesses, roles } from '#app/domain/people/people.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { Select, TextField } from '#app/ui/field.tsx';
import { Link } from '#app/ui/link.tsx';
import { Page } from '#app/ui/page.tsx';
import { type Column, Pager, Table } from '#app/ui/table.tsx';
import { listPeople } from '#app/use-cases/people/manage-people.server.ts';
import { AccessTag } from '../../_admin/access-tag.tsx';
import { listQuery } from '../../_admin/list-query.server.ts';
import { SearchForm } from '../../_admin/search-form.tsx';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.admin.people.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const query = listQuery(request);
  const filter = {
    role: query.choice('role', roles),
    access: query.choice('access', accesses),
    search: query.text('q'),
  };
  return { ...(await answer(() => listPeople(ctx, { ...filter, ...query.page }))), filter };
}

export default function People() {
  const { rows, total, previous, next, filter } = useLoaderData<typeof loader>();
  const { t, format } = useText();
  const words = t.admin.people;
  const { search, ...chosen } = filter;
  const page = (beside: { before: number } | { after: number } | null) =>
    beside &&
    paths.people({
      ...chosen,
      q: search,
      ...('before' in beside ? { before: String(beside.before) } : { after: String(beside.after) }),
    });
  const columns: Column<(typeof rows)[number]>[] = [
    {
      key: 'name',
      head: words.name,
      rowHeader: true,
      cell: ({ id, name, email }) => (
        <>
          <Link href={paths.person(id)}>{name}</Link>
          <br />
          <small>{email}</small>
        </>
      ),
    },
    { key: 'role', head: words.role, cell: ({ role }) => t.everywhere.roles[role] },
    { key: 'organisation', head: words.organisation, cell: ({ organisation }) => organisation },
    { key: 'access', head: words.access, cell: (person) => <AccessTag {...person} /> },
  ];
  return (
    <Page title={words.title} actions={<LinkButton href={paths.newPerson()}>{words.new}</LinkButton>}>
      <SearchForm submit={words.find}>
        <TextField name="q" label={words.search} defaultValue={search} type="search" autoComplete="off" />
        <Select
          name="role"
          label={words.role}
          placeholder={words.anyRole}
          defaultValue={filter.role}
          options={roles.map((role) => ({ value: role, label: t.everywhere.roles[role] }))}
        />
        <Select
          name="access"
          label={words.access}
          placeholder={words.anyAccess}
          defaultValue={filter.access}
          options={accesses.map((access) => ({ value: access, label: words.accesses[access] }))}
        />
      </SearchForm>
      <Table
        caption={words.found(total, format.integer(total))}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        empty={t.everywhere.states.nothingFound.text}
      />
      <Pager previous={page(previous)} next={page(next)} />
    </Page>
  );
}
