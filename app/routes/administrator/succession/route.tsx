import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Button, ButtonRow } from '#app/ui/button.tsx';
import { DateField, fieldId, Select, TextField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { SummaryList } from '#app/ui/summary-list.tsx';
import { chooseSuccessors, closeIntoSuccessors } from '#app/use-cases/organisations/succeed-school.server.ts';
import { useFormAnswer } from '../../_admin/form-answer.tsx';
import { listQuery } from '../../_admin/list-query.server.ts';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.territory.succession.pageTitle);

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const query = listQuery(request);
  const municipalityId = query.id('municipality');
  const successorIds = [...query.ids('successors'), ...query.ids('add')];
  const ask = { id: idFrom(params.organisationId), municipalityId, successorIds };
  return { ...(await answer(() => chooseSuccessors(ctx, ask))), municipalityId };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const id = idFrom(params.organisationId);
  const typed = await formFields(request);
  const result = await attempt(() => closeIntoSuccessors(ctx, { id, typed }));
  if ('refusal' in result) return refusedWith(result.refusal, typed);
  return redirect(paths.organisation(id, 'succeeded'));
}

/** Who takes over, then the day and the document: the choice is in the address, so that it works without JavaScript. */
export default function SchoolSuccession() {
  const { school, successors } = useLoaderData<typeof loader>();
  const { t } = useText();
  const words = t.territory.succession;
  const chosen = successors.map(({ id }) => id).join(',');
  const { field, version, summary } = useFormAnswer(
    useActionData<typeof action>(),
    { version: String(school.version) },
    { faults: words.faults, labels: { since: words.since, document: words.documentLabel } },
  );
  const { error } = field('successors');
  return (
    <Page
      title={words.pageTitle}
      caption={school.name}
      lead={words.text}
      breadcrumbs={[
        { text: t.admin.organisations.title, href: paths.organisations() },
        { text: school.name, href: paths.organisation(school.id) },
      ]}
    >
      {school.closed !== null ? (
        <Notice kind="warning" title={words.faults.alreadyClosed} />
      ) : (
        <>
          {summary}
          <h2 id={fieldId('successors')}>{words.successors}</h2>
          {error && <p>{error}</p>}
          <Chosen chosen={successors} />
          <AddSuccessor chosen={chosen} />
          <h2>{words.submit}</h2>
          <ul>
            {words.rules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
          <form method="post" noValidate>
            <input type="hidden" name="version" value={version} />
            <input type="hidden" name="successors" value={chosen} />
            <DateField {...field('since')} label={words.since} hint={words.sinceHint} />
            <TextField
              {...field('document')}
              label={words.documentLabel}
              hint={words.documentHint}
              maxLength={300}
              autoComplete="off"
            />
            <ButtonRow>
              <Button look="danger">{words.submit}</Button>
            </ButtonRow>
          </form>
        </>
      )}
    </Page>
  );
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function Chosen({ chosen }: { chosen: Loaded['successors'] }) {
  const { school } = useLoaderData<typeof loader>();
  const { t } = useText();
  const words = t.territory.succession;
  if (chosen.length === 0) return <p>{words.noneChosen}</p>;
  const without = (id: number) =>
    chosen
      .map((one) => one.id)
      .filter((one) => one !== id)
      .join(',');
  return (
    <SummaryList
      rows={chosen.map(({ id, name, parent }) => ({
        key: String(id),
        term: name,
        value: parent,
        action: {
          href: paths.succession(school.id, { successors: without(id) || undefined }),
          text: words.remove,
          about: name,
        },
      }))}
    />
  );
}

/** A municipality first, then a school of it. */
function AddSuccessor({ chosen }: { chosen: string }) {
  const { municipalities, municipalityId, schools } = useLoaderData<typeof loader>();
  const { t } = useText();
  const words = t.territory.succession;
  const options = (of: { id: number; name: string }[]) =>
    of.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <details open={chosen === '' || municipalityId !== undefined}>
      <summary>{words.add}</summary>
      <p>{words.newFirst}</p>
      <form method="get">
        {chosen && <input type="hidden" name="successors" value={chosen} />}
        <Select
          key={municipalityId}
          name="municipality"
          label={t.admin.organisations.municipality}
          placeholder={t.admin.organisations.edit.choose}
          defaultValue={municipalityId?.toString()}
          required
          options={options(municipalities)}
        />
        <Button look="secondary">{words.continue}</Button>
      </form>
      {municipalityId !== undefined && (
        <form method="get">
          {chosen && <input type="hidden" name="successors" value={chosen} />}
          <Select
            key={chosen}
            name="add"
            label={words.chooseSchool}
            placeholder={schools.length > 0 ? t.admin.organisations.edit.choose : words.noSchools}
            required
            options={options(schools)}
          />
          <Button look="secondary">{words.addSchool}</Button>
        </form>
      )}
    </details>
  );
}
