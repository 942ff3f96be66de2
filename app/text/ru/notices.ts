/** What people are told, in the product and by e-mail; the choice of letters; the outbox. */
import type { LetterState } from '#app/domain/notices/letter.ts';
import type { LetterChoice, NoticeKind } from '#app/domain/notices/notice.ts';
import { plural } from '../plural.ts';

/** What a notice's words may mention, already in the reader's format; a part that isn't known is empty. */
export type NoticeFacts = {
  asOf: string;
  due: string;
  fileUntil: string;
  changeUntil: string;
  organisation: string;
  again: boolean;
  notRequired: boolean;
  count: number;
  since: string;
  file: string;
  until: string;
  job: string;
  period: string;
};

const waiting = (n: number) =>
  `${plural.ru(n, 'Ждёт', 'Ждут', 'Ждут')} проверки больше 5 рабочих дней: ${n}\u00a0${plural.ru(n, 'отчёт', 'отчёта', 'отчётов')}`;

const notYou = 'Если вы об этом не знаете, смените пароль и сообщите администратору.';

const sentences: Record<NoticeKind, (facts: NoticeFacts) => string> = {
  opened: ({ asOf, due }) => `Можно заполнять отчёт на ${asOf}. Срок сдачи – ${due} включительно.`,
  dueIn7: ({ asOf, due }) => `Приближается срок: отчёт на ${asOf} нужно сдать не позже ${due}.`,
  dueIn1: ({ asOf, due }) => `Срок заканчивается: отчёт на ${asOf} нужно сдать не позже ${due}.`,
  overdue: ({ asOf, due, fileUntil }) =>
    `Отчёт на ${asOf} не сдан в срок (${due}).${fileUntil && ` Опоздавший отчёт принимается до ${fileUntil} включительно.`}`,
  filed: ({ asOf, organisation, again }) => `${organisation}: ${again ? 'повторно сдан' : 'сдан'} отчёт на ${asOf}.`,
  returned: ({ asOf, changeUntil }) =>
    `Отчёт на ${asOf} возвращён на доработку.${changeUntil && ` Исправить его можно до ${changeUntil} включительно.`}`,
  accepted: ({ asOf }) => `Отчёт на ${asOf} принят.`,
  reviewerIdle: ({ count, since }) => `${waiting(count)}. Самый давний сдан ${since}.`,
  reminder: ({ asOf, due }) => `Координатор напоминает: отчёт на ${asOf} ещё не сдан. Срок сдачи – ${due}.`,
  moved: ({ asOf, due, notRequired }) =>
    notRequired
      ? `Отчёт на ${asOf} сдавать не нужно.`
      : `Изменены сроки отчёта на ${asOf}: сдать его нужно не позже ${due}.`,
  handedOver: () => 'В школе назначен новый ответственный за электронный журнал.',
  factorOn: () => 'Второй фактор включён: теперь при входе нужен код.',
  factorOff: () => `Второй фактор отключён: для входа хватает пароля. ${notYou}`,
  factorReset: () => `Администратор сбросил ваш второй фактор: для входа хватает пароля. ${notYou}`,
  recoveryUsed: () => `Использован код восстановления. ${notYou}`,
  fileReady: ({ file, until }) => `Готов файл «${file}». Скачать его можно до ${until} включительно.`,
  jobFailed: ({ job, period }) =>
    `Задание «${job}» за ${period} не выполнено, само оно больше не повторится. Причина – на странице «Надёжность»; администратор может запустить его ещё раз.`,
  lettersStuck: () => 'Уже час ни одно письмо не уходит, хотя есть что отправить. Проверьте почтовый сервер.',
  letterGivenUp: () =>
    'Есть письмо, которое не удалось доставить: попытки закончились. Какое и почему – на странице «Исходящие письма». О следующих вы узнаете там же.',
  schedulerAway: () =>
    'Задания по расписанию не выполняет ни один процесс: сводки, уведомления и письма ждут. Проверьте, запущена ли программа с JOBS=on.',
};

