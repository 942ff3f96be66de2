/** Reporting dates, decisions about them, and what they change. */
import type { DecisionKind, decisionReasons } from '#app/domain/reports/decision.ts';
import type { NotRequired } from '#app/domain/reports/report.ts';
import { plural } from '../plural.ts';

/** As they stand after a colon. */
const reasons: { [K in DecisionKind]: Record<(typeof decisionReasons)[K][number], string> } = {
  move: {
    authority: 'решение органа управления образованием',
    outage: 'сбой в системе или связи',
    holidays: 'выходные, праздники или каникулы',
    mistake: 'ошибка в календаре',
  },
  extension: {
    authority: 'решение органа управления образованием',
    outage: 'сбой в системе или связи',
    emergency: 'чрезвычайная ситуация или карантин',
    staff: 'смена или болезнь ответственного',
    correction: 'время на исправление замечаний',
  },
  notRequired: {
    reorganisation: 'школа реорганизуется',
    noClasses: 'в школе нет занятий',
    joint: 'за школу отчитывается другая',
    exempt: 'школа освобождена решением',
  },
};

/** What the register says of the as-of day. */
const notOwed: Record<Exclude<NotRequired, 'decision'>, string> = {
  notOpenYet: 'школа на эту дату ещё не открыта',
  closed: 'школа на эту дату закрыта',
  notGeneral: 'организация не общеобразовательная',
  outOfScope: 'приказ на эту дату школу не касается',
};

