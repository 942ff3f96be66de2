import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { currentUser } from '#app/http/context.server.ts';
import { noSuchPage } from '#app/http/params.server.ts';
import { endedSessionCookie, leftCookie, sessionToken } from '#app/http/session.server.ts';
import { paths } from '#app/paths.ts';
import { signOut } from '#app/use-cases/people/sign-in.server.ts';

export async function action({ request, context }: ActionFunctionArgs) {
  const [user, token] = await Promise.all([
    currentUser({ request, context }),
    sessionToken(request.headers.get('cookie')),
  ]);
  if (user && token) await signOut({ db: context.db, user, now: context.clock.now() }, token);
  const headers = new Headers({ 'set-cookie': await endedSessionCookie(context.config) });
  if (user) headers.append('set-cookie', await leftCookie(context.config, user.id));
  return redirect(paths.signIn(), { headers });
}

/** Signing out changes something, so it is a form; its address alone is no page. */
export function loader() {
  return noSuchPage();
}
