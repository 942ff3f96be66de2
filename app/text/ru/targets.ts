/** An order's targets with their figures: on their own day, today, and school by school. */
import type { DayState } from '#app/domain/territory/target-day.ts';
import type { CorridorState } from '#app/domain/territory/target-figures.ts';
import { plural } from '../plural.ts';

const ofMunicipalities = (n: number) => plural.ru(n, 'муниципалитета', 'муниципалитетов', 'муниципалитетов');

export const targets = {
  day: {
    /** `known` and `then` are «4 из 11», `of` their base. */
    met: (target: string, by: string, known: string, of: number, evening: string) =>
      `К ${by} цель ${target} достигнута в ${known} ${ofMunicipalities(of)}; по данным того вечера – в ${evening}`,
    /** `known` and `then` are «734 из 1 404 школ (52,3 %)». */
    inTime: (target: string, by: string, known: string, evening: string) =>
      `Цель ${target} к ${by} достигнута в срок: ${known}; по данным того вечера – ${evening}`,
    later: (target: string, by: string, on: string, known: string, evening: string) =>
      `Цель ${target} к ${by} достигнута позже срока, ${on}. На ${by} – ${known}; по данным того вечера – ${evening}`,
    missed: (target: string, by: string, known: string, evening: string) =>
      `Цель ${target} к ${by} не достигнута. На этот день – ${known}; по данным того вечера – ${evening}`,
    caption: (by: string) => `Цель на свой день, ${by}, и сейчас`,
    when: 'Когда',
    evening: (by: string) => `На ${by}, по данным того вечера`,
    known: (by: string, asOf: string) => `На ${by}, как известно на ${asOf}`,
    now: (asOf: string) => `На ${asOf}`,
    municipalities: 'Достигли цели',
    schools: 'Охвачено школ',
    laterToo: (n: string, count: number) =>
      `После срока цели ${plural.ru(count, 'достиг', 'достигли', 'достигли')} ещё ${n} ${plural.ru(count, 'муниципалитет', 'муниципалитета', 'муниципалитетов')}.`,
    note: 'Отчёты, сданные после этого дня, меняют вторую строку: школа, которая позже сообщила, что выполняла условие уже в этот день, в ней засчитана; школа, которая от прежних слов отказалась, – нет.',
    by: (by: string) => `К ${by}`,
    states: { inTime: 'в срок', missed: 'нет' } satisfies Partial<Record<DayState, string>>,
    laterOn: (on: string) => `позже, ${on}`,
    tags: {
      inTime: 'цель достигнута в срок',
      later: 'цель достигнута позже срока',
      missed: 'цель не достигнута',
    } satisfies Record<DayState, string>,
  },

  further: 'Другие цели приказа',
  now: (covered: string, target: string, by: string) => `${covered}, цель ${target} к ${by}`,
  nowMet: (met: string, of: number) => `Цель достигнута в ${met} ${ofMunicipalities(of)}.`,
  schools: 'Школы, которые её выполнили и не выполнили',
  order: 'Когда школа засчитывается – в приказе',

  corridor: {
    title: (band: string, by: string, behind: string, of: string) =>
      `Коридор ${band}, в силе с ${by}: ниже его школ – ${behind} из ${of}`,
    caption: 'Школы по коридору',
    where: 'Доля школы',
    schools: 'Школ',
    states: {
      behind: 'ниже коридора',
      silent: 'не ответили',
      within: 'в коридоре',
      ahead: 'выше коридора',
    } satisfies Record<CorridorState, string>,
    sum: (share: string, state: string) => `Сумма по всем школам – ${share}: ${state}.`,
    names: 'Школы по названиям, с долей каждой',
  },

  behind: {
    met: 'Цель выполнили',
    day: (by: string) => `Цель выполнили на ${by}`,
    corridor: (band: string) => `В коридоре ${band} или выше`,
    noCorridor: 'Ни один коридор ещё не вступил в силу',
    notOver: 'День цели ещё не прошёл',
    what: {
      met: 'Считаются все общеобразовательные школы, открытые на этот день, с отчётом и без него.',
      day: 'Считаются общеобразовательные школы, открытые на день цели. Школа засчитана, если по её последнему отчёту она выполняла цель уже в этот день, когда бы отчёт ни был сдан.',
      corridor:
        'Считаются все общеобразовательные школы, открытые на этот день. Каждая судится по своей доле из последнего отчёта; у кого доли нет, та не ответила.',
    },
    thenShare: (share: string) => `По данным того вечера – ${share}.`,
    evening: 'Тем вечером',
    thenYes: 'засчитана',
    thenNo: 'нет',
    since: 'Выполняет с',
    own: 'Доля школы',
    list: (state: string, n: string) => `${state}: ${n}`,
    lists: { yes: 'Выполнили', no: 'Не выполнили' },
  },
};
