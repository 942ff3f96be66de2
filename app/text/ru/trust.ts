/** Whether the figures can be relied on, and what the coming days will do. */
import type { NoticeKind } from '#app/domain/notice.ts';
import { plural } from '../plural.ts';

type MonthState = 'complete' | 'provisional' | 'running' | 'failed' | 'missing';

const months: Record<MonthState, string> = {
  complete: 'собран',
  provisional: 'предварительный',
  running: 'собирается',
  failed: 'ошибка',
  missing: 'не собран',
};

/** Why somebody is told. */
const kinds: Record<NoticeKind, string> = {
  opened: 'отчёт открыт',
  dueIn7: 'срок через неделю',
  dueIn1: 'срок завтра',
  overdue: 'срок прошёл',
  filed: 'отчёт сдан',
  reviewerIdle: 'отчёты ждут проверки',
  returned: 'отчёт возвращён',
  accepted: 'отчёт принят',
  reminder: 'напоминание координатора',
  moved: 'срок изменён',
  handedOver: 'сменился ответственный',
};

export const trust = {
  navigation: 'Надёжность',
  title: 'Можно ли положиться на данные',
  lead: {
    well: 'Да: журнал изменений не тронут, сводки собраны, задания выполняются.',
    attention: (n: string, count: number) =>
      `${plural.ru(count, 'Требует', 'Требуют', 'Требуют')} внимания: ${n}. Смотрите отметки ниже.`,
  },
  points: (n: number) => plural.ru(n, 'пункт', 'пункта', 'пунктов'),

  chain: {
    title: 'Журнал изменений',
    text: 'Каждую ночь новые записи журнала запечатываются. Печать связана с предыдущей, поэтому изменить, удалить или добавить запись задним числом незаметно нельзя.',
    states: {
      none: 'печатей ещё нет',
      sound: 'расхождений нет',
      broken: 'проверка не пройдена',
      checking: 'проверяется',
      unchecked: 'ещё не проверялся',
    },
    noneText: 'Первая печать появится этой ночью или по кнопке ниже.',
    state: 'Проверка',
    checkedAt: (at: string) => `проверен ${at}`,
    last: 'Последняя печать',
    lastText: (number: string, at: string) => `№ ${number} от ${at}`,
    held: 'В ней записей',
    since: (from: string, until: string) => `с ${from} по ${until}`,
    unsealed: 'Ещё не запечатано',
    hash: 'Отпечаток',
    paper:
      'Распечатайте эту страницу и храните. Если позже отпечаток печати с тем же номером окажется другим, журнал подменили целиком.',
    check: 'Запечатать и проверить сейчас',
    requested: 'Проверка поставлена в очередь',
    busy: 'Задание выполняется',
    earlier: 'Прежние печати',
    number: 'Печать',
    sealedAt: 'Когда',
    rows: 'Записей',
    link: 'Журнал изменений',
  },

  editions: {
    title: 'Сводки по месяцам',
    caption: 'Последний выпуск сводки за каждый завершившийся месяц',
    month: 'Месяц',
    states: months,
    number: (n: string) => `выпуск ${n}`,
    notBegun: 'кампания ещё не шла',
    none: 'Завершившихся месяцев ещё нет',
    noneText: 'Первая сводка будет собрана 1-го числа следующего месяца.',
  },

  jobs: {
    title: 'Задания',
    caption: 'Когда задания выполнялись и когда выполнятся снова',
    job: 'Задание',
    last: 'Последний запуск',
    state: 'Состояние',
    next: 'Следующий запуск',
    never: 'ещё не выполнялось',
    late: (n: number) => `опаздывает: ${n}`,
    lastSuccess: (at: string) => `успешно: ${at}`,
  },

  people: {
    title: 'Письма и люди',
    letters: 'Письма, которые не удалось отправить',
    unsent: (n: string) => `Ждут отправки: ${n}`,
    schools: 'Школы, за которые некому отчитаться',
    municipalities: 'Муниципалитеты без координатора',
    none: 'Люди без пароля и без действующего приглашения',
  },

  rehearsal: {
    title: 'Что произойдёт в ближайшие 30 дней',
    link: 'Репетиция ближайших 30 дней',
    text: 'Система выполнит задания следующих дней на настоящих данных и тут же всё отменит: никто ничего не получит.',
    lead: (from: string, to: string) =>
      `Репетиция с ${from} по ${to}: задания выполнены на настоящих данных и отменены. Считается, что до тех пор никто ничего не сдаст.`,
    dates: 'Отчётные даты',
    datesCaption: 'Какие отчётные даты откроются и по каким наступит срок',
    asOf: 'Отчётная дата',
    order: 'Приказ',
    opens: 'Откроется',
    opened: (day: string) => `открыта ${day}`,
    due: 'Сдать до',
    owed: 'Ожидается отчётов',
    filed: 'Уже сдано',
    noDates: 'В эти дни отчётные даты не открываются и сроки не наступают',
    noDatesText: 'Если так быть не должно, проверьте, открыта ли кампания.',
    days: 'По дням',
    daysCaption: 'Что будет сделано в каждый из дней',
    day: 'День',
    created: 'Заведено отчётов',
    told: 'Кого уведомят',
    kinds,
    reached: (kind: string, organisations: string, people: string) =>
      `${kind}: организаций – ${organisations}, людей – ${people}`,
    nothing: 'В эти дни заводить отчёты и уведомлять некого.',
    unreached: (n: string) => `Некого уведомить: ${n}`,
    unreachedNone: 'Во всех школах, которым предстоит отчитаться, есть кого уведомить.',
    unreachedCaption: 'Школы, которые должны отчитаться, но в них нет ни директора, ни ответственного',
    jobs: 'Ближайшие запуски заданий',
  },
};
