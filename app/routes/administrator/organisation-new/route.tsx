import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Button, ButtonRow } from '#app/ui/button.tsx';
import { Checkbox, Choice, DateField, Select, TextField } from '#app/ui/field.tsx';
import { Page } from '#app/ui/page.tsx';
import {
  createOrganisation,
  municipalitiesToChoose,
} from '#app/use-cases/organisations/manage-organisations.server.ts';
import { useFormAnswer } from '../../_admin/form-answer.tsx';
import { listQuery } from '../../_admin/list-query.server.ts';
import { SchoolKindFields } from '../../_admin/school-kind-fields.tsx';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.admin.organisations.newSchool);

function kindFrom(request: Request) {
  return listQuery(request).choice('kind', ['municipality']) ?? 'school';
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  return {
    kind: kindFrom(request),
    municipality: listQuery(request).id('municipality'),
    municipalities: await answer(() => municipalitiesToChoose(ctx)),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const typed = await formFields(request);
  const result = await attempt(() => createOrganisation(ctx, { kind: kindFrom(request), typed }));
  if ('refusal' in result) return refusedWith(result.refusal, typed);
  return redirect(paths.organisation(result.done.id, 'created'));
}

export default function NewOrganisation() {
  const { kind, municipality, municipalities } = useLoaderData<typeof loader>();
  const { t } = useText();
  const words = t.admin.organisations;
  const { edit } = words;
  const initial = { generalEducation: 'yes', municipality: municipality?.toString() ?? '' };
  const { schoolKind, settlement } = t.territory;
  const labels = { ...edit, schoolKind, settlement, sure: edit.notTheSame };
  const { field, summary } = useFormAnswer(useActionData<typeof action>(), initial, { labels });
  const sure = field('sure');
  return (
    <Page
      title={kind === 'school' ? words.newSchool : words.newMunicipality}
      breadcrumbs={[{ text: words.title, href: paths.organisations(kind === 'school' ? {} : { kind }) }]}
    >
      {summary}
      <form method="post" noValidate>
        <TextField {...field('name')} label={edit.name} maxLength={300} autoComplete="off" />
        {kind === 'school' && (
          <Select
            {...field('municipality')}
            label={edit.municipality}
            placeholder={edit.choose}
            options={municipalities.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
        )}
        <TextField
          {...field('phone')}
          label={optional(edit.phone)}
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
        <DateField
          {...field('opened')}
          label={edit.opened}
          hint={kind === 'school' ? edit.openedHint : t.everywhere.form.dateHint}
        />
        {sure.error && <Checkbox name="sure" error={sure.error} value="on" label={edit.notTheSame} />}
        <ButtonRow>
          <Button>{t.everywhere.buttons.add}</Button>
        </ButtonRow>
      </form>
    </Page>
  );

  function optional(label: string): string {
    return `${label} (${t.everywhere.form.optional})`;
  }
}
