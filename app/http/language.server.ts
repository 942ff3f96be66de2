import { createCookie } from '@remix-run/node';
import { isLang, type Lang } from '#app/text/lang.ts';

const cookie = createCookie('svodka_language', { path: '/', sameSite: 'lax', maxAge: 365 * 24 * 3600 });

/** The language the person chose, Russian until then. */
export async function languageOf(request: Request): Promise<Lang> {
  const value = await cookie.parse(request.headers.get('cookie'));
  return isLang(value) ? value : 'ru';
}

export function languageCookie(lang: Lang): Promise<string> {
  return cookie.serialize(lang);
}
