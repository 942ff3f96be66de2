import { mostRows, type Typed } from '#app/domain/reports/form.ts';

/** The rows that hold something, and an empty one after them. */
export function rowsOf(typed: Typed, prefix: string): number[] {
  const filled = Object.keys(typed).flatMap((field) => {
    const match = field.startsWith(`${prefix}:`) && /^(\d+):/.exec(field.slice(prefix.length + 1));
    return match && typed[field] !== '' ? [Number(match[1])] : [];
  });
  const rows = [...new Set(filled)].sort((a, b) => a - b);
  const next = (rows.at(-1) ?? -1) + 1;
  return next < mostRows ? [...rows, next] : rows;
}
