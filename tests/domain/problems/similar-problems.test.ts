import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '#app/domain/calendar.ts';
import type { Problem } from '#app/domain/problems/problem.ts';
import { groupsOf, systemsOf } from '#app/domain/problems/problem-groups.ts';
import { clustersOf } from '#app/domain/problems/similar-problems.ts';

/** What schools write, each line one problem in several wordings. */
const said = [
  [
    'Система работает медленно в конце четверти, отметки сохраняются не с первого раза.',
    'В конце четверти система работает медленно, оценки не сохраняются с первого раза',
    'Медленная работа системы в конце четверти: отметки сохраняются не с первого раза',
  ],
  ['Система медленно работает', 'Медленная работа системы', 'система работает медленно!!!'],
  ['Система работает с ошибками', 'Ошибки в работе системы'],
  ['Медленный Интернет', 'Низкая скорость сети Интернет', 'Медленный интернет в школе', 'Низкая скорость канала связи'],
  [
    'Часть родителей не имеет возможности выходить в Интернет из дома.',
    'У части родителей нет возможности выхода в Интернет из дома',
    'Отсутствие у части родителей возможности выхода в интернет дома',
  ],
  ['Нет компьютера в учительской', 'В учительской отсутствует компьютер'],
  ['Не хватает компьютеров в учебных кабинетах', 'Недостаточно компьютеров в кабинетах'],
  [
    'Родителям не приходят письма для подтверждения учётной записи.',
    'не приходят письма родителям с подтверждением учетной записи',
  ],
  ['Родители забывают логин и пароль', 'Родители часто теряют логины и пароли', 'Утеря логинов и паролей родителями'],
  ['Нет отчёта по пропускам уроков', 'В системе отсутствует отчет о пропусках уроков'],
  ['Расписание приходится вводить вручную после каждого изменения', 'Изменения расписания вводим вручную'],
  [
    'Педагоги пенсионного возраста не владеют навыками работы на компьютере',
    'Учителя пенсионного возраста не владеют компьютером',
  ],
];
const texts = (list: readonly string[]) => list.map((text) => ({ text }));
const sorted = (clusters: { problems: { text: string }[] }[]) =>
  clusters.map(({ problems }) => problems.map(({ text }) => text).sort()).sort();

describe('likeness', () => {
  test('puts wordings of one problem together and different problems apart', () => {
    expect(sorted(clustersOf(texts(said.flat())))).toEqual(said.map((wordings) => [...wordings].sort()).sort());
  });

  test('names a cluster as most say it', () => {
    const wordings = ['Ошибки в работе системы', 'Система работает с ошибками', 'Ошибки в работе системы'];
    expect(clustersOf(texts(wordings)).map(({ wording }) => wording)).toEqual(['Ошибки в работе системы']);
  });

  test('leaves texts of nothing but silent words to themselves', () => {
    expect(sorted(clustersOf(texts(['!!!', 'и так далее', 'не', 'Не.'])))).toEqual([
      ['!!!'],
      ['Не.', 'не'],
      ['и так далее'],
    ]);
  });

  const word = fc.constantFrom(...new Set(said.flat().join(' ').split(' ')));
  const text = fc.oneof(
    fc.constantFrom(...said.flat()),
    fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' ')),
  );

  test('has each problem in exactly one cluster, and the order of the problems changes none', () => {
    const twoOrders = fc.array(text, { maxLength: 40 }).chain((list) => {
      const problems = list.map((words, id) => ({ id, text: words }));
      return fc.tuple(fc.constant(problems), fc.shuffledSubarray(problems, { minLength: problems.length }));
    });
    fc.assert(
      fc.property(twoOrders, ([problems, shuffled]) => {
        const ids = (clusters: ReturnType<typeof clustersOf<(typeof problems)[number]>>) =>
          clusters.map(({ wording, problems: own }) => [wording, ...own.map(({ id }) => id).sort((a, b) => a - b)]);
        const clusters = ids(clustersOf(problems));
        expect(clusters.flatMap(([, ...own]) => own).sort((a, b) => Number(a) - Number(b))).toEqual(
          problems.map(({ id }) => id),
        );
        expect(ids(clustersOf(shuffled))).toEqual(clusters);
      }),
    );
  });

  test('does not part equal texts', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 30 }), (list) => {
        const clusters = clustersOf(texts([...list, ...list]));
        const holding = list.map((words) =>
          clusters.filter(({ problems }) => problems.some((one) => one.text === words)),
        );
        expect(holding.map(({ length }) => length)).toEqual(list.map(() => 1));
      }),
    );
  });
});

