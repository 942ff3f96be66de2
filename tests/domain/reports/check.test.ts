import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '#app/domain/calendar.ts';
import { formOf, targetItems } from '#app/domain/orders/order.ts';
import { isEmpty, readExplanation, type Warning, type WarningCode, warningsOf } from '#app/domain/reports/check.ts';
import {
  type Answers,
  type Form,
  figuresOf,
  missingAnswers,
  noAnswers,
  type ProblemRow,
} from '#app/domain/reports/form.ts';
import { kg } from '#app/orders/kg.ts';
import { mo } from '#app/orders/mo.ts';

const form: Form = {
  id: 'sample',
  clause: 'X-1',
  title: 'Отчёт',
  heading: 'Отчёт',
  columns: ['№', 'Содержание', 'Выполнение'],
  filledBy: 'school',
  reporting: { kind: 'dates', dates: [day('2012-09-20')] },
  opensDaysBefore: 30,
  fileDaysAfter: 30,
  changeDaysAfter: 60,
  items: [
    { id: '1', number: '1', title: 'Ответственный', kind: 'person' },
    { id: '2', number: '2', title: 'Система', kind: 'text', suggest: 'systems' },
    { id: '3', number: '3', title: 'План', kind: 'approval', mayBeNone: true },
    { id: '4', number: '4', title: 'Акты', kind: 'acts', mayBeNone: true },
    { id: '5.1', number: '5.1', title: 'Логины', kind: 'share', base: 'родителей' },
    { id: '5.2', number: '5.2', title: 'Заявления', kind: 'share', base: 'родителей' },
    { id: '5.3', number: '5.3', title: 'Обучающиеся', kind: 'share', base: 'обучающихся', optional: true },
    { id: '6', number: '6', title: 'Ссылка на сайте', kind: 'yesNo' },
    { id: '7', number: '7', title: 'Используется с', kind: 'day', mayBeNone: true },
    { id: '8', number: '8', title: 'Активированы', kind: 'share', base: 'имеющих возможность' },
    { id: '9', number: '9', title: 'Дополнительно', kind: 'longText', optional: true },
  ],
  comparisons: [{ item: '8', atMost: '5.1' }],
  problems: { title: 'Проблемы', columns: ['Содержание', 'Решение'] },
  note: null,
};
const target = ['8'];

const last: Answers = {
  items: {
    '1': { name: 'Иванова Мария Петровна', position: 'заместитель директора' },
    '2': 'Дневник.ру',
    '3': { number: '45', date: day('2012-04-16') },
    '4': { none: true },
    '5.1': { n: 300, of: 600 },
    '5.2': { n: 250, of: 600 },
    '6': 'yes',
    '7': { date: day('2012-09-01') },
    '8': { n: 40, of: 50 },
  },
  problems: [],
};
const withItems = (items: Answers['items'], answers = last): Answers => ({
  ...answers,
  items: { ...answers.items, ...items },
});
const withProblems = (problems: ProblemRow[]): Answers => ({ ...last, problems });
/** So that nothing else than the answers in question is asked about. */
const changedElsewhere = { '9': 'Проведено родительское собрание' };
const found = (answers: Answers, previous: Answers | null = last) => warningsOf(form, answers, previous, target);
const keys = (warnings: Warning[]) => warnings.map(({ key }) => key);

describe('row 19: a fall against the last report', () => {
  const since = (was: Answers['items'][string], now: Answers['items'][string]) =>
    found(withItems({ ...changedElsewhere, '8': now }), withItems({ '8': was }));

  test('is asked about with both figures', () => {
    expect(since({ n: 40, of: 50 }, { n: 35, of: 50 })).toEqual([
      { key: 'fell:8', code: 'fell', item: '8', was: { n: 40, of: 50 }, now: { n: 35, of: 50 }, which: 'both' },
    ]);
  });

  test('is any fall, compared as fractions and not as rounded percentages', () => {
    expect(keys(since({ n: 99_999, of: 300_000 }, { n: 99_998, of: 300_000 }))).toContain('fell:8');
    expect(keys(since({ n: 1, of: 3 }, { n: 33_333, of: 100_000 }))).toContain('fell:8');
  });

  test('of the percentage alone is said to be one: the base grew', () => {
    expect(since({ n: 40, of: 50 }, { n: 42, of: 60 })).toMatchObject([{ key: 'fell:8', which: 'percentage' }]);
  });

  test('is none where only the base shrank and the percentage did not fall', () => {
    expect(since({ n: 40, of: 50 }, { n: 36, of: 45 })).toEqual([]);
    expect(since({ n: 40, of: 50 }, { n: 38, of: 45 })).toEqual([]);
  });

  test('is none in a first report, nor where one of the two is blank', () => {
    expect(keys(found(withItems({ '8': { n: 1, of: 50 } }), null))).toEqual([]);
    expect(keys(found(withItems({ '5.2': { n: 1, of: 600 } }), withItems({ '5.2': { of: 600 } })))).toEqual([]);
  });

  test('with the same base is a fall of the count, and the other way round', () => {
    const count = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(count, count, fc.integer({ min: 1000, max: 2000 }), (was, now, of) => {
        const fell = keys(since({ n: was, of }, { n: now, of })).includes('fell:8');
        expect(fell).toBe(now < was);
      }),
    );
  });
});

