import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { roles } from '#app/domain/people/people.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Button } from '#app/ui/button.tsx';
import { Checkbox, FieldGroup } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { requireFactor, seeFactorRoles } from '#app/use-cases/people/require-factor.server.ts';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.secondFactor.admin.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const lines = await answer(() => seeFactorRoles(ctx));
  const done = new URL(request.url).searchParams.get('done') === 'saved';
  return { lines, done, unsealed: context.config.secretKey === undefined };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { opened = '', ...typed } = await formFields(request);
  const ask = {
    opened: roles.filter((role) => opened.split(' ').includes(role)),
    chosen: roles.filter((role) => typed[role] === 'on'),
  };
  const result = await attempt(() => requireFactor(ctx, ask));
  return 'refusal' in result ? refusedWith(result.refusal, typed) : redirect(paths.factorRoles('saved'));
}

/** Which roles sign in with a second factor, and how many of their people have one. */
export default function FactorRoles() {
  const { lines, done, unsealed } = useLoaderData<typeof loader>();
  const typed = useActionData<typeof action>()?.typed;
  const { t, format } = useText();
  const words = t.secondFactor.admin;
  const stored = lines.filter(({ required }) => required).map(({ role }) => role);
  return (
    <Page title={words.title} lead={words.lead} breadcrumbs={[{ text: t.admin.section, href: paths.admin() }]}>
      {done && !typed && <Notice kind="success" title={words.saved} announce="status" />}
      {typed && (
        <Notice kind="warning" title={t.admin.conflict.title} announce="alert">
          <p>{words.changed}</p>
          <p>{words.now(stored.map((role) => t.everywhere.roles[role]).join(', ') || words.none)}</p>
        </Notice>
      )}
      {unsealed && (
        <Notice kind="warning" title={words.kept}>
          <p>{words.keptText}</p>
        </Notice>
      )}
      <form method="post">
        <input type="hidden" name="opened" value={stored.join(' ')} />
        <FieldGroup legend={words.label}>
          {lines.map(({ role, required, people, withFactor }) => (
            <Checkbox
              key={role}
              name={role}
              label={t.everywhere.roles[role]}
              hint={words.people(format.integer(withFactor), format.integer(people))}
              defaultChecked={typed ? typed[role] === 'on' : required}
            />
          ))}
        </FieldGroup>
        <Button>{words.save}</Button>
      </form>
    </Page>
  );
}
