import { expect, test } from 'vitest';
import { isBlank, isReadable, withoutUnreadable } from '#app/domain/readable-text.ts';

test('what people type is readable, in several lines and with emoji', () => {
  for (const text of ['', 'МБОУ «Школа № 1»\n\tстрока', 'é \u0301 😀 👩‍🏫 \u{10fffd} \u00a0\u200b']) {
    expect(isReadable(text), text).toBe(true);
  }
});

test('control characters, halves of a pair and non-characters are not, and can be taken out', () => {
  const unreadable = ['\0', '\u0007', '\u000b', '\r', '\u007f', '\u0085', '\ud83d', '\ude00'];
  for (const text of [...unreadable, '\ufdd0', '\ufdef', '\ufffe', '\uffff', '\u{1fffe}', '\u{10ffff}']) {
    expect(isReadable(`а${text}б`), JSON.stringify(text)).toBe(false);
    expect(withoutUnreadable(`а${text}б${text}`)).toBe('аб');
  }
});

test('blank is what shows nothing', () => {
  for (const text of ['', ' \n', '\u00a0', '\u200b\u2060\ufeff\u00ad']) expect(isBlank(text)).toBe(true);
  for (const text of ['-', '\u200bа']) expect(isBlank(text)).toBe(false);
});