describe('a leap', () => {
  const since = (was: Answers['items'][string] | undefined, now: Answers['items'][string]) => {
    const { '5.2': _own, ...rest } = last.items;
    const before = { ...last, items: was === undefined ? rest : { ...rest, '5.2': was } };
    return keys(found(withItems({ ...changedElsewhere, '5.2': now }), before));
  };

  test('from nobody, or from a blank, to everybody is asked about', () => {
    expect(since({ n: 0, of: 600 }, { n: 600, of: 600 })).toEqual(['jumped:5.2']);
    expect(since(undefined, { n: 600, of: 600 })).toEqual(['jumped:5.2']);
  });

  test('is neither growth from something nor growth to something', () => {
    expect(since({ n: 1, of: 600 }, { n: 600, of: 600 })).toEqual([]);
    expect(since({ n: 0, of: 600 }, { n: 599, of: 600 })).toEqual([]);
    expect(since({ n: 0, of: 600 }, { n: 0, of: 0 })).toEqual(['baseChanged:5.2']);
  });
});

describe('the number that shares are counted of', () => {
  test('is asked about when it moved by more than a third', () => {
    const moved = (of: number) => keys(found(withItems({ ...changedElsewhere, '8': { n: 40, of } })));
    expect(moved(66)).toEqual(['fell:8']);
    expect(moved(67)).toEqual(['fell:8', 'baseChanged:8']);
    expect(moved(40)).toEqual([]);
    expect(keys(found(withItems({ ...changedElsewhere, '8': { n: 30, of: 33 } })))).toEqual(['baseChanged:8']);
  });

  test('is asked about once where several lines are counted of the same people', () => {
    const halved = { '5.1': { n: 150, of: 300 }, '5.2': { n: 125, of: 300 } };
    expect(keys(found(withItems({ ...changedElsewhere, ...halved })))).toEqual(['baseChanged:5.1']);
  });
});

describe('row 17: rules across items', () => {
  test('more parents activated than logins issued is asked about by count, whatever the percentages say', () => {
    // 50 % of those able against 8 % of all parents: by percentage anything could be said.
    const fewer = withItems({ '5.1': { n: 48, of: 600 }, '8': { n: 50, of: 100 } });
    expect(found(fewer, null)).toEqual([
      { key: 'exceeds:8', code: 'exceeds', item: '8', n: 50, most: { item: '5.1', n: 48 } },
    ]);
    expect(found(withItems({ '5.1': { n: 50, of: 600 }, '8': { n: 50, of: 50 } }), null)).toEqual([]);
  });

  test('is not asked while one of the two is blank', () => {
    const { '5.1': _logins, ...rest } = last.items;
    expect(keys(found({ ...last, items: rest }, null))).toEqual(['blank:5.1']);
  });

  test('Kogalym’s form compares item 14 with item 12.1, whose base is another', () => {
    expect(formOf(kg, 'report').comparisons).toEqual([{ item: '14', atMost: '12.1' }]);
  });
});

