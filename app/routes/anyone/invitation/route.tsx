import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { anonymousContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { entryCookie } from '#app/http/session.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { fieldWords, refusalWords } from '#app/text/refusal-words.ts';
import { Button } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { fieldId, PasswordField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { acceptInvitation, seeInvitation } from '#app/use-cases/people/sign-in.server.ts';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.signIn.invitation.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const code = new URL(request.url).searchParams.get('code') ?? '';
  const person = await answer(() => seeInvitation(anonymousContext({ request, context }), code));
  return { code, ...person };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { code = '', password = '' } = await formFields(request);
  const ask = { code, password, address: context.address, pool: context.pool };
  const result = await attempt(() => acceptInvitation(anonymousContext({ request, context }), ask));
  if ('refusal' in result) return refusedWith(result.refusal, { code });
  const to = 'pending' in result.done ? paths.signInCode() : paths.home();
  return redirect(to, { headers: { 'set-cookie': await entryCookie(context.config, result.done) } });
}

/** A person's first visit: the one-time link lets them choose a password. */
export default function Invitation() {
  const { code, name, email } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const speech = useText();
  const { t } = speech;
  const fault = refusal?.kind === 'fields' ? refusal.faults[0] : undefined;
  const error = fault && fieldWords(fault.code, speech, t.signIn.faults);
  const refused = refusal && refusal.kind !== 'fields' && refusalWords(refusal, speech);
  return (
    <Page title={t.signIn.invitation.title} lead={t.signIn.invitation.lead(name, email)}>
      {refused && (
        <Notice kind="problem" title={refused.title} announce="alert">
          <p>{refused.text}</p>
        </Notice>
      )}
      {error && (
        <ErrorSummary
          title={t.everywhere.form.errorsTitle}
          errors={[{ href: `#${fieldId('password')}`, text: error }]}
        />
      )}
      <form method="post">
        <input type="hidden" name="code" value={code} />
        <input type="hidden" name="username" autoComplete="username" value={email} disabled />
        <PasswordField
          name="password"
          label={t.signIn.invitation.password}
          hint={t.signIn.invitation.passwordHint}
          autoComplete="new-password"
          error={error}
        />
        <Button>{t.signIn.invitation.submit}</Button>
      </form>
    </Page>
  );
}
