/**
 * The words people see. Russian is written first; English is checked against it by the compiler. What runs in the browser
 * imports the single files that it needs, not this.
 */
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { en } from './en/index.ts';
import { type Format, formatIn } from './format.ts';
import type { Lang } from './lang.ts';
import { ru } from './ru/index.ts';

export { isLang, type Lang } from './lang.ts';
export type { Format };

export type Text = typeof ru;

const texts: Record<Lang, Text> = { ru, en };

/** What a page needs to speak: the words and the formats of its reader. */
export type Speech = { lang: Lang; t: Text; format: Format };

/** The same outside React: page titles, mails, documents. */
export function speechOf(lang: Lang, zone = 'Europe/Moscow'): Speech {
  return { lang, t: texts[lang], format: formatIn(lang, zone) };
}

const SpeechContext = createContext<Speech | null>(null);

/** `zone` is the region's: every time on the page is on its wall clock. */
export function TextProvider({ lang, zone, children }: { lang: Lang; zone?: string; children: ReactNode }) {
  const speech = useMemo(() => speechOf(lang, zone), [lang, zone]);
  return <SpeechContext.Provider value={speech}>{children}</SpeechContext.Provider>;
}

export function useText(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('There is no TextProvider above');
  return speech;
}
