import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, day } from '#app/domain/calendar.ts';
import {
  type Answers,
  carriedOver,
  changedItems,
  coveredFrom,
  type Form,
  figuresOf,
  hasField,
  missingAnswers,
  mostRows,
  noAnswers,
  readAnswers,
  shareItems,
  type Typed,
  writeAnswers,
} from '#app/domain/reports/form.ts';

/** One item of each kind. */
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
  comparisons: [],
  items: [
    { id: '1', number: '1', title: 'Ответственный', kind: 'person' },
    { id: '2', number: '2', title: 'Система', kind: 'text' },
    { id: '3', number: '3', title: 'План', kind: 'approval', mayBeNone: true },
    { id: '4', number: '4', title: 'Акты', kind: 'acts', mayBeNone: true },
    { id: '5', number: '5', title: 'Ознакомление', kind: 'heading' },
    { id: '5.1', number: '5.1', title: 'Учителя', kind: 'share', base: 'учителей' },
    { id: '5.2', number: '5.2', title: 'Родители', kind: 'share', base: 'родителей', classes: true },
    { id: '6', number: '6', title: 'Ссылка на сайте', kind: 'yesNo' },
    { id: '7', number: '7', title: 'Используется с', kind: 'day', mayBeNone: true },
    { id: '8', number: '8', title: 'Дополнительно', kind: 'longText', optional: true },
  ],
  problems: { title: 'Проблемы', columns: ['Содержание', 'Решение'] },
  note: null,
};
const today = day('2012-09-20');
const read = (typed: Typed) => readAnswers(form, typed, today);
const faultsOf = (typed: Typed) => read(typed).faults.map(({ field, code }) => [field, code]);

const complete: Answers = {
  items: {
    '1': { name: 'Иванова Мария Петровна', position: 'заместитель директора' },
    '2': 'Дневник.ру',
    '3': { number: '45', date: day('2012-04-16') },
    '4': { rows: [{ title: 'Положение об электронном журнале', number: '12', date: day('2012-05-10') }] },
    '5.1': { n: 40, of: 42 },
    '5.2': { n: 150, of: 500, classes: '5–9' },
    '6': 'yes',
    '7': { date: day('2012-09-01') },
  },
  problems: [],
};