describe('row 18: blank is not zero', () => {
  const without = (...ids: string[]): Answers => ({
    ...last,
    items: Object.fromEntries(Object.entries(last.items).filter(([id]) => !ids.includes(id))),
  });

  test('a share left wholly blank asks for a comment, and no figure is made of it', () => {
    const answers = without('5.2');
    expect(found(answers, null)).toEqual([{ key: 'blank:5.2', code: 'blank', item: '5.2' }]);
    expect(missingAnswers(form, answers, target)).toEqual([]);
    expect(figuresOf(form, answers).map(({ item }) => item)).toEqual(['5.1', '8']);
  });

  test('a zero is an answer and asks for none', () => {
    expect(found(withItems({ '5.2': { n: 0, of: 600 } }), null)).toEqual([]);
  });

  test('a half-filled share, and one that a target hangs on, can’t be filed', () => {
    const half = withItems({ '5.2': { of: 600 } });
    expect(found(half, null)).toEqual([]);
    expect(missingAnswers(form, half, target)).toEqual([{ field: '5.2:n', item: '5.2', code: 'missing' }]);
    expect(found(without('8'), null)).toEqual([]);
    expect(missingAnswers(form, without('8'), target)).toEqual([{ field: '8:n', item: '8', code: 'missing' }]);
  });

  test('the orders’ targets hang on these items', () => {
    expect(targetItems(kg, 'report')).toEqual(['2', '13', '14']);
    expect(targetItems(mo, 'monthly')).toEqual(['2', '3']);
  });

  test('every share is one thing: a figure, a comment, a fault, or optional', () => {
    fc.assert(
      fc.property(anyShares(), (items) => {
        const answers = { items, problems: [] };
        const figures = new Set(figuresOf(form, answers).map(({ item }) => item));
        const faults = new Set(missingAnswers(form, answers, target).map(({ item }) => item));
        const comments = new Set(found(answers, null).flatMap(({ code, item }) => (code === 'blank' ? [item] : [])));
        for (const { id, kind, optional } of form.items) {
          if (kind !== 'share') continue;
          const kinds = [figures.has(id), faults.has(id), comments.has(id), optional && items[id] === undefined];
          expect(kinds.filter(Boolean), id).toHaveLength(1);
        }
      }),
    );
  });
});

describe('row 21: a report that says nothing', () => {
  const nothing: Answers = {
    items: {
      '1': { name: 'Иванова Мария Петровна', position: 'заместитель директора' },
      '2': 'Дневник.ру',
      '3': { none: true },
      '4': { none: true },
      '5.1': { n: 0, of: 600 },
      '5.2': { n: 0, of: 600 },
      '6': 'no',
      '7': { none: true },
      '8': { n: 0, of: 50 },
      '9': 'нет',
    },
    problems: [],
  };

  test('is empty although every line is filled in', () => {
    expect(missingAnswers(form, nothing, target)).toEqual([]);
    expect(keys(found(nothing, null))).toEqual(['empty']);
  });

  test.each<[string, Answers]>([
    ['one teacher', withItems({ '5.1': { n: 1, of: 600 } }, nothing)],
    ['a document', withItems({ '3': { number: '45', date: day('2012-04-16') } }, nothing)],
    ['an act', withItems({ '4': { rows: [{ title: 'Положение' }] } }, nothing)],
    ['a yes', withItems({ '6': 'yes' }, nothing)],
    ['a day of use', withItems({ '7': { date: day('2012-09-01') } }, nothing)],
    ['a sentence', withItems({ '9': 'Система выбирается' }, nothing)],
    ['a problem', { ...nothing, problems: [{ text: 'Нет сети', solved: 'no' }] }],
  ])('is not empty with %s', (_what, answers) => {
    expect(isEmpty(form, answers)).toBe(false);
  });

  test('that was empty before is asked about once, not for being unchanged too', () => {
    expect(keys(found(nothing, nothing))).toEqual(['empty']);
  });

  test('that only copies the last one is asked about as a copy', () => {
    expect(found(last)).toEqual([{ key: 'unchanged', code: 'unchanged', item: null }]);
    expect(found(withItems(changedElsewhere))).toEqual([]);
  });

  test('copies also where a problem solved for good fell away by itself, or got its key', () => {
    const before = withProblems([
      { key: 'a', text: 'Нет сети', solved: 'fully' },
      { key: 'b', text: 'Мало компьютеров', solved: 'partly' },
    ]);
    expect(keys(found(withProblems([{ text: 'Мало компьютеров', solved: 'partly' }]), before))).toEqual(['unchanged']);
    expect(keys(found(withProblems([{ key: 'b', text: 'Мало компьютеров', solved: 'fully' }]), before))).toEqual([]);
  });
});

