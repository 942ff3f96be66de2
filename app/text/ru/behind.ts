/** What is behind a percentage: n, N and the schools. */
import type { Why } from '#app/domain/territory/denominator.ts';
import { plural } from '../plural.ts';

export const behind = {
  link: 'Из чего складывается',
  /** Finishes the link's name for those who hear it without its row. */
  about: (figure: string) => `Из чего складывается: ${figure}`,
  title: (figure: string, share: string, percent: string) => `${figure}: ${share} (${percent})`,
  noFigure: (figure: string) => `${figure}: показателя пока нет`,
  figures: {
    covered: 'Охват школ',
    reported: 'Отчёты сданы',
    onTime: 'Отчёты впервые сданы в срок',
    onTimeOriginally: 'Отчёты сданы в срок по первоначальной дате',
    accepted: 'Отчёты приняты',
    acceptedOnTime: 'Принятая версия сдана в срок',
    item: (number: string, title: string) => `Строка ${number}, ${title}`,
    stage: (title: string) => `Этап «${title}»`,
  },
  what: {
    covered: 'Считаются все общеобразовательные школы, открытые на этот день, с отчётом и без него.',
    reports: 'Считаются отчёты, срок которых наступил с начала месяца до этого дня и которые требуются.',
    item: 'Складывается то, что школы указали в последних сданных отчётах.',
    stage:
      'Считаются все общеобразовательные школы, открытые на этот день. Школа стоит на последнем этапе, условия которого выполнены по её отчёту.',
  },
  municipalities: 'По муниципалитетам',
  share: 'Сколько',
  percent: 'Доля',
  part: 'Вклад школы',
  without: 'Школ без показателя',
  total: 'Всего',
  in: (n: string, count: number) => `Засчитаны: ${n} ${plural.ru(count, 'школа', 'школы', 'школ')}`,
  not: (n: string, count: number) => `Не засчитаны: ${n} ${plural.ru(count, 'школа', 'школы', 'школ')}`,
  given: (n: string, count: number) => `Указали показатель: ${n} ${plural.ru(count, 'школа', 'школы', 'школ')}`,
  outside: (n: string, count: number) => `Не входят в знаменатель: ${n} ${plural.ru(count, 'школа', 'школы', 'школ')}`,
  outsideNone: 'Все школы входят в знаменатель.',
  outsideOf: 'Почему не входит',
  lastReport: 'Последний отчёт',
  why: {
    closed: 'закрыта на эту дату',
    notOpenYet: 'ещё не открыта на эту дату',
    notGeneral: 'не общеобразовательная',
    excused: 'отчёт не требуется',
    notDue: 'срок ни одного отчёта не наступил',
    neverFiled: 'отчётов нет',
    noFigure: 'в последнем отчёте не указано',
  } satisfies Record<Why, string>,
  excusedBy: (asOf: string, reason: string, document: string | null) =>
    `отчёт на ${asOf} не требуется: ${reason}${document ? ` (${document})` : ''}`,
};