describe('reading what was typed', () => {
  test('a count may be typed with blanks between the thousands', () => {
    for (const text of ['1234', '1 234', '1\u00a0234', ' 1\u202f234 ', '1\u2009234', '1\u2007234', '001 234']) {
      expect(read({ '5.1:n': text }).answers.items['5.1'], text).toEqual({ n: 1234 });
    }
  });

  test('a count is a whole number', () => {
    for (const text of ['1,5', '1.5', '-1', '75%', '1e3', 'все', '12 34', '1 2345', '1  234', '1\t234', '1 234 5']) {
      expect(faultsOf({ '5.1:n': text }), text).toEqual([['5.1:n', 'notWhole']]);
    }
    expect(faultsOf({ '5.1:of': '1000001' })).toEqual([['5.1:of', 'tooLarge']]);
    expect(faultsOf({ '5.1:of': '1 000 001' })).toEqual([['5.1:of', 'tooLarge']]);
  });

  test('who writes that there is nothing to count is asked whether that is zero', () => {
    for (const text of ['-', '—', ' – ', 'нет', 'Нет.', 'отсутствует', 'нет данных', 'н/д', 'х']) {
      expect(faultsOf({ '5.1:n': text }), text).toEqual([['5.1:n', 'nothingStated']]);
    }
  });

  test('n is not more than N; none of none is fine', () => {
    expect(faultsOf({ '5.1:n': '43', '5.1:of': '42' })).toEqual([['5.1:n', 'moreThanBase']]);
    expect(read({ '5.1:n': '0', '5.1:of': '0' })).toEqual({
      answers: { items: { '5.1': { n: 0, of: 0 } }, problems: [] },
      faults: [],
    });
  });

  test('a date exists and is not in the future', () => {
    expect(read({ '7:date': '1.9.2012' }).answers.items['7']).toEqual({ date: '2012-09-01' });
    expect(faultsOf({ '7:date': '31.09.2012' })).toEqual([['7:date', 'noSuchDate']]);
    expect(faultsOf({ '7:date': '25/05/2012' })).toEqual([['7:date', 'notADate']]);
    expect(faultsOf({ '7:date': '20.09.2012' })).toEqual([]);
    expect(faultsOf({ '7:date': '21.09.2012' })).toEqual([['7:date', 'inFuture']]);
  });

  test('"not yet" and an answer exclude each other', () => {
    expect(faultsOf({ '3:none': 'on', '3:number': '45' })).toEqual([['3:none', 'noneAndSome']]);
    expect(faultsOf({ '4:none': 'on', '4:0:title': 'Положение' })).toEqual([['4:none', 'noneAndSome']]);
    expect(faultsOf({ '7:none': 'on', '7:date': '01.09.2012' })).toEqual([['7:none', 'noneAndSome']]);
    expect(read({ '3:none': 'on' }).answers.items['3']).toEqual({ none: true });
  });

  test('"not yet" is no answer where the form does not offer it', () => {
    const strict = { ...form, items: form.items.map(({ mayBeNone, ...item }) => item) };
    const typed = { '3:none': 'on', '4:none': 'on', '7:none': 'on' };
    expect(readAnswers(strict, typed, today).answers).toEqual(noAnswers);
  });

  test('blank is not zero: an item without an answer is absent', () => {
    expect(read({ '2:text': '  ', '5.1:n': '', '5.1:of': ' ', '6:choice': '', '4:0:title': '' })).toEqual({
      answers: noAnswers,
      faults: [],
    });
  });

  test('text is bounded and can be stored', () => {
    expect(faultsOf({ '2:text': 'я'.repeat(300) })).toEqual([]);
    expect(faultsOf({ '2:text': 'я'.repeat(301) })).toEqual([['2:text', 'tooLong']]);
    expect(faultsOf({ '8:text': 'я'.repeat(4001) })).toEqual([['8:text', 'tooLong']]);
    expect(faultsOf({ '2:text': 'Дневник\u0000' })).toEqual([['2:text', 'unreadable']]);
    expect(faultsOf({ '2:text': 'Дневник\ud83d' })).toEqual([['2:text', 'unreadable']]);
    expect(faultsOf({ '2:text': 'Дневник\uffff' })).toEqual([['2:text', 'unreadable']]);
    expect(read({ '8:text': 'раз\r\nдва 😀' }).answers.items['8']).toBe('раз\nдва 😀');
  });

  test('a choice is one of those offered', () => {
    expect(faultsOf({ '6:choice': 'maybe', 'problems:0:solved': 'wholly' })).toEqual([
      ['6:choice', 'notAChoice'],
      ['problems:0:solved', 'notAChoice'],
    ]);
  });

  test('rows keep their order, empty ones disappear', () => {
    const typed = { '4:10:title': 'третий', '4:2:title': 'второй', '4:1:title': ' ', '4:0:title': 'первый' };
    expect(read(typed).answers.items['4']).toEqual({
      rows: [{ title: 'первый' }, { title: 'второй' }, { title: 'третий' }],
    });
  });

  test('what cannot be read is left out and the rest is kept', () => {
    const { answers, faults } = read({ '5.1:n': '1,5', '5.1:of': '42', '2:text': 'Дневник.ру' });
    expect(answers.items).toEqual({ '2': 'Дневник.ру', '5.1': { of: 42 } });
    expect(faults).toEqual([{ field: '5.1:n', item: '5.1', code: 'notWhole' }]);
  });
});

