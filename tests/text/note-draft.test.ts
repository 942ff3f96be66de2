import { describe, expect, test } from 'vitest';
import { textIn } from '#app/documents/note/tokens.ts';
import { day } from '#app/domain/calendar.ts';
import { figuresOf, noteSections } from '#app/domain/editions/note.ts';
import { figureNames } from '#app/domain/editions/note-figures.ts';
import { orders } from '#app/orders/index.ts';
import { draftNote } from '#app/text/ru/note-draft.ts';
import { figureLabels } from '#app/text/ru/note-figures.ts';
import { drafted, noteFacts, type Town } from '#tests/support/note-facts.ts';

const numbers = [0, 1, 2, 5, 11, 21, 101, 1000];

/** Dubna has that many schools, all covered and none reported but one; Istra has two, none covered. */
const withSchools = (schools: number, covered = schools) =>
  noteFacts({
    towns: [
      { name: 'Дубна', schools, covered, reported: 0 },
      { name: 'Истра', schools: 2, covered: 0, reported: 2 },
    ],
  });

describe('row 53: the note is drafted in correct Russian whatever the number', () => {
  test('of schools that make the denominator and that are covered', () => {
    const result = (n: number) => drafted(withSchools(n), 'result')[0];
    expect(numbers.map(result)).toEqual([
      'На 31 августа 2012 года охват составил 0,0 %: условие приказа выполнено в 0 из 2 школ.',
      'На 31 августа 2012 года охват составил 33,3 %: условие приказа выполнено в 1 из 3 школ.',
      'На 31 августа 2012 года охват составил 50,0 %: условие приказа выполнено в 2 из 4 школ.',
      'На 31 августа 2012 года охват составил 71,4 %: условие приказа выполнено в 5 из 7 школ.',
      'На 31 августа 2012 года охват составил 84,6 %: условие приказа выполнено в 11 из 13 школ.',
      'На 31 августа 2012 года охват составил 91,3 %: условие приказа выполнено в 21 из 23 школ.',
      'На 31 августа 2012 года охват составил 98,1 %: условие приказа выполнено в 101 из 103 школ.',
      'На 31 августа 2012 года охват составил 99,8 %: условие приказа выполнено в 1 000 из 1 002 школ.',
    ]);
    const denominator = (n: number) => /из ([\d ]+ школ\S*)\./.exec(drafted(withSchools(n, 0), 'result')[0] ?? '')?.[1];
    expect([19, 99, 999].map(denominator)).toEqual(['21 школы', '101 школы', '1 001 школы']);
  });

  test('of schools that have not reported', () => {
    const missing = (n: number) => drafted(withSchools(n), 'timeliness').find((line) => /тчитал/.test(line));
    expect(numbers.map(missing)).toEqual([
      'Отчитались все школы.',
      'Не отчиталась 1 школа, больше всего таких школ: Дубна – 1.',
      'Не отчитались 2 школы, больше всего таких школ: Дубна – 2.',
      'Не отчитались 5 школ, больше всего таких школ: Дубна – 5.',
      'Не отчитались 11 школ, больше всего таких школ: Дубна – 11.',
      'Не отчиталась 21 школа, больше всего таких школ: Дубна – 21.',
      'Не отчиталась 101 школа, больше всего таких школ: Дубна – 101.',
      'Не отчитались 1 000 школ, больше всего таких школ: Дубна – 1 000.',
    ]);
  });

  test('of schools that are still needed', () => {
    const lacking = (n: number) =>
      /не хватает (.*)\./.exec(
        drafted(noteFacts({ towns: [{ name: 'Дубна', schools: Math.ceil((n * 4) / 3), covered: 0 }] }), 'result')[1] ??
          '',
      )?.[1];
    expect(numbers.map(lacking)).toEqual([
      undefined,
      // Three of four are needed where there are no fewer.
      '2 школ',
      '3 школ',
      '6 школ',
      '12 школ',
      '21 школы',
      '102 школ',
      '1 001 школы',
    ]);
  });

  test('of municipalities that have reached the target', () => {
    const towns = (met: number, of: number): Town[] =>
      Array.from({ length: of }, (_, at) => ({ name: `Город ${at + 1}`, schools: 1, covered: Number(at < met) }));
    const reached = (met: number, of: number, at = '2012-09') =>
      /Он (.*?)\.(?: |$)/.exec(drafted(noteFacts({ towns: towns(met, of), at }), 'result')[1] ?? '')?.[1];
    expect(reached(1, 21)).toBe('достигнут в 1 из 21 муниципалитета');
    expect(reached(5, 11)).toBe('достигнут в 5 из 11 муниципалитетов');
    expect(reached(21, 101)).toBe('достигнут в 21 из 101 муниципалитета');
    expect(reached(0, 21)).toBe('не достигнут ни в одном из 21 муниципалитета');
    expect(reached(73, 73)).toBe('достигнут во всех муниципалитетах (73)');
    expect([reached(0, 1), reached(1, 1)]).toEqual(['не достигнут', 'достигнут']);
    expect(reached(0, 2, '2012-08')).toBe('пока не достигнут ни в одном из 2 муниципалитетов, срок ещё не наступил');
    expect(reached(1, 2, '2012-08')).toBe('уже достигнут в 1 из 2 муниципалитетов, срок ещё не наступил');
    expect(reached(0, 1, '2012-08')).toBe('пока не достигнут, срок ещё не наступил');
  });
});

