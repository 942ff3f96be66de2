/** Words that every screen shares. */
import type { Role } from '#app/domain/people/people.ts';
import type { ReportStatus, Standing } from '#app/domain/reports/report.ts';
import { plural } from '../plural.ts';

export const everywhere = {
  product: 'Сводка',

  shell: {
    skip: 'Перейти к содержанию',
    navigation: 'Разделы',
    breadcrumbs: 'Путь к странице',
    demo: 'Демонстрационный регион: данные вымышлены',
    footer: 'Сводка – внедрение электронных журналов и дневников',
    signOut: 'Выйти',
    language: 'Язык',
    /** The name of the other language, in that language. */
    otherLanguage: 'English',
  },

  navigation: {
    home: 'Главная',
    reports: 'Отчёты',
    measures: 'Мероприятия',
    review: 'Проверка',
    coverage: 'Охват',
    editions: 'Выпуски сводки',
    downloads: 'Выгрузки',
    organisations: 'Организации',
    people: 'Пользователи',
    jobs: 'Задания',
    orders: 'Приказы',
  },

  buttons: {
    save: 'Сохранить',
    cancel: 'Отмена',
    back: 'Назад',
    continue: 'Продолжить',
    print: 'Распечатать',
    download: 'Скачать',
    change: 'Изменить',
    open: 'Открыть',
    show: 'Показать',
    add: 'Добавить',
    remove: 'Удалить',
    home: 'На главную страницу',
  },

  form: {
    error: 'Ошибка',
    errorsTitle: 'Исправьте ошибки, чтобы продолжить',
    optional: 'необязательно',
    dateHint: 'Например, 01.09.2012',
    showPassword: 'Показать',
    hidePassword: 'Скрыть',
    yes: 'Да',
    no: 'Нет',
    saved: (time: string) => `Сохранено в ${time}`,
    saving: 'Сохраняем…',
    tooLargeFile: (megabytes: string) => `Файл больше ${megabytes}\u00a0МБ. Выберите файл поменьше`,
    unreachable: 'Нет связи с сервером',
    unreachableText: 'Ничего не отправлено, набранное осталось в полях. Отправьте его ещё раз, когда связь появится.',
  },

  /** How a report stands, from `standingOf`. */
  standings: {
    late: 'просрочен',
    unfiled: 'не сдан к закрытию',
    filed: 'на проверке',
    returned: 'возвращён',
    draft: 'черновик',
    notDue: 'срок не наступил',
    accepted: 'принят',
    notRequired: 'не требуется',
  } satisfies Record<Standing, string>,

  /** The report's own status, as its history names it. */
  statuses: {
    due: 'ожидается',
    draft: 'черновик',
    filed: 'сдан',
    returned: 'возвращён',
    accepted: 'принят',
  } satisfies Record<ReportStatus, string>,

  roles: {
    director: 'директор школы',
    responsible: 'ответственный в школе',
    coordinator: 'муниципальный координатор',
    analyst: 'аналитик',
    supervisor: 'руководитель',
    methodist: 'методист',
    administrator: 'администратор',
  } satisfies Record<Role, string>,

  organisations: {
    region: 'регион',
    municipality: 'муниципалитет',
    school: 'школа',
  },

  counts: {
    schools: (n: number) => plural.ru(n, 'школа', 'школы', 'школ'),
    municipalities: (n: number) => plural.ru(n, 'муниципалитет', 'муниципалитета', 'муниципалитетов'),
    reports: (n: number) => plural.ru(n, 'отчёт', 'отчёта', 'отчётов'),
    errors: (n: number) => plural.ru(n, 'ошибка', 'ошибки', 'ошибок'),
  },

  states: {
    noData: {
      title: 'Данных пока нет',
      text: 'Они появятся, когда школы сдадут первые отчёты.',
    },
    nothingFound: {
      title: 'Ничего не найдено',
      text: 'Измените условия поиска или снимите фильтры.',
    },
    failed: {
      title: 'Не удалось показать данные',
      text: 'Сами данные не пострадали. Обновите страницу; если не поможет, сообщите администратору.',
    },
    computing: {
      title: 'Данные готовятся',
      text: 'Страницу можно закрыть и вернуться позже: подготовка не прервётся.',
    },
    notAllowed: {
      title: 'Нет доступа',
      text: 'Этот раздел открыт для другой роли. Если он нужен вам для работы, обратитесь к администратору.',
    },
  },

  notice: {
    info: 'Сообщение',
    success: 'Готово',
    warning: 'Внимание',
    problem: 'Ошибка',
  },

  table: {
    pages: 'Страницы списка',
    previous: 'Назад',
    next: 'Дальше',
    shown: (from: string, to: string, of: string) => `${from}–${to} из ${of}`,
    total: 'Всего',
    municipality: 'Муниципалитет',
    school: 'Школа',
    month: 'Месяц',
    status: 'Состояние',
    due: 'Срок',
    share: 'Доля',
    target: 'Цель',
  },

  figure: {
    asTable: 'Те же данные таблицей',
    notDrawn: 'График не загрузился. Те же данные – в таблице под ним.',
    target: (percent: string) => `Цель ${percent}`,
    /** A share with its base: «52,3 % (734 из 1 404)». */
    shareText: (percent: string, share: string) => `${percent} (${share})`,
  },
};
