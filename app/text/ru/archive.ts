/** The archive of editions: by the 5th, recipients, both copies and what is wrong with them. */
import type { ArchiveStatus, Copy } from '#app/domain/editions/archive.ts';
import type { ReportCount } from '#app/domain/editions/changes.ts';
import type { LineKind } from '#app/domain/editions/edition.ts';
import type { HandIn } from '#app/domain/editions/hand-in.ts';
import { plural } from '../plural.ts';

const ofSchools = (n: number) => plural.ru(n, 'школы', 'школ', 'школ');
const ofMunicipalities = (n: number) => plural.ru(n, 'муниципалитета', 'муниципалитетов', 'муниципалитетов');

/** Names of the fields of a line, by the first step of their path; others stand as they are. */
const fields: Record<string, string> = {
  name: 'название',
  municipalityId: 'муниципалитет',
  covered: 'охвачена',
  last: 'последний отчёт',
  stage: 'этап',
  figures: 'показатель',
  owed: 'должна отчётов',
  filed: 'сдано отчётов',
  onTime: 'в срок',
  accepted: 'принято отчётов',
  schoolKind: 'вид школы',
  settlement: 'населённый пункт',
  region: 'регион',
  municipalities: 'муниципалитеты',
  month: 'месяц',
  number: 'номер',
  readAt: 'время сборки',
  complete: 'полный месяц',
  author: 'кто собрал',
  previous: 'предыдущий выпуск',
  campaign: 'кампания',
  order: 'приказ',
};

/** A name that has quotes of its own needs no others. */
const quoted = (name: string) => (name.includes('«') ? name : `«${name}»`);

const lines: Record<LineKind, (name: string | undefined) => string> = {
  totals: () => 'строка итогов',
  school: (name) => (name ? `строка школы ${quoted(name)}` : 'строка школы'),
  group: (name) => (name ? `группа проблем ${quoted(name)}` : 'группа проблем'),
  problem: (name) => (name ? `проблема ${quoted(name)}` : 'строка проблемы'),
  changes: () => 'строка итога изменений',
  change: (name) => (name ? `изменения школы ${quoted(name)}` : 'строка изменений школы'),
};

const copies: Record<Copy, string> = { database: 'в базе данных', file: 'во втором экземпляре' };

const statuses: Record<ArchiveStatus, string> = {
  sound: 'всё цело',
  mended: 'дописаны недостающие файлы',
  damaged: 'найдены расхождения',
  unreachable: 'второй экземпляр недоступен',
};

const reports: Record<ReportCount, string> = {
  owed: 'должна отчётов',
  filed: 'сдано отчётов',
  onTime: 'сдано в срок',
  onTimeOriginally: 'сдано в срок приказа',
  accepted: 'принято отчётов',
  acceptedOnTime: 'принято сданных в срок',
};