describe('what the note says is true', () => {
  test('where nobody has reported', () => {
    const facts = noteFacts({ towns: [{ name: 'Дубна', schools: 5, reported: 0 }] });
    expect(drafted(facts, 'result')[0]).toBe(
      'Отчёты по этому приказу школы ещё не сдавали, поэтому охват пока не показывает, как обстоит дело.',
    );
    expect(drafted(facts, 'timeliness')[0]).toBe(
      'Отчётов, срок которых наступил за август 2012 года, – 5. Сдано – 0,0 % (0 из 5 отчётов), из всех ожидаемых впервые в срок – 0,0 % (0 из 5 отчётов), в срок по первоначальной дате приказа – 0,0 % (0 из 5 отчётов).',
    );
  });

  test('where nothing was due', () => {
    const facts = noteFacts({ towns: [{ name: 'Дубна', schools: 5, covered: 5, noneDue: true }] });
    expect(drafted(facts, 'timeliness')).toEqual(['Отчётов, срок которых наступил бы за август 2012 года, не было.']);
  });

  test('in the first month: there is nothing to compare with', () => {
    const facts = noteFacts({ towns: [{ name: 'Дубна', schools: 5 }] });
    expect(drafted(facts, 'changes')).toEqual(['Сводки за предыдущий месяц нет: сравнивать не с чем.']);
  });

  test('where the target is met everywhere', () => {
    const facts = noteFacts({
      at: '2012-09',
      towns: [
        { name: 'Дубна', schools: 4, covered: 4 },
        { name: 'Истра', schools: 4, covered: 3 },
      ],
    });
    expect(drafted(facts, 'result')[1]).toBe(
      'Целевой показатель – не менее 75 % школ каждого муниципалитета к 1 сентября 2012 года. Он достигнут во всех муниципалитетах (2).',
    );
    expect(drafted(facts, 'municipalities')).toEqual([
      'Наибольший охват: Дубна – 100,0 % (4 из 4).',
      'Наименьший охват: Истра – 75,0 % (3 из 4).',
    ]);
    expect(drafted(facts, 'proposals')).toEqual([
      'Продолжить ежемесячный мониторинг; других мер по данным сводки не требуется.',
    ]);
  });

  test('in one municipality, in equal ones, in none', () => {
    const one = noteFacts({ towns: [{ name: 'Когалым', schools: 2, covered: 1 }] });
    expect(drafted(one, 'municipalities')).toEqual(['Школы есть в одном муниципалитете: Когалым – 50,0 % (1 из 2).']);
    const towns = ['Дубна', 'Истра'].map((name) => ({ name, schools: 2, covered: 1 }));
    expect(drafted(noteFacts({ towns }), 'municipalities')).toEqual([
      'Охват во всех муниципалитетах одинаков: 50,0 %.',
    ]);
    const none = noteFacts({ towns: [{ name: 'Дубна', schools: 0 }] });
    expect(drafted(none, 'municipalities')).toEqual([
      'Открытых общеобразовательных организаций в муниципалитетах нет.',
    ]);
    expect(drafted(none, 'result').at(-1)).toBe(
      'На 31 августа 2012 года охват не определён: открытых общеобразовательных организаций нет.',
    );
  });

  test('under an order of corridors', () => {
    const title = orders.KG.targets.find(({ kind }) => kind === 'bands')?.title;
    const fact = { by: day('2012-09-20'), fact: { n: 345, of: 1000 } };
    const facts = noteFacts({
      order: orders.KG,
      at: '2012-09',
      towns: [{ name: 'Когалым', schools: 2, covered: 1 }],
      more: { bands: [fact] },
      problems: [],
    });
    expect(drafted(facts, 'result').slice(2)).toEqual([
      `${title}: к 20 сентября 2012 года – 34,5 % при коридоре 30–40 % (в коридоре).`,
      'Следующий коридор – 41–60 % к 15 октября 2012 года.',
    ]);
    expect(drafted(facts, 'causes')).toEqual([
      'Нерешённых проблем – 0.',
      'Возвратов отчётов на доработку за сентябрь 2012 года – 0.',
    ]);
    expect(drafted(noteFacts({ towns: [{ name: 'Дубна', schools: 1 }] }), 'causes')[0]).toBe(
      'О проблемах форма отчёта по этому приказу не спрашивает.',
    );
  });
});

