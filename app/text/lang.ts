export const langs = ['ru', 'en'] as const;
export type Lang = (typeof langs)[number];

export const localeOf = { ru: 'ru-RU', en: 'en-GB' } as const satisfies Record<Lang, string>;

export function isLang(text: unknown): text is Lang {
  return langs.includes(text as Lang);
}