export const calendar = {
  title: 'Отчётные даты и сроки',
  link: 'Календарь сроков',
  lead: 'У каждой отчётной даты три срока. Последний день каждого – ещё в срок.',
  none: 'Отчётные даты ещё не назначены.',
  caption: 'Отчётные даты и три срока каждой',
  asOf: 'Отчётная дата',
  form: 'Форма',
  days: { due: 'Сдать до', fileUntil: 'Приём до', changeUntil: 'Исправления до' },
  was: (day: string) => `было ${day}`,
  why: 'Почему',
  asOrdered: 'без изменений',
  date: (asOf: string) => `Отчётная дата ${asOf}`,

  report: {
    title: (asOf: string) => `Сроки отчёта на ${asOf}`,
    link: 'Сроки и решения',
    daysCaption: 'Сроки этого отчёта',
    term: 'Срок',
    original: 'Первоначально',
    forAll: 'Для всех школ',
    own: 'Для этой школы',
  },

  reasons,
  notOwed,
  kinds: { move: 'дата перенесена', extension: 'срок продлён', notRequired: 'отчёт не требуется' },
  /** Why the due day is what it is: «Срок продлён до 25.10.2012: сбой в системе или связи; было 20.10.2012». */
  because: {
    move: (due: string, reason: string) => `Дата перенесена на ${due}: ${reason}`,
    extension: (due: string, reason: string) => `Срок продлён до ${due}: ${reason}`,
    notRequired: (reason: string) => `Отчёт не требуется: ${reason}`,
  },
  locked: {
    file: (last: string) => `Приём отчёта закрыт: последним днём было ${last}`,
    change: (last: string) => `Исправления больше не принимаются: последним днём было ${last}`,
    help: (municipality: string) =>
      `Если отчёт ещё нужен, обратитесь к координатору (${municipality}): он может продлить срок.`,
  },
  /** On the school's page: what can't be filed any more. */
  closed: {
    title: (n: string) => `Сдать нельзя: ${n}`,
    older: 'Здесь последние отчётные даты, остальные в списке:',
    lead: 'Сейчас сдать ничего нельзя: приём просроченных отчётов закрыт.',
  },

  decisions: 'Решения',
  decisionsCaption: 'Решения о сроках, последние сверху',
  decisionsNone: 'Решений не было: действуют первоначальные сроки.',
  schools: (n: string) => `Решения по школам: ${n}`,
  decision: 'Решение',
  reason: 'Основание',
  document: 'Документ',
  file: 'файл',
  author: 'Кто и когда',
  state: 'Состояние',
  inForce: 'действует',
  revoked: (by: string, at: string) => `отменено: ${by}, ${at}`,
  by: (by: string, at: string) => `${by}, ${at}`,
  until: (kind: string, due: string) => `${kind}: сдать до ${due}`,

  move: {
    title: 'Перенести дату',
    text: 'Сроки изменятся у всех школ. Если школе уже дан более поздний срок, он останется.',
    submit: 'Перенести для всех школ',
  },
  extend: { title: 'Продлить срок', submit: 'Продлить срок' },
  exempt: {
    title: 'Отчёт не требуется',
    open: 'Отметить, что отчёт не требуется',
    text: 'Школа не сможет сдать отчёт за эту дату, и он не войдёт в число ожидаемых. В охвате школа останется: приказ считает все открытые общеобразовательные школы.',
    submit: 'Отметить, что отчёт не требуется',
  },
  revoke: 'Отменить решение',
  done: {
    moved: 'Дата перенесена',
    extended: 'Срок продлён',
    exempted: 'Отмечено: отчёт не требуется',
    revoked: 'Решение отменено',
  },

  fields: {
    due: 'Новый срок сдачи',
    fileUntil: 'Последний день приёма',
    changeUntil: 'Последний день исправлений',
    along: 'Пустое поле сдвинется на столько же дней, что и срок сдачи.',
    note: 'Пояснение',
    documentHint: 'Например, приказ от 18.10.2012 № 301',
    file: 'Файл документа',
    fileHint: 'PDF, Word или снимок, до 10 МБ.',
  },
  faults: {
    missing: 'Укажите новый срок сдачи',
    noReason: 'Выберите основание',
    beforeAsOf: 'Срок не может быть раньше отчётной даты',
    beforeDue: 'Приём не может закрыться раньше срока сдачи',
    beforeFileUntil: 'Исправления не могут закрыться раньше приёма',
    tooFar: 'Это дальше года от отчётной даты. Проверьте год',
    inPast: 'Этот день уже прошёл, а прежний ещё нет или был позже: школы опоздали бы задним числом',
    notLater: 'Продление не может быть раньше общего срока и должно что-то продлевать',
    alreadyFiled: 'Отчёт уже сдан: отметить, что он не требуется, нельзя',
    notOwed: 'Отчёт от школы не требуется: решать нечего',
  },
  overtaken: 'Пока вы решали, решение принял или отменил другой человек. Посмотрите, что действует сейчас.',

  /** How many of the reports due within the month were filed and accepted, in time by which clock. */
  clocks: {
    title: 'Отчёты, срок которых наступил в этом месяце',
    /** `n` the most reports that are looked back on. */
    schoolTitle: (n: string) => `Сколько из последних отчётов, не больше ${n}, сдано и принято в срок`,
    caption: 'Сдача и приём отчётов',
    what: 'Показатель',
    share: 'Сколько',
    percent: 'Доля',
    reported: 'Сдано',
    onTime: 'В срок сдано впервые',
    onTimeOriginally: 'В срок по первоначальной дате',
    accepted: 'Принято',
    acceptedOnTime: 'В срок принято',
    note: 'Из отчётов, которые требуются. Срок – действующий для школы, с переносами и продлениями. «В срок принято» – принятая версия сдана не позже срока.',
    noneDue: 'С начала месяца сроков не было.',
  },
  excused: {
    title: (n: string, count: number) =>
      `${plural.ru(count, 'Не требуется', 'Не требуются', 'Не требуются')} ${n} ${plural.ru(count, 'отчёт', 'отчёта', 'отчётов')}`,
    caption: 'Отчёты, которые не требуются',
    note: 'Эти отчёты не входят в число ожидаемых. В охвате школы остаются: приказ считает все открытые общеобразовательные школы, с отчётом и без него.',
  },
  marks: { extended: 'срок продлён' },
};
