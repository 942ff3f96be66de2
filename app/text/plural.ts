const rules = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };

/** The form of a word that goes with a number: `plural.ru(3, 'школа', 'школы', 'школ')` → «школы». */
export const plural = {
  ru: (n: number, one: string, few: string, many: string): string => {
    const rule = rules.ru.select(n);
    return rule === 'one' ? one : rule === 'many' ? many : few;
  },
  en: (n: number, one: string, other: string): string => (rules.en.select(n) === 'one' ? one : other),
};