test('the pace of the last weeks stands beside the one that makes the target in time', () => {
  const facts = (n: number) =>
    noteFacts({
      towns: [{ name: 'Дубна', schools: 100, covered: 60 }],
      at: '2012-07',
      more: { before: { asOf: day('2012-07-03'), covered: { n, of: 100 } } },
    });
  expect(drafted(facts(40), 'result')[2]).toBe(
    'За последние четыре недели школ в неделю прибавлялось 5, а чтобы успеть к 1 сентября 2012 года, нужно 3,3.',
  );
  expect(drafted(facts(62), 'result')[2]).toContain('прибавлялось −0,5, а чтобы');
});

describe('what has changed', () => {
  const now: Town[] = [
    { name: 'Дубна', schools: 10, covered: 7 },
    { name: 'Истра', schools: 10, covered: 3 },
  ];

  test('since the month before: how far, which schools, which municipalities', () => {
    const monthBefore: Town[] = [
      { name: 'Дубна', schools: 10, covered: 1 },
      { name: 'Истра', schools: 10, covered: 4 },
    ];
    expect(drafted(noteFacts({ towns: now, monthBefore }), 'changes')).toEqual([
      'По сравнению с июлем 2012 года охват вырос на 25 процентных пунктов (с 25,0 % до 50,0 %). Муниципалитетов, где целевой показатель достигнут, было 0 из 2, стало 0 из 2.',
      'Стали выполнять условие приказа: 6 школ – Школа № 2 (Дубна); Школа № 3 (Дубна); Школа № 4 (Дубна); Школа № 5 (Дубна); Школа № 6 (Дубна) и ещё 1. Перестали его выполнять: 1 школа – Школа № 4 (Истра).',
      'Больше других прибавили: Дубна – с 10,0 % до 70,0 %.',
      'Охват снизился: Истра – с 40,0 % до 30,0 %.',
    ]);
  });

  test('nothing, and less than can be shown', () => {
    const same = drafted(noteFacts({ towns: now, monthBefore: now }), 'changes');
    expect(same[0]).toContain('охват не изменился (50,0 %).');
    expect(same[1]).toBe('Стали выполнять условие приказа: таких школ нет. Перестали его выполнять: таких школ нет.');
    const many = (covered: number): Town[] => [{ name: 'Дубна', schools: 10_000, covered }];
    const little = drafted(noteFacts({ towns: many(5001), monthBefore: many(5000) }), 'changes');
    expect(little[0]).toContain('охват вырос меньше чем на 0,1 процентного пункта (50,0 %).');
  });

  test('since the edition before of the same month', () => {
    const facts = noteFacts({
      towns: now,
      number: 2,
      editionBefore: [{ name: 'Дубна', schools: 10, covered: 6 }, ...now.slice(1)],
    });
    expect(drafted(facts, 'changes').at(-1)).toBe(
      'По сравнению с выпуском № 1 за этот же месяц изменились данные 1 школы.',
    );
    expect(drafted(noteFacts({ towns: now, number: 2, editionBefore: now }), 'changes').at(-1)).toBe(
      'По сравнению с выпуском № 1 за этот же месяц данные школ те же.',
    );
  });
});

test('every figure of the draft has a value, and every number of it stands in a figure', () => {
  const facts = noteFacts({
    towns: [
      { name: 'Дубна', schools: 21, covered: 5, reported: 11, onTime: 5, onTimeOriginally: 2, accepted: 1 },
      { name: 'Истра', schools: 5, covered: 5 },
    ],
    monthBefore: [
      { name: 'Дубна', schools: 21, covered: 6 },
      { name: 'Истра', schools: 5, covered: 2 },
    ],
  });
  const draft = draftNote(facts);
  for (const section of noteSections) {
    for (const figure of figuresOf(draft[section])) expect([figure.figure, textIn(facts, figure)]).not.toContain(null);
    expect(draft[section].flat().filter((piece) => typeof piece === 'string' && /\d/.test(piece))).toEqual([]);
  }
});

test('every figure has a name of its own', () => {
  expect(Object.keys(figureLabels).sort()).toEqual([...figureNames].sort());
  expect(new Set(Object.values(figureLabels)).size).toBe(figureNames.length);
});
