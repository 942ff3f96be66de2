import { expect, test } from 'vitest';
import { day } from '#app/domain/calendar.ts';
import { composeLetter } from '#app/mail/letter.ts';

const at = { origin: 'https://svodka.example', region: 'Югра' };
const returned = {
  id: 12,
  kind: 'returned' as const,
  asOf: '2012-05-15',
  formName: null,
  organisation: 'Школа № 7',
  order: { kind: 'Приказ', number: '256', date: '2012-03-26' },
  details: { due: day('2012-05-15'), changeUntil: day('2012-07-14'), ordinal: 1 },
};

test('a letter says what has happened, where to look, and how to have fewer letters', () => {
  expect(composeLetter([returned], at)).toEqual({
    subject: 'Сводка: Отчёт на 15.05.2012 возвращён на доработку',
    text: [
      'Здравствуйте!',
      'Отчёт на 15.05.2012 возвращён на доработку. Исправить его можно до 14.07.2012 включительно.\nПриказ № 256 от 26.03.2012\nhttps://svodka.example/notices/12',
      'Все уведомления:\nhttps://svodka.example/notices',
      'Получать письма реже или отказаться от них можно здесь:\nhttps://svodka.example/account',
      '-- \nСводка, Югра. Отвечать на это письмо не нужно.\n',
    ].join('\n\n'),
  });
});

test('several notices make one letter, and a long list is cut', () => {
  const { subject, text } = composeLetter(
    Array.from({ length: 45 }, (_, id) => ({ ...returned, id: id + 1 })),
    at,
  );
  expect(subject).toBe('Сводка: Новых уведомлений: 45');
  expect(text).toContain('/notices/40\n');
  expect(text).not.toContain('/notices/41\n');
  expect(text).toContain('И ещё уведомлений: 5.');
});

test('a name from the register adds neither a header nor a line, and the subject stays short', () => {
  const organisation = `Школа\r\nBcc: all@example.test\n${'очень длинное название '.repeat(10)}`;
  const { subject, text } = composeLetter([{ ...returned, kind: 'filed', organisation }], at);
  expect(subject).toMatch(/^Сводка: Сдан отчёт на 15.05.2012: Школа Bcc: all@example.test .*…$/);
  expect(subject.length).toBeLessThanOrEqual(80);
  expect(text).not.toMatch(/^Bcc/m);
});
