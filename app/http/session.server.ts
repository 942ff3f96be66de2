import { createCookie } from '@remix-run/node';
import { paths } from '#app/paths.ts';
import { type Entry, pendingMinutes, sessionHours, type Token } from '#app/use-cases/people/sign-in.server.ts';
import type { Config } from './config.server.ts';

const name = 'svodka_session';
const reader = createCookie(name);

/** The session token among the cookies that the browser sent, if any. */
export async function sessionToken(cookies: string | null | undefined): Promise<string | null> {
  const value = await reader.parse(cookies ?? null);
  return typeof value === 'string' ? value : null;
}

function cookie(config: Config) {
  // Lax keeps people signed in when they follow a link from their mail; forms of other sites are refused by Origin.
  return createCookie(name, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: config.origin.startsWith('https:'),
  });
}

/** Kept for a length of time, not until an instant: a browser takes the end of a rehearsed session of 2012 for long past. */
export function sessionCookie(config: Config, session: Token): Promise<string> {
  return cookie(config).serialize(session.token, { maxAge: sessionHours * 3600 });
}

const pendingName = 'svodka_pending';

function pendingCookie(config: Config) {
  const secure = config.origin.startsWith('https:');
  return createCookie(pendingName, { httpOnly: true, sameSite: 'lax', path: paths.signIn(), secure });
}

/** Marks the sign-in of this browser that waits for its code. */
export async function pendingToken(request: Request): Promise<string | null> {
  const value = await createCookie(pendingName).parse(request.headers.get('cookie'));
  return typeof value === 'string' ? value : null;
}

/** After the password: the session's cookie, or that of the sign-in which waits for its code. */
export function entryCookie(config: Config, entry: Entry): Promise<string> {
  if ('session' in entry) return sessionCookie(config, entry.session);
  return pendingCookie(config).serialize(entry.pending.token, { maxAge: pendingMinutes * 60 });
}

const leftReader = createCookie('svodka_left');

/** Tells the sign-in page who has just signed out, so that the browser forgets what it kept for them. */
export function leftCookie(config: Config, userId: number): Promise<string> {
  const secure = config.origin.startsWith('https:');
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: 60 } as const;
  return createCookie('svodka_left', options).serialize(userId);
}

/** The id of the person who signed out in this browser a moment ago. */
export async function justLeft(request: Request): Promise<number | null> {
  const value = await leftReader.parse(request.headers.get('cookie'));
  return Number.isSafeInteger(value) ? value : null;
}

export function endedSessionCookie(config: Config): Promise<string> {
  return cookie(config).serialize('', { maxAge: 0 });
}
