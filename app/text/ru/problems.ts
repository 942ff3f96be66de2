/** Problems that schools name in their reports, and what becomes of them. */
import type { ProblemState } from '#app/domain/problems/problem-state.ts';
import { plural } from '../plural.ts';

const inSchools = (n: number) => plural.ru(n, 'школе', 'школах', 'школах');
const ofSchools = (n: number) => plural.ru(n, 'школы', 'школ', 'школ');
/** A name that brings its own quotes keeps them. */
const quoted = (name: string) => (name.includes('«') ? name : `«${name}»`);

export const problems = {
  title: 'Проблемы школ',
  tab: 'Проблемы',

  /** By filter: «Нерешённые проблемы: 412, в 310 школах». */
  headings: {
    unsolved: 'Нерешённые проблемы',
    open: 'Проблемы, которые не решены',
    partly: 'Проблемы, решённые частично',
    solved: 'Решённые проблемы',
    gone: 'Проблемы, которые больше не упоминаются',
    all: 'Все названные проблемы',
  },
  heading: (what: string, n: string, schools: string, inHowMany: number) =>
    `${what}: ${n}, в ${schools} ${inSchools(inHowMany)}`,
  lead: 'Школы называют проблемы в отчётах. Одинаковые по смыслу собраны вместе; чаще всего встречающиеся – сверху.',

  filter: 'Состояние',
  filters: {
    unsolved: 'нерешённые',
    open: 'не решены',
    partly: 'решены частично',
    solved: 'решены',
    gone: 'больше не упоминаются',
    all: 'все',
  },
  states: {
    open: 'не решена',
    partly: 'решена частично',
    solved: 'решена',
    gone: 'больше не упоминается',
  } satisfies Record<ProblemState, string>,
  municipality: 'Муниципалитет',
  moreMunicipalities: 'Ещё муниципалитеты',
  system: 'Система',
  moreSystems: 'Ещё системы',
  every: 'все',

  notAsked: 'Приказ не спрашивает о проблемах',
  notAskedText: 'В форме отчёта этого приказа нет таблицы проблем.',
  noneYet: 'Школы ещё не назвали проблем',
  noneYetText: 'Они появятся здесь, когда школы сдадут отчёты.',
  found: 'С такими условиями проблем нет.',
  clear: 'Показать все проблемы',

  group: {
    /** `share` is «14 из 40», `of` its base. */
    withSystem: (share: string, of: number, system: string) => `${share} ${ofSchools(of)} с системой ${quoted(system)}`,
    same: (share: string, of: number, system: string) =>
      `Та же проблема в ${share} ${ofSchools(of)} с системой ${quoted(system)}`,
    oldest: (days: string) => `самая давняя открыта ${days}`,
    schools: 'Школы с этой проблемой',
    caption: 'Школы с этой проблемой, сначала нерешённые, самые давние сверху',
    back: 'Ко всем проблемам',
    shown: (from: string, to: string, of: string) => `${from}–${to} из ${of}`,
    basis:
      'Школа отнесена к системе, названной в том её отчёте, где проблема упомянута в последний раз; всего – школы, называвшие эту систему хотя бы в одном отчёте.',
  },

  columns: {
    problem: 'Проблема',
    wording: 'Как пишет школа',
    since: 'Названа',
    days: 'Сколько дней',
    report: 'Последний отчёт о ней',
  },
  reopened: 'была решена, возникла снова',
  report: (asOf: string) => `на ${asOf}`,
  similar: 'У других школ',
  similarAbout: (problem: string) => `: ${problem}`,

  /** Beside a row of a report's table. */
  age: {
    open: (since: string, days: string) => `названа ${since}, открыта ${days}`,
    partly: (since: string, days: string) => `названа ${since}, решена частично, открыта ${days}`,
    solved: (since: string, days: string, until: string) => `названа ${since}, решена ${until}, через ${days}`,
    gone: (since: string, _days: string, until: string) => `названа ${since}, с ${until} не упоминается`,
  } satisfies Record<ProblemState, (since: string, days: string, until: string) => string>,
  solvedAtOnce: (since: string) => `названа ${since}, тогда же решена`,

  school: {
    title: 'Проблемы',
    all: (n: string) => `Все проблемы школы: ${n}`,
    caption: 'Проблемы школы и что с ними стало',
    unsolved: (n: number, text: string) =>
      `Не ${plural.ru(n, 'решена', 'решены', 'решены')} ${text} ${plural.ru(n, 'проблема', 'проблемы', 'проблем')}.`,
    unsolvedNone: 'Нерешённых проблем нет.',
    none: 'Школа не называла проблем.',
  },
};
