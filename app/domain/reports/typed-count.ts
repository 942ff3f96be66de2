/** What people write in a number's place when there is nothing to count. */
const nothing = /^(-+|[–—−]+|нету?|нет данных|не было|не имеется|отсутству[её]т|отсутствуют|н\/?д|[xх])\.?$/i;

/** In threes from the right, with a space, a no-break space, a thin or a figure space between. */
const grouped = /^\d{1,3}(?:[ \u00a0\u2007\u2009\u202f]\d{3})+$/;

/**
 * A whole number as people type it; its thousands may be set apart by any of the usual spaces. «12 34» is no number: which
 * of two it was to be, or whether a digit is missing, nobody can tell.
 */
export function readTypedCount(text: string): number | 'notWhole' | 'nothingStated' {
  const typed = text.trim();
  if (/^\d+$/.test(typed)) return Number(typed);
  if (grouped.test(typed)) return Number(typed.replace(/\D/g, ''));
  return nothing.test(typed) ? 'nothingStated' : 'notWhole';
}
