import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { attempt, refusedWith } from '#app/http/answer.server.ts';
import { anonymousContext, currentUser } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { interruptedFrom } from '#app/http/interrupted.server.ts';
import { localPath } from '#app/http/local-path.ts';
import { entryCookie, justLeft } from '#app/http/session.server.ts';
import { paths } from '#app/paths.ts';
import { pageTitle } from '#app/text/page-title.ts';
import { Script } from '#app/ui/script.tsx';
import { signIn } from '#app/use-cases/people/sign-in.server.ts';
import { seeOpenCampaigns } from '#app/use-cases/territory/see-open-page.server.ts';
import { CodeForm } from './code-form.tsx';
import { SendAgain } from './send-again.tsx';
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
  const headers = { 'set-cookie': await entryCookie(context.config, result.done) };
  const asksForCode = 'pending' in result.done;
  if (interrupted) return data({ interrupted, asksForCode }, { headers });
  return redirect(asksForCode ? paths.signInCode(localPath(to)) : localPath(to), { headers });
}

export default function SignIn() {
  const { to, left, open } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  if (result && !('refusal' in result)) {
    if (result.asksForCode) return <CodeForm interrupted={result.interrupted} />;
    return <SendAgain {...result.interrupted} />;
  }
  return (
    <>
      <SignInForm
        to={result?.typed.to ?? to}
        email={result?.typed.email}
        refusal={result?.refusal}
        interrupted={result?.interrupted}
        open={open}
      />
      {left !== null && (
        <>
          <span hidden data-left={left} />
          <Script name="forgetTyped" />
        </>
      )}
    </>
  );
}
