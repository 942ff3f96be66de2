/** What pictures say besides the words of the pages that they stand on. */
import { plural } from '../plural.ts';
import { region } from './region.ts';

const schools = (n: number) => plural.ru(n, 'школа', 'школы', 'школ');
/** «не хватает 1 школы, 5 школ». */
const ofSchools = region.ofSchools;

type Point = { label: string; text: string } | undefined;

export const charts = {
  share: 'Доля на графике',
  /** How many of a long list a picture has room for. */
  shown: (n: string, of: string) => `Показаны ${n} из ${of}`,

  line: {
    summary: (title: string, first: Point, last: Point) =>
      first && last && first !== last
        ? `${title}. Линия ведёт от ${first.text}, ${first.label}, к ${last.text}, ${last.label}.`
        : `${title}.`,
    plan: 'План муниципалитета',
    planLabel: (percent: string) => `План ${percent}`,
  },

  bars: {
    base: 'Длина полосы – доля охваченных школ.',
    summary: (title: string, first?: string, last?: string) =>
      [`${title}.`, first && `Наибольший охват: ${first}.`, last && `Наименьший: ${last}.`].filter(Boolean).join(' '),
  },

  bands: {
    summary: (title: string, facts: string[]) => [title, ...facts].map((one) => `${one}.`).join(' '),
  },

  heat: {
    /** `share` is «12 из 15», `of` its base. */
    title: (share: string, of: number, day: string) =>
      `Отчёты на ${day} сдали ${share} ${plural.ru(of, 'школы', 'школ', 'школ')}`,
    base: 'Знак в клетке – как школа отчиталась на эту дату. Внизу – сколько отчётов сдано из тех, что должны быть.',
    summary: (title: string, dates: string[]) => `${title}. Сдано по датам: ${dates.join('; ')}.`,
    date: 'Дата',
    filed: 'Сдано',
    percent: 'Доля',
  },

  stages: {
    title: (stage: string, text: string) => `Больше всего школ на этапе «${stage}»: ${text}`,
    none: 'Ни одна школа пока не достигла этапа',
    atNone: 'Ни один этап не достигнут',
    base: (of: string) => `Всего школ: ${of}. Каждая посчитана один раз, на последнем этапе, которого достигла.`,
    summary: (stages: string[]) => `${stages.join('; ')}.`,
    caption: 'Школы по этапам',
    stage: 'Этап',
    schools: 'Школ',
    percent: 'Доля',
    row: 'Все школы',
  },

  forecast: {
    noSchools: 'Прогноза нет: на эту дату нет общеобразовательных школ',
    met: (target: string, covered: string) => `Цель ${target} достигнута: охвачено ${covered}`,
    passed: (target: string, by: string, n: string, count: number) =>
      `Срок цели ${target} наступил ${by}, не хватает ${n} ${ofSchools(count)}`,
    inTime: (target: string, on: string, by: string) =>
      `При нынешнем темпе цель ${target} будет достигнута ${on}, в срок до ${by}`,
    tooLate: (target: string, on: string, by: string) =>
      `При нынешнем темпе цель ${target} будет достигнута ${on}, позже срока ${by}`,
    never: (target: string, by: string) => `При нынешнем темпе цель ${target} к ${by} не будет достигнута`,
    covered: (day: string, covered: string) => `На ${day} охвачено ${covered}.`,
    stillNeeded: (n: string, count: number) => `До цели не хватает ${n} ${ofSchools(count)}.`,
    needed: (pace: string) => `Чтобы успеть, нужно ${pace}.`,
    now: (pace: string) => `Сейчас прибавляется ${pace}.`,
    losing: (pace: string) => `Сейчас убывает ${pace}.`,
    still: 'Сейчас охват не растёт.',
    /** `text` is «2,5», `n` the same as a number. */
    perWeek: (text: string, n: number) => `${text} ${schools(n)} в неделю`,
    paceNow: (pace: string) => `при нынешнем темпе: ${pace}`,
    paceNeeded: (pace: string) => `чтобы успеть: ${pace}`,
    method: (since: string, until: string) =>
      `Прогноз продолжает по прямой прирост охваченных школ с ${since} по ${until}. Число школ считается неизменным, сам день цели – ещё в срок.`,
    caption: 'Охват и прогноз',
    day: 'День',
    what: 'Что это',
    fact: 'факт',
    atPace: 'прогноз при нынешнем темпе',
  },
};
