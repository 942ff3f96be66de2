import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localPath } from '#app/http/local-path.ts';

test.each([
  ['/reports/1?filing=2', '/reports/1?filing=2'],
  ['/Дубна?имя=ё', '/%D0%94%D1%83%D0%B1%D0%BD%D0%B0?%D0%B8%D0%BC%D1%8F=%D1%91'],
  ['/a\u0007b\nc', '/a%07bc'],
  ['/\ud800', '/%EF%BF%BD'],
  ['/reports/1#here', '/reports/1'],
])('%j is followed as %s', (text, path) => {
  expect(localPath(text)).toBe(path);
});

test.each([
  ...['', null, undefined, 'reports', 'https://example.com/', 'javascript:alert(1)', '//example.com', '/\\example.com'],
  ...[
    '/\t/example.com/x',
    '/\n/example.com',
    '/\r\\example.com',
    '\t//example.com',
    '/.//example.com',
    '/..//example.com',
  ],
  ...['/%2e%2e//example.com', '//[', `/${'я'.repeat(2000)}`],
])('%j leads to the first page', (text) => {
  expect(localPath(text)).toBe('/');
});

test('whatever is typed, a browser that follows it stays on the site, and the header can be sent', () => {
  const odd = fc.string({ unit: fc.constantFrom(...'/\\.:?#@%\t\n\r 29еf\u0000\u00a0\ud83d') });
  fc.assert(
    fc.property(fc.oneof(odd, fc.string({ unit: 'binary' })), (text) => {
      const path = localPath(`/${text}`);
      expect(new URL(path, 'https://svodka.example.ru').origin).toBe('https://svodka.example.ru');
      expect(path).toMatch(/^\/[\x21-\x7e]*$/);
      expect(localPath(path)).toBe(path);
    }),
    { numRuns: 2000 },
  );
});
