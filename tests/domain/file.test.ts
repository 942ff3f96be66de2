import { expect, test } from 'vitest';
import { formFileName } from '#app/documents/report-form/write.server.ts';
import { day } from '#app/domain/calendar.ts';
import { fileName, fittingName } from '#app/domain/file.ts';

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