export const archive = {
  title: 'Архив выпусков',
  link: 'Выпуски и отправка',
  /** «Выпуск 2 за август 2012». */
  edition: (number: string, month: string) => `Выпуск ${number} за ${month}`,
  editionShort: (number: string) => `выпуск ${number}`,
  complete: 'полный месяц',
  provisional: 'предварительный',
  byScheduler: 'по расписанию',

  handIn: {
    titles: {
      running: (month: string) => `Месяц ${month} ещё не закончился`,
      open: (month: string) => `Выпуск за ${month} ещё не отправлен`,
      sent: (month: string) => `Выпуск за ${month} отправлен`,
      onTime: (month: string) => `Выпуск за ${month} отправлен вовремя`,
      late: (month: string, days: string) => `Выпуск за ${month} отправлен с опозданием на ${days}`,
      waiting: (month: string, left: string) => `Выпуск за ${month} ждёт отправки, ${left}`,
      overdue: (month: string, days: string) => `Выпуск за ${month} не отправлен, срок прошёл ${days} назад`,
    },
    states: {
      running: () => 'месяц не закончился',
      open: () => 'не отправлен',
      sent: () => 'отправлен',
      onTime: () => 'вовремя',
      late: (days: string) => `с опозданием на ${days}`,
      waiting: (left: string) => `ждёт отправки, ${left}`,
      overdue: (days: string) => `не отправлен, просрочен на ${days}`,
    } satisfies Record<HandIn['state'], (text: string) => string>,
    left: (days: string, n: number) =>
      n === 0 ? 'сегодня последний день' : `${plural.ru(n, 'остался', 'осталось', 'осталось')} ${days}`,
    due: (day: string) => `срок ${day}`,
    lead: (day: string) =>
      `Последний день отправки – ${day}, включительно. В срок засчитывается выпуск за полный месяц, проверенный аналитиком.`,
    noDue: 'Приказ не называет дня, к которому отправляют сводку.',
  },

  months: {
    caption: 'Выпуски по месяцам, новые сверху',
    edition: 'Выпуск',
    compiled: 'Собран',
    asOf: 'Данные на',
    changes: 'Изменения',
    approved: 'Проверен',
    sent: 'Отправлен',
    handIn: 'К сроку',
    notCompiled: 'ещё не собран',
    notYet: 'нет',
    recipients: (n: string) => `адресов: ${n}`,
    earlier: 'Более ранние месяцы',
    none: 'Выпусков пока нет: первый появится, когда закончится месяц.',
  },

  changes: {
    title: 'Что изменилось',
    since: {
      edition: (number: string) => `с выпуска ${number} того же месяца`,
      month: (month: string) => `с выпуска за ${month}`,
    },
    first: 'сравнить не с чем',
    none: 'без изменений',
    gained: (n: string) => `+${n} охваченных`,
    lost: (n: string) => `−${n} охваченных`,
    joined: (n: string) => `вошли в знаменатель: ${n}`,
    left: (n: string) => `вышли из знаменателя: ${n}`,
    figures: (n: string, count: number) => `${n}\u00a0${plural.ru(count, 'показатель', 'показателя', 'показателей')}`,
    covered: (was: string, is: string) => `Охвачено: было ${was}, стало ${is}.`,
    met: (was: string, is: string) => `Цель достигнута в муниципалитетах: было ${was}, стало ${is}.`,
    municipalities: 'Муниципалитеты',
    schools: 'Школы',
    school: 'Школа',
    what: 'Что изменилось',
    isCovered: { gained: 'стала охвачена', lost: 'больше не охвачена' },
    counted: { joined: 'вошла в знаменатель', left: 'вышла из знаменателя' },
    moved: (from: string) => `переведена из муниципалитета ${from}`,
    system: 'система',
    stage: 'этап',
    item: (number: string) => `строка ${number}`,
    reports,
    rank: 'Место',
    noSchools: 'Ни у одной школы ничего не изменилось.',
    nobody: 'Изменений по муниципалитетам нет.',
    nothing: 'Сравнить не с чем: более ранних выпусков нет.',
  },

  page: {
    facts: 'О выпуске',
    compiledAt: 'Собран',
    by: 'Кем',
    asOf: 'Данные на конец дня',
    kind: 'Вид',
    order: 'Приказ',
    sha256: 'Контрольная сумма SHA-256',
    figures: 'Сумма только по показателям',
    definition: 'Сумма текста приказа',
    previous: 'Предыдущий выпуск в цепочке',
    first: 'это первый выпуск кампании',
    hashes: 'Контрольные суммы полностью',
    howToCheck:
      'Проверить самому: скачайте файл выпуска и посчитайте его сумму программой sha256sum, она должна совпасть.',
    workbook: 'Скачать в Excel',
    document: 'Файл выпуска (JSON)',
    provisionalText: 'Данные прочитаны до конца месяца. В срок засчитывается только выпуск за полный месяц.',
  },

  approve: {
    title: 'Проверка и отправка',
    text: 'Отметьте, что показатели выпуска просмотрены и за них можно поручиться. Снять отметку нельзя.',
    button: 'Отметить как проверенный',
    done: (by: string, at: string) => `Проверен: ${by}, ${at}.`,
    waits: 'Выпуск ещё не проверен аналитиком.',
    approved: 'Выпуск отмечен как проверенный',
    approvedAndSent: 'Выпуск отмечен как проверенный и отправлен',
  },

  send: {
    button: (n: number) => `Отправить: ${n}\u00a0${plural.ru(n, 'получатель', 'получателя', 'получателей')}`,
    text: 'Каждый получит письмо с итогом и ссылкой на эту страницу. На один адрес выпуск уходит один раз.',
    first: 'сначала выпуск проверяет аналитик',
    all: 'Выпуск отправлен всем получателям.',
    none: 'Получатели не заданы.',
    sent: 'Письма написаны и стоят в очереди на отправку',
    caption: 'Кому отправлен',
    to: 'Кому',
    at: 'Когда',
    by: 'Кем',
    state: 'Доставка',
    never: 'Пока никому.',
    noServer: 'Почтовый сервер не задан: письма остаются в исходящих.',
  },

  recipients: {
    title: 'Получатели выпусков',
    link: (n: string) => `Получатели: ${n}`,
    lead: 'Когда выпуск отправляют, им уходит письмо с итогом и ссылкой. Итог читается в самом письме, страница выпуска открывается после входа.',
    caption: 'Получатели',
    name: 'Кому',
    nameHint: 'Фамилия, имя, отчество или название органа',
    email: 'Электронная почта',
    none: 'Получателей пока нет.',
    new: 'Добавить получателя',
    add: 'Добавить',
    remove: 'Исключить',
    added: 'Получатель добавлен',
    removed: 'Получатель исключён. Отправленное ему остаётся в истории',
    taken: 'Этот адрес уже есть в списке',
    bySelf: {
      title: 'Порядок отправки',
      on: 'Выпуск уходит сам, как только аналитик отметил его проверенным.',
      off: 'Выпуск отправляют кнопкой на его странице.',
      turnOn: 'Отправлять сразу после проверки',
      turnOff: 'Отправлять кнопкой',
      saved: 'Порядок отправки изменён',
    },
  },

  copies: {
    title: 'Два экземпляра',
    two: 'Каждый выпуск хранится дважды: в базе данных и файлом в отдельной папке. Каждую ночь оба экземпляра читаются и сравниваются строка за строкой.',
    one: 'Экземпляр один: папка для второго не задана (ARCHIVE_DIR). Каждую ночь выпуски проверяются по контрольным суммам, но сравнить их не с чем.',
    check: 'Проверить сейчас',
    requested: 'Проверка запущена',
    checking: 'Идёт проверка',
    checkingText: 'Страница обновится сама. Её можно закрыть: проверка продолжится.',
    never: 'Архив ещё не проверялся.',
    statuses,
    last: (at: string) => `Последняя проверка: ${at}`,
    byNight: 'ночная',
    read: (editions: string, files: string | null) =>
      files === null ? `прочитано выпусков: ${editions}` : `прочитано выпусков: ${editions}, файлов: ${files}`,
    checks: 'Последние проверки',
    at: 'Когда',
    by: 'Кто запустил',
    status: 'Результат',
    volume: 'Прочитано',
    findings: 'Расхождений',
    anew: 'Если папка пуста намеренно, например подключён новый диск, файлы записывают заново на сервере, командой',
  },

  findings: {
    title: (n: number) =>
      `${plural.ru(n, 'Найдено', 'Найдено', 'Найдено')} ${n}\u00a0${plural.ru(n, 'расхождение', 'расхождения', 'расхождений')}`,
    fields,
    lines,
    copies,
    /** «Выпуск 2 за август 2012, в базе данных: строка школы «Школа № 5» изменена». */
    line: (line: string) => `${line} изменена`,
    lineAt: (ordinal: string) => `строка № ${ordinal}`,
    lineMissing: (line: string) => `${line} пропала`,
    lineAdded: (line: string) => `${line} лишняя`,
    head: 'первая строка выпуска изменена',
    columns: 'запись о выпуске расходится с его первой строкой',
    document: 'содержание не сходится с контрольной суммой',
    hash: {
      edition: 'контрольная сумма выпуска изменена, его строки целы',
      figures: 'контрольная сумма показателей изменена, строки целы',
      line: 'контрольная сумма строки изменена, сама строка цела',
      point: 'точка графика не сходится с итогами',
      order: 'приказ кампании изменён после сборки',
    },
    chain: 'ссылается не на тот выпуск, который был перед ним',
    gone: 'выпуска нет',
    otherEdition: (month: string, number: string) => `в файле другой выпуск: № ${number} за ${month}`,
    unreadable: 'файл не читается',
    foreign: (file: string) => `В папке архива чужой файл: ${file}`,
    more: (n: string) => `и ещё отличий: ${n}`,
    /** What the damaged copy says, and what the other one says. */
    field: (field: string, is: string, was: string) => `${field}: ${is}, в другом экземпляре ${was}`,
    columnField: (field: string, is: string, was: string) => `${field}: в записи ${is}, в первой строке ${was}`,
    nothing: 'ничего',
    restore:
      'Повреждённый экземпляр («база» или «файл») восстанавливают по целому на сервере, командой с месяцем вида 2012-09 и номером выпуска:',
  },

  letter: {
    subject: (month: string, complete: boolean) =>
      complete ? `итоги за ${month}` : `предварительные итоги за ${month}`,
    greeting: (name: string) => `Здравствуйте! Это письмо для получателя: ${name}.`,
    about: (month: string, number: string, complete: boolean) =>
      `Готова сводка за ${month}, выпуск ${number}${complete ? '' : ' (предварительный: месяц не закончился)'}.`,
    result: (day: string, share: string, of: number, percent: string) =>
      `На ${day} электронный журнал ведут ${share} ${ofSchools(of)} (${percent}).`,
    reached: (target: string, by: string, share: string, of: number) =>
      `Цель ${target} к ${by} достигнута в ${share} ${ofMunicipalities(of)}.`,
    page: 'Выпуск, его изменения и контрольные суммы:',
    workbook: 'Сводка в Excel:',
    signIn: 'Страницы открываются после входа в систему.',
  },
};
