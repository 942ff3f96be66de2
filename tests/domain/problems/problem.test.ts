import { describe, expect, test } from 'vitest';
import { day } from '#app/domain/calendar.ts';
import { keyedProblems, ledgerOf, type ReportedProblems, withKeys } from '#app/domain/problems/problem.ts';
import type { Solved } from '#app/domain/reports/form.ts';

describe('a problem is known again', () => {
  const known = [
    { key: '7.1', text: 'Медленный Интернет.' },
    { key: '7.2', text: 'Нет отчёта о пропусках' },
  ];

  test('by its key, however it is worded now', () => {
    expect(withKeys([{ key: '7.1', text: 'Провайдер не держит скорость', solved: 'no' }], known)).toEqual([
      { key: '7.1', text: 'Провайдер не держит скорость', solved: 'no' },
    ]);
  });

  test('by its words, whatever their case and punctuation', () => {
    expect(withKeys([{ text: 'нет отчета о пропусках!' }, { text: 'медленный  интернет' }], known)).toEqual([
      { key: '7.2', text: 'нет отчета о пропусках!' },
      { key: '7.1', text: 'медленный  интернет' },
    ]);
  });

  test('but not by a key that nobody gave it, nor twice in one table', () => {
    expect(withKeys([{ key: '9.9', text: 'Другое' }], known)).toEqual([{ text: 'Другое' }]);
    const twice = [{ text: 'Медленный Интернет' }, { key: '7.1', text: 'Медленный Интернет' }, { key: '7.1' }];
    expect(withKeys(twice, known).map(({ key }) => key)).toEqual([undefined, '7.1', undefined]);
  });

  test('a row that says nothing yet is none of them', () => {
    expect(withKeys([{ solved: 'no' }], [{ key: '7.3' }, ...known])).toEqual([{ solved: 'no' }]);
  });
});

describe('filing', () => {
  test('gives each new problem a key of its own, and leaves the others theirs', () => {
    const rows = [
      { key: '7.1', text: 'Медленный Интернет', solved: 'partly' as const, how: 'ждём провайдера' },
      { text: 'Не приходят письма', solved: 'no' as const },
      { text: 'Нет отчёта', solved: 'no' as const },
    ];
    expect(keyedProblems(31, rows, [{ key: '7.1', text: 'Медленный Интернет' }])).toEqual([
      { key: '7.1', text: 'Медленный Интернет', solved: 'partly', how: 'ждём провайдера' },
      { key: '31.1', text: 'Не приходят письма', solved: 'no' },
      { key: '31.2', text: 'Нет отчёта', solved: 'no' },
    ]);
  });

  test('again never gives a key that an earlier filing of the report gave to another problem', () => {
    const earlier = [
      { key: '31.1', text: 'Не приходят письма' },
      { key: '31.2', text: 'Нет отчёта' },
    ];
    expect(keyedProblems(31, [{ text: 'Ошибки в расписании', solved: 'no' }], earlier)).toEqual([
      { key: '31.3', text: 'Ошибки в расписании', solved: 'no' },
    ]);
  });
});

describe('the ledger', () => {
  const dates = ['2012-05-15', '2012-09-20', '2012-10-15', '2012-11-15'] as const;

  /** One school that named one problem so in its reports, the first date first; null: a report without it, undefined: no report. */
  function reports(...course: (Solved | null | undefined)[]): ReportedProblems[] {
    return course.flatMap((solved, at) => {
      if (solved === undefined) return [];
      const row = { key: '1.1', ordinal: 1, text: `Нет сети, ${at}`, solved: solved ?? 'no', how: null };
      const report = { schoolId: 5, reportId: at + 1, asOf: day(dates[at] ?? ''), system: 'Дневник.ру' };
      return [{ ...report, problems: solved === null ? [] : [row] }];
    });
  }
  const one = (today: string, ...course: Parameters<typeof reports>) => ledgerOf(reports(...course), day(today))[0];

  test.each<[string, (Solved | null | undefined)[], object]>([
    ['open while it is not solved', ['no'], { state: 'open', until: null, days: 184 }],
    ['solved in part', ['no', 'partly'], { state: 'partly', until: null, days: 184 }],
    ['solved', ['no', 'partly', 'fully'], { state: 'solved', until: '2012-10-15', days: 153 }],
    ['solved, also if later reports keep it', ['no', 'fully', 'fully'], { state: 'solved', until: '2012-09-20' }],
    ['solved, when later reports leave it out', ['fully', null, null], { state: 'solved', days: 0 }],
    ['gone when a report leaves it out unsolved', ['no', null], { state: 'gone', until: '2012-09-20', days: 128 }],
    ['no more than open while the school has not reported', ['no', undefined], { state: 'open', until: null }],
    ['open again after it had been solved', ['no', 'fully', 'no'], { state: 'open', reopened: true, days: 184 }],
    ['solved again', ['fully', 'no', 'fully'], { state: 'solved', reopened: true, until: '2012-10-15' }],
    ['named again after a pause', ['no', null, 'no'], { state: 'open', reopened: false, since: '2012-05-15' }],
  ])('calls a problem %s', (_what, course, expected) => {
    expect(one('2012-11-15', ...course)).toMatchObject({ since: '2012-05-15', ...expected });
  });

  test('keeps the last words, the last report and the system named in it', () => {
    const [first, second] = reports('no', 'partly');
    if (!first || !second) throw new Error('Two reports');
    const moved = [{ ...second, system: 'ЭлЖур' }, first];
    expect(ledgerOf(moved, day('2012-09-20'))).toEqual([
      {
        schoolId: 5,
        key: '1.1',
        text: 'Нет сети, 1',
        how: null,
        state: 'partly',
        reopened: false,
        since: '2012-05-15',
        until: null,
        days: 128,
        reportId: 2,
        lastAsOf: '2012-09-20',
        system: 'ЭлЖур',
      },
    ]);
  });

  test('knows no negative age: a report may be filed before its as-of day', () => {
    expect(one('2012-05-11', 'no')).toMatchObject({ days: 0 });
  });

  test('keeps schools apart, though their problems had the same key', () => {
    const other = reports('fully').map((report) => ({ ...report, schoolId: 6 }));
    expect(
      ledgerOf([...other, ...reports('no')], day('2012-05-20')).map(({ schoolId, state }) => [schoolId, state]),
    ).toEqual([
      [5, 'open'],
      [6, 'solved'],
    ]);
  });
});
