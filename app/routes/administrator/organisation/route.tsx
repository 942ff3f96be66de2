import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { addDays } from '#app/domain/calendar.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields, oneOf } from '#app/http/form-fields.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Button, LinkButton } from '#app/ui/button.tsx';
import { Choice, DateField, Select, TextField } from '#app/ui/field.tsx';
import { Link } from '#app/ui/link.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import {
  changeOrganisation,
  moveSchool,
  type OrganisationView,
  seeOrganisation,
} from '#app/use-cases/organisations/manage-organisations.server.ts';
import { reopenSchool } from '#app/use-cases/organisations/succeed-school.server.ts';
import { AccessTag } from '../../_admin/access-tag.tsx';
import { answerTo, useFormAnswer } from '../../_admin/form-answer.tsx';
import { LastChange } from '../../_admin/last-change.tsx';
import { listQuery } from '../../_admin/list-query.server.ts';
import { SchoolKindFields } from '../../_admin/school-kind-fields.tsx';
import { Succession } from './succession.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t }) => data?.organisation.name ?? t.admin.organisations.title);

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const view = await answer(() => seeOrganisation(ctx, idFrom(params.organisationId)));
  return { ...view, done: listQuery(request).choice('done', ['created', 'saved', 'moved', 'succeeded', 'reopened']) };
}

const acts = {
  facts: { act: changeOrganisation, done: 'saved' },
  move: { act: moveSchool, done: 'moved' },
  reopen: { act: reopenSchool, done: 'reopened' },
};

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const id = idFrom(params.organisationId);
  const typed = await formFields(request);
  const { act, done } = acts[oneOf(typed.intent, ['facts', 'move', 'reopen'])];
  const result = await attempt(() => act(ctx, { id, typed }));
  if ('refusal' in result) return refusedWith(result.refusal, typed);
  return redirect(paths.organisation(id, done));
}

export default function Organisation() {
  const view = useLoaderData<typeof loader>();
  const { organisation, people, done } = view;
  const result = useActionData<typeof action>();
  const { t } = useText();
  const words = t.admin.organisations;
  const { kind, id, parentId } = organisation;
  const { created, saved, moved } = words;
  const { done: succeeded, reopened } = t.territory.succession;
  const doneWords = { created, saved, moved, succeeded, reopened };
  const municipality = kind === 'school' ? parentId?.toString() : undefined;
  return (
    <Page
      title={organisation.name}
      caption={kind === 'school' ? organisation.parent : t.everywhere.organisations[kind]}
      breadcrumbs={[
        {
          text: words.title,
          href: paths.organisations(kind === 'school' ? { municipality } : { kind: 'municipality' }),
        },
      ]}
    >
      {done && !result && <Notice kind="success" title={doneWords[done]} announce="status" />}
      {kind === 'municipality' && (
        <p>
          <Link href={paths.organisations({ municipality: String(id) })}>{words.schoolsOf}</Link>
        </p>
      )}
      <Facts view={view} answer={answerTo('facts', result)} />

      <h2>{words.people}</h2>
      {people.length === 0 ? (
        <p>{words.nobody}</p>
      ) : (
        <Table
          caption={words.people}
          captionHidden
          rows={people}
          rowKey={(person) => person.id}
          columns={[
            {
              key: 'name',
              head: t.admin.people.name,
              rowHeader: true,
              cell: (person) => <Link href={paths.person(person.id)}>{person.name}</Link>,
            },
            { key: 'role', head: t.admin.people.role, cell: ({ role }) => t.everywhere.roles[role] },
            { key: 'access', head: t.admin.people.access, cell: (person) => <AccessTag {...person} /> },
          ]}
        />
      )}
      <p>
        <LinkButton
          look="secondary"
          href={paths.newPerson({
            role: kind === 'school' ? 'director' : kind === 'municipality' ? 'coordinator' : undefined,
            municipality,
            organisation: String(id),
          })}
        >
          {words.addPerson}
        </LinkButton>
      </p>
      {kind === 'school' && (
        <>
          <Placements view={view} answer={answerTo('move', result)} />
          <Succession view={view} answer={answerTo('reopen', result)} />
        </>
      )}
    </Page>
  );
}

