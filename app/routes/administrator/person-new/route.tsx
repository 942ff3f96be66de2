import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { roles } from '#app/domain/people/people.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Button, ButtonRow, LinkButton } from '#app/ui/button.tsx';
import { Confirmation } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { createPerson, placesToChoose } from '#app/use-cases/people/manage-people.server.ts';
import { useFormAnswer } from '../../_admin/form-answer.tsx';
import { InvitationLink } from '../../_admin/invitation-link.tsx';
import { listQuery } from '../../_admin/list-query.server.ts';
import { PersonFields } from '../../_admin/person-fields.tsx';
import { isPlaceChosen, PlaceFields, PlaceSteps } from '../../_admin/place-steps.tsx';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.admin.people.new);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const query = listQuery(request);
  const chosen = {
    role: query.choice('role', roles),
    municipalityId: query.id('municipality'),
    organisationId: query.id('organisation'),
  };
  return { chosen, places: await answer(() => placesToChoose(ctx, chosen.municipalityId)) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const typed = await formFields(request);
  const result = await attempt(() => createPerson(ctx, typed));
  if ('refusal' in result) return refusedWith(result.refusal, typed);
  const { id, invitation } = result.done;
  const link = context.config.origin + paths.invitation(invitation.code);
  return data({ added: { id, name: typed.name ?? '', link, expiresAt: invitation.expiresAt } });
}

export default function NewPerson() {
  const { chosen, places } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t } = useText();
  const { people } = t.admin;
  const refused = result && 'refusal' in result ? result : undefined;
  const { field, summary } = useFormAnswer(
    refused,
    { organisation: chosen.organisationId?.toString() ?? '' },
    { labels: people.edit },
  );
  if (result && 'added' in result) return <Added {...result.added} />;
  const { role } = chosen;
  return (
    <Page title={people.new} breadcrumbs={[{ text: people.title, href: paths.people() }]}>
      {role && isPlaceChosen(chosen) ? (
        <>
          {summary}
          <form method="post" noValidate>
            <PlaceFields chosen={{ ...chosen, role }} places={places} field={field} href={paths.newPerson} />
            <PersonFields field={field} />
            <ButtonRow>
              <Button>{t.everywhere.buttons.add}</Button>
            </ButtonRow>
          </form>
        </>
      ) : (
        <PlaceSteps chosen={chosen} places={places} />
      )}
    </Page>
  );
}

function Added({ id, name, link, expiresAt }: { id: number; name: string; link: string; expiresAt: Date }) {
  const { t } = useText();
  const { people } = t.admin;
  return (
    <>
      <Confirmation title={people.added(name)} />
      <InvitationLink link={link} expiresAt={expiresAt} />
      <ButtonRow>
        <LinkButton href={paths.newPerson()}>{people.addAnother}</LinkButton>
        <LinkButton look="secondary" href={paths.person(id)}>
          {people.openPerson}
        </LinkButton>
      </ButtonRow>
    </>
  );
}