const subjects: Record<NoticeKind, (facts: NoticeFacts) => string> = {
  opened: ({ asOf }) => `Можно заполнять отчёт на ${asOf}`,
  dueIn7: ({ asOf, due }) => `Отчёт на ${asOf}: срок ${due}`,
  dueIn1: ({ asOf, due }) => `Отчёт на ${asOf}: срок заканчивается ${due}`,
  overdue: ({ asOf }) => `Отчёт на ${asOf} не сдан в срок`,
  filed: ({ asOf, organisation }) => `Сдан отчёт на ${asOf}: ${organisation}`,
  returned: ({ asOf }) => `Отчёт на ${asOf} возвращён на доработку`,
  accepted: ({ asOf }) => `Отчёт на ${asOf} принят`,
  reviewerIdle: ({ count }) => waiting(count),
  reminder: ({ asOf }) => `Координатор напоминает об отчёте на ${asOf}`,
  moved: ({ asOf, notRequired }) =>
    notRequired ? `Отчёт на ${asOf} сдавать не нужно` : `Изменены сроки отчёта на ${asOf}`,
  handedOver: () => 'Назначен новый ответственный за электронный журнал',
  factorOn: () => 'Второй фактор включён',
  factorOff: () => 'Второй фактор отключён',
  factorReset: () => 'Администратор сбросил ваш второй фактор',
  recoveryUsed: () => 'Использован код восстановления',
  fileReady: ({ file }) => `Готов файл «${file}»`,
  jobFailed: ({ job, period }) => `Не выполнено задание «${job}» за ${period}`,
  lettersStuck: () => 'Письма не уходят',
  letterGivenUp: () => 'Письмо не удалось доставить',
  schedulerAway: () => 'Задания по расписанию не выполняются',
};

const choices: Record<LetterChoice, { label: string; hint: string }> = {
  atOnce: { label: 'Сразу', hint: 'Письмо приходит, как только что-то произошло.' },
  daily: {
    label: 'Раз в день',
    hint: 'Одно письмо утром обо всём новом; если нового нет, письма нет. Напоминание координатора и новости о вашем входе приходят сразу.',
  },
  none: { label: 'Не присылать', hint: 'Уведомления останутся только здесь, в разделе «Уведомления».' },
};

const states: Record<LetterState, string> = {
  sent: 'отправлено',
  waiting: 'ждёт отправки',
  failed: 'не отправлено',
  stale: 'устарело',
};

export const notices = {
  title: 'Уведомления',
  lead: {
    none: 'Новых уведомлений нет.',
    unread: (n: string, count: number) => `${plural.ru(count, 'Не прочитано', 'Не прочитаны', 'Не прочитаны')}: ${n}.`,
  },
  empty: 'Уведомлений пока не было. Здесь появятся сроки отчётов и решения по ним.',
  markRead: 'Отметить прочитанными',
  new: 'новое',
  caption: 'Уведомления, новые сверху',
  what: 'О чём',
  when: 'Когда',
  howToGet: 'Как получать письма',
  sentences,
  /** Told by a newer version of the program that runs beside this one. */
  unknown: 'Есть новое уведомление. Прочитать его можно будет после обновления программы: откройте эту страницу позже.',

  choice: {
    title: 'Письма об уведомлениях',
    label: (email: string) => `Присылать письма на ${email}`,
    choices,
    save: 'Сохранить',
    saved: 'Выбор сохранён',
  },

  letters: {
    subjects,
    digest: (n: number) => `Новых уведомлений: ${n}`,
    greeting: 'Здравствуйте!',
    more: (n: number) => `И ещё уведомлений: ${n}.`,
    all: 'Все уведомления:',
    off: 'Получать письма реже или отказаться от них можно здесь:',
    signature: (region: string) => `Сводка, ${region}. Отвечать на это письмо не нужно.`,
  },

  outbox: {
    title: 'Исходящие письма',
    home: 'Письма, которые не удалось отправить',
    homeHint: (unsent: string) => `Всего не отправлено: ${unsent}.`,
    noServer: 'Почтовый сервер не задан, письма не отправляются',
    noServerText:
      'Они остаются здесь. Чтобы письма уходили, задайте настройки SMTP_URL и MAIL_FROM и перезапустите программу.',
    show: 'Показать',
    all: 'все',
    unsent: 'не отправленные',
    caption: 'Письма, новые сверху',
    letter: 'Письмо',
    to: 'Кому',
    written: 'Написано',
    state: 'Состояние',
    states,
    sentAt: (at: string) => `отправлено ${at}`,
    nextAt: (at: string, n: number) => `попыток: ${n}, следующая ${at}`,
    attempts: (n: number) => `попыток: ${n}`,
    staleNote: 'Написано больше 7 дней назад: отправлять уже поздно.',
    empty: 'Писем пока нет.',
    emptyUnsent: 'Все письма отправлены.',
    failed: (n: number) => `Не удалось отправить: ${n}\u00a0${plural.ru(n, 'письмо', 'письма', 'писем')}`,
    failedText: 'Попытки закончились. Когда почтовый сервер снова работает, отправьте их ещё раз.',
    retry: 'Отправить ещё раз',
    retried: (n: number) => `Снова в очереди: ${n}\u00a0${plural.ru(n, 'письмо', 'письма', 'писем')}`,
  },
};