describe('the fields of a form', () => {
  test('are those of its items', () => {
    for (const field of ['1:name', '2:text', '3:none', '4:0:title', '4:none', '5.2:classes', '6:choice', '7:date']) {
      expect(hasField(form, field), field).toBe(true);
    }
    for (const field of ['9:text', '2', '2:name', '5:text', '5.1:classes', '4:title', '4:0:sum', '4:04:title', '']) {
      expect(hasField(form, field), field).toBe(false);
    }
  });

  test('reach up to the most rows that a table may have, and no further row is read', () => {
    const last = `4:${mostRows - 1}:title`;
    const beyond = `4:${mostRows}:title`;
    expect([hasField(form, last), hasField(form, beyond)]).toEqual([true, false]);
    expect(read({ [last]: 'последний', [beyond]: 'лишний' }).answers.items['4']).toEqual({
      rows: [{ title: 'последний' }],
    });
  });

  test('include the table of problems only where the form has one', () => {
    expect(hasField(form, 'problems:0:how')).toBe(true);
    expect(hasField({ ...form, problems: null }, 'problems:0:how')).toBe(false);
    expect(readAnswers({ ...form, problems: null }, { 'problems:0:text': 'нет сети' }, today).answers.problems).toEqual(
      [],
    );
  });
});

describe('the key of a problem', () => {
  test('goes with its row through the form', () => {
    const problems = [{ key: '31.2', text: 'нет сети', solved: 'no' as const }];
    const typed = writeAnswers(form, { items: {}, problems });
    expect(typed).toMatchObject({ 'problems:0:key': '31.2' });
    expect(hasField(form, 'problems:0:key')).toBe(true);
    expect(readAnswers(form, typed, today)).toEqual({ answers: { items: {}, problems }, faults: [] });
  });

  test('does not keep a row that was emptied', () => {
    const emptied = { 'problems:0:key': '31.2', 'problems:0:text': ' ', 'problems:0:solved': '', 'problems:0:how': '' };
    expect(readAnswers(form, emptied, today)).toEqual({ answers: { items: {}, problems: [] }, faults: [] });
  });

  test.each(['', 'A', 'ключ', 'a b', 'x'.repeat(41)])('that no form of ours wrote is none: %j', (key) => {
    const typed = { 'problems:0:key': key, 'problems:0:text': 'нет сети' };
    expect(readAnswers(form, typed, today)).toEqual({
      answers: { items: {}, problems: [{ text: 'нет сети' }] },
      faults: [],
    });
  });

  test('is no part of what a problem says', () => {
    const said = { text: 'нет сети', solved: 'no' as const };
    const [without, withKey] = [
      { items: {}, problems: [said] },
      { items: {}, problems: [{ key: '31.2', ...said }] },
    ];
    expect(changedItems(form, without, withKey)).toEqual([]);
    expect(carriedOver(form, withKey).problems).toEqual(withKey.problems);
  });
});

test('whatever a report says, its fields show it and give it back unchanged', () => {
  fc.assert(
    fc.property(anyAnswers(), (answers) => {
      const typed = writeAnswers(form, answers);
      expect(Object.keys(typed).filter((field) => !hasField(form, field))).toEqual([]);
      expect(readAnswers(form, typed, today)).toEqual({ answers, faults: [] });
    }),
  );
});

