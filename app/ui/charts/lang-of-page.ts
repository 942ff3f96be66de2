import { isLang, type Lang } from '#app/text/lang.ts';

/** In the browser the page says it. */
export function langOfPage(): Lang {
  const { lang } = document.documentElement;
  return isLang(lang) ? lang : 'ru';
}
