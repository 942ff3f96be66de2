import { expect, test } from 'vitest';
import {
  formatDateTime,
  formatDay,
  formatDue,
  formatInteger,
  formatLongDay,
  formatMonth,
  formatPercentText,
  formatShare,
  formatShortMonth,
} from '#app/text/format.ts';
import { plural } from '#app/text/plural.ts';

test('thousands are set apart by a no-break space, from the first one on', () => {
  expect(formatInteger(1234, 'ru')).toBe('1\u00a0234');
  expect(formatInteger(1234567, 'ru')).toBe('1\u00a0234\u00a0567');
  expect(formatInteger(1234, 'en')).toBe('1,234');
});

test('a percentage keeps its digits and does not part with its sign', () => {
  expect(formatPercentText('74.96', 'ru')).toBe('74,96\u00a0%');
  expect(formatPercentText('75', 'ru')).toBe('75\u00a0%');
  expect(formatPercentText('74.96', 'en')).toBe('74.96%');
});

test('a share names its base', () => {
  expect(formatShare(734, 1404, 'ru')).toBe('734 из 1\u00a0404');
  expect(formatShare(734, 1404, 'en')).toBe('734 of 1,404');
});

test('days and months read as in an order', () => {
  expect(formatDay('2012-09-01', 'ru')).toBe('01.09.2012');
  expect(formatLongDay('2012-09-01', 'ru')).toBe('1\u00a0сентября\u00a02012\u00a0года');
  expect(formatMonth('2012-09', 'ru')).toBe('сентябрь 2012');
  expect(formatShortMonth('2012-05', 'ru')).toBe('май 2012');
  expect(formatLongDay('2012-09-01', 'en')).toBe('1\u00a0September\u00a02012');
  expect(formatMonth('2012-09', 'en')).toBe('September 2012');
});

test('the wall clock of 2012 is an hour ahead of the one of today', () => {
  expect(formatDateTime('2012-09-01T20:05:00Z', 'Europe/Moscow', 'ru')).toBe('02.09.2012, 00:05');
  expect(formatDateTime('2026-11-14T11:05:00Z', 'Europe/Moscow', 'ru')).toBe('14.11.2026, 14:05');
  expect(formatDateTime('2012-09-01T20:05:00Z', 'Asia/Yekaterinburg', 'ru')).toBe('02.09.2012, 02:05');
});

test('the due day itself is still in time', () => {
  expect(formatDue('2012-09-20', '2012-09-20', 'ru')).toBe('сегодня');
  expect(formatDue('2012-09-20', '2012-09-17', 'ru')).toBe('через 3\u00a0дня');
  expect(formatDue('2012-09-20', '2012-09-22', 'ru')).toBe('просрочено на 2\u00a0дня');
  expect(formatDue('2012-09-20', '2012-10-11', 'ru')).toBe('просрочено на 21\u00a0день');
  expect(formatDue('2012-09-20', '2012-09-22', 'en')).toBe('2\u00a0days overdue');
});

test('Russian words follow their number, 11 to 14 included', () => {
  const schools = (n: number) => plural.ru(n, 'школа', 'школы', 'школ');
  expect([1, 2, 5, 11, 12, 21, 22, 112].map(schools)).toEqual([
    'школа',
    'школы',
    'школ',
    'школ',
    'школ',
    'школа',
    'школы',
    'школ',
  ]);
});
