/** How many letters two long names may differ in and still look like one. */
const fewLetters = 2;
const longName = 8;

/**
 * Whether people would ask if these are one school, by their names folded for comparison: the same numbers in both, or, of
 * names without any, a letter or two between them or one within the other.
 */
export function areSimilar(a: string, b: string): boolean {
  const numbers = (name: string) => (name.match(/\d+/g) ?? []).sort().join(' ');
  if (numbers(a) !== numbers(b)) return false;
  if (numbers(a) !== '') return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < longName) return false;
  return long.includes(short) || distance(short, long) <= fewLetters;
}

/** How many letters have to be put in, taken out or changed to make one of the other. */
function distance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [row, letter] of [...a].entries()) {
    const now = [row + 1];
    for (let at = 1; at <= b.length; at++) {
      const changed = (before[at - 1] ?? 0) + (b[at - 1] === letter ? 0 : 1);
      now.push(Math.min(changed, (before[at] ?? 0) + 1, (now[at - 1] ?? 0) + 1));
    }
    before = now;
  }
  return before[b.length] ?? 0;
}