describe('a group', () => {
  const problem = (schoolId: number, text: string, more: Partial<Problem> = {}): Problem => ({
    schoolId,
    key: `${schoolId}.1`,
    text,
    how: null,
    state: 'open',
    reopened: false,
    since: day('2012-05-15'),
    until: null,
    days: 128,
    reportId: schoolId,
    lastAsOf: day('2012-09-20'),
    system: 'Дневник.ру',
    ...more,
  });
  const schools = [
    { id: 1, municipalityId: 10, systems: ['Дневник.ру', 'Дневник.ру'] },
    { id: 2, municipalityId: 10, systems: ['«дневник.ру»'] },
    { id: 3, municipalityId: 11, systems: ['ЭлЖур', 'Дневник.ру'] },
    { id: 4, municipalityId: 11, systems: ['ЭлЖур'] },
    { id: 5, municipalityId: 11, systems: [] },
  ];

  test('says at how many schools of how many with the system, and in how many municipalities', () => {
    const groups = groupsOf(
      [
        problem(1, 'Система медленно работает'),
        problem(2, 'Медленная работа системы', { system: '«дневник.ру»', state: 'partly' }),
        problem(3, 'Система работает медленно', { system: 'ЭлЖур', state: 'solved', until: day('2012-09-20') }),
        problem(5, 'Медленно работает система', { system: null }),
        problem(4, 'Нет отчёта о пропусках', { system: 'ЭлЖур' }),
      ],
      schools,
    );
    expect(groups).toMatchObject([
      {
        schools: 4,
        municipalities: 2,
        states: { open: 2, partly: 1, solved: 1, gone: 0 },
        systems: [
          { name: 'Дневник.ру', schools: 2, of: 3 },
          { name: 'ЭлЖур', schools: 1, of: 2 },
        ],
      },
      { schools: 1, municipalities: 1, wording: 'Нет отчёта о пропусках', systems: [{ schools: 1, of: 2 }] },
    ]);
    // The unsolved ones first.
    expect(groups[0]?.problems.map(({ schoolId }) => schoolId)).toEqual([1, 2, 5, 3]);
  });

  test('counts a school once, however often it names the problem', () => {
    const twice = [problem(1, 'Нет сети'), problem(1, 'нет сети', { key: '1.2' })];
    expect(groupsOf(twice, schools)).toMatchObject([{ schools: 1, systems: [{ schools: 1, of: 3 }] }]);
  });

  test('is the same group whatever is filtered out of it', () => {
    const wordings = ['Медленный Интернет', 'Медленный Интернет', 'Медленный Интернет в часы нагрузки'];
    const problems = wordings.map((text, at) => problem(at + 1, text));
    const [group] = groupsOf(problems, schools, { keep: ({ schoolId }) => schoolId === 3 });
    expect(group).toMatchObject({ wording: 'Медленный Интернет', schools: 1 });
    expect(groupsOf(problems, schools, { holding: ({ key }) => key === '9.9' })).toEqual([]);
  });

  test('is sorted after how many schools have it, then after how many of them still do', () => {
    const groups = groupsOf(
      [
        problem(1, 'Расписание вводим вручную', { state: 'solved' }),
        problem(2, 'Нет отчёта о пропусках'),
        problem(3, 'Письма не приходят'),
        problem(4, 'Письма не приходят', { state: 'solved' }),
      ],
      schools,
    );
    expect(groups.map(({ wording }) => wording)).toEqual([
      'Письма не приходят',
      'Нет отчёта о пропусках',
      'Расписание вводим вручную',
    ]);
  });

  test('a system is called as most schools call it', () => {
    expect(systemsOf(schools)).toEqual([
      { key: 'дневник ру', name: 'Дневник.ру', schools: 3 },
      { key: 'элжур', name: 'ЭлЖур', schools: 2 },
    ]);
  });
});
