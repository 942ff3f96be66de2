import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { Select, TextField } from '#app/ui/field.tsx';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Link } from '#app/ui/link.tsx';
import { Page } from '#app/ui/page.tsx';
import { type Column, Pager, Table } from '#app/ui/table.tsx';
import { listOrganisations } from '#app/use-cases/organisations/manage-organisations.server.ts';
import { listQuery } from '../../_admin/list-query.server.ts';
import { SearchForm } from '../../_admin/search-form.tsx';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.admin.organisations.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const query = listQuery(request);
  const kind = query.choice('kind', ['municipality']) ?? 'school';
  const filter = {
    kind,
    municipalityId: kind === 'school' ? query.id('municipality') : undefined,
    lacking: query.choice('lacking', ['phone', 'people', 'placement', 'schoolKind']),
    search: query.text('q'),
  } as const;
  return { ...(await answer(() => listOrganisations(ctx, { ...filter, ...query.page }))), filter };
}

export default function Organisations() {
  const { rows, total, previous, next, municipalities, filter, today } = useLoaderData<typeof loader>();
  const { t, format } = useText();
  const words = t.admin.organisations;
  const isSchools = filter.kind === 'school';
  const kind = isSchools ? undefined : filter.kind;
  const asked = {
    kind,
    lacking: filter.lacking,
    municipality: filter.municipalityId?.toString(),
    q: filter.search,
  };
  const page = (beside: { before: number } | { after: number } | null) =>
    beside &&
    paths.organisations({
      ...asked,
      ...('before' in beside ? { before: String(beside.before) } : { after: String(beside.after) }),
    });
  type Row = (typeof rows)[number];
  const columns: Column<Row>[] = [
    {
      key: 'name',
      head: words.name,
      rowHeader: true,
      cell: ({ id, name }) => <Link href={paths.organisation(id)}>{name}</Link>,
    },
    ...(isSchools
      ? [{ key: 'municipality', head: words.municipality, cell: ({ parent }: Row) => parent ?? words.notGiven }]
      : []),
    ...(isSchools
      ? [
          {
            key: 'schoolKind',
            head: t.territory.schoolKind,
            cell: ({ schoolKind }: Row) => (schoolKind ? t.territory.schoolKinds[schoolKind] : t.territory.unknown),
          },
        ]
      : []),
    { key: 'phone', head: words.phone, cell: ({ phone }) => phone ?? words.notGiven, nowrap: true },
    {
      key: 'state',
      head: words.state,
      cell: ({ opened, closed, generalEducation }) => {
        if (closed !== null && closed <= today) return words.closed(format.day(closed));
        if (opened > today) return words.opens(format.day(opened));
        return generalEducation ? words.working : words.notGeneral;
      },
    },
  ];
  return (
    <Page
      title={words.title}
      actions={
        isSchools ? (
          <LinkButton href={paths.newOrganisation({ municipality: asked.municipality })}>{words.newSchool}</LinkButton>
        ) : (
          <LinkButton href={paths.newOrganisation({ kind })}>{words.newMunicipality}</LinkButton>
        )
      }
    >
      <FilterLinks
        label={words.kind}
        options={[
          { href: paths.organisations(), text: words.schools, current: isSchools },
          { href: paths.organisations({ kind: 'municipality' }), text: words.municipalities, current: !isSchools },
        ]}
      />
      <FilterLinks
        label={words.lacking}
        options={(
          [undefined, 'phone', 'people', ...(isSchools ? (['placement', 'schoolKind'] as const) : [])] as const
        ).map((lacking) => ({
          href: paths.organisations({ ...asked, lacking }),
          text: words.lackings[lacking ?? 'all'],
          current: filter.lacking === lacking,
        }))}
      />
      <SearchForm submit={words.find} kept={{ kind, lacking: filter.lacking }}>
        <TextField name="q" label={words.search} defaultValue={filter.search} type="search" autoComplete="off" />
        {isSchools && (
          <Select
            name="municipality"
            label={words.municipality}
            placeholder={words.anyMunicipality}
            defaultValue={asked.municipality}
            options={municipalities.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
        )}
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
