/**
 * The row of a table that a word from outside names, if it is one of the table's own: every object also answers to
 * `toString` and `constructor`. All tables that are asked by a typed word are asked here.
 */
export function rowOf<T extends object>(table: T, word: string | null | undefined): T[keyof T] | undefined {
  return typeof word === 'string' && Object.hasOwn(table, word) ? table[word as keyof T] : undefined;
}
