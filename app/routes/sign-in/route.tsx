import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import { attempt, refusedWith } from '#app/http/answer.server.ts';
import { anonymousContext, currentUser } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { interruptedFrom } from '#app/http/interrupted.server.ts';
import { localPath } from '#app/http/local-path.ts';
import { justLeft, sessionCookie } from '#app/http/session.server.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Button } from '#app/ui/button.tsx';
import { Page } from '#app/ui/page.tsx';
import { seeOpenCampaigns } from '#app/use-cases/see-open-page.server.ts';
import { signIn } from '#app/use-cases/sign-in.server.ts';
import { browserStorage, forgetTextsOf } from '../_report/kept-text.ts';
import { SignInForm } from './sign-in-form.tsx';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.signIn.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const to = localPath(new URL(request.url).searchParams.get('to'));
  if (await currentUser({ request, context })) throw redirect(to);
  const open = (await seeOpenCampaigns(anonymousContext({ request, context }))).length > 0;
  return { to, left: await justLeft(request), open };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { email = '', password = '', to, interrupted: carried } = await formFields(request);
  const interrupted = interruptedFrom(carried);
  const ctx = anonymousContext({ request, context });
  const ask = { email, password, address: context.address, pool: context.pool };
  const result = await attempt(() => signIn(ctx, ask));
  if ('refusal' in result) return refusedWith(result.refusal, { email, ...(to && { to }) }, interrupted);
  const headers = { 'set-cookie': await sessionCookie(context.config, result.done) };
  return interrupted ? data({ interrupted }, { headers }) : redirect(localPath(to), { headers });
}

export default function SignIn() {
  const { to, left, open } = useLoaderData<typeof loader>();
  useEffect(() => {
    if (left !== null) forgetTextsOf(browserStorage(), left);
  }, [left]);
  const result = useActionData<typeof action>();
  if (result && !('refusal' in result)) return <SendAgain {...result.interrupted} />;
  return (
    <SignInForm
      to={result?.typed.to ?? to}
      email={result?.typed.email}
      refusal={result?.refusal}
      interrupted={result?.interrupted}
      open={open}
    />
  );
}

/** Signed in again: what was typed goes to where it was going, by one more click. */
function SendAgain({ path, fields, files }: { path: string; fields: Record<string, string>; files?: string[] }) {
  const { t } = useText();
  return (
    <Page title={t.signIn.interrupted.back} lead={t.signIn.interrupted.backText}>
      {files && <p>{t.signIn.interrupted.files(files.join(', '))}</p>}
      <form method="post" action={path}>
        {Object.entries(fields).map(([name, value]) => (
          <textarea key={name} name={name} defaultValue={value} hidden readOnly />
        ))}
        <Button>{t.signIn.interrupted.send}</Button>
      </form>
    </Page>
  );
}
