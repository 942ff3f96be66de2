import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { roles } from '#app/domain/people/people.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Button } from '#app/ui/button.tsx';
import { Page } from '#app/ui/page.tsx';
import { changeRole, placesToChoose, seePerson } from '#app/use-cases/people/manage-people.server.ts';
import { useFormAnswer } from '../../_admin/form-answer.tsx';
import { listQuery } from '../../_admin/list-query.server.ts';
import { isPlaceChosen, PlaceFields, PlaceSteps } from '../../_admin/place-steps.tsx';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.admin.people.changeRole);

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const query = listQuery(request);
  const chosen = { role: query.choice('role', roles), municipalityId: query.id('municipality') };
  const { person } = await answer(() => seePerson(ctx, idFrom(params.personId)));
  return { person, chosen, places: await answer(() => placesToChoose(ctx, chosen.municipalityId)) };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const id = idFrom(params.personId);
  const typed = await formFields(request);
  const result = await attempt(() => changeRole(ctx, { id, typed }));
  if ('refusal' in result) return refusedWith(result.refusal, typed);
  return redirect(paths.person(id, 'roleChanged'));
}

export default function PersonRole() {
  const { person, chosen, places } = useLoaderData<typeof loader>();
  const { t } = useText();
  const { people } = t.admin;
  const { role } = chosen;
  const current = { version: String(person.version), organisation: String(person.organisationId) };
  const { field, version, summary } = useFormAnswer(useActionData<typeof action>(), current);
  return (
    <Page
      title={people.changeRole}
      caption={person.name}
      lead={people.changeRoleText}
      breadcrumbs={[
        { text: people.title, href: paths.people() },
        { text: person.name, href: paths.person(person.id) },
      ]}
    >
      {role && isPlaceChosen(chosen) ? (
        <>
          {summary}
          <form method="post" noValidate>
            <input type="hidden" name="version" value={version} />
            <PlaceFields
              chosen={{ ...chosen, role }}
              places={places}
              field={field}
              href={(of) => paths.personRole(person.id, of)}
            />
            <Button>{people.saveRole}</Button>
          </form>
        </>
      ) : (
        <PlaceSteps chosen={chosen} places={places} />
      )}
    </Page>
  );
}
