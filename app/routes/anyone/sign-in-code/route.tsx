import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { attempt, refusedWith } from '#app/http/answer.server.ts';
import { anonymousContext, currentUser } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { interruptedFrom } from '#app/http/interrupted.server.ts';
import { localPath } from '#app/http/local-path.ts';
import { pendingToken, sessionCookie } from '#app/http/session.server.ts';
import { paths } from '#app/paths.ts';
import { pageTitle } from '#app/text/page-title.ts';
import { enterCode, isPending } from '#app/use-cases/people/sign-in.server.ts';
import { CodeForm } from '../sign-in/code-form.tsx';
import { SendAgain } from '../sign-in/send-again.tsx';
import { SignInForm } from '../sign-in/sign-in-form.tsx';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.secondFactor.signIn.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const to = localPath(new URL(request.url).searchParams.get('to'));
  if (await currentUser({ request, context })) throw redirect(to);
  const token = await pendingToken(request);
  // After a form was posted the action has its say: that the time is over, above all.
  if (!context.posted && !(token && (await isPending(anonymousContext({ request, context }), token)))) {
    throw redirect(paths.signIn(to));
  }
  return { to };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { code = '', to, interrupted: carried } = await formFields(request);
  const interrupted = interruptedFrom(carried);
  const { address, pool, config } = context;
  const token = (await pendingToken(request)) ?? '';
  const ask = { token, code, address, pool, secretKey: config.secretKey };
  const result = await attempt(() => enterCode(anonymousContext({ request, context }), ask));
  if ('refusal' in result) return refusedWith(result.refusal, { ...(to && { to }) }, interrupted);
  const headers = { 'set-cookie': await sessionCookie(config, result.done) };
  return interrupted ? data({ interrupted }, { headers }) : redirect(localPath(to), { headers });
}

/** After the password: the code from the person's phone, or a recovery code. */
export default function SignInCode() {
  const { to } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  if (result && !('refusal' in result)) return <SendAgain {...result.interrupted} />;
  const { refusal, interrupted } = result ?? {};
  const shown = { to: result?.typed.to ?? to, refusal, interrupted };
  return refusal?.kind === 'signInOver' ? <SignInForm {...shown} /> : <CodeForm {...shown} />;
}
