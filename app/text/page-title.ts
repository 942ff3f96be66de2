/** The title in the browser's tab, in the reader's language: `meta` runs outside of the page's text provider. */
import { isLang, type Speech, speechOf } from './index.tsx';

type Match = { id: string; data?: unknown };

export function pageTitle(matches: readonly Match[], title: (speech: Speech) => string): [{ title: string }] {
  const root = matches.find(({ id }) => id === 'root')?.data as { lang?: unknown } | undefined;
  const speech = speechOf(isLang(root?.lang) ? root.lang : 'ru');
  return [{ title: `${title(speech)} – ${speech.t.everywhere.product}` }];
}