describe('filing', () => {
  test('a complete report lacks nothing', () => {
    expect(missingAnswers(form, complete, [])).toEqual([]);
  });

  test('an empty report lacks every item that is neither optional nor explained, in the order of the form', () => {
    const lacking = (targetItems: string[]) => missingAnswers(form, noAnswers, targetItems).map(({ field }) => field);
    expect(lacking([])).toEqual(['1:name', '2:text', '3:number', '4:0:title', '6:choice', '7:date']);
    expect(lacking(['5.1', '8'])).toEqual(['1:name', '2:text', '3:number', '4:0:title', '5.1:n', '6:choice', '7:date']);
  });

  test('of a part-filled item the first empty field is named', () => {
    const answers: Answers = {
      items: {
        ...complete.items,
        '1': { name: 'Иванова Мария Петровна' },
        '4': { rows: [{ title: 'Положение', number: '12', date: day('2012-05-10') }, { title: 'Регламент' }] },
        '5.1': { n: 0 },
      },
      problems: [{ solved: 'fully' }, { text: 'нет сети' }],
    };
    expect(missingAnswers(form, answers, [])).toEqual([
      { field: '1:position', item: '1', code: 'missing' },
      { field: '4:1:number', item: '4', code: 'missing' },
      { field: '5.1:of', item: '5.1', code: 'missing' },
      { field: 'problems:0:text', item: 'problems', code: 'missing' },
      { field: 'problems:1:solved', item: 'problems', code: 'missing' },
    ]);
  });

  test('an optional item may stay empty but not be left half-filled', () => {
    const optional = { ...form, items: form.items.map((item) => ({ ...item, optional: true as const })) };
    expect(missingAnswers(optional, noAnswers, [])).toEqual([]);
    expect(missingAnswers(optional, { items: { '5.1': { of: 42 } }, problems: [] }, [])).toHaveLength(1);
  });

  test('"not yet" is a complete answer', () => {
    const none = { none: true } as const;
    expect(
      missingAnswers(form, { ...complete, items: { ...complete.items, '3': none, '4': none, '7': none } }, []),
    ).toEqual([]);
  });
});

describe('from one report to the next', () => {
  const later: Answers = {
    ...complete,
    items: { ...complete.items, '2': 'ЭлЖур', '5.2': { of: 500, n: 150, classes: '5–9' } },
    problems: [{ text: 'нет сети', solved: 'partly' }],
  };

  test('what differs is named by item; the order of keys is no difference', () => {
    expect(changedItems(form, complete, later)).toEqual(['2', 'problems']);
    expect(changedItems(form, noAnswers, { items: { '5.1': { n: 0, of: 42 } }, problems: [] })).toEqual(['5.1']);
  });

  test('the new report starts from the last one, without what the form no longer asks', () => {
    const shorter = { ...form, items: form.items.filter(({ id }) => id !== '2') };
    const { '2': _gone, ...rest } = complete.items;
    expect(carriedOver(form, complete)).toEqual(complete);
    expect(carriedOver(shorter, complete).items).toEqual(rest);
  });

  test('a problem is carried over until it is solved fully', () => {
    const problems = [
      { text: 'нет сети', solved: 'fully' as const },
      { text: 'мало компьютеров', solved: 'partly' as const },
      { text: 'нет учётных записей', solved: 'no' as const },
    ];
    expect(carriedOver(form, { ...complete, problems }).problems).toEqual(problems.slice(1));
    expect(carriedOver({ ...form, problems: null }, { ...complete, problems }).problems).toEqual([]);
  });
});

test('figures are the shares that have both n and N', () => {
  expect(shareItems(form).map(({ id }) => id)).toEqual(['5.1', '5.2']);
  expect(figuresOf(form, { items: { '5.1': { n: 0, of: 42 }, '5.2': { n: 3 } }, problems: [] })).toEqual([
    { item: '5.1', n: 0, of: 42 },
  ]);
});

