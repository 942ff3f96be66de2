/** Requests with nothing wrong about them that can't be carried out now: asked again later, they can. */
import { type AppLoadContext, data, type ServerBuild } from '@remix-run/node';
import type { Interrupted } from './interrupted.server.ts';

/** `away`: the database can't be used; `crowd`: the person, or their address, asks for more at once than their share. */
export type TurnedAway = 'away' | 'crowd';

export const turnedAwayAs = {
  away: { status: 503, retryAfterSeconds: 20 },
  crowd: { status: 429, retryAfterSeconds: 5 },
} as const satisfies Record<TurnedAway, { status: number; retryAfterSeconds: number }>;

/** What the root's error page is told; `typed` is what had been posted. */
export type TurnedAwayFacts = { turnedAway: TurnedAway; typed?: Interrupted };

type Args = { context: AppLoadContext };
type Handler<A extends Args> = (args: A) => unknown;

/**
 * The same build, in which no loader and no action begins when its request has been turned away (`context.turnedAway`), and
 * what fails because the database is away turns it away.
 */
export function guarded(build: ServerBuild, isAway: (error: unknown) => boolean): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route];
    const { loader, action } = route.module;
    const module = {
      ...route.module,
      ...(loader && { loader: guard(loader, isAway) }),
      ...(action && { action: guard(action, isAway) }),
    };
    return [id, { ...route, module }];
  });
  return { ...build, routes: Object.fromEntries(routes) };
}

function guard<A extends Args>(handle: Handler<A>, isAway: (error: unknown) => boolean): Handler<A> {
  return async (args) => {
    const { context } = args;
    if (context.turnedAway) throw await turnedAway(context, context.turnedAway);
    try {
      return await handle(args);
    } catch (error) {
      if (!isAway(error)) throw error;
      // Several loaders of a page meet the same.
      if (!context.turnedAway)
        context.log.warn({ requestId: context.requestId, reason: codeOf(error) }, 'the database is away');
      context.turnedAway = 'away';
      throw await turnedAway(context, 'away');
    }
  };
}

function codeOf(error: unknown) {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return code ?? message;
}

async function turnedAway({ typed }: AppLoadContext, reason: TurnedAway) {
  const facts: TurnedAwayFacts = { turnedAway: reason, typed: await typed() };
  return data(facts, { status: turnedAwayAs[reason].status });
}
