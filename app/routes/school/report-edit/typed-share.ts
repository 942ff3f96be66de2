import { type Percent, percentOf } from '#app/domain/territory/coverage.ts';

/** The percentage of what stands in the two fields, while it makes one. */
export function typedShare(n = '', of = ''): Percent | null {
  const [count = '', base = ''] = [n, of].map((text) => text.replace(/\s/g, ''));
  const whole = /^\d{1,7}$/;
  if (!whole.test(count) || !whole.test(base) || Number(count) > Number(base)) return null;
  return percentOf({ n: Number(count), of: Number(base) });
}
