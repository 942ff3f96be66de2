import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formFileName } from '#app/documents/report-form/write.server.ts';
import { day } from '#app/domain/calendar.ts';
import { fileName, fittingName } from '#app/domain/organisations/file.ts';

const bytes = (name: string) => Buffer.byteLength(name);

test('a name is cut by its bytes, never within a letter, and keeps its ending', () => {
  expect(fileName('Отчёт', '.xlsx')).toBe('Отчёт.xlsx');
  for (const letter of ['ы', 'x', '字', '😀']) {
    const name = fileName(letter.repeat(300), '.xlsx');
    expect(bytes(name), letter).toBeLessThanOrEqual(255);
    expect(bytes(name), letter).toBeGreaterThan(250);
    expect(name, letter).toMatch(/\.xlsx$/);
    expect(name).not.toContain('\ufffd');
  }
  expect(fileName('а/б\\в:г*д?"е<ж>з|и\n', '.csv')).toBe('а-б-в-г-д-е-ж-з-и-.csv');
  expect(bytes(fittingName(`${'ы'.repeat(254)}.pdf`))).toBeLessThanOrEqual(255);
  expect(fittingName(`${'ы'.repeat(254)}.pdf`)).toMatch(/ы\.pdf$/);
});

test('the forms of two schools with long legal names stay two files', () => {
  const organisation = 'Муниципальное бюджетное общеобразовательное учреждение '.repeat(4);
  const form = { organisation, asOf: day('2012-05-15'), order: { number: '256' } };
  const names = [formFileName(form, ' (1)'), formFileName(form, ' (22)')];
  for (const name of names) expect(bytes(name)).toBeLessThanOrEqual(255);
  expect(names[0]).toMatch(/ \(1\)\.xlsx$/);
  expect(new Set(names).size).toBe(2);
});

test('a name that means something to a file system is kept beside that meaning', () => {
  for (const [name, kept] of [
    ['..', '_'],
    ['.', '_'],
    ['', '_'],
    ['../../etc/passwd', '_..-..-etc-passwd'],
    ['.htaccess', '_.htaccess'],
    ['CON', '_CON'],
    ['NUL.xlsx', '_NUL.xlsx'],
    ['con .txt', '_con.txt'],
    ['lpt1.tar.gz', '_lpt1.tar.gz'],
    ['com¹', '_com¹'],
    ['Приказ.pdf. .', 'Приказ.pdf'],
    [' Приказ .pdf', 'Приказ.pdf'],
    ['Приказ\u202efdp.exe', 'Приказ-fdp.exe'],
    ['Конспект.docx', 'Конспект.docx'],
    ['nullable.pdf', 'nullable.pdf'],
  ] as const) {
    expect(fittingName(name), name).toBe(kept);
  }
});

test('whatever a name is, what is made of it is a name for every file system', () => {
  const parts = [
    '.',
    '..',
    ' ',
    '/',
    '\\',
    'con',
    'NUL',
    'aux',
    'COM1',
    'lpt9',
    '.xlsx',
    'Отчёт',
    '\u0000',
    '\ud800',
    '\u202e',
    '😀',
    '\n',
    ':',
  ];
  const names = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.array(fc.constantFrom(...parts), { maxLength: 12 }).map((some) => some.join('')),
    fc.constantFrom('con', 'nul', '.').map((start) => `${start}${' '.repeat(300)}x.pdf`),
  );
  fc.assert(
    fc.property(names, (name) => {
      const made = fittingName(name);
      expect(made).not.toMatch(/^\.|[. ]$|^$|[\\/:*?"<>|\p{Cc}\u202a-\u202e]/u);
      expect(made).not.toMatch(/^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)/i);
      expect(bytes(made)).toBeLessThanOrEqual(255);
      expect(decodeURIComponent(encodeURIComponent(made))).toBe(made);
    }),
    { numRuns: 500 },
  );
});
