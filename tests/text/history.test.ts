import { expect, test } from 'vitest';
import { auditActions, auditSubjects, changedFields } from '#app/domain/audit.ts';
import { en } from '#app/text/en/index.ts';
import { ru } from '#app/text/ru/index.ts';

const sources = Object.values(
  import.meta.glob<string>(['../../app/use-cases/**/*.ts', '../../db/demo/**/*.ts'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
).join('\n');

/** Every action that the code names, as a literal of the log: `report.file`. */
const written = [...new Set([...sources.matchAll(/'((?:[a-z]\w+)\.(?:[a-z]\w+))'/gi)].map(([, name]) => name))].filter(
  (name) => name && !/\.(ts|tsx|xlsx|zip)$/.test(name),
);

test('every action that the code can write has its words in both languages', () => {
  const named = auditActions.filter((action) => written.includes(action));
  expect(named).toEqual([...auditActions]);
  for (const { history } of [ru, en]) {
    const words = (list: Record<string, string>, keys: readonly string[]) => keys.filter((key) => !list[key]?.trim());
    expect(words(history.actions, auditActions)).toEqual([]);
    expect(words(history.subjects, auditSubjects)).toEqual([]);
    expect(words(history.fields, Object.keys(changedFields))).toEqual([]);
  }
});

test('no two actions are told by the same words', () => {
  for (const { history } of [ru, en]) expect(new Set(Object.values(history.actions)).size).toBe(auditActions.length);
});
