/** What is asked of a school before it files, what coordinators read of it, and schools that stand out. */
import { plural } from '../plural.ts';

export const checks = {
  /** What was found; figures come as «40 из 50 (80,0 %)». */
  findings: {
    fell: (was: string, now: string) => `Меньше, чем в прошлом отчёте: было ${was}, стало ${now}.`,
    fellInPercent: (was: string, now: string) =>
      `Доля меньше, чем в прошлом отчёте, хотя само число не уменьшилось: было ${was}, стало ${now}.`,
    jumped: (was: string, now: string) => `Сразу все: было ${was}, стало ${now}.`,
    jumpedFromBlank: (now: string) => `Сразу все: в прошлом отчёте строка не заполнена, теперь ${now}.`,
    baseChanged: (base: string, was: string, now: string) =>
      `Общее число${base && ` (${base})`} изменилось больше чем на треть: было ${was}, стало ${now}.`,
    exceeds: (n: string, item: string, most: string) => `Больше, чем в строке ${item}: здесь ${n}, там ${most}.`,
    blank: 'Ответа нет. Пустая строка – не ноль: в показателях её не будет.',
    problemGone: (text: string) => `В прошлом отчёте эта проблема не была решена, а в новом её нет: «${text}».`,
    unchanged: 'С прошлого отчёта не изменилось ничего.',
    empty: 'Отчёт ни о чём не говорит: показатели нулевые, документов и пояснений нет.',
  },

  ask: {
    title: (n: string) => `Перед сдачей нужны пояснения: ${n}`,
    /** Nothing is asked while answers are missing. */
    later: (n: string) => `Когда всё будет заполнено, понадобятся пояснения: ${n}`,
    label: 'Поясните одним предложением',
    hint: 'Координатор прочтёт пояснение рядом с ответом. Не больше 500 знаков.',
    tooLong: 'Сократите пояснение до 500 знаков',
    whole: 'Отчёт в целом',
    item: (number: string) => `Строка ${number}`,
    /** Beside the fields, while the report is still being filled in. */
    soon: 'При сдаче попросим пояснить',
  },

  explanation: 'Пояснение школы',
  explanations: 'Пояснения школы',
  withExplanations: (n: string) => `с пояснениями: ${n}`,

  hint: {
    item: (times: string, n: number, reason: string) =>
      `Из-за этой строки отчёты возвращали ${times} ${plural.ru(n, 'раз', 'раза', 'раз')}. Чаще всего: «${reason}».`,
    problems: (times: string, n: number, reason: string) =>
      `Из-за этой таблицы отчёты возвращали ${times} ${plural.ru(n, 'раз', 'раза', 'раз')}. Чаще всего: «${reason}».`,
  },

  outliers: {
    title: (n: string, count: number, asOf: string) =>
      `${plural.ru(count, 'Выделяется', 'Выделяются', 'Выделяются')} ${n} ${plural.ru(count, 'показатель', 'показателя', 'показателей')} на ${asOf}`,
    noneTitle: (asOf: string) => `Ничто не выделяется на ${asOf}`,
    link: 'Выделяющиеся показатели',
    lead: (schools: string, n: number) =>
      `Сравнены последние отчёты на эту дату: ${schools} ${plural.ru(n, 'школа', 'школы', 'школ')}. Выделяющийся показатель – не ошибка, а повод спросить.`,
    rules:
      'Показатель выделяется, если его доля далека от медианы всех школ (модифицированный z-балл больше 3,5), если общее число изменилось больше чем на треть против прошлого отчёта школы или если все показатели в точности те же, что у другой школы.',
    dates: 'Отчётная дата',
    earlierDates: 'Более ранние даты',
    territory: 'Муниципалитет',
    wholeRegion: 'Все муниципалитеты',
    caption: 'Показатели, которые выделяются; самые далёкие сверху',
    item: 'Строка',
    figure: 'Показатель',
    median: 'Медиана школ',
    why: 'Чем выделяется',
    whole: 'все строки',
    above: 'намного больше, чем у других',
    below: 'намного меньше, чем у других',
    base: (was: string, now: string) => `общее число было ${was}, стало ${now}`,
    repeated: (n: string, count: number) =>
      `все показатели те же, что ещё у ${n} ${plural.ru(count, 'школы', 'школ', 'школ')}`,
    unexplained: 'пояснения нет',
    shown: (shown: string, of: string) => `Показаны ${shown} самых далёких из ${of}.`,
    noDates: 'Отчётные даты ещё не открыты.',
    noFilings: 'На эту дату ещё никто не сдал отчёт с показателями.',
    tooFewTitle: 'Сравнивать пока не с чем',
    tooFew: (n: string, count: number, fewest: string) =>
      `Отчётов на эту дату пока мало: ${n} ${plural.ru(count, 'школа', 'школы', 'школ')}. Чтобы судить, кто выделяется, нужно не меньше ${fewest}.`,
    nothing: 'Показатели школ близки друг к другу и к прошлым отчётам.',
  },
};
