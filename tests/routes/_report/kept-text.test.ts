import { expect, test } from 'vitest';
import {
  forgetText,
  forgetTextsOf,
  type KeptText,
  keepText,
  keptText,
  type TextStorage,
} from '#app/routes/_report/kept-text.ts';

const director = { personId: 1, reportId: 7 };
const responsible = { personId: 12, reportId: 7 };
const text: KeptText = { version: 3, at: 1000, items: ['2'], typed: { '2:text': 'Аверс' } };
const day = 24 * 3_600_000;

/** What a browser keeps, in memory. */
function storage(content: Record<string, string> = {}): TextStorage & { keys(): string[] } {
  const map = new Map(Object.entries(content));
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    key: (at) => [...map.keys()][at] ?? null,
    get length() {
      return map.size;
    },
    keys: () => [...map.keys()],
  };
}

test('row 9: what is typed is kept for its person and report alone', () => {
  const kept = storage();
  expect(keepText(kept, director, text)).toBe(true);
  expect(keptText(kept, director, 2000)).toEqual(text);
  expect(keptText(kept, responsible, 2000)).toBeNull();
  expect(keptText(kept, { ...director, reportId: 8 }, 2000)).toBeNull();
});

test('it is gone once it is saved, and when its person signs out', () => {
  const kept = storage({ other: 'не наше' });
  keepText(kept, director, text);
  keepText(kept, responsible, text);
  forgetTextsOf(kept, director.personId);
  expect([keptText(kept, director, 2000), keptText(kept, responsible, 2000)]).toEqual([null, text]);
  forgetText(kept, responsible);
  expect(kept.keys()).toEqual(['other']);
});

test('after thirty days it is forgotten, whosever it is', () => {
  const kept = storage();
  keepText(kept, responsible, text);
  keepText(kept, director, { ...text, at: text.at + day });
  expect(keptText(kept, director, text.at + 30 * day + 1)).not.toBeNull();
  expect(kept.keys()).toHaveLength(1);
  expect(keptText(kept, director, text.at + 31 * day + 1)).toBeNull();
  expect(kept.keys()).toEqual([]);
});

test('what is not of our making is not taken for it', () => {
  for (const content of ['', '{', 'null', '[]', '{"version":1}', JSON.stringify({ ...text, typed: { '2:text': 1 } })]) {
    expect(keptText(storage({ 'svodka:typed:1:7': content }), director, 2000), content).toBeNull();
  }
});

test('a browser that keeps nothing is worked with all the same', () => {
  const full: TextStorage = {
    ...storage(),
    setItem() {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  expect(keepText(full, director, text)).toBe(false);
  expect(keepText(null, director, text)).toBe(false);
  expect(keptText(null, director, 2000)).toBeNull();
  forgetText(null, director);
});
