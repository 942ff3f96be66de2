/** Coverage of the region and of a municipality, for analyst, supervisor and coordinator. */
import { plural } from '../plural.ts';

const ofSchools = (n: number) => plural.ru(n, 'школы', 'школ', 'школ');
const ofMunicipalities = (n: number) => plural.ru(n, 'муниципалитета', 'муниципалитетов', 'муниципалитетов');

export const region = {
  ofSchools,
  campaigns: 'Приказы',
  home: {
    title: 'Кампании',
    wrong: (n: number) =>
      n === 0
        ? 'Сегодня всё в порядке.'
        : `${plural.ru(n, 'Требует', 'Требуют', 'Требуют')} внимания: ${n} ${plural.ru(n, 'кампания', 'кампании', 'кампаний')}.`,
    inForce: 'Действуют',
    closed: 'Закрыты',
    begins: (month: string) => `начинается: ${month}`,
    covered: (share: string, day: string) => `охвачено ${share} на ${day}`,
    met: (share: string) => `цель достигнута в ${share} муниципалитетов`,
    filed: (day: string, share: string) => `отчёт на ${day}: сдали ${share}`,
    measures: (n: string, count: number) =>
      `${n} ${plural.ru(count, 'мероприятие', 'мероприятия', 'мероприятий')}, отчётов нет`,
    nothing: 'сдавать ещё ничего не нужно',
    faults: {
      overdue: (n: string, count: number) =>
        `${plural.ru(count, 'просрочен', 'просрочено', 'просрочено')} ${n} ${plural.ru(count, 'отчёт', 'отчёта', 'отчётов')}`,
      missed: (day: string) => `цель к ${day} не достигнута`,
      notCompiled: (month: string) => `сводка за ${month} не собрана`,
      notSent: (month: string) => `сводка за ${month} не отправлена к сроку`,
    },
    attention: 'требует внимания',
    fine: 'в порядке',
  },
  sections: 'По этому приказу',
  months: 'Месяц',
  earlierMonths: 'Более ранние месяцы',
  onDay: (day: string) => `на ${day}`,
  download: 'Скачать в Excel',
  editions: (n: string) => `Все выпуски за месяц: ${n}`,
  editionNumber: (number: string) => `выпуск № ${number}`,
  moved: (years: string) => `Даты приказа перенесены на ${years}.`,
  years: (n: number) => plural.ru(n, 'год', 'года', 'лет'),

  source: {
    edition: (number: string, at: string) => `Выпуск № ${number}, данные прочитаны ${at}.`,
    complete: 'Это итоги за полный месяц.',
    incomplete: 'Месяц тогда ещё не закончился, поэтому выпуск неполный.',
    running: (day: string) => `Посчитано сейчас, на ${day}: месяц не завершён.`,
    notCompiled: 'Посчитано сейчас: выпуск за этот месяц ещё не собран.',
    day: (day: string) => `Состояние на конец дня ${day}, посчитано сейчас.`,
    targetDay: (day: string) => `Состояние на день цели, ${day}`,
  },

  states: { met: 'цель достигнута', missed: 'цель не достигнута', pending: 'срок не наступил' },

  title: {
    /** `share` is «41 из 73», `of` its base. */
    met: (target: string, share: string, of: number) => `Цель ${target} достигнута в ${share} ${ofMunicipalities(of)}`,
    missed: (target: string, share: string, of: number) =>
      `Цель ${target} не достигнута в ${share} ${ofMunicipalities(of)}`,
    pendingNowhere: (target: string, day: string) => `Цель ${target} к ${day} пока не достигнута`,
    pending: (target: string, day: string, share: string, of: number) =>
      `Цель ${target} к ${day} уже достигнута в ${share} ${ofMunicipalities(of)}`,
    regionMet: (target: string, covered: string) => `Цель ${target} достигнута: охват ${covered}`,
    regionPending: (target: string, day: string, covered: string) => `Охват ${covered}, цель ${target} к ${day}`,
    regionMissed: (target: string, covered: string) => `Цель ${target} не достигнута: охват ${covered}`,
    /** An order that sets no coverage target has no coverage. */
    noTarget: 'Ход исполнения приказа',
  },
  /** «734 из 1 404 школ (52,3 %)». */
  covered: (share: string, of: number, percent: string) => `${share} ${ofSchools(of)} (${percent})`,

  noReports: 'Ни одна школа ещё не сдала отчёт по этому приказу. Охват появится с первыми отчётами.',
  noMunicipalities: 'В регионе нет муниципалитетов. Их заводит администратор.',

  keyFigures: {
    coverage: 'Охват школ',
    target: (share: string, target: string, day: string) => `${share}, цель ${target} к ${day}`,
    municipalitiesMet: 'Цель достигнута',
    municipalitiesNote: (of: number, percent: string) => `${ofMunicipalities(of)}, ${percent}`,
    needed: 'Не хватает школ',
    neededNote: 'до цели везде',
    reported: 'Отчёты за месяц',
    reportedNote: (share: string, onTime: string) => `${share}, в срок ${onTime}`,
    noneDue: 'с начала месяца сроков не было',
  },
  furthest: 'Дальше всего от цели:',

  history: {
    title: (covered: string, target: string) => `Охват ${covered}, цель ${target}`,
    noTarget: (covered: string) => `Охват ${covered}`,
    base: 'Знаменатель – все общеобразовательные школы, открытые на последний день месяца, с отчётом и без него.',
    caption: 'Охват по месяцам',
    covered: 'Охвачено школ',
    percent: 'Охват',
    municipalities: 'Цель достигнута в муниципалитетах',
    source: 'Данные',
    edition: 'выпуск',
    live: 'на сегодня',
  },

  municipalities: {
    title: (share: string, of: number) => `В ${share} ${ofMunicipalities(of)} цель достигнута`,
    noTarget: 'Охват по муниципалитетам',
    base: (target: string) => `Черта на полосе – цель ${target}.`,
    opens: 'Название открывает школы муниципалитета.',
    caption: 'Муниципалитеты и их охват',
    percent: 'Охват',
    covered: 'Охвачено школ',
    needed: 'Не хватает',
    reported: 'Сдано отчётов',
    noSchools: 'нет школ',
  },

  bands: {
    title: (met: string, of: string) => `Показатель активации выдержан на ${met} из ${of} наступивших дат`,
    ahead: 'Ни одна дата показателя активации ещё не наступила',
    base: (number: string) => `Строка ${number} отчёта, сумма по последним отчётам школ на каждую дату.`,
    caption: 'Показатели и факт',
    band: 'Должно быть',
    by: 'К дате',
    since: (day: string) => `с ${day}`,
    fact: 'Факт',
    percent: 'Доля',
    range: (from: string, to: string) => (from === to ? `${to}` : `${from}–${to}`),
    states: { behind: 'отстаёт', within: 'в коридоре', ahead: 'опережает' },
    schools: { behind: 'Школ ниже', silent: 'не ответили', within: 'в коридоре', ahead: 'выше' },
    notYet: 'дата не наступила',
    noFigures: 'отчётов с этой строкой нет',
  },

  excluded: {
    title: (n: string) => `Не входят в знаменатель: ${n}`,
    caption: 'Организации вне знаменателя',
    reason: 'Почему',
    reasons: {
      closed: 'закрыта на эту дату',
      notOpenYet: 'ещё не открыта на эту дату',
      notGeneral: 'не общеобразовательная',
    },
    none: 'Все школы реестра входят в знаменатель.',
  },

  municipality: {
    title: (covered: string) => `Охвачено ${covered}`,
    needed: (n: string, schools: string, target: string) => `До ${target} не хватает: ${n} ${schools}.`,
    reached: (target: string) => `Цель ${target} достигнута.`,
    noSchools: 'На эту дату в муниципалитете нет общеобразовательных школ.',
    tabs: 'Раздел',
    coverage: 'Охват',
    whole: 'Вся кампания: итоги и выпуски',
    reports: 'Отчёты',
    notCovered: (n: string) => `Не охвачены: ${n}`,
    notCoveredNone: 'Охвачены все школы.',
    covered: (n: string) => `Охвачены: ${n}`,
    coveredNone: 'Пока не охвачена ни одна школа.',
    why: 'Почему',
    neverReported: 'отчётов нет',
    noSystem: 'система не названа',
    namedNotUsed: (system: string) => `названа система «${system}», но её использование не подтверждено`,
    system: 'Система',
    since: 'Охвачена с',
    lastReport: 'Последний отчёт',
    filedOn: 'Сдан',
    figures: 'Показатели по последним отчётам',
    item: 'Строка отчёта',
    sum: 'Сумма',
    percent: 'Доля',
    schools: 'Школ',
    figuresNote: 'Сумма по школам, сдавшим хотя бы один отчёт; рядом сказано, сколько их.',
  },
};