describe('when a school counts as covered', () => {
  const filedOn = day('2012-09-03');
  const since = (answer: Answers['items'][string] | undefined): Answers => {
    const { '7': _since, ...items } = complete.items;
    return { items: answer === undefined ? items : { ...items, '7': answer }, problems: [] };
  };

  test('the day since which the system is in use decides, not the day of the paper', () => {
    const criterion = [
      { item: '2', is: 'answered' },
      { item: '7', is: 'since' },
    ] as const;
    expect(coveredFrom([...criterion], since({ date: day('2012-08-20') }), filedOn)).toBe('2012-08-20');
    expect(coveredFrom([...criterion], since({ none: true }), filedOn)).toBeNull();
    expect(coveredFrom([...criterion], since(undefined), filedOn)).toBeNull();
    expect(coveredFrom([{ item: '8', is: 'answered' }, ...criterion], complete, filedOn)).toBeNull();
  });

  test('of two such days the later decides, in whichever order they are asked for', () => {
    const both: Answers = { ...since({ date: day('2012-08-20') }), problems: [] };
    both.items = { ...both.items, '7a': { date: day('2012-06-01') } };
    const criterion = (...items: string[]) => items.map((item) => ({ item, is: 'since' as const }));
    expect(coveredFrom(criterion('7', '7a'), both, filedOn)).toBe('2012-08-20');
    expect(coveredFrom(criterion('7a', '7'), both, filedOn)).toBe('2012-08-20');
  });

  test('without such a day it is covered from the filing', () => {
    expect(coveredFrom([{ item: '2', is: 'answered' }], complete, filedOn)).toBe(filedOn);
  });

  test('"yes" asks for yes', () => {
    const no: Answers = { ...complete, items: { ...complete.items, '6': 'no' } };
    expect(coveredFrom([{ item: '6', is: 'yes' }], complete, filedOn)).toBe(filedOn);
    expect(coveredFrom([{ item: '6', is: 'yes' }], no, filedOn)).toBeNull();
  });

  test('"above" means more than, compared as fractions', () => {
    const above = (n: number, of: number) => [{ item: '5.1', is: 'above' as const, share: { n, of } }];
    expect(coveredFrom(above(0, 1), complete, filedOn)).toBe(filedOn);
    expect(coveredFrom(above(40, 42), complete, filedOn)).toBeNull();
    expect(coveredFrom(above(39, 41), complete, filedOn)).toBe(filedOn);
    const nobody: Answers = { ...complete, items: { ...complete.items, '5.1': { n: 0, of: 0 } } };
    expect(coveredFrom(above(0, 1), nobody, filedOn)).toBeNull();
  });
});

/** Answers to any of the form's items, each as reading leaves it: trimmed texts, no empty objects. */
function anyAnswers(): fc.Arbitrary<Answers> {
  const line = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .map((text) => text.trim())
    .filter((text) => text !== '' && text.length <= 300);
  const date: fc.Arbitrary<Day> = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays(today, -days));
  const some = <T>(fields: { [K in keyof T]-?: fc.Arbitrary<Exclude<T[K], undefined>> }): fc.Arbitrary<Partial<T>> =>
    fc.record(fields, { requiredKeys: [] }).filter((value) => Object.keys(value).length > 0) as fc.Arbitrary<
      Partial<T>
    >;
  const none = fc.constant({ none: true as const });
  const count = fc.integer({ min: 0, max: 1_000_000 });
  const counted = fc.oneof(
    fc.tuple(count, count).map(([a, b]) => ({ n: Math.min(a, b), of: Math.max(a, b) })),
    count.map((n) => ({ n })),
    count.map((of) => ({ of })),
  );
  const acts = fc.array(some<{ title: string; number: string; date: Day }>({ title: line, number: line, date }), {
    minLength: 1,
    maxLength: mostRows,
  });
  const items = fc.record(
    {
      '1': some<{ name: string; position: string }>({ name: line, position: line }),
      '2': line,
      '3': fc.oneof(some<{ number: string; date: Day }>({ number: line, date }), none),
      '4': fc.oneof(
        acts.map((rows) => ({ rows })),
        none,
      ),
      '5.1': counted,
      '5.2': fc.tuple(counted, fc.option(line)).map(([share, classes]) => (classes ? { ...share, classes } : share)),
      '6': fc.constantFrom('yes' as const, 'no' as const),
      '7': fc.oneof(
        date.map((since) => ({ date: since })),
        none,
      ),
      '8': line,
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  const solved = fc.constantFrom('fully' as const, 'partly' as const, 'no' as const);
  const problem = some<Required<Omit<Answers['problems'][number], 'key'>>>({ text: line, solved, how: line });
  return fc.record({ items, problems: fc.array(problem, { maxLength: mostRows }) }) as fc.Arbitrary<Answers>;
}
