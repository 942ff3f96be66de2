/** Which text can be kept at all: what no keyboard types breaks the database, or the XML of an Excel file. */

/** Control characters but tab and line feed, halves of a surrogate pair, Unicode's non-characters (U+FFFE and the like). */
const unreadable = /[^\P{Cc}\t\n]|[\p{Cs}\p{Noncharacter_Code_Point}]/gu;

export function isReadable(text: string): boolean {
  return text.search(unreadable) === -1;
}

/** For text that was kept before it was checked. */
export function withoutUnreadable(text: string): string {
  return text.replace(unreadable, '');
}

/** Whether nothing of it can be seen: spaces, and characters of no width such as U+200B. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Default_Ignorable_Code_Point}]*$/u.test(text);
}

/** As it is kept: one kind of line end, nothing around it. */
export function tidied(typed: string): string {
  return typed.replace(/\r\n?/g, '\n').trim();
}

/** What is wrong with a tidied text that somebody has to give, of at most so many characters. */
export function faultOfText(text: string, most: number): 'missing' | 'unreadable' | 'tooLong' | null {
  if (isBlank(text)) return 'missing';
  if (!isReadable(text)) return 'unreadable';
  return text.length > most ? 'tooLong' : null;
}
