import { describe, expect, test } from 'vitest';
import { month } from '#app/domain/calendar.ts';
import {
  type Case,
  cases,
  counted,
  listed,
  monthName,
  nouns,
  percentagePoints,
  predicate,
} from '#app/text/ru/grammar.ts';

const numbers = [0, 1, 2, 5, 11, 21, 101, 1000];
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const all = (of: keyof typeof nouns, as: Case) => numbers.map((n) => plain(counted(n, nouns[of], as)));

describe('a counted noun agrees with its number in every case', () => {
  test.each<[Case, string[]]>([
    ['nom', ['0 школ', '1 школа', '2 школы', '5 школ', '11 школ', '21 школа', '101 школа', '1 000 школ']],
    ['gen', ['0 школ', '1 школы', '2 школ', '5 школ', '11 школ', '21 школы', '101 школы', '1 000 школ']],
    ['dat', ['0 школ', '1 школе', '2 школам', '5 школам', '11 школам', '21 школе', '101 школе', '1 000 школ']],
    ['acc', ['0 школ', '1 школу', '2 школы', '5 школ', '11 школ', '21 школу', '101 школу', '1 000 школ']],
    ['ins', ['0 школ', '1 школой', '2 школами', '5 школами', '11 школами', '21 школой', '101 школой', '1 000 школ']],
    ['pre', ['0 школ', '1 школе', '2 школах', '5 школах', '11 школах', '21 школе', '101 школе', '1 000 школ']],
  ])('schools: %s', (as, expected) => {
    expect(all('schools', as)).toEqual(expected);
  });

  test('municipalities, reports and problems likewise', () => {
    expect(all('municipalities', 'pre')).toEqual([
      '0 муниципалитетов',
      '1 муниципалитете',
      '2 муниципалитетах',
      '5 муниципалитетах',
      '11 муниципалитетах',
      '21 муниципалитете',
      '101 муниципалитете',
      '1 000 муниципалитетов',
    ]);
    expect(all('reports', 'nom').slice(1, 4)).toEqual(['1 отчёт', '2 отчёта', '5 отчётов']);
    expect(all('reports', 'gen').slice(1, 4)).toEqual(['1 отчёта', '2 отчётов', '5 отчётов']);
    expect(all('problems', 'acc').slice(1, 4)).toEqual(['1 проблему', '2 проблемы', '5 проблем']);
    expect(all('problems', 'ins').slice(1, 4)).toEqual(['1 проблемой', '2 проблемами', '5 проблемами']);
  });

  test('each noun has a form for each case, in both numbers', () => {
    for (const { one, many } of Object.values(nouns)) expect([one.length, many.length]).toEqual([6, 6]);
    expect(cases).toHaveLength(6);
  });

  test('numbers above a thousand follow their last digits, whole thousands stay nouns', () => {
    const many = (n: number, as: Case) => plain(counted(n, nouns.schools, as));
    expect(many(1404, 'pre')).toBe('1 404 школах');
    expect(many(1011, 'nom')).toBe('1 011 школ');
    expect(many(2001, 'ins')).toBe('2 001 школой');
    expect(many(12000, 'dat')).toBe('12 000 школ');
  });
});

test('a verb agrees with the thing counted', () => {
  const reported = (n: number) =>
    plain(`не ${predicate(n, 'отчиталась', 'отчитались')} ${counted(n, nouns.schools, 'nom')}`);
  expect(reported(21)).toBe('не отчиталась 21 школа');
  expect(reported(5)).toBe('не отчитались 5 школ');
  expect(reported(11)).toBe('не отчитались 11 школ');
  const reached = (n: number) =>
    plain(`${counted(n, nouns.municipalities, 'nom')} ${predicate(n, 'достиг', 'достигли')}`);
  expect([1, 2, 5, 21].map(reached)).toEqual([
    '1 муниципалитет достиг',
    '2 муниципалитета достигли',
    '5 муниципалитетов достигли',
    '21 муниципалитет достиг',
  ]);
});

test('percentage points: a fraction takes the genitive singular, a whole number its own form', () => {
  const moved = (text: string) => plain(percentagePoints(text));
  expect(['3.2', '1.0', '2', '5.0', '11.0', '21.0', '0.1', '74.96', '100.0'].map(moved)).toEqual([
    '3,2 процентного пункта',
    '1 процентный пункт',
    '2 процентных пункта',
    '5 процентных пунктов',
    '11 процентных пунктов',
    '21 процентный пункт',
    '0,1 процентного пункта',
    '74,96 процентного пункта',
    '100 процентных пунктов',
  ]);
});

test('months are declined', () => {
  const inCase = (text: string) => cases.map((as) => plain(monthName(month(text), as)).replace(' 2012 года', ''));
  expect(inCase('2012-08')).toEqual(['август', 'августа', 'августу', 'август', 'августом', 'августе']);
  expect(inCase('2012-07')).toEqual(['июль', 'июля', 'июлю', 'июль', 'июлем', 'июле']);
  expect(inCase('2012-09')).toEqual(['сентябрь', 'сентября', 'сентябрю', 'сентябрь', 'сентябрём', 'сентябре']);
  expect(inCase('2012-05')).toEqual(['май', 'мая', 'маю', 'май', 'маем', 'мае']);
  const twelve = Array.from({ length: 12 }, (_, at) => month(`2012-${String(at + 1).padStart(2, '0')}`));
  expect(twelve.map((one) => monthName(one, 'ins').split('\u00a0')[0])).toEqual([
    'январём',
    'февралём',
    'мартом',
    'апрелем',
    'маем',
    'июнем',
    'июлем',
    'августом',
    'сентябрём',
    'октябрём',
    'ноябрём',
    'декабрём',
  ]);
  expect(plain(monthName(month('2012-08'), 'acc'))).toBe('август 2012 года');
});

test('a list ends in «и», and a long one in how many more there are', () => {
  expect([[], ['А'], ['А', 'Б'], ['А', 'Б', 'В']].map(listed)).toEqual(['', 'А', 'А и Б', 'А, Б и В']);
  const more = (n: number) => plain(`ещё в ${counted(n, nouns.municipalities, 'pre')}`);
  expect(listed(['А', 'Б', more(5)])).toBe('А, Б и ещё в 5 муниципалитетах');
  expect(listed(['А', more(21)])).toBe('А и ещё в 21 муниципалитете');
});
