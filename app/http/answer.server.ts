/** Refusals become statuses here, and nowhere else. */
import { data } from '@remix-run/node';
import { type Refusal, Refused } from '#app/domain/refusal.ts';
import { consult, type Reading, type UserContext } from '#app/use-cases/context.server.ts';
import type { Interrupted } from './interrupted.server.ts';

const statusOf = {
  notFound: 404,
  movedAway: 404,
  forbidden: 403,
  faults: 422,
  fields: 422,
  changedMeanwhile: 409,
  otherPerson: 409,
  wrongStatus: 409,
  locked: 409,
  unknownField: 400,
  tooManyAttempts: 429,
  wrongPassword: 422,
  signInOver: 410,
  invitationOver: 410,
  jobRunning: 409,
  rehearsing: 409,
  noSoundCopy: 409,
  archive: 409,
  notApproved: 409,
} as const satisfies Record<Refusal['kind'], number>;

/** What the person's own page can explain beside what they typed; the rest is a page of its own. */
const explained = [
  'faults',
  'fields',
  'changedMeanwhile',
  'wrongStatus',
  'locked',
  'tooManyAttempts',
  'wrongPassword',
  'signInOver',
  'jobRunning',
  'noSoundCopy',
  'archive',
  'notApproved',
];

/** For loaders: what is refused is answered by the error page of its status. */
export async function answer<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refused) throw data({ refusal: error.refusal }, { status: statusOf[error.refusal.kind] });
    throw error;
  }
}

/** For loaders that ask several use cases: all that the page says is of one moment. */
export function answerAtOnce<T>(ctx: UserContext, read: (ctx: Reading) => Promise<T>): Promise<T> {
  return answer(() => consult(ctx, read));
}

/**
 * For actions: what was done, or the refusal that the page shows with what was typed. `unshown` is a refusal after which
 * that page is not there any more, so that the error page has to say it.
 */
export async function attempt<T>(
  act: () => Promise<T>,
  unshown?: Refusal['kind'],
): Promise<{ done: T } | { refusal: Refusal }> {
  try {
    return { done: await act() };
  } catch (error) {
    const refusal = error instanceof Refused ? error.refusal : undefined;
    if (refusal && refusal.kind !== unshown && explained.includes(refusal.kind)) return { refusal };
    return answer(() => Promise.reject(error));
  }
}

/**
 * The page again, with the refusal and what the person had typed, under the refusal's status; `interrupted` is carried
 * on by the sign-in page alone.
 */
export function refusedWith<T extends Record<string, string | undefined>>(
  refusal: Refusal,
  typed: T,
  interrupted?: Interrupted,
) {
  return data({ refusal, typed, interrupted }, { status: statusOf[refusal.kind] });
}
