/** From a request to the context of a use case. */
import { type AppLoadContext, data, redirect } from '@remix-run/node';
import type { User } from '#app/domain/people/people.ts';
import { paths } from '#app/paths.ts';
import { type Context, type Nobody, nobody, type UserContext } from '#app/use-cases/context.server.ts';
import { type SignedIn, signedIn } from '#app/use-cases/people/sign-in.server.ts';
import { pagePath, typedIn } from './interrupted.server.ts';
import { sessionToken } from './session.server.ts';

/** Where in Remix we are: what every loader and action is given. */
export type At = { request: Request; context: AppLoadContext };

export function anonymousContext({ context }: At): Context<Nobody> {
  return { db: context.db, user: nobody, now: context.clock.now() };
}

/** Asked once for all loaders of a page; an action may change what they are told, so that they ask anew after it. */
const asked = new WeakMap<AppLoadContext, { method: string; answer: Promise<SignedIn | undefined> }>();

/** Who is signed in, and what every page says of them. */
export function currentlySignedIn({ request, context }: At): Promise<SignedIn | undefined> {
  const { method } = request;
  const known = asked.get(context);
  if (known?.method === method) return known.answer;
  const answer = sessionToken(request.headers.get('cookie')).then(async (token) => {
    const person = token === null ? undefined : await signedIn(context.db, token, context.clock.now());
    if (token !== null && person) context.foundSession(token);
    return person;
  });
  asked.set(context, { method, answer });
  return answer;
}

export async function currentUser(at: At): Promise<User | undefined> {
  return (await currentlySignedIn(at))?.user;
}

/**
 * The signed-in person's context; who owes a second factor gets nowhere but to where it is turned on. Whoever isn't signed in is sent to sign in and back; a form posted after the session's
 * end answers 401 with what was typed, and the root's error page keeps it through sign-in, unless a password is in it.
 */
export async function userContext(at: At, { owing = false }: { owing?: boolean } = {}): Promise<UserContext> {
  const person = await currentlySignedIn(at);
  if (person?.owesFactor && !owing) throw redirect(paths.secondFactor());
  if (person) return { db: at.context.db, user: person.user, now: at.context.clock.now() };
  const signIn = redirect(paths.signIn(pagePath(at.request.url)));
  if (at.request.method === 'GET') throw signIn;
  const interrupted = await typedIn(at.request);
  // Signing in asks for a password of its own; this form is opened anew.
  if (interrupted.passwords) throw signIn;
  throw data({ interrupted }, { status: 401 });
}
