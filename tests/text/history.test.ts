import { expect, test } from 'vitest';
import { auditActions, auditSubjects, changedFields } from '#app/domain/trust/audit.ts';
import { en } from '#app/text/en/index.ts';
import { ru } from '#app/text/ru/index.ts';

const sources = Object.values(
  import.meta.glob<string>(['../../app/use-cases/**/*.ts', '../../db/demo/**/*.ts'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
).join('\n');

/** What the code writes into the log, as literals of its form: `report.file`, `date.move`; in the SQL of the demo too. */
const begins = new Set(auditActions.map((action) => action.split('.')[0]));
const written = new Set(
  [...sources.matchAll(/'([a-z]+)\.([a-z]\w+)'/gi)]
    .filter(([, of = '', what = '']) => begins.has(of) && !/^(ts|tsx|xlsx|zip)$/.test(what))
    .map(([, of, what]) => `${of}.${what}`),
);

test('every action that the code can write has its words in both languages', () => {
  expect(written.size).toBeGreaterThan(30);
  for (const { history } of [ru, en]) {
    const words = (list: Record<string, string>, keys: Iterable<string>) =>
      [...keys].filter((key) => !list[key]?.trim());
    expect(words(history.actions, [...written, ...auditActions])).toEqual([]);
    expect(words(history.subjects, auditSubjects)).toEqual([]);
    expect(words(history.fields, Object.keys(changedFields))).toEqual([]);
  }
});

test('no two actions are told by the same words', () => {
  for (const { history } of [ru, en]) expect(new Set(Object.values(history.actions)).size).toBe(auditActions.length);
});
