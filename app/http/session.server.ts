import { createCookie } from '@remix-run/node';
import { type Session, sessionHours } from '#app/use-cases/sign-in.server.ts';
import type { Config } from './config.server.ts';

const name = 'svodka_session';
const reader = createCookie(name);

/** The session token that the browser sent, if any. */
export async function sessionToken(request: Request): Promise<string | null> {
  const value = await reader.parse(request.headers.get('cookie'));
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
export function sessionCookie(config: Config, session: Session): Promise<string> {
  return cookie(config).serialize(session.token, { maxAge: sessionHours * 3600 });
}

export function endedSessionCookie(config: Config): Promise<string> {
  return cookie(config).serialize('', { maxAge: 0 });
}