describe('a problem that was open', () => {
  const before = withProblems([
    { key: 'a1', text: 'Нет сети', solved: 'no' },
    { text: 'Мало компьютеров', solved: 'partly' },
    { key: 'c3', text: 'Нет учётных записей', solved: 'fully' },
  ]);

  test('and is mentioned no more is asked about; one solved for good is not', () => {
    expect(found(withItems(changedElsewhere, withProblems([])), before)).toEqual([
      { key: 'problemGone:a1', code: 'problemGone', item: 'problems', problem: 'a1', text: 'Нет сети' },
      { key: 'problemGone:row1', code: 'problemGone', item: 'problems', problem: 'row1', text: 'Мало компьютеров' },
    ]);
  });

  test('is found again by its key in other words, or by its words without a key', () => {
    const now: ProblemRow[] = [
      { key: 'a1', text: 'В трёх кабинетах нет сети', solved: 'partly' },
      { text: ' мало  Компьютеров', solved: 'fully' },
    ];
    expect(found(withProblems(now), before)).toEqual([]);
  });
});

describe('row 16: the school’s sentence', () => {
  test('is kept as typed, without blanks around it', () => {
    expect(readExplanation('  Двое уволились.\r\nПриём в октябре. ')).toEqual({
      text: 'Двое уволились.\nПриём в октябре.',
    });
    expect(readExplanation('ы'.repeat(500))).toEqual({ text: 'ы'.repeat(500) });
  });

  test.each([
    ['unexplained', undefined],
    ['unexplained', ' \u200b '],
    ['unexplained', 'да'],
    ['unexplained', '1234567'],
    ['unexplained', '???'],
    ['tooLong', 'ы'.repeat(501)],
    ['unreadable', 'Двое\u0007 уволились'],
  ])('is refused as %s: %j', (code, typed) => {
    expect(readExplanation(typed)).toEqual({ code });
  });
});

describe('whatever two reports say', () => {
  const reports = fc.record({ items: anyShares(), problems: anyProblems() });

  test('each question has a key of its own, and stands in the form’s order', () => {
    fc.assert(
      fc.property(reports, reports, (answers, previous) => {
        const warnings = found(answers, previous);
        expect(new Set(keys(warnings)).size).toBe(warnings.length);
        const places = warnings.map(({ item }) => (item === null ? -1 : form.items.findIndex(({ id }) => id === item)));
        const order = places.map((place, at) => (warnings[at]?.item === 'problems' ? form.items.length : place));
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
    );
  });

  test('the same once more neither fell nor leapt, and loses no problem', () => {
    const still: WarningCode[] = ['unchanged', 'empty', 'blank', 'exceeds'];
    fc.assert(
      fc.property(reports, (answers) => {
        const codes = found(answers, answers).map(({ code }) => code);
        expect(codes.filter((code) => !still.includes(code))).toEqual([]);
        expect(codes.includes('unchanged') || codes.includes('empty')).toBe(true);
      }),
    );
  });
});

test('a report without a single answer is empty and lacks what can’t be explained away', () => {
  expect(keys(found(noAnswers, null))).toEqual(['empty', 'blank:5.1', 'blank:5.2']);
  expect(missingAnswers(form, noAnswers, target).map(({ item }) => item)).toEqual(['1', '2', '3', '4', '6', '7', '8']);
});

function anyShares(): fc.Arbitrary<Answers['items']> {
  const count = fc.integer({ min: 0, max: 60 });
  const share = fc.oneof(
    fc.tuple(count, count).map(([a, b]) => ({ n: Math.min(a, b), of: Math.max(a, b) })),
    count.map((n) => ({ n })),
    count.map((of) => ({ of })),
  );
  return fc.record(
    { '5.1': share, '5.2': share, '5.3': share, '8': share },
    { requiredKeys: [], noNullPrototype: true },
  ) as fc.Arbitrary<Answers['items']>;
}

function anyProblems(): fc.Arbitrary<ProblemRow[]> {
  return fc.uniqueArray(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      text: fc.constantFrom('Нет сети', 'Мало компьютеров', 'Нет учётных записей'),
      solved: fc.constantFrom('fully' as const, 'partly' as const, 'no' as const),
    }),
    { selector: ({ key }) => key, maxLength: 4 },
  );
}
