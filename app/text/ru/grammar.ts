/** Russian agreement: counted things in every case, verbs with them, months, lists. A number is written in figures. */
import type { Month } from '#app/domain/calendar.ts';
import { formatInteger } from '../format.ts';
import { plural } from '../plural.ts';

export const cases = ['nom', 'gen', 'dat', 'acc', 'ins', 'pre'] as const;
export type Case = (typeof cases)[number];

const nbsp = '\u00a0';

/** Both numbers in the order of `cases`, and the form after 2, 3, 4 («2 процентных пункта»), as a rule the genitive singular. */
export type Noun = { one: readonly string[]; many: readonly string[]; few: string };

function noun(one: readonly string[], many: readonly string[], few = one[1] ?? ''): Noun {
  return { one, many, few };
}

export const nouns = {
  schools: noun(
    ['школа', 'школы', 'школе', 'школу', 'школой', 'школе'],
    ['школы', 'школ', 'школам', 'школы', 'школами', 'школах'],
  ),
  municipalities: noun(
    ['муниципалитет', 'муниципалитета', 'муниципалитету', 'муниципалитет', 'муниципалитетом', 'муниципалитете'],
    ['муниципалитеты', 'муниципалитетов', 'муниципалитетам', 'муниципалитеты', 'муниципалитетами', 'муниципалитетах'],
  ),
  reports: noun(
    ['отчёт', 'отчёта', 'отчёту', 'отчёт', 'отчётом', 'отчёте'],
    ['отчёты', 'отчётов', 'отчётам', 'отчёты', 'отчётами', 'отчётах'],
  ),
  problems: noun(
    ['проблема', 'проблемы', 'проблеме', 'проблему', 'проблемой', 'проблеме'],
    ['проблемы', 'проблем', 'проблемам', 'проблемы', 'проблемами', 'проблемах'],
  ),
  returns: noun(
    ['возврат', 'возврата', 'возврату', 'возврат', 'возвратом', 'возврате'],
    ['возвраты', 'возвратов', 'возвратам', 'возвраты', 'возвратами', 'возвратах'],
  ),
  points: noun(
    [
      'процентный пункт',
      'процентного пункта',
      'процентному пункту',
      'процентный пункт',
      'процентным пунктом',
      'процентном пункте',
    ],
    [
      'процентные пункты',
      'процентных пунктов',
      'процентным пунктам',
      'процентные пункты',
      'процентными пунктами',
      'процентных пунктах',
    ],
    'процентных пункта',
  ),
} as const satisfies Record<string, Noun>;

/**
 * The form of a noun beside its number, in the case of the whole: «21 школа», «из 21 школы», «в 22 школах», «22 школы». Nought
 * and whole thousands are nouns themselves and ask for the genitive in every case: «в 1 000 школ» is read «в тысяче школ».
 */
export function agreed(n: number, { one, many, few }: Noun, as: Case): string {
  const at = cases.indexOf(as);
  const genitives = many[cases.indexOf('gen')] ?? '';
  if (n % 1000 === 0) return genitives;
  const several = many[at] ?? '';
  return as === 'nom' || as === 'acc'
    ? plural.ru(n, one[at] ?? '', few, genitives)
    : plural.ru(n, one[at] ?? '', several, several);
}

/** «21 школой», the number and its noun held together. */
export function counted(n: number, of: Noun, as: Case): string {
  return `${formatInteger(n, 'ru')}${nbsp}${agreed(n, of, as)}`;
}

/** «1 муниципалитет достиг», «21 школа отчиталась», «5 школ отчитались»: what the thing counted does. */
export function predicate(n: number, one: string, many: string): string {
  return plural.ru(n, one, many, many);
}

/** How much a percentage has moved, '3.2' → «3,2 процентного пункта», '5.0' → «5 процентных пунктов»: after «на». */
export function percentagePoints(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  if (/[1-9]/.test(fraction)) return `${text.replace('.', ',')}${nbsp}${nouns.points.one[1]}`;
  return counted(Number(whole), nouns.points, 'acc');
}

const monthStems = [
  ['январ', 'ём'],
  ['феврал', 'ём'],
  ['март', ''],
  ['апрел', 'ем'],
  ['ма', ''],
  ['июн', 'ем'],
  ['июл', 'ем'],
  ['август', ''],
  ['сентябр', 'ём'],
  ['октябр', 'ём'],
  ['ноябр', 'ём'],
  ['декабр', 'ём'],
] as const;

/** '2012-07' → «июль 2012 года», «с июлем 2012 года». */
export function monthName(month: Month, as: Case): string {
  const [year, number] = month.split('-');
  const [stem = '', soft = ''] = monthStems[Number(number) - 1] ?? [];
  const endings =
    stem === 'ма'
      ? ['й', 'я', 'ю', 'й', 'ем', 'е']
      : soft
        ? ['ь', 'я', 'ю', 'ь', soft, 'е']
        : ['', 'а', 'у', '', 'ом', 'е'];
  return `${stem}${endings[cases.indexOf(as)]}${nbsp}${year}${nbsp}года`;
}

/** «А», «А и Б», «А, Б и В»; the last one may be what there is more: «А, Б и ещё в 5 муниципалитетах». */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} и ${last}`;
}
