import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '#app/domain/calendar.ts';
import { differingItems, draftText, mergeText, readAgain, readDraft, takeItems } from '#app/domain/reports/draft.ts';
import { type Form, noAnswers, type Typed } from '#app/domain/reports/form.ts';
import { kg } from '#app/orders/kg.ts';
import { kgForm } from '#tests/support/scenario.ts';

const form = kg.forms[0] as Form;
const today = day('2012-05-15');
const read = (typed: Typed) => readDraft(form, typed, today);

/** What of a text is kept, as the page shows it again. */
function shown(typed: Typed): Typed {
  const text = draftText(form, read(typed));
  return Object.fromEntries(Object.entries(text).filter(([, value]) => value !== ''));
}

test('what is shown again reads the same, whatever was typed', () => {
  const value = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '0',
      '12',
      '41',
      'сорок',
      '-1',
      '01.05.2012',
      '31.02.2012',
      '16.05.2012',
      'on',
      'yes',
      'no',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }).map((text) => text.replaceAll('\0', '\u0001')),
  );
  const rows = [0, 1, 3, 7];
  const names = [
    ...Object.keys(kgForm),
    ...['3:none', '4:none', '5:none'],
    ...rows.flatMap((row) => ['title', 'number', 'date'].map((part) => `4:${row}:${part}`)),
    ...rows.flatMap((row) => ['text', 'solved', 'how'].map((part) => `problems:${row}:${part}`)),
  ];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), value), (typed) => {
      const draft = read(typed);
      const again = read(draftText(form, draft));
      expect(differingItems(form, draft, again)).toEqual([]);
      expect(again.faults.map(({ code }) => code)).toEqual(draft.faults.map(({ code }) => code));
    }),
  );
});

test('nothing that can’t be read is lost, and what can be read stands among the answers', () => {
  const typed = { '6.1:n': 'сорок', '6.1:of': '40', '3:number': '12', '3:date': '30.02.2012', '2:text': 'Аверс' };
  expect(shown(typed)).toEqual(typed);
  expect(read(typed).answers.items).toEqual({ '2': 'Аверс', '3': { number: '12' }, '6.1': { of: 40 } });
});

test('what no database keeps leaves its mark', () => {
  expect(shown({ '7:text': 'а\0б', '2:text': '\ud83d' })).toEqual({ '7:text': 'а\ufffdб', '2:text': '\ufffd' });
});

test('a part that is more than its whole is no answer yet', () => {
  const { answers, unread } = read({ '6.1:n': '41', '6.1:of': '40' });
  expect([answers.items['6.1'], unread]).toEqual([{ of: 40 }, { '6.1:n': '41', '6.1:of': '40' }]);
});

test('an emptied row goes, and the rows after it keep what they say', () => {
  expect(shown({ '4:0:title': '', '4:1:title': 'Положение', '4:1:date': 'скоро', '4:4:title': 'Регламент' })).toEqual({
    '4:0:title': 'Положение',
    '4:0:date': 'скоро',
    '4:1:title': 'Регламент',
  });
});

test('spaces and the way a number or a date is written make no difference', () => {
  const one = read({ '6.1:n': '1 200', '6.1:of': '1300', '3:date': '1.5.2012', '2:text': ' Аверс ' });
  const other = read({ '6.1:n': '1200', '6.1:of': '1300', '3:date': '2012-05-01', '2:text': 'Аверс', '7:text': ' ' });
  expect(differingItems(form, one, other)).toEqual([]);
});

test('what can’t be read differs by its text', () => {
  expect(differingItems(form, read({ '6.1:n': 'сорок' }), read({ '6.1:n': 'сорок один' }))).toEqual(['6.1']);
  expect(differingItems(form, read({ '6.1:n': 'сорок' }), read({}))).toEqual(['6.1']);
});

test('a date that was ahead is an answer on its day', () => {
  const draft = read({ '3:number': '12', '3:date': '16.05.2012' });
  expect(readAgain(form, draft, today)).toMatchObject({ faults: [{ field: '3:date', code: 'inFuture' }] });
  const answers = { items: { '3': { number: '12', date: '2012-05-16' } }, problems: [] };
  expect(readAgain(form, draft, day('2012-05-16'))).toEqual({ answers, unread: {}, faults: [] });
});

test('a draft without such text is left as it stands', () => {
  const draft = { answers: noAnswers, unread: {} };
  expect(readAgain(form, draft, today)).toEqual({ ...draft, faults: [] });
});

describe('row 10: two people’s text', () => {
  const base = { '2:text': 'Дневник.ру', '6.1:n': '40', '6.1:of': '40', '7:text': 'Собрания' };
  const merge = (mine: Typed, theirs: Typed) => mergeText(form, today, { base, mine, theirs });

  test('row 10: different items: both changes are kept', () => {
    const merged = merge({ ...base, '2:text': 'Аверс' }, { ...base, '6.1:n': '39' });
    expect(merged).toEqual({
      typed: { ...base, '2:text': 'Аверс', '6.1:n': '39' },
      taken: ['6.1'],
      conflicts: [],
    });
  });

  test('row 10: the same item: a conflict, one’s own stands until somebody chooses', () => {
    const merged = merge({ ...base, '6.1:n': '38' }, { ...base, '6.1:n': '39', '7:text': 'Письма' });
    expect(merged).toEqual({ typed: { ...base, '6.1:n': '38', '7:text': 'Письма' }, taken: ['7'], conflicts: ['6.1'] });
  });

  test('the same change is none to choose between', () => {
    const change = { ...base, '6.1:n': '38' };
    expect(merge(change, { ...change, '6.1:n': ' 38' })).toMatchObject({ taken: [], conflicts: [] });
  });

  test('what one emptied and the other left alone stays empty', () => {
    const { '7:text': _, ...emptied } = base;
    expect(merge(base, emptied).typed).toEqual(emptied);
    expect(merge(emptied, base)).toEqual({ typed: emptied, taken: [], conflicts: [] });
  });
});

test('items are taken over whole, with the fields that only one side has', () => {
  const typed = { '4:0:title': 'Положение', '4:1:title': 'Регламент', '2:text': 'Аверс' };
  expect(takeItems(typed, ['4'], { '4:none': 'on', '2:text': 'Дневник.ру' })).toEqual({
    '2:text': 'Аверс',
    '4:none': 'on',
  });
});