type PartProps = { view: OrganisationView; answer: ReturnType<typeof answerTo> };

function Facts({ view: { organisation, lastChange }, answer: given }: PartProps) {
  const { t } = useText();
  const { edit } = t.admin.organisations;
  const { kind, version, name, phone, opened, closed, generalEducation, schoolKind, settlement } = organisation;
  const {
    field,
    version: shown,
    summary,
  } = useFormAnswer(
    given,
    {
      version: String(version),
      name,
      phone: phone ?? '',
      // As it is typed, whatever the language of the page.
      opened: typedDay(opened),
      closed: closed ? typedDay(closed) : '',
      generalEducation: generalEducation ? 'yes' : 'no',
      schoolKind: schoolKind ?? '',
      settlement: settlement ?? '',
    },
    { choices: { ...t.territory.schoolKinds, ...t.territory.settlements } },
  );
  return (
    <>
      {summary}
      <h2>{edit.facts}</h2>
      <LastChange change={lastChange} href={paths.history('organisation', organisation.id)} />
      <form method="post" noValidate>
        <input type="hidden" name="version" value={shown} />
        <TextField {...field('name')} label={edit.name} maxLength={300} autoComplete="off" />
        <TextField
          {...field('phone')}
          label={`${edit.phone} (${t.everywhere.form.optional})`}
          hint={edit.phoneHint}
          type="tel"
          width="medium"
          autoComplete="off"
        />
        {kind === 'school' && (
          <>
            <Choice
              {...field('generalEducation')}
              label={edit.general}
              hint={edit.generalHint}
              inRow
              options={[
                { value: 'yes', label: t.everywhere.form.yes },
                { value: 'no', label: t.everywhere.form.no },
              ]}
            />
            <SchoolKindFields field={field} />
          </>
        )}
        {kind !== 'region' && (
          <>
            <DateField
              {...field('opened')}
              label={edit.opened}
              hint={kind === 'school' ? edit.openedHint : undefined}
            />
            <DateField
              {...field('closed')}
              label={`${edit.closed} (${t.everywhere.form.optional})`}
              hint={edit.closedHint}
            />
          </>
        )}
        <Button name="intent" value="facts">
          {t.everywhere.buttons.save}
        </Button>
      </form>
    </>
  );

  function typedDay(of: string): string {
    return of.split('-').reverse().join('.');
  }
}

function Placements({ view: { organisation, municipalities }, answer: given }: PartProps) {
  const { t, format } = useText();
  const words = t.admin.organisations;
  const { field, version, summary } = useFormAnswer(given, { version: String(organisation.version) });
  return (
    <>
      <h2>{words.placements}</h2>
      <Table
        caption={words.placements}
        captionHidden
        rows={organisation.placements}
        rowKey={({ since }) => since}
        columns={[
          { key: 'parent', head: words.parent, rowHeader: true, cell: ({ parent }) => parent },
          { key: 'since', head: words.since, cell: ({ since }) => format.day(since), nowrap: true },
          {
            key: 'until',
            head: words.until,
            cell: ({ until }) => (until ? format.day(addDays(until, -1)) : words.untilNow),
          },
        ]}
      />
      <details open={given !== undefined}>
        <summary>{words.move}</summary>
        <p>{words.moveText}</p>
        {summary}
        <form method="post" noValidate>
          <input type="hidden" name="version" value={version} />
          <Select
            {...field('municipality')}
            label={words.moveTo}
            placeholder={words.edit.choose}
            options={municipalities.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
          <DateField {...field('since')} label={words.moveSince} hint={words.moveSinceHint} />
          <Button name="intent" value="move">
            {words.moveSubmit}
          </Button>
        </form>
      </details>
    </>
  );
}
