/** From a request to the context of a use case. */
import { type AppLoadContext, data, redirect } from '@remix-run/node';
import type { User } from '#app/domain/people.ts';
import { paths } from '#app/paths.ts';
import { type Context, type Nobody, nobody, type UserContext } from '#app/use-cases/context.server.ts';
import { owesFactor } from '#app/use-cases/second-factor.server.ts';
import { userOfToken } from '#app/use-cases/sign-in.server.ts';
import { pagePath, typedIn } from './interrupted.server.ts';
import { sessionToken } from './session.server.ts';

/** Where in Remix we are: what every loader and action is given. */
export type At = { request: Request; context: AppLoadContext };

export function anonymousContext({ context }: At): Context<Nobody> {
  return { db: context.db, user: nobody, now: context.clock.now() };
}

/** A page's loaders share one request: the person is looked up once for all of them. */
const users = new WeakMap<AppLoadContext, Promise<User | undefined>>();

export function currentUser({ request, context }: At): Promise<User | undefined> {
  let user = users.get(context);
  if (!user) {
    user = sessionToken(request).then((token) =>
      token === null ? undefined : userOfToken(context.db, token, context.clock.now()),
    );
    users.set(context, user);
  }
  return user;
}

/** Whether the role asks for a second factor that the person has not turned on: asked once for all loaders of a page. */
const owers = new WeakMap<AppLoadContext, Promise<boolean>>();

export function currentlyOwesFactor({ context }: At, user: User): Promise<boolean> {
  let owes = owers.get(context);
  if (!owes) {
    owes = owesFactor(context.db, user);
    owers.set(context, owes);
  }
  return owes;
}

/**
 * The signed-in person's context; who owes a second factor gets nowhere but to where it is turned on. Whoever isn't signed in is sent to sign in and back; a form posted after the session's
 * end answers 401 with what was typed, and the root's error page keeps it through sign-in, unless a password is in it.
 */
export async function userContext(at: At, { owing = false }: { owing?: boolean } = {}): Promise<UserContext> {
  const user = await currentUser(at);
  if (user && !owing && (await currentlyOwesFactor(at, user))) throw redirect(paths.secondFactor());
  if (user) return { db: at.context.db, user, now: at.context.clock.now() };
  const signIn = redirect(paths.signIn(pagePath(at.request.url)));
  if (at.request.method === 'GET') throw signIn;
  const interrupted = await typedIn(at.request);
  // Signing in asks for a password of its own; this form is opened anew.
  if (interrupted.passwords) throw signIn;
  throw data({ interrupted }, { status: 401 });
}
